"""Closed classes of words with which people speak of themselves and theirs, in dictionary forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.readings import words

About = Literal[
    "name",
    "call",
    "role",
    "age",
    "birthday",
    "home",
    "family",
    "like",
    "dislike",
    "avoid",
    "plan",
    "dream",
    "work_at",
    "hobby",
    "origin",
    "came",
    "height",
    "surname",
    "study",
    "attends",
    "died",
    "illness",
    "born",
]
"""What a thing told is about."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that speakers tell of themselves.

    Attributes:
        about: what it is about.
        value: what is told, as a noun or a clause that can be quoted («병원에 간다»).
        of: whose it is, a word for a relative or a pet; "" for the speaker's own.
        when: the words for its time.
        start, end: where the value stands in the text, so that names of the data in it can be found.
    """

    about: About
    value: str
    of: str = ""
    when: str = ""
    start: int = 0
    end: int = 0


COMING: Final = "오"
"""«서울에서 왔어요»."""


SELF: Final = frozenset(words("나 저 내 제"))
OURS: Final = frozenset(words("나 저 우리 저희"))
OTHERS: Final = frozenset(words("너 네 니 자네 당신 그대 댁 너희"))
ELDERS: Final = frozenset(
    words(
        """
    엄마 아빠 어머니 아버지 어머님 아버님 할머니 할아버지 외할머니 외할아버지 부모 부모님 시어머니 시아버지
    장모 장인 장모님 장인어른 이모 고모 삼촌 선생님
    """
    )
)
"""Of whom one speaks politely."""
KIN: Final = frozenset(
    words(
        """
    엄마 아빠 어머니 아버지 할머니 할아버지 할매 할배
    외할머니 외할아버지 부모 부모님 아들 딸 손주 손자 손녀 손주들 아들내미 아들아이 아들애
    딸내미 딸아이 딸애 며느리 사위 남편 아내 마누라 와이프 집사람
    바깥양반 영감 영감님 신랑 색시 형 누나 오빠 언니 동생 남동생 여동생 형제
    자매 이모 고모 삼촌
    조카 사촌 시어머니 시아버지 장모 장인 애 애기 아기 아이 자식 자식들 식구 친구 짝꿍 남자친구 여자친구
    남친 여친 할멈 할망구 선배 후배 단짝 룸메이트 첫째 둘째 셋째 넷째 막내 맏이 큰놈 작은놈 큰애 작은애 큰아이 작은아이
    큰아들 작은아들 큰딸 작은딸 큰손주 작은손주 큰손자 작은손자 큰손녀 작은손녀 큰형 작은형 큰누나 작은누나
    큰언니 작은언니 큰오빠 작은오빠
    형수 형수님 올케 제수씨 매형 매제 처남 처제 형부 동서 시누이
    강아지 고양이 개 햄스터 거북이 토끼 앵무새 금붕어 고슴도치 도마뱀 달팽이 기니피그 물고기 병아리
    """
    )
)
_SAME: Final = tuple(
    frozenset(row.split())
    for row in (
        "엄마 어머니 어머님",
        "아빠 아버지 아버님",
        "할머니 할매",
        "할아버지 할배",
        "남편 신랑 바깥양반 영감 영감님",
        "아내 마누라 와이프 집사람 할멈 할망구 색시",
        "아들 아들내미 아들아이 아들애",
        "딸 딸내미 딸아이 딸애",
        "손주 손자",
        "남자친구 남친",
        "여자친구 여친",
        "친구 동창 동기 벗",
        "아기 애기 애 아이",
    )
)
"""Words for one and the same relative."""


def is_same_relative(one: str, other: str) -> bool:
    """Whether two words mean one relative: «엄마» and «어머니»; also one and the same word."""
    return one == other or any(one in row and other in row for row in _SAME)


BORN: Final = frozenset(words("첫째 둘째 셋째 넷째 막내 맏이"))
"""Children by the order in which they were born, which the dictionary takes for numbers."""
RELATED: Final = ("아들", "딸", "손주", "손녀", "손자", "며느리", "사위", "동생")
"""What compounds such as «막내아들» end in."""
PETS: Final = frozenset(
    words("강아지 고양이 개 햄스터 거북이 토끼 앵무새 금붕어 고슴도치 도마뱀 달팽이 기니피그 물고기 병아리")
)
THIRD: Final = frozenset(words("걔 쟤 얘 그애 그녀"))
"""Pronouns for somebody who was spoken of."""
THOSE: Final = frozenset(words("애 아이 사람 분 친구 녀석 놈 양반"))
"""Nouns for the same behind «그»."""
HEIGHTS: Final = frozenset(words("키 신장"))
CALLS: Final = frozenset(words("별명 애칭 호칭 닉네임"))
"""What somebody is called beside their name."""
NAMES: Final = frozenset(words("이름 성함 성명 존함 본명"))
AGES: Final = frozenset(words("나이 연세 춘추"))
BIRTHDAYS: Final = frozenset(words("생일 생신 귀빠지 귀빠진 생년월일"))
HOMES: Final = frozenset(words("집 동네 사는 주소"))
ORIGINS: Final = frozenset(words("고향 출신지 태생"))
LIKE: Final = frozenset(words("좋아하 사랑하 즐기 좋아"))
DISLIKE: Final = frozenset(words("싫어하 싫 꺼리 질색하"))
EAT: Final = frozenset(words("먹 마시 드시"))
TALK: Final = frozenset(words("얘기 이야기 말 대화 기억"))
REMEMBER: Final = frozenset(words("기억하 기억나 기억 알 아시 맞히 맞추 외우"))
TELLING_VERBS: Final = frozenset(words("말하 말씀하 얘기하 이야기하 부탁하 털어놓 들려주 그러"))
FUTURE: Final = re.compile(r"내일|모레|글피|다음|이따|담주|주말|나중|[월화수목금토일]요일|저녁에|오후에|내년|곧")
TELLING: Final = re.compile(
    r"(?:네|다|는다|ㄴ다|거든|더라|더라고|더라구|구나|군|구먼|는구먼|ㄴ데|는데|은데|잖아|니다|습니다|아서|어서|ㅏ서|ㅓ서|여서|니까|으니까|ㄹ걸|을걸|"
    r"라서|더니|아야지|어야지|련다|란다|단다|음|ㅁ|ᄆ|ㄴ걸|는걸|지만|시유|슈|당께|라우)요?$"
)
ASKING: Final = re.compile(
    r"(?:ㄹ까|을까|까|니|냐|느냐|나|는지|은지|ㄴ지|ㄹ지|을지|는가|은가|ㄴ가|던가|ㄹ래|을래|죠|지|노|는교|련|려나|누)요?$"
)
GOING_ON: Final = re.compile(r"(?:는데|은데|ㄴ데|거든|아서|어서|여서|라서|고|니까|으니까|지만|구)요?")
"""Endings after which a sentence goes on with another thought."""
VOCATIVE: Final = frozenset(words("야 여 이야 이여"))
"""What the dictionary takes for a call and is the copula after a topic: «이름은 순례여»."""
WORKING: Final = frozenset(words("일하 근무하 재직하"))
HOBBIES: Final = frozenset(words("취미 취미생활"))
DREAMS: Final = frozenset(words("꿈 장래희망 희망"))
