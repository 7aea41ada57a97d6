"""What the endings and helpers of a verb say: whether it closes, describes, asks, requests, denies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import TELLING_WHY
from companion.language.word_classes import AND, OUGHT, UP_TO

_DESIST: Final = "말"
_FORBIDS: Final = re.compile(r"(?:아|어|ㅏ|ㅓ)(?:요)?|라")
"""Endings with which «-지 말-» wants something left: «틀지 마», «열지 마세요», and not «기다리지 말고»."""
GIVING: Final = "주"
"""The auxiliary of what is done for somebody."""
_REQUESTS: Final = frozenset((GIVING, "드리", "달", "다오"))
_ASKING: Final = re.compile(
    r"(?:까|니|냐|나|는지|은지|ㄴ지|을지|ㄹ지|는가|은가|ㄴ가|던가|노|고|꼬|는교|련|ㄹ래|을래|지|죠|더라)요?$"
)
_HEARSAY: Final = re.compile(
    r"(?:다며|라며|다면서|라면서|다던데|라던데|라고|다고|라는데|다는데|다더니|라더니|라던|다던|래|대|던데|랬|다더라|라더라)요?$"
)
_HEARD, _OPEN_ENDED = "들", "데"
"""«대행이 있었다고 들었는데»: the auxiliary of what one heard, and the ending with which one wants it confirmed."""
_PAST: Final = ("았", "었", "였", "ㅏㅆ", "ㅓㅆ", "ㅕㅆ", "ㅆ")
"""The past, by itself and drawn together with the stem («일어났»)."""
_STATING: Final = re.compile(r"(?:ㄴ|는)(?:다|대)|(?:ㄹ|을)게")
"""What somebody does or promises, which asks nothing of the listener: «사 준대», «해 줄게»."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What a verb's endings say.

    Attributes:
        ending: the last ending.
        closes: whether a sentence ends here; `modifies`: whether it describes the noun after it.
        negated: «안», «못», «-지 않다», «아니다».
        requests: whether somebody is asked to do it («해 줘», «하세요», «해 봐»).
        asks: whether the ending asks, or can.
        hearsay: whether it passes on or doubts what others say («-다며», «-라던데»).
        ought: whether it says what should be («-어야 되다»).
    """

    ending: str = ""
    closes: bool = False
    modifies: bool = False
    past: bool = False
    future: bool = False
    negated: bool = False
    requests: bool = False
    wishes: bool = False
    asks: bool = False
    hearsay: bool = False
    ought: bool = False


_FORMAL: Final = re.compile(r"(?:[ㅂᄇ]|습)(?:니다|니까|시다)$")
"""Endings that nothing follows, though the dictionary takes some for joining ones: «질문 들어갑니다 …»."""


def passes_on(text: str) -> bool:
    """Whether it is an ending that passes on what others say."""
    return _HEARSAY.fullmatch(text) is not None


def helped(form: VerbForm, helper: str) -> VerbForm:
    """The form with an auxiliary verb after it."""
    done = helper == _DESIST and form.ending == "고"  # «먹고 말지», which denies nothing
    negated = form.negated != (helper in ("않", _DESIST, "못하") and not done)
    return replace(
        form,
        ending=helper if (helper == _DESIST and not done) or (helper == _HEARD and form.hearsay) else form.ending,
        requests=form.requests or helper in _REQUESTS,
        wishes=form.wishes or helper == "싶",
        negated=negated,
    )


def ended(form: VerbForm, ending: str, tag: str) -> VerbForm:
    """The form with one more ending."""
    if tag == "EP":
        return replace(form, past=form.past or ending.endswith(_PAST), future=form.future or ending == "겠")
    requests = (
        form.requests
        or re.fullmatch(r"(?:아|어|여|)라|(?:으|)(?:십시오|시오|세요|셔요|렴|려무나)", ending) is not None
        or (form.ending == _DESIST and _FORBIDS.fullmatch(ending) is not None)
    )
    return replace(
        form,
        ending=ending,
        closes=((tag == "EF" or _FORMAL.search(ending) is not None) and ending not in AND)
        or ending.endswith((UP_TO, *TELLING_WHY)),
        modifies=tag == "ETM",
        past=form.past or (tag == "ETM" and ending == "던"),
        future=form.future or (tag == "ETM" and ending in ("ㄹ", "을")),
        requests=requests and not form.past and _STATING.match(ending) is None,
        wishes=form.wishes or ending.removesuffix("요") in ("ㄹ래", "을래"),
        asks=_ASKING.search(ending) is not None,
        hearsay=_HEARSAY.search(ending) is not None or (form.ending == _HEARD and ending.endswith(_OPEN_ENDED)),
        ought=form.ought or (tag == "EC" and ending in OUGHT),
    )
