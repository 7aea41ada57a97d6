"""What speakers say of themselves, from the terms of an utterance: their name, age, family, likes, plans.

Only what is said is read, by grammar: who the subject is, which noun carries which particle, how the verb ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, get_args

from companion.language.circumstances import (
    tells_dream,
    tells_family,
    tells_hobby,
    tells_home,
    tells_likes,
    tells_plan,
    tells_taste,
    tells_work,
)
from companion.language.introductions import (
    looks_like_name,
    tells_age,
    tells_birthday,
    tells_call,
    tells_given_name,
    tells_grade,
    tells_introduction,
    tells_name,
    tells_school_year,
    tells_spelled_name,
    years_in,
)
from companion.language.noun_phrases import NounPhrase, is_self, noun_phrases
from companion.language.readings import words
from companion.language.self_words import ASKING, GOING_ON, KIN, NAMES, PETS, REMEMBER, VOCATIVE, About, Disclosure
from companion.language.stances import (
    Sentence,
    addresses_robot,
    asks_in,
    last_verb,
    sentences,
    speaks_of_self,
    with_relatives,
)
from companion.language.terms import Reading, Term
from companion.language.verb_forms import plain_form

_TASTE_VERBS: Final = frozenset(words("좋아하 사랑하 좋아 싫어하 싫"))
_RULES: Final = (
    tells_call,
    tells_dream,
    tells_hobby,
    tells_introduction,
    tells_school_year,
    tells_name,
    tells_given_name,
    tells_age,
    tells_birthday,
    tells_work,
    tells_home,
    tells_likes,
    tells_taste,
    tells_family,
    tells_plan,
)
_JOINED: Final = re.compile(r"[가-힣](?:랑|하고|와|과)\s")
"""«두부랑 먹물»: nobody's own name."""
_INTENDING: Final = re.compile(r"(?:려고|으려고|ㄹ게|을게|련다|으련다)요?$")


def told(reading: Reading, expected: str = "", before: str = "") -> tuple[Disclosure, ...]:
    """What the speakers tell of themselves.

    Args:
        reading: the terms.
        expected: what they were asked for, so that a bare «김복순» or «일흔여덟» is understood.
        before: what they said just before: a name may be that of the pet they spoke of.
    """
    asked = reading.text.rstrip().endswith("?")
    found: list[Disclosure] = []
    speaker: list[Term] = []
    spoken_of = next((word for word in re.findall(r"[가-힣]+", before) if word in PETS), "")
    for sentence in sentences(with_relatives(reading)):
        for part in _with_subject(_parts(sentence, reading.text), speaker):
            tells = not asks_in(part) and not addresses_robot(part)
            if tells and not (asked and part[-1] is sentence[-1]):
                facts = _told_in(part, reading.text) or _goes_on(part, reading.text, found)
                found += [_owned(fact, part, found, spoken_of) for fact in facts]
            kin = (t.lemma for t in part if t.lemma in KIN and t.particle in ("이", "은", "도", "을"))
            spoken_of = next(kin, spoken_of if spoken_of in PETS else "")
    found = [fact for fact in found if fact.about != "name" or fact.of or not _JOINED.search(fact.value)]
    found = list(tells_spelled_name(reading.text)) or found or list(tells_grade(reading.text))
    if not found and not asked and expected:
        found += _told_briefly(reading, expected)
    return tuple(dict.fromkeys(found))


def _owned(fact: Disclosure, part: Sentence, before: list[Disclosure], spoken_of: str) -> Disclosure:
    """«강아지 키워, 이름은 초코야»: the name of whom was spoken of just before."""
    whose = (before[-1].of if before else "") or spoken_of
    named = any(term.lemma in NAMES and term.particle in ("은", "이") for term in part)
    if fact.about != "name" or fact.of or not whose or not named or speaks_of_self(part):
        return fact
    return replace(fact, of=whose)


def _parts(sentence: Sentence, text: str) -> tuple[Sentence, ...]:
    """The sentence, or the clauses of one that goes on after telling something: «매운 걸 못 먹는데 추천해 줘»."""
    cuts = [
        number
        for number, term in enumerate(sentence[:-1], 1)
        if (term.form is not None and GOING_ON.fullmatch(term.form.ending) and not term.form.modifies)
        or _ends_early(sentence[:number], sentence[number], text[term.end : sentence[number].start])
    ]
    bounds = (0, *cuts, len(sentence))
    return tuple(sentence[start:end] for start, end in pairwise(bounds))


def _with_subject(parts: tuple[Sentence, ...], speaker: list[Term]) -> Iterator[Sentence]:
    """The clauses, the speaker put before what says something of them: «난 서른두 살이고 / (난) 간호사야».

    Args:
        parts: the clauses of one sentence.
        speaker: who spoke of themselves last, kept from sentence to sentence.
    """
    for part in parts:
        topics = [term for term in part if term.particle in ("은", "이") or is_self(NounPhrase((term,)))]
        verb = last_verb(part)
        says = verb is not None and verb.lemma == "이" and verb is part[-1]
        if says and speaker and not topics and not speaks_of_self(part):
            yield (*speaker, *part)
        else:
            yield part
        if topics:
            speaker[:] = [topics[0]] if is_self(NounPhrase((topics[0],))) else []


def _ends_early(before: Sentence, after: Term, between: str = "") -> bool:
    """«나는 지우야 / 일곱 살이야», «이름은 순례여 / 올해 여든둘이고»: a sentence that ends without a sign of it."""
    last = before[-1]
    if (
        "," in between
        and last.form is None
        and not last.particles
        and after.particle == "은"
        and _has_topic(before[:-1])
    ):
        return True  # «이름은 도윤, 나이는 여섯 살이야»
    keeps = after.lemma in REMEMBER  # «내 이름은 순자야 / 기억해 둬»
    if after.kind not in ("name", "noun", "pronoun", "time", "number") and not keeps:
        return False
    if is_self(NounPhrase((after,))) and after.particle == "은" and any(term.particle == "은" for term in before):
        return True  # «엄마는 의대 가래 / 나는 만화가 되고 싶은데»
    if last.form is None:
        return bool(VOCATIVE & set(last.particles)) and _has_topic(before[:-1])
    # Only a verb of liking or a name that looks like a verb: «먹어 봤어» goes on.
    copula = last.lemma == "이" and last.form.ending in ("여", "야")
    likes = last.form.ending in ("아", "어") and last.lemma in _TASTE_VERBS
    return (copula or last.form.ending == "야" or likes) and _has_topic(before[:-1])


def _has_topic(terms: Iterable[Term]) -> bool:
    """Whether something is said of somebody or something: «나는 …», «이름은 …»."""
    return any(term.particle in ("은", "이") or is_self(NounPhrase((term,))) for term in terms)


def _goes_on(sentence: Sentence, text: str, before: list[Disclosure]) -> list[Disclosure]:
    """«내일은 연차야. 강릉 가서 바다 보려고»: what is meant for the day of the plan told just before."""
    verb = last_verb(sentence)
    if not before or before[-1].about != "plan" or verb is None or verb.form is None or verb is not sentence[-1]:
        return []
    if not _INTENDING.search(verb.form.ending) or any(term.kind in ("pronoun", "question") for term in sentence):
        return []
    clause = f"{' '.join(text[sentence[0].start : verb.start].split())} {plain_form(verb.lemma)}".strip()
    return [Disclosure("plan", clause, when=before[-1].when, start=before[-1].start, end=before[-1].end)]


def _told_in(sentence: Sentence, text: str) -> list[Disclosure]:
    if any(t.form is not None and t.form.past and t.form.ending.endswith("면") for t in sentence):
        return []  # «영감이 살았으면 올해 팔십인데»: it is not so
    verb = next((term for term in reversed(sentence) if term.form is not None), None)
    if (
        verb is not None
        and verb.form is not None
        and (ASKING.search(verb.form.ending) and not (verb.form.future or verb.form.past))
    ):
        return []
    phrases = noun_phrases(sentence)
    return next((facts for rule in _RULES if (facts := list(rule(sentence, phrases, text)))), [])


def _told_briefly(reading: Reading, expected: str) -> Iterator[Disclosure]:
    """The answer to a question: «김복순», «복순이야», «일흔여덟», «수원»."""
    phrases = noun_phrases(reading.terms)
    verbs = [term for term in reading.verbs if term.lemma != "이"]
    if len(phrases) != 1 or verbs:
        return
    phrase = phrases[0]
    text = phrase.text(reading.text)
    if expected == "age" and (age := years_in(text)) is not None:
        yield Disclosure("age", str(age), start=phrase.start, end=phrase.end)
    elif (expected == "name" and looks_like_name(text)) or (
        expected in ("home", "like", "dislike", "birthday") and phrase.head.kind not in ("pronoun", "question")
    ):
        about: About = next(known for known in get_args(About) if known == expected)
        yield Disclosure(about, text, start=phrase.start, end=phrase.end)
