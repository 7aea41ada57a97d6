"""What is asked of somebody who was told of: of whom, which of theirs, and whether it says that it was told before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.pattern_rows import PatternRows
from companion.language.people_told import CONTINUED
from companion.language.people_words import FAMILIAR, KIN_WORDS, PERSON_POINTERS, SPEAKER
from companion.language.self_words import About

_ATTRIBUTES: Final = PatternRows[About](
    (r"몇\s?(?:년|연)\s?생|무슨\s?띠|(?:몇\s년|언제)에?\s?태어", "age"),
    (r"몇\s?학년", "role"),
    (
        r"무슨\s(?:과(?![가-힣]*[일목자정])|학과|전공|학부)|어느\s(?:과|학과)|(?:학과|전공)[이가은]?\s(?:뭐|무엇|무슨)",
        "study",
    ),
    (
        r"어디(?:서|에서)?\s?(?:일[하한해]|근무)|(?:회사|직장|부서|가게|매장|사무실|공장|병원)[은는이가]?\s?(?:어디|뭐|이름|기억)",
        "work_at",
    ),
    (
        r"(?:무슨|어느)\s(?:학교|회사|대학|유치원|학원)|어디[에를]?\s?다[니닌녀]|(?:학교|대학)[가는]?\s(?:어디|뭐)",
        "attends",
    ),
    (r"(?:뭐|어떻게|뭐라고?)\s?(?:라고)?\s?(?:부르|불러)|별명[이은]?\s", "call"),
    (r"(?<![가-힣])성(?:씨)?[이은가]\s(?:뭐|무엇|무슨)", "surname"),
    (r"이름|성함|존함|통성명|(?:내가|날|나를|저를)\s(?:누구|뭐)라고\s(?:부르|소개|불)|누군지\s알아맞", "name"),
    (r"생일|생신|귀빠진", "birthday"),
    (r"고향|어디\s?(?:사람|출신)", "origin"),
    (r"어디(?:서|에서)\s?(?:왔|오셨|온[다지])", "came"),
    (r"(?:무슨|어떤)\s(?:지)?병(?![가-힣]*원)|병명|지병|(?:무슨|어떤|어디)\s[가-힣]*\s?앓", "illness"),
    (r"취미", "hobby"),
    (r"(?<![가-힣])꿈|(?:뭐|무엇이|뭐가)\s?되고\s?싶", "dream"),
    (r"(?<![가-힣])(?:키|신장)(?:는|가|이|도)?(?:\s|$|[?])", "height"),
    (r"언제\s?(?:돌아가|떠나|떠났|가셨|세상)", "died"),
    (
        r"(?:못|안)\s?(?:먹|드[시신셔]|자[시셔]|대는)|탈\s?나|먹으면\s안|피해야|빼\s?(?:달라|라고)|알레르기|알러지",
        "avoid",
    ),
    (r"싫|꺼[리려]|별로라|불호|안\s좋아|질색|취향\s?아닌", "dislike"),
    (r"좋아[하했한해혀]|좋다고|취향|최애|사족|애호|즐긴|즐겨", "like"),
    (
        r"동네|(?:나|내가|제가)\s사는|어디에?\s?(?:산[다대댔]|사[는시신셔]|살[아고지았]?|있[다댔]|계[시신셔])|집이?\s어디",
        "home",
    ),
    (r"나이|연세|춘추|몇\s?(?:살|짤|이라|이었|이게|이[시신셔])", "age"),
    (r"직업|생업|(?:하는|무슨|하시는)\s일|먹고\s?산|뭐\s?(?:하(?:는\s?(?:사람|분)|시|셨|신|던)|한다고)", "role"),
)
"""Which of theirs."""
_BORN: Final = re.compile(r"몇\s?(?:년|연)\s?생|무슨\s?띠|(?:몇\s년|언제)에?\s?태어")
_RECALLS: Final = re.compile(
    r"[다라자냐]고\s?(?:했|그랬|말했|얘기했|하셨|캤|혔|한\s거)|[랬댔캤쟀](?:지|더라|어|나|죠|니|냐|제|는|게)|[다라]\s?그랬|기억|"
    r"(?:알려|말해|얘기해|가르쳐|소개해)\s?(?:줬|드렸|주었)|말씀드[렸린]|(?:말|얘기|이야기)했[지는던]|(?:안\s)?(?:까먹|잊)|"
    r"(?:였|이었|했)(?:지|죠|제|나|니|을까)[요?\s!.]*$|[뭐구디지하]게[?\s]*$|맞[혀춰]|"
    r"(?:알지|알아|알고|아시죠|아시지|아세요|아는가|알겠)[요?\s!.]*$|(?<!더)라고[?\s]*$|며[?\s]*$"
)
"""It was told before, or the robot should know it."""
_WH: Final = r"(?<![가-힣])(?:뭐|뭘|뭔|무엇|무슨|누구|어디|언제|얼마|어떻게|몇)"
_SOUGHT: Final = re.compile(rf"{_WH}.*(?:더라|드라|더라고)[요?\s!.]*$")
"""«어디 산다더라»: what one tries to remember; «걔가 울더라고» tells what one saw."""
_ASKS: Final = re.compile(
    rf"{_WH}|"
    r"[?]\s*$|[은는도](?:요)?[\s?.!]*$|(?:실까|을까|ㄹ까|까)요?[\s?.!]*$"
)
_OF_ROBOT: Final = re.compile(r"(?<![가-힣])(?:너|넌|네가|니가|너는|네|너의|니|자네|당신|파이보)(?:는|가|도|의)?(?=\s)")
_ORDERS: Final = re.compile(r"(?:추천|찾아|알람|알림|깨워|예약|주문|틀어|더하|빼|곱하|나누)")
_PARTICLES: Final = r"(?:께서는|께서|한테|에게|이는|이가|은|는|이|가|도|의|네|들이|들은|)"
_SUMS: Final = re.compile(r"합치|합쳐|더하|차이|보다|많아|많지|어려|어리|적어|적지|위야|아래|뒤|후|되면|때")


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """What is asked.

    Attributes:
        who: the word for of whom; "" the speaker, `CONTINUED` where nobody is named.
        about: which of theirs, "" where that does not show.
        marked: whether it says that it was told before.
        born: whether the year of birth is asked.
        also: what else of theirs is asked for: «어디서 오셨다고 했지? 성함도».
    """

    who: str
    about: About | Literal[""]
    marked: bool
    born: bool = False
    also: tuple[About, ...] = ()


def asked_of_people(text: str, names: tuple[str, ...] = ()) -> PersonAsked | None:
    """Of whom what is asked: «큰아들이 어디 산다고 했더라», «이분 성함 기억하지?»; None where it is no such question.

    Args:
        text: what is said.
        names: of people who were told of.
    """
    text = " ".join(text.split())[:200]
    marked = _RECALLS.search(text) is not None or _SOUGHT.search(text) is not None
    if not (marked or _ASKS.search(text)) or _ORDERS.search(text) or _SUMS.search(text):
        return None
    if _OF_ROBOT.search(text) and not marked:
        return None
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "\0"
    people = re.compile(
        rf"(?<![가-힣])(?P<who>{SPEAKER}|{PERSON_POINTERS}|{named}|{KIN_WORDS}(?:\s(?:{named}))?){FAMILIAR}?{_PARTICLES}(?=\s|$|[?!.])"
    )
    found = [m["who"] for m in people.finditer(text)]
    if not found and _OF_THING.search(text):
        return None  # «우리 팀 이름이 뭐라고 했지»
    others = [who for who in found if not re.fullmatch(SPEAKER, who)]
    who = others[-1] if others else "" if found else CONTINUED
    about = _ATTRIBUTES.within(text) or ""
    about = "" if about == "role" and _ON_A_DAY.search(text) else about
    about = "" if about in ("like", "dislike") and _WHERE.search(text) else about
    if not about and not (marked and others):
        return None
    if who == CONTINUED and not marked and len(text.split()) > _FEW:
        return None
    others_too = tuple(one for one in _ATTRIBUTES.all_within(text) if one != about) if _ALSO.search(text) else ()
    return PersonAsked(who, about, marked, _BORN.search(text) is not None, others_too)


_FEW: Final = 3
_ALSO: Final = re.compile(r"(?<=[가-힣])도(?:요)?[\s?.!]|(?<=[가-힣])(?:이랑|랑|하고|와|과)\s|[가-힣]고[,?]?\s")
"""What says that more than one thing is asked for."""
_WHERE: Final = re.compile(r"(?<![가-힣])어디가?\s(?:안|못|좀|많이|제일|더)?\s?(?:좋|싫|편)")
"""«어디가 안 좋다고 했지»: what ails somebody, and nothing that is liked."""
_ON_A_DAY: Final = re.compile(r"(?<![가-힣])(?:어제|그제|오늘|내일|모레|아까|지난|주말|이번|다음|방금)")
"""«어머니가 어제 뭐 하셨다고 했지»: a deed, and no trade."""

_OF_THING: Final = re.compile(
    r"(?<![가-힣])(?:우리|저희|내|제)\s(?!집\s)[가-힣A-Za-z]{1,8}(?:\s[가-힣]{1,6})?\s(?:이름|별명|생일|기념일)"
)
"""What is nobody's own: «우리 팀 이름»."""
_HALF_NAMED: Final = re.compile(
    r"(?<![가-힣])(?P<surname>[가-힣])\s?(?:뭐|뭣|머|무슨|뭐시기)(?:뭐)?(?:라는|라던|라고\s?하는|인가\s?하는|라나\s?하는|\s하는)\s"
    r"(?:사람|분|양반)"
)
"""«염 뭐라는 사람», «김 뭐라고 하는 분»."""


def half_named(text: str) -> tuple[int, int, str] | None:
    """Where somebody is called by the surname alone, the rest being forgotten: «염 뭐라는 사람»; with the surname."""
    found = _HALF_NAMED.search(text)
    return None if found is None else (*found.span(), found["surname"])
