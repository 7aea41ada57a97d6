"""What a skill says and listens for, from the packs' `sentences/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from companion.base.errors import CompanionError
from companion.knowledge.telling import Answers
from companion.language.cues import says
from companion.language.templates import Template
from companion.language.terms import Reading, Term
from companion.understanding.phrases import Intent


def say(sentences: Answers, name: str, /, **values: object) -> str:
    """The sentence of that name with its gaps filled.

    Raises:
        CompanionError: no pack has it.
    """
    template = sentences.templates.get(name)
    if template is None:
        raise CompanionError(f"no pack has the sentence «{name}» in its sentences/")
    return template.render(**values)


def vary(sentences: Answers, name: str, turn: int, /, **values: object) -> str:
    """One of the sentences `name`, `name_2`, `name_3` …, which take turns."""
    names = [name, *(f"{name}_{n}" for n in range(2, 10) if f"{name}_{n}" in sentences.templates)]
    return say(sentences, names[turn % len(names)], **values)


def cued(sentences: Answers, name: str, reading: Reading) -> bool:
    """Whether a word of a group of cues was said."""
    return says(reading, sentences.cues.get(name, ()))


def cued_term(sentences: Answers, name: str, term: Term) -> bool:
    """Whether one term is a word of a group of cues."""
    return term.lemma in sentences.cues.get(name, ())


def shown_list(items: Sequence[str]) -> str:
    """«가, 나, 다»."""
    return ", ".join(items)


_OF: Final = frozenset({"of", "elder"})
"""Whose it is: anybody's, and somebody's to whom one is polite."""


def pick(intent: Intent, values: Mapping[str, str], variety: int, *, quiet: bool, said: Sequence[str] = ()) -> str:
    """One of an intent's sentences, filled: those that say more of what was said go first, in turns.

    Args:
        values: what can be said; a sentence that needs more is left out.
        quiet: leave out sentences that ask back.
        said: what was answered before; none of it is said again while there is anything else to say.

    Returns:
        "" where the values fill none of them.
    """
    parsed = [Template.parse(answer) for answer in intent.answers]
    fitting = [
        t for t in parsed if t.fields.keys() <= values.keys() and bool(_OF & t.fields.keys()) == ("of" in values)
    ]
    fitting = [t for t in fitting if "elder" in t.fields] or fitting
    fitting = fitting or [t for t in parsed if not t.fields]
    if quiet:
        fitting = [t for t in fitting if not t.source.endswith("?")] or fitting
    fitting = fitting or [t for t in parsed if t.fields.keys() <= values.keys()]
    choice = [t for t in fitting if t.fields] or fitting
    if not choice:
        return ""
    choice = _unsaid(choice, said) or _unsaid(fitting, said) or choice
    return choice[variety % len(choice)].render(**values)


def _unsaid(templates: Sequence[Template], said: Sequence[str]) -> list[Template]:
    """Those whose own words, behind their last gap, were not said yet."""
    own = ((t, t.source.rpartition("}")[2].strip(" .!?")) for t in templates)
    return [t for t, words in own if not words or not any(words in text for text in said)]
