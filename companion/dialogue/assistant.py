"""The assistant: everything loaded once, and `respond`, which turns an utterance and a state into a reply and a state."""

from __future__ import annotations

import hashlib
import logging
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from pydantic import BaseModel, ConfigDict, Field

from companion.config import Settings, load_settings
from companion.datafile import load_yaml, write_atomically
from companion.dialogue.reply import Reply
from companion.dialogue.router import Routed, route
from companion.dialogue.safety import Profanity
from companion.errors import DataError
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.days import DayField
from companion.knowledge.telling import Answers, Teller
from companion.language.normalize import normalize
from companion.language.spoken import spoken
from companion.models.embedder import Embedder
from companion.places.search import PlaceIndex
from companion.places.store import PlaceStore
from companion.plugins import discover, load
from companion.retrieval import HybridIndex
from companion.skills.base import Answer, Decline, Focus, Library, PersonaLine, Route, Skill, Status, Turn
from companion.understanding.analysis import Analyser, RegionalOffice
from companion.understanding.gazetteer import Gazetteer, Name
from companion.understanding.intents import IntentClassifier
from companion.understanding.lexicon import Lexicon
from companion.understanding.phrases import Intent, load_intents, training_sentences
from companion.understanding.types import Candidate, Interpretation, MentionKind, Utterance

log = logging.getLogger("companion")

LONGEST_UTTERANCE = 500
"""Characters; longer text is not a spoken question."""

# Something that can be a word: a syllable, Latin letters, digits, or laughing and crying jamo.
_WORDS = re.compile(r"[가-힣A-Za-z0-9]|[ㅋㅎㅠㅜ]")
_ROUTES: dict[str, Route] = {
    "knowledge": "knowledge",
    "recommend": "recommend",
    "smalltalk": "smalltalk",
    "clock": "clock",
    "control": "control",
}
_NOT_UNDERSTOOD = "잘 이해하지 못했어요. 다시 말씀해 주시겠어요?"
_NOTHING_SAID = "아무 말씀도 못 들었어요. 다시 말씀해 주세요."
_TOO_LONG = "말씀이 너무 길어요. 짧게 나눠서 말씀해 주세요."


class _PersonaRow(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    line: int = 0
    fact: str
    question: str
    text: str
    first: DayField = Field(alias="from")
    last: DayField = Field(alias="to")
    source: str
    gesture: str | None = None


class PersonaFile(BaseModel):
    """`knowledge/persona/NAME.yaml`."""

    model_config = ConfigDict(extra="forbid")
    line: int = 0
    persona: str
    lines: list[_PersonaRow]


def load_persona(path: Path, base: KnowledgeBase) -> tuple[PersonaLine, ...]:
    """Read persona lines and check that each hangs on something that exists.

    Raises:
        DataError: malformed file, or a line about an unknown fact.
    """
    known = {f.id for f in base.facts} | {t.id for o in base.offices.values() for t in o.tenures}
    lines = []
    for row in load_yaml(PersonaFile, path).lines:
        if row.fact not in known:
            raise DataError(path, row.line, f"«{row.fact}» is neither a fact nor a term in office", "correct the id")
        lines.append(PersonaLine(row.fact, row.question, row.text, row.first.first, row.last.last, row.gesture))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands. `revision` grows by one with every committed turn."""

    revision: int = 0
    focus: Focus = Focus()
    last: Answer | None = None
    abused: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A reply with how it came about."""

    reply: Reply
    state: State
    interpretation: Interpretation | None
    routed: Routed | None


class Assistant:
    """Answers utterances. Loading is done once; answering reads only.

    Args:
        settings: of one profile.
        clock: tells the wall-clock time.
    """

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = datetime.now) -> None:
        self.settings = settings
        self._clock = clock
        folder = settings.knowledge_folder
        self.base = KnowledgeBase.load(folder)
        self.teller = Teller(self.base, Answers.load(folder / "answers.yaml"))
        self.store = PlaceStore.load(folder / "places")
        self.embedder: Embedder = load("companion.embedder", settings.embedder)()
        self.analyser = Analyser(
            Gazetteer(_names(self.base, self.store), _REPAIRED_WORDS),
            Lexicon.load(folder / "lexicon.yaml"),
            _regional_offices(self.base, self.store),
            frozenset(title for title in self.teller.answers.titles if len(title) > 1),
        )
        fillers = _fillers(self.base, self.store)
        self.intents = load_intents(folder / "skills", frozenset(fillers))
        self.classifier = self._trained(fillers)
        library = Library(
            base=self.base,
            teller=self.teller,
            store=self.store,
            places=PlaceIndex(self.store, self.embedder, settings.cache_folder),
            wording=Answers.load(folder / "recommendation.yaml"),
            intents=self.intents,
            recommend=settings.recommend,
        )
        self.skills: dict[str, Skill] = {
            name: load("companion.skill", name)(library) for name in discover("companion.skill")
        }
        self._robot = next((e.id for e in self.base.entities.values() if e.is_self), None)
        self.profanity = Profanity.load(folder / "profanity.yaml")
        self.persona = (
            load_persona(folder / "persona" / f"{settings.persona}.yaml", self.base) if settings.persona else ()
        )

    @classmethod
    def for_profile(cls, profile: str = "default", **flags: object) -> Assistant:
        """An assistant with the settings of a profile, flags laid over them."""
        return cls(load_settings(profile, flags))

    def _trained(self, fillers: Mapping[str, list[str]]) -> IntentClassifier:
        """The classifier for the phrase files, from the cache or trained now."""
        sentences, labels = training_sentences(self.intents, fillers)
        key = hashlib.sha256("\n".join([self.embedder.name, *sentences, *labels]).encode()).hexdigest()[:16]
        path = self.settings.cache_folder / f"intents-{key}.npz"
        if path.is_file():
            try:
                return IntentClassifier.from_bytes(path.read_bytes(), self.embedder)
            except (ValueError, OSError):
                log.warning("the cached intent model is damaged; training it again")
        log.info("training the intent model on %d sentences", len(sentences))
        today = date(2020, 1, 1)
        masked = [self.analyser.analyse(sentence, today).masked for sentence in sentences]
        classifier = IntentClassifier.train(masked, labels, self.embedder, embedding_texts=sentences, seed=0)
        try:
            write_atomically(path, classifier.to_bytes())
        except OSError as e:
            log.warning("the intent model could not be cached: %s", e)
        return classifier

    def search_facts(self, query: str, limit: int = 5) -> list[dict[str, object]]:
        """The facts nearest to a query by meaning and by words, best first, as of the profile's day."""
        as_of = self.as_of()
        facts = [fact for fact in self.base.facts if fact.visible(as_of)]
        texts = [f"{self.base.name(fact.subject)} {self.teller.sentence(fact)}" for fact in facts]
        index = HybridIndex(texts, self.embedder, self.settings.cache_folder, "facts")
        ranked = sorted(index.rank(query, range(len(facts))).items(), key=lambda pair: -pair[1])[:limit]
        return [
            {"id": facts[i].id, "text": self.teller.sentence(facts[i]), "source": facts[i].source, "score": round(score, 3)}
            for i, score in ranked
        ]

    def as_of(self) -> date:
        """The day on which answers are given."""
        return self._clock().date() if self.settings.as_of == "today" else self.settings.as_of

    def interpret(self, utterance: Utterance, as_of: date) -> Interpretation:
        """What the utterance may mean."""
        analysis = self.analyser.analyse(utterance.text, as_of)
        ranked = self.classifier.predict(analysis.masked, self.embedder.encode([analysis.text])[0])
        return Interpretation(utterance, analysis, tuple(Candidate(label, p) for label, p in ranked))

    def respond(self, text: str, state: State = State(), *, id: str = "1", as_of: date | None = None) -> tuple[Reply, State]:
        """Answer one utterance.

        Args:
            text: any string.
            state: where the conversation stands.
            id: identifier to put into the reply.
            as_of: the day of the answer, if not the profile's.

        Returns:
            The reply and the state after it; the state passed in is unchanged.
        """
        explained = self.explain(text, state, id=id, as_of=as_of)
        return explained.reply, explained.state

    def explain(self, text: str, state: State = State(), *, id: str = "1", as_of: date | None = None) -> Explained:
        """Like `respond`, with how the reply came about."""
        started = perf_counter()
        now = self._clock()
        day = as_of or self.as_of()
        timing: dict[str, float] = {}

        def finish(
            answer: Answer, route_: Route, candidate: Candidate | None, after: State, interpretation: Interpretation | None = None, routed: Routed | None = None
        ) -> Explained:
            mark = perf_counter()
            said = spoken(answer.spoken or answer.text)
            timing["speak"] = (perf_counter() - mark) * 1e3
            timing["total"] = (perf_counter() - started) * 1e3
            reply = Reply(
                id, answer.text, said, answer.status, route_, answer.intent or (candidate.intent if candidate else None),
                candidate.probability if candidate else 0.0, day, answer.items, answer.sources, answer.gesture, timing,
            )  # fmt: skip
            return Explained(reply, after, interpretation, routed)

        if len(text) > LONGEST_UTTERANCE:
            return finish(Answer(_TOO_LONG, "clarify"), "none", None, state)
        interpretation = self.interpret(Utterance(text, now), day)
        timing["understand"] = (perf_counter() - started) * 1e3
        if not _WORDS.search(interpretation.text):
            return finish(Answer(_NOTHING_SAID, "clarify"), "none", None, state)
        revision = state.revision + 1
        if self.profanity.found_in(normalize(text).lower()):
            answers = self.profanity.answers
            calm = Answer(answers[state.abused % len(answers)], "refused", gesture="sad", intent="refusal.abuse")
            after = replace(state, revision=revision, abused=state.abused + 1)
            return finish(calm, "none", None, after, interpretation)
        mark = perf_counter()
        turn = Turn(
            interpretation, Candidate("", 0.0), state.focus, day, now, self.persona, state.revision, state.last
        )
        routed = route(turn, self.skills, self.settings.routing.reject_below, self._robot)
        timing["answer"] = (perf_counter() - mark) * 1e3
        answer, candidate = self._conclude(routed)
        focus = answer.focus if answer.focus is not None else state.focus
        after = State(revision, focus, answer, state.abused)
        skill = (answer.intent or (candidate.intent if candidate else "")).partition(".")[0]
        self._record(interpretation, answer, candidate, timing)
        return finish(answer, _ROUTES.get(skill, "none"), candidate, after, interpretation, routed)

    def _conclude(self, routed: Routed) -> tuple[Answer, Candidate | None]:
        if routed.answer is not None:
            return routed.answer, routed.candidate
        told = routed.reason
        if told is None:
            return Answer(_NOT_UNDERSTOOD, "unknown", gesture="think"), None
        candidate, decline = told
        if not decline.strength:
            return Answer(decline.reason, "unknown", gesture="think"), None
        status: Status = "unknown"
        return Answer(decline.reason, status, gesture="think", intent=decline.intent or candidate.intent), candidate

    def _record(
        self, interpretation: Interpretation, answer: Answer, candidate: Candidate | None, timing: Mapping[str, float]
    ) -> None:
        if not log.isEnabledFor(logging.INFO):
            return
        record: dict[str, object] = {"intent": candidate.intent if candidate else None, "status": answer.status, **timing}
        if self.settings.logging.utterances:
            record |= {"utterance": interpretation.text, "answer": answer.text}
        log.info("turn", extra={"turn": record})


_EATERIES = ("맛집", "식당", "음식점", "밥집", "먹거리", "레스토랑", "맛집들", "밥 먹을 데", "먹을 데", "먹을 곳", "먹을 만한 데", "먹을 만한 곳")
_REPAIRED_WORDS = ("추천해", "도지사", "협약", "업무협약", "인공지능", "집적단지", "대통령", "전화번호")
_KIND_OF_ENTITY: dict[str, MentionKind] = {"office": "office", "person": "person", "country": "country"}


def _names(base: KnowledgeBase, store: PlaceStore) -> list[Name]:
    """Every name of the data; which of them may be guessed from their sound depends on kind and length."""
    names = []
    for text, entity in base.gazetteer():
        kind = _KIND_OF_ENTITY.get(base.entities[entity].kind, "thing")
        ambiguity = base.ambiguities.get(text)
        ids = ambiguity.meanings if ambiguity else (entity,)
        names.append(Name(text, kind, ids, by_sound=kind != "country" and len(text) > 2 and not any(ch.isdigit() for ch in text)))
    names += [Name(word, "eatery", (word,)) for word in _EATERIES]
    common = store.common_words
    for entry in store.gazetteer():
        length = len(entry.name.replace(" ", ""))
        by_sound = entry.kind in ("place", "area") and length > 1 or entry.kind == "food" and length > 2
        names.append(Name(entry.name, entry.kind, (entry.id,), entry.name in common, by_sound))
    return names


def _regional_offices(base: KnowledgeBase, store: PlaceStore) -> tuple[RegionalOffice, ...]:
    offices = []
    for office in base.offices.values():
        if office.region and office.title and office.tenures and office.title != "부지사":
            regions = {office.region}
            for entity in base.entities.values():
                if entity.name == office.region:
                    regions |= {entity.short, *entity.aliases}
            if office.region in store.areas:
                regions |= set(store.areas[office.region].aliases)
            offices.append(RegionalOffice(office.id, office.name, office.title, frozenset(regions)))
    return tuple(offices)


def _fillers(base: KnowledgeBase, store: PlaceStore) -> dict[str, list[str]]:
    """Real names for the placeholders of training phrases."""
    chance = random.Random(0)
    entities = base.entities.values()
    sample = {
        "office": [e.name for e in entities if e.kind == "office"][:8] + ["도지사", "대통령", "수원시장", "광주시장"],
        "person": [e.name for e in entities if e.kind == "person"],
        "thing": [e.short for e in entities if e.kind in ("event", "project", "organisation", "place", "product")],
        "country": [e.name for e in entities if e.kind == "country"],
        "area": [a.id for a in store.areas.values() if not a.common_word],
        "region": [r.name for r in store.regions if not r.common_word],
        "food": [f.id for f in store.foods.values() if len(f.id) > 1],
        "attribute": [a.aliases[0] for a in store.attributes.values() if a.aliases],
        "place": [p.name for p in store.places.values()],
        "ordinal": ["첫 번째", "두 번째", "세 번째", "첫 번째 집", "두 번째 집", "마지막 집"],
    }
    for names in sample.values():
        chance.shuffle(names)
    return sample
