"""From what is shown to what is said: a text in Hangul and plain punctuation that any Korean voice can read.

Speech engines differ in what they make of «46,200㎡», so nothing is left to them: dates, times, money,
telephone numbers, units and Latin words are spelt out here, the way a Korean announcer reads them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from companion.base import patterns as re
from companion.language.hangul import is_syllable
from companion.language.josa import can_follow
from companion.language.numbers import (
    COUNTERS,
    NUMBER,
    System,
    count,
    ends_cleanly,
    ordinal,
    parse_number,
    read_decimal,
    read_digits,
    sino,
)
from companion.language.readings import SIGNS, UNITS, WORDS, read_latin

# Days known by their date are read figure by figure, each in its own traditional way.
_NAMED_DAYS = {
    "3·1": "삼일",
    "4·3": "사삼",
    "4·19": "사일구",
    "5·16": "오일육",
    "5·18": "오일팔",
    "6·10": "육십",
    "6·25": "육이오",
    "8·15": "팔일오",
    "10·26": "십이육",
    "12·3": "십이삼",
    "12·12": "십이십이",
}
# «3.1절» is the day, «3.1» alone a decimal.
_DOTTED_DAYS = [day.replace("·", ".") for day in _NAMED_DAYS]
_EMERGENCY_NUMBERS = frozenset(("112", "119"))
_CURRENCIES = {"₩": "원", "$": "달러", "€": "유로"}
_OPERATORS = frozenset("&+×÷@")
_OF_A_NAMED_DAY = "(?:운동|절|혁명|민주|광복|전쟁|항쟁|사건|사태|쿠데타)"
_DAY = "[월화수목금토일]"
_TIME_OF_DAY = re.compile(r"(?:오전|오후|새벽|아침|낮|저녁|밤)\s*$")
# «3번 출구» is number three, «3번 말했다» is three times.
_NUMBERED_THINGS = re.compile(r"\s?(?:출구|게이트|창구|승강장|버스|국도|문제|테이블|타자)")
# Between lot numbers a hyphen is no range: «184-3번지» is lot 184, part 3.
_LOT_COUNTERS = frozenset(("번지", "번", "호", "동", "번길"))
_UNTIL = re.compile(r"\s*까지")
_NEXT_WORD = re.compile(r"\s[가-힣]")
_DEEPEST_PARENTHESES = 3
_COUNTERS_OF_TIME = frozenset(("년", "월", "일", "시"))


def _one_of(choices: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, choices), key=len, reverse=True))


_CLOCK = r"(?<![0-9:])(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?![0-9:])"
_ISO_DATE = r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?:-(?:[12][0-9]|3[01]|0[1-9]))?(?![0-9-])"
_MOMENT = rf"(?:{_ISO_DATE}|{_CLOCK})"
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_MEASURE = rf"\s?(?:(?P<unit>{_one_of(UNITS)})(?![A-Za-z])|(?P<counter>{_one_of(COUNTERS)}))"

_PLAIN = re.compile(r"[가-힣 ,.?!]*")
_HANGUL_RUN = re.compile(r"[가-힣]*")


def spoken(text: str) -> str:
    """What a voice should say for a shown `text`: Hangul syllables, spaces and the signs . , ? ! only.

    Numbers follow their counter («3곳» → «세 곳», «3층» → «삼 층»), clock times are said with 오전 or 오후,
    parentheses become pauses (a particle behind them moves to the word it belongs to). Quotes, emoji, Hanja
    and web addresses are left out. Reading what was read changes nothing. Where the text alone can't tell,
    the commoner reading wins: «14대를» counts machines, «3대 갈비» and «제37대» number things.
    """
    if not _PLAIN.fullmatch(text):
        text = _open_parentheses(_spell_weekdays(_join_lines(_fold(text))))
        for pattern, read in _RULES:
            text = pattern.sub(read, text)
        text = _join_ranges(text)
    return _tidy(text)


_FOLDED = {
    **dict.fromkeys(map(ord, "–∼〜˜"), "~"),
    **dict.fromkeys(map(ord, "‐‑‒−"), "-"),
    **dict.fromkeys(map(ord, "—―→、;|"), ","),
    **dict.fromkeys(map(ord, "・•‧∙⋅ㆍ"), "·"),
    **dict.fromkeys(map(ord, "…。"), "."),
    **dict.fromkeys(map(ord, "'\"`‘’“”«»「」『』《》〈〉*_#"), None),
    **dict.fromkeys(map(ord, "[{"), "("),
    **dict.fromkeys(map(ord, "]}"), ")"),
    ord("⁄"): "/",
}
_KEPT = frozenset("·²³") | frozenset(SIGNS)


def _fold(text: str) -> str:
    """One character for the many dashes, waves, dots and full-width forms; none for quotes and emoji."""
    text = re.sub(r"https?://\S+|www\.\S+", " ", unicodedata.normalize("NFC", text)).translate(_FOLDED)
    if text.isascii():
        return text
    kept = []
    for ch in text:
        if ch.isascii() or ch in _KEPT or is_syllable(ch):
            kept.append(ch)
        else:
            ascii_form = "".join(c for c in unicodedata.normalize("NFKD", ch).translate(_FOLDED) if c.isascii())
            kept.append(ascii_form or ("" if unicodedata.category(ch) in ("Mn", "Cf") else " "))
    return "".join(kept)


def _join_lines(text: str) -> str:
    """Lists become sentences: «1. 가보정» is «첫 번째, 가보정», a line without a stop gets one."""
    lines = [re.sub(r"^[-·] ", "", " ".join(line.split())) for line in text.splitlines()]
    lines = [re.sub(r"^([1-9][0-9]?)[.)] ", lambda m: f"{ordinal(int(m[1]))}, ", line) for line in lines]
    lines = [line for line in lines if line]
    return " ".join([*(line if line[-1] in ".,?!:" else line + "." for line in lines[:-1]), *lines[-1:]])


def _spell_weekdays(text: str) -> str:
    text = re.sub(rf"(?<![가-힣])({_DAY})\s?~\s?({_DAY})(?![가-힣])", r"\1요일부터 \2요일까지", text)
    text = re.sub(
        rf"(?<![가-힣]){_DAY}(?:·{_DAY}){{1,6}}(?![가-힣])",
        lambda m: ", ".join(f"{day}요일" for day in m[0].split("·")),
        text,
    )
    text = re.sub(rf"(?<=[0-9일])\s?\(({_DAY})\)", r" \1요일", text)
    return re.sub(rf"(?<![가-힣])({_DAY})(?=\s?~?\s?[0-9]{{1,2}}:)", r"\1요일", text)


def _open_parentheses(text: str) -> str:
    """«가보정(인계동)은 갈빗집» → «가보정은, 인계동, 갈빗집»."""
    text = re.sub(r"(?<![^\s(,])(?:㈜|\(주\))\s?", "주식회사 ", text)
    text = re.sub(r"\s?(?:㈜|\(주\))", " 주식회사", text)
    for _ in range(_DEEPEST_PARENTHESES):
        text = re.sub(r"\s?\(([^()]*)\)([가-힣]*)", _pause, text)
    return text


def _pause(match: re.Match[str]) -> str:
    inner, run = match[1].strip(), match[2]
    if not inner:
        return f" {run}"
    before = _before(match)
    return f"{run}, {inner}, " if run and before and ends_cleanly(before, run) else f", {inner}, {run}"


def _read_number(written: str) -> str:
    """A number in digits by itself; codes, emergency numbers and what is too large go digit by digit."""
    if written not in _EMERGENCY_NUMBERS and not re.match(r"0[0-9]", written):
        try:
            value = parse_number(written)
            return read_decimal(written) if value is None else sino(value)
        except ValueError:
            pass
    return "".join(
        read_digits(part) if part.isdigit() else part for part in re.findall(r"[0-9]+|[가-힣]|\.", written)
    ).replace(".", " 점 ")


def _read_counted(written: str, counter: str, system: System | None = None) -> str:
    value = parse_number(written)
    if value is None or written.startswith("00") or (counter == "번째" and value == 0):
        return f"{_read_number(written)} {counter}"
    try:
        return count(value, counter, system)
    except ValueError:
        return f"{_read_number(written)} {counter}"


def _read_moment(written: str, before: str = "") -> str:
    """An ISO date, a year and month, or a time on the 24-hour clock."""
    if ":" not in written:
        parts = (int(part) for part in re.split(r"[-./]", written))
        return " ".join(count(part, counter) for part, counter in zip(parts, ("년", "월", "일"), strict=False))
    hour, minute = (int(part) for part in written.split(":"))
    if _TIME_OF_DAY.search(before):
        half = ""
    elif hour % 24 == 0:
        half = "밤 "
    elif hour == 12:
        half = "낮 "
    else:
        half = "오전 " if hour < 12 else "오후 "
    reading = half + count((hour - 1) % 12 + 1, "시")
    return reading + (f" {count(minute, '분')}" if minute else "")


def _before(match: re.Match[str]) -> str:
    """The few letters in front: all that decides a reading, however long the text is."""
    return match.string[max(0, match.start() - 4) : match.start()]


def _apart(match: re.Match[str], reading: str) -> str:
    """`reading`, with a space when the text before runs straight into it («지하1층» → «지하 일 층»)."""
    at = match.start()
    return f" {reading}" if at and is_syllable(match.string[at - 1]) else reading


def _until(match: re.Match[str], reading: str) -> str:
    """`reading` with «까지», unless the text says so itself."""
    return reading if _UNTIL.match(match.string, match.end()) else reading + "까지"


def _span(match: re.Match[str]) -> str:
    first = _read_moment(match["first"], _before(match))
    return _apart(match, f"{first}부터 {_until(match, _read_moment(match['last']))}")


def _since(match: re.Match[str]) -> str:
    return _apart(match, _read_moment(match["first"], _before(match)) + "부터")


def _till(match: re.Match[str]) -> str:
    return _apart(match, _until(match, _read_moment(match["last"])))


def _moment(match: re.Match[str]) -> str:
    return _apart(match, _read_moment(match[0], _before(match)))


def _years(match: re.Match[str]) -> str:
    return _apart(match, f"{count(int(match['first']), '년')}부터 {_until(match, count(int(match['last']), '년'))}")


def _since_year(match: re.Match[str]) -> str:
    return _apart(match, count(int(match["first"]), "년") + "부터")


def _named_day(match: re.Match[str]) -> str:
    return _apart(match, _NAMED_DAYS[match[0].replace(".", "·")])


def _range(match: re.Match[str]) -> str:
    """«1~3명» → «한 명에서 세 명», «184-3번지» → «백팔십사 다시 삼 번지»."""
    low, high, counter, unit = match["low"], match["high"], match["counter"], match["unit"]
    if "-" in match["joint"] and not unit and (counter is None or counter in _LOT_COUNTERS):
        tail = f" {counter}" if counter else ""
        return _apart(match, f"{_read_number(low)} 다시 {_read_number(high)}{tail}")
    if counter is None:
        tail = f" {UNITS[unit]}" if unit else ""
        return _apart(match, f"{_read_number(low)}{tail}에서 {_read_number(high)}{tail}")
    system = _system(match, counter, high)
    low_reading, high_reading = _read_counted(low, counter, system), _read_counted(high, counter, system)
    if counter in _COUNTERS_OF_TIME:
        return _apart(match, f"{low_reading}부터 {_until(match, high_reading)}")
    return _apart(match, f"{low_reading}에서 {high_reading}")


def _money(match: re.Match[str]) -> str:
    return _apart(match, f"{_read_number(match['amount'])} {_CURRENCIES[match['currency']]}")


def _speed(match: re.Match[str]) -> str:
    return _apart(match, f"시속 {_read_number(match['number'])} 킬로미터")


def _measured(match: re.Match[str]) -> str:
    unit = UNITS[match["unit"]]
    sign = match["sign"] or ""
    if sign == "-":
        sign = "영하 " if unit == "도" else "마이너스 "
    return _apart(match, f"{sign.replace('+', '플러스 ')}{_read_number(match['number'])} {unit}")


def _numbered(match: re.Match[str]) -> str:
    """«제37대» → «제삼십칠 대», «제1부시장» → «제일부시장»."""
    counter = match["counter"]
    if counter and ends_cleanly(counter, _run_after(match)):
        return f"제{_read_number(match['number'])} {counter}"
    return f"제{_read_number(match['number'])}{counter or ''}"


def _over(match: re.Match[str]) -> str:
    return _apart(match, f"{_read_number(match['number'])}여 ")


def _counted(match: re.Match[str]) -> str:
    """A number with its counter; when the counter turns out to begin another word, a number before a word."""
    counter = match["counter"]
    if not ends_cleanly(counter, _run_after(match)):
        return _apart(match, f"{_read_number(match['number'])} {counter}")
    return _apart(match, _read_counted(match["number"], counter, _system(match, counter, match["number"])))


def _bare(match: re.Match[str]) -> str:
    reading, run = _read_number(match["number"]), _run_after(match)
    reading = reading if not run or can_follow(reading, run) else f"{reading} "
    return _apart(match, ("마이너스 " if match["sign"] else "") + reading)


def _system(match: re.Match[str], counter: str, written: str) -> System | None:
    """Which number system a counter with two meanings takes here; None for the usual one."""
    text, end = match.string, match.end()
    if counter == "번" and _NUMBERED_THINGS.match(text, end):
        return "sino"
    if counter == "대":
        value = parse_number(written) or 0
        # Terms of office, decades of age and «the three great …» are 대 too; only a few machines are counted.
        return "sino" if value >= 20 or value == 10 or _NEXT_WORD.match(text, end) else "native"
    return None


def _run_after(match: re.Match[str]) -> str:
    run = _HANGUL_RUN.match(match.string, match.end())
    return run[0] if run else ""


def _latin(match: re.Match[str]) -> str:
    return read_latin(match[0])


def _sign(match: re.Match[str]) -> str:
    return f" {SIGNS[match[0]]}" + (" " if match[0] in _OPERATORS else "")


_N = rf"(?<![0-9.])(?P<number>{NUMBER})"
_MINUS = r"(?P<sign>(?<![가-힣\w)~-])[-+](?=[0-9]))?"

# In this order: what has a shape of its own goes before the numbers it is made of.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?P<first>{_MOMENT})\s?~\s?(?P<last>{_MOMENT})", _span),
        (rf"(?P<first>{_CLOCK})\s?-\s?(?P<last>{_CLOCK})", _span),
        (rf"(?P<first>{_MOMENT})\s?~(?!\s?[0-9])", _since),
        (rf"~\s?(?P<last>{_MOMENT})", _till),
        (r"(?<=[0-9][년월일시분])\s?~\s?", lambda _: "부터 "),
        (
            r"(?<![0-9])(?:19|20)[0-9]{2}([./])(?:1[0-2]|0?[1-9])\1(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])",
            _moment,
        ),
        (_MOMENT, _moment),
        (
            r"(?<![0-9-])(?:0[0-9]{1,2}-[0-9]{3,4}(?:-[0-9]{4})?|1[568][0-9]{2}-[0-9]{4})(?![0-9-])",
            lambda match: _apart(match, read_digits(match[0])),
        ),
        (rf"(?<![0-9-])(?P<first>{_YEAR})\s?[~-]\s?(?P<last>{_YEAR})(?![0-9-]|[,.][0-9])년?", _years),
        (rf"(?<![0-9-])(?P<first>{_YEAR})\s?~(?!\s?[0-9])", _since_year),
        (rf"(?<![0-9·])(?:{_one_of(_NAMED_DAYS)})(?![0-9·])", _named_day),
        (
            rf"(?<![0-9.])(?:{_one_of(_DOTTED_DAYS)})(?=\s?{_OF_A_NAMED_DAY})",
            _named_day,
        ),
        (
            rf"(?<![0-9A-Za-z.,])(?:{_one_of(w.upper() for w in WORDS if w[0].isdigit())})(?![0-9A-Za-z])",
            _latin,
        ),
        (
            r"(?<![0-9/])([1-9])/(10|[2-9])(?![0-9/])",
            lambda match: _apart(match, f"{sino(int(match[2]))}분의 {sino(int(match[1]))}"),
        ),
        (
            rf"(?<![0-9.-])(?P<low>{NUMBER})(?P<joint>\s?[~-]\s?)(?P<high>{NUMBER})(?![0-9-])(?:{_MEASURE})?",
            _range,
        ),
        (rf"(?P<currency>[₩$€])\s?(?P<amount>{NUMBER})", _money),
        (rf"{_N}\s?km/h", _speed),
        (rf"{_MINUS}{_N}\s?(?P<unit>{_one_of(UNITS)})(?![A-Za-z])", _measured),
        (r"[A-Za-z](?:[A-Za-z0-9]|[&-](?=[A-Za-z]))*", _latin),
        (rf"제\s?{_N}(?:\s?(?P<counter>{_one_of(COUNTERS)}))?", _numbered),
        (rf"{_N}\s?여(?=\s?(?:{_one_of(COUNTERS)}))\s?", _over),
        (rf"{_N}\s?(?P<counter>{_one_of(COUNTERS)})", _counted),
        (rf"{_MINUS}{_N}", _bare),
        (f"[{re.escape(''.join(SIGNS))}]", _sign),
    )
)


def _join_ranges(text: str) -> str:
    """The waves that are left: between words a range, elsewhere a drawn-out vowel («안녕~», «네~ 좋아요»)."""
    return re.sub(r"(?<=[가-힣])(?<![요네죠까])(?:~| ~ )(?=[가-힣])", "에서 ", text)


def _tidy(text: str) -> str:
    """Only what a voice needs: pauses become commas, runs of signs the strongest of them."""
    text = re.sub(r"[/:·]", ", ", text)
    text = re.sub(r"[^가-힣,.?!]+", " ", text)
    text = re.sub(r"[ ,.?!]*[,.?!][ ,.?!]*", lambda m: next(s for s in "?!.," if s in m[0]) + " ", text)
    return re.sub(r"^[ ,.?!]+|[ ,]+$", "", text)
