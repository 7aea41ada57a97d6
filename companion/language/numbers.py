"""Korean numbers: reading them aloud, and finding them in what someone said.

Two number systems live side by side: native (하나, 둘, 셋) counts things, Sino-Korean (일, 이, 삼) measures
and numbers them. The counter word decides: «세 곳» but «삼 층». `COUNTERS` holds that choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.josa import can_follow
from companion.language.morphemes import IN_A_TURN
from companion.language.readings import words

System = Literal["native", "sino"]

_SINO_DIGITS: tuple[str, ...] = ("", *"일이삼사오육칠팔구")
_SINO_VALUES = {ch: i for i, ch in enumerate(_SINO_DIGITS)} | {"영": 0, "공": 0, "륙": 6}
_PHONE_DIGITS = dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True))
_SMALL_UNITS = {"십": 10, "백": 100, "천": 1000}
_BIG_UNITS = {"만": 10**4, "억": 10**8, "조": 10**12}
_EOK = _BIG_UNITS["억"]
_LIMIT = 10**16
_MOST_DIGITS = 16

_NATIVE_TENS = ("", *words("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔"))
_NATIVE_ONES = ("", *words("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉"))
_NATIVE_ONES_BEFORE_NOUN = ("", *words("한 두 세 네 다섯 여섯 일곱 여덟 아홉"))

_NATIVE_COUNTERS = words(
    """
    명 놈 사람 곳 군데 개 마리 시 시간 살 번째 가지 대 번 분 집 가게 식당 맛집 잔 병 그릇 접시 권 장 켤레 채 척
    송이 자루 판 줄 조각 끼 바퀴 달 해 배 쌍 통 팩 봉지 상자 칸 자리 차례 팀 종류 분야 곡 걸음 모금 숟가락
    갈래 건 나라 마디 글자 포기 알 봉 포 벌 컵 캔 박스
    """
)
_SINO_COUNTERS = words(
    """
    년 년간 년대 년도 월 일 원 층 호 호선 기 대 번 분 초 주 주일 주년 개월 개국 개년 박 회 차 위 등 점 도 세
    인 인분 인승 학년 학기 분기 단계 번지 번길 지구 관 조 항 쪽 페이지 평 동 반 급 강 장 킬로그램 그램
    밀리그램 톤 킬로미터 미터 센티미터 밀리미터 제곱미터 제곱킬로미터 리터 밀리리터 킬로 센티 퍼센트
    퍼센트포인트 프로 페타플롭스 기가바이트 메가바이트 달러 유로 엔
    """
)

COUNTERS: dict[str, tuple[System, ...]] = {}
"""Counter → the systems it takes, the usual one first. Four take both, with two meanings: 세 번 (times) /
삼 번 (number three), 네 대 (machines) / 삼십칠 대 (generation), 두 분 (people) / 이 분 (minutes), 세 장
(sheets) / 삼 장 (chapter)."""
for _counter in _NATIVE_COUNTERS:
    COUNTERS[_counter] = ("native",)
for _counter in _SINO_COUNTERS:
    COUNTERS[_counter] = (*COUNTERS.get(_counter, ()), "sino")
COUNTERS["분"] = ("sino", "native")

_MONTHS = {6: "유월", 10: "시월"}
_NATIVE_HOURS = 12


def _section(n: int) -> str:
    """A number below 10,000; «일» is silent before 십, 백 and 천."""
    sounds = ""
    for unit, size in (("천", 1000), ("백", 100), ("십", 10)):
        digit, n = divmod(n, size)
        if digit:
            sounds += (_SINO_DIGITS[digit] if digit > 1 else "") + unit
    return sounds + _SINO_DIGITS[n]


def sino(n: int) -> str:
    """The Sino-Korean reading, written without spaces: 46200 → «사만육천이백», 10000 → «만», 10**8 → «일억».

    Raises:
        ValueError: `n` is not in 0..10^16-1.
    """
    if not 0 <= n < _LIMIT:
        raise ValueError(f"can't read {n}: only 0 to {_LIMIT - 1}")
    if n == 0:
        return "영"
    sounds = ""
    for unit, size in (("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        group, n = divmod(n, size)
        if group:
            bare = group == 1 and unit == "만" and not sounds
            sounds += ("" if bare else _section(group)) + unit
    return sounds


def native(n: int) -> str:
    """The native numeral as it stands before a noun: 1 → «한», 3 → «세», 20 → «스무», 21 → «스물한».

    Raises:
        ValueError: `n` is not in 1..99; there are no native hundreds.
    """
    if n == 20:
        return "스무"
    return _native(n, _NATIVE_ONES_BEFORE_NOUN)


def native_noun(n: int) -> str:
    """The native numeral as a noun: 1 → «하나», 20 → «스물». Raises ValueError outside 1..99."""
    return _native(n, _NATIVE_ONES)


def _native(n: int, ones: tuple[str, ...]) -> str:
    if not 1 <= n <= 99:
        raise ValueError(f"no native Korean numeral for {n}: only 1 to 99")
    return _NATIVE_TENS[n // 10] + ones[n % 10]


def count(n: int, counter: str, system: System | None = None) -> str:
    """A number with its counter, as spoken: «세 곳», «스물한 살», «삼 층», «유월», «첫 번째».

    Native counters fall back to Sino-Korean for 0 and from 100 on, o'clock after 12 («십팔 시»).
    `system` picks the other meaning of a counter that has two.

    Raises:
        ValueError: a counter that is not in `COUNTERS`, a system it doesn't take, or a number out of range.
    """
    systems = COUNTERS.get(counter)
    if systems is None:
        raise ValueError(f"unknown counter «{counter}»")
    if system is not None and system not in systems:
        raise ValueError(f"counter «{counter}» doesn't take {system} numbers")
    if counter == "번째":
        return ordinal(n)
    if counter == "월":
        return _MONTHS.get(n, sino(n) + "월")
    largest = _NATIVE_HOURS if counter == "시" else 99
    if (system or systems[0]) == "native" and 1 <= n <= largest:
        return f"{native(n)} {counter}"
    return f"{sino(n)} {counter}"


def ordinal(n: int) -> str:
    """«첫 번째», «두 번째» … «열한 번째»; from 100 on Sino-Korean («백 번째»).

    Raises:
        ValueError: `n` is below 1 or too large to read.
    """
    if n < 1:
        raise ValueError(f"no ordinal for {n}")
    if n == 1:
        return "첫 번째"
    return f"{native(n) if n < 100 else sino(n)} 번째"


def read_digits(text: str) -> str:
    """A telephone number as it is read out: "031-254-1234" → «공삼일, 이오사에, 일이삼사».

    Digit by digit with «공» for zero and a pause between the groups; «에» closes the group before the last,
    which is how Koreans mark the last four digits. Signs other than digits only separate groups.

    Raises:
        ValueError: there is no digit.
    """
    groups = ["".join(_PHONE_DIGITS[d] for d in group) for group in re.findall(r"[0-9]+", text)]
    if not groups:
        raise ValueError(f"no digits in {text!r}")
    if len(groups) > 1:
        groups[-2] += "에"
    return ", ".join(groups)


def read_decimal(text: str) -> str:
    """A number written in digits: "81.6" → «팔십일 점 육», "46,200" → «사만육천이백», "-3" → «마이너스 삼».

    Raises:
        ValueError: not a decimal number, or too large.
    """
    match = re.fullmatch(r"([-−+]?)([0-9][0-9,]*)(?:\.([0-9]+))?", text.strip())
    if match is None:
        raise ValueError(f"not a decimal number: {text!r}")
    sign, whole, fraction = match.groups()
    sounds = {"": "", "+": "플러스 "}.get(sign, "마이너스 ") + sino(int(whole.replace(",", "")))
    if fraction:
        sounds += " 점 " + "".join(_SINO_DIGITS[int(d)] or "영" for d in fraction)
    return sounds


_NATIVE_VALUES = {native(n): n for n in range(1, 100)} | {native_noun(n): n for n in range(1, 100)} | {"석": 3, "넉": 4}
# People ask for «두세 군데»; the larger number is what they would be content with.
_APPROXIMATE = {
    "한두": 2,
    "두세": 3,
    "서너": 4,
    "두서너": 4,
    "너댓": 5,
    "네댓": 5,
    "대여섯": 6,
    "예닐곱": 7,
    "일고여덟": 8,
}

_DIGITS_AND_UNITS = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)|([일이삼사오육륙칠팔구영공])|([십백천])|([만억조])|(\s+)")


def parse_number(text: str) -> int | None:
    """The whole number that `text` writes, in digits, words or both; None when it is not one.

    Reads «이천이십», «만오천», «3만5천», «3만 5천», «1.5만», «12,000», «두», «세», «스물», «백스물한».
    """
    text = text.strip()
    if text in _NATIVE_VALUES:
        return _NATIVE_VALUES[text]
    for length in range(min(len(text) - 1, 4), 0, -1):
        tail = _NATIVE_VALUES.get(text[-length:])
        if tail is not None and text[-length - 1] in "백천":
            head = _parse_sino(text[:-length])
            return head + tail if head is not None else None
    return _parse_sino(text)


def _parse_sino(text: str) -> int | None:
    """The value of digits and Sino-Korean words; units must fall from left to right."""
    if text in ("영", "공"):
        return 0
    total = section = 0
    pending: float | None = None
    section_limit, total_limit = 10**4, _LIMIT
    at = 0
    while at < len(text):
        match = _DIGITS_AND_UNITS.match(text, at)
        if match is None:
            return None
        at = match.end()
        digits, digit, small, big, _space = match.groups()
        if digits or digit:
            if pending is not None or digit in ("영", "공"):
                return None
            if digits:
                digits = digits.replace(",", "")
                if len(digits) > _MOST_DIGITS:
                    return None
                pending = float(digits) if "." in digits else int(digits)
            else:
                pending = _SINO_VALUES[digit]
        elif small:
            size = _SMALL_UNITS[small]
            if size >= section_limit or (pending is not None and not 1 <= pending < 10):
                return None
            section += round((1 if pending is None else pending) * size)
            pending, section_limit = None, size
        elif big:
            size = _BIG_UNITS[big]
            if size >= total_limit or (pending is not None and section and pending >= section_limit):
                return None
            group = section + (pending or 0)
            total += round((group or 1) * size)
            pending, section, section_limit, total_limit = None, 0, 10**4, size
    if pending is not None:
        if pending != int(pending) or pending >= (section_limit if section else total_limit):
            return None
        section += int(pending)
    return total + section if text else None


def parse_won(text: str) -> int | None:
    """The amount that a text writes, with or without its unit: «12,000원», «4,061억 원»; None when it is none."""
    return parse_number(text.strip().removesuffix("원"))


def format_won(krw: int) -> str:
    """«12,000원», «4,061억 원», «1조 300억 원», «1억 2,345만 6,789원»."""
    whole, rest = divmod(krw, _BIG_UNITS["만"])
    if abs(krw) < _EOK or not rest:
        return with_unit(format_large(krw), "원")
    return f"{format_large(whole * _BIG_UNITS['만'])} {rest:,}원"


def format_large(number: int) -> str:
    """A number as it is written: «46,200», and from a hundred million on in large units: «8,600억», «12억 5,000만».

    One that these do not divide stays in figures.
    """
    if abs(number) < _EOK or number % _BIG_UNITS["만"]:
        return f"{number:,}"
    sign, left, parts = "-" if number < 0 else "", abs(number), []
    for unit, size in reversed(_BIG_UNITS.items()):
        whole, left = divmod(left, size)
        parts += [f"{whole:,}{unit}"] if whole else []
    return sign + " ".join(parts)


def with_unit(number: str, unit: str) -> str:
    """«12,000원», «8,600억 원»: a space stands behind a large unit."""
    return f"{number} {unit}" if unit and number.endswith((*_BIG_UNITS,)) else f"{number}{unit}"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number said in a sentence.

    `text[start:end]` is the number with its counter, without a particle. `ordinal` marks «두 번째», «셋째»;
    a bare «2번» is left to the caller, it can mean both.
    """

    start: int
    end: int
    value: int
    counter: str | None
    ordinal: bool = False


def _alternatives(choices: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, choices), key=len, reverse=True))


# Everything that repeats is bounded beyond what any number has, so that a long text is read in linear time.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,16}+(?![0-9])|[0-9]++)"
# Behind a space only what carries a unit or a comma goes on: «3만 5천 원», but «5만 3명» is two numbers.
_MORE_DIGITS = r"(?:\s?[0-9]++[십백천만억조]++|\s?[0-9]{1,3}(?:,[0-9]{3}){1,16}+|[0-9]++)"
# Atomic, so that a long run of digits can't make the search explode.
NUMBER = rf"(?>{_DIGITS}(?:\.[0-9]++)?(?:[십백천만억조]++{_MORE_DIGITS}{{0,16}}+)?)"
"""A regular expression for one number that starts with a digit: «12,000», «81.6», «3만 5천», «361만6853»."""

_COUNTER = _alternatives((*COUNTERS, "%", "㎡", "km", "kg", "cm", "m", "g"))
_ONES = _alternatives(_NATIVE_ONES[1:])
_NATIVE_WORD = _alternatives((*_APPROXIMATE, *map(native, range(1, 100)), "석", "넉", "스물"))
_SINO_SYLLABLES = "일이삼사오육칠팔구십백천만억조"
_MENTION = re.compile(
    rf"""
      (?<![0-9A-Za-z가-힣.,:/\-]) (?P<ordinal>첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열) 째 (?:\s?번)?
    | (?<![가-힣]) (?P<first>첫) \s? 번째
    | (?<![0-9A-Za-z.,:/·\-]) (?P<digits>{NUMBER}) (?:\s? (?P<digit_counter>{_COUNTER}))?
    | (?<![가-힣]) (?<!기로[ ]) (?!(?<=[을를][ ])한)
      (?P<native>{_NATIVE_WORD}) \s? (?P<native_counter>{_alternatives(_NATIVE_COUNTERS)})
    | (?<=민선[ ]) (?P<term>[{_SINO_SYLLABLES}]) (?P<term_counter>기)
    | (?:(?<![가-힣])|(?<=(?<![가-힣])제))
      (?P<sino>[{_SINO_SYLLABLES}]+
        (?:(?<=[만억조])\s[{_SINO_SYLLABLES}]+|(?<=[만억조])\s?[0-9]{{1,4}}[백천]|(?<=천)[0-9]백){{0,3}})
      (?P<sino_gap>\s?) (?P<sino_counter>{_COUNTER})
    | (?<![가-힣]) (?P<thousands>[만천][0-9]{{2,4}}) (?P<thousands_counter>원)
    | (?<![가-힣]) (?P<bare>{_ONES}|스물)
    | (?<![가-힣]) (?P<large>[{_SINO_SYLLABLES}]+[억조])
    """,
    re.VERBOSE,
)
_AFTER_DIGITS = re.compile(r"[.,:/\-·][0-9]|[0-9A-Za-z]|째")
_POLITELY_ASKED = "하나요"
_IS_DONE_THEN = re.compile(r"(?<=에[도는] )하나[\s?.!]*$")
_NTH = re.compile(r"(?<![가-힣])제\s?\Z")
_HANGUL_RUN = re.compile(r"[가-힣]*")

# What may stand between a counter and a particle: «세 개씩은», «만 원대로», «세 명이서».
_SUFFIXES = words(
    """
    쯤 정도 씩 째 이상 이하 미만 초과 안팎 짜리 간 동안 전 후 안 들 당 여 대 이내 내 반 이서 중 중에 중에서
    때 분 기준 이상인 이하인 짜리로 어치 어치를 쯤은 씩만 정도만 정도로 대로 거 꺼 건 껀 것 집 치
    """
)
# The copula and its kin open more endings than a list could hold.
_COPULA = words(
    """
    이래 이거든 이더 이던 이니 이에 예요 입니 이었 였 이야 이지 인데 인가 이나 인지 이면 이고 일까 이네 이구 이군 이잖
    이라 이시 이다 이란 이랬 임 네 구나
    군요 잖아 라며 뿐이
    """
)

# «여덟 개라는데», «네 마리래»: the copula without its vowel, behind another one.
_MELTED = ("라는", "라던", "라고", "래", "라니", "라더")
# «세 달치면»: the copula melts into what ends in a vowel.
_IF = ("면", "면은")

# One Sino syllable glued to one counter syllable is usually another word (사원, 이번, 오기). These are not.
_GLUED = {
    "층": "일이삼사오육칠팔구십",
    "월": "일이삼사오칠팔구",
    "년": "일십백천만",
    "원": "십백천만",
    "명": "십백천만",
    "분": "삼오십",
}
# Behind the demonstrative 이 («이 집», «이 분») no measure stands; behind the number two it does.
_MEASURES = frozenset(words("인분 개월 주일 호선 미터 킬로미터 킬로 센티미터 킬로그램 그램 리터 퍼센트"))
# «맡은 줄 알았는데» without its verb, and «시장 한 사람들»: somebody did it, and nothing is counted.
_DONE_BY = re.compile(r"줄\s?(?:알|몰)|(?:사람|분)들")
_CITIES = frozenset(("이천", "사천"))
_COUNTED_IN_THOUSANDS = frozenset(words("년 원 명 개 미터"))
_LARGE_SINO_OF_NATIVE = frozenset(("명", "개", "마리", "가지", "대", "건", "배"))


def ends_cleanly(word: str, rest: str) -> bool:
    """Whether `rest`, the Hangul glued behind a counter, is only a suffix, a particle or a copula."""
    if not rest or can_follow(word, rest) or rest.startswith(_COPULA):
        return True
    if rest.startswith(_MELTED) and final_consonant(word[-1]) == "":
        return True
    for suffix in _SUFFIXES:
        if rest.startswith(suffix):
            tail = rest[len(suffix) :]
            if not tail or can_follow(suffix, tail) or tail.startswith(_COPULA) or tail in _IF:
                return True
    return False


@lru_cache(maxsize=IN_A_TURN)
def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number mentioned in a sentence, with its counter, from left to right.

    Digits count anywhere except inside dates, times, telephone numbers and codes («11:30», «R001»).
    Written-out numbers count only before a counter of their system and at the start of a word, so that
    «이 집» (this house), «만두», «이번», «사원» and «이천 쌀» hold none; bare «하나» … «아홉» and «사천억» count alone.
    «두세 군데» counts as 3. The adverb «한 번» («다시 한 번») and the verb of «한 줄 알았는데» are no numbers.
    """
    found = []
    at = 0
    while match := _MENTION.search(text, at):
        mention = _mention(match)
        at = match.end()
        if mention is None:
            at = match.start() + max(1, len(match.group("digits") or ""))
        else:
            found.append(_with_prefix(text, mention))
            at = mention.end
    return tuple(found)


def _with_prefix(text: str, mention: NumberMention) -> NumberMention:
    """«제35대»: the prefix that makes a number the one of a row belongs to it."""
    prefixed = _NTH.search(text[max(0, mention.start - 3) : mention.start])
    return replace(mention, start=mention.start - len(prefixed[0])) if prefixed else mention


def _mention(match: re.Match[str]) -> NumberMention | None:
    text, start = match.string, match.start()
    if match.group("first"):
        return NumberMention(start, match.end(), 1, "번째", ordinal=True)
    if word := match.group("ordinal"):
        return NumberMention(start, match.end(), _NATIVE_VALUES.get(word, 1), "째", ordinal=True)
    if match.group("digits"):
        return _mention_in_digits(match)
    kind = next(kind for kind in ("native", "term", "sino", "thousands", "bare", "large") if match.group(kind))
    word = match.group(kind)
    counter = None if kind in ("bare", "large") else match.group(f"{kind}_counter")
    value = _APPROXIMATE.get(word) or parse_number(word)
    if value is None or not ends_cleanly(counter or word, _run_at(text, match.end())):
        return None
    if kind == "native" and value == 1 and (counter == "번" or _DONE_BY.match(text, match.end() - len(str(counter)))):
        return None
    if kind == "native" and match.group() == "한대" and not re.search(r"\w", text[match.end() :]):
        return None  # «얼마나 한대»
    if kind == "bare" and start and (text.startswith(_POLITELY_ASKED, start) or _IS_DONE_THEN.match(text, start)):
        return None  # «지금도 하나요», «월요일에도 하나»
    if kind == "sino" and not _believable_sino(word, match.group("sino_gap"), str(counter), value):
        return None
    return NumberMention(start, match.end(), value, counter, ordinal=counter == "번째")


def _mention_in_digits(match: re.Match[str]) -> NumberMention | None:
    text = match.string
    digits, counter = match.group("digits"), match.group("digit_counter")
    value = parse_number(digits)
    number_end = match.end("digits")
    if value is None or (counter is None and _AFTER_DIGITS.match(text, number_end)):
        return None
    if counter and not ends_cleanly(counter, _run_at(text, match.end())):
        counter = None
    end = match.end() if counter else number_end
    return NumberMention(match.start(), end, value, counter, ordinal=counter == "번째")


def _believable_sino(word: str, gap: str, counter: str, value: int) -> bool:
    """Whether Sino syllables before a counter are a number rather than the beginning of another word."""
    if word == "이" and gap:
        return counter in _MEASURES
    if word in _CITIES:
        return counter in _COUNTED_IN_THOUSANDS
    systems = COUNTERS.get(counter, ("sino",))
    if "sino" not in systems:
        spelt = gap and len(counter) > 1 and word[-1] not in "천만억조"  # «오십 포기», and not «이만 가지»
        return value >= 20 and (counter in _LARGE_SINO_OF_NATIVE or bool(spelt))
    return len(word) > 1 or len(counter) > 1 or bool(gap) or word in _GLUED.get(counter, "")


def _run_at(text: str, at: int) -> str:
    match = _HANGUL_RUN.match(text, at)
    return match.group() if match else ""
