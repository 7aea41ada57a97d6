"""Whether somebody wants to hear what was told once more, shorter or in plainer words."""

from __future__ import annotations

from typing import Final, Literal

from companion.language.terms import IN_A_WAY, INTO, ONLY, Reading, Term, noun_in

_PLAINLY: Final = frozenset(("쉽", "간단하", "짧", "간략하", "간결하", "짤막하", "알아듣", "단순하"))
"""How it is to be said: «쉽게», «알아듣게»."""
_EASY: Final = frozenset(("쉽", "알아듣", "쉽게"))
_ADVERBS: Final = frozenset(("간단히", "짧게", "쉽게", "간략히", "짤막히"))
_UNITS: Final = frozenset(("줄", "마디", "문장", "한마디", "한줄", "한문장"))
_POINTS: Final = frozenset(("요점", "핵심", "결론", "요지", "알맹이", "골자"))
_SHORTENING: Final = frozenset(("정리", "요약", "축약", "간추리", "줄이", "압축"))
"""Verbs that make it short by themselves."""
_IF: Final = ("면", "으면")
_WORDS: Final = frozenset(("말", "얘기", "이야기", "설명", "내용", "답", "대답"))
_TELLING: Final = frozenset(
    ("말하", "말", "얘기", "이야기", "설명", "말씀", "풀이", "알리", "알려주", "정리", "요약", "풀")
)


def wants_in_short(reading: Reading) -> Literal["plainly", "shortly"] | None:
    """«쉽게 좀 말해 봐라», «한 줄로 정리해 줘»: a request for what was told, in plainer or fewer words."""
    main = reading.main
    if main is None or main.form is None or not (main.form.requests or main.form.wishes or _left_open(reading, main)):
        return None
    how = any(_says_how(term) for term in reading.terms if term.start < main.start)
    plainly = any(t.lemma in _EASY and t.start < main.start for t in reading.terms)
    shortens = noun_in(main.lemma) in _SHORTENING
    if reading.asks_what:  # «어느 쪽인지 한 줄로 정리해 줘»
        return "shortly" if shortens and how else None
    of_something = any(t.kind == "noun" and t.clause == main.clause and t.lemma not in _WORDS for t in reading.terms)
    of_something = of_something and not all(_says_how(t) for t in reading.terms if t.kind == "noun")
    wanted = how and not of_something and (shortens or noun_in(main.lemma) in _TELLING)
    return ("plainly" if plainly else "shortly") if wanted else None


def _left_open(reading: Reading, verb: Term) -> bool:
    """«짧게 줄이면?»: a case that nothing follows asks for what comes then."""
    return verb.form is not None and verb.form.ending in _IF and not any(t.start > verb.start for t in reading.terms)


def _says_how(term: Term) -> bool:
    if term.form is not None:
        return term.lemma in _PLAINLY and term.form.ending == IN_A_WAY
    unit = term.text.split()[-1]
    one = (unit in _UNITS or unit[-1:] in _UNITS) and INTO in term.particles
    return one or term.lemma in _ADVERBS or (term.lemma in _POINTS and not ONLY.isdisjoint(term.particles))
