"""What the robot is asked about itself and no phrase of small talk is meant for: it answers in kind, and honestly.

Who is asked and what is grammar's (`companion.language.of_listener`); the sentences stand in the packs and name the
noun or the deed that was asked about. What a statement about the robot tells is told from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, KnowledgeFocus, Library, SkillTurn
from companion.answering.facts.asked import DEFAULT
from companion.answering.sayings import say, vary
from companion.answering.telling import FACT, tell
from companion.knowledge.statement import Statement
from companion.language.grammar import refers_to_day
from companion.language.josa import josa_candidates
from companion.language.mirror_words import OWN
from companion.language.of_listener import OfListener, of_listener
from companion.language.stances import asks_by_form, is_about_another, of_speaker, to_robot
from companion.language.terms import HOW_MANY, Reading

_ELSEWHERE: Final = ("recommend", "play", "clock", "reminders", "sums")
"""Skills that may have been asked for what it is asked whether it can."""
_TALK, _OF_IT, _LATELY = "smalltalk", "of_itself", 2
"""The skill and the intent that tell of the robot, and how many answers ago it still is what one talks of."""
_MEANT: Final = 0.5
_CLEAR: Final = 0.75
"""Probability from which such a skill was asked, and from which what is lacking is said by name."""
_SEVERAL: Final = 2
_OWN_STATE: Final = ("feels", "bothers", "enjoys", "stays", "gives")
"""What only the listener can be asked, as nobody else is named, whatever the talk is of."""


class Itself:
    """Answers for the robot where it is asked about itself."""

    def __init__(self, library: Library) -> None:
        self._sentences = library.sentences
        self._base, self._teller = library.base, library.teller
        robot = library.base.itself
        self._robot = robot.id if robot is not None else None
        self._intents = library.intents
        self._names = tuple(sorted(robot.names, key=len, reverse=True)) if robot is not None else ()

    def asked(self, turn: SkillTurn) -> OfListener | None:
        """What the robot is asked about itself; None where nothing, or somebody or something else is meant."""
        reading = turn.analysis.reading
        said = turn.interpretation.utterance.text
        called = any(name in said and name not in reading.text for name in self._names)
        if not called and not to_robot(reading) and self._is_spoken_of(turn):
            return self._of_it_still(turn)
        asked = of_listener(reading, self._names, called=called)
        if turn.analysis.political or turn.analysis.has_title:
            return None
        if asked is None or asked.asked == "would":
            return asked
        if is_about_another(reading):
            return None
        if asked.asked in ("open", "favours") and not asked.named:
            return self._of_its_own(turn)
        if asked.asked == "is_that":
            return asked
        likes, own = asked.asked in ("likes", "dislikes"), asked.asked in _OWN_STATE
        others = self.others_named(turn, *(("food",) if likes else ("attribute",) if own else ()))
        topic = turn.focus.topic is not None and not (likes or own)
        if not asked.named and (others or turn.open is not None or topic):
            return None
        best = turn.interpretation.best
        if asked.asked in ("can", "may") and best.skill in _ELSEWHERE and best.probability >= _MEANT:
            return None  # «퀴즈 낼 수 있어?»
        if asked.asked == "done" and not self._is_of_a_body(asked):
            return None  # «너 내 말 들었어?»
        # «너 인터넷 연결돼 있어?»: what it lacks is said by name.
        lacking = best.skill == "none" and best.probability >= _CLEAR
        return None if lacking and not likes else asked

    def _is_spoken_of(self, turn: SkillTurn) -> bool:
        """Whether the robot is what the talk is of: something of it was asked and told, now or one turn before."""
        if turn.open is not None:
            return False
        known = turn.focus.knowledge if turn.focus.topic == "knowledge" else None
        lately = [self._intents.get(name) for name in turn.replied[:_LATELY]]
        if known is not None and turn.replied[:1] == (FACT,) and known.thing == self._robot:
            return True
        return any(one is not None and one.skill == _TALK and one.strict for one in lately) or (
            f"{_TALK}.{_OF_IT}" in turn.replied[:_LATELY]
        )

    def _of_it_still(self, turn: SkillTurn) -> OfListener | None:
        """«월급도 안 받지?» while the talk is of the robot: what it is asked though nobody is named."""
        reading, best = turn.analysis.reading, turn.interpretation.best
        if (
            turn.analysis.political
            or turn.analysis.has_title
            or self.others_named(turn, "food", "region", "area", "attribute")
        ):
            return None
        if best.skill in (*_ELSEWHERE, "none") and best.probability >= _MEANT:
            return None
        if not (asks_by_form(reading) or "?" in turn.interpretation.utterance.text):
            return None
        asked = of_listener(reading, self._names, called=True)
        if of_speaker(reading) and (asked is None or asked.asked not in ("compares", *_OWN_STATE)):
            return None
        # What is not clear of the robot, in a sentence that need not be about it, is left to others.
        unclear = ("open", "why", "how", "seems", "knows", "is", "has", "is_that")
        if asked is None or (asked.asked in unclear and not (self.personal(asked) or self._known(turn, asked))):
            return None
        return None if self._kind(asked) == "does_other" else asked

    def _of_its_own(self, turn: SkillTurn) -> OfListener | None:
        """A question that names nobody, and nothing but what is known of the robot alone: «배터리는 얼마나 가요?»."""
        nouns = _nouns(turn.analysis.reading)
        if turn.focus.topic is not None or self.others_named(turn) or self._told_by(nouns, turn, len(nouns)) is None:
            return None
        return OfListener("open", nouns[0], named=True) if len(nouns) == 1 else None

    def at_event(self, turn: SkillTurn) -> Answer | None:
        """«그날 너는 뭘 했어»: what is told of the robot's part in something that was; None elsewhere."""
        reading = turn.analysis.reading
        main = reading.main
        past = main is not None and main.form is not None and main.form.past
        if not (past and to_robot(reading)) or is_about_another(reading) or not asks_by_form(reading):
            return None
        things = [m.id for m in turn.analysis.of_kind("thing") if m.id != self._robot]
        spoken_of = turn.focus.knowledge.thing
        dated = any(map(refers_to_day, reading.terms)) or bool(turn.analysis.times)
        things += [spoken_of] if dated and spoken_of is not None and not things else []
        labels = self._base.vocabulary.relations
        facts = [f for id in things for f in self._base.facts_of(id) if f.visible(turn.as_of)]
        told = next((f for f in facts if any(name in labels[f.relation].label for name in self._names)), None)
        if told is None:
            return None
        focus = KnowledgeFocus(thing=told.subject, relations=(told.relation,))
        return tell(turn, self._teller.facts([told], turn.as_of), focus, FACT)

    def said_so(self, turn: SkillTurn) -> Answer | None:
        """«너 옛날에 재명이 형이라고 했다며»: what it is known to have said of a person."""
        people = turn.analysis.of_kind("person")
        if not people or not to_robot(turn.analysis.reading):
            return None
        labels = self._base.vocabulary.relations
        own = (f for f in self._base.facts if any(name in labels[f.relation].label for name in self._names))
        called = {m.text.replace(" ", "") for m in people}  # «재명이형» as «재명이 형»
        values = ((f, str(f.value).replace(" ", "")) for f in own if f.visible(turn.as_of))
        facts = [f for f, value in values if any(name in value for name in called)]
        if not facts:
            return None
        focus = KnowledgeFocus(thing=facts[0].subject, relations=(facts[0].relation,))
        told = tell(turn, self._teller.facts(facts[:1], turn.as_of), focus, FACT)
        return replace(told, text=say(self._sentences, "is_that", said=told.text))

    def knows(self, turn: SkillTurn, asked: OfListener) -> bool:
        """Whether only its own data, or what people have and it has not, can be meant."""
        return self.personal(asked) or self._known(turn, asked) is not None

    def personal(self, asked: OfListener) -> bool:
        """Whether what is asked for is something that only people have: «너 MBTI 뭐야?»."""
        return asked.what in self._sentences.cues.get("personal", ())

    def without_names(self, text: str) -> str:
        """A text without what the robot is called."""
        kept = (word for word in text.split() if not any(stem in self._names for stem, _ in josa_candidates(word)))
        return " ".join(kept)

    def others_named(self, turn: SkillTurn, *but: str) -> bool:
        """Whether something else than the robot is named, other than of some kinds."""
        return any(m.id != self._robot and m.kind not in but for m in turn.analysis.mentions)

    def answer(self, turn: SkillTurn, asked: OfListener) -> Answer:
        """A sentence about the robot that names what was asked."""
        if asked.asked == "is_that":
            return self._is_that(turn)
        known = self._known(turn, asked)
        if known is not None:
            focus = KnowledgeFocus(thing=known.subject, relations=(known.relation,))
            return tell(turn, self._teller.facts([known, *self._besides(turn, known)], turn.as_of), focus, FACT)
        if asked.asked == "would" and not asked.what and turn.last is not None and turn.last.items:
            asked = replace(asked, what=turn.last.items[0].name)
        kind = self._kind(asked)
        kind = "unknown_of" if kind == "unknown" and self._is_named(turn, asked.what) else kind
        text = vary(self._sentences, kind, turn.variety, what=asked.what, deed=asked.deed)
        if kind in ("unknown", "unknown_of"):
            return Answer(text, "unknown", intent=FACT, gesture="think")
        return Answer(text, gesture="think")

    def _is_named(self, turn: SkillTurn, what: str) -> bool:
        """Whether it is a noun that carries what is asked for («가격이 얼마야»), which is told not to be known."""
        heads = {t.lemma for t in turn.analysis.reading.heads() if t.kind == "noun" and not t.bound}
        return what in heads and what not in self._names

    def _is_that(self, turn: SkillTurn) -> Answer:
        """«협약식 로봇이 너야?»: who it is, and yes only where what is known of the thing that is named tells of it."""
        things = [m.id for m in turn.analysis.of_kind("thing") if m.id != self._robot] or self._events_of(turn)
        facts = [f for id in things for f in self._base.facts_of(id) if f.visible(turn.as_of)]
        named = any(m.id == self._robot for m in turn.analysis.mentions)
        labels = self._base.vocabulary.relations
        told = next((f for f in facts if any(name in labels[f.relation].label for name in self._names)), None)
        own = next((f for f in self._own(turn) if f.relation == DEFAULT), None)
        shown = [fact for fact in (own, told if named else None) if fact is not None]
        if not shown:
            return Answer(vary(self._sentences, "is_so", turn.variety))
        focus = KnowledgeFocus(thing=shown[-1].subject, relations=(shown[-1].relation,))
        answer = tell(turn, self._teller.facts(shown, turn.as_of), focus, FACT)
        yes = named and told is not None
        return replace(answer, text=say(self._sentences, "is_that", said=answer.text)) if yes else answer

    def _events_of(self, turn: SkillTurn) -> list[str]:
        """Ids of what happened in a time that is named, where the robot had a part in it."""
        labels, times = self._base.vocabulary.relations, turn.analysis.times
        own = (f for f in self._base.facts if any(name in labels[f.relation].label for name in self._names))
        return [f.subject for f in own if f.start and any(t.first <= f.start.first <= t.last for t in times)]

    def _kind(self, asked: OfListener) -> str:
        if asked.asked == "would" and (asked.what or asked.deed):
            return "would_choose" if asked.what else "would_say"
        if asked.asked in ("may", "done"):
            return "can" if asked.asked == "may" else "did"
        if asked.asked == "did" and any(word in asked.deed for word in self._sentences.cues.get("failings", ())):
            return "did_err"
        if asked.asked == "favours" and not asked.what:
            return "favours_nobody"
        if asked.asked in ("does", "has") and self.personal(asked):
            return "personal"
        if asked.asked in ("does", "can") and self._is_its_own(asked):
            return "does_so"
        if asked.asked == "does" and not self._is_of_a_body(asked):
            return "does_other"
        if asked.asked == "is" and asked.what in self._sentences.cues.get("nature", ()):
            return "is_so"
        if asked.asked in ("feels", "bothers") and asked.deed.startswith(self._sentences.cues.get("at_ease", ())):
            return "at_ease"  # nothing hurts it, so that it is never denied
        if asked.asked == "open" or (asked.asked == "has" and asked.what in OWN):
            return "personal" if self.personal(asked) else "unknown"
        return asked.asked

    def _is_its_own(self, asked: OfListener) -> bool:
        """Whether it is what the robot does all the time: «인터넷 없이도 말할 수 있어?»."""
        own = self._sentences.cues.get("own_deeds", ())
        return asked.stem in own and (not asked.what or asked.what in own)

    def _is_of_a_body(self, asked: OfListener) -> bool:
        """Whether it takes a body or a life: «학교 다녀?», «밥 먹어?»; else it is not denied."""
        bodily = self._sentences.cues.get("bodily", ())
        return not {asked.what, asked.stem, asked.stem[:-1]}.isdisjoint(bodily)

    def _known(self, turn: SkillTurn, asked: OfListener) -> Statement | None:
        """What is known of the robot in words for it, or of what it has: «카메라가 몇 만 화소야?», «너 팔 있어?»."""
        if asked.asked not in ("has", "open", "since"):
            return None
        found = self._told_by((asked.what,), turn) or self._told_by(_nouns(turn.analysis.reading), turn, _SEVERAL)
        if found is not None or asked.asked == "open":
            return found or self._told_by_verb(turn)
        return next(
            (f for f in self._own(turn) if asked.what in self._teller.sentence(f).replace(",", " ").split()), None
        )

    def _besides(self, turn: SkillTurn, known: Statement) -> list[Statement]:
        """What a second question in the same breath asks for: «키가 몇 센티고 몸무게는 몇 킬로야?»."""
        reading = turn.analysis.reading
        if sum(term.kind == "question" for term in reading.terms) < _SEVERAL:
            return []
        told = {f.relation: f for noun in _nouns(reading) if (f := self._told_by((noun,), turn)) is not None}
        return [fact for relation, fact in told.items() if relation != known.relation]

    def _told_by(self, nouns: tuple[str, ...], turn: SkillTurn, least: int = 1) -> Statement | None:
        """The statement about the robot whose relation is asked for by so many of some nouns at least."""
        relations = self._base.vocabulary.relations
        held = [(len({*nouns}.intersection(relations[fact.relation].nouns)), fact) for fact in self._own(turn)]
        most, best = max(held, key=lambda pair: pair[0], default=(0, None))
        return best if best is not None and most >= (1 if best.unknown else least) else None

    def _told_by_verb(self, turn: SkillTurn) -> Statement | None:
        """The statement about the robot that a verb alone asks for: «너 만든 사람이 누구야»."""
        relations = self._base.vocabulary.relations
        verbs = {verb.lemma for verb in turn.analysis.reading.verbs}
        return next((f for f in self._own(turn) if verbs.intersection(relations[f.relation].verbs)), None)

    def _own(self, turn: SkillTurn) -> list[Statement]:
        return [f for f in self._base.facts_of(self._robot or "") if f.visible(turn.as_of)]


def _nouns(reading: Reading) -> tuple[str, ...]:
    return tuple(t.lemma for t in reading.terms if t.kind == "noun" and not t.bound and t.lemma != HOW_MANY)
