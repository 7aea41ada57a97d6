"""What is shared over the turns of a talk: so many things, among whom, and what becomes of one's own share.

«사탕 열두 개 있는데 동생이랑 나누면» … «사촌 누나도 왔어 그럼 세 명인데» … «내 거에서 두 개 먹으면». Whoever comes
or goes changes among how many it is; what is eaten, lost or given of one's own is taken from the share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.introductions import is_given_name
from companion.language.numbers import native, native_noun, parse_number
from companion.language.people_words import KIN_WORDS
from companion.language.quantities import PERSONS

_NATIVES: Final = sorted({say(n) for n in range(1, 100) for say in (native, native_noun)}, key=len, reverse=True)
_N: Final = rf"(?:\d{{1,4}}|{'|'.join(_NATIVES)}|[일이삼사오육칠팔구]?[십백][일이삼사오육칠팔구십]{{0,3}})"
_THINGS: Final = "개|장|조각|알|마리|자루|권|병|송이|봉지|봉|쪽|판|줄|컵|상자|켤레|포기|통|캔|모|입"
_TOTAL: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{_N})\s?(?P<unit>{_THINGS})(?!씩)(?:가|이|를|을)?\s?(?:[가-힣]{{1,4}}\s)??(?:있|갖고|가지고|샀|받|를|을|여|야|이야|인데|이에요|예요|이고|고|$|\S*\s?(?:나누|나눠|나눌|갈라))"
)
_EACH: Final = re.compile(r"씩|똑같이|나누|나눠|나눌|갈라|반반|반씩")
_COUNT: Final = rf"(?P<n>{_N}(?:\s?(?:명|사람))?)"
_WITH: Final = re.compile(r"(?P<who>[가-힣]+(?:\s[가-힣]+)?)(?:이랑|랑|하고|와|과)(?=\s)")
_AMONG: Final = re.compile(
    rf"(?<![가-힣\d]){_COUNT}(?:이|이서|서|으로|로)?(?:\s(?:똑같이|같이|다|모두))?\s?(?:나누|나눠|나눌|갈라|먹|이면|이니까|인데|이야|이지|이네|이래|인\s?거|이라|,|$)"
)
_MORE: Final = re.compile(
    rf"(?:(?:친구|사람|애|손님|동생|사촌)\s)?(?<![가-힣\d]){_COUNT}(?:이|도|가)?\s(?:더\s)?(?:왔|오면|온[다대]|와서|와\b|끼|껴|낀|합류|늘)"
)
_CAME: Final = re.compile(
    r"(?P<who>[가-힣]+(?:\s[가-힣]+)?)(?:도|까지|이|가)\s(?:더\s|같이\s|막\s|방금\s)?(?:왔|오면|온[다대]|와서|오네|오신|오셨|끼|껴|낀|합류|먹는[다대]|먹겠|먹고\s?싶)"
)
_WENT: Final = re.compile(
    r"(?P<who>[가-힣]+(?:\s[가-힣]+)?)(?:은|는|이|가)\s(?:안\s먹|안\s온|못\s온|못\s와|빠지|빠진|빠졌|갔|간[다대]|필요\s?없|싫[다대])"
)
_FEWER: Final = re.compile(
    rf"(?<![가-힣\d]){_COUNT}(?:이|은|는|가)?\s(?:안\s먹|안\s온|못\s온|못\s와|빠지|빠진|빠졌|갔|간[다대]|집에\s갔)"
)
_BESIDE: Final = re.compile(rf"(?<=[가-힣])\s{_COUNT}(?:이랑|랑|하고|과)(?=\s)")
"""«친구 셋이랑 나누면»: so many, and the speaker."""
_OWN: Final = re.compile(
    r"(?<![가-힣])(?:내|제)\s?(?:거|것|몫|꺼|게|걸)|(?<![가-힣])(?:내가|나는|난|제가|저는|나)(?![가-힣])"
)
_GONE: Final = re.compile(
    rf"(?<![가-힣\d])(?P<n>{_N})\s?(?P<unit>{_THINGS})?(?:를|을|만|은)?\s(?:[가-힣]+(?:한테|에게|을|를)?\s){{0,2}}?"
    r"(?:먹|마시|주[면고]|줬|줘|잃|떨어|버리|버렸|양보|나눠\s?주|빼|써|쓰)"
)
_LEFT_ASKED: Final = re.compile(
    r"(?:몇|얼마나?)\s?(?:개|장|조각|알|마리|자루|권|병|송이|봉지|쪽|판|줄|캔)?[가-힣]*\s?(?:남|있|되|돼)|남[아는지을]|[면][\s?]*$"
)
_EACH_ASKED: Final = re.compile(
    r"(?:몇|얼마)[가-힣\s]{0,6}?씩|(?:한\s?(?:사람|명)|각자|나는|내가|제가)\s?(?:에|당|이|은)?\s?(?:몇|얼마)|몇\s?(?:개|장|조각|알)\s?(?:먹|가지|갖|받)"
)
_FEWEST: Final = 2
_LATELY: Final = 5


@dataclass(frozen=True, slots=True)
class Sharing:
    """So many things shared among so many; `own` is what became of one's own share, taken off it."""

    whole: int = 0
    unit: str = ""
    among: int = 0
    own: int = 0

    @property
    def share(self) -> int:
        """What each gets, nothing being cut."""
        return self.whole // self.among if self.among else 0

    @property
    def rest(self) -> int:
        """What is left over of all of it."""
        return self.whole % self.among if self.among else 0

    @property
    def known(self) -> bool:
        """Whether all that it takes was told."""
        return self.whole > 0 and self.among >= _FEWEST


@dataclass(frozen=True, slots=True)
class Shared:
    """What follows for an utterance: each one's share, or what is left of the speaker's own."""

    kind: Literal["each", "own"]
    value: int
    sharing: Sharing


def shared_out(text: str, heard: Sequence[str]) -> Shared | None:
    """What comes of things shared before, and of who came, left or ate since; None where nothing was shared.

    Args:
        text: what is said.
        heard: what was said before, the newest first.
    """
    before, changed = _told_before(heard)
    if not before.known:
        return None
    now = _after(text, before)
    if now.whole != before.whole or now.unit != before.unit:
        return None
    if now.own != before.own:
        left = now.share - now.own
        return Shared("own", left, now) if left >= 0 and _LEFT_ASKED.search(text) else None
    if now.among != before.among and now.among >= _FEWEST:
        told = _AMONG.search(text) is not None or _EACH_ASKED.search(text) or text.rstrip(" ?!.").endswith("면")
        return Shared("each", now.share, now) if told else None
    asked = _EACH_ASKED.search(text) is not None and not any(map(str.isdigit, text))
    return Shared("each", now.share, now) if asked and changed else None


def _told_before(heard: Sequence[str]) -> tuple[Sharing, bool]:
    """What was shared, and whether who shares was told anew since: the share is another one now."""
    state, changed = Sharing(), False
    for said in reversed(heard[:_LATELY]):
        after = _after(said, state)
        changed = state.known and after.whole == state.whole and after.among != state.among
        state = after
    return state, changed


def _after(text: str, before: Sharing) -> Sharing:
    """The sharing after an utterance."""
    total = _TOTAL.search(text)
    number = parse_number(total["n"].strip()) if total is not None else None
    divides = _EACH.search(text) is not None
    rest = text
    if total is not None and number and divides and _OWN_SHARE.search(text) is None:
        before = Sharing(number, total["unit"], 0)
        rest = text[: total.start()] + text[total.end("unit") :]
    elif not before.known:
        return before
    gone = _GONE.search(rest)
    taken = parse_number(gone["n"].strip()) if gone is not None else None
    own = _OWN.search(text) is not None or _THERE.search(text) is not None
    if before.known and gone is not None and taken and own and gone["unit"] in (None, before.unit):
        return replace(before, own=before.own + taken)
    return replace(before, among=_among(rest, before.among, divides=divides))


_OWN_SHARE: Final = re.compile(r"(?<![가-힣])(?:내|제)\s?(?:거|것|몫|꺼)")
_THERE: Final = re.compile(r"(?<![가-힣])(?:거기서|거기에서|그중에서?|그중)(?![가-힣])")


def _among(text: str, before: int, *, divides: bool) -> int:
    """Among how many it is, after an utterance: as it says, or one more or fewer for each who comes or goes."""
    more = _MORE.search(text)
    number = _number(more["n"]) if more is not None else 0
    so_many = [n for found in _AMONG.finditer(text) if (n := _number(found["n"])) >= _FEWEST]
    if so_many and not (more is not None and number):
        return so_many[-1]
    if before and number:
        return before + number
    fewer = _FEWER.search(text) if before else None
    gone = _number(fewer["n"]) if fewer is not None else 0
    if 0 < gone < before:
        return before - gone
    beside = _BESIDE.search(text) if divides else None
    if beside is not None and (others := _number(beside["n"])):
        return others + 1
    came = _CAME.search(text) if before else None
    if came is not None and _is_somebody(came["who"]):
        return before + 1
    went = _WENT.search(text) if before else None
    if went is not None and _is_somebody(went["who"]):
        return before - 1
    together = [found["who"] for found in _WITH.finditer(text) if _is_somebody(found["who"])]
    return len(together) + 1 if together and divides else before


def _number(said: str) -> int:
    words = re.sub(r"\s?(?:명|사람)$", "", said).strip()
    return parse_number(words) or 0


def _is_somebody(said: str) -> bool:
    """Whether a noun phrase is a person, and not the speaker: «사촌 누나», «민지», «옆집 친구»."""
    last = said.split()[-1]
    known = any(
        re.fullmatch(KIN_WORDS, one) is not None or is_given_name(one) for one in (last, last.removesuffix("이"))
    )
    return known or last in PERSONS
