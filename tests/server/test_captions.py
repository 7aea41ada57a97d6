"""Which part of the written answer belongs to a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.spoken import spoken
from companion.server.captions import shown_with
from companion.speaking.clauses import clauses

TEXT = st.text(alphabet="가나다 0123456789년월일.,\n()", max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "지금 경기도지사는 추미애 지사예요. 민선 9기, 제37대로 2026년 7월 1일부터 맡고 있어요.",
        "보영만두 북문본점은 전화번호가 031-255-1085예요.",
    ],
)
def test_clauses_show_the_words_that_they_say(text):
    said = clauses(spoken(text))
    shown = shown_with(text, said)
    assert "".join(shown) == text
    assert all(part.strip() for part in shown)
    for part, clause in zip(shown, said, strict=True):
        assert part.split()[-1].strip(".,")[-1] == clause.split()[-1].strip(".,")[-1]


@given(TEXT, TEXT)
def test_whatever_is_said_all_of_the_text_is_shown_once(text, other):
    for said in (clauses(spoken(text)), clauses(spoken(other))):
        shown = shown_with(text, said)
        assert len(shown) == len(said)
        if said:
            assert "".join(shown) == text
