"""What a question asks of a term, and which of its words ask for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from companion.knowledge.telling import Teller
from companion.knowledge.tenure_telling import Measure
from companion.language.terms import (
    BECOMING,
    COPULA,
    COPULAS,
    HOW_MANY,
    MEASURING,
    RUNNING,
    SINCE,
    UNTIL,
    WAS,
    WHAT,
    WHEN,
    WHO,
    is_light,
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
    "every", "only",
    *(group for group, _ in ELECTED),
)  # fmt: skip
"""Groups of cues that ask for something about what is held."""


def aspect_of(query: Query) -> Aspect | None:
    """What a question asks about somebody's term."""
    if query.has("why"):
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
    if query.has("full") and (query.asks_whether or query.has("length")):
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
    if (query.has("length") and not query.reading.question(WHO)) or (starts and ends):
        return "span"
    if asks_when or not query.has("who"):
        if ends:
            return "end"
        if starts or asks_when:
            return "start" if starts or not _was_something(query) else "span"
    if query.has("role"):
        return "role"
    return "who" if query.has("who") else _claimed_end(query)


def _was_something(query: Query) -> bool:
    """«언제 권한대행이었어», «대통령이던 건 언제야»: when somebody was something, and not since when."""
    forms = (verb.form for verb in query.reading.verbs if verb.lemma == COPULA)
    return any(form is not None and (form.past or form.ending == WAS) for form in forms)


def _claimed_end(query: Query) -> Aspect | None:
    """«2026년 7월까지 했지?»: a day that is claimed to be the last, or the first, one."""
    claim = query.claim
    if query.then is None or claim is None:
        return None
    particles = {term.particle for term in query.reading.terms if term.kind == "time"}
    becomes = claim.verb is not None and claim.verb.lemma == BECOMING  # «2018년에 시장이 됐지?»
    return "end" if UNTIL in particles else "start" if SINCE in particles or becomes else None


def asks_for_length(query: Query) -> bool:
    """Whether a length is asked for: «얼마나 했어», «몇 년 했어», «며칠이나 했어», and no day («몇 년에 됐어»)."""
    spans = [cue for cue in query.cues if cue.key == "how_long"]
    inside = {at for cue in spans for at in cue.span}
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
        follows = terms_[at + 1 : at + 2]
        elected = any(cue.key in dict(ELECTED) and cue.first == at + 1 for cue in query.cues)
        if elected or any(t.lemma == teller.say("elected_counter") and t.start == number.end for t in follows):
            known |= {at, at + 1}  # «3선», «3연임»
    # «시장 한 적»: what looks like one verb
    known |= {at for at, term in enumerate(terms_) if term.form is not None and noun_in(term.lemma) in titles}
    known |= {at for at, term in enumerate(terms_) if term.lemma == HOW_MANY}  # «부지사 몇이야»
    if len({office.id for office in query.offices}) > 1:  # «도지사 출신 대통령»
        known |= {at for cue in query.cues if cue.key == "hailing" for at in cue.span}
    if query.has("amid"):
        known |= {at for cue in query.cues if cue.key == "other" for at in cue.span}
    if aspect_of(query) == "elected":  # «도지사 선거 언제 했어»
        known |= {at for cue in query.cues if cue.key == "election" for at in cue.span}
    dated = {at for at, term in enumerate(terms_) if term.kind == "time"}
    for cue in query.cues:
        # «2026년 4월 벚꽃 필 때»: what else is said of a time that is named says nothing of who it was
        if cue.key == "at_event" and cue.first and terms_[cue.first - 1].form is not None:
            clause = {at for at, term in enumerate(terms_) if term.clause == terms_[cue.first - 1].clause}
            if clause & dated and all(terms_[at].kind not in ("name", "number", "question") for at in clause):
                known |= clause
    if query.then and query.then.days.first > query.as_of:
        known |= {at for cue in query.cues if cue.key == "election" for at in cue.span}
    return known
