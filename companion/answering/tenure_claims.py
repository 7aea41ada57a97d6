"""Yes or no about terms: whether somebody held it then, so often, as which-th, after whom, until the end.

A claim names some constituents (who, of what, acting, which-th, when); the terms that fit all of them make it right.
Where none does, the constituent that is wrong is told with its right value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from companion.answering.base import Answer
from companion.answering.tenure_question import TenureQuestion, first_day_of, person_of
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.telling import Told, When
from companion.language.terms import ALSO
from companion.understanding.types import Mention


def check_held(asked: TenureQuestion, person: Mention, office: Succession) -> Answer:
    """Whether somebody holds or held something, and if not, what is right."""
    held = asked.tenures(person.id, office.id)
    fitting = _fitting(asked, held, office)
    if len(asked.ordinals) > 1:
        return _check_ordinals(asked, person)
    if fitting and _once_more(asked):
        fitting = [t for t in fitting if not terms.is_running(asked.base, t, asked.as_of)]
        if not fitting:
            never = asked.teller.unknown("never_before", person=asked.base.name(person.id), office=office.name)
            return asked.tell(asked.signed(never, right=False), "holder", office=office.id, person=person.id)
    told = _confirmed(asked, fitting, office) if fitting else _corrected(asked, person, held, office)
    right = bool(fitting)
    if fitting and (asked.times is not None or asked.in_a_row):
        right = _so_often(asked, fitting)
    sure = right or not held or any(t.start or t.end for t in told.tenures)
    if sure and (_of_any_time(asked) or not is_doubtful(asked, told)):
        told = asked.signed(told, right=right)
    if person.name in asked.base.ambiguities and held:
        told = replace(told, text=told.text + _other_than(asked, person, office))
    return asked.tell(told, "holder", office=office.id, person=person_of(told) or person.id, when=asked.when)


def _fitting(asked: TenureQuestion, held: Sequence[Tenure], office: Succession) -> list[Tenure]:
    """The terms that fit all that is claimed."""
    acting = asked.acting or (bool(asked.times) and not asked.offices and all(t.acting for t in held))
    kept = [t for t in held if (t.acting is not None) is acting]
    if asked.ordinals:
        kept = [t for t in kept if asked.ordinals & set(t.orders)]
    elif asked.then:
        covered = {s.tenure.id for s in terms.during(office, asked.then.days, asked.as_of)}
        kept = [t for t in kept if t.id in covered]
    elif asked.times is None and not _was(asked):
        kept = [t for t in kept if any(s.tenure is t for s in terms.current(office, asked.as_of))]
    return kept


def _so_often(asked: TenureQuestion, held: Sequence[Tenure]) -> bool:
    """Whether it was held as often as is said, and in a row where that is said."""
    number = terms.times_in_a_row(held, asked.as_of) if asked.in_a_row else terms.times_held(held)
    if asked.times is None or asked.elected_again:
        return number >= (asked.times or 2)
    return number == asked.times


def _of_any_time(asked: TenureQuestion) -> bool:
    """Whether nothing is claimed of the present, of which it may not be known."""
    return _was(asked) or bool(asked.ordinals) or asked.in_a_row


def _was(asked: TenureQuestion) -> bool:
    """Whether it is claimed of any time: «한 적 있지», «전에 도지사였지», «두 번 했다는데»."""
    query = asked.query
    if query.has("now", "still") and not query.has("ever"):
        return False
    terms_, claim = query.reading.terms, query.claim
    named = [query.term_of(mention) for mention in (*query.people, *query.offices)]
    clauses = {terms_[at].clause for at in named if at is not None}
    clauses |= {verb.clause for verb in query.reading.verbs[-1:]}
    was = any(c.key in ("ever", "ex", "before", "origin") and terms_[c.first].clause in clauses for c in query.cues)
    described = any(v.form and v.form.modifies and v.form.past and v.clause in clauses for v in query.reading.verbs)
    past = described or (claim is not None and claim.past)  # «시장 하던 그 사람이야?»
    return was or past or asked.times is not None or asked.in_a_row


def _once_more(asked: TenureQuestion) -> bool:
    """«전에도 도지사였던 적 있어?»: whether another term than the one that runs is asked about."""
    terms_ = asked.query.reading.terms
    before = [cue for cue in asked.query.cues if cue.key in ("before", "ex") and ALSO in terms_[cue.last].particles]
    return bool(before) and asked.query.asks_whether


def _confirmed(asked: TenureQuestion, fitting: Sequence[Tenure], office: Succession) -> Told:
    """What is told of a claim that is right."""
    teller, as_of = asked.teller, asked.as_of
    if asked.times is not None or asked.in_a_row:
        return _told_times(asked, fitting)
    if asked.ordinals:
        return teller.order(fitting[-1], as_of)
    if asked.then or _was(asked):
        return teller.span(fitting[-1], as_of)
    return teller.holder(office, asked.when or When.now(as_of), as_of)


def _corrected(asked: TenureQuestion, person: Mention, held: Sequence[Tenure], office: Succession) -> Told:
    """What is right instead of a claim that is not."""
    teller, as_of = asked.teller, asked.as_of
    proper = [t for t in held if t.acting is None]
    acted = [t for t in held if t.acting is not None]
    if asked.ordinals:
        return _other_ordinal(asked, proper, office)
    if acted and asked.acting and not asked.then and asked.times is None:
        return teller.span(acted[-1], as_of)
    if (asked.times is not None or asked.in_a_row) and (proper or acted):
        return _told_times(asked, proper or acted)
    if acted and not proper and not asked.acting and not asked.then:
        return teller.span(acted[-1], as_of)
    if not asked.then and _was(asked):
        return teller.span(proper[-1], as_of) if proper else _never(asked, person, office)
    told = teller.holder(office, asked.when or When.now(as_of), as_of)
    until = terms.end_as_known(proper[-1], as_of) if proper and not asked.then else None
    if until and told.known and len(told.tenures) == 1 and not is_doubtful(asked, told):
        return teller.until_and_now(proper[-1], until, told.tenures[0], as_of)
    return told


def _told_times(asked: TenureQuestion, held: Sequence[Tenure]) -> Told:
    """How often somebody held it; that it was in a row where that is asked and true."""
    together = asked.in_a_row and terms.times_in_a_row(held, asked.as_of) == terms.times_held(held) > 1
    return asked.teller.times(held, asked.as_of, in_a_row=together)


def _never(asked: TenureQuestion, person: Mention, office: Succession) -> Told:
    """That it is not known that somebody ever held it, and what they did hold."""
    never = asked.teller.unknown("never_held", person=asked.base.name(person.id), office=office.name)
    others = [t for t in asked.tenures(person.id) if t.start and not t.acting and t.succession != office.id]
    return never.and_then(asked.teller.span(others[-1], asked.as_of)) if others and not asked.quiet else never


def _other_ordinal(asked: TenureQuestion, held: Sequence[Tenure], office: Succession) -> Told:
    """«37대는 김동연 아니었어?»: who it was, and which-th the one named is."""
    teller, as_of = asked.teller, asked.as_of
    number = min(asked.ordinals)
    label = teller.say("order", number=number)
    found = terms.nth(office, number, as_of)
    told = (
        [Told(teller.say("holder_nth", label=label, office=office.name, who=teller.who(found)), tenures=(found,))]
        if found
        else []
    )
    told += [teller.order(held[-1], as_of)] if held else []
    if not told:
        return teller.relative(office, "holder_nth", None, as_of, label=label)
    sources = tuple(t.cite(as_of) for one in told for t in one.tenures)
    return Told(" ".join(one.text for one in told), True, sources, tuple(t for one in told for t in one.tenures))


def _check_ordinals(asked: TenureQuestion, person: Mention) -> Answer:
    """«35대 도지사이자 21대 대통령이지?»: each number is compared."""
    held = [t for t in asked.tenures(person.id) if t.orders]
    parts = [asked.teller.order(t, asked.as_of) for t in held]
    right = asked.ordinals <= {number for t in held for number in t.orders}
    if not parts:
        return asked.tell(asked.teller.unknown("person_nothing", person=asked.base.name(person.id)), "profile")
    return asked.tell(asked.signed(reduce(Told.and_then, parts), right=right), "profile", person=person.id)


def _other_than(asked: TenureQuestion, person: Mention, office: Succession) -> str:
    """That somebody of the same name was spoken of, or that there are several, where nothing tells them apart."""
    ambiguity = asked.base.ambiguities[person.name]
    others = [id for id in asked.focus.people if id in ambiguity.meanings and id != person.id]
    held = asked.base.tenures_of(others[0]) if others else ()
    if held:
        return " " + asked.teller.say("namesake", other=asked.teller.who(held[-1]))
    told_apart = office.id in (*asked.offices, *asked.titled, asked.focus.office)
    return "" if told_apart else f" {ambiguity.note}"


def is_doubtful(asked: TenureQuestion, told: Told) -> bool:
    """Whether what was told is known for an earlier day only."""
    if asked.then is not None:
        return False
    for tenure in told.tenures:
        now = terms.current(asked.office(tenure.succession), asked.as_of)
        stretch = next((s for s in now if s.tenure is tenure), None)
        if stretch and stretch.certainty in (terms.Certainty.HEDGED, terms.Certainty.LAPSED):
            return True
    return False


def check_same(asked: TenureQuestion) -> Answer | None:
    """«경기도지사였던 이재명이랑 대통령 이재명이 같은 사람이야?»"""
    named = list(asked.query.people)
    ids = list(dict.fromkeys(asked.people))
    if not asked.query.has("same") or len(named) < 2:
        return None
    # Who is asked about twice under a name that several have is asked about as two.
    shared = len(ids) == 1 and named[0].name in asked.base.ambiguities
    if len(ids) > 1 or shared:
        return asked.tell(asked.signed(Told(asked.teller.say("other_people")), right=False), "profile", person=ids[0])
    told = asked.teller.same_person(asked.tenures(ids[0]), asked.as_of)
    return asked.tell(asked.signed(told, right=True), "profile", person=ids[0])


# How it ended


def check_end(asked: TenureQuestion, tenure: Tenure) -> Answer:
    """«중간에 그만뒀지?»: whether a term ended, before its time or at all."""
    teller, as_of = asked.teller, asked.as_of
    outcome = terms.completion(asked.base, tenure, as_of)
    if asked.query.has("early"):
        told, right = teller.completion(tenure, as_of), outcome is terms.Completion.EARLY
    else:
        ended = terms.end_as_known(tenure, as_of)
        told = teller.end(tenure, as_of, why=bool(tenure.ended_by))
        if terms.is_running(asked.base, tenure, as_of):
            told = teller.still(tenure, as_of)
        right = ended is not None and (asked.then is None or asked.then.days.overlaps(ended, ended))
        if right and not _left_so(asked, tenure):
            told, right = (teller.completion(tenure, as_of) if outcome is terms.Completion.FULL else told), False
    if told.known:
        told = asked.signed(told, right=right)
    return asked.tell(told, "tenure", tenure=tenure, when=asked.when or asked.focus.when)


def _left_so(asked: TenureQuestion, tenure: Tenure) -> bool:
    """Whether somebody left in the way that is named: dismissed, or of their own accord."""
    full = terms.completion(asked.base, tenure, asked.as_of) is terms.Completion.FULL
    ways = [group for group in ("dismissed", "resigned") if asked.query.has(group)]
    if not ways or (tenure.ended_by is None and not full):
        return True
    words = [word for group in ways for word in asked.teller.answers.cues[group]]
    return tenure.ended_by is not None and any(word in tenure.ended_by for word in words)


def check_day(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«2025년에 취임했지?», «2026년 7월까지 했지?»: whether one of somebody's terms began or ended then."""
    then, teller = asked.then, asked.teller
    ends = asked.aspect == "end"
    if then is None or not asked.query.asks_whether or asked.aspect not in ("start", "end"):
        return None
    dated = [(t, day) for t in held if (day := _bound(t, asked.as_of, last=ends))]
    if not dated:
        return None
    tenure, day = min(dated, key=lambda pair: abs((pair[1] - then.days.first).days))
    tenure, day = next(((t, d) for t, d in dated if then.days.overlaps(d, d)), (tenure, day))
    told = (teller.end if ends else teller.start)(tenure, asked.as_of)
    told = asked.signed(told, right=then.days.overlaps(day, day))
    return asked.tell(told, "tenure", tenure=tenure, when=asked.focus.when)


def _bound(tenure: Tenure, as_of: date, *, last: bool) -> date | None:
    """The last day of a term as far as it is known, or its first."""
    return terms.end_as_known(tenure, as_of) if last else tenure.start.first if tenure.start else None


def check_length(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«3년 했지?», «5년도 못 했다며?»: how many years are claimed; None where none are."""
    years = terms.years_served(asked.base, held, asked.as_of)
    if asked.years is None or years is None or asked.query.has("full") or not asked.query.asks_whether:
        return None
    told = asked.teller.service_of(held, asked.as_of)
    right = years >= asked.years if asked.denies else years == asked.years
    told = asked.with_sign(told, yes=right != asked.denies)
    return asked.tell(told, "tenure", tenure=held[-1], when=asked.when or asked.focus.when)


def check_completed(asked: TenureQuestion, tenure: Tenure) -> Answer:
    """«임기 다 채웠어?», «끝까지 직무를 봤어?», «다 못 채웠지?»"""
    teller, as_of, query = asked.teller, asked.as_of, asked.query
    outcome = terms.completion(asked.base, tenure, as_of)
    told, right = teller.completion(tenure, as_of), outcome is terms.Completion.FULL
    if right and tenure.suspended_from and query.has("holding"):
        told, right = teller.suspension(tenure, as_of), False
    if query.has("how_long") and told.known:  # «다 못 채웠네. 얼마나 했지?»
        told = told.and_then(teller.service_of([tenure], as_of))
    if (query.asks_whether or query.reading.asks_whether) and told.known and outcome is not terms.Completion.RUNNING:
        told = asked.with_sign(told, yes=right != asked.denies)
    return asked.tell(told, "tenure", tenure=tenure, when=asked.when or asked.focus.when)


# Who came before and after


def check_neighbour(asked: TenureQuestion) -> Answer | None:
    """«박근혜 다음이 바로 문재인 아니야?», «그 앞에는 염태영이고?»: whether one came before or after another."""
    people, offices = asked.people, asked.offices
    if not people:
        return None
    pivot, claimed = (people[0], people[1]) if len(people) > 1 else (asked.focus.person, people[0])
    if pivot is None or pivot == claimed:
        return None
    held = [t for t in asked.tenures(pivot) if not t.acting]
    shared = [t for t in held if not offices or t.succession in offices]
    shared = [t for t in shared if asked.tenures(claimed, t.succession)] or shared
    if not shared:
        return None
    office = asked.office(shared[-1].succession)
    before = asked.query.has("before")
    tenure = asked.neighbour(office, pivot, before=before, claimed=claimed)
    if tenure is None:
        return None
    template = "holder_before" if before else "holder_after"
    who = asked.teller.who(tenure)
    text = asked.teller.say(
        template, office=asked.office(tenure.succession).name, who=who, pivot=asked.base.name(pivot)
    )
    told = Told(text, True, (tenure.cite(asked.as_of),), (tenure,))
    acted = _acted_between(asked, office, pivot, tenure, before=before)
    told = asked.signed(told, right=tenure.holder == claimed)
    if acted:
        told = told.and_then(asked.teller.but_between(acted, asked.as_of))
    return asked.tell(
        told, "holder", office=tenure.succession, person=tenure.holder, tenure=tenure, when=first_day_of(tenure)
    )


def _acted_between(
    asked: TenureQuestion, office: Succession, pivot: str, tenure: Tenure, *, before: bool
) -> list[Tenure]:
    """Who acted between a term of somebody and one right before or after it."""
    known = terms.proper(office, asked.as_of)
    if tenure not in known:
        return []  # in what the office became
    at = known.index(tenure)
    beside = known[at + 1 :] if before else tuple(reversed(known[:at]))
    own = next((t for t in beside if t.holder == pivot), None)
    if own is None:
        return []
    first, second = (tenure, own) if before else (own, tenure)
    return [t for t in terms.between(office, first, second, asked.as_of) if t.acting]
