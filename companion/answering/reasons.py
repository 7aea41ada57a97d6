"""«왜?»: why what was said last is so, or why it could not be said."""

from __future__ import annotations

from companion.answering.base import Answer, SkillTurn
from companion.knowledge.telling import Teller
from companion.understanding.query import Query


def asks_only_why(query: Query) -> bool:
    """Whether nothing is asked but why: «왜요?», «왜 그렇게 말했어?»."""
    known = {at for cue in query.cues if cue.key == "why" for at in cue.span}
    return query.has("why") and query.names_nothing and not query.analysis.times and not query.residue(known)


def about_reasons(query: Query, turn: SkillTurn, teller: Teller) -> Answer | None:
    """Why the last answer is so, where that is known without looking anything up.

    None where something else is asked, or where what was told may have a reason: how a term ended, or a fact.
    """
    last = turn.last
    if last is None or not asks_only_why(query):
        return None
    if last.status == "unknown":
        return Answer(teller.say("why_not_known"), intent=last.intent)
    if last.status == "refused":
        return Answer(teller.say("why_refused"), "refused", intent=last.intent)
    told = (last.intent or "").startswith("knowledge.")
    return reason_unknown(turn, teller) if told and turn.focus.knowledge.asked in ("holder", "profile") else None


def reason_unknown(turn: SkillTurn, teller: Teller) -> Answer:
    """That it is not known why the last answer is so."""
    intent = turn.last.intent if turn.last else None
    return Answer(teller.say("why_so"), "unknown", turn.focus, intent=intent, gesture="think")
