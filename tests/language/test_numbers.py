import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.numbers import (
    COUNTERS,
    count,
    find_numbers,
    format_won,
    native,
    native_noun,
    ordinal,
    parse_number,
    read_decimal,
    read_digits,
    sino,
)


@pytest.mark.parametrize(
    ("number", "reading"),
    [
        (0, "영"),
        (1, "일"),
        (10, "십"),
        (16, "십육"),
        (110, "백십"),
        (1111, "천백십일"),
        (2019, "이천십구"),
        (10000, "만"),
        (10001, "만일"),
        (46200, "사만육천이백"),
        (110000, "십일만"),
        (10**8, "일억"),
        (10**8 + 10**4, "일억일만"),
        (4061 * 10**8, "사천육십일억"),
        (10**12, "일조"),
    ],
)
def test_sino_korean_leaves_one_out_where_koreans_do(number, reading):
    assert sino(number) == reading


@pytest.mark.parametrize(
    ("krw", "written"),
    [
        (12_000, "12,000원"),
        (4061 * 10**8, "4,061억 원"),
        (10300 * 10**8, "1조 300억 원"),
        (12_5000_0000, "12억 5,000만 원"),
        (1_2345_6789, "1억 2,345만 6,789원"),
    ],
)
def test_amounts_are_written_in_large_units(krw, written):
    assert format_won(krw) == written


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_that_cannot_be_read_are_refused(number):
    with pytest.raises(ValueError, match="can't read"):
        sino(number)


@given(st.integers(0, 10**16 - 1))
def test_every_sino_reading_parses_back(number):
    assert parse_number(sino(number)) == number


@given(st.integers(1, 99))
def test_every_native_reading_parses_back(number):
    assert parse_number(native(number)) == parse_number(native_noun(number)) == number


@pytest.mark.parametrize(
    ("number", "before_noun", "alone"),
    [
        *((1, "한", "하나"), (2, "두", "둘"), (3, "세", "셋"), (4, "네", "넷"), (5, "다섯", "다섯")),
        *((12, "열두", "열둘"), (20, "스무", "스물"), (21, "스물한", "스물하나")),
        (99, "아흔아홉", "아흔아홉"),
    ],
)
def test_a_native_number_changes_before_a_noun(number, before_noun, alone):
    assert (native(number), native_noun(number)) == (before_noun, alone)


@pytest.mark.parametrize("number", [0, 100])
def test_there_are_no_native_hundreds(number):
    with pytest.raises(ValueError, match="no native"):
        native(number)


@pytest.mark.parametrize(
    ("number", "counter", "spoken"),
    [
        (3, "곳", "세 곳"),
        (2, "군데", "두 군데"),
        (21, "살", "스물한 살"),
        (20, "명", "스무 명"),
        (120, "명", "백이십 명"),
        (0, "개", "영 개"),
        (3, "층", "삼 층"),
        (2019, "년", "이천십구 년"),
        (6, "월", "유월"),
        (10, "월", "시월"),
        (3, "월", "삼월"),
        (23, "일", "이십삼 일"),
        (12000, "원", "만이천 원"),
        (9, "시", "아홉 시"),
        (12, "시", "열두 시"),
        (18, "시", "십팔 시"),
        (30, "분", "삼십 분"),
        (3, "시간", "세 시간"),
        (3, "개월", "삼 개월"),
        (2, "인분", "이 인분"),
        (1, "번째", "첫 번째"),
        (2, "번", "두 번"),
        (4, "대", "네 대"),
        (7, "기", "칠 기"),
        (35, "센티미터", "삼십오 센티미터"),
        (46200, "제곱미터", "사만육천이백 제곱미터"),
        (30, "퍼센트", "삼십 퍼센트"),
    ],
)
def test_the_counter_chooses_the_number_system(number, counter, spoken):
    assert count(number, counter) == spoken


def test_a_counter_with_two_meanings_can_be_told_which():
    assert count(37, "대", "sino") == "삼십칠 대"
    assert count(3, "번", "sino") == "삼 번"
    assert count(2, "분", "native") == "두 분"


def test_an_unknown_counter_or_system_is_an_error():
    with pytest.raises(ValueError, match="«꿰미»"):
        count(3, "꿰미")
    with pytest.raises(ValueError, match="«층» doesn't take native"):
        count(3, "층", "native")


@given(st.integers(0, 10**6), st.sampled_from(sorted(COUNTERS)))
def test_every_counter_reads_every_number(number, counter):
    if counter == "번째" and number == 0:
        return
    assert count(number, counter).endswith(counter)


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(1, "첫 번째"), (2, "두 번째"), (11, "열한 번째"), (20, "스무 번째"), (100, "백 번째")],
)
def test_ordinals_are_native(number, spoken):
    assert ordinal(number) == spoken


def test_there_is_no_zeroth():
    with pytest.raises(ValueError, match="no ordinal"):
        ordinal(0)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("031-254-1234", "공삼일, 이오사에, 일이삼사"),
        ("1600-3883", "일육공공에, 삼팔팔삼"),
        ("119", "일일구"),
    ],
)
def test_a_telephone_number_is_read_digit_by_digit(written, spoken):
    assert read_digits(written) == spoken


def test_a_telephone_number_needs_digits():
    with pytest.raises(ValueError, match="no digits"):
        read_digits("없음")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("81.6", "팔십일 점 육"),
        ("0.05", "영 점 영오"),
        ("46,200", "사만육천이백"),
        ("-3", "마이너스 삼"),
        ("100", "백"),
    ],
)
def test_a_decimal_is_read_with_jeom(written, spoken):
    assert read_decimal(written) == spoken


@pytest.mark.parametrize("written", ["", "1.2.3", "삼", "1e5", "."])
def test_what_is_no_decimal_is_refused(written):
    with pytest.raises(ValueError, match="not a decimal"):
        read_decimal(written)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("이천이십", 2020),
        ("만오천", 15000),
        ("3만5천", 35000),
        ("3만 5천", 35000),
        ("1.5만", 15000),
        ("361만6853", 3616853),
        ("12,000", 12000),
        ("3만", 30000),
        ("두", 2),
        ("세", 3),
        ("스물", 20),
        ("스무", 20),
        ("열두", 12),
        ("석", 3),
        ("백스물한", 121),
        ("영", 0),
    ],
)
def test_numbers_are_read_in_digits_words_or_both(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "만두", "구두", "이이", "천천", "12백", "십백", "일본", "1.5", "갈비", "만억"]
)
def test_what_is_no_number_parses_to_nothing(text):
    assert parse_number(text) is None


def mentions(text):
    return [(text[m.start : m.end], m.value, m.counter, m.ordinal) for m in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("두 군데만 추천해줘", ("두 군데", 2, "군데", False)),
        ("세 곳", ("세 곳", 3, "곳", False)),
        ("다섯집 알려줘", ("다섯집", 5, "집", False)),
        ("맛집 3개만", ("3개", 3, "개", False)),
        ("두 번째 집은 어디야", ("두 번째", 2, "번째", True)),
        ("세번째 집 이름", ("세번째", 3, "번째", True)),
        ("첫 번째 집", ("첫 번째", 1, "번째", True)),
        ("셋째 집", ("셋째", 3, "째", True)),
        ("3번째", ("3번째", 3, "번째", True)),
        ("2번", ("2번", 2, "번", False)),
        ("하나만 골라줘", ("하나", 1, None, False)),
        ("둘 다", ("둘", 2, None, False)),
        ("두세 군데", ("두세 군데", 3, "군데", False)),
        ("네 명이서 갈 만한 곳", ("네 명", 4, "명", False)),
        ("세 시쯤", ("세 시", 3, "시", False)),
        ("만오천원 이하로", ("만오천원", 15000, "원", False)),
        ("3만 5천 원 밑으로", ("3만 5천 원", 35000, "원", False)),
        ("2만원대", ("2만원", 20000, "원", False)),
        ("천원짜리", ("천원", 1000, "원", False)),
        ("이천이십년에", ("이천이십년", 2020, "년", False)),
        ("작년 삼월", ("삼월", 3, "월", False)),
        ("일층에 있는", ("일층", 1, "층", False)),
        ("삼 층", ("삼 층", 3, "층", False)),
        ("이십 명", ("이십 명", 20, "명", False)),
        ("361만6853㎡", ("361만6853㎡", 3616853, "㎡", False)),
    ],
)
def test_a_number_is_found_with_its_counter(text, found):
    assert mentions(text) == [found]


def test_several_numbers_are_found_in_order():
    assert [m[:2] for m in mentions("2020년 3월 5일에 5만 3명이")] == [
        ("2020년", 2020),
        ("3월", 3),
        ("5일", 5),
        ("5만", 50000),
        ("3명", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "이 집",
            "만두 먹고 싶어",
            "오늘",
            "사람",
            "일본",
            "구두",
            "천천히 말해줘",
            "한식",
            "두부",
            "세종",
            "네",
            "이번 주",
        ),
        *(
            "한 번 더",
            "다시 한번",
            "사원이 많아?",
            "이천 쌀밥",
            "이천도 알려줘",
            "이천 회 맛집",
            "하나은행",
            "두 대통령",
            "세 장로",
        ),
        *(
            "이 층",
            "이분",
            "이 분",
            "육회",
            "일요일",
            "이재명 지사",
            "오병권",
            "이용섭 시장",
            "구 시청",
            "만 나이",
        ),
        *("2019-10-23에", "11:30에", "031-254-1234", "R001", "3D 프린터", "5·18", "81.6%"),
    ],
)
def test_syllables_that_belong_to_other_words_are_no_numbers(text):
    assert mentions(text) == []


@given(st.text(alphabet=st.sampled_from("한두세네 일이삼십백천만억원개곳집번째첫0123456789,.년월"), max_size=20))
def test_mentions_never_overlap_and_lie_inside_the_text(text):
    end = 0
    for mention in find_numbers(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
