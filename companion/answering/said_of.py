"""What is said of somebody who holds something, where the data can't tell whether it is so.

Who is meant is certain («경기도지사가 여자로 바뀌었다던데 맞냐»); what is said of them is not. That it is not known is
told with who it is, and neither yes nor no. Of a name that is told in part («추 자 들어가는 분») it is known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.answering.successions import SuccessionAnswers
from companion.answering.tenure_question import HOLDER
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.telling import Teller, Told
from companion.knowledge.tenures import is_visible
from companion.language.grammar import after_in_phrase
from companion.language.morphemes import is_personal_name
from companion.language.name_parts import NamePart, name_part
from companion.language.normalize import written_sentences
from companion.language.reported import reported_of
from companion.language.said_so import whether_so
from companion.language.terms import ALSO, AT, CONFIRMING, COPULAS, SUBJECT, TO, TOPIC, WHO, Term
from companion.understanding.query import Query

_OF: Final = (SUBJECT, TOPIC, ALSO)
"""Particles of whom something is said."""


class SaidOf:
    """Tells of whom something is said, and that it is not known or, of a name, whether it is so."""

    def __init__(
        self, base: KnowledgeBase, teller: Teller, successions: SuccessionAnswers, titles: Collection[str]
    ) -> None:
        self._base = base
        self._teller = teller
        self._successions = successions
        self._titles = titles

    def of_holder(self, query: Query, left: Sequence[Term], turn: SkillTurn) -> Answer | None:
        """«지금 경기도지사가 여자라며», «… 여자라던데 누구야»: who holds it; what is said of them is not known.

        Args:
            query: the question.
            left: the terms that nothing accounts for.
            turn: the utterance.
        """
        if len(query.offices) != 1 or query.people or not left or query.of_speakers:
            return None
        office = query.term_of(query.offices[0])
        asks = query.reading.question(WHO) and set(left) <= set(reported_of(query.reading))
        if self._names_another(query, left):
            return self._successions.denied(query, turn)
        said = None if asks or office is None else self._said_of(query, query.reading.terms[office], left)
        if not asks and said is None:
            return None
        told = self._holder(query, turn)
        if told is None or said is None:
            return told
        return replace(told, text=f"{said} {self._up_to_name(told)}")

    def of_a_name(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«도지사님 성함 추 자 들어가는 분 맞지?», «염씨 아니었어?»: whether the name is so, with the name."""
        part = name_part(query.text)
        if part is None or query.people or len(query.offices) > 1 or not self._is_all(query, part):
            return None
        known = turn.focus.knowledge
        if query.offices:
            told = self._holder(query, turn)
        elif turn.focus.topic == "knowledge" and known.person is not None and known.asked != "fact":
            profile = self._teller.profile(known.person, None, query.as_of)
            told = Answer(profile.text, focus=turn.focus, sources=profile.sources, intent=HOLDER)
        else:
            return None
        person = _who(told) if told is not None else None
        if told is None or person is None or not told.sources:
            return None
        right = part.fits(self._base.name(person))
        if any(t.kind == "question" and not part.start <= t.start < part.end for t in query.reading.terms):
            return told if right else None  # «추 뭐라던데 누구였지»
        if not right and query.offices and query.claim is not None and query.claim.past and query.then is None:
            former = self._former(query.offices[0].id, part, query)
            if former is not None:  # «수원시장 염씨 아니었어?»: who it was before
                text = f"{self._up_to_name(told)} {former.text}"
                return replace(told, text=text, sources=(*told.sources, *former.sources))
        return replace(told, text=f"{self._teller.say('right' if right else 'wrong')} {told.text}")

    def _former(self, office: str, part: NamePart, query: Query) -> Told | None:
        """What is known of the one whose name has a part, of those who held an office once; None where several did."""
        succession = self._base.successions[office]
        held = (t for t in succession.tenures if is_visible(t, succession, query.as_of))
        fitting = {t.holder for t in held if part.fits(self._base.name(t.holder))}
        return self._teller.profile(fitting.pop(), None, query.as_of) if len(fitting) == 1 else None

    def _up_to_name(self, told: Answer) -> str:
        """What is told, without what follows the sentence that names who holds it."""
        person = _who(told)
        sentences = written_sentences(told.text)
        named = (n for n, one in enumerate(sentences, 1) if person is not None and self._base.name(person) in one)
        return " ".join(sentences[: next(named, 1)])

    @staticmethod
    def _names_another(query: Query, left: Sequence[Term]) -> bool:
        """«경기도지사가 홍길동이라던데 맞아?»: whether somebody unknown is said to hold it."""
        claim = query.claim
        verb = claim.verb if claim is not None else None
        named = [t for t in left if t.form is None and is_personal_name(t.text)]
        return verb is not None and verb.lemma in COPULAS and any(t.end == verb.start for t in named)

    def _is_all(self, query: Query, part: NamePart) -> bool:
        """Whether nothing else is said or asked than whose name it is and whether it is so."""
        beside = [t for t in query.reading.terms if not part.start <= t.start < part.end]
        named = {m.start for m in query.offices}
        asking = {query.reading.terms[at].start for cue in query.cues if cue.key in _ASKING for at in cue.span}
        frame = {query.reading.terms[at].start for at in query.frame | query.pointers | query.persons}
        known = named | asking | frame
        first = min(named, default=0)
        # «마지막에 도지사님 성함 …»: when one will need it
        beside = [t for t in beside if t.start > first or t.particle not in (TO, AT)]
        rest = [t for t in beside if t.start not in known and t.lemma not in (*COPULAS, *self._titles)]
        return not rest and (query.asks_whether or query.reading.asks_what or query.has("right") or _tagged(query))

    def _holder(self, query: Query, turn: SkillTurn) -> Answer | None:
        """Who holds what is named, then or now; None where that is not known."""
        asking = tuple(cue for cue in query.cues if cue.key in _TIMES)
        plain = replace(query, claim=None, cues=asking)
        told = [self._successions.answer(one, turn) for one in (plain, replace(plain, when=None))]
        then, now = (one if isinstance(one, Answer) and one.status == "answered" else None for one in told)
        same = then is not None and now is not None and _who(then) == _who(now)
        return now if same else then  # «어제 다녀가셨다던데»: who held it yesterday holds it still

    def _said_of(self, query: Query, office: Term, left: Sequence[Term]) -> str | None:
        """That it is not known what is claimed of who holds an office; None where nothing is, or of another.

        «경기도지사 엄마가 의사라며» says it of somebody whom nothing names.
        """
        plain, claim = self._is_said(query), query.claim
        if plain is not None and left == (plain,):
            return self._teller.say("said_unknown", what=plain.text)
        if claim is None or claim.verb is None or any(t.start < office.start for t in left):
            return None
        heads = [t for t in after_in_phrase(query.reading, office) if t.lemma not in self._titles]
        generic = self._teller.answers.cues.get("generic", ())
        if any(t.lemma not in generic for t in heads) or (office.particles and office.particle not in _OF):
            return None
        others = [t for t in left if t.form is None and set(t.particles) & {SUBJECT, TOPIC} and t.kind != "pronoun"]
        if any(t.kind == "name" or is_personal_name(t.text) for t in others):
            return None
        since = next((t.start for t in query.reading.terms if t.start > office.start and t not in heads), None)
        asked = whether_so(query.reading, since, claim.verb) if since is not None else None
        return self._teller.say("whether_unknown", whether=asked) if asked else self._teller.say("so_unknown")

    def of_person(self, query: Query, turn: SkillTurn) -> Answer | None:
        """«여자 맞지?» after who holds an office: what is said of whoever was told of is not known."""
        known, said = turn.focus.knowledge, self._is_said(query)
        told_now = turn.last is not None and bool(turn.last.sources) and turn.focus.topic == "knowledge"
        if said is None or known.person is None or known.asked == "fact" or not (told_now and query.names_nothing):
            return None
        if query.has("same", "other"):
            return None  # «같은 사람이야?» says nothing of anybody alone
        content = [t for t in query.reading.terms if t.form is None and not t.bound and t.kind in ("noun", "pronoun")]
        if content != [said] or said.lemma not in self._teller.answers.cues.get("persons", ()):
            return None
        text = self._teller.say("said_unknown_of", who=self._base.name(known.person), what=said.text)
        return Answer(text, "unknown", turn.focus, intent=HOLDER, gesture="think")

    def _is_said(self, query: Query) -> Term | None:
        """What somebody is said to be, in a question for yes or no: a bare noun, no title and no name."""
        main, terms_ = query.reading.main, query.reading.terms
        at = terms_.index(main) - 1 if main is not None and main.lemma in (*COPULAS, CONFIRMING) else -1
        if at > 0 and terms_[at].bound and terms_[at - 1].phrase == terms_[at].phrase:
            at -= 1  # «여자분 맞지?»
        if at < 0 or not query.asks_whether:
            return None
        said = terms_[at]
        plain = said.kind == "noun" and not (said.particles or said.bound or said.lemma in self._titles)
        return said if plain and not is_personal_name(said.text) else None


def _who(told: Answer) -> str | None:
    return told.focus.knowledge.person if told.focus is not None else None


def _tagged(query: Query) -> bool:
    """«… 추 뭐라던데»: what is passed on wants to hear whether it is so."""
    main = query.reading.main
    return main is not None and main.form is not None and main.form.hearsay


_ASKING: Final = ("who", "right", "now", "then", "role", "called")
"""Groups of words that ask who somebody is, when, and whether it is so."""
_TIMES: Final = ("now", "then", "at_event")
