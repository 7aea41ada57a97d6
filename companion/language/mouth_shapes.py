"""How a mouth stands while a Korean text is said: for a face, or a robot's jaw and lips."""

from __future__ import annotations

from typing import Final, NamedTuple

from companion.language.hangul import MEDIALS, decompose, is_syllable


class MouthShape(NamedTuple):
    """Of one syllable.

    Attributes:
        open: how far the jaw is down, 0 to 1.
        wide: how wide the lips are: below 1 rounded, above spread.
    """

    open: float
    wide: float


SHUT: Final = MouthShape(0.0, 0.9)
"""Between sentences and clauses."""
# fmt: off
_OPEN: Final = (1, .8, .95, .75, .7, .65, .65, .6, .5, .75, .7, .6, .5, .38, .55, .55, .4, .38, .28, .32, .28)
_WIDE: Final = (.9, 1.1, .9, 1.1, .8, 1.1, .8, 1.1, .5, .7, .75, .65, .5, .45, .6, .65, .55, .45, 1.05, 1.1, 1.2)
# fmt: on
VOWELS: Final = {vowel: MouthShape(*shape) for vowel, *shape in zip(MEDIALS, _OPEN, _WIDE, strict=True)}
_PAUSES: Final = ".,?!"


def mouth_shapes(text: str) -> list[MouthShape]:
    """One shape a syllable, as the text is said; shut where it pauses."""
    shapes = []
    for letter in text:
        if is_syllable(letter):
            shapes.append(VOWELS[decompose(letter)[1]])
        elif letter in _PAUSES:
            shapes.append(SHUT)
    return shapes
