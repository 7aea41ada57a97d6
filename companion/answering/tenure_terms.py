"""What is asked of the terms of one person: when, how long, how often, why; and what somebody was before or after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from companion.answering.base import Answer
from companion.answering.tenure_aspects import not_again
from companion.answering.tenure_claims import check_completed, check_day
from companion.answering.tenure_question import TenureQuestion
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.telling import Told
from companion.language.terms import (
    AMOUNT,
    BECOMING,
    ELAPSED,
    GOING_ON,
    RUNNING,
    SUPPOSING,
    WHAT,
    WHICH_TIME,
    WHO,
    is_light,
)
from companion.understanding.query import Query


def tell_terms(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer:
    """What is asked of one of somebody's terms, or of all of one office together."""
    relevant = asked.relevant(held)
    if asked.aspect == "reason" and asked.query.has("changed") and terms.end_as_known(relevant, asked.as_of) is None:
        former = asked.neighbour(asked.office(relevant.succession), relevant.holder, before=True)
        relevant = former or relevant  # «왜 바뀌었어?»: why the one before left
        return asked.tell_tenure(asked.teller.end(relevant, asked.as_of, why=True), relevant)
    if asked.aspect == "completed":
        return check_completed(asked, relevant)
    same = [t for t in held if t.succession == relevant.succession and bool(t.acting) == bool(relevant.acting)]
    goes_on = asked.aspect == "end" and not asked.query.reading.is_past
    if goes_on and terms.end_as_known(relevant, asked.as_of) and terms.is_running(asked.base, same[-1], asked.as_of):
        relevant = same[-1]  # «언제 끝나»: of what is over nobody asks so
    if checked := check_day(asked, same):
        return checked
    whole = asked.aspect in ("length", "count", "order") or (relevant.acting and asked.aspect == "span")
    if len(same) > 1 and asked.query.has("each") and not (whole or asked.quiet):
        return asked.tell_tenure(asked.teller.times(same, asked.as_of), relevant)  # «각각 언제?»
    if asked.aspect == "start" and relevant is same[-1] and terms.is_running(asked.base, relevant, asked.as_of):
        return asked.tell_tenure(asked.teller.begun(terms.without_a_break(same, asked.as_of), asked.as_of), relevant)
    return asked.tell_tenure(told_of(asked, same if whole else [relevant]), relevant)


def told_of(asked: TenureQuestion, held: Sequence[Tenure]) -> Told:
    """What is asked of terms of one office, told of the last, or of all together."""
    teller, as_of, tenure = asked.teller, asked.as_of, held[-1]
    match asked.aspect:
        case "reason":
            return _reason(asked, tenure)
        case "start":
            return teller.start(tenure, as_of)
        case "end":
            return teller.end(tenure, as_of)
        case "order" if not tenure.orders and asked.query.reading.question(WHICH_TIME):
            return teller.times(_every(asked, tenure), as_of)  # «몇 번째야»
        case "order":
            return teller.order(tenure, as_of)
        case "term":
            return teller.numbered(tenure, as_of)
        case "elected":
            return teller.elected(tenure, as_of)
        case "origin":
            return teller.origin(tenure, as_of)
        case "length":
            return teller.service_of(held, as_of, in_days=asked.in_days, nth=RUNNING in asked.query.text)
        case "count":
            return teller.times(_every(asked, tenure), as_of)
        case _ if len(held) > 1:
            return teller.service_of(held, as_of)
        case _:
            return teller.term_of(tenure, as_of)


def _every(asked: TenureQuestion, tenure: Tenure) -> list[Tenure]:
    """All terms to which one belongs: how often is never counted over those alone that a day has chosen."""
    every = asked.tenures(tenure.holder, tenure.succession)
    return [t for t in every if bool(t.acting) == bool(tenure.acting)] or [tenure]


def _reason(asked: TenureQuestion, tenure: Tenure) -> Told:
    """Why somebody left; why they acted («왜 대행했어»), or hold it («왜 시장이래»), where nobody left."""
    ends = asked.query.has("end", "suspended", "changed") or not_again(asked.query)
    main = asked.query.reading.main
    is_or_became = main is not None and is_light(main.lemma)
    if tenure.acting and not ends:
        return asked.teller.why_acted(tenure, asked.as_of)
    runs = terms.end_as_known(tenure, asked.as_of) is None
    if ends and terms.is_running(asked.base, tenure, asked.as_of):
        return asked.teller.still(tenure, asked.as_of)
    if not ends and (runs or (is_or_became and not asked.query.names_nothing)):
        return asked.teller.why_began(tenure)
    again = asked.query.names_nothing and asked.focus.aspect == "end" and not ends and tenure.id in asked.focus.told
    return asked.teller.end(tenure, asked.as_of, why=True, told=again)


def asks_for_career(query: Query) -> bool:
    """«대통령 되기 전에 뭐 했어», «그 전에 무슨 자리에 있었어», «그만두고 뭐 했어»."""
    if query.has("who") and not query.has("doing", "role"):
        return False  # «직전에 하던 사람 이름이 뭐야»
    if query.reading.question(WHO) or not (query.has("doing", "role") or query.reading.question(WHAT)):
        return False
    before = [cue.first for cue in query.cues if cue.key in ("before", "ex")]
    left = {cue.last for cue in query.cues if cue.key == "end"}
    if any(at - 1 in left for at in before):
        return False  # «파면되기 전에 뭐였어» asks what it ended
    return bool(before) or (query.has("doing") and (query.has("after") or comes_after(query, "doing")))


def tell_career(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer:
    """What somebody was before one of these terms, or became after it."""
    relevant = asked.relevant(held)
    later = not asked.query.has("before", "ex")
    if relevant.acting and not later:
        told = asked.teller.origin(relevant, asked.as_of)
    else:
        told = asked.teller.career(relevant, asked.as_of, later=later)
    found = told.tenures[-1].succession if told.tenures else relevant.succession
    return asked.tell(told, "profile", office=found, person=relevant.holder)


def since_the_end(query: Query) -> bool:
    """«그만둔 지 얼마나 됐어»: how long ago somebody left is asked, and not how long they stayed."""
    terms_ = query.reading.terms
    left = {cue.last for cue in query.cues if cue.key == "end"}
    return any(at and term.lemma == ELAPSED and term.bound and at - 1 in left for at, term in enumerate(terms_))


def tell_since_end(asked: TenureQuestion) -> Answer | None:
    """«이재명이 지사를 그만둔 지 얼마나 됐어»."""
    held = [t for person in asked.people for t in asked.tenures(person)]
    ended = [t for t in held if not asked.offices or t.succession in asked.offices]
    ended = [t for t in ended if terms.end_as_known(t, asked.as_of)]
    return asked.tell_tenure(asked.teller.ended_ago(ended[-1], asked.as_of), ended[-1]) if ended else None


def comes_after(query: Query, asked: str, at: int | None = None) -> bool:
    """«그만두고 나서 그 자리는 누가 맡았대»: what is asked stands in a clause after the one about the end.

    Where a term is given (`at`), after its clause.
    """
    terms_ = query.reading.terms
    ends = [terms_[c.first].clause for c in query.cues if c.key == "end"] if at is None else [terms_[at].clause]
    asks = [terms_[c.first].clause for c in query.cues if c.key == asked]
    return bool(ends and asks) and max(ends) < max(asks)


def tell_doing(asked: TenureQuestion, person: str) -> Answer:
    """«요즘 뭐 해?»: what somebody holds now; what they held before is no answer."""
    held = asked.tenures(person)
    now = [t for t in held if any(s.tenure is t for s in terms.current(asked.office(t.succession), asked.as_of))]
    if now:
        return asked.tell(asked.teller.profile(person, None, asked.as_of), "profile", person=person, tenure=now[-1])
    told = asked.teller.unknown("doing_unknown", person=asked.base.name(person))
    return asked.tell(told, "profile", office=held[-1].succession if held else None, person=person)


def tell_duty(asked: TenureQuestion, office: str) -> Answer:
    """«도지사가 뭐 하는 사람이야»: what one does there is not who it is."""
    return asked.tell(asked.teller.unknown("duty_unknown", office=asked.base.name(office)), "holder", office=office)


# Of what is held


def tell_counted(asked: TenureQuestion, office: Succession) -> Told | None:
    """How many there were, and how long a term is: «몇 명이었어», «임기가 몇 년이야»."""
    query = asked.query
    if query.has("changed") and query.has("how_often"):
        return asked.teller.times_changed(office, asked.as_of)
    if query.has("how_many") and asked.aspect != "count":
        return asked.teller.how_many(office, asked.as_of, acting=asked.acting, when=asked.then)
    if asked.years is not None and query.has("length") and query.asks_whether:
        told, right = asked.teller.term_years(office), office.subject.term_years == asked.years
        return asked.signed(told, right=right) if told else None  # «임기가 4년이지?»
    main = query.reading.main
    goes_on = any(mark in query.text for mark in (RUNNING, GOING_ON))
    is_what = main is None or main.form is None or not (main.form.past or goes_on)  # «대통령은 몇 년 해?»
    how_long = query.has("how_long") or query.reading.question(AMOUNT)
    spans = {at for cue in query.cues if cue.key == "how_long" for at in cue.span}
    says_term = any(cue.key == "length" and not spans.issuperset(cue.span) for cue in query.cues)  # «임기가 몇 년이야»
    supposes = bool(query.offices) and any(v.form and v.form.ending.endswith(SUPPOSING) for v in query.reading.verbs)
    of_office = query.has("length") and how_long and not query.has("now", "still", "ever", "remaining", "end", "start")
    of_office = of_office or (supposes and how_long)  # «시장은 뽑히면 몇 년 해?»
    of_office = of_office and not asked.acting and (says_term or not query.names_nothing)
    became = any(v.lemma == BECOMING for v in query.reading.describing)  # «대통령 된 게 몇 년도야»
    of_office = of_office and not (became or (query.names_nothing and query.has("holding")))
    return asked.teller.term_years(office) if of_office and is_what and not asked.then else None


def tell_numbered(asked: TenureQuestion, office: Succession) -> Told | None:
    """«35대», «두 번째», «민선 7기»."""
    told: list[Told] = []
    for number in asked.query.analysis.numbers:
        if number.counter == asked.counter or (number.ordinal and number.value > 1):
            label = asked.teller.say("order", number=number.value)
            found = terms.nth(office, number.value, asked.as_of)
        elif number.counter == asked.teller.say("term_counter"):
            label = asked.teller.say("term", number=number.value)
            found = terms.by_term(office, label, asked.as_of)
        else:
            continue
        told.append(asked.teller.relative(office, "holder_nth", found, asked.as_of, label=label))
    return reduce(Told.and_then, told) if told else None
