"""How much of a growing transcript can be relied on while somebody still speaks."""

from __future__ import annotations


class Agreement:
    """Takes words for stable that two hypotheses in a row agree on from the start.

    This is LocalAgreement-2 (Liu, Niehues & Spitz, Low-Latency Sequence-to-Sequence Speech Recognition and
    Translation by Partial Hypothesis Selection, Interspeech 2020).
    """

    def __init__(self) -> None:
        self._before: list[str] = []

    def stable(self, text: str) -> int:
        """How many leading characters of the next hypothesis are stable.

        Args:
            text: the whole utterance so far, words parted by single spaces.
        """
        words = text.split(" ")
        agreed = 0
        for word, before in zip(words, self._before, strict=False):
            if word != before:
                break
            agreed += 1
        self._before = words
        return len(" ".join(words[:agreed]))
