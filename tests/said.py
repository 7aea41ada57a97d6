"""What a reply gives away about time: the dates it names, and which of them had not come yet."""

import re
from datetime import date

_DATE = re.compile(r"(\d{4})년(?:\s?(\d{1,2})월(?:\s?(\d{1,2})일)?)?|(\d{4})-(\d\d)(?:-(\d\d))?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
# A sentence may name a year ahead when it says itself that this was a plan.
_PLAN = re.compile(r"계획|예정|목표|하기로")


def dates_in(text):
    """The first day of every date, month or year named in a text."""
    for match in _DATE.finditer(text):
        year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
        yield date(int(year), int(month or 1), int(day or 1))


def told_too_early(text, as_of):
    """The sentences that name a date later than `as_of`, plans left out."""
    return [
        sentence
        for sentence in _SENTENCE.split(text)
        if any(day > as_of for day in dates_in(sentence)) and not _PLAN.search(sentence)
    ]
