"""How many wordings are understood: each is to be answered like the plain question that it asks in other words.

`data/wordings/*.yaml`: groups of a plain question (`means`, null for what only looks like one of them) and wordings
(`said`), with gaps for names; written by people who had not seen the code. A wording is asked in the same place of a
conversation and with the same names as its plain question, so no correction of the data can make one right or wrong.
Run as a script it measures all of them: `python tests/test_wordings.py [NAME ...]`.
"""

import sys
from pathlib import Path
from zlib import crc32

import pytest
import yaml

from companion.dialogue.state import State
from companion.understanding.phrases import PLACEHOLDER, filled_in

FOLDER = Path(__file__).parent / "data" / "wordings"
NAMES = {
    "office": ("경기도지사", "수원시장", "대통령", "광주광역시장"),
    "office2": ("대통령", "수원시장"),
    "person": ("김동연", "이재명", "염태영", "오병권"),
    "person2": ("추미애", "이재준"),
    "thing": ("업무협약", "AI 집적단지", "경기도청", "파이보", "협약식", "경기도 콜센터", "AI 기술수준", "AX 실증밸리",
              "써큘러스", "첨단3지구", "데이터센터", "성균관대", "화성행궁"),
    "thing2": ("AX 실증밸리", "광주과학기술원", "로봇", "데이터센터"),
    "country": ("한국", "일본"),
    "country2": ("중국",),
    "region": ("경기도", "광주"),
    "area": ("행궁동", "팔달구"),
    "area2": ("인계동",),
    "place": ("가보정", "본수원갈비", "화성행궁", "보영만두 북문본점"),
    "place2": ("본수원갈비", "매향통닭"),
    "food": ("갈비", "칼국수"),
    "food2": ("냉면",),
    "eatery": ("카페", "한식집"),
    "attribute": ("주차", "룸"),
    "when": ("2019년 10월", "2022년", "작년"),
    "nth": ("두 번째", "제35대", "첫 번째"),
    "nth2": ("세 번째",),
}  # fmt: skip
"""What fills the gaps; the first that the plain question is answered with."""
BEFORE = {
    "offices": "경기도지사가 누구야?",
    "places": "수원 갈빗집 추천해 줘",
    "facts": "업무협약이 뭐야?",
    "agreement": "업무협약이 뭐야?",
    "conversation": "경기도지사가 누구야?",
}
"""What was said before a question that cannot stand alone."""
UNDERSTOOD = {"offices": 0.40, "agreement": 0.35, "facts": 0.30, "robot": 0.45, "places": 0.50, "conversation": 0.42}
"""Shares of the sample that have been reached, less what a sample so small may vary."""
SAMPLE = 15
"""One wording in so many is asked in the test."""


def fillings(gaps):
    for position in range(max(len(NAMES[gap]) for gap in gaps) if gaps else 1):
        yield {gap: NAMES[gap][min(position, len(NAMES[gap]) - 1)] for gap in gaps}


def asked(robot, text, before):
    state = robot.respond(before)[1] if before else State()
    return robot.respond(text, state)[0]


def measured(robot, name, every=1):
    """Wordings that are answered like their plain question, all, and those that are answered otherwise."""
    right = total = 0
    others = []
    for group in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]:
        said = [text for text in group["said"] if crc32(text.encode()) % every == 0]
        means = group["means"]
        if means is None or not said:
            continue
        gaps = sorted({gap for text in (means, *said) for gap, _ in PLACEHOLDER.findall(text)})
        plain = (
            (asked(robot, filled_in(means, names), before), names, before)
            for before in dict.fromkeys(("", BEFORE.get(name, "")))
            for names in fillings(gaps)
        )
        known = next((found for found in plain if found[0].status == "answered" and found[0].route != "none"), None)
        if known is None:
            continue
        wanted, names, before = known
        for text in said:
            reply = asked(robot, filled_in(text, names), before)
            total += 1
            right += reply.text == wanted.text
            if reply.text != wanted.text:
                others.append((filled_in(text, names), wanted.text, reply.text))
    return right, total, others


@pytest.mark.parametrize("name", sorted(UNDERSTOOD))
def test_unlisted_wordings_are_understood(assistant, name):
    right, total, others = measured(assistant, name, SAMPLE)
    assert total >= 10
    assert right >= UNDERSTOOD[name] * total, (right, total, others)


if __name__ == "__main__":
    from companion import Companion

    companion = Companion()
    for name in sys.argv[1:] or sorted(UNDERSTOOD):
        right, total, others = measured(companion.assistant, name)
        print(f"{name}: {right} of {total} = {right / total:.1%}")
        for text, wanted, told in others:
            print(f"  {text}\n    {wanted}\n    {told}")
