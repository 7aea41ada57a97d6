"""Things in which others have a part: what is asked of them by those who are named. On a made-up pact of two towns."""

from datetime import datetime

import pytest
from made_up import write_pack

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant

MANIFEST = """
needs: [korean]
relations:
  - {id: towns, label: 두 마을, value: organisation, many: true, nouns: [마을], asks: [손잡]}
  - {id: signed, label: 서명한 사람, value: person, many: true, nouns: [서명]}
  - {id: aims, label: 목표, many: true, nouns: [목표], verbs: [하기로 한 일]}
  - {id: cost, label: 비용, value: money, nouns: [비용]}
  - {id: house, label: 시설, nouns: [시설], verbs: [들어서다]}
"""
DATA = """
entities:
  - {id: pact, type: event, name: 물길 협정, aliases: [물길 협정 1단계]}
  - {id: mill, type: project, name: 다솜물레방아, aliases: [2단계 공사]}
  - {id: gold, type: organisation, name: 금빛마을}
  - {id: silver, type: organisation, name: 은빛마을}
  - {id: nari, type: person, name: 나리꽃}
  - {id: dal, type: person, name: 달맞이}
statements:
  - {subject: pact, relation: towns, from: 2020-05-01, known: 2026-01, confidence: high, source: 소식지, value: [gold, silver], say: "금빛마을과 은빛마을이 물길 협정을 맺었어요."}
  - {subject: pact, relation: date, from: 2020-05-01, known: 2026-01, confidence: high, source: 소식지, value: 2020-05-01, say: "물길 협정은 2020년 5월 1일에 맺었어요."}
  - {subject: pact, relation: signed, from: 2020-05-01, known: 2026-01, confidence: high, source: 소식지, value: [nari, dal], say: "나리꽃과 달맞이가 서명했어요."}
  - {subject: pact, relation: aims, from: 2020-05-01, known: 2026-01, confidence: high, source: 소식지, value: [물길 청소, 다리 놓기, 물레방아 짓기], say: "목표는 물길 청소, 다리 놓기와 물레방아 짓기예요."}
  - {subject: pact, relation: cost, from: 2020-05-01, known: 2026-01, confidence: high, source: 소식지, value: 5000000, say: "처음 비용은 500만 원이었어요."}
  - {subject: pact, relation: cost, from: 2024-05-01, known: 2026-01, confidence: high, source: 소식지, value: 7000000, say: "1단계 비용은 700만 원이었어요."}
  - {subject: mill, relation: summary, from: 2024-05-01, known: 2026-01, confidence: high, source: 소식지, value: 물레방아, say: "다솜물레방아는 물길 협정의 2단계 공사예요."}
  - {subject: mill, relation: place, from: 2024-05-01, known: 2026-01, confidence: high, source: 소식지, value: 은빛마을, say: "다솜물레방아는 은빛마을에 있어요."}
  - {subject: mill, relation: house, from: 2024-05-01, known: 2026-01, confidence: high, source: 소식지, value: 방앗간, say: "방앗간 두 칸이 있어요."}
"""  # noqa: E501


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """A robot that knows Korean and the pact."""
    folder = tmp_path_factory.mktemp("parts")
    pack = write_pack(folder / "pact", MANIFEST, data__things_yaml=DATA)
    (folder / "profile.yaml").write_text(f"packs: [korean, {pack}]\n", encoding="utf-8")
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("금빛마을이랑 손잡은 마을이 어디야?", "은빛마을"),
        ("금빛마을하고 은빛마을이 언제 손잡았어?", "2020년 5월 1일"),
        ("나리꽃과 달맞이가 함께 하기로 한 일이 뭐예요?", "다리 놓기"),
        ("2단계 공사 이름이 뭐야?", "다솜물레방아"),
        ("물길 협정 1단계 비용 알려 줘", "700만 원"),
        ("다솜물레방아는 어디쯤에 들어서는 거야?", "은빛마을에 있어요"),
        ("금빛마을 인구가 몇이야?", "인구는 제 자료에 없어요"),
    ],
)
def test_what_is_asked_of_a_thing_by_those_who_have_a_part_in_it(ask, question, word):
    assert word in ask(question).text, ask(question).text


def test_a_value_of_a_told_list_is_told_again(talk):
    *_, reply = talk("물길 협정 목표가 뭐야?", "세 번째 거 다시 한번만요")
    assert "물레방아 짓기" in reply.text, reply.text


def test_those_named_in_no_thing_together_are_not_put_into_one(ask):
    assert "협정" not in ask("나리꽃과 금빛마을이 언제 손잡았어?").text
