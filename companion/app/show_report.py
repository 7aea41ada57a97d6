"""Rehearsals and reports of shows as pages that can be printed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from companion.show.after import AfterShow
from companion.show.rehearsal import CONDITIONS, Condition, HeardLine, RehearsedWording, ShowRehearsal

_STYLE = """
body { font: 15px/1.55 Pretendard, "Noto Sans KR", "Apple SD Gothic Neo", sans-serif; color: #1b232e;
  max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; word-break: keep-all }
h1 { font-size: 1.6rem; line-height: 1.3 }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d8d2c4; vertical-align: top }
.n { text-align: right; white-space: nowrap }
.bad { color: #a3121f; font-weight: 700 }
.fine { color: #0b6858 }
small { color: #57616e }
@media print {
  body { margin: 0; max-width: none; font-size: 10.5pt } tr { break-inside: avoid } h2 { break-after: avoid }
  @page { margin: 16mm }
}
"""
_RUNGS = {
    "live": "바로 한 대답", "prepared": "준비된 답", "audio": "녹음", "text": "글자",
    "gesture": "몸짓과 사과", "card": "알림판",
}  # fmt: skip
_KEYS = {
    "veto": "막기", "back": "뒤로", "skip": "건너뛰기", "hold": "멈춰 두기", "repeat": "다시", "panic": "비상 정지",
    "type": "말할 문장", "fire": "큐 바로 내기", "stand": "대기 큐 옮기기", "volume": "음량",
    "answer 1": "준비된 답 1", "answer 2": "준비된 답 2", "answer 3": "준비된 답 3",
}  # fmt: skip
_REASONS = {
    "misheard": "잘못 들음", "wrong": "답이 틀림", "slow": "늦음", "unfit": "내용이 맞지 않음", "host": "사회자",
    "other": "그 밖",
}  # fmt: skip
_CONDITIONS = {"voice": "목소리에 따라", "noise": "소음에 따라", "room": "방의 울림에 따라"}
_NONE = "없음"
_LATE_S = 1.0
"""By how much a line may be longer than planned."""
_RECORDED = " <small>(녹음)</small>"


def rehearsal_page(rehearsal: ShowRehearsal) -> str:
    """A rehearsal."""
    rows = []
    for cue in rehearsal.cues:
        fine = cue.hit_rate >= 0.98
        confused = ", ".join(f"{escape(id)} {count}" for id, count in cue.fired_other) or "없음"
        missed = "".join(f"<br><small>{_as_heard(one)}</small>" for one in cue.missed[:5])
        if cue.missed and (best := cue.clearest) is not None:
            missed += f"<br>가장 잘 들린 말: {_as_heard(best)}"
        answer = f'<span class="bad">{escape(cue.unfit)}</span>' if cue.unfit else escape(cue.answer)
        rows.append(
            f"<tr><td>{escape(cue.id)}<br><small>{escape(cue.question)}</small></td>"
            f'<td class="n {"fine" if fine else "bad"}">{cue.hit_rate:.1%}<br><small>{cue.hit}/{cue.said}</small></td>'
            f'<td class="n">{cue.plain / max(1, cue.said):.1%}</td><td>{confused}{missed}</td>'
            f'<td class="n">{cue.ms:.0f} ms</td><td class="n">{cue.planned_s:.0f}초</td><td>{answer}</td></tr>'
        )
    fires = "".join(f"<li>«{escape(text)}» → {escape(id)}</li>" for text, id in rehearsal.false_fires)
    lines = "".join(
        f"<tr><td>{escape(line.cue or '사과')}</td><td>{escape(line.text)}{_RECORDED if line.recorded else ''}</td>"
        f'<td class="n">{line.seconds:.1f}초</td>{_planned(line)}<td class="n">{line.cer:.0%}</td>'
        f"<td>{escape(line.heard)}{_weak(line.weak)}</td></tr>"
        for line in rehearsal.lines
    )
    head = (
        '<th>큐</th><th>문장</th><th class="n">길이</th><th class="n">계획</th><th class="n">글자 오류</th>'
        "<th>들린 대로</th>"
    )
    heard = f"<h2>로봇이 할 말</h2><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>" if lines else ""
    measured = "" if rehearsal.measured_s is None else f", 재 본 시간은 {_minutes(rehearsal.measured_s)}"
    counts = "".join(_counted(rehearsal, by) for by in CONDITIONS)
    said = sum(cue.said for cue in rehearsal.cues)
    return _page(
        f"리허설: {rehearsal.title}",
        f"<p>물음을 다른 말로 {said}번 했을 때 {rehearsal.hit_rate:.1%}가 제 큐를 불렀어요. "
        f"다른 말 {rehearsal.other}마디({rehearsal.minutes:.0f}분) 가운데 잘못 부른 것은 "
        f"{len(rehearsal.false_fires)}번이에요 (글자만 맞춰 보면 {rehearsal.plain_fires}번). "
        f"계획한 시간은 {_minutes(rehearsal.planned_s)}{measured}예요.</p>"
        '<table><thead><tr><th>큐</th><th class="n">적중</th><th class="n">글자만</th><th>헷갈린 큐, 놓친 말</th>'
        f'<th class="n">답</th><th class="n">계획</th><th>대답</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
        f"<h2>잘못 부른 말</h2><ul>{fires or f'<li>{_NONE}</li>'}</ul>{counts}{heard}",
    )


def _counted(rehearsal: ShowRehearsal, by: Condition) -> str:
    """How much was understood under each condition of a kind."""
    rows = [
        (_NONE if name == "-" else name, f"{hit / said:.1%} ({hit}/{said})")
        for name, hit, said in rehearsal.counted(by)
    ]
    return f"<h2>{_CONDITIONS[by]}</h2>{_rows(rows)}" if rows else ""


def _as_heard(one: RehearsedWording) -> str:
    """What was said, and how it was heard where that was otherwise."""
    said, heard = escape(one.said), escape(one.caught.text)
    return f"«{said}»" + ("" if said == heard else f" → «{heard}»")


def _planned(line: HeardLine) -> str:
    """How long the plan has for a line, marked where the line is clearly longer."""
    if line.planned_s is None:
        return '<td class="n"></td>'
    late = line.seconds > line.planned_s + _LATE_S
    return f'<td class="n {"bad" if late else "fine"}">{line.planned_s:.1f}초</td>'


def _minutes(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes}분 {left}초"


def _weak(words: Iterable[str]) -> str:
    """Words that nobody would understand, and what to do about them."""
    listed = ", ".join(f"«{escape(word)}»" for word in words)
    return f'<br><small class="bad">{listed}: pronounce나 sound로 고쳐 주세요</small>' if listed else ""


def after_page(title: str, after: AfterShow) -> str:
    """A report after the show."""
    rungs = _rows((_RUNGS[rung], f"{count}") for rung, count in after.rungs.items())
    done = _rows((_deed(key), f"{count}") for key, count in after.interventions.items())
    lines = _rows((line.text, f"{line.begin_s:.1f}초") for line in after.lines)
    asked = "".join(
        f"<li>{'«' + escape(text) + '»' if text else '적어 두지 않은 물음'}<br><small>{escape(why)}</small></li>"
        for text, why in after.abstained
    )
    late = ", ".join(map(escape, after.late)) or _NONE
    return _page(
        f"공연 뒤: {title}",
        f"<p>큐 {after.fired}개를 냈고 {after.delivered}번 나갔어요. 객석이 기다린 시간은 가운데값 "
        f"{after.percentile_s(0.5):.1f}초, 95%까지 {after.percentile_s(0.95):.1f}초예요. "
        f"기한을 넘긴 큐: {late}. 다시 켜진 횟수: {after.resumed}번.</p>"
        f"<h2>어떻게 나갔나</h2>{rungs}<h2>사람이 한 일</h2>{done}"
        f"<h2>바로 대답하지 못한 물음</h2><ul>{asked or f'<li>{_NONE}</li>'}</ul><h2>한 말</h2>{lines}",
    )


def _rows(cells: Iterable[tuple[str, str]]) -> str:
    rows = [f'<tr><td>{escape(text)}</td><td class="n">{escape(number)}</td></tr>' for text, number in cells]
    return f"<table><tbody>{''.join(rows) or f'<tr><td>{_NONE}</td></tr>'}</tbody></table>"


def _deed(key: str) -> str:
    deed, _, reason = key.partition(": ")
    return _KEYS.get(deed, deed) + (f" — {_REASONS.get(reason, reason)}" if reason else "")


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="ko"><head>{head}</head><body><h1>{escape(title)}</h1>{body}</body></html>\n'
