"""What sort of news somebody tells: the classifier's guess, weighed with what the words themselves say.

The phrases of the packs are read once. A word that stands in the phrases of few kinds tells much about the kind of
whatever it stands in («합격», «헤어지»), one that stands in many («오늘», «가») tells little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from companion.answering.base import SkillTurn
from companion.base.remembering import kept_between_starts
from companion.language.mirror_words import PEOPLE
from companion.language.morphemes import tokenize
from companion.language.terms import Term, is_light, read
from companion.understanding.phrases import Intent, Mood
from companion.understanding.types import Candidate

_VERB_WEIGHS: Final = 2.0
"""How much the last verb tells, where another word tells 1: «자전거 타다 넘어졌어» is about the fall."""

_DOUBT: Final = 1.0
"""How many phrases more one would have to see to be sure what a word tells: one phrase is little."""
_UNSEEN: Final = 1.5
"""Phrases of no mood that are thought beside those of a word: one phrase does not make it a sad one."""
_TURNING: Final = 0.5
"""How many of the phrases of a verb have to be glad, or sad, for it to be the verb that makes them so."""
_FEW: Final = 8
"""In the phrases of how many kinds a word stands that still tells something of them."""


def content(text: str, since: int = 0) -> tuple[str, ...]:
    """The words that say what a text is about from a place on, in dictionary forms: nouns, and verbs that mean much."""
    return tuple(form for start, form in _content(text) if start >= since)


@kept_between_starts
def _content(text: str) -> tuple[tuple[int, str], ...]:
    """The same of all of it, with where the word stands."""
    return tuple(
        (token.start, form)
        for token in tokenize(text)
        for form, tag in token.parts
        if tag.startswith(("NNG", "NNP", "XR", "UNKNOWN")) or (tag in ("VV", "VA") and not is_light(form))
    )


class News:
    """The words of the phrases of some intents.

    Args:
        intents: by name; only those of `skills` are read.
        skill: whose intents are kinds of news.
        skills: whose phrases are read.
        ignored: intents of the skill that are no kinds of news.
    """

    def __init__(
        self, intents: Mapping[str, Intent], skill: str, skills: Collection[str], ignored: Collection[str]
    ) -> None:
        self._skill = skill
        self._kinds = frozenset(n for n, intent in intents.items() if intent.skill == skill and n not in ignored)
        words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, intent in intents.items():
            for phrase in intent.phrases if intent.skill in skills else ():
                for word in set(content(phrase)):
                    words[word][name] += 1
        self._words = dict(words)
        mood = {name: intent.mood for name, intent in intents.items()}
        self._mood_of: dict[str, Mood | None] = mood
        self._phrases = {name: intent.phrases for name, intent in intents.items()}
        self._denied_by: dict[str, frozenset[str]] = {}
        self._affirmed: dict[str, float] = {}
        self._moods = {
            word: (
                sum(n for kind, n in kinds.items() if mood[kind] == "pleasant"),
                sum(n for kind, n in kinds.items() if mood[kind] == "painful"),
                sum(n for kind, n in kinds.items() if self.is_news(kind)) or 1,
            )
            for word, kinds in words.items()
        }

    def weighed(self, text: str, candidates: Iterable[Candidate]) -> Counter[str]:
        """How likely each kind of news is, the sum being 1; empty where nothing tells.

        Args:
            text: the utterance.
            candidates: what the classifier thinks.
        """
        likely: Counter[str] = Counter()
        for c in candidates:
            if self.is_news(c.intent):
                likely[c.intent] += c.probability  # type: ignore[assignment]
        total = sum(likely.values())
        scores = {name: p / total for name, p in likely.items()} if total else {}
        words = content(text)
        for word in words:
            kinds = {name: times for name, times in self._words.get(word, {}).items() if self.is_news(name)}
            if kinds:
                weight = (_VERB_WEIGHS if word == words[-1] else 1.0) / len(kinds) / (sum(kinds.values()) + _DOUBT)
                for name, times in kinds.items():
                    scores[name] = scores.get(name, 0.0) + weight * times
        whole = sum(scores.values())
        return Counter({name: score / whole for name, score in scores.items()}) if whole else Counter()

    def mood(self, text: str) -> float:
        """How good (to 1) or bad (to -1) what a text tells is, as far as its words say; 0 where they say nothing."""
        told: list[tuple[float, float, float]] = [
            self._moods[word] for word in content(text) if word not in PEOPLE and word in self._moods
        ]
        told = [(good, bad, of + _UNSEEN) for good, bad, of in told]
        weight = sum(abs(good - bad) / of for good, bad, of in told)
        return sum((good - bad) * abs(good - bad) / of**2 for good, bad, of in told) / weight if weight else 0.0

    def turns(self, intent: str, verb: Term) -> bool:
        """«이제 안 아파»: whether a denied verb is what makes other phrases of an intent glad or sad.

        Args:
            intent: the kind of news that an utterance is taken for.
            verb: its denied verb.
        """
        mood, known = self._mood_of[intent], not self._phrases[intent] or intent in self._words.get(verb.lemma, {})
        if mood is None or not known or self.denies(intent, verb):
            return False
        return self.affirmed(verb.lemma) * (1 if mood == "pleasant" else -1) >= _TURNING

    def affirmed(self, verb: str) -> float:
        """How good (to 1) or bad (to -1) the news is that says a verb and does not deny it: «못 가» is none of «가»."""
        if verb not in self._affirmed:
            said = [
                self._mood_of[kind]
                for kind in self._words.get(verb, {})
                if self.is_news(kind)
                for phrase in self._phrases[kind]
                if verb in content(phrase)  # which is kept, where to read every phrase takes half a second
                if any(v.lemma == verb and not (v.form and v.form.negated) for v in read(phrase, (), (), ()).verbs)
            ]
            good, bad = said.count("pleasant"), said.count("painful")
            self._affirmed[verb] = (good - bad) / len(said) if said else 0.0
        return self._affirmed[verb]

    def denies(self, intent: str, verb: Term) -> bool:
        """Whether phrases of an intent deny a verb too: «잠이 안 와» is as sad as it is meant."""
        if intent not in self._denied_by:
            readings = (read(phrase, (), (), ()) for phrase in self._phrases[intent])
            denied = frozenset(v.lemma for r in readings for v in r.verbs if v.form is not None and v.form.negated)
            self._denied_by[intent] = denied
        return verb.lemma in self._denied_by[intent]

    def holds(self, intent: str, text: str) -> bool:
        """Whether a word that few kinds share stands in the phrases of an intent."""
        return any(
            intent in kinds and sum(map(self.is_news, kinds)) <= _FEW
            for word in content(text)
            if (kinds := self._words.get(word))
        )

    def shares(self, text: str) -> Counter[str]:
        """How much of the phrases with each of a text's words are those of an intent, summed up."""
        found: Counter[str] = Counter()
        for word in content(text):
            kinds = self._words.get(word, Counter())
            for name, times in kinds.items():
                found[name] += times / sum(kinds.values())  # type: ignore[assignment]
        return found

    def doubts(self, turn: SkillTurn, one_word: float, two_words: float) -> bool:
        """Whether too much of an utterance is about what no phrase of the skill names: «세종대왕은 언제 …».

        Args:
            turn: the utterance, with how likely it is meant for the skill.
            one_word, two_words: below which likelihood one such word, or two, are too many.
        """
        light = {t.start for t in turn.analysis.reading.terms if t.kind == "adverb"}  # «느릿느릿»
        said = [w for w in turn.analysis.words if not w.neutral and len(w.text) > 1 and w.start not in light]
        strange = [w for w in said if not any(map(self._is_own, content(w.text)))]
        return len(strange) >= (1 if turn.intent.score < one_word else 2 if turn.intent.score < two_words else 99)

    def _is_own(self, word: str) -> bool:
        return any(kind.startswith(f"{self._skill}.") for kind in self._words.get(word, ()))

    def knows(self, intent: str, text: str) -> bool:
        """Whether every word that says something stands in the phrases of an intent: else it is about more."""
        return all(intent in self._words.get(word, {}) for word in content(text))

    def meets(self, intent: str, text: str) -> bool:
        """Whether what a text comes to, its last word that says something, stands in the phrases of an intent."""
        return all(intent in self._words.get(word, {}) for word in content(text)[-1:])

    def touches(self, intent: str, text: str) -> bool:
        """Whether any word of a text that says something stands in the phrases of an intent."""
        return any(intent in self._words.get(word, {}) for word in content(text))

    def has(self, text: str, since: int = 0) -> bool:
        """Whether every word that says something from a place on stands in some phrase."""
        return all(word in self._words for word in content(text, since))

    def is_news(self, intent: str) -> bool:
        """Whether an intent is a kind of news."""
        return intent in self._kinds
