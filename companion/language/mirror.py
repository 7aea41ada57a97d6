"""What was told, said back."""

from __future__ import annotations

import re
from typing import Final

from companion.language.hangul import compose, decompose, is_syllable
from companion.language.noun_phrases import NounPhrase, is_self
from companion.language.self_words import OURS
from companion.language.stances import last_verb, sentences
from companion.language.terms import Reading

_LONGEST_ECHO: Final = 16


def plain_form(lemma: str) -> str:
    """A verb in its plain present form, for quoting: «간다», «먹는다», «만든다»."""
    last = lemma[-1]
    if not is_syllable(last):
        return lemma
    initial, medial, final = decompose(last)
    if final in ("", "ㄹ"):
        return f"{lemma[:-1]}{compose(initial, medial, 'ㄴ')}다"
    return f"{lemma}는다"


def echo(reading: Reading) -> str | None:
    """What was told, said back in one short clause: «손주가 놀러 왔어» → «손주가 놀러 왔군요».

    Only what happened to others, or to the speaker by a verb with an easy polite form, can be said so; None for
    the rest.
    """
    parts = [sentence for sentence in sentences(reading) if any(term.form is not None for term in sentence)]
    if len(parts) != 1:
        return None
    sentence = tuple(t for t in parts[0] if not (t.kind == "interjection" or t.called))
    verb = last_verb(sentence)
    if verb is None or verb.form is None or not verb.form.past or verb.form.hearsay or verb is not sentence[-1]:
        return None
    if sum(term.form is not None for term in sentence) > 1 or any(
        t.kind in ("question", "pronoun") and t.lemma not in OURS for t in sentence
    ):
        return None
    said = [
        t
        for t in sentence
        if not (
            t.kind == "pronoun" and (t.lemma in ("우리", "저희") or is_self(NounPhrase((t,))) or t.particle == "의")
        )
    ]
    if said[0].kind == "adverb" or any(term.kind == "pronoun" for term in sentence[sentence.index(said[0]) :]):
        return None
    by_other = any(term.particle == "이" for term in said[:-1])
    if by_other:
        # The stem with its tense, helping verbs included, ends where the last ㅆ does: «놀러 왔|어».
        rest = reading.text[verb.start :]
        ends = [at for at, letter in enumerate(rest, 1) if is_syllable(letter) and decompose(letter)[2] == "ㅆ"]
        if not ends or len(rest.rstrip(" .!~")) - ends[-1] > 2:
            return None
        clause = f"{rest[: ends[-1]]}군요"
    else:
        polite = _polite(verb.lemma)
        if polite is None or verb.form.negated:
            return None
        clause = f"{polite}셨군요"
    before = " ".join(reading.text[said[0].start : verb.start].split()) if len(said) > 1 else ""
    shown = f"{before} {clause}".strip()
    return shown if len(shown) <= _LONGEST_ECHO and re.search(r"[가-힣]", before or clause) else None


def _polite(lemma: str) -> str | None:
    """The stem before -시-, for verbs whose form is beyond doubt: those that end in a vowel."""
    special = {"먹": "드", "마시": "드", "자": "주무", "있": "계", "죽": None, "우": None}
    if lemma in special:
        return special[lemma]
    return lemma if is_syllable(lemma[-1]) and not decompose(lemma[-1])[2] else None
