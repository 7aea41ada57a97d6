"""An order among other clauses: what is to be done, apart from why, wherever either stands.

«취소해 줘, 순서가 바뀌었대», «순서가 바뀌었으니까 취소할게»: one clause orders, the others are reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from companion.base import patterns as re
from companion.language.terms import OUGHT, SUBJECT, TOPIC, Reading, Term

_SETS_SCENE: Final = re.compile(r"(?:[는은ㄴ]?데|니까|거든|라서|지만|길래|더니)요?$")
"""Endings of a clause that only says how things stand, and is complete."""
_BECAUSE: Final = re.compile(r"(?:[아어여ㅏㅓㅕㅐ라]서|느라고?|던데)요?$")
_RESOLVES: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께|ㄹ래|을래|자|[ㅂᄇ]시다)요?$")
"""Endings of what one is about to do with something of one's own: what the robot holds, it does for them."""
_COMMANDS: Final = re.compile(r"[아어ㅏㅓ]요?")
_WANTED: Final = ("하", "되", "돼", "싶")
_PERMITTED: Final = re.compile(r"[아어여와워해러려]도\s?(?:돼|되)")


def completes(verb: Term) -> bool:
    """Whether nothing behind a verb hangs on it: a sentence closes, or how things stand has been said."""
    return verb.form is not None and (verb.form.closes or sets_scene(verb))


def sets_scene(verb: Term) -> bool:
    """«올려놨는데», «남았거든»: how things stand."""
    return verb.form is not None and _SETS_SCENE.search(verb.form.ending) is not None


def clauses_in(reading: Reading) -> tuple[Reading, ...]:
    """The clauses of a reading, reasons apart from what they are reasons for; a noun alone at an end is one."""
    found, begun = [], 0
    for at, term in enumerate(reading.terms):
        because = term.form is not None and _BECAUSE.search(term.form.ending) is not None
        after = reading.terms[at + 1] if at + 1 < len(reading.terms) else None
        stops = after is not None and _STOPS.search(reading.text, term.end, after.start) is not None
        if after is None or because or stops or completes(term):
            end = after.start if after is not None else len(reading.text)
            found.append(Reading(reading.text[:end], reading.terms[begun : at + 1]))
            begun = at + 1
    return tuple(found)


_DENIES: Final = re.compile(r"(?<![가-힣])(?:안|못)\s?$")
_STOPS: Final = re.compile(r"[.,!?]")


def clause_text(clause: Reading) -> str:
    """The words of a clause alone, with the «안» before its first, which is no term."""
    if not clause.terms:
        return ""
    start = clause.terms[0].start
    denied = _DENIES.search(clause.text[:start])
    return clause.text[denied.start() if denied is not None else start :]


def is_ordered(verb: Term, clause: Reading) -> bool:
    """Whether something is to be done: «취소해 (줘)», «취소할게», «꺼야겠다», «취소하고 싶어», «취소해도 돼»."""
    form = verb.form
    if form is None or form.negated or form.past or form.hearsay:
        return False
    commands = form.closes and _COMMANDS.fullmatch(form.ending) is not None
    resolves = _RESOLVES.search(form.ending) is not None or (form.future and not form.modifies and not form.asks)
    wanted = form.wishes or form.ought or (form.ending in OUGHT and clause.terms[-1].lemma in _WANTED)
    allowed = _PERMITTED.search(clause.text, verb.start) is not None
    return form.requests or commands or resolves or wanted or allowed


def order_in(reading: Reading, is_deed: Callable[[Term], bool]) -> Reading | None:
    """The clause that orders a deed, by its verb or by a noun that ends it («라면은 취소»); None where none does."""
    for clause in clauses_in(reading):
        at = next((at for at in range(len(clause.terms) - 1, -1, -1) if is_deed(clause.terms[at])), None)
        if at is None:
            continue
        verb, after = clause.terms[at], clause.terms[at + 1] if at + 1 < len(clause.terms) else None
        glued = after is not None and after.start == verb.end  # «꺼야겠다», of which the dictionary makes a noun
        if verb.form is None and after is not None and (glued or after.lemma in _WANTED):
            verb = after  # «취소 할게»
        if is_ordered(verb, clause) or (verb.form is None and after is None):
            return clause
        if verb.form is None and not at and not verb.particles and len(clause.terms) > 1:
            begins = any(t.particle in (SUBJECT, TOPIC) for t in clause.terms[1:3])
            if begins:  # «취소 엄마가 안 된대»: what stands first is all that is ordered
                return Reading(clause.text[: verb.end], clause.terms[:1])
        if verb.form is None and at and clause.terms[at - 1].particle == TOPIC:
            return Reading(clause.text[: verb.end], clause.terms[: at + 1])  # «라면은 취소 배달 시켰어»
    return None
