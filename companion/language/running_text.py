"""Running text: the lines of a page joined again, and cut into its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import cost

LONGEST: Final = 1000
"""Characters of a sentence; what goes on without an end is cut at a space."""
_OPENING: Final = dict(zip("([{「『《〈“‘（【", ")]}」』》〉”’）】", strict=True))
_CLOSING: Final = frozenset(_OPENING.values())
_END: Final = re.compile(
    # Behind «다», «요» … a space may have been forgotten; else one stands there, or the text ends.
    r"(?<=[가-힣][다요까죠])[.?!](?=[가-힣A-Z“‘\"'(])"
    r"|(?:[.?!]+|[…。？！]+)[\"'”’)\]」』》〉）】]*(?=\s|$)"
)
_LETTERS: Final = re.compile(r"[A-Za-z.]+$")
_ABBREVIATED: Final = 3
"""Latin letters before a full stop that may be an abbreviation («No.», «Dr.», «vol.»)."""
_QUOTED: Final = re.compile(r"\s*(?:이?라[고는며]|하[고며는였]|했|[고며](?=\s))")
"""What goes on behind a quotation that ended a sentence of its own."""
_HANGUL: Final = re.compile(r"[가-힣]")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order; white space between them is left out.

    No sentence ends behind a digit («2026. 11. 22.»), an abbreviation («No. 3»), nor inside brackets and quotes.
    One that is longer than `LONGEST` is cut.
    """
    text = " ".join(text.split())
    ends = [found.end() for found in _END.finditer(text) if _is_end(text, found.start(), found.end())]
    pieces = [piece for piece in _between(text, _outside_brackets(text, ends)) if piece]
    return [part for piece in pieces for part in _cut(piece)]


def joined_lines(lines: Iterable[str]) -> str:
    """Lines of one paragraph as a printer broke them: a word that was torn apart is whole again.

    Korean is broken between any two syllables, so whether a space stood at the end of a line has to be read from the
    words on both sides.
    """
    whole = ""
    for line in (line for line in lines if line.strip()):
        whole = f"{whole}{_between_lines(whole, line)}{line.strip()}" if whole else line.strip()
    return whole


def _between_lines(before: str, line: str) -> str:
    if not (_HANGUL.match(before[-1:]) and _HANGUL.match(line.lstrip()[:1])):
        return "" if before.endswith("-") and line[:1].islower() else " "
    last, first = before.split(" ")[-1], line.split()[0]
    return "" if cost(f"{last}{first}") < cost(f"{last} {first}") else " "


def _is_end(text: str, start: int, end: int) -> bool:
    if text[end - 1] in _CLOSING or text[end - 1] in "\"'":
        return not _QUOTED.match(text, end)
    if end == len(text) or text[start] != ".":
        return True
    before = text[:start]
    if before[-1:].isdigit():
        return False
    letters = _LETTERS.search(before[-20:])
    if letters is None:
        return True
    following = text[end:].lstrip()[:1]
    return len(letters[0]) > _ABBREVIATED and not following.islower()


def _outside_brackets(text: str, ends: list[int]) -> list[int]:
    """The ends at which nothing is open; all of them where something is never closed."""
    open_at, kept, position = 0, [], 0
    for end in ends:
        for letter in text[position:end]:
            open_at += (letter in _OPENING) - (letter in _CLOSING)
        position = end
        if open_at <= 0:
            open_at = 0
            kept.append(end)
    rest = sum((letter in _OPENING) - (letter in _CLOSING) for letter in text[position:])
    return ends if open_at + rest > 0 else kept


def _between(text: str, ends: list[int]) -> Iterator[str]:
    start = 0
    for end in (*ends, len(text)):
        yield text[start:end].strip()
        start = end


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    if sentence:
        yield sentence
