"""What Whisper's own output tells about it: whether anybody spoke, and whether the decoder has lost its way.

The thresholds are the published ones of Whisper (Radford et al. 2022, section 4.5; `transcribe.py` of openai-whisper),
with two differences. A compression ratio over 2.4 takes more text than one turn holds, so here a transcript is known
to go in circles by its end. And words that Whisper itself thinks nobody said must be more likely right than wrong:
its own limit lets «고춧가루» through, heard in the noise of a machine.
"""

from __future__ import annotations

import math
from typing import Final

UNSURE: Final = -1.0
"""Mean log probability of the tokens below which Whisper's words are not believed."""
NO_SPEECH: Final = 0.6
"""Probability that nobody speaks above which words have to be likely."""
LONGEST: Final = 224
"""Tokens that Whisper writes at most for one window, half its text context."""

_EVEN: Final = math.log(0.5)
# Fast Korean is 7 to 8 syllables a second, and Whisper writes a syllable with one token or a little more.
_TOKENS_A_SECOND: Final = 10
_TOKENS_AROUND: Final = 8
_IN_A_ROW: Final = 3
_SHORTEST: Final = 2
"""Letters of what is repeated at least: «하하하하하» is a laugh."""
_SAID: Final = 6
"""How often people say a thing in a row at most."""
# Two short words: particles and endings of three syllables do come back in one sentence.
_CIRCLE: Final = 4


def most_tokens(seconds: float) -> int:
    """How many tokens speech of this length can take, with some to spare for timestamps and signs."""
    return min(LONGEST, _TOKENS_AROUND + round(_TOKENS_A_SECOND * seconds))


def goes_in_circles(text: str) -> bool:
    """Whether a text ends in what it has said before: its last four letters occur earlier in it.

    This is how a decoder goes on that has missed the end of the speech. A speaker who says something twice is taken
    for one too.
    """
    letters = "".join(filter(str.isalnum, text))
    return len(letters) > _CIRCLE and letters[-_CIRCLE:] in letters[:-1]


def before_circling(text: str) -> str:
    """A text without the repetitions in which it ends: three or more of the same words in a row become one.

    Where there is nothing else in it, and it is repeated oftener than people say a thing, nobody has said it: "".
    Digits that repeat are a number.
    """
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    letters = "".join(text[place] for place in places)
    for length in range(_SHORTEST, len(letters) // _IN_A_ROW + 1):
        start = len(letters) - length
        while start > 0 and letters[start - 1] == letters[start - 1 + length]:
            start -= 1
        times = (len(letters) - start) // length
        if times >= _IN_A_ROW and not letters[start:].isdigit():
            if start < length and times > _SAID:
                return ""
            end = start + length
            # What was said before may end like the words that are repeated: then the first of them ends a little later.
            words = (at for at in range(end, end + length) if not text[places[at - 1] + 1].isalnum())
            return text[: places[next(words, end) - 1] + 1]
    return text


def words_are_doubtful(text: str, log_probability: float, no_speech: float) -> bool:
    """Whether the words may be others, or nobody's; see `nobody_speaks`."""
    # Written so that a score which is no number is doubtful too.
    likely = UNSURE <= log_probability < math.inf and no_speech <= NO_SPEECH
    return not likely or not _has_words(text) or goes_in_circles(text)


def nobody_speaks(text: str, log_probability: float, no_speech: float) -> bool:
    """Whether a transcript was invented.

    It is where there is no letter and no digit in it, where the decoder came to nothing that can be counted with, and
    where Whisper hears no speech while the words are unlikely or go in circles.

    Args:
        text: the words.
        log_probability: mean over the tokens.
        no_speech: probability of Whisper's token for «nobody speaks».
    """
    if not (_has_words(text) and math.isfinite(log_probability)):
        return True
    return no_speech > NO_SPEECH and (log_probability < _EVEN or goes_in_circles(text))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
