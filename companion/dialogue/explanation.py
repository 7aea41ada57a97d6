"""How an answer came about, for whoever looks for a mistake."""

from __future__ import annotations

from companion.dialogue.assistant import Explained


def explanation(explained: Explained) -> dict[str, object]:
    """What was found and considered, as plain data."""
    reply, interpretation, routed = explained.reply, explained.interpretation, explained.routed
    out: dict[str, object] = {
        "route": reply.route,
        "intent": reply.intent,
        "status": reply.status,
        "confidence": round(reply.confidence, 3),
        "as_of": reply.as_of.isoformat(),
        "sources": reply.as_json()["sources"],
    }
    if interpretation:
        analysis = interpretation.analysis
        out |= {
            "said": interpretation.utterance.text,
            "heard_as": analysis.text,
            "masked": analysis.masked,
            "names": [f"{m.text} → {m.name} ({m.kind}, {m.similarity:.2f})" for m in analysis.mentions],
            "times": [f"{t.text}: {t.first}–{t.last}" for t in analysis.times],
            "unexplained": [word.text for word in analysis.words if not word.neutral],
            "candidates": {c.intent: round(c.probability, 3) for c in interpretation.candidates[:5]},
        }
        if explained.meant not in (None, analysis.text):
            out["meant_as"] = explained.meant
    out["spoken_of"] = [f"{one.name} ({one.kind})" for one in explained.state.spoken[:5]]
    if routed:
        out["declined"] = [f"{candidate.intent}: {decline.reason}" for candidate, decline in routed.declines]
    if explained.consultation:
        out["guest"] = explained.consultation.as_json()
    return out
