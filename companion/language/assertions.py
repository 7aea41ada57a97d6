"""What a sentence that somebody else wrote asserts, by its grammar: so that one that claims something is not repeated.

It looks at one sentence at a time: how it ends, who its subject is, which nouns and verbs stand in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.morphemes import Token, tokenize

Manner = Literal["cry", "question", "promise", "advice", "wish", "conjecture", "statement"]
"""What a sentence does; a statement is what is left."""

_SENTENCE: Final = re.compile(r"[^.!?~…]+[.!?~…]*")
_WRITTEN: Final = re.compile(r"[가-힣0-9A-Za-z .,!?~…]+")
"""Letters, digits and plain signs: no other script, no line break, no markup."""
_POLITE: Final = re.compile(r"[가-힣](?:요|죠)[.!?~…\s]*$")
_ASKS_TO_DO: Final = re.compile(r"(?:세요|셔요|십시오|봐요|ㅂ시다|까요)[.!~…\s]*$")
_WILL: Final = ("ㄹ게", "을게", "ㄹ께", "을께", "ㄹ래", "을래")
_FUTURE: Final = ("ㄹ", "을")
_PAST: Final = ("았", "었", "였", "ㅆ", "ㅏㅆ", "ㅓㅆ")
_EVEN_IF: Final = re.compile(r"(?:아|어|여|ㅏ|ㅓ|해)도$|면$")
_WONDERS: Final = re.compile(r"(?:나|가)$")
_MUST: Final = re.compile(r"(?:아|어|여|ㅏ|ㅓ)야(?:만)?$")
_TOPICS: Final = ("은", "는", "도", "만", "ㄴ")
_I: Final = frozenset(("저", "제", "나", "내", "전", "난"))


@dataclass(frozen=True, slots=True)
class Assertion:
    """One sentence.

    Attributes:
        text: as it was written.
        polite: whether it ends in 해요체.
        manner: what it does.
        nouns, verbs: what stands in it, in the form of a dictionary, verbs without -다.
        subjects: nouns of which it says something, the speaker's «저» left out.
        predicate: the noun that it says to be something, "" where there is none.
        main: its last verb, "" where it has none.
        past: whether that is in the past; `honours`: whether it honours the listener; `denies`: whether it is «아니다».
        allows: whether it says what may be, must be, need not be or would be done.
    """

    text: str
    polite: bool
    manner: Manner
    nouns: frozenset[str]
    verbs: frozenset[str]
    subjects: frozenset[str] = frozenset()
    predicate: str = ""
    main: str = ""
    past: bool = False
    honours: bool = False
    denies: bool = False
    allows: bool = False


def is_plainly_written(text: str) -> bool:
    """Whether only Hangul, digits, Latin letters and plain signs stand in a text, and something does."""
    return _WRITTEN.fullmatch(text) is not None and re.search(r"[가-힣]", text) is not None


def foreign_words(text: str) -> frozenset[str]:
    """Its words in Latin letters."""
    return frozenset(word.lower() for word in re.findall(r"[A-Za-z]+", text))


def words_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns and the verbs of a text, in the form of a dictionary."""
    return _words(tokenize(text))


def assertions(text: str) -> Iterator[Assertion]:
    """The sentences of a text, one after the other."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip(" .!?~…,"):
            yield _assertion(found[0].strip())


def _assertion(text: str) -> Assertion:
    tokens = _mended(token for token in tokenize(text) if not token.tag.startswith(("SF", "SC", "SE", "SY")))
    nouns, verbs = _words(tokens)
    if all(token.tag == "IC" for token in tokens):
        return Assertion(text, True, "cry", nouns, verbs)
    parts = [part for token in tokens for part in token.parts]
    at = max((number for number, (_, tag) in enumerate(parts) if tag in ("VV", "VA", "VCP", "VCN")), default=-1)
    form, tag = parts[at] if at >= 0 else ("", "")
    made = at < 0 or tag.startswith("VC")
    after = parts[at + 1 :] if at >= 0 else []
    makes = next((n for n in reversed(range(len(parts))) if parts[n][1].startswith(("XSV", "XSA"))), -1)
    if makes > at:  # «고생하셨어요»: a verb made of a noun
        form, tag, after, made = parts[makes - 1][0] if makes else "", "XS", parts[makes + 1 :], False
    before = parts[at - 1] if at > 0 and tag == "VCP" else ("", "")
    return Assertion(
        text=text,
        polite=_POLITE.search(text) is not None and _ends(parts),
        manner=_manner(text, parts),
        nouns=nouns,
        verbs=verbs,
        subjects=frozenset(_subjects(parts)),
        predicate=before[0] if made and before[1].startswith("N") else "",
        main=form,
        past=any(tag == "EP" and form in _PAST for form, tag in after),
        honours=any(tag == "EP" and form in ("시", "으시") for form, tag in parts),
        denies=tag == "VCN",
        allows=any(_allows(form, tag) for form, tag in parts),
    )


def _mended(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The ending -ㄴ가요, which the dictionary takes for a noun (songs), as an ending."""
    *before, last = tokens
    if last.text == "가요" and not last.spaced and before and before[-1].has("ETM"):
        last = replace(last, parts=(("ㄴ가요", "EF"),))
    return (*before, last)


def _words(tokens: Collection[Token]) -> tuple[frozenset[str], frozenset[str]]:
    parts = [part for token in tokens for part in token.parts]
    nouns = {form for form, tag in parts if tag in ("NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "UNKNOWN")}
    verbs = {form for form, tag in parts if tag in ("VV", "VA")}
    return frozenset(nouns), frozenset(verbs)


def _ends(parts: Collection[tuple[str, str]]) -> bool:
    """Whether a verb's last ending ends it, and not just a noun that ends with the same syllable."""
    *_, (_, tag) = parts
    return tag in ("EF", "EC", "JX")


def _manner(text: str, parts: Collection[tuple[str, str]]) -> Manner:
    if "?" in text:
        return "question"
    ordered = list(parts)
    endings = [form for form, tag in ordered if tag in ("EF", "EC")]
    supposes = any(form == "같" for form, tag in ordered if tag == "VA")
    will = any(
        tag == "ETM" and form.endswith(_FUTURE) and following[0] in ("거", "것", "게", "걸")
        for (form, tag), following in pairwise(ordered)
    )
    if (endings and endings[-1].startswith(_WILL)) or (will and not supposes):
        return "promise"
    guesses = any(
        form in ("보", "봐") and tag == "VX" and _WONDERS.search(before[0]) is not None
        for before, (form, tag) in pairwise(ordered)
    )
    if guesses:
        return "conjecture"
    if _ASKS_TO_DO.search(text):
        return "advice"
    if any(tag == "VX" and form == "싶" for form, tag in ordered):
        return "wish"
    if supposes or any(tag == "EP" and form == "겠" for form, tag in ordered):
        return "conjecture"
    return "statement"


def _subjects(parts: Collection[tuple[str, str]]) -> Iterator[str]:
    """The nouns and pronouns that a particle makes what a sentence is about."""
    before = ("", "")
    for form, tag in parts:
        about = tag == "JKS" or (tag == "JX" and form in _TOPICS)
        if about and before[1].startswith(("N", "X", "SL", "UNKNOWN")) and before[0] not in _I:
            yield before[0]
        before = form, tag


def _allows(form: str, tag: str) -> bool:
    if tag == "VX" and form == "말":
        return True
    return tag == "EC" and (_EVEN_IF.search(form) is not None or _MUST.search(form) is not None)
