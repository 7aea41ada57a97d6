"""Questions that choose among several terms: who longest, who twice, who both, who between, when nobody, who all.

Each is a choice (of which office, acting or not, in which days) and what is then told of the terms that are chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from typing import Final

from companion.answering.base import Answer
from companion.answering.tenure_claims import check_same_then, is_doubtful
from companion.answering.tenure_question import TenureQuestion
from companion.answering.tenure_told import told_before
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.language.grammar import is_among
from companion.language.terms import (
    AFTER,
    COPULA,
    COPULAS,
    GUESS,
    INTO,
    LACKING,
    SINCE,
    THAN,
    UNTIL,
    WHEN,
    WHETHER,
    WHO,
    WHY,
    Term,
    is_light,
    noun_in,
)
from companion.understanding.types import Mention

_LATELY: Final = timedelta(days=365)
"""How long ago who holds something has to have come, to be new to it."""
_AMID: Final = ("adverb", "question", "time")
"""Kinds of terms that stand between what is lacking and the verb: «왜 이제 없어»."""


def of_several(asked: TenureQuestion) -> Answer | None:
    """The answer to a question about several terms; None where it is none."""
    return next((answer for find in _KINDS if (answer := find(asked)) is not None), None)


# What lies ahead


def _ahead(asked: TenureQuestion) -> Answer | None:
    """«내년에는 누가 도지사야»: what has not come is never told."""
    then, query = asked.then, asked.query
    main = query.reading.main
    guesses = main is not None and main.form is not None and main.form.ending in GUESS
    guesses = guesses and not any(v.form and v.form.ending.endswith(WHETHER) for v in query.reading.verbs)
    later = then is not None and then.days.first > asked.as_of
    # «도지사가 누굴까» asks who is, «누가 도지사가 될까» who will be.
    is_one = main is not None and main.lemma == COPULA
    to_come = query.has("after", "next") or (bool(asked.offices) and not (query.has("now") or is_one))
    wonders = guesses and to_come and query.reading.question(WHO) and not then
    office = next(iter(asked.offices), asked.focus.office)
    if asked.may_be or (later and (asked.offices or asked.people)):
        return asked.tell(
            asked.teller.unknown("future"), "holder", office=office, person=next(iter(asked.people), None)
        )
    if office is None or not wonders:
        return None
    told = asked.teller.unknown("next_unknown", office=asked.office(office).name)
    return asked.tell(told, "holder", office=office)


# Who held each of several offices


def _both(asked: TenureQuestion) -> Answer | None:
    """«경기도지사가 대통령 된 경우도 있어?»"""
    query = asked.query
    if (
        len(asked.offices) < 2
        or asked.people
        or asked.then
        or not (query.has("ever", "hailing") or _after_another(asked) or (query.has("both") and asks_for_one(asked)))
    ):
        return None
    wanted = terms.Selection(offices=tuple(asked.offices), acting=False)
    held = terms.by_holder(asked.selected(wanted))
    both = {who: t for who, t in held.items() if {one.succession for one in t} >= set(asked.offices)}
    told = asked.teller.both_held(both, asked.as_of) if both or not query.without else _nobody_else(asked)
    told = asked.checked(told, right=True)
    return asked.tell(told, "profile")


def _nobody_else(asked: TenureQuestion) -> Told:
    """That nobody is known beside those who are not meant."""
    return asked.teller.unknown("nobody_else", who=[asked.base.name(id) for id in sorted(asked.query.without)])


def _after_another(asked: TenureQuestion) -> bool:
    """«도지사 하다 대통령 된 사람», «도지사도 하고 대통령도 한 사람»: one who did each, in a verb of its own."""
    reading = asked.query.reading
    persons = {reading.terms[at].clause for at in asked.query.persons}
    held = {cue.last for cue in asked.query.cues if cue.key in ("holding", "start")}
    verbs = [
        verb
        for at, verb in enumerate(reading.terms)
        if verb.form is not None and (at in held or (is_light(verb.lemma) and verb.lemma not in COPULAS))
    ]
    among = any(is_among(term) for term in reading.terms)  # «시장 중에 대통령이 된 사람»
    return (bool(persons) or asks_for_one(asked)) and (among or len({verb.clause for verb in verbs}) > 1)


def asks_for_one(asked: TenureQuestion) -> bool:
    """«… 한 사람»: a person described by what they held."""
    persons = asked.teller.answers.cues.get("persons", ())
    described = any(number.counter in persons for number in asked.query.analysis.numbers)
    return described or any(asked.query.reading.terms[at].bound for at in asked.query.persons)


# Who held on longest, who began first


def _extreme(asked: TenureQuestion) -> Answer | None:
    """«누가 제일 오래 했어», «둘 중에 누가 먼저야», «윤석열이 박근혜보다 오래 했어?»"""
    query, people = asked.query, asked.people
    differ = query.has("difference") and query.names_nothing
    by = asked.measure or ("longer" if differ else None)
    ends = query.has("end") and by in ("earlier", "later")
    if (
        by is None
        or (query.has("suspended") and by in ("earlier", "later"))
        or asked.aspect == "reason"
        or (asked.aspect == "length" and not differ)
    ):
        return None
    most = query.has("most") or (query.reading.question(WHO) and not query.names_nothing and not people)
    if not people and query.names_nothing and not query.has("most"):
        people = list(asked.focus.people[:2])
    if not people and query.names_nothing and query.has("most"):
        last = told_before(asked)  # of those who were told to have acted one is chosen
        acted = list(dict.fromkeys(t.holder for t in last if t.acting))
        people = acted if len(acted) > 1 and all(t.acting for t in last) else people
        if not people and query.points_back:  # «그중에 제일 오래 한 사람»
            listed = list(dict.fromkeys(t.holder for t in last if not t.acting))
            people = listed if len(listed) > 1 else []
    if not people and len(asked.offices) > 1 and not query.has("most", "all"):  # «도지사랑 시장 중에 누가 먼저 됐어?»
        now = [terms.regular(terms.current(asked.office(id), asked.as_of)) for id in asked.offices]
        people = [held[-1].tenure.holder for held in now if held]
    by_office = len(people) == 1 and len(asked.offices) > 1
    if len(people) < 2 and not (most and not people) and not by_office:
        return None
    here = tuple(asked.offices or asked.titled) or ((asked.focus.office,) if asked.focus.office else ())
    if ends and not people:
        return None
    if not people and len(here) == 1 and by in ("earlier", "later") and not asked.among_acting:
        held = terms.proper(asked.office(here[0]), asked.as_of)
        told = asked.teller.at_the_end(asked.office(here[0]), held, asked.as_of, last=by == "later")
        return asked.tell(told, "holder", office=here[0])
    chosen = _by_office(asked, people[0]) if by_office else _compared(asked, people)
    if not chosen:
        return None
    best = not people or len(people) > 2
    told = asked.teller.compare_terms(
        chosen,
        by,
        asked.as_of,
        best=best,
        in_days=asked.in_days,
        first=_asks_how_much(asked),
        by_office=by_office,
        ends=ends,
    )
    if told.known and len(people) == 2:
        told = asked.checked(told, right=told.tenures[0].holder == _claimed(asked, people))
    offices = {tenure.succession for tenure in told.tenures}
    winner = told.tenures[0] if told.tenures else None
    return asked.tell(
        told,
        "tenure",
        office=offices.pop() if len(offices) == 1 else asked.focus.office,
        person=winner.holder if winner else None,
        tenure=winner,
    )


def _compared(asked: TenureQuestion, people: Sequence[str]) -> dict[str, tuple[Tenure, ...]]:
    """The terms to compare, by holder: in the office that is named or spoken of, proper ones unless acting is asked."""
    acting = asked.among_acting
    offices = tuple(asked.offices or asked.titled)
    if not people:
        here = offices or ((asked.focus.office,) if asked.focus.office else ())
        if not here and not acting:
            return {}
        return dict(terms.by_holder(asked.selected(terms.Selection(here, acting=acting))))
    chosen: dict[str, tuple[Tenure, ...]] = {}
    recent = [asked.base.tenures.get(id) for id in asked.focus.recent[: len(people)]]
    last = {t.holder: t.succession for t in recent if t is not None}
    told = last if set(last) == set(people) else {}  # one after the other, each of another office
    shared = set.intersection(*({t.succession for t in asked.tenures(person)} for person in people))
    for person in people:
        held = asked.tenures(person)
        fitting = [t for t in held if (t.acting is not None) is acting] or held
        for pool in (offices, (told.get(person),), shared, (asked.focus.office,)):
            within = [t for t in fitting if t.succession in pool]
            if within:
                break
        else:
            within = fitting[:1]
        if not within:
            return {}
        kind = within[0].acting is not None
        chosen[person] = tuple(t for t in within if (t.acting is not None) is kind)
    return chosen


def _by_office(asked: TenureQuestion, person: str) -> dict[str, tuple[Tenure, ...]]:
    """The terms of one person in each of several offices: «도지사랑 대통령 중에 뭘 더 오래 했어»."""
    held = {office: tuple(t for t in asked.tenures(person, office) if not t.acting) for office in asked.offices}
    return held if all(held.values()) else {}


def _asks_how_much(asked: TenureQuestion) -> bool:
    """«얼마나 더 오래 했어»: by how much, before who."""
    return asked.query.has("difference", "how_long")


def _claimed(asked: TenureQuestion, people: Sequence[str]) -> str:
    """Who is said to come out first: not the one that is compared with («박근혜보다»)."""
    terms_ = asked.query.reading.terms
    for mention in asked.mentions:
        at = asked.query.term_of(mention)
        if at is not None and THAN in terms_[at].particles:
            return next(person for person in people if person != mention.id)
    return people[0]


# Who so often, who until the end


def _so_often(asked: TenureQuestion) -> Answer | None:
    """«권한대행을 두 번 한 사람», «임기를 다 채운 도지사는 누구야»."""
    query, times = asked.query, asked.times
    completes = asked.aspect == "completed"
    asks = asked.asks_for_any or (not query.asks_whether and (query.has("who") or asks_for_one(asked)))
    if asked.people or not (times or completes) or not asks:
        return None
    offices = tuple(asked.offices or ((asked.focus.office,) if asked.focus.office else ()))
    acting = asked.acting
    if not (offices or acting):
        return None
    held = terms.by_holder(asked.selected(terms.Selection(offices, acting=acting)))
    teller, as_of = asked.teller, asked.as_of
    if completes:
        lacks = asked.denies
        kind = terms.Completion.EARLY if lacks else terms.Completion.FULL
        fitting = [t for many in held.values() for t in many if terms.completion(asked.base, t, as_of) is kind]
        told = teller.completed(fitting, as_of, full=not lacks)
        told = told if fitting or not query.without else _nobody_else(asked)
    else:
        so_often = {who: terms.times_held(many) for who, many in held.items()}
        chosen = [many for who, many in held.items() if so_often[who] == times]
        if asked.elected_again:
            chosen = [many for who, many in held.items() if so_often[who] >= (times or 0)]
        nobody = _nobody_else(asked) if query.without else teller.unknown("nobody_so_often", number=times)
        told = reduce(Told.and_then, (teller.times(many, as_of) for many in chosen)) if chosen else nobody
    told = asked.checked(told, right=True) if asked.asks_for_any else told
    return asked.tell(told, "tenure")


def _ended_so(asked: TenureQuestion) -> Answer | None:
    """«탄핵된 대통령은 누구야»: those whose term ended in the way that is named."""
    query, as_of, then = asked.query, asked.as_of, asked.then
    words = {noun_in(verb.lemma) for verb in _describing_holders(asked)}
    words |= (
        {query.reading.terms[c.first].lemma for c in query.cues if c.key in ("dismissed", "resigned")}
        if words
        else set()
    )
    if asked.people or not asked.offices or not words or asked.acting or query.reading.question(WHY):
        return None
    wanted = terms.Selection(tuple(asked.offices), acting=False)
    ended = [t for t in asked.selected(wanted) if terms.end_as_known(t, as_of)]
    if then:
        ended = [t for t in ended if t.end and then.days.overlaps(t.end.first, t.end.last)]
        if not ended:
            name = asked.office(asked.offices[0]).name
            return asked.tell(asked.teller.unknown("nobody_left_then", when=then.label, office=name), "tenure")
    early = [t for t in ended if terms.completion(asked.base, t, as_of) is terms.Completion.EARLY]
    if query.has("early"):
        told = asked.teller.completed(early, as_of, full=False)
        told = told if early or not query.without else _nobody_else(asked)
        return asked.tell(asked.checked(told, right=True) if asked.asks_for_any else told, "tenure")
    ways = [t.ended_by for office in asked.base.successions.values() for t in office.tenures if t.ended_by]
    if ended and not any(word in way for word in words for way in ways):
        return asked.tell(asked.teller.left(ended[-1], as_of), "tenure")  # «그만둔 도지사»: no certain way
    fitting = [t for t in ended if t.ended_by and any(word in t.ended_by for word in words)]
    if fitting and query.reading.question(*WHEN):
        return asked.tell(asked.teller.end(fitting[-1], as_of), "tenure")
    told = asked.teller.ended_so(fitting, [t for t in early if not t.ended_by], as_of)
    told = told if fitting or not query.without else _nobody_else(asked)
    return asked.tell(asked.checked(told, right=True) if asked.asks_for_any else told, "tenure")


def _describing_holders(asked: TenureQuestion) -> Iterator[Term]:
    """Verbs of leaving that say who is meant: «탄핵된 대통령», «사퇴한 사람»."""
    query, terms_ = asked.query, asked.query.reading.terms
    offices = {office.start for office in query.offices}
    counted = {number.start for number in query.analysis.numbers}
    for at, term in enumerate(terms_[:-1]):
        leaves = any(cue.key == "end" and at in cue.span for cue in query.cues)
        if leaves and term.form is not None and term.form.modifies:
            head = terms_[at + 1]
            if head.start in offices or at + 1 in query.persons or head.start in counted:
                yield term


def _suspended(asked: TenureQuestion) -> Answer | None:
    """«직무가 정지된 대통령은 누구야»: those whose powers were suspended."""
    query, terms_ = asked.query, asked.query.reading.terms
    describes = any(c.key == "suspended" and (f := terms_[c.last].form) and f.modifies for c in query.cues)
    if not describes or asked.people or not asked.offices or asked.acting or not query.reading.question(WHO):
        return None
    held = asked.selected(terms.Selection(tuple(asked.offices), acting=False))
    found = [t for t in held if t.suspended_from and t.suspended_from.first <= asked.as_of]
    told = [asked.teller.suspension(t, asked.as_of) for t in found]
    return asked.tell(reduce(Told.and_then, told), "tenure", tenure=found[-1]) if told else None


def _changed(asked: TenureQuestion) -> Answer | None:
    """«2021년에 도지사가 바뀌었어?»: whether one came or left then; «바뀌었어?»: whether another one came at all.

    «그대로야?» asks the opposite.
    """
    then, id = asked.then, next(iter(asked.offices), asked.focus.office if asked.follows else None)
    whom = {t.particle for t in asked.query.reading.terms if t.lemma == WHO}
    into = INTO in whom and (asked.query.has("changed") or len(whom) > 1)  # «누구에서 누구로?»
    stays = asked.query.has("same") and then is None and not asked.query.reading.asks_what
    if stays and not asked.offices:  # «나만 그대로지?» is of somebody else
        stays = all(t.form is not None or t.kind in ("adverb", "time") for t in asked.query.reading.terms)
    changed = (asked.query.has("changed") or stays) and asked.query.asks_whether
    if id is None or asked.people or not (changed or into):
        return None
    office = asked.office(id)
    if then is None or not changed:
        return _last_change(asked, office, terms.proper(office, asked.as_of))
    days = [d for t in terms.proper(office, asked.as_of) for d in (t.start, t.end) if d and d.last <= asked.as_of]
    told = asked.teller.holder(office, then, asked.as_of)
    right = any(then.days.overlaps(day.first, day.last) for day in days)
    return asked.tell(asked.checked(told, right=right), "holder", office=id, when=then)


def _last_change(asked: TenureQuestion, office: Succession, held: Sequence[Tenure]) -> Answer | None:
    """When the last one came, and who it was before.

    Whoever began another term stayed: «바뀌었나» asks of the last time that one began, and «그대로야» of the last year.
    """
    stays = asked.query.has("same") and not asked.query.has("changed")
    own = [t for t in held if t.holder == held[-1].holder]
    row = terms.without_a_break(own, asked.as_of) if own else []
    told = asked.teller.start(row[0], asked.as_of) if row else None
    former = next((tenure for tenure in reversed(held) if tenure.holder != held[-1].holder), None)
    if told is None or not told.known:
        return None
    now = asked.teller.holder(office, When.now(asked.as_of), asked.as_of)
    if stays and (row[0].start is None or is_doubtful(asked, now)):
        return asked.tell(now, "holder", office=office.id)
    long = row[0].start is not None and asked.as_of - row[0].start.first >= _LATELY
    if len(row) > 1 and asked.query.asks_whether and (stays or asked.query.has("changed")):
        return asked.tell(asked.checked(told.and_then(now), right=stays), "holder", office=office.id)
    if stays and long:
        return asked.tell(asked.checked(now, right=True), "holder", office=office.id)
    if former is not None:
        ex = asked.teller.relative(office, "holder_ex", former, asked.as_of)
        told = replace(told.and_then(ex), tenures=told.tenures)
    return asked.tell(asked.checked(told, right=(former is not None) != stays), "holder", office=office.id)


# How long from one to another


def _interval(asked: TenureQuestion) -> Answer | None:
    """«대통령이 된 게 도지사 그만두고 몇 년 뒤야?»"""
    query, terms_ = asked.query, asked.query.reading.terms
    counted = any(
        cue.key in ("before", "after") and cue.first and terms_[cue.first - 1].lemma in WHEN[1:] for cue in query.cues
    )
    counted = counted or any(a.kind == "question" and b.lemma == AFTER for a, b in pairwise(terms_))
    if not counted or len(asked.people) != 1 or len(asked.offices) + asked.acting != 2:
        return None
    mine = asked.tenures(asked.people[0])
    held = [[t for t in mine if t.succession == office and not t.acting and t.start] for office in asked.offices]
    held += [[t for t in mine if t.acting and t.start]] if asked.acting else []  # «부지사 되고 며칠 만에 대행이 됐어»
    if not all(held):
        return None
    first, second = sorted((many[0] for many in held), key=lambda t: t.start.first if t.start else date.min)
    told = asked.teller.interval(first, second, asked.as_of, from_end=query.has("end"), in_days=asked.in_days)
    return asked.tell(told, "tenure")


# Who between two


def _between(asked: TenureQuestion) -> Answer | None:
    """«둘 사이에 누가 있었어»: of those who are named, or of the one spoken of and the one before."""
    query = asked.query
    spans = [time for time in query.analysis.times if not time.is_now]  # «… 사이» of two days is a time
    if (
        not (query.has("amid") or _until_another(asked))
        or query.has("vacant")
        or spans
        or (query.has("early") and query.has("end"))
        or asked.aspect in ("reason", "order")
    ):
        return None
    pair = _neighbours_named(asked) or _spoken_of(asked)
    if pair is None:
        return None
    office, first, second = pair
    found = terms.between(office, first, second, asked.as_of)
    if asked.acting:
        found = tuple(t for t in found if t.acting)
    left, came = terms.end_as_known(first, asked.as_of), second.start
    if not found and left and came and came.first - left <= timedelta(days=1):
        told = asked.teller.followed(second, asked.as_of)
        acted = terms.deputies(office, first, asked.as_of) if first.suspended_from else ()
        if acted and first.suspended_from:  # nobody came between them, but somebody acted for the first
            since = first.suspended_from.first
            told = asked.teller.acted_for(office, acted, asked.as_of, left=since).and_then(told)
    else:
        told = asked.teller.between(found, asked.as_of)
        if found and asked.acting and query.has("how_many"):
            told = asked.teller.number_between(found, first, asked.as_of)
    told = asked.checked(told, right=bool(found))
    when = None
    if left and came and found:
        gap = Interval(left + timedelta(days=1), came.first - timedelta(days=1))
        when = When(gap, asked.teller.say("from_to", since=gap.first, until=gap.last))
    return asked.tell(told, "holder", office=office.id, person=None if found else second.holder, when=when)


def _until_another(asked: TenureQuestion) -> bool:
    """«이재명 지사 그만두고 김동연 오기 전까지는 누가 했나»: from when one of two left until the other came."""
    query, terms_ = asked.query, asked.query.reading.terms
    comes = any(c.key in ("before", "at_event") and UNTIL in terms_[c.last].particles for c in query.cues)
    return comes and len(asked.people) > 1 and query.has("end", "after") and query.reading.question(WHO)


def _neighbours_named(asked: TenureQuestion) -> tuple[Succession, Tenure, Tenure] | None:
    now = _holder_now(asked)
    people = [*asked.people, *now]
    if len(people) < 2 or people[0] == people[1]:
        return None
    one, other = (asked.tenures(person) for person in people[:2])
    wanted = asked.offices or asked.titled
    for office in asked.base.successions.values():
        if wanted and office.id not in wanted:
            continue
        ordered = (
            one,
            list(reversed(other)) if now and len(asked.people) == 1 else other,
        )  # who came back holds it now
        pair = [next((t for t in held if t.succession == office.id and not t.acting), None) for held in ordered]
        if all(pair):
            known = terms.visible(office, asked.as_of)
            first, second = sorted((t for t in pair if t), key=known.index)
            return office, first, second
    return None


def _holder_now(asked: TenureQuestion) -> Sequence[str]:
    """«염태영하고 지금 시장 사이에»: who holds now what somebody who is named held, where it is called with them."""
    query, terms_ = asked.query, asked.query.reading.terms
    called = [terms_[c.last + 1] for c in query.cues if c.key == "now" and c.last + 1 < len(terms_)]
    named = {m.id for m in asked.named for t in called if t.start == m.start}
    held = [t.succession for person in asked.people for t in asked.tenures(person) if not t.acting]
    meant = [id for id in held if id in named or any(t.lemma == asked.office(id).title for t in called)]
    return [s.tenure.holder for id in meant[:1] for s in terms.regular(terms.current(asked.office(id), asked.as_of))]


def _spoken_of(asked: TenureQuestion) -> tuple[Succession, Tenure, Tenure] | None:
    """The term spoken of last, with the one proper before it, or the other one spoken of."""
    focus = asked.focus
    if asked.people or focus.office is None:
        return None
    office = asked.office(focus.office)
    proper = terms.proper(office, asked.as_of)
    mine = [t for person in focus.people[:2] if (t := asked.spoken_of(person, office))]
    pair = sorted(mine, key=proper.index)
    at = proper.index(pair[0]) if len(pair) == 1 else 0
    ended = focus.aspect in ("end", "reason", "completed") and len(pair) == 1
    if ended and at + 1 < len(proper):
        pair = [*pair, proper[at + 1]]  # «왜 물러났지? – 그 사이에는 누가 했어?»
    elif len(pair) == 1 and at:
        pair = [proper[at - 1], *pair]
    return (office, pair[0], pair[1]) if len(pair) == 2 else None


# What is no more


def _abolished(asked: TenureQuestion) -> Answer | None:
    """«그 자리는 왜 없어졌어», «그 직함이 아직 있나요»: what became of something that is held no more."""
    id = next(iter(asked.offices or asked.titled), asked.focus.office)
    there = asked.query.has("role", "still") or (asked.query.has("now") and bool(asked.offices))
    there = there and asked.asks_for_any
    if not (asked.query.has("abolished") or there) or id is None or asked.people:
        return None
    before = (o for o in asked.base.successions.values() if o.subject.successor == id)
    offices = [o for o in (asked.office(id), *before) if o.subject.ended and o.subject.ended.last <= asked.as_of]
    if there and not offices:
        return None
    there_still = asked.teller.unknown("not_abolished", office=asked.office(id).name)
    told = asked.teller.abolished(offices[0], asked.as_of) if offices else there_still
    told = asked.signed(told, right=bool(offices) and not there) if asked.query.asks_whether else told
    return asked.tell(told, "holder", office=id)


# When nobody held it


def _vacant(asked: TenureQuestion) -> Answer | None:
    """«자리가 비었을 때 누가 했어», «2021년 겨울에 비어 있었지?», «언제 시장이 없었어?»"""
    id = next(iter(asked.offices or asked.titled), asked.focus.office)
    query, absent = asked.query, _is_absent(asked)
    if not (query.has("vacant") or absent) or id is None:
        return None
    office, teller, as_of = asked.office(id), asked.teller, asked.as_of
    amid = query.has("amid")  # «그 사람이랑 지금 시장 사이에»: no time of its own
    when = None if amid else asked.when
    theirs = [t.start.first for t in office.tenures if t.start and amid and t.holder == asked.focus.person]
    days = when.days if when else Interval(min(theirs, default=date.min), as_of)
    found = [s for s in terms.vacancies(office, as_of) if days.overlaps(s.first, s.last)]
    if amid and not found and terms.vacancies(office, as_of):
        return None  # it was vacant, though not between those two
    checks = query.asks_whether and not query.has("why")
    if checks and not (when or amid or query.reading.is_past or query.has("ever")):
        found = [s for s in found if s.last == as_of]  # «지금 비어 있어?»
        told = teller.vacancies(found, as_of) if found else teller.holder(office, When.now(as_of), as_of)
    elif found:
        long = query.has("length") and not query.asks_whether and not query.reading.question(*WHEN)
        told = teller.vacancies(found, as_of, long=long)
    elif when:
        told = teller.holder(office, when, as_of)
    elif office.subject.ended and office.subject.ended.last <= as_of:
        told = teller.abolished(office, as_of)  # «왜 그 뒤로는 시장이 없어?»
    else:
        told = teller.unknown("not_vacant", office=office.name)
    if told.known and checks:
        # That nobody was there says in the negative what «비었다» says.
        negated = query.claim is not None and query.claim.negated and not absent
        told = asked.with_sign(told, yes=bool(found) != negated)
    return asked.tell(told, "holder", office=id, when=asked.then)


def _is_absent(asked: TenureQuestion) -> bool:
    """«언제 도지사가 없었어?», «아무도 없었어?»: whether what is lacking is somebody who holds it."""
    terms_ = asked.query.reading.terms
    named = [at for office in asked.named if (at := asked.query.term_of(office)) is not None]
    vacant = {cue.first for cue in asked.query.cues if cue.key == "vacant"}
    behind = ([t for t in terms_[at + 1 :] if t.kind not in _AMID][:1] for at in (*named, *vacant))
    return any(t.lemma == LACKING for after in behind for t in after)


# All of them, or from one to another


def _listed(asked: TenureQuestion) -> Answer | None:
    """«이재명부터 순서대로», «대행까지 넣어서», «2020년 이후 순서대로»."""
    query = asked.query
    since, until = _end_of_range(asked, SINCE), _end_of_range(asked, UNTIL)
    with_acting = asked.acting and query.has("included")
    days = _days_of_all(asked)
    id = next(iter(asked.offices), None) or _shared_office(asked, since, until) or asked.focus.office
    counts = query.has("how_many") and not query.has("how_often")
    every = query.has("all") or counts or (query.names_nothing and with_acting)  # «대행까지 넣으면?»
    every = every or (days is not None and query.reading.question(WHO) and asked.aspect in (None, "who"))
    if id is None or not every:
        return None
    office = asked.office(id)
    ends = [_numbered_end(asked, office, particle) for particle in (SINCE, UNTIL)]
    if not (since or until or with_acting or days or any(ends)):
        return None
    chosen = [t for t in terms.visible(office, asked.as_of) if with_acting or not t.acting]
    own = {mention.id: [t for t in chosen if t.holder == mention.id] for mention in (since, until) if mention}
    if any(not held for held in own.values()):
        return None
    begin, end = own[since.id][0] if since else ends[0], own[until.id][-1] if until else ends[1]
    first = chosen.index(begin) if begin else 0
    last = chosen.index(end) if end else len(chosen) - 1
    kept = chosen[first : last + 1]
    if days:
        covered = {s.tenure.id for s in terms.during(office, days, asked.as_of)}
        kept = [t for t in kept if t.id in covered]
    if len({t.holder for t in kept}) < 2:
        return None
    told = asked.teller.in_order(office, kept, asked.as_of)
    if counts:
        text = asked.teller.say("holders_number", number=len({t.holder for t in kept}))
        told = replace(told, text=f"{text} {told.text}")
    return asked.tell(told, "holder", office=id)


def _end_of_range(asked: TenureQuestion, particle: str) -> Mention | None:
    """«이재명부터», «추미애까지»."""

    def carries(term: Term) -> bool:
        return particle in asked.query.reading.particles_of(term.phrase)

    terms_ = asked.query.reading.terms
    named = [(m, at) for m in asked.mentions if (at := asked.query.term_of(m)) is not None]
    return next((mention for mention, at in named if carries(terms_[at])), None)


def _numbered_end(asked: TenureQuestion, office: Succession, particle: str) -> Tenure | None:
    """«민선 7기부터», «36대까지»: the term at the end of a range that is called by its number."""
    carrying = {t.start for t in asked.query.reading.terms if t.kind == "number" and particle in t.particles}
    for number in asked.query.analysis.numbers:
        if number.start in carrying and number.counter == asked.counter:
            return terms.nth(office, number.value, asked.as_of)
        if number.start in carrying and number.counter == asked.teller.say("term_counter"):
            return terms.by_term(office, asked.teller.say("term", number=number.value), asked.as_of)
    return None


def _shared_office(asked: TenureQuestion, *mentions: Mention | None) -> str | None:
    """What those at the ends of a range held."""
    held = [t.succession for m in mentions if m for t in asked.tenures(m.id) if not t.acting]
    spoken = asked.focus.office
    return spoken if spoken in held else held[-1] if held else None


def _days_of_all(asked: TenureQuestion) -> Interval | None:
    """«2020년 이후», «2019년부터», «2017년부터 2025년까지»: the days in which all are meant; None where one time is."""
    time = next(iter(asked.query.analysis.times), None)
    if time is None:
        return None
    at = next((t for t in asked.query.reading.terms if t.start == time.start), None)
    if time.shift == "after" or (at is not None and SINCE in at.particles):
        return Interval(time.first, asked.as_of)
    return Interval(time.first, time.last) if time.grain == "range" else None


_KINDS: Final[tuple[Callable[[TenureQuestion], Answer | None], ...]] = (
    _ahead,
    check_same_then,
    _both,
    _between,
    _abolished,
    _vacant,
    _so_often,
    _ended_so,
    _suspended,
    _changed,
    _interval,
    _extreme,
    _listed,
)


def listed_positions(asked: TenureQuestion, label: str, offices: Sequence[Succession]) -> Answer:
    """«부지사는 누구누구 있어»: all offices of one title; «그때 부지사는?»: who is known to have held them then."""
    then = asked.then
    held = [office for office in offices if then is not None and terms.during(office, then.days, asked.as_of)]
    if then is not None and held:
        return asked.tell(
            reduce(Told.and_then, (asked.teller.holder(o, then, asked.as_of) for o in held)), "holder", when=then
        )
    if then is not None:
        return asked.tell(
            asked.teller.unknown("position_then_unknown", when=then.label or "", label=label), "holder", when=then
        )
    told = asked.teller.positions(label, offices, asked.as_of)
    return replace(asked.tell(told, "holder"), status="answered" if told.tenures else "unknown")
