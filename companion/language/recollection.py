"""What was said in this conversation, found again by the words of a question, and said back.

Nothing is concluded from it: what answers is a clause that was said, or the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from companion.base import patterns as re
from companion.language.introductions import is_given_name
from companion.language.josa import josa_candidates
from companion.language.mirror import as_quoted, mirror
from companion.language.morphemes import is_personal_name
from companion.language.readings import words
from companion.language.self_questions import SAYING, asks_first_words, asks_last_words
from companion.language.self_words import KIN, REMEMBER, TELLING_VERBS
from companion.language.stances import contrast, remarks, sentences
from companion.language.terms import Reading, is_light, read

_WORDLESS: Final = frozenset(
    words("전 처음 아까 방금 지금 것 거 데 적 사람 어제 오늘 내일 오 가 보 나 년 씨 때 그때 요즘")
)
"""What says when and that something was said, but not what."""

_WHEN: Final = frozenset(words("어제 오늘 내일 아침 점심 저녁 밤 주말"))
_SAID: Final = frozenset(words("하 이 그러"))
_CALLED: Final = re.compile(r"^([가-힣]{2,3}?)(?:이라고|라고|이라는|라는|이래|이야)$")
_QUOTED_NOUN: Final = re.compile(r"이?라고$")
_WHY: Final = "왜"
_WHATS: Final = ("무엇", "무슨", "뭐")
_DO: Final = frozenset(words("하 다니 일하 장사하 짓"))
_SURELY: Final = 2
"""Words that a clause shares with a question where more was said beside it."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """Something said before.

    Attributes:
        at: its place among what was heard, the newest first.
        clause: what was said as it stands before «하셨어요», "" where only its words can be quoted.
    """

    at: int
    clause: str


def said_before(
    reading: Reading, heard: Sequence[str], *, marked: bool, whom: frozenset[str] = frozenset()
) -> SaidBefore | None:
    """What of the things heard, the newest first, a question is about; None where nothing said answers it.

    Args:
        reading: the question.
        heard: what was said.
        marked: whether the question says that it is about something said before.
        whom: words for people, beside which it must be spoken of in more («손녀가 몇 학년이라고 했지»).
    """
    asked = frozenset(_content(reading))
    plain = marked and not asked
    asked = frozenset(_content(reading, plain=plain))
    if heard and (asks_first_words(reading) or (asks_last_words(reading) and not asked)):
        first = asks_first_words(reading)
        return SaidBefore(len(heard) - 1, "") if first else SaidBefore(0, clause_of(heard[0]))
    does = marked and _asks_deed(reading)
    denies = denied_verbs(reading)
    best: tuple[int, int, str] | None = None
    why = any(term.kind == "question" and term.lemma == _WHY for term in reading.terms)
    for at, text in enumerate(heard):
        told = read(text, (), (), ())
        shared = asked & frozenset(_content(told, plain=plain))
        # What is not marked as said before must be spoken of in the same words, but for whom it is of.
        said_more = not why or frozenset(_content(told)) - asked - {
            term.lemma for term in told.terms if term.kind == "adverb"
        }  # «우울해» is no reason for being so
        shared_more = shared - whom
        did = does and bool(shared) and _tells_deed(told)  # «무슨 일 하셨다고 했지»: «옷 장사를 하셨어»
        if denies:  # «못 가는 친구가 누구라고 했지» is of what is denied too
            did = bool(marked and denies & denied_verbs(told))
            if not did:
                continue
        whom_alone = shared <= KIN and not asked <= shared  # «엄마는 뭐 먹고 싶다 했지» is of no «엄마가 양보하래»
        enough = (
            did or bool(shared_more and said_more and not whom_alone)
            if marked
            else asked - KIN <= shared and bool(shared - KIN)
        )
        if enough and remarks(told) and (best is None or len(shared) > best[0]):
            best = len(shared), at, text
    if best is None:
        return None
    said = best[2].strip(" .?!~;")
    parts = contrast(read(said, (), (), ())) or ()
    clauses = filter(None, map(clause_of, (said, *reversed(parts))))
    needed = min(len(asked), 1 if len(tuple(sentences(read(said, (), (), ())))) == 1 else _SURELY)
    clause = next(
        (one for one in clauses if len(asked & frozenset(_content(_unquoted(one), plain=plain))) >= needed), ""
    )
    return SaidBefore(best[1], clause)


def denied_verbs(reading: Reading) -> frozenset[str]:
    """The verbs that are denied, in dictionary forms: «못 가는», «안 좋다고»."""
    return frozenset(v.lemma for v in reading.verbs if v.form is not None and v.form.negated)


def _asks_deed(reading: Reading) -> bool:
    """«뭐 하셨다고 했지», «무슨 일 하신댔지»."""
    return any(
        term.kind == "question" and term.lemma in _WHATS and any(t.lemma in _DO for t in reading.terms[at + 1 : at + 3])
        for at, term in enumerate(reading.terms)
    )


def _tells_deed(told: Reading) -> bool:
    """«옷 장사를 하셨어», and no «등산을 좋아하셔»."""
    main = told.main
    return main is not None and main.lemma in _DO and any(t.kind == "noun" and t.end <= main.start for t in told.terms)


def names_said(text: str) -> tuple[str, ...]:
    """Given names in something said, without what is put behind them: «민서랑», «지연이라고»."""
    found = []
    for word in re.findall(r"[가-힣]+", text):
        stems = [stem for stem, particle in josa_candidates(word) if particle]
        named = (s for s in (*stems, *(_CALLED.findall(word))) if len(s) > 1 and is_given_name(s.removesuffix("이")))
        found += [stem.removesuffix("이") for stem in named][:1]
    return tuple(found)


def names_surely_said(text: str) -> tuple[str, ...]:
    """Those of them that are no common nouns besides: «서윤이가», «민수는»."""
    return tuple(n for n in names_said(text) if is_personal_name(n) or re.search(f"{n}이(?:가|는|도)", text))


def clause_of(text: str) -> str:
    """What was said as it stands before «하셨어요», "" where that cannot be made beyond doubt."""
    said = mirror(read(text, (), (), ()))
    return (as_quoted(said.text) or "") if said is not None else ""


def _unquoted(clause: str) -> Reading:
    """A clause before «하셨어요», without the copula that it ends in: «낙이라고»."""
    return read(_QUOTED_NOUN.sub("", clause), (), (), ())


def _content(reading: Reading, *, plain: bool = False) -> Iterator[str]:
    """The words that say what it is about, in dictionary forms; `plain`: those that only say when and that it was."""
    for term in reading.terms:
        if plain and (
            term.lemma in _WHEN or (term.kind == "verb" and is_light(term.lemma) and term.lemma not in _SAID)
        ):
            yield term.lemma
        named = term.kind in ("noun", "name", "time", "adverb") and term.lemma not in SAYING | _WORDLESS
        does = term.kind == "verb" and not is_light(term.lemma) and term.lemma not in REMEMBER | TELLING_VERBS
        if named or does:
            ending = "이" if named else "하"  # «예약했어» is of a «예약»
            yield term.lemma.removesuffix(ending) if len(term.lemma) > _SURELY else term.lemma
