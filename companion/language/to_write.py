"""What somebody has to write down or call by name is what is asked: «지금 시장은 누구로 써야 맞나요» asks who it is."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from companion.language.josa import josa
from companion.language.readings import words
from companion.language.terms import COPULA, OUGHT, RECIPIENT, WHO, Reading, Term, is_light

_WRITING: Final = frozenset(words("쓰 적 표기하 기재하 기록하 부르 호칭하"))
_CALLING: Final = frozenset(words("부르 호칭하"))
_WHERE: Final = frozenset(words("에 에서 에다"))
_SUFFICES: Final = frozenset(words("맞 좋 낫 옳"))
_WRITTEN: Final = frozenset(words("적히 쓰이 나오 실리 기재되 표기되 되"))
_QUOTED: Final = ("라고", "이라고")
_NOTED: Final = ("던데", "더라", "더라고", "는데", "던데요", "더라고요", "는데요")
_IF: Final = "면"
_ASKING: Final = {WHO: "누구야", "무엇": "뭐야", "어떻게": "뭐야"}
"""What is asked, by the word that asks it."""


def without_writing(reading: Reading) -> str:
    """The question that a sentence comes to which asks how something is to be written; else its text as it stands."""
    terms = reading.terms
    at = next((at for at, term in enumerate(terms) if _is_to_be_written(term, terms[at + 1 :])), None)
    if at is None:
        return reading.text
    asking = next((i for i in range(at - 1, -1, -1) if terms[i].kind == "question"), None)
    if asking is None or terms[asking].lemma not in _ASKING:
        return reading.text
    if any(t.kind != "adverb" and t.lemma != COPULA for t in terms[asking + 1 : at]):
        return reading.text
    quoted = any(t.lemma == COPULA for t in terms[asking + 1 : at])
    if terms[at].lemma in _CALLING and terms[asking].lemma == WHO and not quoted:
        return reading.text  # «누구를 먼저 불러야 돼?» asks whom to call
    if terms[at].lemma not in _CALLING and any(RECIPIENT in t.particles for t in terms[:asking]):
        return reading.text  # «교수님한테 메일 뭐라고 써야 돼»: a letter, and nothing that stands anywhere
    about = list(terms[:asking])
    while about and (about[-1].kind == "adverb" or not _WHERE.isdisjoint(about[-1].particles)):
        about.pop()  # «기사에 정확히»
    if not about or about[-1].form is not None:
        return reading.text
    asked = _ASKING[WHO if terms[at].lemma in _CALLING else terms[asking].lemma]
    return f"{reading.text[: about[-1].end]} {asked}"


def _is_to_be_written(term: Term, after: tuple[Term, ...]) -> bool:
    """«적어야 돼», «쓰면 되죠», «불러야 하나»."""
    if term.lemma not in _WRITING or term.form is None or term.form.past:
        return False
    needed = term.form.ought or term.form.ending in OUGHT or term.form.ending.endswith(_IF)
    return needed and all(is_light(t.lemma) or t.lemma in _SUFFICES for t in after if t.form is not None)


def without_medium(reading: Reading) -> str:
    """«김이라고 적혀 있는 자료가 있던데» as «김이라던데»: where it stands says nothing of what is claimed."""
    terms = reading.terms
    pairs = ((at, one, two) for at, (one, two) in enumerate(pairwise(terms)) if two.lemma in _WRITTEN)
    found = next((at for at, one, _ in pairs if one.form is not None and one.form.ending in _QUOTED), None)
    if found is None or found == 0 or any(t.kind in ("question", "name", "time") for t in terms[found + 2 :]):
        return reading.text
    last = terms[-1]
    if last.form is None or not (last.form.hearsay or last.form.ending.endswith(_NOTED)):
        return reading.text
    first = terms[0]
    start = terms[1].start if found > 1 and first.kind == "noun" and not _WHERE.isdisjoint(first.particles) else 0
    claimed = terms[found - 1]
    return f"{josa(reading.text[start : claimed.end], '이라/라')}던데"
