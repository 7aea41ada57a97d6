"""From Hangul as pronounced to the phonemes of Kokoro-82M.

Kokoro was not trained on Korean, but on languages that between them have its sounds: aspirates and affricates from
Mandarin, unreleased and tense-like stops after [ʔ], voiced stops from Japanese. The map below spells Korean in the
IPA of those languages; it was chosen by how well a recogniser understands the result (docs/pronunciation.md).
"""

from __future__ import annotations

from typing import Final

from companion.language.hangul import decompose, is_syllable

_VOWELS: Final = {
    "ㅏ": "a", "ㅐ": "e", "ㅑ": "ja", "ㅒ": "je", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ", "ㅖ": "je", "ㅗ": "o", "ㅘ": "wa",
    "ㅙ": "we", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wʌ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju", "ㅡ": "ɯ",
    "ㅢ": "ɰi", "ㅣ": "i",
}  # fmt: skip
MAP_VERSION: Final = 1
"""Raised with every change of the map, so that clauses kept on disk are made anew."""

_PALATALIZING: Final = "ㅣㅑㅕㅛㅠㅖㅒㅟ"
# Lax stops are voiced between voiced sounds, voiceless elsewhere.
_LAX: Final = {"ㄱ": ("k", "ɡ"), "ㄷ": ("t", "d"), "ㅂ": ("p", "b"), "ㅈ": ("ʨ", "ʥ")}
_TENSE: Final = {"ㄲ": "k", "ㄸ": "t", "ㅃ": "p", "ㅉ": "ʨ", "ㅆ": "s"}
_GLOTTAL: Final = "ʔ"
_OTHERS: Final = {"ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅊ": "ʨʰ", "ㄴ": "n", "ㅁ": "m", "ㅎ": "h", "ㅅ": "s", "ㅇ": ""}
_CODAS: Final = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_VOICED_CODAS: Final = "ㄴㄹㅁㅇ"


def phonemes(pronounced: str) -> str:
    """Spell Hangul as pronounced (`language.pronunciation.pronounce`) in Kokoro's phonemes.

    Spaces and `. , ? !` stay; everything else that is not Hangul falls away.
    """
    out: list[str] = []
    before: str | None = None  # coda of the syllable just before, "" for none; None after a space or a pause
    for ch in pronounced:
        if is_syllable(ch):
            onset, vowel, coda = decompose(ch)
            out += (_onset(onset, vowel, before), _VOWELS[vowel], _CODAS[coda])
            before = coda
        elif ch in " .,?!":
            out.append(ch)
            before = None
    return "".join(out)


def _onset(onset: str, vowel: str, before: str | None) -> str:
    after_voiced = before is not None and (before == "" or before in _VOICED_CODAS)
    if onset in _LAX:
        return _LAX[onset][after_voiced]
    if onset == "ㄹ":
        return "l" if before == "ㄹ" else "ɾ"
    sound = "ɕ" if onset in "ㅅㅆ" and vowel in _PALATALIZING else _TENSE.get(onset) or _OTHERS[onset]
    return _GLOTTAL + sound if onset in _TENSE and after_voiced else sound
