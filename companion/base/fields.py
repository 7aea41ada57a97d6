"""Types of fields that spreadsheets like to damage: they say what happened and what to write."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_PHONE_SIGNS: Final = re.compile(r"[-\s.()]")
_WRITTEN: Final = re.compile(r"\+?[0-9][-0-9\s.()]*|\([0-9][-0-9\s.()]*")
_SCIENTIFIC: Final = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]{1,2}")
_WHOLE: Final = re.compile(r"([0-9]+)(\.0+)?")
# Without an area code: information (112, 1330) and numbers for the whole country (1588-1234).
_SHORT: Final = re.compile(r"1[0-9]{2,3}|1[3-9][0-9]{6}")
# With one: 02, the provinces (031-120 is a province's own information), mobile telephones, 0505 and the like.
_FULL: Final = re.compile(
    r"02[0-9]{7,8}|0[3-6][0-9](?:1[0-9]{2}|[0-9]{7,8})|(01[016-9]|0[78]0)[0-9]{7,8}|050[0-9]{8,9}"
)
_AREA: Final = re.compile(r"(02|0[3-6][0-9]|01[016-9]|0[78]0)([0-9]{3,4})([0-9]{4})")
_WITH_HYPHENS: Final = re.compile(r"(?:02|0[3-6][0-9]|01[016-9]|0[78]0)-[0-9]{3,4}-[0-9]{4}")
"""How nearly all numbers are written; nothing about them needs a second look."""
_ABROAD: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})\s*[-/.년]\s*([0-9]{1,2})\s*[-/.월]\s*([0-9]{1,2})\s*[.일]?(?:\s+0?0:00(?::00)?)?"
)
_YEAR_AND_MONTH: Final = re.compile(r"([0-9]{4})\s*[-/.년]\s*([0-9]{1,2})\s*[.월]?")
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_NUMBER: Final = re.compile(r"[3-5][0-9]{4}")
_SPREADSHEET_EPOCH: Final = date(1899, 12, 30)


def mistake(problem: str, fix: str) -> PydanticCustomError:
    """What a validator raises so that the message of the file has this problem and this fix."""
    return PydanticCustomError("mistake", "{problem}", {"problem": problem, "fix": fix})


def _phone(value: Any) -> str:
    if isinstance(value, str) and _WITH_HYPHENS.fullmatch(value):
        return value
    text = str(value).strip()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise mistake("not a telephone number", "write it as text, such as '031-228-2114'")
    if _SCIENTIFIC.fullmatch(text):
        problem = f"«{text}» was a telephone number, until a spreadsheet rounded it"
        raise mistake(problem, "look the number up and write it with hyphens, such as 031-228-2114")
    if (whole := _WHOLE.fullmatch(text)) and _FULL.fullmatch(restored := "0" + whole[1]):
        fix = f"write {_hyphenated(restored)}" + (", or put its area code before it" if len(whole[1]) == 8 else "")
        raise mistake(f"«{text}» has lost the zero it begins with", fix)
    if not isinstance(value, str) and not _SHORT.fullmatch(text):
        raise mistake(f"«{text}» is a number, not a telephone number", "write it with hyphens and in quotes")
    digits = _PHONE_SIGNS.sub("", text)
    if not _WRITTEN.fullmatch(text) or not (digits.isascii() and digits.removeprefix("+").isdigit()):
        raise mistake(f"«{text}» is not a telephone number", "write one number, such as 031-228-2114, and nothing else")
    if digits.startswith("+82"):
        local = digits.removeprefix("+82").removeprefix("0")
        fine = bool(_FULL.fullmatch("0" + local) or _SHORT.fullmatch(local))
    else:
        fine = any(form.fullmatch(digits) for form in (_SHORT, _FULL, _ABROAD))
    if fine:
        return _hyphenated(digits) if digits == text else text
    if digits[0] in "23456789" and len(digits) in (7, 8):
        raise mistake(f"«{text}» has no area code", f"write it with one, such as 031-{text}")
    if "-" in text and _FULL.fullmatch("0" + digits):
        raise mistake(f"«{text}» has lost the zero it begins with", f"write 0{text}")
    raise mistake(f"«{text}» is not a telephone number: {len(digits)} digits", "look it up; such as 031-228-2114")


def _hyphenated(digits: str) -> str:
    parts = _AREA.fullmatch(digits)
    return "-".join(parts.groups()) if parts else digits


def _iso_day(value: Any) -> date:
    if type(value) is date:
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise mistake("not a day", "write it as 2026-02-03")
    text = str(value).strip()
    if iso := _ISO.fullmatch(text):
        return _real_day(text, *iso.groups())
    if other := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        _real_day(text, *other.groups())
        raise mistake(f"«{text}» is not written as a day of these files", f"write {day_as_written_here(text)}")
    if _DAY_NUMBER.fullmatch(text):
        raise mistake(f"«{text}» is a spreadsheet's number for a day", f"write {day_as_written_here(text)}")
    raise mistake(f"«{text}» is not a day", "write it as 2026-02-03: year, month, day")


def day_as_written_here(text: str) -> str | None:
    """How these files write a day or a month that stands there as «2026. 12. 5.», «20261205», a spreadsheet's number …

    Returns:
        `2026-12-05` or `2026-12`; None where it is not certain which is meant, or there is no such day.
    """
    try:
        if day := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
            return date(int(day[1]), int(day[2]), int(day[3])).isoformat()
        if month := _YEAR_AND_MONTH.fullmatch(text):
            return date(int(month[1]), int(month[2]), 1).isoformat()[:7]
    except ValueError:
        return None
    return (_SPREADSHEET_EPOCH + timedelta(days=int(text))).isoformat() if _DAY_NUMBER.fullmatch(text) else None


def _real_day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise mistake(f"there is no day {text}", "correct the day") from None


PhoneText = Annotated[str, BeforeValidator(_phone)]
"""A telephone number of Korea as it is written («031-228-2114», «1588-1234», «120», «+82 31 228 2114»), or one of
another country with its «+»; a number that lost its first zero or its last digits in a spreadsheet is refused."""

IsoDay = Annotated[date, BeforeValidator(_iso_day)]
"""A day written as 2026-02-03. Every other spelling is refused, with the right one where it is certain."""


def checked_phone(value: object) -> str:
    """A telephone number as `PhoneText` takes it.

    Raises:
        ValueError: it is none; «problem; fix».
    """
    try:
        return _phone(value)
    except PydanticCustomError as e:
        context = e.context or {}
        raise ValueError(f"{context['problem']}; {context['fix']}") from None
