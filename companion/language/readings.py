"""How letters, foreign words, units and signs are read aloud in Korean. Data, and the one function over it.

Letter names follow everyday usage («씨», «알») rather than the dictionary («시», «아르»).
"""

from __future__ import annotations

from companion.base import patterns as re


def words(table: str) -> tuple[str, ...]:
    """The words of a table written as one string, separated by white space."""
    return tuple(table.split())


_LETTER_NAMES = words(
    """
    에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠
    엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트
    """
)
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _LETTER_NAMES, strict=True))

# Only what is not simply spelt out letter by letter. Keys are lower case.
WORDS = {
    "2d": "투디",
    "3d": "쓰리디",
    "4g": "포지",
    "4k": "포케이",
    "5g": "파이브지",
    "b2b": "비투비",
    "mp3": "엠피쓰리",
    "android": "안드로이드",
    "app": "앱",
    "ar": "에이알",
    "cafe": "카페",
    "chatgpt": "챗지피티",
    "circulus": "써큘러스",
    "cloi": "클로이",
    "cloid": "클로이드",
    "covid": "코비드",
    "email": "이메일",
    "e-mail": "이메일",
    "gist": "지스트",
    "github": "깃허브",
    "google": "구글",
    "kaist": "카이스트",
    "kakao": "카카오",
    "kakaotalk": "카카오톡",
    "kotra": "코트라",
    "line": "라인",
    "maker": "메이커",
    "naver": "네이버",
    "nasa": "나사",
    "nugu": "누구",
    "ok": "오케이",
    "pi": "파이",
    "pibo": "파이보",
    "postech": "포스텍",
    "python": "파이썬",
    "raspberry": "라즈베리",
    "robot": "로봇",
    "samsung": "삼성",
    "the": "더",
    "unesco": "유네스코",
    "unist": "유니스트",
    "vs": "대",
    "wifi": "와이파이",
    "wi-fi": "와이파이",
    "youtube": "유튜브",
}

# Units are written in one case only: «m» is a metre, «M» is not. They count as units after a number alone.
UNITS = {
    "%": "퍼센트",
    "%p": "퍼센트포인트",
    "°C": "도",
    "℃": "도",
    "㎝": "센티미터",
    "㎏": "킬로그램",
    "㎞": "킬로미터",
    "㎜": "밀리미터",
    "㎡": "제곱미터",
    "㎢": "제곱킬로미터",
    "㎥": "세제곱미터",
    "m²": "제곱미터",
    "m2": "제곱미터",
    "km²": "제곱킬로미터",
    "m³": "세제곱미터",
    "cc": "씨씨",
    "cm": "센티미터",
    "g": "그램",
    "GB": "기가바이트",
    "GHz": "기가헤르츠",
    "ha": "헥타르",
    "Hz": "헤르츠",
    "kcal": "킬로칼로리",
    "kg": "킬로그램",
    "kHz": "킬로헤르츠",
    "km": "킬로미터",
    "kW": "킬로와트",
    "L": "리터",
    "m": "미터",
    "MB": "메가바이트",
    "mg": "밀리그램",
    "MHz": "메가헤르츠",
    "mL": "밀리리터",
    "ml": "밀리리터",
    "mm": "밀리미터",
    "MW": "메가와트",
    "PF": "페타플롭스",
    "TB": "테라바이트",
    "t": "톤",
    "W": "와트",
}

# Signs that make a sound wherever they stand; units of one character, such as ㎡, are among them.
SIGNS: dict[str, str] = {sign: reading for sign, reading in UNITS.items() if len(sign) == 1 and not sign.isascii()} | {
    "%": "퍼센트",
    "&": "앤",
    "+": "플러스",
    "@": "골뱅이",
    "°": "도",
    "×": "곱하기",
    "÷": "나누기",
    "€": "유로",
    "₩": "원",
    "$": "달러",
    "㈜": "주식회사",
}

_PART = re.compile(r"[a-z]+|\d+|&")
_DIGIT_NAMES = dict(zip("0123456789", "공일이삼사오육칠팔구", strict=True))


def read_latin(token: str) -> str:
    """The Korean reading of a Latin token: a word of the table, or letter by letter («R&D» → «알앤디»).

    `token` holds ASCII letters, digits and joining signs; digits are read one by one, other signs are silent.
    """
    lower = token.lower()
    if known := WORDS.get(lower):
        return known
    sounds = []
    for part in _PART.findall(lower):
        if part == "&":
            sounds.append(SIGNS["&"])
        elif part.isdigit():
            sounds.append("".join(_DIGIT_NAMES[d] for d in part))
        else:
            sounds.append(WORDS.get(part) or "".join(LETTERS[letter] for letter in part))
    return "".join(sounds)
