"""Short questions about what was just said between the two who talk: «너는?» after one told something of oneself,
«그럼 뭔데?» after it was said that something is not so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from companion.language.grammar import phrase_of
from companion.language.self_words import OTHERS, SELF, About, Disclosure
from companion.language.terms import COPULA, HOW_MANY, WHEN, WHERE, WHO, Reading, Term, is_nominal
from companion.language.verb_forms import joined_stem, past

_BESIDE: Final = ("adverb", "interjection")
_YOU: Final = "너는"
_ASKED: Final[dict[About, str]] = {
    "name": "이름이 뭐야?",
    "call": "이름이 뭐야?",
    "role": "무슨 일 해?",
    "work_at": "무슨 일 해?",
    "age": "몇 살이야?",
    "birthday": "생일이 언제야?",
    "home": "어디 살아?",
    "origin": "고향이 어디야?",
    "came": "어디에서 왔어?",
    "dream": "꿈이 뭐야?",
    "hobby": "취미가 뭐야?",
}
"""What one asks of another who has told the same; what is told else is asked as it was said."""
_BROKEN_OFF: Final = "던"
"""The ending of what was not brought to its end: «하던 얘기»."""
_ON: Final = frozenset(("계속", "계속하", "이어서", "잇", "이어", "마저", "이어가"))
_REST: Final = "마저"
"""«하던 얘기 마저»: to its end, where it stands like a particle."""
_ASIDE: Final = frozenset(("은", "이", "도"))
_KINDS: Final = {WHO: ("name", "noun"), WHEN[0]: ("time",), WHERE: ("name", "noun"), "얼마": ("number",)}


def asks_the_same(reading: Reading, calls: Collection[str]) -> bool:
    """«너는?», «그럼 파이보는요?»: whether nothing but the listener is asked of.

    Args:
        reading: the utterance.
        calls: what the listener is called.
    """
    said = [term for term in reading.terms if term.kind not in _BESIDE]
    if len(said) != 1:
        return False
    (head,) = said
    you = head.lemma in OTHERS if head.kind == "pronoun" else head.text in calls
    return you and bool(_ASIDE.intersection(head.particles))


def asked_of_you(before: Reading, told: Iterable[Disclosure]) -> str | None:
    """What was said, asked of the listener: «나는 커피 좋아해» as «너는 커피 좋아해?».

    What they told of themselves is asked for, and not said again: «내 이름은 민수야» as «너는 이름이 뭐야?».

    Args:
        before: what the speaker said.
        told: what they told of themselves in it.

    Returns:
        None where nothing was said of anybody.
    """
    about = next((fact.about for fact in told if not fact.of and fact.about in _ASKED), None)
    if about is not None:
        return f"{_YOU} {_ASKED[about]}"
    verb = before.main
    if verb is None or verb.form is None or verb.form.requests:
        return None
    subject = next((t for t in before.terms if t.start < verb.start and t.particle in ("은", "이") and _opens(t)), None)
    first = before.terms.index(subject) + 1 if subject is not None else 0
    rest = before.text[before.terms[first].start : verb.start]
    return f"{_YOU} {rest}{_asked_with(verb)}?"


def _opens(term: Term) -> bool:
    """Whether it is of the speaker, who makes way for the listener."""
    return term.kind == "pronoun" and term.lemma in SELF


def _asked_with(verb: Term) -> str:
    """The verb, asked in the plain style: «좋아해», «봤어», «학생이야»."""
    assert verb.form is not None
    if verb.lemma == COPULA:
        return "이었어" if verb.form.past else "이야"
    denied = "안 " if verb.form.negated else ""
    return f"{denied}{past(verb.lemma)}어" if verb.form.past else f"{denied}{joined_stem(verb.lemma)}"


def asked_instead(fragment: Reading, before: Reading) -> str | None:
    """«그럼 누군데?» after «도지사가 홍길동이야?»: the claim with the question word in place of what is not so.

    Args:
        fragment: what is said now.
        before: the question for yes or no before it.

    Returns:
        None where no question word stands alone, or nothing was claimed that it could ask for.
    """
    said = [term for term in fragment.terms if term.kind not in _BESIDE and term.lemma != COPULA]
    main = before.main
    if len(said) != 1 or said[0].kind != "question" or main is None or before.asks_what:
        return None
    word = said[0].lemma
    at = before.terms.index(main)
    claimed = before.terms[at - 1] if at else None
    if main.lemma == COPULA and claimed is not None and is_nominal(claimed) and not claimed.particles:
        phrase = [term for term in phrase_of(before, claimed) if term.end <= main.start]
        if phrase[0] is before.terms[0] and len(phrase) == len(before.terms) - 1:
            return None  # «사람이지?»: of what, nothing says
        return f"{before.text[: phrase[0].start]}{_being(word)}?"
    fitting = [t for t in before.terms if t.kind in _KINDS.get(word.rstrip(HOW_MANY), ()) and t.start < main.start]
    if word != WHEN[0] or len(fitting) != 1:
        return None
    return f"{before.text[: fitting[0].start]}{word} {before.text[_after(before, fitting[0]) :]}"


def _after(reading: Reading, term: Term) -> int:
    """Where the term behind another one begins."""
    return next(other.start for other in reading.terms if other.start > term.start)


def _being(word: str) -> str:
    """«누구야», «뭐야», «언제야»."""
    return {"무엇": "뭐"}.get(word, word) + "야"


def takes_up_again(reading: Reading) -> bool:
    """«아까 하던 거 계속하자», «하던 얘기 마저 해 줘»: whether what was broken off is to go on."""
    broken = [t for t in reading.terms if t.form is not None and t.form.ending == _BROKEN_OFF]
    rest = [term for term in reading.terms if broken and term.start > broken[-1].start]
    return any(term.lemma in _ON or _REST in term.particles for term in rest)
