"""What operators and the audience see of a show: made of its state and nothing else, so that all screens agree."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from companion.show.compiled import CompiledShow, Said, ShowCue
from companion.show.machine import Run, ShowState, choices_of, following, reached


def console_view(show: CompiledShow, state: ShowState, now: float) -> dict[str, Any]:
    """All that an operator has to know.

    Args:
        show: what is played.
        state: where it stands.
        now: the time of the show.
    """
    done = [cue for cue in show.cues if cue.in_order and state.marks[cue.number].state not in ("waiting", "running")]
    ended = state.standing >= len(show.cues) and state.run is None
    until = max((mark.ended_s for mark in state.marks if mark.ended_s is not None), default=now) if ended else now
    elapsed = None if state.began_s is None else max(0.0, until - state.began_s)
    planned = sum(cue.planned_s for cue in done)
    return {
        "title": show.title,
        "now_s": round(now, 3),
        "elapsed_s": None if elapsed is None else round(elapsed, 3),
        "planned_s": round(show.planned_s, 1),
        "over_s": None if elapsed is None else round(elapsed - planned, 3),
        "mode": state.mode,
        "held": state.held,
        "panicked": state.panicked,
        "volume": state.volume,
        "missing": sorted(state.missing),
        "standing": state.standing,
        "next": following(show, state, state.standing) if state.standing < len(show.cues) else None,
        "returns": state.returns,
        "ended": ended,
        "reached": [cue.number for cue in reached(show, state)],
        "cues": [_cue(show, state, cue) for cue in show.cues],
        "run": None if state.run is None else _run(show, state.run),
        "choices": [said.text for said in choices_of(show, state)][:3],
        "floor": None if state.floor is None else {"left": state.floor.left, "until_s": state.floor.until_s},
        "follow_s": state.follow_s,
        "heard": [asdict(one) for one in state.heard],
        "shown": None if state.shown is None else state.shown.text,
        "refused": state.refused,
    }


def stage_view(show: CompiledShow, state: ShowState) -> dict[str, Any]:
    """What the audience sees."""
    run, said = state.run, state.shown
    step = None if run is None else run.step
    phase = "idle"
    if state.panicked:
        phase = "panic"
    elif state.held:
        phase = "hold"
    elif step in ("answering", "vetting"):
        phase = "thinking"
    elif step in ("beginning", "delivering"):
        phase = "speaking"
    elif state.mode == "listening" and state.open_s is not None and state.standing < len(show.cues):
        phase = "listening"
    by = state.shown_by
    cue = None if by is None else show.cues[by]
    cards = [*(said.cards if said is not None else ())]
    if cue is not None and cue.card is not None:
        cards.insert(0, cue.card)
    visible = phase not in ("panic", "thinking") and said is not None
    return {
        "title": show.title,
        "notice": show.notice,
        "phase": phase,
        "hold": state.hold_text if phase == "hold" else None,
        "asked": state.asked if run is not None else None,
        "caption": said.text if visible and said is not None else None,
        "second": said.second if visible and said is not None else None,
        "cards": [asdict(card) for card in cards] if visible else [],
        "gesture": said.gesture if visible and said is not None else None,
        "feeling": said.feeling if visible and said is not None else None,
        "number": state.runs,
    }


def _cue(show: CompiledShow, state: ShowState, cue: ShowCue) -> dict[str, Any]:
    mark = state.marks[cue.number]
    lasted = mark.ended_s - mark.fired_s if mark.ended_s is not None and mark.fired_s is not None else None
    return {
        "number": cue.number,
        "id": cue.id,
        "scene": cue.scene,
        "kind": cue.kind,
        "label": cue.label,
        "by": cue.by,
        "notes": list(cue.notes),
        "key": cue.key,
        "optional": cue.optional,
        "aside": cue.aside,
        "branch": cue.branch,
        "planned_s": cue.planned_s,
        "state": mark.state,
        "rung": mark.rung,
        "lasted_s": None if lasted is None else round(lasted, 1),
    }


def _run(show: CompiledShow, run: Run) -> dict[str, Any]:
    cue = None if run.cue is None else show.cues[run.cue]
    ahead: Said | None = run.chosen or run.live or (cue.best if cue is not None else None)
    return {
        "number": run.number,
        "cue": run.cue,
        "step": run.step,
        "rung": run.rung,
        "asked": run.asked,
        "says": None if ahead is None else ahead.text,
        "live": run.live is not None,
        "until_s": round(run.until_s, 3),
        "deliver_by_s": round(run.deliver_by_s, 3),
        "fired_s": round(run.fired_s, 3),
    }
