"""«출처가 어디야?», «확실해?», «언제 기준이야?»: where the last answer comes from, and of which day it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.knowledge.telling import Teller
from companion.understanding.query import Query

_ASKS: Final = ("source", "dated", "right")
_AROUND: Final = (*_ASKS, "when", "doing", "then", "still")


def about_sources(query: Query, turn: SkillTurn, teller: Teller) -> Answer | None:
    """What the last answer rests on; None where something else is asked, or where it rests on nothing."""
    # «출처가 뭐야?» after thanks is about what was told before.
    last = turn.cited if query.has("source") and turn.cited is not None else turn.last
    if last is None or not query.names_nothing:
        return None
    if not query.has("source", "dated") and not (query.has("right") and not query.reading.asks_what):
        return None
    known = {at for cue in query.cues if cue.key in _AROUND for at in cue.span}
    beside = ("question", "verb") if query.has("source") else ("question",)  # «출처는 뭐라고 써?»
    if any(t.kind not in beside for t in query.residue(known)) or query.analysis.times:
        return None
    if not last.sources or last.status != "answered":
        is_asked = query.has("source") or (query.has("dated", "right") and last.status == "unknown")
        return Answer(teller.say("no_source"), "unknown", gesture="think") if is_asked else None
    title = f"«{last.sources[0].title.partition(';')[0].strip()}»"
    day = max(source.as_of for source in last.sources)
    told = teller.say("source_dated", day=day, title=title) if day else teller.say("source", title=title)
    if query.has("right") and not query.has("source"):
        told = f"{teller.say('sure')} {told}"
    return replace(last, text=told, spoken=None, focus=None, gesture=None, items=(), open=None)
