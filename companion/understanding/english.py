"""Simple English as plain Korean: «Who was the governor of Gyeonggi in 2019?» is «2019년에 경기도 지사는 누구였어?».

Packs list English words with their Korean, by the part they play, and the questions these make (`english.yaml`); names
of the data are found by their sound in Latin letters. Only what is understood whole is translated: a word that belongs
to nothing leaves the utterance as it is, and the robot says politely that it speaks Korean best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from companion.base import patterns as re
from companion.base.files import Mistakes, load_document
from companion.language.romanization import folded, keys_of_name, romanized
from companion.language.templates import Template

_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9'-]*")
_STOP: Final = re.compile(r"[.!?;\n]+")
_MOSTLY: Final = 0.6
"""What share of the letters of an utterance is Latin where it is English."""
_FEWEST: Final = 2
"""Words of an English utterance."""
_LONGEST_NAME: Final = 4
"""Words of a name."""
_SHORTEST_KEY: Final = 3
"""Letters of a folded name that can be told from other words."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_GAP: Final = re.compile(r"\{(\w+)\}")
_TIME: Final = "time"
_LITERAL: Final = "literal"
"""The part of a word that stands in a question as it is."""
_OF: Final = "of"
_OWN: Final = "'s"
_IN: Final = ("in ", "on ")
_TELLING_KEY: Final = 5
"""Letters of a folded name that is no other word, be it written small."""


class EnglishFile(BaseModel):
    """`english.yaml` of a pack."""

    model_config = ConfigDict(extra="forbid")
    words: dict[str, dict[str, str]] = {}
    """English to Korean, by part: `noun`, `adjective` (before a noun in both), `time`, `verb` …"""
    left_out: list[str] = []
    """Words that say nothing of their own."""
    questions: list[tuple[str, str]] = []
    """What is asked, with gaps named like the parts, and in Korean; `{np}` is a noun with what belongs to it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an English utterance that is understood.

    Attributes:
        part: which part it plays; "" for what says nothing of its own.
        korean: what it is called.
        english: its words.
    """

    part: str
    korean: str
    english: str


@dataclass(frozen=True)
class English:
    """Translates simple English.

    Attributes:
        words: English to Korean, by part.
        left_out: words that say nothing of their own.
        questions: what may be asked, and in Korean.
        names: of the data, made when they are first needed.
    """

    words: Mapping[str, Mapping[str, str]]
    left_out: frozenset[str]
    questions: tuple[tuple[str, Template], ...]
    names: Callable[[], Iterable[str]]

    @classmethod
    def load(cls, paths: Iterable[Path], names: Callable[[], Iterable[str]], mistakes: Mistakes) -> English:
        """Read the files of all packs; their words and questions add up."""
        words: dict[str, dict[str, str]] = {}
        left_out: set[str] = set()
        questions: list[tuple[str, Template]] = []
        for path in paths:
            loaded = load_document(EnglishFile, path, mistakes)
            if loaded is None:
                continue
            for part, several in loaded.value.words.items():
                words.setdefault(part, {}).update({english.lower(): korean for english, korean in several.items()})
            left_out |= set(loaded.value.left_out)
            for number, (asked, means) in enumerate(loaded.value.questions):
                try:
                    questions.append((asked, Template.parse(means)))
                except ValueError as e:
                    mistakes.add(path, loaded.line("questions", number), str(e), "correct the question")
        return cls(words, frozenset(left_out), tuple(questions), names)

    def in_korean(self, text: str) -> str | None:
        """What an English utterance says, in plain Korean; None where it is none, or not understood whole."""
        letters = [ch for ch in text if ch.isalpha()]
        latin = sum(ch.isascii() for ch in letters)
        spoken = [_WORD.findall(sentence) for sentence in _STOP.split(text.replace("’", "'"))]
        if sum(map(len, spoken)) < _FEWEST or latin < _MOSTLY * len(letters):
            return None
        said = [self._sentence(words) for words in spoken if words]
        whole = [korean for korean in said if korean is not None]
        return " ".join(filter(None, whole)) or None if len(whole) == len(said) else None

    def _sentence(self, spoken: Sequence[str]) -> str | None:
        """One sentence in Korean, "" for one that says nothing; None where it is not understood."""
        pieces = self._pieces(_apart(spoken))
        if pieces is None:
            return None
        when = [piece.korean for piece in pieces if piece.part == _TIME]
        phrases = _as_noun_phrases([piece for piece in pieces if piece.part != _TIME])
        said = [piece for piece in phrases if piece.part]
        if not said and not when:
            return ""
        if len(when) > 1:
            return None
        for asked, means in self._compiled:
            values = _fitted(asked, said)
            if values is not None:
                korean = means.render(**values)
                return f"{when[0]} {korean}" if when else korean
        return None

    @cached_property
    def _compiled(self) -> tuple[tuple[tuple[str, ...], Template], ...]:
        return tuple((tuple(asked.split()), means) for asked, means in self.questions)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """Words that stand in a question as they are."""
        return frozenset(word for asked, _ in self._compiled for word in asked if not _GAP.fullmatch(word))

    @cached_property
    def _known(self) -> Mapping[str, _Piece]:
        return {en: _Piece(part, ko, en) for part, several in self.words.items() for en, ko in several.items()}

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        """Names of the data by their spelling and folded sound; of those that sound alike the shortest."""
        named = sorted(self.names(), key=len, reverse=True)
        spelt = {latin: name for name in named if len(latin := romanized(name)) >= _TELLING_KEY}
        return spelt | {key: name for name in named if len(key := folded(romanized(name))) >= _SHORTEST_KEY}

    def _pieces(self, spoken: Sequence[str]) -> list[_Piece] | None:
        """An utterance in understood pieces; None where a word belongs to nothing."""
        found: list[_Piece] = []
        at = 0
        while at < len(spoken):
            for length in range(min(_LONGEST_NAME, len(spoken) - at), 0, -1):
                piece = self._piece(spoken[at : at + length])
                if piece is not None:
                    found.append(piece)
                    at += length
                    break
            else:
                return None
        return found

    def _piece(self, spoken: Sequence[str]) -> _Piece | None:
        written = " ".join(spoken)
        text = written.lower()
        known = self._known.get(text)
        if known is not None:
            return known
        if len(spoken) == 1:
            if text in (_OF, _OWN):
                return _Piece(text, "", text)
            if text in self.left_out:
                return _Piece("", "", text)
            if text in self._own_words:
                return _Piece(_LITERAL, "", text)
        if len(spoken) == 2 and text.startswith(_IN) and _YEAR.fullmatch(spoken[-1]):
            return _Piece(_TIME, self.words[_TIME]["in year"].format(year=spoken[-1]), text)
        if any(self._is_word(word.lower()) for word in spoken):
            return None
        named = written[0].isupper()
        keys = (text, *(key for key in keys_of_name(text) if named or len(key) >= _TELLING_KEY))
        name = next(filter(None, map(self._by_sound.get, keys)), None)
        return _Piece("name", name, text) if name is not None else None

    def _is_word(self, word: str) -> bool:
        return word in self._own_words or word in self._known or word in self.left_out


def _apart(spoken: Iterable[str]) -> list[str]:
    """Words with what is drawn together taken apart: «who's», «Suwon's»."""
    apart: list[str] = []
    for word in spoken:
        stem, sign, _ = word.partition("'s")
        if sign and stem:
            apart += [stem, "is" if stem.lower() in ("who", "what", "where", "when", "how", "that", "it") else "'s"]
        else:
            apart.append(word.strip("'"))
    return apart


def _as_noun_phrases(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with each noun, its adjectives and whose it is as one: «mayor of Suwon», «Suwon's mayor»."""
    found: list[_Piece] = []
    after_noun = False
    for piece in pieces:
        if piece.part not in ("noun", "name", "adjective"):
            if piece.part or not found or found[-1].part != _OF:  # «governor of the province»
                found.append(piece)
            continue
        one = _Piece("np", piece.korean, piece.english)
        before = [other.part for other in found[-2:]]
        if before == ["np", _OF]:
            one = _Piece("np", f"{piece.korean} {found[-2].korean}", piece.english)
            del found[-2:]
        elif before == ["np", _OWN]:
            one = _Piece("np", f"{found[-2].korean} {piece.korean}", piece.english)
            del found[-2:]
        elif before[-1:] == ["np"] and not (piece.part == "name" and after_noun):  # «is the mayor Lee Jae-jun»
            one = _Piece("np", f"{found.pop().korean} {piece.korean}", piece.english)
        found.append(one)
        after_noun = piece.part == "noun"
    return found


def _fitted(asked: Sequence[str], said: Sequence[_Piece]) -> dict[str, str] | None:
    """What fills the gaps of a question that was asked so; None where it was not."""
    if len(asked) != len(said):
        return None
    values: dict[str, str] = {}
    for word, piece in zip(asked, said, strict=True):
        gap = _GAP.fullmatch(word)
        if gap is None:
            if piece.english != word:
                return None
        elif piece.part != gap[1].rstrip("0123456789"):
            return None
        else:
            values[gap[1]] = piece.korean
    return values
