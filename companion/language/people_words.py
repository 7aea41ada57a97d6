"""Whom people speak of: the words by which somebody is named, pointed at or presented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.introductions import is_full_name, is_given_name
from companion.language.morphemes import tokenize
from companion.language.readings import words
from companion.language.self_words import ELDERS, KIN, PETS, RELATED, is_same_relative

_BY_LENGTH: Final = sorted(KIN | ELDERS, key=len, reverse=True)
_WHICH: Final = r"(?:(?:첫|둘|셋|넷)째\s?|(?:큰|작은|막내|외|친)\s?)"
KIN_WORDS: Final = (
    rf"(?:{_WHICH}?(?:{'|'.join(_BY_LENGTH)})|(?:{_WHICH}|[가-힣]{{1,2}}(?=아들|딸|손))(?:{'|'.join(RELATED)}))(?:님)?"
)
"""A relative, a friend or a pet: «둘째 손녀», «막내딸», «여자친구», «강아지»."""
FAMILIAR: Final = r"(?:\s?녀석|놈|년)"
"""What is put behind a child of theirs, fondly or crossly: «아들놈», «손주 녀석»."""
PERSON_POINTERS: Final = (
    r"(?:(?:이|그|저|고|요)\s?(?:분|양반|사람|친구|애|아이|녀석|놈|어르신)|"
    r"(?:이|그|저)\s(?:어머님|아버님|어머니|아버지|할머님|할머니|할아버님|할아버지|아주머니|아저씨|학생|선생님)|걔|쟤|얘|갸|이쪽|저쪽|그쪽"
    r"|(?:(?:오늘|여기|저기)\s)?(?:모신|오신|계신|나오신|올라오신|소개할|초대한)\s분|(?:초대\s?)?손님|게스트)(?!들|끼리)"
)
"""Somebody who was spoken of or stands there."""
SPEAKER: Final = r"(?:나는|나도|나만|나한테|나의|난|내가|내|나|저는|저도|저만|저한테|저의|전|제가|제|저)(?=\s|$)"
_TITLES: Final = frozenset(
    words(
        "어르신 님 씨 군 양 선생님 선생 할머니 할아버지 사장님 회장님 원장님 팀장님 대표님 교수님 감독님 작가님 기자님"
    )
)
_TRADES: Final = frozenset(
    words("기자 아나운서 변호사 의사 간호사 교사 작가 감독 배우 가수 과장 부장 대리 사원 연구원 주무관 팀장 국장")
)
"""What stands behind a name where people present themselves by their work."""
_JOSA: Final = (
    r"(?:께서는|께서|께|한테는|한테|에게|이랑|랑|하고|이네|네|들이|들은|들"
    r"|은|는|이가|이는|이도|이|가|을|를|도|만|의|와|과|야|요)"
)
_MENTION: Final = re.compile(rf"(?<![가-힣])(?P<kin>{KIN_WORDS})(?={FAMILIAR}?{_JOSA}?(?:\s|$|[,.?!]))")
SOMEBODY: Final = ("친구", "짝꿍", "선배", "후배", "동료", "단짝", "룸메이트")
"""Of whom one may have many, so that a name tells which."""
_LIST: Final = re.compile(r"(?:이랑|랑|하고|와|과)\s")
_CHILDREN: Final = frozenset(words("애 애기 아기 아이 자식 자식들 애들 아이들"))
_ELDERLY: Final = (
    *("양반", "분", "어르신", "사람"),
    *(
        "어머님",
        "아버님",
        "어머니",
        "아버지",
        "할머님",
        "할머니",
        "할아버님",
        "할아버지",
        "아주머니",
        "아저씨",
        "선생님",
    ),
)
_ADULTS: Final = frozenset(words("영감 영감님 남편 신랑 바깥양반 아내 마누라 와이프 집사람 할멈 할망구"))


@dataclass(frozen=True, slots=True)
class Presented:
    """A name with what stands behind it: «박영자 어르신», «김철수 사장님»."""

    name: str
    title: str

    @property
    def whole(self) -> str:
        """Both, as somebody is spoken of."""
        return f"{self.name} {self.title}"


def presented(text: str) -> Presented | None:
    """A full name and a title or a trade behind it; None where a text is no such thing."""
    *before, name, title = ("", "", *text.split())
    if any(before) or not name:
        return None
    known = title in _TITLES | _TRADES or title.endswith("님")
    return Presented(name, title) if known and (is_full_name(name) or is_given_name(name)) else None


def key_of(relative: str, name: str = "") -> str:
    """The word under which somebody is kept: a relative, or a friend by name too, of whom there may be more."""
    relative = " ".join(relative.split())
    return f"{relative} {name}" if name and relative.endswith(SOMEBODY) else relative


def mentioned(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The relatives and the people of known names that a text speaks of, in its order."""
    found = [(m.start(), m["kin"]) for m in _MENTION.finditer(text)]
    for name in names:
        said = re.search(rf"(?<![가-힣]){re.escape(name)}(?={_JOSA}?(?:\s|$|[,.?!]))", text)
        if said is not None:
            found.append((said.start(), name))
    return tuple(word for _, word in sorted(found))


def calls_of(name: str) -> Iterator[str]:
    """The ways to say a name: «박준호», «준호», «준호이»; each of several that are told together."""
    for one in _LIST.split(name):
        yield one
        if len(one) == 3 and is_full_name(one):
            yield one[1:]
        if len(one) > 2 and one.endswith("이") and final_consonant(one[-2]):
            yield one[:-1]


def is_pointer(word: str) -> bool:
    """Whether a word only points at somebody: «걔», «그 양반», «이분»."""
    return re.fullmatch(PERSON_POINTERS, word) is not None


def points_here(word: str) -> bool:
    """Whether a pointer is at somebody who stands there: «이분», «이 어머님»."""
    return word.startswith("이") and is_pointer(word)


def is_guest(key: str) -> bool:
    """Whether somebody is kept by a name with a title: «정말순 님»."""
    return len(key.split()) > 1 and (key.split()[-1] in _TITLES or key.endswith("님"))


def may_be(pointer: str, key: str) -> bool:
    """Whether somebody may be pointed at so: nobody calls a dog «그분», or a guest «걔»."""
    last = key.split()[-1]
    guest = last in _TITLES or last.endswith("님")
    if pointer.endswith(("쪽", "손님", "게스트")):
        return guest
    if pointer.endswith(_ELDERLY):
        return last not in PETS and last not in _CHILDREN and not is_young(key)
    if pointer.endswith("친구"):
        return last not in ELDERS and not guest
    return not guest and last not in ELDERS | _ADULTS


def is_young(key: str) -> bool:
    """Whether it is a child by the word for it."""
    return key.split()[-1] in _CHILDREN or key.endswith(("손주", "손녀", "손자"))


def same_person(word: str, key: str) -> bool:
    """Whether a word may name who is kept under another: «손녀» the «둘째 손녀», «막내» the «막내딸»."""
    last, first = key.split()[-1], key.split()[0]
    if is_same_relative(word, key) or is_same_relative(word, last):
        return True
    shorter = len(word) > 1 or word == "딸"
    return shorter and (key.endswith(word) or first == word or (key.startswith(word) and word == "막내"))


def is_person_name(word: str) -> bool:
    """Whether a word before «는» or «가» may be somebody's name: the dictionary knows it as one, or as nothing else."""
    tokens = tokenize(word)
    noun = all(token.has("NNP", "NNG", "UNKNOWN", "XSN") for token in tokens) and not tokens[0].has("NR", "NP")
    return noun and (is_given_name(word) or is_full_name(word)) and word not in KIN


_SPOKEN: Final = (
    *((word, "아드님") for word in ("아들내미", "아들아이", "아들애", "아들")),
    *((word, "따님") for word in ("딸내미", "딸아이", "딸애", "딸")),
    ("영감", "영감님"),
)


def politely_of(key: str) -> str:
    """How a relative of the speaker is called by others: «큰아들» → «큰아드님»."""
    said = next((key.removesuffix(word) + said for word, said in _SPOKEN if key.endswith(word)), key)
    return said.replace("막내", "막내 ").replace("  ", " ") if said != key else key


def pointed_at(pointer: str) -> str:
    """How somebody is spoken of whose name or kinship nobody told: «걔» → «그 친구»."""
    return "그분" if pointer.endswith((*_ELDERLY, "쪽", "손님", "게스트")) else "그 친구"


def is_honoured_person(key: str) -> bool:
    """Whether one speaks of somebody with respect: elders, a spouse of old people, guests."""
    last = key.split()[-1] if key else ""
    return last in ELDERS | _TITLES or last.endswith("님") or last in ("영감", "바깥양반", "할멈", "할매", "할배")


def without_particle(text: str) -> str:
    """A noun phrase without the particle of its last word, as the dictionary takes it apart."""
    tokens = list(tokenize(text))
    while len(tokens) > 1 and tokens[-1].tag.startswith("J"):
        if tokens[-1].text == "과" and tokens[-2].text.endswith("학"):
            break  # «경영학과»
        tokens.pop()
    return text[: tokens[-1].end] if tokens else text


def with_clipped(text: str) -> str:
    """«매운 거를» as people say it: «매운 걸»."""
    return _CLIPPED.sub(lambda found: _CLIPS[found[1]], text)


_CLIPS: Final = {"를": "걸", "는": "건", "가": "게"}
_CLIPPED: Final = re.compile(r"(?<=\s)거([를는가])(?=\s)")
