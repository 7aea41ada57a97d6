"""Who is heard while the robot speaks: itself, a listener who says «응», or somebody who takes the floor.

The robot's own voice is known by what it says. What is left of it after echo cancellation is transcribed like any
speech, so the transcript sounds like a stretch of the answer, errors of the recogniser included. The words that were
heard are therefore aligned by sound with the clauses that are being said, with both ends of the clauses free (Sellers
1980). Words that are explained so are the robot's own. The others are judged as if nothing else had been heard:
neither is «추미애가 누구야» lost during «경기도지사는 추미애 지사예요» because of the name, nor «그만» because an echo
was heard before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from companion.language.normalize import normalize
from companion.language.readings import words
from companion.language.sound import distance, similarity, sound_key
from companion.language.spoken import spoken

Verdict = Literal["echo", "backchannel", "interruption", "unclear"]

# --- numbers ---------------------------------------------------------------------------------------------------------

OWN_WORD: Final = 0.45
"""Mean cost of its sounds (`language.sound`) up to which a word is the robot's. Between the two: a sound of an echo
with every third syllable wrong costs 0.14 in the median and 0.26 in the worst twentieth; a sound of an unrelated
utterance, put where it fits best into an answer, 0.57, and 0.47 in the best twentieth."""
CHANCE: Final = 0.35
"""Cost of a sound that speaks neither for an echo nor against one."""
EVIDENCE: Final = 1.2
"""How far below `CHANCE`, summed over their sounds, an echo's words have to be. A short word fits well somewhere into
any text (Karlin and Altschul 1990): it takes four sounds without an error, or eight with every fifth one wrong."""
FOREIGN_SHARE: Final = 0.4
FOREIGN_SOUNDS: Final = 9
"""Beside an echo, other words are somebody's if they are this share of the sounds, or so many (four syllables) in a
row. Fewer are words that the recogniser misheard. Words that ask or stop always are somebody's."""
FEWEST_SYLLABLES: Final = 2
"""One syllable may be the beginning of any word."""
ALIKE: Final = 0.95
"""Similarity of sound (`language.sound`) from which two words are one word in two spellings."""
MISHEARD: Final = 0.8
MISHEARD_SYLLABLES: Final = 3
"""The same where a recogniser that mistakes every fifth sound may have written something else («전말이요»); of other
words, one in a hundred is so like a backchannel. Shorter words are too easily alike («맛집» and «맞지»)."""
FLOOR: Final = 0.85
"""The same for a stopping word («참 감» for «잠깐»); who is stopped falsely goes on."""
BEGINS_LIKE: Final = 0.7
"""The same for the beginning of a word of which the rest is still to come."""
SAME_SOUNDS: Final = 4
"""Two transcripts in a row that agree in so many sounds (two syllables) have heard words. Those that a recogniser
invents for a noise, or for half a syllable, change with every piece of sound that comes."""
SYLLABLES_A_SECOND: Final = 12.0
"""Fast Korean is 7 to 8 syllables a second. Where a recogniser writes more than this, it invents words for a noise."""
ONE_BACKCHANNEL_S: Final = 1.0
"""How long one drawled «아~» is. In speech that is longer than its backchannels, something else was not understood."""
UNDETECTED_S: Final = 0.2
"""Speech that passes before it is taken for speech: 0.21 s in the median behind an echo canceller (docs/voice.md)."""

# --- closed classes of words -----------------------------------------------------------------------------------------

# Sounds of a listener: a vowel, drawled or closed with a nasal («아~», «으음»), exclamations, laughter, coughs, breath.
_SOUND: Final = (
    "[아어오우와으에]+[음응흠]?|[응웅엉음엄흠흥험]+|아하|오호|우와|어허|헉|헐"
    "|하+|허+|호+|흐+|후+|히+|크?흠+|휴+|콜록|켁|에취"
)
# Words that say that one listens, and the verbs that agree, in the endings of an exclamation.
_AGREEING: Final = (
    *words("네 넵 넹 예 옙 그래 그래요 그럼 그럼요 그러게 그러게요 맞아 맞아요 맞습니다 그렇습니다 알겠습니다"),
    *words("진짜 진짜요 정말 정말요 역시 오케이 아이고 어머 어머나 세상에"),
    *(stem + end for stem in ("그렇", "맞", "그랬") for end in words("구나 군 군요 네 네요 지 지요 죠")),
)
_BACKCHANNEL: Final = re.compile(rf"({_SOUND}|{'|'.join(_AGREEING)})\1*")

# Words that stop, words that turn against what is being said, and words that ask, by how they begin.
_STOPPING: Final = "그만|멈춰|멈추|멈춤|스톱|스탑|정지|중지|중단|잠깐|잠시|아니|아냐|아뇨|됐어|됐고|조용|쉿|기다려"
_TURNING: Final = "근데|그런데|하지만|그렇지만|그러나"
_ASKING: Final = "누구|누가|뭐|뭔|뭘|무엇|무슨|어디|어느|어떤|어떻|어때|언제|얼마|왜|며칠|몇"
_TAKING_THE_FLOOR: Final = re.compile(f"{_STOPPING}|{_TURNING}|{_ASKING}")

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was heard.

    Attributes:
        text: how it was written.
        sounds: how many it has.
        saved: how far below `CHANCE` it fits into what is being said.
        own: whether it is the robot's.
    """

    text: str
    sounds: int
    saved: float
    own: bool

    @property
    def listens(self) -> bool:
        """Whether it is a backchannel, however the recogniser spelt it («마자요»)."""
        if _BACKCHANNEL.fullmatch(self.text) is not None:
            return True
        if len(self.text) < FEWEST_SYLLABLES or _TAKING_THE_FLOOR.match(self.text):
            return False
        enough = MISHEARD if len(self.text) >= MISHEARD_SYLLABLES else ALIKE
        return any(similarity(self.text, one) >= enough for one in _AGREEING)


def judge(heard: str, speech_s: float, saying: Sequence[str]) -> Verdict:
    """What speech during an answer is.

    Args:
        heard: its transcript, partial or final; empty where no word was recognised.
        speech_s: how much speech that is, in seconds.
        saying: the clauses said around it, in order and in spoken form: those that were played while it lasted, the
            one before them and the one after them.

    Returns:
        `interruption`: somebody takes the floor, the answer should stop.
        `backchannel`: somebody listens («응», «그렇구나») or coughs.
        `echo`: the robot's own words.
        `unclear`: too little is understood, and more of the utterance may tell. At its end the answer goes on.
    """
    said = _compare(_words(spoken(normalize(heard))), _words(" ".join(saying)))
    has_echo = sum(word.saved for word in said if word.own) >= EVIDENCE
    foreign = [word for word in said if not word.own]
    if has_echo and not foreign:
        return "echo"
    content = [word for word in (foreign if has_echo else said) if not word.listens]
    if not content:
        explained_s = ONE_BACKCHANNEL_S * max(1, len(said)) + UNDETECTED_S
        return "backchannel" if has_echo or speech_s <= explained_s else "unclear"
    if sum(len(word.text) for word in said) > SYLLABLES_A_SECOND * (speech_s + UNDETECTED_S):
        return "unclear"
    stops = not has_echo and _sounds_like_stopping("".join(word.text for word in content))
    if stops or any(_TAKING_THE_FLOOR.match(word.text) for word in foreign):
        return "interruption"
    if has_echo and not _weighs(said):
        return "echo"
    # Words that all together fit no better than by chance are not the robot's, however well one of them does.
    somebody = foreign or (not has_echo and sum(word.saved for word in content) <= 0)
    return "interruption" if somebody and not _is_beginning(content) else "unclear"


def asks_or_stops(heard: str) -> bool:
    """Whether a word is among it that takes the floor: it asks («누구»), stops («잠깐») or turns («근데»).

    A stopping word may be misheard («참 감»), then nothing else must have been heard.
    """
    said = _words(spoken(normalize(heard)))
    return any(_TAKING_THE_FLOOR.match(word) for word in said) or _sounds_like_stopping("".join(said))


def may_be_listening(heard: str) -> bool:
    """Whether what is heard may still become a backchannel, the way it begins to sound."""
    said = _words(spoken(normalize(heard)))
    key = sound_key("".join(word for word in said if _BACKCHANNEL.fullmatch(word) is None))
    return not key or any(_begins_like(key, sound_key(word)) for word in _AGREEING)


def agree(before: str, heard: str) -> bool:
    """Whether two transcripts in a row begin with the same two syllables, more or less."""
    one, other = (sound_key("".join(_words(spoken(normalize(text))))) for text in (before, heard))
    length = min(len(one), len(other))
    return length >= SAME_SOUNDS and distance(one[:length], other[:length]) <= (1 - BEGINS_LIKE) * length


def _sounds_like_stopping(said: str) -> bool:
    if len(said) < FEWEST_SYLLABLES or _BACKCHANNEL.fullmatch(said) is not None:
        return False
    return any(similarity(said, word) >= FLOOR for word in _STOPPING.split("|") if len(word) >= FEWEST_SYLLABLES)


def _begins_like(key: str, whole: str) -> bool:
    """Whether a key sounds like a beginning of another one."""
    lengths = range(max(1, len(key) - 1), len(key) + 2)
    return min(distance(key, whole[:length]) for length in lengths) <= (1 - BEGINS_LIKE) * len(key)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _compare(heard: Sequence[str], playing: Sequence[str]) -> list[_Word]:
    """Each word that was heard, beside what is being said."""
    keys = [sound_key(word) for word in heard]
    costs = _fit("".join(keys), "".join(map(sound_key, playing)))
    out: list[_Word] = []
    start = 0
    for word, key in zip(heard, keys, strict=True):
        cost = float(costs[start : start + len(key)].sum())
        start += len(key)
        taking = _TAKING_THE_FLOOR.match(word)
        # These are too short and matter too much to be taken for a piece of another word.
        is_said = taking is None or any(other.startswith(taking[0]) for other in playing)
        own = bool(key) and cost <= OWN_WORD * len(key) and is_said
        out.append(_Word(word, len(key), CHANCE * len(key) - cost, own))
    return out


def _weighs(said: Sequence[_Word]) -> bool:
    """Whether the words that are not the robot's are more than a misheard echo has."""
    runs = groupby(said, lambda word: not word.own and not word.listens)
    foreign = [sum(word.sounds for word in run) for is_foreign, run in runs if is_foreign]
    return sum(foreign) >= FOREIGN_SHARE * sum(word.sounds for word in said) or max(foreign) >= FOREIGN_SOUNDS


def _is_beginning(content: Sequence[_Word]) -> bool:
    """Whether this may become anything yet: a syllable, or a part of a backchannel («그렇»)."""
    text = "".join(word.text for word in content)
    return len(text) < FEWEST_SYLLABLES or any(word.startswith(text) for word in _AGREEING)


@cache
def _cost(one: str, other: str) -> float:
    """What it costs to take one sound for another, or for "" to drop it."""
    return distance(one, other)


def _fit(heard: str, said: str) -> NDArray[np.float64]:
    """What each sound of one key costs where the whole key fits best into another; shape (sounds heard,).

    A sound that was said and not heard is counted to the one heard before it.
    """
    rows, columns = len(heard), len(said)
    dropped = np.array([_cost(sound, "") for sound in said])
    before = np.concatenate(([0.0], np.cumsum(dropped)))
    table = np.zeros((rows + 1, columns + 1))
    for row, sound in enumerate(heard):
        best = table[row] + _cost(sound, "")
        best[1:] = np.minimum(best[1:], table[row, :-1] + [_cost(sound, other) for other in said])
        table[row + 1] = before + np.minimum.accumulate(best - before)
    costs = np.zeros(rows)
    row, column = rows, int(table[rows].argmin())
    while row:
        sound = heard[row - 1]
        steps = [(table[row - 1, column] + _cost(sound, ""), row - 1, column)]
        if column:
            substituted = table[row - 1, column - 1] + _cost(sound, said[column - 1])
            skipped = table[row, column - 1] + dropped[column - 1]
            steps += [(substituted, row - 1, column - 1), (skipped, row, column - 1)]
        _, next_row, next_column = min(steps)
        costs[row - 1] += table[row, column] - table[next_row, next_column]
        row, column = next_row, next_column
    return costs
