"""Names are found although they were misheard, and are not found where nobody said them."""

import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from companion.language.hangul import compose, decompose
from companion.language.sound import (
    SoundIndex,
    _NearKeys,
    distance,
    homophones,
    required_similarity,
    similarity,
    sound_key,
)

NAME_LIST = """
이재명 김동연 추미애 남경필 이용섭 강기정 민형배 염태영 이재준 문재인 윤석열 한덕수
최상목 이주호 오병권 임문영 이화순
수원 광주 영통구 팔달구 장안구 권선구 인계동 우만동 원천동 매탄동 정자동 영화동 이의동
하동 화서동 율전동 파장동 연무동 지동 남창동 북수동 행궁동 권선동 세류동 곡반정동 망포동
신동 호매실동 금곡동 구운동 경기도 전라남도
가보정 본수원갈비 신라갈비 삼부자갈비 진미통닭 용성통닭 매향통닭 장안통닭 유치회관 보영만두
보용만두 수원만두 연포갈비 남문통닭 대원옥 평양면옥 화성갈비 명성돼지갈비 나혜석거리
수원화성 화성행궁 광교호수공원 행리단길 지동시장
맛집 만두 갈비 냉면 통닭 칼국수 해장국 설렁탕 갈비탕 삼겹살 순댓국 쌀국수 초밥 돈가스
짜장면 탕수육 파스타 스테이크
"""
NAMES = NAME_LIST.split()

COMMON_WORD_LIST = """
사과 날씨 오늘 내일 어제 모레 아침 점심 저녁 시간 사람 친구 가족 엄마 아빠 동생 누나
오빠 언니 형 학교 학생 선생님 공부 시험 숙제 교실 연필 가방 회사 직장 사무실 회의
전화 문자 이메일 컴퓨터 핸드폰 인터넷 책 부엌 화장실 거실 침대 의자 책상 창문 냉장고
세탁기 텔레비전 라디오 음악 노래 영화 드라마 뉴스 신문 집 방 문 커피 우유 주스 맥주
소주 과자 사탕 과일 바나나 포도 딸기 수박 고기 생선 계란 김치 물 밥 국 빵 야채 감자
고구마 양파 마늘 고추 소금 설탕 간장 된장 라면 김밥 떡볶이 비빔밥 불고기 피자 치킨
햄버거 만나 시원 바다 하늘 구름 바람 햇빛 나무 동물 고양이 강아지 물고기 돼지 자동차
버스 지하철 택시 기차 비행기 자전거 도로 다리 공항 정류장 주차장 지도 여행 호텔 가격
은행 카드 현금 시장 가게 백화점 마트 식당 병원 약국 의사 간호사 환자 건강 운동 축구
야구 농구 수영 달리기 등산 산책 게임 취미 사진 그림 여름 겨울 가을 월요일 화요일
수요일 목요일 생일 결혼 파티 선물 축하 감사 사랑 행복 기쁨 슬픔 걱정 생각 마음 기분
소원 희망 약속 비밀 질문 금요일 대답 이유 방법 문제 결과 시작 처음 마지막 중간 아래
왼쪽 오른쪽 가운데 크다 작다 많다 적다 좋다 나쁘다 예쁘다 멋지다 시원하다 따뜻하다 덥다
춥다 맛있다 맛없다 비싸다 싸다 빠르다 느리다 쉽다 어렵다 가다 오다 먹다 마시다 자다
일어나다 앉다 서다 걷다 뛰다 보다 듣다 말하다 읽다 쓰다 사다 팔다 주다 받다 만나다
누구 어디 언제 무엇 어떻게 얼마 이것 그것 저것 여기 거기 저기 지금 나중 다시 같이
혼자 조금 나라 도시 시골 동네 대통령 국회 정부 경찰 군인 세계 한국 미국 중국 일본
영국 서울 경제 정치 사회 문화 역사 과학 기술 로봇 인공지능 미래 과거 현재 추천 안내
예약 주문 배달 포장 주소 번호 이름 나이 이재용 우산 신발 모자 안경 시계 지갑 열쇠
양말 장갑 비누 수건 거울 종이 가위 학원 도서관 박물관 극장 공원 교회 시내
"""
COMMON_WORDS = COMMON_WORD_LIST.split()


@pytest.fixture(scope="module")
def index() -> SoundIndex[str]:
    return SoundIndex((name, name) for name in NAMES)


@pytest.mark.parametrize(
    ("spelt", "pronounced", "article"),
    [
        ("부엌", "부억", "8-9: seven codas"),
        ("닭", "닥", "11: ㄺ"),
        ("통닭", "통닥", "11"),
        ("값", "갑", "10: ㅄ"),
        ("놓고", "노코", "12.1"),
        ("입학", "이팍", "12.1: ㅂ and ㅎ"),
        ("맏형", "마텽", "12.1: ㄷ and ㅎ"),
        ("꽂히다", "꼬치다", "12.1: ㅈ and ㅎ"),
        ("닿소", "다쏘", "12.2"),
        ("놓는", "논는", "12.3"),
        ("좋은", "조은", "12.4"),
        ("많아", "마나", "12.4"),
        ("수원역에", "수원여게", "13: liaison"),
        ("닭을", "달글", "14: liaison of a cluster"),
        ("값이", "갑씨", "14: ㅅ moves tensed"),
        ("굳이", "구지", "17"),
        ("같이", "가치", "17"),
        ("닫히다", "다치다", "17: ㄷ and 히"),
        ("국물", "궁물", "18"),
        ("밥맛", "밤맛", "18"),
        ("종로", "종노", "19"),
        ("협력", "혐녁", "19"),
        ("신라", "실라", "20"),
        ("칼날", "칼랄", "20"),
        ("국밥", "국빱", "23: tensing"),
        ("맛집", "맏찝", "23"),
        ("가져", "가저", "5: 져"),
        ("시계", "시게", "5: ㅖ"),
        ("희망", "히망", "5: ㅢ after a consonant"),
        ("주의", "주이", "5: ㅢ not first"),
        ("추미애", "추미에", "ㅐ and ㅔ"),
        ("얘기", "예기", "ㅒ and ㅖ"),
        ("왜", "외", "ㅙ and ㅚ"),
        ("회관", "훼관", "ㅚ and ㅞ"),
        ("보영 만두!", "보영만두", "spaces and marks are silent"),
        ("R&D 센터", "rd센터", "Latin in lower case"),
    ],
)
def test_a_word_and_its_pronunciation_have_one_key(spelt: str, pronounced: str, article: str) -> None:
    assert sound_key(spelt) == sound_key(pronounced), article


@pytest.mark.parametrize(
    ("one", "other"), [("강아", "가나"), ("맛", "만"), ("의사", "이사"), ("예산", "에산"), ("달", "탈")]
)
def test_different_sounds_keep_different_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(
    ("name", "likelier", "unlikelier"),
    [
        ("팔달구", "팔딸구", "팔살구"),
        ("영통구", "영통고", "영통기"),
        ("이용섭", "이용석", "이용설"),
        ("가보정", "가보종", "가보장치"),
        ("김동연", "김동현", "김동견"),
        ("수원", "수언", "수만"),
    ],
)
def test_what_recognisers_confuse_is_nearer_than_what_they_do_not(name: str, likelier: str, unlikelier: str) -> None:
    assert similarity(name, likelier) > similarity(name, unlikelier)


KEYS = st.text(alphabet="가각간영형수원닭값ㅎa1 ", max_size=6).map(sound_key)


@given(KEYS, KEYS)
def test_distance_is_symmetric_and_zero_only_for_equal_keys(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert (distance(one, other) == 0) == (one == other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_similarity_of_any_texts_is_between_zero_and_one(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) <= 1.0
    assert similarity(one, one) == 1.0


@pytest.mark.parametrize(
    ("utterance", "expected"),
    [
        ("수언 막집 찾아줘", {"수언": "수원", "막집": "맛집"}),
        ("수언막집 찾아줘", {"수언": "수원", "막집": "맛집"}),
        ("가보종은 어때?", {"가보종": "가보정"}),
        ("이용석 시장이 누구야", {"이용석": "이용섭"}),
        ("지미통닭 가자", {"지미통닭": "진미통닭"}),
        ("진미 통당 어디야", {"진미 통당": "진미통닭"}),
        ("유치해관에서 먹자", {"유치해관": "유치회관"}),
        ("보영 만두 전화번호", {"보영 만두": "보영만두"}),
        ("추미에가 누구야", {"추미에": "추미애"}),
        ("이제명", {"이제명": "이재명"}),
        ("영통고 갈비", {"영통고": "영통구", "갈비": "갈비"}),
        ("팔딸구에서는", {"팔딸구": "팔달구"}),
        ("용성통닥이요", {"용성통닥": "용성통닭"}),
        ("민영배 시장", {"민영배": "민형배"}),
        ("김동현 지사", {"김동현": "김동연"}),
        ("수원에서 광주까지", {"수원": "수원", "광주": "광주"}),
        ("오늘 저녁에 영통고 말고 팔딸구", {"영통고": "영통구", "팔딸구": "팔달구"}),
    ],
)
def test_names_are_heard_through_recognition_errors(
    index: SoundIndex[str], utterance: str, expected: dict[str, str]
) -> None:
    spans = index.find(utterance)
    assert {span.text: span.name for span in spans} == expected
    assert all(utterance[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    "utterance", ["이재용", "사과", "날씨", "오늘", "영화", "만나", "영화 보러 만나자", "", "?!", "🤖"]
)
def test_nothing_is_heard_where_no_name_was_said(index: SoundIndex[str], utterance: str) -> None:
    assert index.find(utterance) == []


def test_the_longest_explanation_wins_over_a_name_inside_it(index: SoundIndex[str]) -> None:
    assert [span.name for span in index.find("수원 만두 먹고 싶어")] == ["수원만두"]


def test_the_name_as_spelt_wins_over_its_homophone() -> None:
    index = SoundIndex([("보영만두", 1), ("보영만듀", 2), ("재준", 3), ("제준", 4)])
    assert [span.value for span in index.find("제준")] == [4]


def test_namesakes_are_all_returned_on_one_span() -> None:
    index = SoundIndex([("이재준", "수원시장"), ("이재준", "고양시장"), ("염태영", "수원시장")])
    spans = index.find("이제준은 누구야")
    assert {span.value for span in spans} == {"수원시장", "고양시장"}
    assert {(span.start, span.end) for span in spans} == {(0, 3)}


def test_search_ranks_by_similarity_and_keeps_to_cutoff_and_limit(index: SoundIndex[str]) -> None:
    found = index.search("보영만두", cutoff=0.6, limit=3)
    assert [match.name for match in found[:2]] == ["보영만두", "보용만두"]
    assert len(found) <= 3
    assert all(match.similarity >= 0.6 for match in found)
    assert [match.name for match in index.search("보영만두", cutoff=1.0)] == ["보영만두"]
    assert index.search("…") == []


def test_an_empty_index_finds_nothing() -> None:
    index = SoundIndex[int]([])
    assert len(index) == 0
    assert index.find("수원 맛집") == index.search("수원") == []


def test_shorter_names_need_more_likeness() -> None:
    needed = [required_similarity(name) for name in ("강", "수원", "가보정", "진미통닭")]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] == 1.0


def test_homophones_are_reported_in_groups() -> None:
    assert homophones(["이재명", "이제명", "용성통닭", "수원", "용성통닥", "이재명"]) == [
        ("이재명", "이제명"),
        ("용성통닭", "용성통닥"),
    ]


# Single-jamo confusions of recognisers and typists, chosen apart from the table of costs.
CONFUSED = (
    ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅈㅉㅊ", "ㅅㅆ", "ㄴㅁ", "ㅎㅇ"),
    ("ㅓㅗ", "ㅡㅜ", "ㅐㅔ", "ㅔㅣ", "ㅏㅓ", "ㅏㅑ", "ㅓㅕ", "ㅗㅛ", "ㅜㅠ", "ㅗㅜ", "ㅚㅐ", "ㅘㅏ", "ㅝㅓ"),
    (["ㄴ", "ㅁ", "ㅇ"], ["ㄱ", "ㅂ", "ㄷ"], ["ㅇ", "ㄱ"], ["ㄴ", ""], ["ㅇ", ""], ["ㄹ", ""], ["ㄹ", "ㄴ"]),
)


def misheard(name: str, chance: random.Random) -> str:
    """`name` with one jamo confused."""

    def ways() -> Iterator[str]:
        for at, syllable in enumerate(name):
            jamo = decompose(syllable)
            for position, groups in enumerate(CONFUSED):
                for group in groups:
                    if jamo[position] in group:
                        for other in group:
                            if other != jamo[position]:
                                changed = (*jamo[:position], other, *jamo[position + 1 :])
                                yield name[:at] + compose(*changed) + name[at + 1 :]

    return chance.choice(list(ways()))


@pytest.mark.parametrize(("errors", "least_recall"), [(1, 0.97), (2, 0.94)])
def test_the_name_meant_comes_first_in_a_search(index: SoundIndex[str], errors: int, least_recall: float) -> None:
    chance = random.Random(20191023)
    found = tried = 0
    for name in NAMES * 5:
        heard = name
        for _ in range(errors):
            heard = misheard(heard, chance)
        if heard in NAMES:
            continue
        tried += 1
        best = index.search(heard, limit=1)
        found += bool(best) and sound_key(best[0].name) == sound_key(name)
    assert found / tried >= least_recall


@pytest.mark.parametrize(("syllables", "least_recall"), [(3, 0.95), (4, 0.98)])
def test_names_of_three_syllables_and_more_are_found_in_speech_despite_one_error(
    index: SoundIndex[str], syllables: int, least_recall: float
) -> None:
    chance = random.Random(20191023)
    found = tried = 0
    for name in [n for n in NAMES if min(len(n), 4) == syllables] * 5:
        heard = misheard(name, chance)
        if heard in NAMES:
            continue
        tried += 1
        found += any(sound_key(span.name) == sound_key(name) for span in index.find(f"{heard} 알려줘"))
    assert found / tried >= least_recall


def test_common_words_are_not_taken_for_names(index: SoundIndex[str]) -> None:
    words = [word for word in COMMON_WORDS if word not in NAMES]
    assert len(words) >= 300
    mistaken = {word: span.name for word in words for span in index.find(word)}
    assert mistaken == {}


def test_a_search_among_1500_names_takes_less_than_one_and_a_half_milliseconds() -> None:
    chance = random.Random(1)
    names = {a[:2] + b[-2:] for a in NAMES for b in NAMES}
    index = SoundIndex((name, name) for name in chance.sample(sorted(names), 1_500))
    heard = ["수언", "가보종", "이용석", "유치해관", "진미통당", "보영만두"]
    rounds = []
    for _ in range(10):
        started = time.process_time()
        for text in heard:
            index.search(text)
        rounds.append(time.process_time() - started)
    assert min(rounds) / len(heard) < 1.5e-3


@pytest.mark.parametrize("text", ["가" * 10_000, "가나 " * 3_333, "\ud800", "a" * 10_000])
def test_hostile_utterances_are_survived(index: SoundIndex[str], text: str) -> None:
    started = time.process_time()
    index.find(text)
    index.search(text)
    assert time.process_time() - started < 2.0


KEYS = st.text("ㄱKTaoi", min_size=1, max_size=9)


@given(st.lists(KEYS, max_size=20), KEYS, st.integers(0, 3))
def test_near_keys_are_those_that_comparing_all_of_them_finds(keys: list[str], key: str, edits: int) -> None:
    near, apart = _NearKeys.of(keys).within(key, edits)
    distances = [Levenshtein.distance(key, other) for other in keys]
    assert near.tolist() == [i for i, distance in enumerate(distances) if distance <= edits]
    assert apart.tolist() == [distance for distance in distances if distance <= edits]


def test_names_that_share_no_sounds_are_not_compared() -> None:
    keys = _NearKeys.of(["KalPi", *("nomusulo" for _ in range(1000))])
    assert keys.within("KalPo", 1)[0].tolist() == [0]
    assert keys.compared == 1
