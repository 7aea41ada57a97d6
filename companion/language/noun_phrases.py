"""Noun phrases of a sentence: which one is whose, which is the topic, which stands before the copula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from companion.language.self_words import KIN, OURS, RELATED, SELF, THIRD, THOSE
from companion.language.stances import Sentence, copula_after_name, last_verb
from companion.language.terms import Term

_THAT: Final = "그"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase: the terms that stand together, and the particle of the last."""

    terms: tuple[Term, ...]

    @property
    def head(self) -> Term:
        """Its last term."""
        return self.terms[-1]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends, without its particle."""
        return self.head.end

    @property
    def words(self) -> tuple[Term, ...]:
        """Its terms without a «저» that stands before them for the speaker."""
        return self.terms[1:] if len(self.terms) > 1 and self.terms[0].lemma in ("저", "제", "나") else self.terms

    def text(self, whole: str) -> str:
        """Its words, with single spaces."""
        return " ".join(whole[self.words[0].start : self.end].split())


def noun_phrases(sentence: Sentence) -> tuple[NounPhrase, ...]:
    """The noun phrases of a sentence, in order."""
    found: list[list[Term]] = []
    for term in sentence:
        if term.form is not None or term.kind in ("adverb", "interjection"):
            continue
        if found and found[-1][-1].phrase == term.phrase:
            found[-1].append(term)
        else:
            found.append([term])
    return tuple(NounPhrase(tuple(terms)) for terms in found)


def is_self(phrase: NounPhrase) -> bool:
    """Whether it is the speaker: «나», «제가»."""
    head = phrase.head
    return len(phrase.terms) == 1 and head.kind == "pronoun" and head.lemma in SELF and head.particle != "의"


def topic_of(phrases: tuple[NounPhrase, ...]) -> tuple[str, NounPhrase | None, bool]:
    """Whose it is (a relative, "" for the speaker), the noun that is the topic, and whether the speaker is named.

    «우리 강아지 이름은»: the dog's, the name. «내 생일은»: the speaker's, the birthday. «난»: the speaker's, nothing.
    """
    of, topic, named = "", None, False
    for phrase in phrases:
        if is_self(phrase) or (phrase.head.kind == "pronoun" and phrase.head.lemma in OURS):
            named = True
            continue
        kin = next((term.lemma for term in phrase.terms if term.lemma in KIN or term.lemma.endswith(RELATED)), "")
        if kin and (phrase.head.particle in ("이", "은", "의", "") or phrase.head.lemma != kin):
            of = of or kin
            topic = topic or (phrase if phrase.head.lemma != kin else None)
            continue
        if phrase.head.lemma != "집" or phrase.head.particles:  # «우리 집 큰놈»
            topic = topic or phrase
    return of, topic, named


def owner_of(terms: Sequence[Term], noun: str) -> str:
    """Whose a noun is by the word right before it: a relative, `OWN` of the speaker's own, "" where nobody is named."""
    for before, after in pairwise(terms):
        if after.lemma == noun and after.kind == "noun":
            if before.lemma in KIN:
                return before.lemma
            if before.kind == "pronoun" and before.lemma in SELF and "의" in before.particles:
                return OWN
    return ""


OWN: Final = "나"


def of_third(sentence: Sentence) -> bool:
    """«걔 이름은», «그 애가»: whether it is about somebody who was spoken of."""
    those = (after.lemma in THOSE and before.text == _THAT for before, after in pairwise(sentence))
    return any(term.kind == "pronoun" and term.lemma in THIRD for term in sentence) or any(those)


def before_copula(sentence: Sentence, phrases: tuple[NounPhrase, ...]) -> NounPhrase | None:
    """The noun phrase before the copula."""
    verb = last_verb(sentence)
    if not phrases:
        return None
    if verb is None:
        return phrases[-1] if copula_after_name(sentence) else None
    if verb.lemma == "이" and verb is sentence[-1]:
        before = [phrase for phrase in phrases if phrase.end <= verb.start]
        return before[-1] if before and not before[-1].head.particles else None
    return None
