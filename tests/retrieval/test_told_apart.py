"""Which pair, sentence or row answers a question, and when none does."""

from datetime import date

import pytest
from made_up import KOREAN
from papers import faq, prices, rules

from companion.base.files import Mistakes
from companion.models.embedder import UseEmbedder
from companion.retrieval.asking import Asking
from companion.retrieval.finding import Papers, indistinct

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def asking():
    mistakes = Mistakes()
    asking = Asking.load([KOREAN / "asked.yaml"], mistakes)
    mistakes.raise_any()
    return asking


@pytest.fixture(scope="module")
def papers(asking):
    return Papers([faq(), rules(), prices()], UseEmbedder(), asking, None)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("회원증 만들려면 어떻게 해야 돼요?", "회원증은 어떻게 만드나요?"),
        ("회원증 발급 방법 알려 줘", "회원증은 어떻게 만드나요?"),
        ("회원증을 분실했을 때는 어떻게 하죠", "회원증을 잃어버리면 어떻게 하나요?"),
        ("주차비가 어떻게 되죠?", "주차장 이용 요금은 얼마인가요?"),
        ("주차 요금", "주차장 이용 요금은 얼마인가요?"),
        ("몇 시까지 주차할 수 있어요?", "주차장은 몇 시까지 이용할 수 있나요?"),
        ("대출 며칠 동안 돼요?", "대출 기간은 며칠인가요?"),
        ("대출 연장 되나요", "대출 기간을 연장할 수 있나요?"),
        ("쉬는 날이 언제예요?", "휴관일은 언제인가요?"),
        ("어디서 노트북 써요", "노트북을 쓸 수 있는 자리는 어디인가요?"),
    ],
)
def test_a_pair_is_known_however_it_is_asked(papers, said, written):
    found = papers.find(said, today=TODAY)
    assert (found.pair or found.near[0]).question == written


@pytest.mark.parametrize(
    "asked",
    [
        "주차장은 어디에 있어요?",  # another attribute
        "회원증은 언제 나와요?",
        "자전거 주차 요금은 얼마예요?",  # another thing
        "어린이 책은 몇 권까지 빌려요?",
        "책을 여덟 권 빌릴 수 있어요?",  # another number
        "2031년 휴관일은 언제예요?",
        "수원 도서관 휴관일은 언제예요?",
        "회원증이 없으면 어떻게 하나요?",  # denied
        "회원증 사진은 어떻게 만드나요?",
        "시청각실 2019년에 어디였어?",
        "한나무 강사는 누구와 결혼했어?",
        "세종대왕은 누구야?",
        "몇 시까지 해요?",
        "",
    ],
)
def test_what_no_passage_says_is_not_found(papers, asked):
    found = papers.find(asked, today=TODAY)
    assert (found.pair, found.extract) == (None, None)


def test_what_only_names_something_finds_all_that_is_asked_of_it(papers):
    questions = {pair.question for pair in papers.find("주차장은요?", today=TODAY).near}
    assert questions == {"주차장 이용 요금은 얼마인가요?", "주차장은 몇 시까지 이용할 수 있나요?"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("열람실은 몇 시에 열어요?", "열람실은 오전 7시부터 밤 11시까지 운영한다."),
        ("시청각실은 어디예요?", "시청각실은 2024년 5월에 지하 1층으로 옮겼다."),
        ("시청각실은 언제 옮겼어요?", "시청각실은 2024년 5월에 지하 1층으로 옮겼다."),
    ],
)
def test_a_sentence_that_says_all_is_quoted(papers, asked, told):
    assert papers.find(asked, today=TODAY).extract.text == told


@pytest.mark.parametrize(
    ("asked", "header", "value"),
    [
        ("수채화 수강료 얼마예요?", "수강료", "30,000원"),
        ("우쿨렐레는 무슨 요일에 해요?", "요일", "목요일"),
        ("독서 토론 강사는 누구예요?", "강사", "구름결"),
    ],
)
def test_the_asked_cell_of_the_named_row_is_found(papers, asked, header, value):
    found = papers.find(asked, today=TODAY).extract
    assert found.headers == (header,)
    assert [dict(row.cells)[header] for row in found.passages] == [value]


def test_a_column_asked_of_no_row_is_told_of_all(papers):
    found = papers.find("수강료가 얼마예요?", today=TODAY).extract
    assert len(found.passages) == 3


def test_what_stands_behind_a_sentence_is_under_the_same_heading(papers):
    first = papers.passages[12]
    assert papers.after(first.id).text.startswith("자리를 30분")
    last_of_room = papers.passages[14]
    assert papers.after(last_of_room.id) is None


def test_pairs_that_ask_the_same_and_answer_otherwise_are_reported(asking):
    twice = faq(
        "주차 요금은 얼마인가요?|500원입니다.\n"
        "주차장 이용 요금이 얼마예요?|700원입니다.\n"
        "주차는 언제까지 되나요?|밤까지입니다."
    )
    (pair,) = indistinct([twice], asking)
    assert {passage.text for passage in pair} == {"500원입니다.", "700원입니다."}
    assert indistinct([faq()], asking) == ()


def test_a_kind_that_leans_on_none_is_a_mistake(tmp_path):
    path = tmp_path / "asked.yaml"
    path.write_text("kinds:\n  price: {words: [얼마], also: [nothing]}\n")
    mistakes = Mistakes()
    Asking.load([path], mistakes)
    assert [(mistake.path, mistake.line) for mistake in mistakes] == [(path, 2)]
