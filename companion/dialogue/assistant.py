"""The assistant: everything loaded once, and `respond`, from an utterance and a state to a reply and a state."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, reduce
from time import perf_counter

from companion.answering import memory as memories
from companion.answering.agenda import due
from companion.answering.base import Answer, Attempt, Focus, Library, Route, Skill, SkillTurn, is_attentive
from companion.answering.inform import COMMENTS, CORRECTED, FORGETTING
from companion.answering.passages import PassageSkill
from companion.answering.reminders import announcement
from companion.answering.scripted import PhraseSkill
from companion.base import patterns as re
from companion.base.errors import UsageError
from companion.base.patterns import keep_patterns
from companion.base.plugins import make_plugins
from companion.base.remembering import keeping_between_starts
from companion.base.settings import Settings
from companion.base.shelf import Shelf
from companion.dialogue import loading
from companion.dialogue.confirming import Confirming
from companion.dialogue.guest import Consultation
from companion.dialogue.keeping import load_memory, load_reminders, save_memory, save_reminders
from companion.dialogue.listed import ListQuestions
from companion.dialogue.meaning import ORDERED, Meanings, nouns_of
from companion.dialogue.outcome import RequestOutcome, left_after, open_after, reacts, with_people
from companion.dialogue.reply import Reply, confidence_in
from companion.dialogue.router import TELLING, Routed, SkillFailed, describe
from companion.dialogue.state import CITED, FRESH, HEARD, State
from companion.dialogue.training import trained_classifier
from companion.dialogue.utterance_parts import UtteranceParts
from companion.documents.types import Document
from companion.knowledge.places.search import PlaceIndex
from companion.language.normalize import normalize
from companion.language.ordered import deeds_in
from companion.language.people_told import topic_after
from companion.language.preface import after_preface
from companion.language.reminder_changes import corrected_order
from companion.language.self_questions import spoken_of
from companion.language.spoken import spoken
from companion.language.stances import calls_oneself
from companion.language.to_write import without_medium, without_writing
from companion.models.embedder import Embedder
from companion.understanding.discourse import References
from companion.understanding.repairs import mended
from companion.understanding.types import Analysis, Candidate, Interpretation, Mention, Utterance

log = logging.getLogger("companion")

LONGEST_UTTERANCE = 500
"""Characters; longer text is not a spoken question."""

# Something that can be a word: a syllable, letters, digits, words cut to their first sounds, laughing and crying jamo.
_WORDS = re.compile(r"[가-힣A-Za-z0-9ぁ-ヿ一-鿿]|^\W*[ㄱ-ㅎ]{2}\W*$|[ㅋㅎㅠㅜ]")
_ROUTES: dict[str, Route] = {
    "knowledge": "knowledge",
    "recommend": "recommend",
    "smalltalk": "smalltalk",
    "clock": "clock",
    "control": "control",
    # The contract has no route of its own for these.
    "play": "smalltalk",
    "reminders": "clock",
    "sums": "clock",
    "inform": "smalltalk",
    "crisis": "smalltalk",
    "guest": "smalltalk",
    "documents": "knowledge",
}
_LATELY = 3
_KEPT = 64
"""Texts that are kept as understood: a turn and those that it may look back on."""
_OF_NAMES = ("recommend.", "knowledge.", "refusal.")
"""Who is asked of things by their names."""
_LIKELIER = 0.5
_NOT_UNDERSTOOD = Answer("잘 이해하지 못했어요. 다시 말씀해 주시겠어요?", "unknown", gesture="think")
_NOT_KNOWN = tuple(
    Answer(text, "unknown", gesture="think")
    for text in (
        "그건 제가 가진 자료에 없어서 모르겠어요.",
        "그건 저도 아직 잘 몰라요. 모르는 걸 지어내지는 않을게요.",
        "음, 그건 제 자료에 없네요. 다른 걸 물어봐 주시겠어요?",
        "그건 아직 배우지 못했어요. 저도 궁금해지네요.",
    )
)
_REST_UNKNOWN = "다른 건 제 자료에 없어서 모르겠어요."
_NOTHING_SAID = Answer("아무 말씀도 못 들었어요. 다시 말씀해 주세요.", "clarify")
_FAULT = Answer("방금 답하다가 문제가 생겼어요. 다른 말로 물어봐 주세요.", "error")
_TOO_LONG = Answer("말씀이 너무 길어요. 짧게 나눠서 말씀해 주세요.", "clarify")


@dataclass(frozen=True, slots=True)
class Explained:
    """A reply with the state after it and with how it came about.

    Attributes:
        meant: the utterance as it was answered, with names for what it points at or describes.
    """

    reply: Reply
    state: State
    interpretation: Interpretation | None = None
    routed: Routed | None = None
    meant: str | None = None
    consultation: Consultation | None = None


class _Stopwatch:
    """Milliseconds per stage."""

    def __init__(self) -> None:
        self._started = self._mark = perf_counter()
        self.ms: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self.ms[stage] = (now - self._mark) * 1e3
        self._mark = now

    def stop(self) -> dict[str, float]:
        return self.ms | {"total": (perf_counter() - self._started) * 1e3}


class Assistant:
    """Answers utterances. Loading is done once; answering reads only.

    Args:
        settings: of one profile.
        clock: tells the wall-clock time.
        documents: files that are answered from, besides those of the packs.
    """

    @loading.collecting_later()
    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = datetime.now,
        documents: Sequence[Document] = (),
    ) -> None:
        self._clock = clock
        keep_patterns(Shelf(settings.cache_folder, "regex", ()))
        material = loading.load_material(settings)
        self.settings = settings = loading.in_character(settings, material.persona)
        self.knowledge = material.knowledge
        self.base, self.store = material.knowledge.base, material.knowledge.store
        self.teller, self.intents = material.teller, material.intents
        self.profanity, self.persona = material.profanity, material.persona
        self.crisis, self._english = material.crisis, material.english
        self.embedder: Embedder = loading.load_embedder(settings)
        cache = settings.cache_folder
        self.analyser = loading.analyser_of(material, cache)
        self.classifier = trained_classifier(settings, material, self.analyser, self.embedder)
        # What was said before is looked at again, and each part of an utterance by everyone for whom it may be meant.
        self._analysed = lru_cache(maxsize=_KEPT)(self._analyse)
        self._understood = lru_cache(maxsize=_KEPT)(self._understand)
        self._cleared = lru_cache(maxsize=_KEPT)(self.crisis.cleared)
        self.library = Library(
            base=self.base,
            teller=self.teller,
            store=self.store,
            here=self.knowledge.here,
            subjects=self.knowledge.subjects,
            places=PlaceIndex(self.store),
            wording=material.wording,
            intents=self.intents,
            recommend=settings.recommend,
            sentences=material.sentences,
            games=material.games,
            zones=material.zones,
            interpret=self.interpret,
        )
        with keeping_between_starts(Shelf(cache, "words", ())):
            self.skills: dict[str, Skill] = make_plugins("companion.skill", self.library)
        for intent in self.intents.values():
            if intent.skill not in self.skills:
                self.skills[intent.skill] = PhraseSkill(self.library, intent.skill)
        papers = loading.papers(material, documents, self.embedder, settings)
        self._passages = PassageSkill(self.library, papers) if papers is not None else None
        if self._passages is not None:
            self.skills[self._passages.name] = self._passages
        cues = self.teller.answers.cues
        persons = frozenset(cues.get("persons", ()))
        references = References(self.base, self.analyser.gazetteer.find, persons, cues.get("acting", ()))
        self._meanings = Meanings(
            base=self.base,
            references=references,
            nouns=nouns_of(self.base, cues),
            skills=self.skills,
            reject_below=settings.routing.reject_below,
            robot=self.base.itself.id if self.base.itself else None,
            read=self._again,
            analyse=self._analysed,
            confirming=Confirming(self.teller, self.analyser.gazetteer.find),
            listed=ListQuestions(self.base, self.teller, references, persons),
            calls=self.analyser.calls,
            deeds=deeds_in(p for intent in self.intents.values() if intent.skill in ORDERED for p in intent.phrases),
        )
        self._guest = loading.load_guest(settings, self.library, material, self.interpret)

    @property
    def consults(self) -> bool:
        """Whether a language model is asked where a turn is taken and nobody has an answer."""
        return self._guest is not None

    def as_of(self) -> date:
        """The day on which answers are given."""
        return self.settings.day_of_answers(self._clock().date())

    def beginning(self) -> State:
        """The state at the start of a conversation, with what was kept of earlier ones if the settings say so."""
        settings = self.settings
        memory = load_memory(settings.memory_file) if settings.memory.keep else memories.NOTHING_TOLD
        reminders = load_reminders(settings.reminders_file) if settings.reminders_file else ()
        return State(memory=memory, reminders=reminders)

    def keep(self, before: State, after: State) -> None:
        """Keep what a turn that was taken changed, if the settings say so; what is forgotten is deleted."""
        settings = self.settings
        if settings.memory.keep and after.memory != before.memory:
            save_memory(settings.memory_file, after.memory)
        if settings.reminders_file and after.reminders != before.reminders:
            save_reminders(settings.reminders_file, after.reminders)

    def interpret(self, utterance: Utterance, as_of: date) -> Interpretation:
        """What the utterance may mean, without what comes before a request and belongs to none."""
        return self._understood(utterance, as_of)

    def _understand(self, utterance: Utterance, as_of: date) -> Interpretation:
        heard = self._interpreted(utterance, as_of)
        if heard.probability(*_OF_NAMES) < _LIKELIER and any(map(self._is_misheard, heard.analysis.mentions)):
            # «전지현의 생일» speaks of no house that sounds like it: nobody who looks names up is meant.
            return self._interpreted(utterance, as_of, by_sound=False)
        return heard

    def _is_misheard(self, mention: Mention) -> bool:
        """Whether it may be a name by sound alone; the robot's own is called in any talk, and «매운 건» is no name."""
        own = self.base.itself is not None and mention.id == self.base.itself.id
        return mention.similarity < 1 and not own and " " not in mention.name

    def _interpreted(self, utterance: Utterance, as_of: date, *, by_sound: bool = True) -> Interpretation:
        said = self._english.in_korean(utterance.text) or utterance.text
        analysis = self._analysed(said, as_of, by_sound=by_sound)
        ranked = self.classifier.predict(analysis.masked, self.embedder.encode([analysis.text])[0])
        return Interpretation(utterance, analysis, tuple(map(Candidate._make, ranked)))

    def _analyse(self, text: str, as_of: date, *, by_sound: bool = True) -> Analysis:
        """What is found in a text as one request in order."""
        analysis = self.analyser.analyse(text, as_of, by_sound=by_sound)
        for step in (mended, self._core, mended, _plainly_asked):
            said = step(analysis)
            if said != analysis.text:
                analysis = self.analyser.analyse(said, as_of, by_sound=by_sound)
        return analysis

    def _core(self, analysis: Analysis) -> str:
        return after_preface(analysis.reading, self.analyser.calls)

    def respond(
        self, text: str, state: State = FRESH, *, id: str = "1", as_of: date | None = None, consult: bool = False
    ) -> tuple[Reply, State]:
        """Answer one utterance.

        Args:
            text: any string.
            state: where the conversation stands.
            id: identifier to put into the reply.
            as_of: the day of the answer, if not the profile's.
            consult: whether a language model may be asked, where the profile has one: the turn is being taken, and not
                only foreseen.

        Returns:
            The reply and the state after it; the state passed in is unchanged.
        """
        explained = self.explain(text, state, id=id, as_of=as_of, consult=consult)
        return explained.reply, explained.state

    def explain(
        self, text: str, state: State = FRESH, *, id: str = "1", as_of: date | None = None, consult: bool = False
    ) -> Explained:
        """Like `respond`, with how the reply came about.

        A fault costs an apology with the status `error`, never the conversation: the state stays as it was.
        """
        watch = _Stopwatch()
        now, day = self._clock(), as_of or self.as_of()
        try:
            return self._explain(text, state, id, now, day, watch, consult=consult)
        except Exception as e:
            log.error("%s", e if isinstance(e, SkillFailed) else f"a turn failed: {describe(e)}", exc_info=True)
            # It is spoken as it is written; whatever failed is not asked again.
            apology = Reply(id, _FAULT.text, _FAULT.text, _FAULT.status, "none", None, 0.0, day, timing_ms=watch.stop())
            return Explained(apology, state)

    def _explain(
        self, text: str, state: State, id: str, now: datetime, day: date, watch: _Stopwatch, *, consult: bool
    ) -> Explained:
        if len(text) > LONGEST_UTTERANCE:
            return Explained(self._reply(id, _TOO_LONG, None, None, day, watch), state)
        # A word alone may be a name, or a move in a game of words.
        plainly = self.analyser.standard(text) if len(text.split()) > 1 else text
        interpretation = self.interpret(Utterance(corrected_order(plainly) or plainly, now), day)
        watch.lap("understand")
        if not _WORDS.search(interpretation.text):
            return Explained(self._reply(id, _NOTHING_SAID, None, interpretation, day, watch), state, interpretation)
        danger = self.crisis.found_in(interpretation)
        if danger is not None:  # before everything else, rude words included
            helped = self.crisis.answer(danger, state.revision, now.date())
            reply = self._reply(id, helped, None, interpretation, day, watch)
            return Explained(reply, replace(state, revision=state.revision + 1, open=None), interpretation)
        interpretation = self._cleared(interpretation)
        rude = self.profanity.found_in(normalize(text).lower())
        if rude and not calls_oneself(interpretation.analysis.reading):
            reply = self._reply(id, self.profanity.answer(state.abused), None, interpretation, day, watch)
            after = replace(state, revision=state.revision + 1, abused=state.abused + 1)
            return Explained(reply, after, interpretation)
        outcome = self._parts(day, now).answered(interpretation, state)
        watch.lap("answer")
        consultation = None
        if consult and self._guest is not None:
            outcome, consultation = self._consulted(outcome, interpretation, state, day, now)
            watch.lap("guest")
        answer, attempt = outcome.answer, outcome.attempt
        reply = self._reply(id, answer, attempt, interpretation, day, watch)
        self._record(interpretation, reply)
        understood = self.intents.get(reply.intent or "")
        pauses = understood is not None and understood.act == "pause"
        # «고마워» leaves what can be said again, and so does «천천히 말해 줘».
        said_to = interpretation.analysis.reading
        asks = any(map(said_to.asks, said_to.sentences())) or "?" in said_to.text
        looked_up = state.last is not None and bool(state.last.sources)
        kind = looked_up and understood is not None and understood.skill == "smalltalk" and not asks
        kind = kind or reply.intent in COMMENTS
        steers = understood is not None and understood.skill == "control" and answer.text in understood.answers
        fewer = answer.memory is not None and len(answer.memory.facts) < len(state.memory.facts)
        forgets = (fewer and reply.intent != CORRECTED) or (answer.memory is not None and reply.intent in FORGETTING)
        # Saying it again sets nothing again.
        said = replace(answer, memory=None, reminders=None, intent=reply.intent)
        remarked = reacts(attempt, state.open, asks=asks)
        after = replace(
            state,
            revision=state.revision + 1,
            focus=outcome.focus,
            last=state.last if pauses or steers or kind else said,
            cited=(said, *state.cited)[:CITED] if answer.sources else state.cited,
            # A question back to a remark in the middle of a game is no reason to leave it.
            open=state.open if remarked else open_after(answer, attempt, state.open, pauses=pauses),
            left=state.left if remarked else left_after(answer, attempt, state),
            reminders=state.reminders if answer.reminders is None else answer.reminders,
            memory=state.memory if answer.memory is None else answer.memory,
            heard=() if forgets else (outcome.interpretation.text, *state.heard)[:HEARD],
            said=() if forgets else (interpretation.text, *state.said)[:HEARD],
            typed=() if forgets else (text, *state.typed)[:HEARD],
            replied=() if forgets else (reply.intent or "", *state.replied)[:HEARD],
            answered=() if forgets else (answer.text, *state.answered)[:HEARD],
            spoken=() if forgets or answer.focus == Focus() else outcome.spoken,
        )
        return Explained(reply, after, interpretation, outcome.routed, outcome.interpretation.text, consultation)

    def _parts(self, day: date, now: datetime) -> UtteranceParts:
        """What decides which parts of an utterance are answered at a time."""
        return UtteranceParts(
            lambda said, state, aside: self._answer(said, state, day, now, aside),
            lambda text: self._again(text, day, now),
            self.analyser.titles,
            self.intents,
            _REST_UNKNOWN,
        )

    def _consulted(
        self, outcome: RequestOutcome, said: Interpretation, state: State, day: date, now: datetime
    ) -> tuple[RequestOutcome, Consultation | None]:
        """What a guest makes of an utterance that nobody had an answer to; see `dialogue/guest.py`."""
        assert self._guest is not None
        told = outcome.answer.memory is not None and outcome.answer.memory != state.memory
        acts = self._guest.wanted(outcome, said, waits=state.open is not None, told=told)
        if not acts:
            return outcome, None
        after = replace(state, memory=outcome.answer.memory or state.memory)

        def again(question: str) -> RequestOutcome:
            return self._answer(self._again(question, day, now), after, day, now)

        helped = self._guest.help(outcome, acts, said, state.last, day, again)
        return replace(helped.outcome, answer=helped.answer), helped.consultation

    def _again(self, text: str, day: date, now: datetime) -> Interpretation:
        """What is said in other words, or in part."""
        return self._cleared(self.interpret(Utterance(text, now), day))

    def _answer(
        self, interpretation: Interpretation, state: State, day: date, now: datetime, aside: str = ""
    ) -> RequestOutcome:
        """The answer to an utterance, or to a part of one behind what is said `aside`."""
        expected = state.open.about if state.open is not None else ""
        # They were asked for theirs, or told of nobody but themselves last.
        lately = state.heard[:1]
        of_speaker = topic_after(lately, state.memory.names) == "" and not any(map(spoken_of, lately))
        own = expected in ("name", "call") or of_speaker
        recent = memories.as_said(state.heard, state.typed)
        before = "" if own else next(filter(spoken_of, recent[:_LATELY]), *recent[:1] or ("",))
        before = aside if spoken_of(aside) else before
        told = memories.heard(
            interpretation.analysis,
            now.date(),
            expected,
            self.analyser.calls,
            before,
            state.memory,
            state.heard,
            day,
            state.typed,
        )
        memory = reduce(memories.Memory.taking, told, state.memory)
        turn = SkillTurn(
            interpretation=interpretation,
            intent=Attempt("", 0.0),
            focus=state.focus,
            as_of=day,
            now=now,
            persona=self.persona.lines,
            variety=state.revision,
            last=state.last,
            cited=state.cited,
            open=state.open,
            left=state.left,
            reminders=state.reminders,
            memory=memory,
            told=told,
            heard=state.heard,
            said=state.said,
            typed=state.typed,
            replied=state.replied,
            answered=state.answered,
        )
        turn, routed = self._meanings.routed(turn, state.spoken, state.revision)
        answer, attempt = _conclude(routed, self._listened(routed, turn), turn.variety)
        routed, answer, attempt = self._from_files(turn, routed, answer, attempt)
        answer = self._in_character(answer, answer.intent or (attempt.intent if attempt else ""), turn)
        answer = answer if answer.memory is not None else replace(answer, memory=turn.memory)
        named = self.analyser.gazetteer.find(answer.text)
        return RequestOutcome(
            routed,
            answer,
            attempt,
            with_people(answer.focus or state.focus, named),
            turn.interpretation,
            self._meanings.spoken(state.spoken, turn, answer, named, state.revision),
        )

    def _from_files(
        self, turn: SkillTurn, routed: Routed, answer: Answer, attempt: Attempt | None
    ) -> tuple[Routed, Answer, Attempt | None]:
        """What a file says, where nobody else has an answer."""
        told = self._passages.instead(turn, attempt, answer) if self._passages is not None else None
        if told is None or self._passages is None:
            return routed, answer, attempt
        attempt = Attempt(told.intent or self._passages.name, 1.0)
        return Routed(attempt, told, routed.declines), told, attempt

    def _listened(self, routed: Routed, turn: SkillTurn) -> Answer | None:
        """What is said to a remark that nobody had an answer for."""
        told = routed.reason
        # A remark about the robot goes to the knowledge first, and is no question all the same.
        if routed.answer is not None or (told is not None and told[0].skill != "knowledge"):
            return None
        if told is not None and told[1].strength > TELLING and turn.focus.topic == "knowledge":
            return None  # «올해 수치는 없어» after what was measured asks for one
        turn = turn if told is None else replace(turn, intent=told[0])  # who says what is lacking
        heard = (skill.hear(turn) for skill in self.skills.values() if is_attentive(skill))
        return next(filter(None, heard), None)

    def due(self, state: State, *, id: str = "1") -> tuple[Reply | None, State]:
        """What is to be told now without being asked, and the state once it is told; None where nothing is.

        It looks at the clock and changes nothing, so it may be asked as often as one likes.
        """
        now = self._clock()
        told, later = due(state.reminders, now)
        if not told:
            return None, state
        answer = announcement(told, now, self.library.sentences)
        reply = self._reply(id, answer, None, None, self.as_of(), _Stopwatch())
        return reply, replace(state, revision=state.revision + 1, last=answer, reminders=later)

    def _reply(
        self,
        id: str,
        answer: Answer,
        attempt: Attempt | None,
        interpretation: Interpretation | None,
        day: date,
        watch: _Stopwatch,
    ) -> Reply:
        said = spoken(answer.spoken or answer.text)
        watch.lap("speak")
        intent = answer.intent or (attempt.intent if attempt else None)
        return Reply(
            id=id,
            text=answer.text,
            spoken=said,
            status=answer.status,
            route=_ROUTES.get((intent or "").partition(".")[0], "none"),
            intent=intent,
            confidence=confidence_in(intent, interpretation),
            as_of=day,
            items=answer.items,
            sources=answer.sources,
            gesture=answer.gesture,
            timing_ms=watch.stop(),
            score=attempt.score if attempt else 0.0,
        )

    def _in_character(self, answer: Answer, intent: str, turn: SkillTurn) -> Answer:
        """The answer, or what the persona says instead."""
        line = self.persona.on_intent(intent, turn.as_of)
        if line is not None:
            return replace(answer, text=line.text, spoken=None, gesture=line.gesture or answer.gesture)
        known = self.intents.get(intent)
        own = self.persona.of_act(known.act) if known and known.act else ()
        return replace(answer, text=own[turn.variety % len(own)], spoken=None) if own else answer

    def _record(self, interpretation: Interpretation, reply: Reply) -> None:
        if not log.isEnabledFor(logging.INFO):
            return
        record: Mapping[str, object] = {"intent": reply.intent, "status": reply.status, **reply.timing_ms}
        if self.settings.logging.utterances:
            record = {**record, "utterance": interpretation.text, "answer": reply.text}
        log.info("turn", extra={"turn": record})

    def fixed_lines(self) -> tuple[str, ...]:
        """Every line that is always said alike, in spoken form: small talk, refusals, persona, apologies."""
        lines = [answer.text for answer in (_NOT_UNDERSTOOD, *_NOT_KNOWN, _NOTHING_SAID, _FAULT, _TOO_LONG)]
        lines += [line for intent in self.intents.values() for line in intent.answers if "{" not in line]
        persona = self.persona
        lines += [*persona.greeting, *persona.farewell, *persona.introduction]
        lines += [line.text for line in persona.lines if line.holds(self.as_of())]
        return tuple(dict.fromkeys(map(spoken, lines)))

    # Looking things up without a conversation

    def find_places(self, query: str) -> Reply:
        """Places for a query, whatever else its words might mean."""
        watch, now, day = _Stopwatch(), self._clock(), self.as_of()
        if len(query) > LONGEST_UTTERANCE:
            return self._reply("1", _TOO_LONG, None, None, day, watch)
        interpretation = self.interpret(Utterance(query, now), day)
        attempt = Attempt("recommend.find", 1.0)
        outcome = self.skills["recommend"].answer(SkillTurn(interpretation, attempt, Focus(), day, now))
        answer = outcome if isinstance(outcome, Answer) else _NOT_KNOWN[0]
        return self._reply("1", answer, attempt, interpretation, day, watch)

    def search_facts(self, query: str, limit: int = 5) -> list[dict[str, object]]:
        """The facts nearest to a query by meaning and by words, best first, as of the profile's day.

        Raises:
            UsageError: the query is longer than anything that is said.
        """
        if len(query) > LONGEST_UTTERANCE:
            raise UsageError(f"the query has {len(query):,} characters; ask in at most {LONGEST_UTTERANCE}")
        as_of = self.as_of()
        facts = [fact for fact in self.base.facts if fact.visible(as_of)]
        told = [self.teller.sentence(fact) for fact in facts]
        labels = [self.base.vocabulary.relations[fact.relation].label for fact in facts]
        texts = [
            f"{self.base.name(fact.subject)} {label} {text}"
            for fact, label, text in zip(facts, labels, told, strict=True)
        ]
        from companion.knowledge.index import HybridIndex  # FAISS is loaded for nothing else

        index = HybridIndex(texts, self.embedder, self.settings.cache_folder, "facts")
        ranked = sorted(index.rank(query, range(len(facts))).items(), key=lambda pair: -pair[1])[:limit]
        return [
            {"id": facts[i].id, "text": told[i], "source": facts[i].source, "score": round(score, 3)}
            for i, score in ranked
        ]


def _plainly_asked(analysis: Analysis) -> str:
    text = without_writing(analysis.reading)
    return without_medium(analysis.reading) if text == analysis.text else text


def _conclude(routed: Routed, heard: Answer | None, variety: int) -> tuple[Answer, Attempt | None]:
    """The answer, or what to say when nobody had one: kind words to a remark, to a question that it is not known."""
    if routed.answer is not None:
        return routed.answer, routed.attempt
    told = routed.reason
    if heard is not None:
        return heard, None
    if told is None:
        unknown = _NOT_KNOWN[variety % len(_NOT_KNOWN)] if routed.declines else _NOT_UNDERSTOOD
        return unknown, None
    attempt, decline = told
    intent = decline.intent or attempt.intent
    return Answer(decline.reason, "unknown", focus=decline.focus, gesture="think", intent=intent), attempt
