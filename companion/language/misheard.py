"""Names where only their sound was written: «조청시기» for «조청식이», «송풍 가드내는» for «송풍가든에는».

A name runs into its particle, so that the letters on both sides of the seam come out as others, and words begin
somewhere else. So whole words are compared, one or a few of them, with the name and each particle that may end them.
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
"""Words that a name may have come apart into, where no name is written in more."""
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
        self._most_words = max(_MOST_WORDS, *(len(name.split()) for name in kept), 0)

    def __bool__(self) -> bool:
        return bool(self._spelt)

    def spelt(self, text: str) -> list[tuple[int, int]]:
        """Where words stand that are names as they are written, in order; of two that overlap the longer one."""
        return [(start, end) for start, end, _ in self._known(text)]

    def _known(self, text: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for start, end, _ in sorted(self._stretches(text), key=lambda one: one[0] - one[1]):
            names = (_squeezed(text[start:stop]) for stop in _stems(text, start, end))
            name = next((name for name in names if name in self._spelt), None)
            if name is not None and not any(start < stop and begin < end for begin, stop, _ in found):
                found.append((start, end, name))
        return sorted(found)

    def readings(self, text: str) -> list[NameReading]:
        """What may have been said instead, with one more name in it each, the likeliest by sound first.

        Names that are there as they are written stay, or become a part of longer ones.
        """
        known = self._known(text)
        found: dict[str, NameReading] = {}
        for start, end, heard in self._stretches(text):
            within = [name for begin, stop, name in known if start < stop and begin < end]
            best: dict[str, NameReading] = {}
            for said, name in self._said(text, start, end):
                likeness = _likeness(heard, sound_key(said))
                if likeness >= LIKE and (name not in best or best[name].likeness < likeness):
                    best[name] = NameReading(likeness, text[:start] + said + text[end:])
            for name, reading in best.items():
                longer = all(one in _squeezed(name) and one != _squeezed(name) for one in within)
                if longer and (reading.text not in found or found[reading.text].likeness < reading.likeness):
                    found[reading.text] = reading
        found.pop(text, None)
        return sorted(found.values(), reverse=True)

    def _stretches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """A few neighbouring words: where they are, and how they sound."""
        spans = [match.span() for match in _WORD.finditer(text)]
        for last, (_, end) in enumerate(spans):
            for start, _ in spans[max(0, last + 1 - self._most_words) : last + 1]:
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
