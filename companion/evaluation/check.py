"""Checking packs: every mistake in one run, what is old or missing in sound data, and the examples they bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from companion.base.errors import CompanionError, DataError, Mistake
from companion.base.fields import IsoDay
from companion.base.files import Mistakes, load_document, load_lines
from companion.base.plugins import discover
from companion.base.settings import Settings, naming_the_file
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import Material, check_persona, read_material
from companion.dialogue.persona import load_persona
from companion.dialogue.state import State
from companion.knowledge import tenures
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.loading import profile_folders
from companion.knowledge.packs import PackSet
from companion.knowledge.telling import rehearse
from companion.knowledge.tenures import Certainty
from companion.knowledge.vocabulary import near
from companion.language.sound import homophones
from companion.retrieval.finding import indistinct
from companion.show.compiled import compile_show
from companion.show.policy import load_policy
from companion.show.script import Script, profile_of
from companion.understanding.phrases import SkillFile

NoteKind = Literal["vacant", "lapsed", "unseen", "ahead", "old", "sounds alike", "asks alike", "example"]

OLD_YEARS: Final = 5
"""How old the newest source of a statement may be before it is worth another look, where nobody says otherwise."""
_FAR: Final = date(2100, 1, 1)


class Expected(BaseModel):
    """What a reply to an example must hold."""

    model_config = ConfigDict(extra="forbid")
    all: list[str] = []
    any: list[str] = []
    none: list[str] = []
    status: Literal["answered", "unknown", "clarify", "refused"] | None = None
    items: int | None = None


class Example(BaseModel):
    """A row of a pack's `examples.jsonl`; rows with one session are one conversation."""

    model_config = ConfigDict(extra="forbid")
    text: str
    session: str | None = None
    as_of: IsoDay | None = None
    expect: Expected = Field(default_factory=Expected)


@dataclass(frozen=True, slots=True)
class Note:
    """Something in sound data that deserves a look.

    Attributes:
        kind: `vacant`: nobody is known to hold it now; `lapsed`: the term ran out after the newest source; `unseen`:
            an end later than the newest source, which no law explains; `ahead`: a newest source of a day to come;
            `old`: the newest source is older than asked for; `sounds alike`: names that cannot be told apart by sound;
            `asks alike`: pairs of files that no question tells apart, with other answers;
            `example`: an example of the pack that does not hold.
        pack: the pack it is in.
    """

    kind: NoteKind
    pack: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class DataReport:
    """What a check found; sound data have no mistakes and no failed examples."""

    mistakes: tuple[Mistake, ...]
    notes: tuple[Note, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.mistakes and all(note.kind != "example" for note in self.notes)

    def as_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`."""
        mistakes = [{**asdict(m), "path": str(m.path)} for m in self.mistakes]
        return {
            "sound": self.sound,
            "counts": self.counts,
            "mistakes": mistakes,
            "notes": [asdict(n) for n in self.notes],
        }

    def lines(self) -> Iterator[str]:
        """The report as a table."""
        yield from map(str, self.mistakes)
        for note in self.notes:
            yield f"{note.kind:13} {note.pack:16} {note.about}: {note.detail}"
        if self.counts:
            yield ", ".join(f"{number} {what}" for what, number in self.counts.items())
        failed = sum(note.kind == "example" for note in self.notes)
        wrong = [f"{n} {what}" for n, what in ((len(self.mistakes), "mistakes"), (failed, "failed examples")) if n]
        yield " and ".join(wrong) if wrong else "all data is valid"


def check_data(settings: Settings, old_years: int = OLD_YEARS) -> DataReport:
    """Read every file of a profile's packs, hold them against each other, say every sentence, ask the examples.

    Args:
        settings: of the profile.
        old_years: from how many years on a source is old.

    Raises:
        UsageError: a flag or a variable names a pack, a home or a persona that does not exist.
    """
    mistakes = Mistakes()
    try:
        with naming_the_file(settings):
            folders = profile_folders(settings)
            material = read_material(folders, settings, mistakes)
    except DataError as e:  # without these nothing else can be looked at
        mistakes.absorb(e)
        return DataReport(tuple(mistakes), ())
    packs, base = material.knowledge.packs, material.knowledge.base
    if not mistakes.is_lost(settings.persona or ""):
        with mistakes.absorbing(), naming_the_file(settings):
            check_persona(settings.persona, packs)
    _check_personas(packs, material, mistakes)
    _check_skills(packs, mistakes)
    shows = _check_shows(packs, mistakes)
    examples = list(_examples(packs, mistakes))
    sentences = 0
    if not mistakes:
        sentences = sum(1 for _ in rehearse(material.teller, _FAR))
    today = settings.day_of_answers(date.today())
    notes = [*_stale(base, today, old_years), *_misdated(base, max(today, date.today())), *_alike(material)]
    notes += _asking_alike(material)
    if examples and not mistakes:
        notes += _failing(examples, settings)
    counts = {
        "packs": len(packs.packs),
        "entities": len(base.entities),
        "statements": len(base.statements),
        "successions": len(base.successions),
        "things to recommend": len(material.knowledge.store.places),
        "intents": len(material.intents),
        "phrases": sum(len(intent.phrases) for intent in material.intents.values()),
        "shows": shows,
        "examples": len(examples),
        "sentences said": sentences,
    }
    return DataReport(tuple(mistakes), tuple(notes), counts)


def _check_personas(packs: PackSet, material: Material, mistakes: Mistakes) -> None:
    statements = {statement.id for statement in material.knowledge.base.statements}
    for path in packs.paths("persona/*.yaml"):
        load_persona(path, statements, material.intents, mistakes)


def _check_skills(packs: PackSet, mistakes: Mistakes) -> None:
    """Intents are answered by code or by their own sentences; what has neither is never answered."""
    coded = discover("companion.skill")
    for path in packs.paths("phrases/*.yaml"):
        loaded = load_document(SkillFile, path, Mistakes())
        if loaded is None or loaded.value.skill in coded:
            continue
        for number, intent in enumerate(loaded.value.intents):
            if not intent.answers:
                problem = f"no skill «{loaded.value.skill}» is installed, and «{intent.id}» has no answers of its own"
                line = loaded.line("intents", number)
                mistakes.add(path, line, problem, f"add `answers`; {near(loaded.value.skill, coded)}")


def _check_shows(packs: PackSet, mistakes: Mistakes) -> int:
    """Read every show and the rules for them, and see that a show's profile exists; the number of shows."""
    load_policy(packs, mistakes)
    paths = packs.paths("shows/*.yaml")
    for path in paths:
        loaded = load_document(Script, path, mistakes)
        if loaded is not None:
            with mistakes.absorbing():
                profile_of(loaded)
                compile_show(loaded, mistakes)
    return len(paths)


def _examples(packs: PackSet, mistakes: Mistakes) -> Iterator[tuple[str, Path, int, Example]]:
    for pack, path in packs.owned("examples.jsonl"):
        for number, example in load_lines(Example, path, mistakes):
            yield pack.id, path, number, example


def _failing(examples: Sequence[tuple[str, Path, int, Example]], settings: Settings) -> Iterator[Note]:
    assistant = Assistant(settings)
    states: dict[tuple[str, str], State] = {}
    for pack, path, number, example in examples:
        key = (pack, example.session or f"line {number}")
        reply, states[key] = assistant.respond(example.text, states.get(key, State()), as_of=example.as_of)
        expect = example.expect
        faults = [f"lacks «{part}»" for part in expect.all if part not in reply.text]
        faults += [f"says «{part}»" for part in expect.none if part in reply.text]
        if expect.any and not any(part in reply.text for part in expect.any):
            faults.append(f"has none of {', '.join(expect.any)}")
        if expect.status and reply.status != expect.status:
            faults.append(f"is {reply.status}, not {expect.status}")
        if expect.items is not None and len(reply.items) != expect.items:
            faults.append(f"has {len(reply.items)} items, not {expect.items}")
        if faults:
            yield Note(
                "example", pack, f"{path.name}:{number} «{example.text}»", f"{'; '.join(faults)}: «{reply.text}»"
            )


def _stale(base: KnowledgeBase, today: date, old_years: int) -> Iterator[Note]:
    for succession in base.successions.values():
        if succession.subject.ended and succession.subject.ended.last < today:
            continue
        now = tenures.regular(tenures.current(succession, today))
        if not now:
            yield Note("vacant", succession.subject.pack, succession.name, f"nobody is known to hold it on {today}")
        for stretch in now:
            if stretch.certainty is Certainty.LAPSED:
                known = stretch.tenure.known
                detail = f"the term of {base.name(stretch.tenure.holder)} ran out, last seen {known}"
                yield Note("lapsed", succession.subject.pack, succession.name, detail)
    old = Counter(
        (statement.pack, base.name(statement.subject))
        for statement in base.statements
        if statement.known and statement.known.last < today - timedelta(days=old_years * 365) and statement.end is None
    )
    for (pack, subject), number in old.items():
        yield Note("old", pack, subject, f"{number} statements whose newest source is older than {old_years} years")


def _misdated(base: KnowledgeBase, today: date) -> Iterator[Note]:
    """Days that no source can have shown yet."""
    ahead = Counter(
        (statement.pack, base.name(statement.subject))
        for statement in base.statements
        if statement.known and statement.known.first > today
    )
    for (pack, subject), number in ahead.items():
        yield Note("ahead", pack, subject, f"{number} statements whose «known» lies after {today}")
    for succession in base.successions.values():
        for tenure in succession.tenures:
            if tenure.end and tenure.end.first > tenure.known.last and not tenure.end_is_statutory:
                detail = f"{base.name(tenure.holder)} is said to end on {tenure.end}, and was last seen {tenure.known}"
                yield Note("unseen", succession.subject.pack, succession.name, detail)


def _alike(material: Material) -> Iterator[Note]:
    base, store = material.knowledge.base, material.knowledge.store
    pack_of = {entity.name: entity.pack for entity in base.entities.values()}
    for group in homophones([*(p.name for p in store.places.values()), *(e.name for e in base.entities.values())]):
        yield Note("sounds alike", pack_of.get(group[0], ""), group[0], ", ".join(group[1:]))


def _asking_alike(material: Material) -> Iterator[Note]:
    for one, other in indistinct(material.knowledge.documents, material.asking):
        detail = f"«{other.question}» ({other.document}) asks the same and has another answer"
        yield Note("asks alike", one.document, f"«{one.question}»", detail)


def problem_with(settings: Settings) -> str | None:
    """The first mistake in the data of a profile, None where there is none."""
    try:
        mistakes = check_data(settings).mistakes
    except CompanionError as e:
        return str(e)
    return str(mistakes[0]) if mistakes else None
