"""«출처가 어디야?», «확실해?», «언제 기준이야?»: where the last answer comes from, and of which day it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from companion.answering.base import Answer, SkillTurn
from companion.base import patterns as re
from companion.knowledge.statement import Source
from companion.knowledge.telling import Teller
from companion.language.terms import Term
from companion.language.word_classes import DOING
from companion.understanding.query import ASPECT, Query

_ASKS: Final = ("source", "dated", "right")
_BETWEEN: Final = re.compile(r";(?![^()]*\))")
"""Between the documents of a source, and not within a remark on one."""
_SEVERAL: Final = ("all", "both", "each", "every")
"""Groups of words that mean all answers that were given, and not the last alone."""
_NAMED: Final = 3
"""Documents that are named; of more it is told how many there are."""
_AROUND: Final = (*_ASKS, *_SEVERAL, "when", "doing", "then", "still")


def about_sources(query: Query, turn: SkillTurn, teller: Teller) -> Answer | None:
    """What the last answer rests on; None where something else is asked, or where it rests on nothing."""
    # «출처가 뭐야?» after thanks is about what was told before.
    last = turn.cited[0] if query.has("source") and turn.cited else turn.last
    if last is None or not (query.names_nothing or query.has("source")):
        return None
    if turn.focus.topic == "recommend" and query.has("dated") and not query.has("source", "right"):
        return None  # when each price was known, the places tell
    if not query.has("source", "dated") and not (query.has("right") and not query.reading.asks_what):
        return None
    known = {at for cue in query.cues if cue.key in _AROUND for at in cue.span}
    beside = ("question", "verb") if query.has("source") else ("question",)  # «출처는 뭐라고 써?»
    left = [t for t in _beside(query, known) if t.kind not in beside]
    # «그거 확실한 날짜야 아니면 법정 임기로 친 거야»: nothing but words of what was told
    again = query.has("right") and bool(left) and query.points_back and all(_noun(t) in last.text for t in left)
    again = again and not any(
        t.form is not None and t.form.closes and t.form.past for t in left
    )  # «… 진짜 만들어졌어?»
    if again:
        left = []
    elif query.analysis.times or (not query.has("source") and (_claims(query, known) or _asks_of_deed(query, known))):
        return None
    if left:
        meant = _meant(query, left) if query.has("source") else []
        last = next((a for a in turn.cited if meant and all(word in a.text for word in meant)), None)
        if last is None:
            each = [a for a in turn.cited if any(word in a.text for word in meant)]
            named = bool(each) and all(any(word in a.text for a in each) for word in meant)
            return _of_each(each, teller) if named else None  # «둘 다 출처 좀» as the names of both
    if not last.sources or last.status != "answered":
        named = any(query.reading.terms[at].kind == "noun" for c in query.cues if c.key == "source" for at in c.span)
        # «그럼 어떻게 다 알아» where nothing was told asks for no source
        sought = query.has("source") and (named or bool(turn.cited))
        is_asked = sought or (query.has("dated", "right") and last.status == "unknown")
        return Answer(teller.say("no_source"), "unknown", gesture="think") if is_asked else None
    if query.has("source") and query.has(*_SEVERAL) and len(turn.cited) > 1:
        return _of_each([a for a in turn.cited if a.sources], teller)
    newest = max(last.sources, key=lambda source: source.as_of)
    title, day = _titles(newest, teller), newest.as_of
    told = teller.say("source_dated", day=day, title=title) if day else teller.say("source", title=title)
    if query.has("right") and not query.has("source"):
        told = f"{last.text if again else teller.say('sure')} {told}"
    return replace(last, text=told, spoken=None, focus=None, gesture=None, items=(), open=None)


def _of_each(told: Sequence[Answer], teller: Teller) -> Answer:
    """Where several answers come from, those that were given first before the others."""
    newest = (max(a.sources, key=lambda source: source.as_of) for a in reversed(told))
    documents = list(dict.fromkeys(title for source in newest for title in _documents(source)))
    first, rest = [f"«{title}»" for title in documents[:_NAMED]], documents[_NAMED:]
    titles = [*first[:-1], teller.say("and_others", first=first[-1], number=len(rest))] if rest else first
    text = teller.say("sources_each", titles=titles)
    return replace(told[0], text=text, spoken=None, focus=None, gesture=None, items=(), open=None)


def _noun(term: Term) -> str:
    return term.lemma if term.form is None else ""


def _titles(source: Source, teller: Teller) -> str:
    """The documents of one source that its day belongs to: those that bear the day, or all of them together."""
    first, *others = _documents(source)
    return teller.say("and_others", first=f"«{first}»", number=len(others)) if others else f"«{first}»"


def _documents(source: Source) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(source.title)]
    dated = [part for part in parts if source.as_of and source.as_of.replace("-", "") in part.replace("-", "")]
    return dated or parts


def _beside(query: Query, known: Collection[int]) -> Iterator[Term]:
    """What a question holds beside the words that ask: not «그 내용» and «어디서 확인한 값», which only point back."""
    terms = query.reading.terms
    values = {at for cue in query.cues if cue.key.startswith(ASPECT) for at in cue.span}
    pointed = {at + 1 for at in query.pointers} | {c.last + 1 for c in query.cues if c.key == "source"} & values
    for term in query.residue(known):
        if not (term.kind == "noun" and terms.index(term) in pointed):
            yield term


def _claims(query: Query, known: Collection[int]) -> bool:
    """Whether a clause before the question says what is to be checked: «공사가 멈췄다던데 사실이야?»."""
    terms, main = query.reading.terms, query.reading.main
    claiming = {v.clause for v in query.reading.verbs if v.form is not None and not v.form.modifies}
    claiming -= {main.clause} if main is not None else set()
    return any(
        t.kind in ("noun", "name", "number") and not t.bound and t.clause in claiming and at not in known
        for at, t in enumerate(terms)
    )


def _asks_of_deed(query: Query, known: Collection[int]) -> bool:
    """«진짜 했어?»: whether it is asked if something was done, and not if what was told is so."""
    main = query.reading.main
    if main is None or main.form is None or main.lemma != DOING or not main.form.past:
        return False
    return query.has("right") and query.reading.terms.index(main) not in known


def _meant(query: Query, left: Sequence[Term]) -> list[str]:
    """The words that say which answer is meant: «아까 대변인 건은» has a head that says nothing; a name needs one."""
    heads = {t.phrase: t for t in left}
    within = [t for t in left if heads[t.phrase] is not t]
    alone = [t for t in left if heads[t.phrase] is t and all(w.phrase != t.phrase for w in within)]
    return [t.text for t in (*within, *alone)] if query.names_nothing or (within and not alone) else []
