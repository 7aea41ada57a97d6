"""Dialect in the words of the standard language, as far as closed classes go: endings, question words, pointers.

What regions say differently at the end of a verb or for «where» and «how» is a small, closed set (National Institute of
Korean Language, «지역어 조사 사업»); nouns and verbs are left as they are.
"""

from __future__ import annotations

import re
from typing import Final

from companion.language.readings import words

_PAIRS: Final = words(
    """
    거그 거기 여그 여기 저그 저기 우째 어떻게 우예 어떻게 우짜 어떻게 으째 어떻게
    을매나 얼마나 얼매나 얼마나 을매 얼마 얼매 얼마 어데 어디 워디 어디 워째 어째서
    머시 뭐가 뭣이 뭐가 므슨 무슨 무신 무슨 시방 지금 그라믄 그러면 그람 그럼
    근디 근데 그란디 그런데 그런디 그런데 누꼬 누구야 누고 누구야 뭐꼬 뭐야 머꼬 뭐야
    뭐여 뭐야 누구여 누구야 언제여 언제야 어디여 어디야 참말 정말 그기 그게 이기 이게
    쌤 선생님 머라고 뭐라고 머시라고 뭐라고
    """
)
_WORDS: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_PAST: Final = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 20)
"""Syllables that end in ㅆ, as verbs do in the past."""
_ENDINGS: Final = (
    (re.compile(r"(?<=[가-힣])(?:는|은)?당가(?:요|잉)?(?![가-힣])"), "나"),
    (re.compile(r"(?<=[가-힣])(?:능|는|은)교(?![가-힣])"), "나요"),
    (re.compile(r"(?<=[가-힣]는)디(?=요?(?![가-힣]))"), "데"),
    (re.compile(r"(?<=[가-힣]은)디(?=요?(?![가-힣]))"), "데"),
    (re.compile(rf"(?<=[{_PAST}없])는감(?:요|유)?(?![가-힣])"), "나"),
    (re.compile(r"(?<=[가-힣])(?:대|데)유(?![가-힣])"), "대요"),
    (re.compile(r"(?<=[가-힣][어아해네지데까래])유(?![가-힣])"), "요"),
    (re.compile(r"(?<=[가-힣])쥬(?![가-힣])"), "죠"),
    (re.compile(r"(?<=[가-힣])(?:습니꺼|심니꺼|심니까)(?![가-힣])"), "습니까"),
    (re.compile(r"(?<=[가-힣])(?:심더|니더)(?![가-힣])"), "습니다"),
    (re.compile(r"(?<=[가-힣])이소(?![가-힣])"), "세요"),
    (re.compile(r"(?<=[가-힣]다) ?카(?=던데|데)"), ""),
    (re.compile(r"(?<=[가-힣][라자]) ?카(?=더라|던데|데)"), "고 하"),
    (re.compile(r"(?<=[가-힣]다) ?카(?=더라)"), "고 하"),
    (re.compile(rf"(?<=[{_PAST}])디야(?=\?|$)"), "대"),
    (re.compile(r"(?<=이)여(?=\?|$)"), "야"),
    (re.compile(r"(?<=아니)여(?=\?|$)"), "야"),
    (re.compile(r"(?<=[가-힣])잉(?![가-힣])"), ""),
    (re.compile(r"(?<=[가-힣])믄(?=서|요|[^가-힣]|$)"), "면"),
    (re.compile(r"혔"), "했"),
    (re.compile(r"(?<![가-힣])허(?=[냐는니고지면려])"), "하"),
    (re.compile(r"(?<=[가-힣])(?:것|겄)(?=어|는|지)"), "겠"),
    (re.compile(r"(?<=정말)이가(?=\?|$)"), "이야"),
)
_WORD: Final = re.compile(
    rf"(?<![가-힣])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=[^가-힣]|[이가은는을를도에만로]|$)"
)


def standard(text: str) -> str:
    """The text with the forms of dialects in their standard ones; a text without any is unchanged."""
    text = _WORD.sub(lambda found: _WORDS[found[0]], text)
    for ending, usual in _ENDINGS:
        text = ending.sub(usual, text)
    return text
