"""Names of the data in what a recogniser wrote, where the sound allows them.

Whisper has hardly ever read the names of a small town, and writes common syllables where they were said. Its own
probability of a text given the sound, with the name written as the data have it, tells whether it may have been said:
a name that was said costs a few nats, one that only resembles it costs more (docs/performance.md). So a name counts
for as much as it is likelier here than in all that Whisper has read, and the likeliest text is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from companion.language.misheard import MisheardNames

LIKELIER: Final = 5.0
"""What a name of the data counts for (nats): the least that wins nearly all that more would win on the synthetic
questions that it was chosen on; from 9 on, names that only resemble one are taken for it (docs/performance.md)."""
_MOST: Final = 3
"""Readings that are weighed at once; each takes a pass of the decoder over one text."""
_NAMES: Final = 2
"""Names at most that are put into one text."""


def likeliest(texts: Sequence[str], names: MisheardNames, weigh: Callable[[Sequence[str]], Sequence[float]]) -> str:
    """The likeliest of what a recogniser wrote and its readings with names of the data.

    Args:
        texts: what it wrote, the likeliest first.
        names: of the data.
        weigh: the log probability of each of some texts, given the sound; asked only where there is a choice.
    """
    for _ in range(_NAMES):
        held = {text: len(names.spelt(text)) for text in texts}
        near = sorted(((reading, 1 + held[text]) for text in texts for reading in names.readings(text)), reverse=True)
        for reading, number in near[:_MOST]:
            held.setdefault(reading.text, number)
        first = texts[0]
        choice = [first, *(text for text, number in held.items() if number > held[first])]
        if len(choice) == 1:
            break
        scores = {text: score + LIKELIER * held[text] for text, score in zip(choice, weigh(choice), strict=True)}
        best = max(choice, key=lambda text: scores[text])
        if best == first:
            break
        texts = [best]
    return texts[0]
