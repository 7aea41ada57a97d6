"""Text as morphemes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.language.morphemes import tokenize


def parts(text, names=()):
    return [part for token in tokenize(text, names) for part in token.parts]


def test_contracted_forms_have_several_parts():
    assert parts("맛집 추천해 줄래?")[2:-1] == [("하", "XSV"), ("아", "EC"), ("주", "VX"), ("ㄹ래", "EF")]


def test_spaces_are_hints_only():
    assert [token.text for token in tokenize("수원 시장 은 누구 야")] == ["수원", "시장", "은", "누구", "야"]
    assert ("은", "JX") in parts("수원 시장 은 누구 야")
    assert ("누구", "NP") in parts("아이고총각요새도지사가누구여")


@pytest.mark.parametrize("particle", ["이", "은", "이랑", "의", "도", "에서", "이야"])
def test_a_name_is_one_token_whatever_it_is_made_of(particle):
    first, *rest = tokenize(f"가보정{particle} 좋아", [(0, 3)])
    assert (first.text, first.tag) == ("가보정", "NNP")
    assert rest[0].text == (particle if particle != "이야" else "이")
    assert rest[0].tag[0] in "JV"


def test_names_beside_one_another():
    text = "진미통닭가보정 어때"
    assert [token.text for token in tokenize(text, [(0, 4), (4, 7)])][:2] == ["진미통닭", "가보정"]


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_any_text_comes_apart_in_order(text, ends):
    spans = sorted(set(ends))
    names = [span for span in zip(spans[::2], spans[1::2], strict=False) if span[1] <= len(text)]
    tokens = tokenize(text, names)
    assert all(token.start < token.end and token.text == text[token.start : token.end] for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize("text", ["고기 말고요", "그거 말고요.", "고기 말고요, 회요", "치킨은 말고요, 회 있어요?"])
def test_something_else_asked_for_politely_is_a_verb(text):
    """The dictionary reads the politeness as a noun, which would make a wish of what is ruled out."""
    assert any(token.text == "말" and token.has("VV") for token in tokenize(text, []))
    assert not any(token.text == "고요" and token.has("NN") for token in tokenize(text, []))


@pytest.mark.parametrize("text", ["바다가 고요해", "고요한 아침"])
def test_silence_stays_a_noun(text):
    assert not any(token.has("EC") and token.text == "고요" for token in tokenize(text, []))


@pytest.mark.parametrize(
    "text", ["그만두고 나서는 누가 맡았어", "그만두고 나서도 누가 있었어", "취임하고 나선 뭐 했어"]
)
def test_what_is_over_before_something_else_is_no_verb_of_its_own(text):
    assert ("나", "VX") in parts(text)


@pytest.mark.parametrize("text", ["앞에 나서는 사람", "용기를 내고 나서는 사람"])
def test_stepping_forward_stays_a_verb(text):
    assert ("나서", "VV") in parts(text)
