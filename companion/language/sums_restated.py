"""A question that leans on the sum before it, said again in full, so that it can be reckoned like any other.

«그 돈으로 장미를 몇 송이 사» gets the sum itself («40000원으로 …»); «스무 명 더 오신대, 그럼 몇 개야?», «장미가 칠천
원이래» and «열 명씩 앉으면?» are the question before with one of its amounts changed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from companion.base import patterns as re
from companion.language.arithmetic import written_number
from companion.language.hangul import final_consonant
from companion.language.people_words import without_particle
from companion.language.quantities import PERSONS
from companion.language.readings import words
from companion.language.told_amounts import SHARE, ToldAmount, told_amounts

_REST: Final = re.compile(
    r"(?<![가-힣])(?:그|이|남은|남는)\s(?:돈|금액|액수|값)(?=으로|로|에서|을\s가지고|\s가지고)"
    r"|(?<![가-힣])(?:남은|남는)\s(?P<what>[가-힣]{1,4}?)(?=(?:으로|로|에서)\s)|(?<![가-힣])(?:그걸|이걸|나머지|남은\s걸|남는\s걸)(?=로\s)"
)
"""What came out, as something to go on with."""
_THINGS: Final = ("거", "것", "돈", "금액")
_MORE: Final = re.compile(r"\s?(?:이|가|을|를|은|는)?\s?(?:더(?![가-힣])|추가|늘)")
_FEWER: Final = re.compile(
    r"\s?(?:이|가|을|를|은|는|만)?\s?(?:더\s)?(?:갑자기\s)?(?:(?:못|안)\s?(?:오|와|왔|온|올|가|간|갔|먹|사|샀|하|했|되|된|됐|돼|내|냈|낸|낼)|빠지|빠진|빠졌|빠질|빼|취소|줄|덜|불참)"
)
_IS: Final = re.compile(
    r"(?:짜리)?\s?(?:이?면|이?라면|이?래|이?라고|이라|이?야|이?에요|예요|입니다|인데|이었|였|으로|로\s|(?:이|가)?\s?아니)"
)
_SPEED: Final = re.compile(r"시속\s?")
_EACH_IS: Final = re.compile(r"\s?씩(?:\s?[가-힣]{1,6}면|이?면|\s?[가-힣]{1,6}(?:대|래)(?=요?[\s.!?]|$))")
_NOT_THIS: Final = re.compile(r"\s?(?:이|가)?\s?(?:아니|말고)")
_OPENING: Final = re.compile(
    r"^(?:(?:아|앗|어|참|아참|아니|아니다|아이고|근데|그런데|그럼|그러면|잠깐|잠깐만|미안)[,.!]?\s+)+"
)


_EACH_MORE: Final = re.compile(r"씩\s?(?:더|보태|추가|빼|깎)")


def adds_each(text: str) -> bool:
    """«거기에 삼천 원씩 더하면»: so much more for each of those there were."""
    return _EACH_MORE.search(text) is not None


def pointed_out(text: str, result: Fraction, unit: str) -> str | None:
    """The text with what came out in place of what points at it: «그 돈으로»; None where nothing does.

    Args:
        text: what was said.
        result: what came out just before, in `unit`.
        unit: its unit, "" for a bare number.
    """
    found = _REST.search(text[:200])
    written = written_number(result)
    if found is None or not unit or result <= 0 or written is None or adds_each(text):
        return None
    if ("돈" in found[0] or "금액" in found[0]) and unit != "원":
        return None
    thing = found["what"] or ""
    label = f"{thing} " if thing and thing not in _THINGS else ""
    after = (
        re.sub(r"^로(?=\s)", "으로", text[found.end() :])
        if final_consonant(unit[-1]) not in ("", "ㄹ")
        else text[found.end() :]
    )
    return f"{text[: found.start()]}{label}{written.replace(',', '')}{unit}{after}"


def supposes_otherwise(text: str) -> bool:
    """«여섯 명씩 하면?»: something else is taken to be so, or how much it would be is asked."""
    return re.search(r"면[\s?.!]*$|얼마|(?<![가-힣])몇|며칠", text) is not None


def pointer_filled(text: str, result: Fraction, unit: str) -> str:
    """The text with what came out in place of «거기서» and «거기에», so that it can be changed later."""
    written = written_number(result)
    if written is None:
        return text
    written = written.replace(",", "")
    return _THERE.sub(lambda found: f"{written}{unit}{'에' if found['to'] else '에서'}", text)


_THERE: Final = re.compile(r"(?<![가-힣])[거여]기(?:에서|서|(?P<to>에다가?|에))(?=\s)")


def changed_question(text: str, asked: str) -> str | None:
    """The question before, with the one amount of it that a text changes; None where a text changes none of it.

    Args:
        text: what was said.
        asked: the question that was reckoned before it, in full.
    """
    text = _OPENING.sub("", text[:200])
    told = [one for one in told_amounts(text) if one.unit and not _NOT_THIS.match(text, one.end)]
    if len(told) != 1 or _THERE.search(text) or _REST.search(text):
        return None  # what goes on from a result changes none of it
    (one,) = told
    rest = text[one.end :]
    if not _asks_again(rest, asked):
        return None
    each = _EACH_IS.match(text, one.end) is not None
    more, fewer = _MORE.match(text, one.end), _FEWER.match(text, one.end)
    if not (each or more or fewer or _IS.match(text, one.end)):
        return None
    before = _changed(one, told_amounts(asked), each=each, moves=bool(more or fewer))
    if before is None:
        return None
    value = before.value + one.value if more else before.value - one.value if fewer else one.value
    written = written_number(value)
    if written is None or value <= 0 or value == before.value:
        return None
    said = asked[before.start : before.end]
    speed = found[0] if (found := _SPEED.match(said)) is not None else ""
    return f"{asked[: before.start]}{speed}{written.replace(',', '')}{before.unit}{asked[before.end :]}"


def _asks_again(rest: str, asked: str) -> bool:
    """Whether what follows an amount asks nothing, or only what was asked before: «그럼 테이블은 몇 개야?»."""
    found = _QUESTION.search(rest)
    if found is None:
        return _ASKS_ELSE.search(rest) is None
    clause = max(rest.rfind(mark, 0, found.start()) for mark in _CLAUSE_ENDS)
    said = rest[clause + 1 : found.start()].split() if clause >= 0 else rest[: found.start()].split()
    said = [word for word in said if word not in _FILLERS]
    return all(without_particle(word) in asked for word in said) and _ENDS.fullmatch(found["rest"]) is not None


_QUESTION: Final = re.compile(
    r"(?:얼마|(?<![가-힣])몇\s?[가-힣]{1,3}?|며칠)(?P<rest>(?:야|이야|예요|이에요|지|죠|나|니|냐|씩|이지|[\s?.!]).*|)$"
)
_ASKS_ELSE: Final = re.compile(r"[가-힣]\s?수\s?(?:있|없)|어디|뭐|뭘|무엇|누구|누가|왜|어떻게|언제|무슨|어느|어떤")
_ENDS: Final = re.compile(r"(?:야|이야|예요|이에요|이지|지|죠|나|니|냐|씩|이)?(?:\s[가-힣]{1,6}){0,2}[\s?.!]*")
_CLAUSE_ENDS: Final = (".", ",", "!", "면 ", "대 ", "래 ", "데 ")
_FILLERS: Final = frozenset(words("그럼 그러면 이제 다 모두 전부 총 그래서 합쳐서"))


def _changed(one: ToldAmount, before: tuple[ToldAmount, ...], *, each: bool, moves: bool) -> ToldAmount | None:
    """Which of the amounts before it is: that of the same thing, or the only one of its unit."""
    alike = [o for o in before if o.unit == one.unit or {o.unit, one.unit} <= PERSONS]
    if one.unit == SHARE or not alike:
        return None
    named = [o for o in alike if one.label and o.label == one.label]
    if named:
        return named[-1]
    if one.label and not (moves and one.unit in PERSONS):
        return None  # of another thing
    kind = [o for o in alike if (o.per is not None) == (each or one.per is not None)] if len(alike) > 1 else alike
    return kind[-1] if kind else None  # «사과 세 개에 오천 원이면 아홉 개는 얼마야»: what is asked comes last
