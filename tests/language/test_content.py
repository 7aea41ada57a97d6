import pytest

from companion.language.content import content_of, index_terms


def words(text):
    return [word.text for word in content_of(text).words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("주차 요금", "주차요금"),
        ("회원증 발급", "회원증발급"),
        ("3천 원", "3,000원"),
        ("세 권", "3권"),
        ("Wi-Fi", "wi-fi"),
    ],
)
def test_what_is_written_in_two_ways_has_a_term_in_common_that_only_it_has(one, other):
    shared = set(index_terms(one)) & set(index_terms(other))
    assert max(map(len, shared)) >= len(other.replace(" ", "").replace(",", "").replace("-", "")) - 1


def test_particles_and_endings_are_gone():
    assert words("회원증을 잃어버렸는데 도서관에서는 어떻게 하죠?")[:3] == ["회원증", "잃어버리", "도서관"]


def test_a_compound_is_known_by_its_parts():
    (word, *_) = content_of("주차장은 어디예요").words
    assert word.keys == ("주차장", "주차")


def test_a_prefix_makes_another_word():
    assert "재발급" in words("회원증 재발급")
    assert "발급" not in {key for word in content_of("회원증 재발급").words for key in word.keys}


@pytest.mark.parametrize(
    ("text", "denied", "within"),
    [
        ("음식을 먹어도 되나요?", False, False),
        ("음식을 먹으면 안 되나요?", True, False),
        ("회원증이 없으면 어떻게 하나요?", False, True),
        ("회원증을 가져오지 않으면 들어갈 수 없나요?", True, True),
        ("왜 안 돼요?", True, False),
    ],
)
def test_what_is_denied_in_which_clause(text, denied, within):
    content = content_of(text)
    assert (content.denied, content.denied_within) == (denied, within)


def test_what_ought_to_be_and_what_is_counted_ask():
    assert "어야하" in content_of("신분증을 가져가야 해요?").others
    assert "몇시" in content_of("몇 시에 닫아요?").others
    assert "어떻게" in content_of("어떻게 하나요?").others
