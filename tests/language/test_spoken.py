import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.hangul import final_consonant
from companion.language.spoken import spoken


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("2019-10-23에 체결했어요.", "이천십구 년 시월 이십삼 일에 체결했어요."),
        ("2019년 10월 23일(수)", "이천십구 년 시월 이십삼 일 수요일"),
        ("2019.10.23.", "이천십구 년 시월 이십삼 일."),
        ("2019-06", "이천십구 년 유월"),
        ("2026-07-01~", "이천이십육 년 칠월 일 일부터"),
        ("~2026-06-30", "이천이십육 년 유월 삼십 일까지"),
        ("2018-07-01~2021-10-25", "이천십팔 년 칠월 일 일부터 이천이십일 년 시월 이십오 일까지"),
        ("2018–2021년", "이천십팔 년부터 이천이십일 년까지"),
        ("(1967-2022)", "천구백육십칠 년부터 이천이십이 년까지"),
        ("5·18 민주화운동", "오일팔 민주화운동"),
        ("3.1절", "삼일절"),
    ],
)
def test_dates_are_said_in_full(shown, said):
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("09:00-18:00", "오전 아홉 시부터 오후 여섯 시까지"),
        ("11:30~21:30까지", "오전 열한 시 삼십 분부터 오후 아홉 시 삼십 분까지"),
        ("오전 9:30", "오전 아홉 시 삼십 분"),
        ("12:00", "낮 열두 시"),
        ("24:00", "밤 열두 시"),
        ("월~금 09:00~18:00", "월요일부터 금요일까지 오전 아홉 시부터 오후 여섯 시까지"),
        ("토·일 11:00~", "토요일, 일요일 오전 열한 시부터"),
        ("1시간40분", "한 시간 사십 분"),
    ],
)
def test_hours_are_said_by_half_day(shown, said):
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("3곳", "세 곳"),
        ("3층", "삼 층"),
        ("2번째", "두 번째"),
        ("3번 출구", "삼 번 출구"),
        ("3번 말했어요", "세 번 말했어요"),
        ("혁신상 24개", "혁신상 스물네 개"),
        ("제37대 경기도지사", "제삼십칠 대 경기도지사"),
        ("35대 도지사", "삼십오 대 도지사"),
        ("수원 3대 갈비", "수원 삼 대 갈비"),
        ("로봇 14대를", "로봇 열네 대를"),
        ("20대가", "이십 대가"),
        ("민선 7기", "민선 칠 기"),
        ("1~3명", "한 명에서 세 명"),
        ("5-6월", "오월부터 유월까지"),
        ("10~20%", "십 퍼센트에서 이십 퍼센트"),
        ("160여 개 기업", "백육십여 개 기업"),
        ("제1부시장", "제일부시장"),
        ("3명소", "삼 명소"),
        ("첨단3지구", "첨단 삼 지구"),
        ("3·4층", "삼, 사 층"),
        ("81.6점", "팔십일 점 육 점"),
        ("1/2", "이분의 일"),
        ("-3℃", "영하 삼 도"),
    ],
)
def test_a_number_is_said_as_its_counter_wants(shown, said):
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("12,000원이에요", "만이천 원이에요"),
        ("3만5천원짜리", "삼만오천 원짜리"),
        ("₩12,000", "만이천 원"),
        ("4,061억원", "사천육십일억 원"),
        ("46,200㎡", "사만육천이백 제곱미터"),
        ("361만6853㎡", "삼백육십일만육천팔백오십삼 제곱미터"),
        ("35 cm, 1.6 kg", "삼십오 센티미터, 일 점 육 킬로그램"),
        ("88.5PF", "팔십팔 점 오 페타플롭스"),
        ("81.6%", "팔십일 점 육 퍼센트"),
        ("60km/h", "시속 육십 킬로미터"),
        ("031-254-1234예요", "공삼일, 이오사에, 일이삼사예요"),
        ("1600-3883", "일육공공에, 삼팔팔삼"),
        ("119에 전화", "일일구에 전화"),
        ("팔달구 중부대로223번길 41", "팔달구 중부대로 이백이십삼 번길 사십일"),
        ("이의동 184번지", "이의동 백팔십사 번지"),
        ("184-3번지", "백팔십사 다시 삼 번지"),
    ],
)
def test_money_measures_telephones_and_addresses_are_spelt_out(shown, said):
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("AI", "에이아이"),
        ("GIST", "지스트"),
        ("R&D", "알앤디"),
        ("CES", "씨이에스"),
        ("IITP", "아이아이티피"),
        ("ICT", "아이씨티"),
        ("KT위즈", "케이티위즈"),
        ("piBo는", "파이보는"),
        ("3D 프린터", "쓰리디 프린터"),
        ("USB", "유에스비"),
        ("AI/로봇", "에이아이, 로봇"),
        ("ＡＩ", "에이아이"),
    ],
)
def test_latin_words_are_said_as_koreans_say_them(shown, said):
    assert spoken(shown) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("㈜써큘러스", "주식회사 써큘러스"),
        ("써큘러스(주)는", "써큘러스 주식회사는"),
        ("“재명이 형이지” 😀", "재명이 형이지"),
        ("가보정(인계동)은 갈빗집이에요.", "가보정은, 인계동, 갈빗집이에요."),
        ("가보정(인계동).", "가보정, 인계동."),
        ("안녕하세요~ 반가워요!!", "안녕하세요 반가워요!"),
        ("수원~서울", "수원에서 서울"),
        ("1. 가보정\n2. 신라갈비", "첫 번째, 가보정. 두 번째, 신라갈비"),
        ("자세한 건 https://example.org/a?b=1 참고", "자세한 건 참고"),
        ("", ""),
        ("…", ""),
    ],
)
def test_signs_become_pauses_or_silence(shown, said):
    assert spoken(shown) == said


def test_a_plain_korean_sentence_is_said_as_it_is():
    sentence = "재명이 형이지. 갈비 좋아하세요? 네, 좋아요!"
    assert spoken(sentence) == sentence


pieces = st.sampled_from(
    [
        *(
            "가보정",
            "은",
            " ",
            "3",
            "12,000",
            "원",
            "㎡",
            "층",
            "~",
            "-",
            ".",
            ":",
            "(",
            ")",
            "㈜",
            "AI",
            "R&D",
            "kg",
            "%",
        ),
        *(
            "·",
            "/",
            "2019-10-23",
            "11:30",
            "031-254-1234",
            "제",
            "대",
            "번",
            "여",
            "월",
            "\n",
            "1. ",
            "!",
            "?",
            "😀",
            "漢",
            "ㅋ",
        ),
    ]
)
texts = st.one_of(st.text(max_size=40), st.lists(pieces, max_size=12).map("".join))


@given(texts)
def test_only_hangul_and_plain_punctuation_are_left(text):
    assert re.fullmatch(r"[가-힣 ,.?!]*", spoken(text))


@given(texts)
def test_reading_what_was_read_changes_nothing(text):
    assert spoken(spoken(text)) == spoken(text)


@pytest.mark.parametrize(
    "shown",
    [
        "2019",
        "10",
        "46,200㎡",
        "1.6kg",
        "30%",
        "LG",
        "GIST",
        "3D",
        "R&D",
        "piBo",
        "031-254-1230",
        "제37대",
        "AI",
        "100",
    ],
)
def test_a_particle_chosen_for_the_text_fits_the_voice_too(shown):
    assert bool(final_consonant(shown)) == bool(final_consonant(spoken(shown)))


@pytest.mark.parametrize("text", ["(" * 10_000, "1" * 10_000, "1만" + "1" * 10_000, "11:30 " * 1_600, "가(나)" * 2_000])
def test_a_very_long_text_is_read_without_failing(text):
    assert re.fullmatch(r"[가-힣 ,.?!]*", spoken(text))


@pytest.mark.parametrize("quoted", ["'예약'은", "‘예약’은", "“예약”은", "«예약»은", "「예약」은"])
def test_quotation_marks_leave_no_gap_before_the_particle(quoted):
    assert spoken(quoted) == "예약은"
