"""What happened before what was planned, days of deeds, several question words, and why one asks: a made-up bridge."""

from datetime import datetime

import pytest
from made_up import write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

MANIFEST = """
needs: [korean]
relations:
  - {id: builders, label: 당사자, value: organisation, many: true, nouns: [당사자], verbs: [힘 합치다]}
  - {id: halt, label: 공사 중단, nouns: [중단], verbs: [공사 멈추다, 공사 다시 시작하다]}
"""
DATA = """
entities:
  - {id: bridge, type: project, name: 은하대교}
  - {id: opening, type: event, name: 개통식}
  - {id: east, type: organisation, name: 동쪽마을}
  - {id: west, type: organisation, name: 서쪽마을}
statements:
  - {subject: bridge, relation: summary, known: 2026-01, confidence: high, source: 안내판, value: 다리, say: "은하대교는 두 마을을 잇는 다리예요."}
  - {subject: bridge, relation: start, from: 2018-01-01, known: 2026-01, confidence: high, source: 안내판, value: 2019-05, say: "2018년에는 2019년 5월에 시작할 계획이었어요."}
  - {subject: bridge, relation: start, from: 2020-06-01, known: 2026-01, confidence: high, source: 안내판, value: 2020-06-01, say: "은하대교 착공식은 2020년 6월 1일에 열렸어요."}
  - {subject: bridge, relation: deadline, from: 2018-01-01, known: 2026-01, confidence: high, source: 안내판, value: "2022", say: "2018년에는 2022년까지 지을 계획이었어요."}
  - {subject: bridge, relation: deadline, from: 2020-06-01, known: 2026-01, confidence: high, source: 안내판, value: "2024", say: "착공 때는 2024년 완공이 목표였어요."}
  - {subject: bridge, relation: halt, from: 2021-01-01, known: 2026-01, confidence: high, source: 안내판, value: 홍수로 중단, say: "공사는 홍수로 멈췄다가 3개월 만에 다시 시작됐어요."}
  - {subject: bridge, relation: area, known: 2026-01, confidence: high, source: 안내판, value: 900, say: "은하대교는 900㎡예요."}
  - {subject: opening, relation: date, from: 2024-05-05, known: 2026-01, confidence: high, source: 안내판, value: 2024-05-05, say: "개통식은 2024년 5월 5일에 열렸어요."}
  - {subject: opening, relation: place, from: 2024-05-05, known: 2026-01, confidence: high, source: 안내판, value: 강변, say: "개통식은 강변에서 열렸어요."}
  - {subject: opening, relation: builders, from: 2024-05-05, known: 2026-01, confidence: high, source: 안내판, value: [east, west], say: "동쪽마을과 서쪽마을이 힘을 합쳐 열었어요."}
"""  # noqa: E501


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean, the bridge and its opening."""
    folder = tmp_path_factory.mktemp("bridge")
    pack = write_pack(folder / "bridge", MANIFEST, data__things_yaml=DATA)
    (folder / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 6, 1, 15, 5))


@pytest.mark.parametrize(
    ("question", "word", "never"),
    [
        ("은하대교는 언제 시작했어?", "2020년 6월 1일", "계획"),
        ("은하대교 삽 뜨던 날이 며칠이야", "2020년 6월 1일", "계획"),
        ("은하대교 기공식 한 날이 언제야", "2020년 6월 1일", "계획"),
        ("은하대교는 원래 언제 시작할 예정이었어?", "2019년 5월", "2020년"),
        ("은하대교는 언제 완공돼?", "2024년 완공", "2020년"),
        ("은하대교 원래는 언제까지 짓기로 했어", "2022년", "2024년"),
        ("은하대교 착공한 게 몇 년도야", "2020년 6월 1일", "계획"),
    ],
)
def test_what_happened_is_told_before_what_was_planned(ask, question, word, never):
    text = ask(question).text
    assert word in text, text
    assert never not in text, text


@pytest.mark.parametrize(
    "question",
    [
        "은하대교 착공한 지 얼마나 됐어",
        "은하대교 착공하고 몇 년이나 지났어",
        "은하대교 공사 시작하고 지금까지 몇 년째야",
        "은하대교 착공 후 몇 년 됐는지 계산해 줘",
        "은하대교 착공부터 오늘까지 기간이 어떻게 돼요",
        "은하대교 첫 삽 뜬 게 벌써 몇 년 전이야",
    ],
)
def test_the_time_since_is_the_same_however_it_is_asked(ask, question):
    assert ask(question).text.startswith("6년 됐어요. "), ask(question).text


@pytest.mark.parametrize(
    ("question", "words", "never"),
    [
        ("개통식은 언제 어디서 열렸어?", ["5월 5일", "강변"], "동쪽"),
        ("개통식에 힘 합친 날이 언제야", ["5월 5일"], "동쪽"),
        ("개통식에 힘 합친 지 얼마나 됐어", ["2년"], "동쪽"),
        ("개통식 당사자가 어디어디야", ["동쪽마을과 서쪽마을"], "강변"),
        ("은하대교 공사는 얼마 만에 다시 시작했어", ["3개월"], "900"),
        ("은하대교 얼마 동안 공사를 멈췄어", ["3개월"], "900"),
        ("은하대교가 뭐 하는 사업이야", ["두 마을을 잇는"], "900"),
    ],
)
def test_all_that_is_asked_is_told_and_nothing_else(ask, question, words, never):
    text = ask(question).text
    assert all(word in text for word in words), text
    assert never not in text, text


def test_a_length_is_answered_by_no_day(ask):
    assert ask("은하대교는 몇 달 만에 완공됐어?").status == "unknown"


@pytest.mark.parametrize(
    "frame",
    [
        "버스 타고 왔는데 {}",
        "방송 들어가기 전에 확인하려고요 {}",
        "우리 애가 숙제 때문에 그러는데 {}",
        "{} 갑자기 생각이 안 나네",
        "{} 지금 찾고 있어요",
    ],
)
def test_why_one_asks_changes_nothing(ask, frame):
    asked = "개통식이 어디서 열렸는지" if frame.startswith("{") else "개통식은 어디서 열렸어"
    assert ask(frame.format(asked)).text == ask("개통식은 어디서 열렸어?").text
