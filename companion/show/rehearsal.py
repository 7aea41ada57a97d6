"""A rehearsal: every question in other words, against the cue that stands; every answer; and what must fire nothing.

It goes through the very parts that a show goes through (`matching`, `cast`), in text; what a recogniser makes of speech
is imitated by confusions of sound. Beside each figure stands that of a plain phrase match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final, Literal, get_args

from companion.dialogue.state import State
from companion.language.said_otherwise import variants
from companion.show.by_sound import Weigh, held_against
from companion.show.cast import Cast
from companion.show.compiled import CompiledShow, ShowCue
from companion.show.machine import reached, standing_at, waited_for
from companion.show.matching import EXPECTED, best_match, heard_as

SYLLABLES_A_MINUTE: float = 60 * 5.0
"""How much is said in a minute, to tell how long a text would take."""
Condition = Literal["voice", "noise", "room"]
"""What may differ between two times that the same is said."""
CONDITIONS: Final = get_args(Condition)


@dataclass(frozen=True, slots=True)
class CaughtWords:
    """What a recogniser made of something that was said.

    Attributes:
        text: as it was written down; `confidence` of that, 0 to 1.
        weigh: tells how well texts fit its sound; none does where there is no sound.
        voice: who said it, `noise` and `room` in which; None where nobody did.
    """

    text: str
    confidence: float = 1.0
    weigh: Weigh = lambda texts, begin_s: ()
    voice: str | None = None
    noise: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class OverheardSpeech:
    """A recording of somebody who asks nothing of the show.

    Attributes:
        name: of the recording.
        caught: what a recogniser made of it.
        seconds: how long it is.
    """

    name: str
    caught: CaughtWords
    seconds: float


@dataclass(frozen=True, slots=True)
class RehearsedWording:
    """A question as it was said once.

    Attributes:
        said: in these words.
        caught: what was heard of it.
        hit: whether it fired its cue.
    """

    said: str
    caught: CaughtWords
    hit: bool


@dataclass(frozen=True, slots=True)
class CueRehearsal:
    """How a cue is understood, and what it answers.

    Attributes:
        wordings: all in which its question was said; `plain`: how many would have fired it by phrase.
        fired_other: ids of cues that fired in its place, with how often.
        answer: what the robot says; `unfit` why it must not; `ms` how long it took.
    """

    id: str
    question: str
    wordings: tuple[RehearsedWording, ...]
    plain: int
    fired_other: tuple[tuple[str, int], ...]
    answer: str
    unfit: str | None
    ms: float
    planned_s: float

    @property
    def said(self) -> int:
        """How often the question was said."""
        return len(self.wordings)

    @property
    def hit(self) -> int:
        """How often it fired the cue."""
        return sum(one.hit for one in self.wordings)

    @property
    def hit_rate(self) -> float:
        """Of all wordings, how many fired the cue."""
        return self.hit / self.said if self.said else 1.0

    @property
    def missed(self) -> tuple[RehearsedWording, ...]:
        """Those that did not."""
        return tuple(one for one in self.wordings if not one.hit)

    @property
    def clearest(self) -> RehearsedWording | None:
        """The words that were understood best, as they were heard best; None where nothing was understood aloud.

        That is: those that missed least, of these what sounds most like what was said, as it was written down.
        """
        of_words: dict[str, list[RehearsedWording]] = {}
        for one in self.wordings:
            of_words.setdefault(one.said, []).append(one)

        def how_clear(ones: list[RehearsedWording]) -> tuple[float, float]:
            return sum(one.hit for one in ones) / len(ones), sum(map(_likeness, ones)) / len(ones)

        aloud = [one for one in self.wordings if one.hit and one.caught.voice is not None]
        return max(aloud, key=lambda one: (*how_clear(of_words[one.said]), _likeness(one)), default=None)


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line that is known before it is said, as a recogniser heard it back.

    Attributes:
        cue: the id of the cue that says it; None for the apology.
        seconds: how long it sounds.
        heard: what was written down; `cer` its edits over the characters of the line.
        weak: words that were not heard, even by sound.
        recorded: whether somebody spoke it, in place of the voice.
        planned_s: how long the plan has for it; None where it is in none.
    """

    cue: str | None
    text: str
    seconds: float
    heard: str
    cer: float
    weak: tuple[str, ...]
    recorded: bool
    planned_s: float | None = None


@dataclass(frozen=True, slots=True)
class ShowRehearsal:
    """A whole rehearsal.

    Attributes:
        other: how many utterances were said that are no question of the show, `minutes` of them.
        false_fires: those that fired a cue, with its id; `plain_fires`: how many would have by phrase.
        lines: what the robot says itself, as it was heard back; none where nobody listened.
    """

    title: str
    cues: tuple[CueRehearsal, ...]
    other: int
    minutes: float
    false_fires: tuple[tuple[str, str], ...]
    plain_fires: int
    planned_s: float
    lines: tuple[HeardLine, ...] = ()

    @property
    def measured_s(self) -> float | None:
        """How long it takes, by plan but for the lines that were measured; None where none was."""
        measured = [line.seconds - line.planned_s for line in self.lines if line.planned_s is not None]
        return self.planned_s + sum(measured) if measured else None

    def counted(self, by: Condition) -> list[tuple[str, int, int]]:
        """How often questions fired their cue, and how often they were said, by a condition; none where none was."""
        counts: dict[str, list[int]] = {}
        for one in (one for cue in self.cues for one in cue.wordings):
            if (name := getattr(one.caught, by)) is not None:
                count = counts.setdefault(name, [0, 0])
                count[0], count[1] = count[0] + one.hit, count[1] + 1
        return [(name, hit, said) for name, (hit, said) in sorted(counts.items())]

    @property
    def failures(self) -> int:
        """Answers that must not be said."""
        return sum(cue.unfit is not None for cue in self.cues)

    @property
    def hit_rate(self) -> float:
        """Of all wordings of all questions."""
        said = sum(cue.said for cue in self.cues)
        return sum(cue.hit for cue in self.cues) / said if said else 1.0


def rehearse_show(
    show: CompiledShow,
    cast: Cast,
    other: Sequence[str] = (),
    wordings: int = 50,
    hear: Callable[[str, int], CaughtWords] | None = None,
    overheard: Sequence[OverheardSpeech] = (),
) -> ShowRehearsal:
    """Rehearse a show.

    Args:
        show: what is rehearsed.
        cast: answers.
        other: what else may be said in the room; what asks the same as a cue that it fires is no fault.
        wordings: in how many words each question is said.
        hear: what a recogniser makes of something that is said, the first, second … of its kind. Without it errors of
            hearing are imitated.
        overheard: recordings of people, which must fire nothing.
    """
    answers = {cue.id: answer for cue, answer in cast.rehearsed()}
    cues = []
    for cue in show.cues:
        if cue.question is None:
            continue
        heard = list(_heard(cue.question, wordings, hear))
        fired = [_fires(show, cast, cue, one) for _, one in heard]
        by_cue = zip(heard, fired, strict=True)
        answer = answers[cue.id]
        wrong = Counter(show.cues[number].id for number in fired if number is not None and number != cue.number)
        cues.append(
            CueRehearsal(
                id=cue.id,
                question=cue.question,
                wordings=tuple(RehearsedWording(*one, number == cue.number) for one, number in by_cue),
                plain=sum(_plainly(cue, one.text) for _, one in heard),
                fired_other=tuple(wrong.most_common()),
                answer=answer.reply.text,
                unfit=answer.unfit,
                ms=answer.reply.timing_ms["total"],
                planned_s=cue.planned_s,
            )
        )
    known = {phrase for cue in show.cues for phrase in cue.phrases}
    said = [text for text in dict.fromkeys((*show.audience, *other)) if text not in known]
    strange = [(text, CaughtWords(text) if hear is None else hear(text, n)) for n, text in enumerate(said)]
    by_id = {cue.id: cue for cue in show.cues}
    # What asks the same in words of its own fires a cue rightly: the robot would answer alike.
    fires = [
        (text, id)
        for text, id in _false_fires(show, cast, strange)
        if id not in answers or cast.ask(by_id[id], text, State())[0].reply.text != answers[id].reply.text
    ]
    recorded = {f"{one.name}: {one.caught.text}": one.caught for one in overheard}
    fires += _false_fires(show, cast, recorded.items())
    strange += recorded.items()
    letters = sum(sum(ch.isalnum() for ch in text) for text in said)
    return ShowRehearsal(
        title=show.title,
        cues=tuple(cues),
        other=len(strange),
        minutes=letters / SYLLABLES_A_MINUTE + sum(one.seconds for one in overheard) / 60,
        false_fires=tuple(fires),
        plain_fires=sum(_plainly(cue, one.text) for _, one in strange for cue in show.cues if cue.phrases),
        planned_s=show.planned_s,
    )


def weak_words(text: str, heard: str) -> Iterator[str]:
    """The words of a text that nothing in what was heard sounds like."""
    for word in text.split():
        if any(ch.isalnum() for ch in word) and heard_as(heard, word) < EXPECTED:
            yield word


def _likeness(one: RehearsedWording) -> float:
    return heard_as(one.caught.text, one.said)


def _heard(
    question: str, wordings: int, hear: Callable[[str, int], CaughtWords] | None
) -> Iterator[tuple[str, CaughtWords]]:
    made = variants(question, wordings)
    if hear is None:
        yield from ((variant.text, CaughtWords(variant.text)) for variant in made)
        return
    spoken = [question, *(variant.text for variant in made if variant.kind not in ("misheard", "spacing"))]
    for number, text in enumerate(islice(cycle(spoken), wordings)):
        yield text, hear(text, number)


def _fires(show: CompiledShow, cast: Cast, cue: ShowCue, caught: CaughtWords) -> int | None:
    """The cue that fires when this is said while a cue stands, or wherever one aside can be asked for."""
    waits = (place for place in show.places() if cue.number == place[0] or cue.aside)
    places = (place for place in waits if cue in show.reached(*place))
    return _fired_at(show, cast, next(places, (show.first, None)), caught)


def _fired_at(show: CompiledShow, cast: Cast, place: tuple[int, int | None], caught: CaughtWords) -> int | None:
    state = standing_at(show, *place)
    cues = reached(show, state)
    objections = cast.objections(cues, caught.text, caught.confidence)
    fits = held_against(caught.weigh, waited_for(show, state, caught.text, objections))
    match = best_match(caught.text, cues, show.audience, fits, objections)
    return None if match is None else match.cue


def _plainly(cue: ShowCue, text: str) -> bool:
    said = "".join(ch for ch in text if ch.isalnum())
    return any("".join(ch for ch in phrase if ch.isalnum()) in said for phrase in cue.phrases)


def _false_fires(
    show: CompiledShow, cast: Cast, strange: Iterable[tuple[str, CaughtWords]]
) -> Iterator[tuple[str, str]]:
    """What fires a cue and is none of its wordings; each is said at every point of the show, and counts once."""
    # Places where the same may fire are one.
    places = {tuple(cue.number for cue in show.reached(*place)): place for place in show.places()}
    for text, caught in strange:
        fired = (_fired_at(show, cast, place, caught) for place in places.values())
        cue = next((number for number in fired if number is not None), None)
        if cue is not None:
            yield text, show.cues[cue].id
