"""What leans on the question before: «김동연은?» takes the place of a name in it, «아니 2018년» corrects it.

A fragment is said again in full, as the last question with one constituent exchanged for another of its kind
(Dalrymple, Shieber & Pereira 1991, «Ellipsis and Higher-Order Unification», by rules).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from companion.language import pointing
from companion.language.grammar import is_conditional, is_demonstrative
from companion.language.introductions import is_full_name
from companion.language.josa import in_place
from companion.language.pointing import ALONE
from companion.language.terms import (
    ALSO,
    CERTAIN,
    CONFIRMING,
    COPULA,
    COPULAS,
    DEGREES,
    EXISTENCE,
    INTO,
    TOPIC,
    WHEN,
    WHO,
    Reading,
    Term,
)
from companion.understanding.types import Analysis, Mention, MentionKind

_KINDS: Final[tuple[MentionKind, ...]] = ("person", "office", "place", "thing", "country")
"""Kinds of names that are exchanged; areas and dishes change a wish, which knows more than its last sentence."""
_PEOPLE: Final[tuple[MentionKind, ...]] = ("person", "office")
"""Kinds of names that mean somebody."""
_BESIDE: Final = ("adverb", "interjection")
_NAMED: Final = ("name", "time", "number")

_SIGNS: Final = " ?.!"

Span = tuple[int, int]
Titled = Callable[[Mention, str], str | None]
"""The office of one name that lies in what another name says: 광주시장, «경기도 광주» -> «경기도 광주시장»."""


def named_alone(reading: Reading) -> Term | None:
    """What is asked of by its name alone: «그럼 김동연은?», «2026년 4월로 가면?»; None where more is said."""
    heads = [term for term in reading.terms if term.kind not in _BESIDE]
    if len(heads) == 2 and heads[0].kind == "time" and INTO in heads[0].particles and is_conditional(heads[1]):
        return heads[0]
    return heads[0] if len(heads) == 1 and ALONE.intersection(heads[0].particles) else None


def left_alone(fragment: Analysis) -> Term | None:
    """What is asked of by its name or place in a row alone: «김동연은?», «그럼 두 번째»; None where more is said."""
    heads = [term for term in fragment.reading.terms if term.kind not in _BESIDE]
    ordinal = len(heads) == 1 and any(n.ordinal and n.start == heads[0].start for n in fragment.numbers)
    return heads[0] if ordinal else named_alone(fragment.reading)


def in_place_of(fragment: Analysis, before: Analysis) -> str | None:
    """The question before with what is named now; None where this is no fragment, or nothing it could replace.

    Args:
        fragment: what is said now.
        before: the last question, as it was understood.
    """
    head = left_alone(fragment)
    asks = before.reading.main is not None or before.reading.asks_what
    if head is None or not asks or any(term.lemma in DEGREES for term in fragment.reading.terms):
        return None  # «제일 오래 한 사람은?» after «제일 짧게 한 사람은?» says more than a name
    span = (head.start, head.end)
    exchanged = _with_name(fragment, before, span) or _with_time(fragment, before, span)
    exchanged = exchanged or _with_number(fragment, before, span) or _with_somebody(fragment, before, span)
    return exchanged or _asked_of(fragment, before, head)


def claimed_instead(fragment: Analysis, before: Analysis) -> str | None:
    """«강기정이라던데», «강기정 아니야?» after «2019년 시장이 누구였죠?»: the claim that answers it otherwise.

    Args:
        fragment: what is said now: somebody's name, and that it was they.
        before: the last question, as it was understood.

    Returns:
        None where the question was not who somebody was, or more than a name is claimed.
    """
    said = [term for term in fragment.reading.terms if term.kind not in _BESIDE]
    asked = [term for term in before.reading.terms if term.kind == "question"]
    if not 2 <= len(said) <= 3 or said[0].form is not None or said[0].particles or any(map(is_demonstrative, said)):
        return None
    person = any(m.start == said[0].start for m in fragment.of_kind("person")) or is_full_name(said[0].text)
    last, main = said[-1].form, before.reading.main
    claims = person and last is not None and (fragment.reading.asks_whether or last.ending in CERTAIN)
    claims = claims and all(term.lemma in (*COPULAS, CONFIRMING) for term in said[1:])
    if not claims or len(asked) != 1 or asked[0].lemma != WHO or main is None or main.lemma != COPULA:
        return None
    rest = fragment.text[said[0].start :]
    return f"{before.text[: asked[0].start]}{rest}" if asked[0].end <= main.end else None


def corrected(fragment: Analysis, before: Analysis, titled: Titled) -> str | None:
    """What was said before with what it should have been: «아니 거기 말고 경기도 광주», «3월 말고 4월 14일».

    Args:
        fragment: what is said now.
        before: what was said before, as it was understood.
        titled: finds the office that is meant by a place.

    Returns:
        None where nothing is corrected, or nothing of its kind was said.
    """
    right = _right_one(fragment.reading)
    if right is None:
        return None
    return (
        _in_place_of_the_wrong(fragment, before, right)
        or _with_name(fragment, before, right)
        or _with_time(fragment, before, right)
        or _with_number(fragment, before, right)
        or _with_title(fragment, before, right, titled)
        or _with_somebody(fragment, before, right)
        or _at_a_time(fragment, before, right)
    )


def leaves_out(fragment: Analysis) -> bool:
    """Whether what is set apart has a name, or is somebody: «아니 도지사 말고 …», «그 사람 말고 수원시장»."""
    apart = next((term for term in reversed(fragment.reading.terms) if pointing.sets_apart(term)), None)
    if apart is None:
        return False
    named = any(m.kind in _KINDS and m.end <= apart.start for m in fragment.mentions)
    return named or any(m.start >= apart.end for m in fragment.of_kind(*_PEOPLE, "place"))


def right_alone(fragment: Analysis) -> str | None:
    """«그 사람 말고 경제부지사»: what is meant, asked of for itself where it was asked of nothing else."""
    right = _right_one(fragment.reading)
    return fragment.text[right[0] :] if right is not None else None


def is_meant(reading: Reading) -> bool:
    """«전라도 광주 말이야», «경기도 광주 있잖아»: nothing but what was meant."""
    return all(not pointing.sets_apart(term) for term in reading.terms) and _right_one(reading) is not None


def is_case(fragment: Reading) -> bool:
    """«실제 착공할 때는?»: nothing but a time or case that a clause describes."""
    terms = [term for term in fragment.terms if term.kind not in _BESIDE]
    if len(terms) < 2 or TOPIC not in terms[-1].particles or terms[-1].lemma not in pointing.DAY_OF:
        return False
    return terms[-2].form is not None and terms[-2].form.modifies


def asked_then(fragment: Reading, before: Reading) -> str | None:
    """«실제 착공할 때는?» after «처음 계획한 면적이 얼마였죠?»: what was asked, of another time or case.

    Returns:
        None where this is no time or case, or nothing was asked of anything.
    """
    asked = _asked_noun(before) if is_case(fragment) else None
    if asked is None:
        return None
    terms = [term for term in fragment.terms if term.kind not in _BESIDE]
    return f"{fragment.text[terms[0].start : terms[-1].end]} {before.text[asked.start :]}"


def is_circumstance(fragment: Reading) -> bool:
    """«예전에는?», «내일은?», «예전에도 그랬어?»: one phrase, and nothing asked but whether it was so then too."""
    terms = [term for term in fragment.terms if term.kind not in _BESIDE]
    so_too = len(terms) == 2 and terms[1].lemma in pointing.SO and ALSO in terms[0].particles
    return so_too or (len(terms) == 1 and TOPIC in terms[0].particles)


def asked_besides(fragment: Analysis, before: Analysis) -> str | None:
    """The question before, of a circumstance that is named alone; None where nothing was asked."""
    terms = [term for term in fragment.reading.terms if term.kind not in _BESIDE]
    if not before.reading.terms:
        return None
    until = terms[1].start if len(terms) > 1 else len(fragment.text)
    said = fragment.text[terms[0].start : until].rstrip(_SIGNS)
    now = next((t for t in before.times if t.is_now or t.first == t.last), None)
    if now is not None and any(t.start == terms[0].start for t in fragment.times):
        return f"{before.text[: now.start]}{fragment.text[terms[0].start : terms[0].end]}{before.text[now.end :]}"
    return f"{said} {before.text}"


def returned_to(reading: Reading) -> tuple[str, str] | None:
    """«다시 도지사 얘기로 돌아가서, 그 전에는?»: what is spoken of again, and what is asked then."""
    for name, noun in pairwise(reading.terms):
        if (
            name.kind != "name"
            or noun.kind != "noun"
            or noun.lemma not in pointing.TALK
            or noun.particle not in ("", INTO)
        ):
            continue
        verb = next((term for term in reading.verbs if term.start > noun.start), None)
        after = next((term for term in reading.terms if verb is not None and term.start > verb.start), None)
        if verb is None or after is None or verb.form is None or verb.form.modifies:
            return None
        return reading.text[name.start : name.end], reading.text[after.start :]
    return None


def completed(fragment: Reading, name: str) -> str:
    """A question about what was spoken of: its name takes the place of «그거», or goes before."""
    said = [term for term in fragment.terms if term.kind not in _BESIDE]
    if len(said) > 1 and said[0].kind == "pronoun" and said[0].lemma in pointing.THAT:
        return f"{name} {fragment.text[said[1].start :]}"
    return f"{name} {fragment.text}"


def _asked_noun(reading: Reading) -> Term | None:
    """The noun whose value a question asks for: «면적이 얼마였죠?»."""
    at = next((at for at, term in enumerate(reading.terms) if term.kind == "question"), 0)
    before = reading.terms[at - 1] if at else None
    return before if before is not None and before.kind in ("noun", "name") and before.particles else None


def _right_one(reading: Reading) -> Span | None:
    """What it should have been: the one thing named behind «말고» or «아니», or before «말이야»; alone, in any case."""
    terms = list(reading.terms)
    at = next((at for at in reversed(range(len(terms))) if pointing.sets_apart(terms[at])), None)
    said = [term for term in terms[(-1 if at is None else at) + 1 :] if term.kind not in _BESIDE]
    means = False
    if said and said[-1].form is not None and said[-1].lemma in (COPULA, EXISTENCE[0]):
        means = said.pop().lemma != COPULA  # «김동연이요», «김동연 말이야», «김동연 있잖아»
    if len(said) > 1 and said[-1].lemma == pointing.I_MEAN:
        means = bool(said.pop())
    if said and said[0].kind == "time" and all(t.lemma in pointing.AS_OF for t in said[1:]):
        said = said[:1]  # «2019년 기준으로»
    if (at is None and not means) or not said or any(t.phrase != said[0].phrase for t in said):
        return None
    return (said[0].start, said[-1].end) if all(t.kind in _NAMED for t in said) else None


def _in_place_of_the_wrong(fragment: Analysis, before: Analysis, right: Span) -> str | None:
    """«아니 두 번째 말고 세 번째» after «첫 번째랑 두 번째 주소»: what is named as wrong stood in what was said."""
    apart = next((term for term in reversed(fragment.reading.terms) if pointing.sets_apart(term)), None)
    wrong = [term for term in fragment.reading.terms if apart is not None and term.end <= apart.start]
    counted = bool(wrong) and wrong[-1].kind in ("number", "time")
    same = [t for t in before.reading.terms if counted and t.text == wrong[-1].text]
    return in_place(before.text, same[0].start, same[0].end, fragment.text[slice(*right)]) if same else None


def _at_a_time(fragment: Analysis, before: Analysis, right: Span) -> str | None:
    """«아니 2019년 기준으로»: what was asked without a time, at that time."""
    time = next((t for t in fragment.times if t.start == right[0] and not t.is_now), None)
    if time is None or any(not t.is_now for t in before.times) or not before.reading.terms:
        return None
    return f"{pointing.at_time(fragment.text[slice(*right)])} {before.text}"


def _with_name(fragment: Analysis, before: Analysis, span: Span) -> str | None:
    for kind in _KINDS:
        now = [m for m in fragment.of_kind(kind) if (m.start, m.end) == span]
        then = before.of_kind(kind)
        if now and len(then) == 1:
            return in_place(before.text, then[0].start, then[0].end, now[0].text)
    return None


def _with_somebody(fragment: Analysis, before: Analysis, span: Span) -> str | None:
    """«아니 수원시장» after «추미애는 언제 취임했어?»: somebody by an office in place of a name, or the other way."""
    now = [m for m in fragment.of_kind(*_PEOPLE) if (m.start, m.end) == span]
    then = sorted(before.of_kind(*_PEOPLE), key=lambda m: m.start)
    together = all(before.text[one.end : other.start].isspace() for one, other in pairwise(then))
    if not now or not then or not together:
        return None
    return in_place(before.text, then[0].start, then[-1].end, now[0].text)


def _asked_of(fragment: Analysis, before: Analysis, head: Term) -> str | None:
    """«수원시장은?» after «언제 취임했어?»: the question before, which named nothing, of what is named now."""
    named = any((m.start, m.end) == (head.start, head.end) and m.kind in _KINDS for m in fragment.mentions)
    leans = not (before.mentions or before.times) and before.reading.asks_what
    leans = leans and not any(map(is_demonstrative, before.reading.terms))  # «그 전에는 누구였어?» is of its own office
    return f"{fragment.text[head.start :].rstrip(_SIGNS)} {before.text}" if named and leans else None


def _with_time(fragment: Analysis, before: Analysis, span: Span) -> str | None:
    now = [t for t in fragment.times if t.start == span[0] and not t.is_now]
    then = [t for t in before.times if not t.is_now]
    if len(now) != 1 or len(then) != 1:
        return None
    return in_place(before.text, then[0].start, then[0].end, now[0].text)


def _with_number(fragment: Analysis, before: Analysis, span: Span) -> str | None:
    now = next((n for n in fragment.numbers if n.start == span[0]), None)
    then = [n for n in before.numbers if now is not None and (n.counter, n.ordinal) == (now.counter, now.ordinal)]
    if now is None or len(then) != 1:
        return None
    return in_place(before.text, then[0].start, then[0].end, fragment.text[now.start : now.end])


def _with_title(fragment: Analysis, before: Analysis, span: Span, titled: Titled) -> str | None:
    """«아니 경기도 광주» after «광주시장이 누구야?»: the same office of another place."""
    name = fragment.text[slice(*span)]
    is_place = any(m.start == span[0] for m in fragment.of_kind("region", "area", "thing", "country"))
    offices = before.of_kind("office") if is_place else ()
    office = titled(offices[0], name) if len(offices) == 1 else None
    return in_place(before.text, offices[0].start, offices[0].end, office) if office else None


def asked_which(asked: Analysis) -> tuple[str, frozenset[str]] | None:
    """«마지막은 민들레였나요, 구절초였나요?»: who it was, and the two; None where none is to be chosen."""
    reading = asked.reading
    people = {mention.start for mention in asked.of_kind("person")}
    said = [
        (before, verb)
        for before, verb in pairwise(reading.terms)
        if (before.start in people and verb.lemma == COPULA) or (before.kind == "time" and verb.form is not None)
    ][-2:]
    if not reading.chooses or len(said) != 2 or said[0][0] is reading.terms[0] or said[0][0].kind != said[1][0].kind:
        return None
    (one, _), (other, verb) = said
    word = WHEN[0] if one.kind == "time" else WHO
    rest = reading.text[other.end :] if verb.lemma == COPULA else f" {reading.text[verb.start :]}"
    return f"{reading.text[: one.start]}{word}{rest}", frozenset((one.text, other.text))
