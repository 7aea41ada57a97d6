"""What a speaker takes back in mid-sentence, adds after the full stop, or asks in halves.

Spoken requests come in pieces: a self-repair («광주시장, 아 아니 수원시장», Levelt 1983), a phrase that completes the
question before it («… 해 본 사람 있어? 경기도에서.»), a tag («맞지?»), two halves of one choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from companion.base import patterns as re
from companion.language import pointing
from companion.language.asking_clause import question_passed_on, without_listeners
from companion.language.grammar import ONLY
from companion.language.morphemes import is_personal_name
from companion.language.reported import relayed, reported_question
from companion.language.terms import ALSO, COPULA, INTO, SUBJECT, Reading, Term
from companion.understanding.types import Analysis

_SIGNS: Final = re.compile(r"[.!?,~\s]+$")
Span = tuple[int, int, str]
_PEOPLE: Final = ("person", "office")
_SOMEBODY: Final = "somebody"
_LEFT_OUT: Final = ("food", "eatery", "area", "attribute", "place")
"""Kinds that a wish leaves out: «갈비 말고 만두»."""


def mended(analysis: Analysis) -> str:
    """The text as one request: without what was taken back, and with what was added where it belongs."""
    asked_of = {m.start for m in analysis.of_kind(*_PEOPLE, "thing")}
    text = _without_taken_back(analysis)
    text = (
        text
        or pointing.pointing_back(analysis.reading)
        or question_passed_on(analysis.reading, asked_of)
        or reported_question(analysis.reading)
        or relayed(analysis.reading)
        or without_listeners(analysis.reading, asked_of)
    )
    if text is not None:
        return text
    ways = (_as_choice(analysis), _completed(analysis), _as_question(analysis.reading), _named_first(analysis))
    return next(filter(None, ways), analysis.text)


def _without_taken_back(analysis: Analysis) -> str | None:
    """«광주시장, 아 아니 수원시장», «김동연 말고 이재명»: the second of two things of one kind."""
    for at, term in enumerate(analysis.reading.terms):
        if not pointing.sets_apart(term) or at == 0:
            continue
        before = [span for span in _things(analysis) if span[1] <= term.start]
        after = [span for span in _things(analysis) if span[0] >= term.end]
        if not after or not _asks_more(analysis.reading, after[0]):
            continue
        if term.form is not None and _counts_out(analysis, at, after[0]):
            return analysis.text[after[0][0] :]
        if not before:
            continue
        (start, end, kind), (begin, _, other) = before[-1], after[0]
        between = [t for t in analysis.reading.terms if end <= t.start < begin and t is not term]
        left_out = term.form is not None and kind in _LEFT_OUT
        if kind == other and not left_out and not any(t.form is not None or t.kind == "question" for t in between):
            return f"{analysis.text[:start]}{analysis.text[begin:]}"
    return None


def _asks_more(reading: Reading, span: Span) -> bool:
    """Whether anything is asked of what is meant instead; alone it puts right what was asked before."""
    return any(t.start >= span[1] or (t.start == span[0] and t.particles) for t in reading.terms)


def _counts_out(analysis: Analysis, at: int, after: Span) -> bool:
    """«거기 말고 두 번째는?»: another one of what was told, by its number."""
    pointed = all(t.kind in ("pronoun", "interjection", "adverb") for t in analysis.reading.terms[:at])
    return pointed and any(n.ordinal and n.start == after[0] for n in analysis.numbers)


def _things(analysis: Analysis) -> list[Span]:
    """Everything of a kind that can be taken back, in the order of the text."""
    found = {(m.start, m.end): _SOMEBODY if m.kind in _PEOPLE else str(m.kind) for m in analysis.mentions}
    found |= {(t.start, t.end): "time" for t in analysis.times}
    found |= {(n.start, n.end): f"number {n.counter}" for n in analysis.numbers}
    return sorted((start, end, kind) for (start, end), kind in found.items())


def _as_choice(analysis: Analysis) -> str | None:
    """«성균관대가 먼저예요, 지스트가 먼저예요?» as «성균관대와 지스트 중에 어디가 먼저예요?»."""
    reading = analysis.reading
    halves = _halves(reading)
    if halves is None:
        return None
    (one, first), (other, second) = halves
    # What is said of both, behind the particle.
    said = [reading.text[head.end : verb.start].partition(" ")[2].strip() for head, verb in halves]
    if first.lemma != second.lemma or said[0] != said[1] or first.lemma != COPULA or not said[0]:
        return None
    people = {m.start for m in analysis.of_kind("person")}
    asked = pointing.which_of(one.text, other.text, person=one.start in people)
    return f"{asked} {said[0]}{reading.text[second.start :]}"


def _halves(reading: Reading) -> tuple[tuple[Term, Term], tuple[Term, Term]] | None:
    """The subject and the verb of two clauses that are all there is; None where there are not two."""
    verbs = [v for v in reading.verbs if v.form is not None and not v.form.modifies]
    if len(verbs) != 2 or reading.asks_what:
        return None
    subjects = [t for t in reading.terms if SUBJECT in t.particles and t.kind == "name"]
    if len(subjects) != 2 or not subjects[0].start < verbs[0].start < subjects[1].start < verbs[1].start:
        return None
    return (subjects[0], verbs[0]), (subjects[1], verbs[1])


def _as_question(reading: Reading) -> str | None:
    """«바로 물려받은 거잖아, 그치?» as «바로 물려받은 거잖아?»; None where no tag follows a claim."""
    *claims, tag = reading.sentences() if reading.terms else (range(0),)
    if not claims or not _is_tag(reading, tag) or any(t.form is not None for t in _terms(reading, tag)):
        return None
    if any(reading.asks(part) for part in claims):
        return None
    return f"{_SIGNS.sub('', reading.text[: reading.terms[tag.start].start])}?"


def _named_first(analysis: Analysis) -> str | None:
    """«추미애. 언제 됐지?» as «추미애 언제 됐지?»; None where no name stands alone before a question without one."""
    reading = analysis.reading
    parts = list(reading.sentences())
    if len(parts) < 2 or len(parts[-2]) != 1 or not reading.asks(parts[-1]):
        return None
    name, question = reading.terms[parts[-2].start], reading.terms[parts[-1].start]
    if name.kind != "name" or name.particles or name.called or question.kind == "pronoun":
        return None
    again = any(m.start >= question.start for m in analysis.mentions)
    if again or "?" in reading.text[name.end : question.start]:
        return None
    return f"{reading.text[: name.end]} {reading.text[question.start :]}"


def _completed(analysis: Analysis) -> str | None:
    """«처음 계획한 면적이 얼마였죠? 제곱미터로.» as one sentence; None where nothing is added, or too much."""
    reading = analysis.reading
    parts = list(reading.sentences())
    if len(parts) < 2:
        return None
    whole = [part for part in parts if not (_is_tag(reading, part) or _is_added(analysis, part))]
    if len(whole) != 1 or not reading.asks(whole[0]) or whole[0] is parts[-1]:
        return None
    phrases = [part for part in parts if part is not whole[0] and not _is_tag(reading, part)]
    added = [_phrase(reading, part) for part in phrases if not _says_in_what(reading, part)]
    question = _text(reading, whole[0], signs=True)
    return " ".join([*added, question])


def _terms(reading: Reading, part: range) -> Iterator[Term]:
    return (reading.terms[at] for at in part)


def _is_tag(reading: Reading, part: range) -> bool:
    """«맞지?», «그렇지?»."""
    return all(pointing.is_tag(t) for t in _terms(reading, part))


def _is_added(analysis: Analysis, part: range) -> bool:
    """A phrase that asks for nothing by itself: «경기도에서.», «후라이드.», or only how many: «두 군데만 대 봐라»."""
    reading = analysis.reading
    terms = list(_terms(reading, part))
    if any(sign in _text(reading, part, signs=True) for sign in "?!"):
        return False
    if _limits(terms):
        return True
    nouns = [t for t in terms if t.kind in ("noun", "name", "number", "time")]
    plain = all(
        t.form is None and t.kind not in ("question", "interjection", "pronoun") and not t.called for t in terms
    )
    # A word of its own, such as a move in a game, completes nothing.
    leans = any(t.particles for t in terms) or all(t.kind != "noun" for t in nouns)
    if any(ALSO in t.particles for t in terms):
        return False  # «… 알려 줘. 그리고 수원시장도.» asks the same of something else
    people = {m.start for m in analysis.of_kind("person")}
    somebody = any(t.start in people or (t.kind == "noun" and is_personal_name(t.text)) for t in nouns)
    return plain and bool(nouns) and leans and not somebody


def _limits(terms: list[Term]) -> bool:
    """«두 군데만 대 봐라»: how many are wanted, and the request."""
    *counted, verb = terms
    requested = verb.form is not None and verb.form.requests
    return requested and len(counted) == 1 and counted[0].kind == "number" and ONLY in counted[0].particles


def _phrase(reading: Reading, part: range) -> str:
    """What is added, without the request to tell it."""
    terms = list(_terms(reading, part))
    if not _limits(terms):
        return _text(reading, part)
    return reading.text[terms[0].start : terms[-1].start].strip()


def _says_in_what(reading: Reading, part: range) -> bool:
    """«제곱미터로.»: in which unit it is wanted, which is no part of the question."""
    terms = list(_terms(reading, part))
    return all(t.kind == "noun" and t.phrase == terms[0].phrase for t in terms) and INTO in terms[-1].particles


def _text(reading: Reading, part: range, *, signs: bool = False) -> str:
    text = reading.text_of(part)
    return text if signs else _SIGNS.sub("", text)
