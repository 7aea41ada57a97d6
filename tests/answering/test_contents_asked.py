"""What stands in an agreement, where it was and on which day: held against what is known, and never a yes beside it."""

from datetime import datetime

import pytest
from made_up import KOREAN, write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State

NOW = datetime(2026, 11, 22, 15, 5)
MANIFEST = """\
needs: [korean]
relations:
  - {id: signed, label: 서명한 사람, value: person, many: true, nouns: [서명, 서명자], verbs: [서명하다]}
  - {id: points, label: 내용, value: text, many: true, nouns: [내용, 조항]}
"""
FACTS = """\
entities:
  - {id: pact, type: event, name: 가람 달빛 협약, short: 달빛 협약, aliases: [협약, 달빛 협약]}
  - {id: board, type: organisation, name: 달빛위원회}
  - {id: tower, type: organisation, name: 별빛센터}
  - {id: han, type: person, name: 한나래}
  - {id: min, type: person, name: 민들레}
statements:
  - {subject: pact, relation: date, from: 2020-05-04, known: 2020-05-04, confidence: high, source: 가람일보,
     value: 2020-05-04, say: 달빛 협약은 2020년 5월 4일에 맺었어요.}
  - {subject: pact, relation: signed, from: 2020-05-04, known: 2020-05-04, confidence: high, source: 가람일보,
     value: [han, min], say: 한나래와 민들레가 서명했어요.}
  - {subject: pact, relation: points, from: 2020-05-04, known: 2020-05-04, confidence: high, source: 가람일보,
     value: [축제 열기, 달빛위원회 두기], say: "내용은 두 가지예요. 축제 열기, 달빛위원회 두기예요."}
  - {subject: board, relation: summary, from: 2020-05-04, known: 2020-05-04, confidence: high, source: 가람일보,
     value: 두 마을 사람들, say: 달빛위원회는 두 마을 사람들로 두기로 했어요.}
  - {subject: tower, relation: summary, from: 2022-01-02, known: 2022-01-02, confidence: high, source: 가람일보,
     value: 별 보는 곳, say: 별빛센터는 별을 보는 곳이에요.}
"""


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    """A robot that knows Korean and one agreement."""
    folder = write_pack(tmp_path_factory.mktemp("pact") / "pact", MANIFEST, data__facts_yaml=FACTS)
    (folder / "profile.yaml").write_text(f"packs: [{KOREAN}, .]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: NOW)


@pytest.mark.parametrize(
    ("question", "start", "words"),
    [
        ("협약에 달빛위원회 둔다는 내용 있었나", "네.", "두 마을 사람들"),
        ("협약에 축제 연다는 내용도 있어", "네.", "축제 열기"),
        ("협약에 별빛센터 얘기가 있었어?", "제가 아는 달빛 협약 내용에 별빛센터는 없어요.", "축제"),
        ("협약에 병원 짓는다는 내용 있었나", "제가 아는 달빛 협약 내용에 병원은 없어요.", "축제"),
        ("한나래가 2020년 6월에 협약에 서명한 거 맞지", "아니요.", "2020년 5월 4일"),
        ("한나래가 2020년 5월에 협약에 서명한 거 맞지", "네", "민들레"),
        ("협약이 언제였지 2019년이었나", "달빛 협약은 2020년 5월 4일에", ""),
        ("협약에 누가 서명했더라 구절초였나", "한나래와 민들레가 서명했어요.", ""),
    ],
)
def test_what_is_claimed_is_held_against_all_that_is_known(robot, question, start, words):
    reply, _ = robot.respond(question, State())
    assert reply.text.startswith(start), reply.text
    assert words in reply.text, reply.text
