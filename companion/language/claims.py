"""What a question for yes or no claims, apart from the words it is put in: «한 거 맞지?», «인 줄 알았는데»."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from companion.language.hangul import final_consonant
from companion.language.terms import (
    BUT,
    CERTAIN,
    COPULAS,
    DOING,
    EXISTENCE,
    GUESS,
    IN_A_WAY,
    INTO,
    LACKING,
    QUOTED,
    WHETHER,
    WRONG,
    Reading,
    Term,
    VerbForm,
)

_TAG: Final = "잖"
"""What asks for agreement and says nothing else: «했잖아»."""
DONE: Final = ("ㄴ", "은")
"""Endings of what was done, before the noun it describes: «한 거»."""
_PAST: Final = "ㅆ"
"""What syllables end in that put a verb in the past."""
_SEEMING: Final = "같"
"""The verb of what seems so: «한 것 같은데»."""
_THINGS: Final = ("거", "것")
"""Nouns for what somebody did: «한 거», «된 것»."""
_SOON: Final = frozenset(("곧", "앞으로", "조만간", "머지않", "금방", "다음"))
"""Words for what is still to come, where the verb is not in the past."""
_FORWARD: Final = "앞"
"""«앞으로», where it is read as a noun."""
_AGAIN: Final = frozenset(("또", "다시", "새로"))
_DOES: Final = ("ㄴ다", "는다")
"""Endings of what somebody does, of the present and what is to come."""
_ASSUMED: Final = ("줄", *_THINGS)
"""Nouns for what one takes to be so: «한 줄 알았는데», «했던 걸로 아는데»."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is claimed.

    Attributes:
        verb: what is said; None where names alone are: «민들레가 시장 맞지?».
        past: whether it is said of a time before.
        negated: whether it is said not to be so; «하지 않았어?» expects a yes and says nothing of the kind.
        sure: whether a yes only agrees: «했지?», «했다며?».
        indirect: whether one asks to be told whether it is so: «했는지 알려 줘».
        ahead: whether it is said of what is still to come: «곧 옮긴다며», «또 할 거지?».
    """

    verb: Term | None
    past: bool
    negated: bool
    sure: bool
    indirect: bool = False
    ahead: bool = False


def claim_in(reading: Reading, confirming: Collection[int], saying: Collection[int]) -> Claimed | None:
    """The claim of a question, or of what somebody takes to be so; None where there is none.

    Args:
        reading: the question.
        confirming: positions of words that ask whether it is so: «맞다», «진짜».
        saying: positions of words of saying and knowing.
    """
    at = next((i for i in reversed(range(len(reading.terms))) if reading.terms[i].form is not None), None)
    if at is None or reading.asks_what:
        return None
    terms = reading.terms
    outer, inner = _form(terms[at]), at
    assumed, denied, sure = False, False, _is_tag(reading, at) or outer.ending in CERTAIN or outer.hearsay
    while (within := _within(reading, inner, confirming, saying)) is not None:
        assumed = (
            assumed
            or terms[inner].lemma == _SEEMING
            or any(t.bound and t.lemma in _ASSUMED for t in terms[within + 1 : inner])
        )
        verb = terms[inner]
        put_so = _form(verb).ending in CERTAIN or _form(verb).hearsay
        denied ^= verb.lemma == WRONG or (put_so and (verb.lemma == COPULAS[1] or _unsaid(terms, inner, saying)))
        sure, inner = True, within
    closes = outer.closes or outer.hearsay
    doubted = _is_doubted(reading, at, confirming)
    asks = reading.asks_whether or doubted or (closes and _is_tag(reading, at)) or (assumed and at in saying)
    # «주말에 하는지 알려 줘»
    indirect = at in saying and inner < at and _form(terms[inner]).ending.endswith(WHETHER)
    if not ((asks and not outer.requests) or indirect) or inner in saying:
        return None
    split = _split_from(reading, inner)
    if split is not None:
        denied ^= _denied(reading, inner) and _form(terms[inner]).ending in CERTAIN
        return Claimed(terms[split], _is_past(reading, split), denied ^ _denied(reading, split), sure)
    if inner in confirming:
        return Claimed(None, past=False, negated=denied, sure=True)
    verb, form = terms[inner], _form(terms[inner])
    said_so = form.ending in CERTAIN or form.hearsay or form.modifies or _is_tag(reading, inner)
    but = any(BUT in t.particles and t.clause == verb.clause for t in terms)
    negated = (_denied(reading, inner) ^ but) and said_so
    sure = (sure and not indirect) or doubted
    ahead = _is_ahead(reading, inner)
    return Claimed(verb, _is_past(reading, inner), negated ^ denied ^ (verb.lemma == LACKING), sure, indirect, ahead)


def _is_ahead(reading: Reading, at: int) -> bool:
    """Whether a verb says what is still to come: «곧», «앞으로» beside it, «-ㄹ 거», or that something is done again.

    «했을 거야» guesses what was, «시장일 거야» what is.
    """
    said = reading.terms[at - 1].form if at and reading.terms[at].lemma == DOING else None
    if said is not None and said.ending.startswith(_DOES):
        at -= 1  # «옮긴다던데», which the dictionary takes apart
    verb, form = reading.terms[at], _form(reading.terms[at])
    if _is_past(reading, at):
        return False
    clauses = {verb.clause}
    if at and (before := reading.terms[at - 1].form) is not None and before.ending == IN_A_WAY:
        clauses.add(reading.terms[at - 1].clause)  # «다시 하게 될까»
    inside = [t for t in reading.terms[:at] if t.clause in clauses]
    guesses = form.ending in GUESS
    onwards = any(t.lemma == _FORWARD and INTO in t.particles for t in inside)
    if verb.lemma in (*COPULAS, *EXISTENCE):
        return onwards and guesses  # «앞으로도 이천 원일까»
    soon = onwards or any(t.lemma in _SOON for t in inside)
    again = any(t.lemma in _AGAIN for t in inside) and (form.hearsay or guesses or form.ending.startswith(_DOES))
    to_be = form.future and form.modifies and any(t.lemma in _THINGS for t in reading.terms[at + 1 : at + 2])
    return soon or again or to_be


def _unsaid(terms: Sequence[Term], at: int, saying: Collection[int]) -> bool:
    """«… 라고 안 부른다면서요»: whether a verb says that something is not said."""
    return at in saying and _form(terms[at]).negated


def _is_doubted(reading: Reading, at: int, confirming: Collection[int]) -> bool:
    """Whether nothing but a word that asks whether it is so follows the last verb: «시장이었다는 거 진짜?»."""
    following = range(at + 1, len(reading.terms))
    said_so = all(reading.terms[i].bound or i in confirming for i in following)
    return said_so and reading.text.endswith("?") and any(i in confirming for i in following)


def _form(verb: Term) -> VerbForm:
    assert verb.form is not None
    return verb.form


def _said(reading: Reading, at: int) -> str:
    """A verb with all its endings."""
    return reading.text[reading.terms[at].start :].split(maxsplit=1)[0]


def _is_tag(reading: Reading, at: int) -> bool:
    """Whether a verb ends in what only asks for agreement."""
    return _TAG in _said(reading, at)


def _denied(reading: Reading, at: int) -> bool:
    """Whether a verb is in the negative, but for a tag, which morphology may take for one."""
    form = _form(reading.terms[at])
    return form.negated ^ (_is_tag(reading, at) and not form.ending.startswith(_TAG))


def _is_past(reading: Reading, at: int) -> bool:
    """Whether what a verb says is over: «였다», «한 거», and «였잖아», of which morphology may tell no tense."""
    verb, form = reading.terms[at], _form(reading.terms[at])
    before, tag, _ = _said(reading, at).partition(_TAG)
    tagged = bool(tag and before) and final_consonant(before) == _PAST
    return form.past or tagged or (form.modifies and form.ending in DONE and verb.lemma not in COPULAS)


def _split_from(reading: Reading, at: int) -> int | None:
    """The verb of a claim that is split so that a time stands last: «시장이 된 게 2018년이지?»; None where none is."""
    terms = reading.terms
    first = at
    while first and terms[first - 1].kind in ("time", "number", "adverb"):
        first -= 1
    if first == at or first < 2 or not (terms[first - 1].bound and terms[first - 1].lemma in _THINGS):
        return None
    form = terms[first - 2].form
    return first - 2 if form is not None and form.modifies else None


def _within(reading: Reading, at: int, confirming: Collection[int], saying: Collection[int]) -> int | None:
    """The verb of what a verb confirms, denies or takes to be so; None where it says something itself."""
    terms = reading.terms
    before = next((i for i in reversed(range(at)) if terms[i].form is not None), None)
    if before is None:
        return None
    between = range(before + 1, at)
    if any(not (terms[i].bound or terms[i].kind == "adverb" or i in confirming or i in saying) for i in between):
        return None
    wraps = terms[at].lemma in (*COPULAS, _SEEMING) and bool(between)
    # «홍길동이라고 적었는데 맞나요»: what is right or not is what was written, and it says so of the present.
    quotes = _form(terms[before]).ending in QUOTED and not (between or _form(terms[at]).closes)
    return before if wraps or quotes or at in confirming or at in saying else None
