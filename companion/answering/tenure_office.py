"""What is asked of something that is held, and not of one who holds it: its names, since when it is, where else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from companion.answering.base import Answer
from companion.answering.tenure_aspects import TOLD, asks_merger_day, merger_side
from companion.answering.tenure_question import TenureQuestion
from companion.answering.tenure_terms import tell_terms
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.language.terms import ALSO, SINCE, WHEN, Term
from companion.understanding.types import Mention


def tell_itself(asked: TenureQuestion, office: Succession) -> Answer | None:
    """What is asked of something that is held, and not of its holders: its former name, since when there is one."""
    query, as_of = asked.query, asked.as_of
    called = [cue for cue in query.cues if cue.key == "called"]
    people = {cue.last for cue in query.cues if cue.key == "predecessor"}
    former = {cue.last for cue in query.cues if cue.key in ("ex", "before")} - people
    verbs = [cue for cue in called if query.reading.terms[cue.first].form is not None]
    told = None
    became = _merged_into(asked, office) if called and query.has("why") else None
    if became is not None:  # «왜 이름이 그렇게 길어졌어요?»
        told = asked.teller.abolished(became, as_of)
    elif verbs and query.has("start", "when"):
        told = asked.teller.named_before(office, as_of, since=True)
    elif (verbs and former) or any(cue.first - 1 in former for cue in called):
        told = asked.teller.named_before(office, as_of, since=False)
    elif query.has("when") and (query.has("founded") or not office.tenures):
        told = asked.teller.founded(office, as_of)
    return asked.tell(told, "holder", office=office.id) if told else None


def _merged_into(asked: TenureQuestion, office: Succession) -> Succession | None:
    """What became an office when it was merged with others, the one of the same title first; None where nothing did."""
    former = [o for o in asked.base.successions.values() if o.subject.successor == office.id and o.subject.ended]
    former = [o for o in former if o.subject.ended is not None and o.subject.ended.last <= asked.as_of]
    return next((o for o in former if o.title == office.title), next(iter(former), None))


def tell_around_merger(asked: TenureQuestion) -> Answer | None:
    """«통합되기 전 마지막 시장은?», «통합 뒤 첫 시장은»: who held last what was merged, or first what came of it."""
    side, id = merger_side(asked.query), next(iter(asked.offices), asked.focus.office)
    if (side is None and not asks_merger_day(asked.query)) or id is None or asked.people:
        return None
    named = asked.office(id)
    merged = [o for o in asked.base.successions.values() if named.id in (o.id, o.subject.successor)]
    merged = [o for o in merged if o.subject.successor and o.subject.ended and o.subject.ended.last <= asked.as_of]
    alike = [o for o in merged if o.title == named.title] or merged
    if not alike:
        return None
    if side is None:  # «통합은 언제 된 거야?»
        return asked.tell(asked.teller.abolished(alike[0], asked.as_of), "holder", office=id)
    office = alike[0] if side == "before" else asked.office(alike[0].subject.successor or "")
    held = terms.proper(office, asked.as_of)
    if not held:
        return None
    tenure = held[-1] if side == "before" else held[0]
    if asked.aspect in TOLD:
        return tell_terms(asked, [tenure])
    told = asked.teller.relative(office, "holder_last" if side == "before" else "holder_first", tenure, asked.as_of)
    return asked.tell(told, "holder", office=office.id, person=tenure.holder, tenure=tenure)


def elsewhere(asked: TenureQuestion, office: Succession) -> tuple[Succession, str] | None:
    """«수원 쪽이요, 언제부터 했어요?»: the namesake, or who holds the same, in a place that is named."""
    areas = asked.query.analysis.of_kind("area", "region")
    names = {name for area in areas for name in (area.id, area.name)}
    if not names or any(name in (office.region or "") for name in names):
        return None
    alike = [o for o in asked.base.held_as({office.title or ""}) if any(name in (o.region or "") for name in names)]
    for found in alike:
        current = terms.regular(terms.current(found, asked.as_of))
        if current:
            return found, current[-1].tenure.holder
    return None


def until_next(asked: TenureQuestion, office: Succession) -> When | None:
    """«그날부터 다음 대통령까지»: the days from one that is named until the next holder proper."""
    then, terms_ = asked.then, asked.query.reading.terms
    if then is None or not any(t.kind == "time" and SINCE in t.particles for t in terms_):
        return None
    later = [t.start.first for t in terms.proper(office, asked.as_of) if t.start and t.start.first > then.days.last]
    last = min(later) - timedelta(days=1) if later else asked.as_of
    return When(Interval(then.days.first, last), then.label)


def tell_namesakes(asked: TenureQuestion, office: Mention) -> Answer | None:
    """«이재준이 고양시장도 했어?», «수원시장이야 고양시장이야?» of a name that two bear, each of whom held one."""
    query = asked.query
    ambiguity = asked.base.ambiguities.get(query.people[0].name)
    at = query.term_of(office)
    also = query.asks_whether and at is not None and ALSO in query.reading.terms[at].particles
    if ambiguity is None or not (also or (query.reading.chooses and len(asked.offices) > 1)):
        return None
    held = [t for id in ambiguity.meanings for t in asked.tenures(id)]
    told = Told(ambiguity.note, True, tuple(t.cite(asked.as_of) for t in held))
    if also:
        told = replace(told, text=f"{asked.teller.say('other_people')} {told.text}")
        told = asked.signed(told, right=False)
    return asked.tell(told, "profile", office=office.id, person=asked.people[0])


def ask_which_year(asked: TenureQuestion, left: Sequence[Term]) -> Answer | None:
    """What year is meant, where a time is named by what has none here: «코로나 때 대통령이 누구였지»."""
    query, terms_ = asked.query, asked.query.reading.terms
    times = {terms_[c.first - 1].phrase for c in query.cues if c.key == "at_event" and c.first}
    nobody = not (asked.offices or asked.people)
    if nobody or not times or query.has("ever") or query.reading.question(*WHEN):
        return None
    return None if any(term.phrase not in times for term in left) else clarified(asked)


def clarified(asked: TenureQuestion) -> Answer:
    """A question back: which year is meant."""
    office, person = next(iter(asked.offices), None), next(iter(asked.people), None)
    told = asked.teller.unknown("which_year")
    return replace(asked.tell(told, "holder", office=office, person=person), status="clarify")
