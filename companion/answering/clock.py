"""The time, the date and the day of the week."""

from __future__ import annotations

from datetime import date, datetime

from companion.answering.base import Answer, Decline, Library, SkillTurn
from companion.base.errors import CompanionError
from companion.language.dates import format_date, weekday_name
from companion.language.templates import Template

_EXPLAINED = tuple(
    "시 시간 시각 날짜 요일 며칠 날 월 일 년도 연도 올해 시계 달력 내일 모레 어제 그제 무슨 오늘 지금 몇 현재".split()
)


class ClockSkill:
    """Tells the time of the clock passed in, and dates relative to the day of the answer."""

    name = "clock"

    def __init__(self, library: Library) -> None:
        self._templates = {
            name: Template.parse(intent.answers[0])
            for name, intent in library.intents.items()
            if intent.skill == self.name
        }

    def answer(self, turn: SkillTurn) -> Answer | Decline:
        """Answer for here and for plain days; other places and holidays are declined."""
        analysis = turn.analysis
        if analysis.unexplained(*_EXPLAINED) or analysis.of_kind("region", "country", "office", "person", "food"):
            return Decline("", 0)
        spans = [t for t in analysis.times if not t.is_now and not t.first <= turn.as_of <= t.last]
        days = {t.first for t in spans}
        if any(t.first != t.last for t in spans) or len(days) > 1:
            return Decline("", 0)
        day = days.pop() if days else turn.as_of
        asks_time = turn.intent.intent == "clock.time"
        if asks_time and day != turn.as_of:
            return Decline("", 0)
        asks_date = any(word in analysis.text for word in ("날짜", "며칠", "몇 월", "몇 년"))
        template = self._templates.get("clock.date" if asks_date and not asks_time else turn.intent.intent)
        if template is None:
            raise CompanionError(f"clock.yaml has no answer for «{turn.intent.intent}»")
        values = {
            "time": clock_time(turn.now),
            "day": _day(day, turn.as_of),
            "date": format_date(day),
            "weekday": weekday_name(day),
        }
        return Answer(template.render(**{name: values[name] for name in template.fields}))


def clock_time(moment: datetime) -> str:
    """«오후 3시 5분»."""
    half = "오전" if moment.hour < 12 else "오후"
    minutes = f" {moment.minute}분" if moment.minute else ""
    return f"{half} {moment.hour % 12 or 12}시{minutes}"


def _day(day: date, today: date) -> str:
    names = {0: "오늘", 1: "내일", 2: "모레", -1: "어제", -2: "그저께"}
    return names.get((day - today).days, format_date(day))
