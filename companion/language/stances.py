"""What an utterance does, as far as its grammar shows: tell, ask, promise, speak to the robot or of the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from companion.language.readings import words
from companion.language.self_words import ASKING, GOING_ON, KIN, OTHERS, OURS, SELF, TELLING, VOCATIVE
from companion.language.terms import Reading, Term

Stance = Literal["asks", "may tell", "tells"]
"""What an utterance does: asks or wants something, tells something, or either by its form."""

_BEGGING: Final = frozenset(words("부탁하 부탁드리 바라 원하"))
_DOUBTING: Final = re.compile(r"(?:던데|다며|라며|다면서|라면서|더라며|이소|게나|자|읍시다|ㅂ시다)요?$")
"""Endings that want something confirmed or done: hearsay put to the other one, proposals, dialect."""
_PROMISING: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께)요?$")

Unanswered = Literal[
    "called", "topic", "wants_told", "wants_done", "wonders_why", "wonders", "deliberates", "of_another"
]
"""What an utterance does that nobody has an answer to."""
_ONLY_ASKING: Final = re.compile(r"(?:ㄹ까|을까|까|니|냐|느냐|나요|는지|는가|은가|ㄴ가|ㄹ지|을지)요?$")
_RHETORICAL: Final = re.compile(r"지\s?않(?:냐|니|아|나)[\s?.!~]*$")
"""«어이없지 않냐»: asked of somebody who is to agree."""
_DELIBERATING: Final = re.compile(r"(?:ㄹ까|을까|ㄹ지|을지)요?$")
_TELL: Final = frozenset(words("알리 말하 말 설명하 설명 가르치 소개하 이야기하 얘기하 찾 읽"))
_SEEK: Final = frozenset(words("찾 구하 알아보 찾아보"))
_HOW: Final = frozenset(words("어떻게 얼마나"))
_WHY: Final = frozenset(words("왜 어째서"))

Sentence = tuple[Term, ...]
"""The terms of one sentence, or of one clause."""


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The terms sentence by sentence."""
    terms: list[Term] = []
    for term in reading.terms:
        terms.append(term)
        if term.form is not None and term.form.closes:
            yield tuple(terms)
            terms = []
    if terms:
        yield tuple(terms)


def with_relatives(reading: Reading) -> Reading:
    """The reading with «딸은» and «개는» as nouns, where the dictionary takes them for forms of verbs."""
    terms = tuple(
        replace(term, kind="noun", lemma=term.text, particles=("은",), form=None)
        if term.form is not None and term.form.modifies and term.text in KIN
        else term
        for term in reading.terms
    )
    return replace(reading, terms=terms)


def stance(reading: Reading) -> Stance:
    """Whether the last sentence tells something, asks or wants something, or may do either."""
    every = tuple(sentences(reading))
    # «끝났다 아싸»: a cry after it changes nothing.
    said = tuple(one for one in every if any(term.kind != "interjection" for term in one)) or every
    last = said[-1] if said else ()
    if reading.text.rstrip().endswith("?") or addresses_robot(last):
        return "asks"
    if len(said) > 1 and last[0].lemma == "무엇" and {term.lemma for term in last} <= {"무엇", "이"}:
        return "tells"  # «집에 있지 뭐», «내가 이겼지 뭐야»
    verb = last_verb(last)
    if asks_in(last):
        return "asks"
    if verb is None or verb.form is None:
        return "tells" if copula_after_name(last) else "may tell" if _hearsay_noun(last) else "asks"
    after = any(term.start > verb.end and term.kind in ("noun", "name", "number") for term in last)
    if after and GOING_ON.fullmatch(verb.form.ending):
        return "asks"  # «통닭 빼고 맛집»: the sentence has no end
    form = verb.form
    # «받아 줌», «해 주네»: what somebody else did.
    wants = (
        (form.requests and not form.past and not TELLING.search(form.ending)) or form.modifies or verb.lemma in _BEGGING
    )
    if wants or _DOUBTING.search(form.ending):
        return "asks"
    if form.wishes or TELLING.search(form.ending):
        return "tells"
    if ASKING.search(form.ending):
        # «오래됐지»: what speakers say of their own they know.
        return "may tell" if form.past and form.ending.startswith("지") and speaks_of_self(last) else "asks"
    return "tells" if speaks_of_self(last) else "may tell"


def asks_in(sentence: Sentence) -> bool:
    """Whether a question word in it asks; «뭐라 하다» (scold) and «얼마 안 되다» (not long) have none."""
    for at, term in enumerate(sentence):
        if term.kind != "question":
            continue
        after = sentence[at + 1 :]
        scolds = (
            term.lemma == "무엇"
            and [t.lemma for t in after] in (["이", "하"], ["이", "그러"])
            and any(t.particle == "이" and t.kind == "noun" for t in sentence[:at])
        )
        not_long = (
            term.lemma in ("얼마", "얼마나") and bool(after) and after[0].form is not None and after[0].form.negated
        )
        if not scolds and not not_long:
            return True
    return False


def _hearsay_noun(sentence: Sentence) -> bool:
    """«손주들이 온대», «큰 병이래»: hearsay that the dictionary takes for a noun."""
    last = sentence[-1] if sentence else None
    return (
        last is not None
        and last.kind == "noun"
        and not last.particles
        and re.search(r"[가-힣](?:대|래|댔어|랬어)요?$", last.text) is not None
        and len({term.phrase for term in sentence}) > 1
    )


def remarks(reading: Reading) -> bool:
    """Whether it wants nothing known or done, as far as its form shows: no question word, no sign, no such ending."""
    if stance(reading) != "asks":
        return True
    if reading.text.rstrip().endswith("?") or any(asks_in(sentence) for sentence in sentences(reading)):
        return False
    verb = reading.main
    if verb is None or verb.form is None:
        return of_speaker(reading)
    if verb.form.requests or verb.lemma in _BEGGING:
        return False
    return verb.form.past or not (ASKING.search(verb.form.ending) or _DOUBTING.search(verb.form.ending))


def promises(reading: Reading) -> bool:
    """Whether the speakers say what they are going to do: «내가 찾아볼게»."""
    verb = reading.main
    return verb is not None and verb.form is not None and _PROMISING.search(verb.form.ending) is not None


_AS_SUBJECT: Final = ("", "은", "도", "이")
_BECOMING: Final = ("하", "되", "이", "아니")


def to_robot(reading: Reading) -> bool:
    """Whether it is about whom it is said to: «너는 무서운 거 있어?», «네 이름이 뭐야»."""
    return any(addresses_robot(sentence) for sentence in sentences(reading))


def robot_as(reading: Reading) -> Term | None:
    """What the robot is asked to be or become: «너도 대통령 할 수 있겠네?»; None where something else is asked."""
    terms = reading.terms
    verb = next((at for at, term in enumerate(terms) if term.form is not None), 0)
    subject = next((t for t in terms[:verb] if t.kind == "pronoun" and t.lemma in OTHERS), None)
    if reading.asks_what or subject is None or subject.particle not in _AS_SUBJECT or terms[verb].lemma not in _BECOMING:
        return None
    return None if terms[verb - 1] is subject else terms[verb - 1]


def of_speaker(reading: Reading) -> bool:
    """Whether the speakers name themselves or somebody of theirs."""
    return any(speaks_of_self(sentence) for sentence in sentences(reading))


def addresses_robot(sentence: Sentence) -> bool:
    """Whether it is about whom it is said to: «너는 …»."""
    return any(term.kind == "pronoun" and term.lemma in OTHERS for term in sentence)


def speaks_of_self(sentence: Sentence) -> bool:
    """Whether speakers name themselves, or somebody of theirs as who does something: «딸은 전화도 안 받아»."""
    return any(
        (term.kind == "pronoun" and term.lemma in (SELF | OURS))
        or (term.lemma in KIN and term.particle in ("이", "은", "도") and not term.called)
        for term in sentence
    )


def last_verb(sentence: Sentence) -> Term | None:
    """The verb that says what a sentence does."""
    return next((term for term in reversed(sentence) if term.form is not None), None)


def copula_after_name(sentence: Sentence) -> bool:
    """«나 경기도지사야», «이름은 초코야»: what looks like a call at the end is the copula after a vowel."""
    if not sentence:
        return False
    last = sentence[-1]
    return last.form is None and bool(VOCATIVE & set(last.particles)) and len({term.phrase for term in sentence}) > 1


def seeks(reading: Reading) -> bool:
    """Whether somebody says that they look for something: «채식 되는 식당 찾고 있어요»."""
    verb = reading.main
    return verb is not None and verb.form is not None and verb.lemma in _SEEK and not verb.form.past


def prefers_one(reading: Reading) -> bool:
    """«산이 좋아 바다가 좋아»: which of two is liked better."""
    liked = [t for t in reading.terms if t.form is not None and t.lemma == "좋" and not t.form.negated]
    things = [t for t in reading.terms if t.particle == "이" and t.form is None and t.lemma not in SELF]
    return len(liked) == len(things) == 2 and things[0].start < liked[0].start < things[1].start < liked[1].start


def asks_by_form(reading: Reading) -> bool:
    """Whether a sign, a question word or an ending that only asks shows a question."""
    verb = reading.main
    if verb is not None and _RHETORICAL.search(reading.text):
        return False
    ends = verb is not None and verb.form is not None and _ONLY_ASKING.search(verb.form.ending) is not None
    return ends or reading.text.rstrip().endswith("?") or any(asks_in(one) for one in sentences(reading))


def unanswered(reading: Reading) -> Unanswered:
    """What somebody does who got no answer: calls, names a topic, wants something done or told, wonders, deliberates.

    «할까», «해도 될까» without another subject is asked of oneself.
    """
    said = [term for term in reading.terms if term.kind != "interjection" and not term.called]
    verb = reading.main
    if not said:
        return "called"
    if any(term.kind == "question" and term.lemma in _WHY for term in said):
        return "wonders_why"
    if verb is None or verb.form is None:
        nouns = all(term.kind in ("noun", "name") and not term.particles for term in said)
        return "topic" if nouns and len({term.phrase for term in said}) == 1 else "wonders"
    if verb.form.requests:
        return "wants_told" if verb.lemma in _TELL or any(t.lemma in _TELL for t in reading.verbs) else "wants_done"
    spoken_of = [t for t in said if t.particle in ("이", "은") and t.lemma not in SELF | OURS and t.form is None]
    asked = [t for t in said if t.kind == "question" and t.lemma not in _HOW]
    mine = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("을", "한테", "과") for t in said)
    if spoken_of:
        return "of_another" if mine and asks_by_form(reading) else "wonders"
    subject = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("이", "은", "") for t in said)
    how = any(t.kind == "question" and t.lemma in _HOW for t in said)  # «어떻게 털어놓지»
    oneself = _DELIBERATING.search(verb.form.ending) is not None or (how and verb.form.ending.startswith(("지", "나")))
    return "deliberates" if oneself and (subject or not asked) else "wonders"
