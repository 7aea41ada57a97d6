from hypothesis import given
from hypothesis import strategies as st

from companion.app.main import main
from companion.base.terminal import printable

ESCAPES = ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\u2066", "\r", "\x08", "\x7f"]


@given(st.lists(st.text(max_size=5) | st.sampled_from(ESCAPES)).map("".join))
def test_nothing_that_a_terminal_obeys_is_left(text):
    shown = printable(text)
    assert not any((ch < " " and ch not in "\n\t") or "\x7f" <= ch <= "\x9f" or ch in "\u202e\u2066" for ch in shown)
    assert printable(shown) == shown


def test_what_is_only_text_stays_as_it_is():
    assert printable("수원 «갈비»\n\t👨\u200d👩 İ") == "수원 «갈비»\n\t👨\u200d👩 İ"


def test_an_error_that_echoes_what_was_typed_holds_no_escape(capsys):
    assert main(["ask", "안녕", "--profile", "\x1b[2J\u202e"]) == 2
    assert not set(capsys.readouterr().err) & {"\x1b", "\u202e"}
