"""Closed classes of words that decide who a clause is about, and whether it may be said back; dictionary forms."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.readings import words
from companion.language.self_words import KIN

LEAD_IN: Final = re.compile(
    r"^(?:(?:[하헤호허흐크]{2,}|휴|헐|아휴|어휴|에휴|(?:그래서\s?)?그런[가지](?!\s?(?:봐|보|싶|하|않))|그래서인[가지]|그래서|그러니까|그런데|근데|그리고|사실(?:은|대로)?|실은|솔직히|암튼|아무튼|하여튼|글쎄)[\s,]+)+(?=[가-힣])"
)
"""What leads from what was said before to what is said now, and is no part of it."""
HOLDS_ON: Final = frozenset(words("잠깐 잠깐만 잠시 잠시만"))
"""Words that ask to wait."""
GLAD: Final = frozenset(
    words("기쁘 좋 행복하 즐겁 든든하 뿌듯하 후련하 신나 설레 낫 나아지 고맙 감사하 다행 뿌듯 좋아하 기뻐하")
)
"""What is felt where something is good."""
FELT: Final = frozenset(
    words(
        """
    슬프 기쁘 외롭 힘들 아프 배고프 졸리 심심하 우울하 무섭 춥 덥 귀찮 싫 좋 그립 부럽 답답하 속상하 서운하 섭섭하
    억울하 행복하 피곤하 지루하 따분하 불안하 초조하 쓸쓸하 허전하 적적하 고단하 고달프 괴롭 어지럽 두렵 창피하
    부끄럽 민망하 궁금하 아쉽 아깝 후련하 시원하 든든하 뿌듯하 불편하 바쁘 목마르 나른하 괜찮 막막하 서럽 서글프
    허무하 즐겁 가렵 따갑 부담스럽 배부르 어처구니없 뻔하 낫 침침하 팍팍하 꿀꿀하 힘겹 지겹 성가시 서투르 노곤하
    뻐근하 쓰리 갑갑하 심란하
    울적하 고독하 무료하 필요하 부족하 나쁘 싶 같 갈증나 황당하 난감하 당황스럽 걱정스럽 뻘쭘하
    """
    )
)
"""What only those can say of whom it is true: feelings of the mind and of the body."""
TOWARDS: Final = frozenset(
    words(
        """
    그립 밉 싫 무섭 부럽 귀찮 지겹 힘들 막막하 두렵 생각나 걱정되 부담되 후회되 기대되 아깝 아쉽
    """
    )
)
"""Feelings towards what stands as their subject: «옛 친구가 그리워»."""
BODY: Final = frozenset(
    words(
        """
    몸 머리 배 허리 무릎 어깨 다리 팔 손 발 목 눈 귀 코 입 이 이빨 잇몸 가슴 등 온몸 삭신 뼈 관절 발목 손목 피부 위 장
    뱃속 아랫배 뒷목 종아리 허벅지 팔다리 손가락 발가락 엉덩이 손발 목소리
    """
    )
)
"""Parts of the body, which ail."""
OWN: Final = BODY | frozenset(
    words(
        """
    기분 마음 맘 속 얼굴 살 흰머리 주름 여드름 심장 혈압 혈당 입맛 밥맛 잠 꿈 열 기침 콧물 눈물 땀 식은땀 화
    짜증 겁 힘 기운 정신 기억력 자신 자신감 용기 걱정 고민 근심 생각 스트레스 부담 컨디션 건강 시력 체력 몸살 감기
    두통 배탈 현기증 한숨 웃음 소름 성격 키 몸무게 버릇 취미 꿈자리 신경 정 욕심 후회 미련 궁금증 갱년기
    사춘기 우울증 불면증 알레르기 신 약 오기 울화 천불 부아 사이 머리카락 밤잠 낮잠 눈앞 가슴속 마음속
    """
    )
)
"""What belongs to a person so closely that respect for it is respect for them."""
STATES: Final = frozenset(
    words(
        """
    걱정 고민 혼자 녹초 파김치 난리 중 뿐 입장 상태 처지 신세 팬 초보 처음 다행 행운 불행 최악 최고 별로 손해 이득
    농담 장난 진심 거짓말
    """
    )
)
"""Nouns that say with the copula how somebody is."""
PEOPLE: Final = KIN | frozenset(
    words(
        """
    사람 선생님 선생 담임 교수 교수님 팀장 팀장님 부장 부장님 과장 과장님 차장 대리 사장 사장님 상사 선배 후배
    동료 신입 직원 손님 이웃 옆집 윗집 아랫집 의사 간호사 걔 쟤 얘 걔네 애들 아이들 남자 여자 반장 사돈 동창 룸메
    룸메이트 기사 주인 가족 전남친 전여친 남자애 여자애 짝사랑 고객 거래처 누가 누군가 아무도 반려견 반려묘 멍멍이
    냥이 녀석 녀석들 놈 놈들 양반
    애인 썸남 썸녀 신부 조카딸 손자들 자식들 부모님들 아무 다들 집주인 아저씨 아줌마 아주머니 할멈
    """
    )
)
"""Words for people beside those for kin."""
EITHER: Final = frozenset(words("오 나오 들어오 들 나 떨어지 빠지 남 내리"))
"""Verbs before which a noun without a particle may be what does it, as well as where or what for."""
COMES: Final = EITHER | frozenset(
    words(
        """
    끝나 끊기 막히 터지 꺼지 깨지 부서지 무너지 오르 늘 줄 피 쌓이 녹 얼 그치 걷히 열리 닫히 사라지 없어지 생기 고장나
    쏟아지 늘어나 줄어들 밀리 새 넘치
    """
    )
)
"""Those, and verbs before which it is what does it."""
MET: Final = frozenset(
    words(
        """
    만나 보 낳 키우 돌보 데려오 데려가 기다리 찾 부르 사귀 돕 가르치 좋아하 사랑하 때리 깨우 업 안 잃 되
    """
    )
)
"""What one does with somebody: a person without a particle before it is the object."""
ADVERBIAL: Final = frozenset(
    words(
        """
    주말 평일 옛날 예전 때 그때 올해 작년 내년 어릴 오늘 어제 그제 내일 모레 요즘 요새 아침 점심 저녁 밤 새벽 혼자
    종일 온종일 완전 진짜 정말 너무 매일 맨날 하루 이틀 지금
    """
    )
)
"""Nouns that say when or how without a particle."""
EATEN: Final = frozenset(words("욕 겁 나이 애 마음 맘 더위 골탕"))
"""What is «eaten» and is no food."""
CRUDE: Final = frozenset(
    words(
        """
    죽 죽이 뒤지 미치 돌 환장하 빡치 디지 꼴 쩔 처먹 처자 까이 씹 털리 마렵 때려치우
    """
    )
)
"""What nobody says back with respect."""
UNKIND: Final = frozenset(
    words(
        """
    바보 멍청 멍청이 멍청하 쓸모 쓸모없 못생기 뚱뚱하 못나 늙 한심하 찌질하 무능하 짐 등신 실패자 루저 병신 나쁜 못되
    잘못 탓 뒤처지 작 찌 돼지 쓰레기 찌질이 멍텅구리 호구 밥통 못난이 밑바닥 패배자
    """
    )
)
"""What one says of oneself, and nobody else to one's face."""
ROUGH: Final = frozenset(
    words("놈 놈들 녀석 녀석들 년 새끼 노인네 늙은이 할망구 영감탱이 애비 애미 지애비 자식놈 것들 인간들")
)
"""What one calls one's own people or oneself in one's own words, and nobody else to one's face."""
HEARD: Final = frozenset(
    words("라디오 음악 노래 강의 수업 이야기 얘기 소식 설교 뉴스 방송 강연 연주 음반 테이프 판소리 트로트")
)
"""What is listened to, where «들어» may be of 들다 too."""
TO_ONE: Final = frozenset(words("고맙 감사하 미안하 죄송하 반갑 사랑하 부탁하 축하하"))
"""What is said to whom one speaks with."""
WISHED: Final = frozenset(words("잘 푹 많이 어서 빨리 얼른 꼭 좀 천천히 조심히 편히 같이"))
"""Adverbs of what one wishes somebody: «푹 쉬어»."""
