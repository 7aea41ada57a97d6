"""Names where only their sound was written: «조청시기» for «조청식이», «송풍 가드내는» for «송풍가든에는».

A name runs into its particle, so that the letters on both sides of the seam come out as others, and words begin
somewhere else. So whole words are compared, one to three of them, with the name and each particle that may end them.
Which of the readings was said only the sound can tell (`hearing.engines.faster_whisper`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.josa import can_follow, in_place, josa_candidates
from companion.language.readings import words
from companion.language.sound import SoundIndex, distance, sound_key

LIKE: Final = 0.75
"""How alike a word and a name with its particle must sound for the name to be thought of."""

_ALIKE: Final = 0.6
"""How alike a name without its particle must sound to be compared with it."""
_NEAREST: Final = 6
_SHORTEST: Final = 2
_MOST_WORDS: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_RUNS_ON: Final = words("이 은 을 에 에는 에서 의 으로 이랑 이야 이에요 이란 이라는 이나")
"""Particles that begin with a vowel, which takes the consonant before it along; the commonest first."""


class NameReading(NamedTuple):
    """A text with a name in place of what only sounds like it; `likeness` tells how alike both sound, 0 to 1."""

    likeness: float
    text: str


class MisheardNames:
    """Finds where names may have been said.

    Args:
        names: as they are written; those of one letter are left out.
    """

    def __init__(self, names: Iterable[str]) -> None:
        kept = [name for name in dict.fromkeys(names) if len(_squeezed(name)) >= _SHORTEST]
        self._sounds = SoundIndex((name, name) for name in kept)
        self._spelt = frozenset(map(_squeezed, kept))

    def __bool__(self) -> bool:
        return bool(self._spelt)

    def spelt(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in a text as they are written, in order; of two that overlap the longer one."""
        found: list[tuple[int, int]] = []
        for start, end, _ in sorted(self._stretches(text), key=lambda one: one[0] - one[1]):
            said = any(_squeezed(text[start:stop]) in self._spelt for stop in _stems(text, start, end))
            if said and not any(start < stop and begin < end for begin, stop in found):
                found.append((start, end))
        return sorted(found)

    def readings(self, text: str) -> list[NameReading]:
        """What may have been said instead, with one more name in it each, the likeliest by sound first.

        Names that are there as they are written stay.
        """
        known = self.spelt(text)
        found: dict[str, NameReading] = {}
        for start, end, heard in self._stretches(text):
            within = [text[begin:stop] for begin, stop in known if start < stop and begin < end]
            best: dict[str, NameReading] = {}
            for said, name in self._said(text, start, end):
                likeness = _likeness(heard, sound_key(said))
                keeps = all(_squeezed(one) in _squeezed(said) for one in within)
                if keeps and likeness >= LIKE and (name not in best or best[name].likeness < likeness):
                    best[name] = NameReading(likeness, text[:start] + said + text[end:])
            for reading in best.values():
                if reading.text not in found or found[reading.text].likeness < reading.likeness:
                    found[reading.text] = reading
        found.pop(text, None)
        return sorted(found.values(), reverse=True)

    def _stretches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """One to three neighbouring words: where they are, and how they sound."""
        words = [match.span() for match in _WORD.finditer(text)]
        for last, (_, end) in enumerate(words):
            for start, _ in words[max(0, last - _MOST_WORDS + 1) : last + 1]:
                if key := sound_key(text[start:end]):
                    yield start, end, key

    def _said(self, text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Names with particles that may have been said in a stretch."""
        heard = text[start:end]
        for stop in _stems(text, start, end):
            for name in self._near(text[start:stop]):
                yield in_place(text[:end], start, stop, name)[start:], name
        if len(_squeezed(heard)) > _SHORTEST:
            for name in (*self._near(heard), *self._near(heard[:-1])):
                if final_consonant(name):
                    yield from ((name + particle, name) for particle in _RUNS_ON if can_follow(name, particle))

    def _near(self, heard: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in self._sounds.search(heard, _ALIKE, _NEAREST)))


def _stems(text: str, start: int, end: int) -> Iterator[int]:
    """Where a name may end in a stretch of words: before each particle of the last word, and at its end."""
    last = max(start, text.rfind(" ", start, end) + 1)
    for stem, _ in josa_candidates(text[last:end]):
        if len(_squeezed(text[start : last + len(stem)])) >= _SHORTEST:
            yield last + len(stem)


@lru_cache(maxsize=1 << 12)
def _likeness(heard: str, said: str) -> float:
    return 1.0 - distance(heard, said) / max(len(heard), len(said))


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text))
