"""Yes or no about terms: whether somebody held it then, so often, as which-th, after whom, until the end.

A claim names some constituents (who, of what, acting, which-th, when); the terms that fit all of them make it right.
Where none does, the constituent that is wrong is told with its right value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import groupby, product
from typing import Final

from companion.answering.base import Answer
from companion.answering.tenure_aspects import differs
from companion.answering.tenure_question import TenureQuestion, first_day_of, person_of
from companion.answering.tenure_row import check_place
from companion.knowledge import tenures as terms
from companion.knowledge.base import Succession, Tenure
from companion.knowledge.days import Interval
from companion.knowledge.telling import Told, When
from companion.language.claims import DONE
from companion.language.pointing import GRAINS, TIMES
from companion.language.terms import ALSO, BECOMING, CONFIRMING, COPULAS, DOING, WHETHER, WITH, Term
from companion.understanding.query import Query
from companion.understanding.types import Mention


def check_held(asked: TenureQuestion, person: Mention, office: Succession) -> Answer:
    """Whether somebody holds or held something, and if not, what is right."""
    held = asked.tenures(person.id, office.id)
    fitting = _fitting(asked, held, office)
    if len(asked.ordinals) > 1:
        return _check_ordinals(asked, person)
    if placed := check_place(asked, person, office):
        return placed
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


def check_acting_end(asked: TenureQuestion) -> Answer | None:
    """«마지막 대행이 최상목이었나», «첫 대행은 한덕수 맞지»: who acted first or last until the next one came."""
    query, people = asked.query, asked.people
    if not (asked.acting and query.asks_whether and query.has("first", "last") and len(people) == 1):
        return None
    acted = [t for t in asked.tenures(people[0]) if t.acting and (not asked.offices or t.succession in asked.offices)]
    id = acted[-1].succession if acted else next(iter(asked.offices), asked.focus.office)
    office = asked.office(id) if id is not None else None
    stretch = _acting_around(asked, office, acted) if office is not None else []
    if office is None or not stretch:
        return None
    end = stretch[-1] if query.has("last") else stretch[0]
    told = asked.teller.acting_end(office, end, asked.as_of, last=query.has("last"))
    told = asked.signed(told, right=end.holder == people[0])
    return asked.tell(told, "holder", office=office.id, person=end.holder, tenure=end)


def _acting_around(asked: TenureQuestion, office: Succession, acted: Sequence[Tenure]) -> list[Tenure]:
    """Those who acted one after the other, with somebody among them, or the last who did."""
    known = terms.visible(office, asked.as_of)
    groups = [list(many) for acting, many in groupby(known, key=lambda t: t.acting is not None) if acting]
    around = [many for many in groups if acted and acted[-1] in many]
    return (around or groups or [[]])[-1]


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
    was = any(
        c.key in ("ever", "ex", "before", "origin", "all") and terms_[c.first].clause in clauses for c in query.cues
    )
    described = any(
        v.form
        and v.clause in clauses
        and (
            (v.form.modifies and (v.form.past or (v.lemma == DOING and v.form.ending in DONE)))
            or (v.form.past and v.form.ending.endswith(WHETHER))  # «역임했는지»
        )
        for v in query.reading.verbs
    )
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
    if likens_times(asked.query):
        return _check_same_time(asked)
    named = list(asked.query.people)
    ids = list(dict.fromkeys(asked.people))
    if asked.query.has("same") and not named and len(asked.named) > 1:
        return _check_same_holder(asked)
    if not asked.query.has("same") or len(named) < 2:
        return None
    # Who is asked about twice under a name that several have is asked about as two.
    shared = len(ids) == 1 and named[0].name in asked.base.ambiguities
    if len(ids) > 1 or shared:
        one, two = named[0].name, named[-1].name
        text = asked.teller.say("other_people" if one == two else "different_people", one=one, other=two)
        return asked.tell(asked.signed(Told(text), right=False), "profile", person=ids[0])
    told = asked.teller.same_person(asked.tenures(ids[0]), asked.as_of)
    return asked.tell(asked.signed(told, right=True), "profile", person=ids[0])


def likens_times(query: Query) -> bool:
    """«같은 날 시작됐어?», «같은 해에 취임했나»: what is said to be the same is a time, and nobody."""
    return any(t.lemma in TIMES or t.lemma in GRAINS for t in _likened(query))


def _likened(query: Query) -> list[Term]:
    """What stands behind «같은»."""
    return [t for c in query.cues if c.key == "same" for t in query.reading.terms[c.last + 1 : c.last + 2]]


def _check_same_time(asked: TenureQuestion) -> Answer | None:
    """«두 사람 임기가 같은 날 시작됐어?»: the first or last days of terms, one of each, held against each other."""
    query, focus = asked.query, asked.focus
    ends, grain = query.has("end"), GRAINS.get(_likened(query)[0].lemma)
    current = (terms.regular(terms.current(asked.office(o), asked.as_of)) for o in asked.offices)
    people = asked.people or [held[-1].tenure.holder for held in current if held]
    if len(people) == 1 and focus.person and asked.follows:
        people = [*dict.fromkeys((focus.person, *people))]  # «김동연이랑 같은 날 취임했어?»
    if ends == query.has("start") or not query.asks_whether or grain is None or grain == "week" or len(people) < _PAIR:
        return None
    each = []
    for person in people:
        held = [t for t in asked.tenures(person) if not t.acting]
        titled = {*asked.by_title(held), *asked.offices}
        dated = [(t, day) for t in held if (day := _bound(t, asked.as_of, last=ends))]
        each.append([pair for pair in dated if pair[0].succession in titled] or dated)
    pairs = list(product(*each))
    if not pairs:
        return None

    parts = {"year": 1, "month": 2}.get(grain, 3)

    def alike(pair: tuple[tuple[Tenure, date], ...]) -> bool:
        return len({(day.year, day.month, day.day)[:parts] for _, day in pair}) == 1

    chosen = next((pair for pair in pairs if alike(pair)), pairs[-1])
    tell_bound = asked.teller.end if ends else asked.teller.start
    told = reduce(Told.and_then, (tell_bound(t, asked.as_of) for t, _ in chosen))
    return asked.tell(asked.signed(told, right=alike(chosen)), "tenure", tenure=chosen[-1][0])


def check_same_then(asked: TenureQuestion) -> Answer | None:
    """«시장은 작년이랑 그대로야?», «그때는 다른 분이었지?»: who it was then, against who was told of or is it now."""
    query, focus, then = asked.query, asked.focus, asked.then
    terms_ = query.reading.terms
    beside = any(WITH in t.particles and any(m.start <= t.start < m.end for m in query.analysis.times) for t in terms_)
    said_of = {at for at in query.persons if terms_[at + 1 : at + 2] == (query.reading.main,)}
    other = differs(query) or (beside and query.has("changed"))
    stays = all(t.form is not None or t.kind in ("adverb", "time") for t in terms_)  # «지금도 그대로야?»
    same = any(c.key == "same" and (beside or stays or {c.last, c.last + 1} & said_of) for c in query.cues)
    id = asked.named[0].id if len(asked.named) == 1 else None if asked.named else focus.office
    held = [t for t in asked.tenures(focus.person or "") if t.succession == focus.office == id and not t.acting]
    if then is None and held and query.has("now", "still"):
        then = When.now(asked.as_of)  # «지금은 다른 분이지?» after who held it once
    asks = (query.asks_whether or query.reading.chooses) and (other or same)
    asks = asks and (beside or not any(WITH in t.particles for t in terms_))  # «2020년 도지사하고 같은 사람이야?»
    if then is None or id is None or not asks or asked.people or asked.acting or likens_times(query):
        return None
    if not asked.named and not asked.follows:
        return None
    told, now = (asked.teller.holder(asked.office(id), when, asked.as_of) for when in (then, When.now(asked.as_of)))
    against = {focus.person} if held and not beside else {t.holder for t in now.tenures}
    if not (told.known and told.tenures and against):
        return None
    then_held = {t.holder for t in told.tenures}
    mixed = len(then_held) > 1 and bool(then_held & against)  # one after the other in that year: neither yes nor no
    right = (then_held == against) != other
    told = now.and_then(told) if beside else told
    told = told if mixed else asked.signed(told, right=right)
    return asked.tell(told, "holder", office=id, person=person_of(now if beside else told), when=asked.then)


def _check_same_holder(asked: TenureQuestion) -> Answer | None:
    """«2019년 도지사랑 지금 대통령이랑 같은 사람이야?»: who held each, at the time that stands before it."""
    told: list[Told] = []
    before = 0
    for mention in asked.named:
        said = [t for t in asked.query.analysis.times if before <= t.start < mention.start and not t.is_now]
        when = When(Interval(said[-1].first, said[-1].last), said[-1].text) if said else When.now(asked.as_of)
        told.append(asked.teller.holder(asked.office(mention.id), when, asked.as_of))
        before = mention.end
    people = [person_of(one) for one in told]
    if None in people:
        return None
    right = len(set(people)) == 1
    one = asked.teller.same_person(asked.tenures(people[0] or ""), asked.as_of)
    told_of = one if right else reduce(Told.and_then, told)
    return asked.tell(asked.signed(told_of, right=right), "profile", person=people[-1])


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
        right = ended is not None and (asked.then is None or _fits(asked, asked.then, ended))
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
    tenure, day = next(((t, d) for t, d in dated if _fits(asked, then, d)), (tenure, day))
    told = (teller.end if ends else teller.start)(tenure, asked.as_of)
    told = asked.signed(told, right=_fits(asked, then, day))
    return asked.tell(told, "tenure", tenure=tenure, when=asked.focus.when)


def check_told_day(asked: TenureQuestion, tenure: Tenure | None) -> Answer | None:
    """«2월이 맞아요?», «6월 아니야?» after the day on which a term began or ended: whether it was then."""
    query, ends = asked.query, asked.focus.aspect == "end"
    told = asked.focus.asked == "tenure" and asked.focus.aspect in ("start", "end")
    if not told or tenure is None or asked.then is None or not query.asks_whether or query.points_back:
        return None
    said = (t for t in query.reading.terms if t.kind != "time")
    day = _bound(tenure, asked.as_of, last=ends)
    if day is None or not all(t.lemma in (*COPULAS, CONFIRMING) or t.kind in ("adverb", "interjection") for t in said):
        return None
    bound = (asked.teller.end if ends else asked.teller.start)(tenure, asked.as_of)
    bound = asked.signed(bound, right=_fits(asked, asked.then, day))
    answer = asked.tell(bound, "tenure", office=tenure.succession, person=tenure.holder, tenure=tenure)
    if answer.focus is None:
        return answer
    known = replace(answer.focus.knowledge, aspect=asked.focus.aspect)  # and it may be doubted once more
    return replace(answer, focus=replace(answer.focus, knowledge=known))


def _fits(asked: TenureQuestion, then: When, day: date) -> bool:
    """Whether a day lies in what was said, «6월 4일» in any year."""
    first, last = then.days.first, then.days.last
    any_year = any((t.first, t.last) == (first, last) and t.of_any_year for t in asked.query.analysis.times)
    in_it = (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day)
    return then.days.overlaps(day, day) or (any_year and in_it)


def _bound(tenure: Tenure, as_of: date, *, last: bool) -> date | None:
    """The last day of a term as far as it is known, or its first."""
    return terms.end_as_known(tenure, as_of) if last else tenure.start.first if tenure.start else None


def check_length(asked: TenureQuestion, held: Sequence[Tenure]) -> Answer | None:
    """«3년 했지?», «5년도 못 했다며?», «10년 넘게 했지?»: how many years are claimed; None where none are."""
    years = terms.years_served(asked.base, held, asked.as_of)
    if asked.years is None or years is None or asked.query.has("full") or not asked.query.asks_whether:
        return None
    told = asked.teller.service_of(held, asked.as_of)
    at_least = asked.denies or asked.query.has("above")
    right = years >= asked.years if at_least else years == asked.years
    told = asked.with_sign(told, yes=right != asked.denies)
    return asked.tell(told, "tenure", tenure=held[-1], when=asked.when or asked.focus.when)


def check_completed(asked: TenureQuestion, tenure: Tenure) -> Answer:
    """«임기 다 채웠어?», «끝까지 직무를 봤어?», «다 못 채웠지?»"""
    teller, as_of, query = asked.teller, asked.as_of, asked.query
    outcome = terms.completion(asked.base, tenure, as_of)
    told, right = teller.completion(tenure, as_of), outcome is terms.Completion.FULL
    if right and tenure.suspended_from and query.has("official"):
        told, right = teller.suspension(tenure, as_of), False
    if query.has("how_long") and told.known:  # «다 못 채웠네. 얼마나 했지?»
        told = told.and_then(teller.service_of([tenure], as_of))
    if (query.asks_whether or query.reading.asks_whether) and told.known and outcome is not terms.Completion.RUNNING:
        told = asked.with_sign(told, yes=right != asked.denies)
    return asked.tell(told, "tenure", tenure=tenure, when=asked.when or asked.focus.when)


# Who came before and after


def tell_which_side(asked: TenureQuestion) -> Answer | None:
    """«이용섭 시장은 그 앞이었나 뒤였나»: whether one held it before another who is named or was spoken of."""
    people = asked.people
    terms_ = asked.query.reading.terms
    said = {
        cue.key for cue in asked.query.cues for after in terms_[cue.last + 1 : cue.last + 2] if after.lemma in COPULAS
    }
    if not people or not {"before", "after"} <= said:
        return None
    one, other = (people[0], people[1]) if len(people) > 1 else (people[0], asked.focus.person)
    if other is None or one == other:
        return None
    held = [_beside(asked, one, other), _beside(asked, other, one)]
    if not all(held):
        return None
    first, second = (tenures[-1] for tenures in held)
    before = bool(first.start and second.start and first.start.first < second.start.first)
    text = asked.teller.say(
        "came_before" if before else "came_after", one=asked.teller.who(first), other=asked.teller.who(second)
    )
    told = Told(text, True, (first.cite(asked.as_of),), (first,)).and_then(asked.teller.span(first, asked.as_of))
    return asked.tell(told, "tenure", office=first.succession, person=one, tenure=first)


def _beside(asked: TenureQuestion, one: str, other: str) -> list[Tenure]:
    """The dated terms of one in what another held, or what that became; else all."""
    theirs = {t.succession for t in asked.tenures(other)}
    line = theirs | {asked.office(id).subject.successor for id in theirs}
    line |= {o.id for o in asked.base.successions.values() if o.subject.successor in theirs}
    dated = [t for t in asked.tenures(one) if t.start]
    titled = {id for id in asked.by_title(dated) if asked.tenures(other, id)}
    for offices in (set(asked.offices), titled, {asked.focus.office} & line, line):
        if within := [t for t in dated if t.succession in offices]:
            return within
    return dated


def check_neighbour(asked: TenureQuestion) -> Answer | None:
    """«그 앞에는 염태영이고?», «그만두고 바로 다음 시장이 온 거야?»: whether one came before or after another.

    Where it is said that one came at once, it is not so if somebody acted in between.
    """
    people, offices = asked.people, asked.offices
    at_once = came_at_once(asked.query)
    pivot = people[0] if len(people) > 1 else asked.focus.person
    claimed = next(iter(people[1:2] or people), None)
    if pivot is None or pivot == claimed or not (claimed or at_once):
        return None
    held = [t for t in asked.tenures(pivot) if not t.acting]
    shared = [t for t in held if not offices or t.succession in offices]
    spoken_of = [t for t in shared if t.succession == asked.focus.office]
    both = [t for t in shared if claimed and asked.tenures(claimed, t.succession)]
    shared = [t for t in both if t in spoken_of] or both or spoken_of or shared
    if not shared:
        return None
    office = asked.office(shared[-1].succession)
    before = asked.query.has("before") and not at_once
    tenure = asked.neighbour(office, pivot, before=before, claimed=claimed)
    if tenure is None:
        return None
    template = "holder_before" if before else "holder_after"
    who = asked.teller.who(tenure)
    text = asked.teller.say(
        template, office=asked.office(tenure.succession).name, who=who, pivot=asked.base.name(pivot)
    )
    told = Told(text, True, (tenure.cite(asked.as_of),), (tenure,))
    acted = acted_between(asked, office, pivot, tenure, before=before)
    is_next = claimed in (None, tenure.holder)
    if acted and at_once and is_next:
        told = asked.signed(asked.teller.between(acted, asked.as_of), right=False).and_then(told)
        last = acted[-1]  # who was left out is spoken of next
        return asked.tell(told, "holder", office=office.id, person=last.holder, tenure=last)
    told = asked.signed(told, right=is_next)
    told = told.and_then(asked.teller.but_between(acted, asked.as_of)) if acted else told
    return asked.tell(
        told, "holder", office=tenure.succession, person=tenure.holder, tenure=tenure, when=first_day_of(tenure)
    )


def came_at_once(query: Query) -> bool:
    """«바로 다음 시장이 온 거야?»: that somebody came at once; «다음이 바로 민들레야?» only points out who."""
    terms_ = query.reading.terms
    said = [cue.last for cue in query.cues if cue.key == "at_once"]
    return any(
        term.form is not None
        and term.lemma not in (*COPULAS, BECOMING, CONFIRMING)
        and term.clause == terms_[at].clause
        for at in said
        for term in terms_[at + 1 :]
    )


def follows_the_end(query: Query) -> bool:
    """«그만두고 바로 구절초가 온 거예요?»: whether who is named, or the next one, is said to come after an end."""
    terms_ = query.reading.terms
    named = [terms_[at].clause for m in (*query.people, *query.offices) if (at := query.term_of(m)) is not None]
    ended = [terms_[cue.last] for cue in query.cues if cue.key == "end"]
    left = [t.clause for t in ended if t.form is not None and not (t.form.closes or t.form.modifies)]
    return bool(named and left) and max(left) < max(named) and came_at_once(query)


def acted_between(
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


_PAIR: Final = 2
