"""What a reply gives away about time: the dates it names, and which of them had not come yet."""

import re
from datetime import date

_DATE = re.compile(
    r"(?P<y>\d{4})년(?:\s?(?P<m>\d{1,2})월(?:\s?(?P<d>\d{1,2})일)?)?"
    r"|(?<![\d-])(?P<Y>(?:19|20)\d\d)-(?P<M>0[1-9]|1[0-2])(?:-(?P<D>\d\d))?(?![\d-])"
    r"|(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
# A sentence may name a year ahead when it says itself that this was a plan.
_PLAN = re.compile(r"계획|예정|목표|하기로")


def dates_in(text):
    """The first day of every date, month or year named in a text; a date without a year is in the year named last."""
    year = None
    for match in _DATE.finditer(text):
        year = match["y"] or match["Y"] or year
        month, day = match["m"] or match["M"] or match["month"], match["d"] or match["D"] or match["day"]
        if year:
            yield date(int(year), int(month or 1), int(day or 1))


def told_too_early(text, as_of):
    """The sentences that name a date later than `as_of`, plans left out."""
    return [
        sentence
        for sentence in _SENTENCE.split(text)
        if any(day > as_of for day in dates_in(sentence)) and not _PLAN.search(sentence)
    ]
