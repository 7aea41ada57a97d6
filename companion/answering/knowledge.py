"""Questions to the knowledge base: offices and their holders on any date, people, and everything else with facts.

The skill answers only when nothing in the question is left unexplained by names, times, cues and neutral words;
otherwise it declines and says what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from companion.answering.base import Answer, Decline, Library, SkillTurn
from companion.answering.fact_answers import FactAnswers
from companion.answering.office_answers import OfficeAnswers
from companion.answering.questions import Question, QuestionReader

_ENDING = r"(?:님)?(?:[은는이가을를의]|이야|누구|$|\s|\?|였|이었)"
_REGION = r"[가-힣]+\s?(?:광역시|특별시|특별자치도|도|시|군|구)?\s?"
# «거기 대표», «그 시장»: titles of somebody spoken of, not of somewhere else.
_POINTERS = frozenset("거기 그 그때 이 저 새 우리 현 전 다음 첫 초대 마지막 어느 무슨 아까 방금 지금".split())
_ADNOMINAL = re.compile(r"[한던신된는]$")  # «질문한 대표님»
_YES_NO = re.compile(
    r"(?:맞아|맞나|맞지|맞죠|맞습니까|이야|야|인가요?|입니까|이니|니|지|죠|이에요|예요|"
    r"였어|였나|였나요|이었어|였지|이었나요?)\s*[?？]?$"
)


class KnowledgeSkill:
    """Answers from the knowledge base, as of the turn's day."""

    name = "knowledge"

    def __init__(self, library: Library) -> None:
        base, teller = library.base, library.teller
        answers = teller.answers
        self._base = base
        self._teller = teller
        self._reader = QuestionReader(base, answers.cues)
        self._facts = FactAnswers(base, teller, library.subjects)
        self._offices = OfficeAnswers(base, teller)
        titles = "|".join(sorted(answers.titles, key=len, reverse=True))
        self._title = re.compile(rf"({_REGION}(?:{titles})){_ENDING}")
        self._explained = (
            *_parts(cue for cues in answers.cues.values() for cue in cues),
            *answers.explained,
            *answers.titles,
        )
        # «최고» explains nothing in a question about a person.
        relations = base.vocabulary.relations.values()
        orders = (order for relation in relations for order in (relation.most, relation.least) if order)
        of_facts = (stem for order in orders for stem in order.stems)
        of_relations = (cue for relation in relations for cue in (*relation.cues, *relation.asks))
        self._explained_of_facts = (*self._explained, *_parts(of_facts), *_parts(of_relations))

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer a question about an office, a person or a thing."""
        asked = self._reader.read(turn)
        strange = self._foreign_office(asked)
        if strange:
            return Decline(self._teller.say("unknown_office", title=strange), 3, "knowledge.holder")
        told = self._answer(asked)
        if not isinstance(told, Answer):
            told = self._facts.by_words(asked) or told
        return told or Decline(self._teller.say("unexplained"), 0 if asked.names_nothing else 1)

    def _answer(self, asked: Question) -> Answer | Decline | None:
        analysis = asked.turn.analysis
        if asked.names_nothing and not asked.focus.thing and not asked.focus.office:
            told = self._facts.by_words(asked)
            if told:
                return told
        region = self._offices.of_region(asked)
        if region:
            return region
        fact = self._facts.answer(asked, analysis.unexplained(*self._explained_of_facts))
        if fact is not None or analysis.unexplained(*self._explained):
            return fact
        if asked.offices or asked.people:
            return self._offices.answer(asked)
        return self._offices.follow_up(asked)

    def _foreign_office(self, asked: Question) -> str | None:
        """A title we hold no data for: «부산시장», «미국 대통령», «국방부 장관»."""
        for office in asked.offices:
            home = (self._base.successions[office.id].region or "") + self._base.name(office.id)
            for other in asked.turn.analysis.of_kind("region", "country", "thing"):
                stands_before = other.end <= office.start and asked.text[other.end : office.start].strip() in ("", "의")
                if (
                    stands_before
                    and other.name.removesuffix("시").removesuffix("도") not in home
                    and other.id != "korea"
                ):
                    return f"{other.name} {office.text}"
        if asked.offices or asked.people:
            return None
        found = self._title.search(asked.text)
        if found is None or found[1].split()[0] in _POINTERS or _ADNOMINAL.search(found[1].split()[0]):
            return None
        return found[1] if asked.has("who") or _YES_NO.search(asked.text) else None


def _parts(cues: Iterable[str]) -> tuple[str, ...]:
    """The words of some cues, each once."""
    return tuple(dict.fromkeys(part for cue in cues for part in cue.split()))
