"""Questions about the weather, by grammar: what falls, blows or shines, or how warm it is out there."""

from __future__ import annotations

from functools import cache
from typing import Final

from companion.base import patterns as re
from companion.language.mirror_words import ADVERBIAL
from companion.language.readings import words
from companion.language.self_words import ASKING
from companion.language.stances import asks_by_form, to_robot
from companion.language.terms import WHY, Reading, Term, read
from companion.language.verb_forms import about_to, adnominal, joined_stem, plain_form

_COMES: Final = frozenset(words("오 내리 쏟아지 그치 멎 멈추 쌓이 퍼붓 뿌리 지나가 오시"))
_DOES: Final = {
    **dict.fromkeys(words("비 눈 소나기 장맛비 가랑비 이슬비 첫눈 함박눈 진눈깨비 우박 태풍 소낙비 폭우 폭설"), _COMES),
    **dict.fromkeys(words("바람 강풍 비바람 눈보라 찬바람"), frozenset(words("불 세 세차 강하 심하 약하 차 잦아들"))),
    **dict.fromkeys(words("안개 구름 먹구름 서리 이슬"), frozenset(words("끼 많 걷히 내리 짙 심하 있"))),
    **dict.fromkeys(
        words("미세먼지 초미세먼지 황사 꽃가루 자외선 공기"), frozenset(words("심하 많 나쁘 오 있 좋 높 괜찮 맑 세"))
    ),
    **dict.fromkeys(words("천둥 번개 벼락"), frozenset(words("치"))),
    **dict.fromkeys(words("해 햇빛 햇볕"), frozenset(words("뜨 지 나 나오 들 쨍쨍하 뜨겁"))),
    **dict.fromkeys(words("기온 습도 온도 체감온도 수은주"), frozenset(words("높 낮 오르 내려가 떨어지 올라가 이"))),
}
"""What is a part of the weather, and what it does: «눈이 와», not «눈이 아파»."""
_OF_AIR: Final = frozenset(
    words(
        """
    춥 덥 쌀쌀하 따뜻하 따듯하 따스하 시원하 선선하 서늘하 흐리 맑 개 습하 화창하 포근하 후텁지근하 후덥지근하 무덥
    궂 풀리
    """
    )
)
"""How it is out there, where nothing else is named."""
_SKY: Final = frozenset(words("날 날씨 하늘 바깥 밖"))
_SAYS_WHETHER: Final = ("지", "지요", "죠")
_QUOTED: Final = ("다고", "다던데", "다는데")
"""How what was said of it ends, before «해?» and «맞아?»."""
_HEARD: Final = re.compile(r"(?<=[다])(?:던데|는데|더라고)요?(?=\s)")
"""Behind what one heard of it, before what one asks because of that."""
_EVEN: Final = "도"
_WORD: Final = re.compile(r"[가-힣]+")


def asks_weather(reading: Reading) -> bool:
    """«내일 눈 와?», «모레 춥대?», «주말에 바람 많이 분대?»: whether it is asked how the weather is or will be."""
    main = reading.main
    form = main.form if main is not None else None
    wonders = form is not None and ASKING.search(form.ending) is not None and form.ending not in _SAYS_WHETHER
    if not ("?" in reading.text or asks_by_form(reading) or wonders) or to_robot(reading) or reading.question(WHY):
        return False
    if form is not None and (form.past or form.wishes or form.requests):
        return False
    heard = _HEARD.search(reading.text)
    if heard is not None and form is not None and not any(t.kind == "question" for t in reading.terms):
        rest = [t for t in reading.terms if t.start >= heard.end()]
        may = any(t.form is not None and (t.form.ought or t.form.ending.endswith(_EVEN)) for t in rest)
        said = read(f"{reading.text[: heard.start()]}?", (), (), ())
        return may and asks_weather(said)  # «비 온다던데 빨래 널어도 될까?»
    *before, last = ((0, ""), *((found.start(), found[0]) for found in _WORD.finditer(reading.text)))
    if before and before[-1][1].endswith(_QUOTED):
        last = before.pop()  # «온다고 해?»
    for at, word in reversed(before):
        noun = next((one for one in (word, word[:-1]) if one in _DOES and _is_subject(word, one)), "")
        if noun:
            inside = [t for t in reading.terms if at + len(word) <= t.start < last[0] and t.form is not None]
            return not inside and _says(last[1], _DOES[noun])
    return _says(last[1], _OF_AIR) and _is_of_air(reading.terms, last[0])


def _is_subject(word: str, noun: str) -> bool:
    return word == noun or word[len(noun) :] in ("이", "가", "은", "는", "도")


def _is_of_air(terms: tuple[Term, ...], verb: int) -> bool:
    """Whether only a time or the sky is named before a verb, so that it is out there that it is so."""
    before = [t for t in terms if t.end <= verb and t.kind != "interjection" and not t.called]
    known = ADVERBIAL | _SKY
    named = [t for t in before if t.kind not in ("adverb", "time", "question") and t.lemma not in known]
    named = [t for t in named if t.particle not in ("에", "부터", "까지") and not t.lemma.startswith("이번")]
    return not named and any(t.kind == "time" or t.lemma in known or t.particle == "에" for t in before)


def _says(word: str, stems: frozenset[str]) -> bool:
    """Whether a word is a form of one of some verbs, whatever the dictionary takes it for («비 오니»)."""
    return word.startswith(_begun(stems))


@cache
def _begun(stems: frozenset[str]) -> tuple[str, ...]:
    heads = {
        form for stem in stems for form in (joined_stem(stem), about_to(stem), adnominal(stem), plain_form(stem)[:-1])
    }
    adjectives = {
        form
        for stem in stems & _OF_AIR
        for form in (joined_stem(stem, adjective=True), about_to(stem, adjective=True), adnominal(stem, adjective=True))
    }
    return (*sorted(heads | adjectives), *stems)
