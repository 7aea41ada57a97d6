"""What a question asks of a term, and which of its words ask for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final, Literal

from companion.knowledge.telling import Teller
from companion.knowledge.tenure_telling import Measure
from companion.language.claims import DONE
from companion.language.terms import (
    AMOUNT,
    BECOMING,
    COPULA,
    COPULAS,
    DOING,
    ELAPSED,
    EXISTENCE,
    HOW_MANY,
    MEASURING,
    MOVING,
    RUNNING,
    SINCE,
    UNTIL,
    WAS,
    WHAT,
    WHEN,
    WHO,
    WITH,
    Term,
    is_light,
    is_listed,
    noun_in,
)
from companion.understanding.query import Query

Aspect = Literal[
    "reason",
    "order",
    "term",
    "elected",
    "start",
    "end",
    "span",
    "length",
    "completed",
    "count",
    "role",
    "origin",
    "who",
]

TOLD: Final[tuple[Aspect, ...]] = (
    "reason", "order", "term", "elected", "start", "end", "span", "length", "completed", "count", "origin",
)  # fmt: skip
"""Aspects that are told of one term, or of those of one person."""
MEASURES: Final[tuple[Measure, ...]] = ("longer", "shorter", "earlier", "later")
ELECTED: Final = (("elected_once", 1), ("elected_twice", 2), ("elected_thrice", 3))
"""Groups of words that say how often somebody was elected."""
EXPLAINED: Final = (
    "acting", "before", "after", "first", "last", "ex", "next", "all", "start", "end", "length", "why", "when", "who",
    "role", "order", "holding", "at_event", "then", "now", *MEASURES, "most", "difference", "still", "same",
    "how_many", "right", "suspended", "origin", "doing", "changed", "title", "early", "full", "how_long",
    "how_often", "numbered", "twice_before", "founded", "called", "elected",
    "amid", "vacant", "ever", "included", "remaining", "in_a_row", "abolished", "dismissed", "resigned",
    "every", "each", "only", "again", "official", "receives", "gives", "leading", "sole",
    *(group for group, _ in ELECTED),
)  # fmt: skip
"""Groups of cues that ask for something about what is held."""


def aspect_of(query: Query) -> Aspect | None:
    """What a question asks about somebody's term."""
    if query.has("why") or asks_what_happened(query):
        return "reason"
    if query.has("remaining"):
        return "end"
    if query.has("how_often") or (query.has("order") and query.has("length")):
        return "count"  # «몇 번째 임기»
    if query.has("order"):
        return "order"
    if query.has("numbered"):
        return "term"
    if query.has("origin") and (query.has("role") or query.reading.question(WHAT)):
        return "origin"
    if query.has("full") and _asks_whether_full(query):
        return "completed"
    if asks_for_length(query):
        return "length"
    asks_when = query.has("when") and (query.then is None or query.reading.question(*WHEN))  # «2025년 4월 말 시점»
    if asks_when and query.has("elected", "election") and not query.asks_whether:
        return "elected"
    starts, ends = query.has("start"), query.has("end")
    ends = ends or (query.has("last") and asks_when and not (starts or query.has("changed")))  # «마지막 날은 언제야»
    if ends and not starts and query.reading.question(*WHEN):
        return "end"  # «임기는 언제 끝나요»
    spans = query.has("length") and starts == ends  # «임기 시작일» is one day
    spans = spans and not (query.asks_whether and query.has("now", "still"))  # «현재도 재임 중입니까»
    asks_who = query.reading.question(WHO) and not query.reading.question(*WHEN)
    if (spans or (starts and ends) or _asks_twice(query)) and not asks_who:
        return "span"
    if asks_when or not query.has("who"):
        if ends:
            return "end"
        if starts or asks_when or (query.has("length") and not (query.asks_whether and query.has("now", "still"))):
            return "start" if starts or not _was_something(query) else "span"
    if query.has("role"):
        return "role"
    return "who" if query.has("who") else _claimed_end(query)


def asks_what_happened(query: Query) -> bool:
    """«도지사가 바뀌었다던데 무슨 일이야»: what led to a change or an end that is known to whoever asks."""
    asked = [cue for cue in query.cues if cue.key == "happened"]
    known = [cue for cue in query.cues if cue.key in ("changed", "end", "suspended")]
    return any(one.last < other.first for one in known for other in asked)


def not_again(query: Query) -> bool:
    """«왜 다시 안 나온 거래?», «왜 다음 선거에는 안 나갔어?», «왜 출마 안 했대?»: why somebody did not go on."""
    negated = any(v.form is not None and v.form.negated for v in query.reading.verbs)
    return query.has("why") and negated and query.has("again", "after", "next", "candidacy")


def differs(query: Query) -> bool:
    """«… 하고는 다른 사람이지?»: whether somebody is said to be another than somebody else."""
    terms_, main = query.reading.terms, query.reading.main
    said = (at for at in query.persons if main is not None and terms_[at + 1 : at + 2] == (main,))
    apart = {cue.last for cue in query.cues if cue.key == "other"}
    return main is not None and main.lemma in COPULAS and any(at - 1 in apart for at in said)


def merger_side(query: Query) -> Literal["before", "after"] | None:
    """«통합되기 전», «합친 뒤»: on which side of a merger something is asked; None where none is spoken of."""
    for cue in query.cues:
        beside = [c for c in query.cues if cue.key == "merged" and c.key in ("before", "after")]
        side = next((c.key for c in beside if c.first == cue.last + 1), None)
        if side is not None:
            return "before" if side == "before" else "after"
    return None


def asks_merger_day(query: Query) -> bool:
    """«통합은 언제 된 거야?»."""
    return query.has("merged") and query.reading.question(*WHEN) and not query.has("who")


def _asks_whether_full(query: Query) -> bool:
    """Whether a term is said to have lasted to its end, and not asked when or how long: «임기를 마친 게 며칠이야»."""
    asks_how_much = query.reading.question(*WHEN, AMOUNT)
    return query.asks_whether or (query.has("length", "who") and not asks_how_much)


def apart(query: Query) -> tuple[Query, Query] | None:
    """«이름이랑 취임일 알려줘», «취임 날짜하고 그만둔 이유는?»: two things asked at once, as questions of their own."""
    terms_ = query.reading.terms
    for at, term in enumerate(terms_[:-1]):
        comma = term.form is None and "," in query.text[term.end : terms_[at + 1].start]
        joins = WITH in term.particles or comma or is_listed(term)
        if not joins or not any(cue.key in EXPLAINED and cue.last == at for cue in query.cues):
            continue
        parts = [cue for cue in query.cues if cue.last <= at], [cue for cue in query.cues if cue.first > at]
        one, other = (replace(query, cues=tuple(cues)) for cues in parts)
        if aspect_of(query) != "span" and len({None, aspect_of(one), aspect_of(other)}) == 3:
            return one, other
    return None


def _asks_twice(query: Query) -> bool:
    """«언제 언제였더라»: a day for each end."""
    return sum(term.lemma == WHEN[0] for term in query.reading.terms if term.kind == "question") > 1


def _was_something(query: Query) -> bool:
    """«언제 권한대행이었어», «하던 때가 언제야», «재직 시기»: when somebody was something, and not since when."""
    terms_ = query.reading.terms
    forms = (verb.form for verb in query.reading.verbs if verb.lemma == COPULA)
    held = {cue.last for cue in query.cues if cue.key == "holding" and not _is_done(terms_[cue.last])}
    held |= {
        at for at, verb in enumerate(terms_) if verb.lemma in (DOING, *EXISTENCE) and verb.form and verb.form.modifies
    }
    timed = {cue.first for cue in query.cues if cue.key in ("when", "at_event") and terms_[cue.first].kind == "noun"}
    return any(at + 1 in timed for at in held) or any(
        form is not None and (form.past or form.ending == WAS) for form in forms
    )


def _is_done(verb: Term) -> bool:
    """«앉은 날»: what began then, and did not go on."""
    return verb.form is not None and verb.form.ending in DONE


def _claimed_end(query: Query) -> Aspect | None:
    """«2026년 7월까지 했지?»: a day that is claimed to be the last, or the first, one."""
    claim = query.claim
    if query.then is None or claim is None:
        return None
    if query.has("acting") and claim.verb is not None and claim.verb.lemma in EXISTENCE:
        return None  # «3월부터는 대행이 있었지?»: that somebody acted then, and not since when
    particles = {term.particle for term in query.reading.terms if term.kind == "time"}
    becomes = claim.verb is not None and claim.verb.lemma == BECOMING  # «2018년에 시장이 됐지?»
    return "end" if UNTIL in particles else "start" if SINCE in particles or becomes else None


def asks_for_length(query: Query) -> bool:
    """Whether a length is asked for: «얼마나 했어», «몇 년 했어», «며칠이나 했어», and no day («몇 년에 됐어»)."""
    spans = [cue for cue in query.cues if cue.key == "how_long"]
    inside = {at for cue in spans for at in cue.span}
    amounts = [at for at, term in enumerate(query.reading.terms) if term.kind == "question" and term.lemma == AMOUNT]
    if any(cue.first - 1 in amounts and cue.key in ("before", "after") for cue in query.cues):
        amounts = []  # «얼마 전에 물러난»
    since = any(term.bound and term.lemma == ELAPSED for term in query.reading.terms)
    lasts = since or query.has("holding", "length") or any(verb.lemma == DOING for verb in query.reading.verbs)
    if (amounts and lasts) or (since and query.has("days", "how_long")):
        return True  # «맡은 지 얼마야», «된 지 오늘로 며칠이지»
    compares = any(cue.key in MEASURES and not inside >= set(cue.span) for cue in query.cues)
    if compares or query.has("difference") or (query.has("start") and query.has("end")):
        return False
    reading = query.reading
    for at, term in enumerate(reading.terms):
        is_unit = term.kind == "question" and term.lemma in WHEN[1:]
        if not is_unit:
            continue
        verb = next((t for t in reading.terms[at + 1 :] if t.form is not None), None)
        if query.text[term.end :].startswith(RUNNING):
            return True  # «며칠째야»
        counts = not term.particles or term.particle in MEASURING
        if counts and verb is not None and is_light(verb.lemma) and verb.lemma not in COPULAS:
            return True
    return any(not _is_a_day(query, cue.first) for cue in spans)


def _is_a_day(query: Query, at: int) -> bool:
    """Whether «몇 년» asks for a day: «몇 년에 됐어», «몇 년이야»."""
    term = query.reading.terms[at]
    if term.kind != "question" or term.lemma not in WHEN:
        return False
    following = query.reading.terms[at + 1 : at + 2]
    is_said = any(t.form is not None and t.lemma in COPULAS for t in following)
    return is_said or query.has("start", "end") or (bool(term.particles) and term.particle not in MEASURING)


def accounted_for(query: Query, teller: Teller, titles: Collection[str]) -> set[int]:
    """Positions of terms that a question about terms explains: what asks, ordinals, counts, one person."""
    terms_ = query.reading.terms
    known = {at for cue in query.cues if cue.key in EXPLAINED for at in cue.span}
    counters = {teller.say(f"{name}_counter") for name in ("order", "term", "elected")}
    counters |= set(teller.answers.cues["occasions"])
    persons = teller.answers.cues.get("persons", ())
    for number in query.analysis.numbers:
        at = next((at for at, term in enumerate(terms_) if term.start == number.start), None)
        if at is None:
            continue
        one = number.counter in persons and number.value in (1, len({id for p in query.people for id in p.ids}))
        one = one or (query.reading.chooses and number.counter == teller.say("day_counter"))  # «9일이었나 10일이었나»
        one = one or (number.counter in persons and query.has("all"))  # «다섯 명만 순서대로»
        lasts = query.asks_whether and number.counter == teller.say("year_counter")  # «3년 했지?»
        if number.ordinal or number.counter in counters or one or lasts:
            known.add(at)
        if lasts:
            known |= {at for cue in query.cues if cue.key == "above" for at in cue.span}  # «십 년 넘게 했지?»
        follows = terms_[at + 1 : at + 2]
        elected = any(cue.key in dict(ELECTED) and cue.first == at + 1 for cue in query.cues)
        if elected or any(t.lemma == teller.say("elected_counter") and t.start == number.end for t in follows):
            known |= {at, at + 1}  # «3선», «3연임»
    beside = {cue.first for cue in query.cues if cue.key in ("before", "after", "at_event", "when")}
    beside |= {at for at, term in enumerate(terms_) if term.bound and term.lemma == ELAPSED}
    known |= {at for at, term in enumerate(terms_) if term.lemma in MOVING and at + 1 in beside}  # «오기 전»
    # «시장 한 적»: what looks like one verb
    known |= {at for at, term in enumerate(terms_) if term.form is not None and noun_in(term.lemma) in titles}
    known |= {at for at, term in enumerate(terms_) if term.lemma == HOW_MANY}  # «부지사 몇이야»
    if len({office.id for office in query.offices}) > 1:  # «도지사 출신 대통령»
        known |= {at for cue in query.cues if cue.key == "hailing" for at in cue.span}
    if query.has("amid"):
        known |= {at for cue in query.cues if cue.key == "other" for at in cue.span}
    if differs(query):
        known |= {at for cue in query.cues if cue.key == "other" for at in cue.span}
    if merger_side(query) or asks_merger_day(query):
        known |= {at for at, term in enumerate(terms_) if WITH in term.particles}  # «전남하고 통합되기 전»
        known |= {at for cue in query.cues if cue.key == "merged" for at in cue.span}
    if not_again(query):
        known |= {at for cue in query.cues if cue.key in ("candidacy", "election") for at in cue.span}
        known |= {at for at, term in enumerate(terms_) if term.lemma in MOVING}
    if asks_what_happened(query):
        known |= {at for cue in query.cues if cue.key == "happened" for at in cue.span}
    if aspect_of(query) == "elected":  # «도지사 선거 언제 했어»
        known |= {at for cue in query.cues if cue.key == "election" for at in cue.span}
    dated = {at for at, term in enumerate(terms_) if term.kind == "time"}
    for cue in query.cues:
        # «2026년 4월 벚꽃 필 때»: what else is said of a time that is named says nothing of who it was
        if cue.key == "at_event" and cue.first and terms_[cue.first - 1].form is not None:
            clause = {at for at, term in enumerate(terms_) if term.clause == terms_[cue.first - 1].clause}
            own = dated & query.own  # «2013년생인데 태어날 때»
            dated_so = cue.last + 1 in dated  # «아빠 결혼할 때 2017년에는»
            if (own or dated_so or clause & dated) and all(
                terms_[at].kind not in ("name", "number", "question") for at in clause
            ):
                known |= clause
    if query.then and query.then.days.first > query.as_of:
        known |= {at for cue in query.cues if cue.key == "election" for at in cue.span}
    return known
