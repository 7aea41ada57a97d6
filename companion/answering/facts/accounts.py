"""What a statement accounts for in a question: the words of its sentence, its subject, and the words for its relation.

Every noun and name of a question must belong to the subject, ask for the relation, or stand in the sentence that will
be said; what is left makes it another question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from companion.answering.facts.asked import RelationsAsked
from companion.answering.facts.aspects import Aspects
from companion.base import patterns as re
from companion.base.remembering import kept_between_starts
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Statement
from companion.knowledge.telling import Teller
from companion.knowledge.values import Listing, Money, Quantity, Reference, write
from companion.language.cues import CueIndex, synonyms_of
from companion.language.grammar import described_by
from companion.language.numbers import NumberMention, parse_number
from companion.language.terms import (
    ALSO,
    COPULAS,
    EACH,
    PURPOSE,
    SUBJECT,
    TOPIC,
    WITH,
    Reading,
    Term,
    is_light,
    noun_in,
    read,
)
from companion.language.units import LARGE
from companion.understanding.query import Query
from companion.understanding.types import Mention

ASKING: Final = (
    "site", "when", "why", "who", "how_many", "right", "ex", "now", "then", "at_event", "still", "and", "you", "there",
    "awhile", "how_much", "how_long",
)  # fmt: skip
"""Groups of words that ask, and claim nothing."""
_RECKONED: Final = ("age", "grew", "shrank", "differs")
"""Groups of words that ask for something reckoned."""
_PARTS: Final = frozenset((SUBJECT, TOPIC, ALSO, WITH))
"""Particles of who has a part in something."""
_COMMON: Final = 64
"""Statements beyond which a relation is said of anything."""
_WORD: Final = 2
"""Letters from which on a noun may be a part of a longer one."""
_NO_LETTER: Final = re.compile(r"[\W_]+")


class Accounts:
    """Holds questions against statements."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._base = base
        self._teller = teller
        self._titles = frozenset(teller.answers.titles)
        self.aspects = Aspects(base, teller.answers.cues)
        self._alike = synonyms_of(teller.answers.synonyms)
        self._by_id = {fact.id: fact for fact in base.facts}
        self._plans = CueIndex(("planned", word) for word in teller.answers.cues.get("planned", ()))
        self.lemmas = lru_cache(maxsize=4096)(self._lemmas_of)
        self.words = lru_cache(maxsize=1024)(self._words_of)
        self._elsewhere = lru_cache(maxsize=4096)(self._others_say)
        self.compounds = lru_cache(maxsize=4096)(self._nouns_of)
        self.said = lru_cache(maxsize=4096)(self._said_of)
        self._sentence = lru_cache(maxsize=4096)(self._sentence_of)
        self._names = lru_cache(maxsize=1024)(self._names_of)
        for relation in base.vocabulary.relations:
            self.words(relation)  # the first question asks for most of them: read as all words of packs are

    def is_plan(self, fact: Statement) -> bool:
        """Whether a statement tells what was only planned; «추진위원회» is no plan."""
        said = self.said(fact.id)
        planned = [said.terms[cue.last] for cue in self._plans.find(said)]
        return any(t.form is not None or t in said.heads() for t in planned)

    def mentions(self, fact: Statement, entity: str) -> bool:
        """Whether a statement names or refers to something."""
        names = (squeezed(name) for name in self._base.entities[entity].names)
        referred = {v.entity for v in fact.values if isinstance(v, Reference)}
        sentence = squeezed(self._teller.sentence(fact))
        return entity in referred or any(len(name) > 1 and name in sentence for name in names)

    def around(self, fact: Statement) -> str:
        """What a statement can be found by beside its sentence."""
        relation, entity = self._base.vocabulary.relations[fact.relation], self._base.entities[fact.subject]
        return "".join((*relation.cues, relation.label, *entity.names))

    def _words_of(self, id: str) -> frozenset[str]:
        """The lemmas that ask for a relation, and those that mean the same."""
        relation = self._base.vocabulary.relations[id]
        said = ((words, *_lemmas_in(words)) for words in (relation.label, *relation.cues))
        lemmas = {lemma for words, found, alone in said if alone or words == relation.label for lemma in found}
        return frozenset().union(lemmas, *(self._alike.get(lemma, ()) for lemma in lemmas))

    def _lemmas_of(self, id: str) -> frozenset[str]:
        """The lemmas of a statement's sentence, its relation and its subject."""
        fact = self._by_id[id]
        entity = self._base.entities[fact.subject]
        kind = self._base.vocabulary.types[entity.type]
        text = " ".join((*entity.names, *kind.nouns))
        # A noun of one letter inside a longer word («책» in «정책수석») is no word of the sentence.
        said = (t for t in self.said(id).terms if len(t.lemma) > 1 or t.kind != "noun" or t.lemma in self.compounds(id))
        terms = (*read(text, (), (), ()).terms, *said)
        lemmas = {lemma for term in terms for lemma in (term.lemma, noun_in(term.lemma))}
        alike = self.words(fact.relation).union(lemmas, *(self._alike.get(lemma, ()) for lemma in lemmas))
        return alike - self._elsewhere(fact.relation, fact.subject)

    def is_elsewhere(self, terms: Iterable[Term], relation: str, subject: str) -> bool:
        """Whether words for a relation only fit other things that have it: «옮기다» of what was begun."""
        words = {w for t in terms for w in (t.lemma, noun_in(t.lemma))}
        own = self._saying(f for f in self._base.facts_of(subject) if f.relation == relation)
        return bool(words & self._elsewhere(relation, subject)) and not words & own

    def _saying(self, facts: Iterable[Statement]) -> frozenset[str]:
        lemmas = {w for f in facts for t in self.said(f.id).terms for w in (t.lemma, noun_in(t.lemma))}
        return frozenset().union(lemmas, *(self._alike.get(w, ()) for w in lemmas))

    def _others_say(self, relation: str, subject: str) -> frozenset[str]:
        """The words for a relation that its statements about other things hold, and none about this one."""
        everywhere = self._base.of_relation(relation)
        if self._base.vocabulary.relations[relation].kind != "day" or len(everywhere) > _COMMON:
            return frozenset()  # a day is that of one deed
        own = (f for f in self._base.facts_of(subject) if f.relation == relation)
        told = self._saying(f for f in everywhere if f.id in self._by_id)
        return (self.words(relation) & told) - self._saying(own)

    def lemmas_about(self, subject: str) -> frozenset[str]:
        """The same of all statements about a thing."""
        return frozenset().union(*(self.lemmas(fact.id) for fact in self._base.facts_of(subject)))

    def may_hold(self, subject: str, noun: str) -> bool:
        """Whether `lemmas` of the statements about a thing may hold a noun: a quick look, for many things at once."""
        words = (noun, *self._alike.get(noun, ()))
        return any(word in self._written[subject] for word in words)

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """All that the sentences about each thing are made of, unread."""
        relations = {
            r.id: " ".join((r.label, *r.cues, r.template.source if r.template else ""))
            for r in self._base.vocabulary.relations.values()
        }
        kinds = {t.id: " ".join(t.nouns) for t in self._base.vocabulary.types.values()}
        return {
            entity.id: " ".join(
                dict.fromkeys((
                    kinds[entity.type],
                    *entity.names,
                    *(part for f in self._base.facts_of(entity.id) for part in self._parts(f, relations)),
                ))
            )
            for entity in self._base.entities.values()
        }  # fmt: skip

    def _parts(self, fact: Statement, relations: Mapping[str, str]) -> Iterator[str]:
        yield relations[fact.relation]
        yield from (fact.say,) if fact.say else self._base.written(fact)
        qualifying = (value for many in fact.qualifiers.values() for value in many)
        yield from (self._base.name(value.entity) for value in qualifying if isinstance(value, Reference))

    def _nouns_of(self, id: str) -> frozenset[str]:
        """The nouns of a statement's sentence as they are written together: «전략산업국장»."""
        found: list[str] = []
        end = -1
        for term in self.said(id).terms:
            if term.form is None and term.kind not in ("adverb", "interjection"):
                found = [*found[:-1], found[-1] + term.text] if term.start == end else [*found, term.text]
                end = term.end
        return frozenset(squeezed(noun) for noun in found)

    def _is_word(self, query: Query, at: int, fact: Statement) -> bool:
        """Whether a noun or verb stands in a statement: as a word, the end of one, or with what follows it a part."""
        term, following = query.reading.terms[at], query.reading.terms[at + 1 : at + 2]
        if {term.lemma, noun_in(term.lemma)} & self.lemmas(fact.id):
            return True
        text, whole = squeezed(term.text), _written_together(query.reading, at)
        if len(whole) > len(text) and any(noun.endswith(whole) for noun in self.compounds(fact.id)):
            return True  # «식» in «착수식»
        if len(text) < _WORD or any(noun.endswith(text) for noun in self.compounds(fact.id)):
            return len(text) >= _WORD
        is_head = term.form is None and not (following and following[0].phrase == term.phrase)
        return not is_head and text in self._sentence(fact.id)

    def _sentence_of(self, id: str) -> str:
        return squeezed(self._teller.sentence(self._by_id[id]))

    def _names_of(self, subject: str) -> frozenset[str]:
        """What a thing is called, and the words of its names."""
        names = self._base.entities[subject].names
        return frozenset(squeezed(name) for full in names for name in (full, *full.split()))

    def _said_of(self, id: str) -> Reading:
        return read(self._teller.sentence(self._by_id[id]), (), (), ())

    def left(
        self,
        query: Query,
        facts: Sequence[Statement],
        asked: RelationsAsked,
        identifying: Mapping[str, Collection[int]] | None = None,
    ) -> tuple[Term, ...]:
        """The terms that neither the statements nor the words for their relations account for.

        Args:
            query, facts, asked: the question, the statements, the relations asked for.
            identifying: what `identifying` finds for each subject, where many statements are held against a question.
        """
        relations = {f.relation for f in facts}
        known = {at for r in relations for spans in (asked.spans, asked.weak) for at in spans.get(r, ())}
        asking = (*ASKING, "after") if query.points_back else ASKING  # «그 뒤로»
        if any(self._changes(fact) for fact in facts):
            asking = (*asking, "first")  # «처음 계획한 면적»
        if any(isinstance(v, Reference) for f in facts if f.relation in asked.strong for v in f.values):
            asking = (*asking, "role")  # «서명한 두 분의 직함»: a sentence that names people has their titles
        known |= {at for cue in query.cues if cue.key in asking for at in cue.span}
        known |= {at for at, t in enumerate(query.reading.terms) if t.kind == "number" and t.text.endswith(EACH)}
        known.update(self.aspects.explained(query, facts))
        claimed = {at for at, t in enumerate(query.reading.terms) if t in claimed_in(query)}
        claimed.update(self._parts_claimed(query, facts))
        for fact in facts:
            known.update(self.covered(query, fact))
            other = identifying[fact.subject] if identifying else self.identifying(query, fact.subject)
            known.update(at for at in other if at not in claimed)
            known.update(self._whose(query, fact.subject))
        known.update(self._purpose(query))
        people = {m.start for m in query.people}
        terms = query.reading.terms
        known.update(
            at for at in range(1, len(terms)) if terms[at].lemma in self._titles and terms[at - 1].start in people
        )
        return query.residue(known)

    def _whose(self, query: Query, subject: str) -> Iterator[int]:
        """Positions of names before that of a thing which say whose it is: «집적단지 2단계», where that is known."""
        terms = query.reading.terms
        of_it = [at for m in query.things if subject in m.ids and (at := query.term_of(m)) is not None]
        named = {m.start: m for m in query.things}
        for at in of_it:
            before = terms[at - 1] if at else None
            owner = named.get(before.start) if before is not None and before.phrase == terms[at].phrase else None
            own = self._base.facts_of(subject) if owner else ()
            if owner and any(any(self.mentions(f, id) for id in owner.ids) or self._are_parts(owner, f) for f in own):
                yield at - 1

    def _are_parts(self, named: Mention, fact: Statement) -> bool:
        """«경기도 광주 협약»: whether the words of one name are the names of several that have a part in a thing."""
        words, values = named.text.split(), [v.entity for v in fact.values if isinstance(v, Reference)]
        names = {id: self._base.entities[id].names for id in values}
        by_word = [[id for id in values if any(name.startswith(word) for name in names[id])] for word in words]
        return len(words) > 1 and all(by_word) and len({id for ids in by_word for id in ids}) == len(words)

    @staticmethod
    def _parts_claimed(query: Query, facts: Sequence[Statement]) -> Iterator[int]:
        """«수원시도 협약을 맺었어?»: positions of names that are said to have a part, which a list of parts decides."""
        listed = any(isinstance(v, Reference) for f in facts if isinstance(f.value, Listing) for v in f.values)
        if not listed or not query.asks_whether:
            return
        describing = {verb.clause for verb in query.reading.describing}
        own = {m.start for m in query.analysis.mentions for f in facts if f.subject in m.ids}
        for at, term in enumerate(query.reading.terms):
            takes_part = _PARTS & set(term.particles) and term.clause not in describing
            if term.kind == "name" and takes_part and term.start not in own:
                yield at

    def _changes(self, fact: Statement) -> bool:
        """Whether a relation of a thing has had several values, one after the other."""
        return sum(f.relation == fact.relation for f in self._base.facts_of(fact.subject)) > 1

    @staticmethod
    def _purpose(query: Query) -> Iterator[int]:
        """Positions of wishes in a clause that only says what one is up to: «애들이랑 가려고요, 몇 시까지 해요?»."""
        verbs = [v for v in query.reading.verbs if v.form and v.form.ending.startswith(PURPOSE)]
        clauses = {v.clause for v in verbs if v is not query.reading.main}
        wishes = {m.start for m in query.analysis.of_kind("attribute")}
        yield from (at for at, t in enumerate(query.reading.terms) if t.clause in clauses and t.start in wishes)

    def describing(self, query: Query) -> set[int]:
        """Positions of terms that describe somebody by what a named thing is known for: «협약식 온 임문영»."""
        terms = query.reading.terms
        found: set[int] = set()
        for verb in query.reading.describing:
            head = described_by(query.reading, verb)
            if head is not None and head.bound and head not in {terms[at] for at in query.persons}:
                continue  # «협약 맺은 게 몇 년도야» is about the event
            inside = [at for at, t in enumerate(terms) if t.clause == verb.clause]
            for fact in (f for m in query.things for f in self._base.facts_of(m.id) if f.visible(query.as_of)):
                spans = {at for cue in query.relations if cue.key == fact.relation for at in cue.span}
                covered = spans.union(self.covered(query, fact))
                if all(at in covered or at in query.frame for at in inside):
                    found.update(inside)
        return found

    def foreign(self, left: Sequence[Term], facts: Sequence[Statement], *, verbs: bool = False) -> tuple[Term, ...]:
        """What is left but for common nouns that belong to the thing: «공사» where its building is asked about.

        Args:
            verbs: whether verbs may belong to it too: «짓다» where something was said to be built.
        """
        own = frozenset().union(*(self.lemmas(fact.id) for fact in facts))
        kinds = ("noun", "verb") if verbs else ("noun",)
        return tuple(t for t in left if t.kind not in kinds or t.lemma not in own)

    def nouns_left(
        self, query: Query, fact: Statement, asked: RelationsAsked, at: Iterable[int] = (), *, verbs: bool = False
    ) -> bool:
        """Whether a noun, a name or, where that counts, a verb is left that nothing accounts for."""
        terms = query.reading.terms
        known = {terms[i].start for i in at}
        known |= {terms[i].start for cue in query.cues if cue.key in _RECKONED for i in cue.span}
        left = [t for t in self.left(query, [fact], asked) if (verbs or t.kind != "verb") and t.start not in known]
        return bool(self.foreign(left, self._base.facts_of(fact.subject)))

    def identifying(self, query: Query, subject: str) -> Iterator[int]:
        """Positions of terms that only say which thing is meant: «경기도와 광주가 맺은 협약».

        One other statement about it must account for all names of the clause that describes it.
        """
        terms = query.reading.terms
        # «제조사 알려 주실 수 있나요» describes nothing
        describing = {verb.clause for verb in query.reading.describing if terms.index(verb) not in query.frame}
        names = [squeezed(name) for name in self._base.entities[subject].names]
        others = [
            f for m in (*query.things, *((query.event,) if query.event else ())) for f in self._base.facts_of(m.id)
        ]
        for fact in (*self._base.facts_of(subject), *others):
            told = self._sentence(fact.id)
            if not fact.visible(query.as_of) or (fact.subject != subject and not any(name in told for name in names)):
                continue
            covered = set(self.covered(query, fact))
            yield from (at for at in covered if terms[at].kind == "verb")
            if all(at in covered for at, t in enumerate(terms) if t.kind == "name" and at not in query.frame):
                yield from (at for at in covered if terms[at].kind == "name")
            for clause in describing:
                inside = [at for at, t in enumerate(terms) if t.clause == clause and t.kind != "verb"]
                if all(at in covered or at in query.frame for at in inside):
                    yield from inside

    def covered(self, query: Query, fact: Statement) -> Iterator[int]:
        """Positions of terms that stand in a statement or belong to its subject."""
        if query.asks_whether:
            yield from self.valued(query, fact)
        sentence = self._sentence(fact.id)
        counted = {n.start for n in query.analysis.numbers if self.is_counted(n, (fact,))}
        names = self._names(fact.subject)
        referred = {v.entity for v in (*fact.values, *_qualified(fact)) if isinstance(v, Reference)}
        for at, term in enumerate(query.reading.terms):
            meant = {id for m in query.analysis.mentions if m.start == term.start for id in (*m.ids, m.name)}
            text = squeezed(term.text)
            if (
                fact.subject in meant
                or referred & meant
                or (text in names and term not in claimed_in(query))  # «장소가 광주였어?» of the «광주 협약»
                or term.start in counted
                or self._is_numeral(term, sentence)
            ):
                yield at
            elif term.kind in ("name", "number"):
                other = (m.id for m in query.things if m.start == term.start and term not in claimed_in(query))
                if self.is_told(query, term, fact) or any(self.mentions(fact, id) for id in other):  # «그 로봇»
                    yield at
            elif self._is_word(query, at, fact):
                yield at

    def valued(self, query: Query, fact: Statement) -> Iterator[int]:
        """Positions of terms that say a statement's value as it is written: «2,000원», «옛 경기도청 상황실»."""
        letters = [(at, c) for at, c in enumerate(query.text.lower()) if c.isalnum()]
        said = "".join(c for _, c in letters)
        names = {squeezed(name) for name in self._base.entities[fact.subject].names}
        for value in fact.values:
            written = squeezed(write(value, self._base.name))
            first = said.find(written) if len(written) >= _WORD and written not in names else -1
            if first >= 0:
                start, end = letters[first][0], letters[first + len(written) - 1][0]
                yield from (at for at, t in enumerate(query.reading.terms) if start <= t.start <= end)

    def is_told(self, query: Query, term: Term, fact: Statement) -> bool:
        """Whether a statement's sentence holds a name, or another name for the same."""
        sentence = self._sentence(fact.id)
        meant = {id for m in query.analysis.mentions if m.start == term.start for id in (*m.ids, m.name)}
        return squeezed(term.text) in sentence or any(squeezed(self._base.name(id)) in sentence for id in meant)

    @staticmethod
    def _is_numeral(term: Term, sentence: str) -> bool:
        """«백»: a number in words that stands in a sentence in digits."""
        value = parse_number(term.lemma) if term.kind == "noun" else None
        return value is not None and re.search(rf"(?<!\d){value}(?!\d)", sentence) is not None

    def is_counted(self, number: NumberMention, facts: Iterable[Statement]) -> bool:
        """Whether a number stands in one of the statements, or counts the values of one."""
        for fact in facts:
            if isinstance(fact.value, Listing) and number.value == len(fact.value.items):
                return True
            for value in fact.values:
                if isinstance(value, Quantity) and value.number == number.value:
                    return True
                if isinstance(value, Money) and _rounds(value.krw, number.value):
                    return True
            if re.search(rf"(?<![\d.]){number.value}(?!\.?\d)", self._teller.sentence(fact)):
                return True
        return False

    def left_by(self, query: Query, fact: Statement) -> tuple[Term, ...]:
        """What a statement's own sentence leaves unexplained; the words for its relation count for nothing."""
        known = {at for cue in query.cues if cue.key in ASKING for at in cue.span}
        terms = query.reading.terms
        known |= {at for at, t in enumerate(terms) if t.kind == "question" or self._is_word(query, at, fact)}
        return query.residue(known)


@kept_between_starts
def _lemmas_in(words: str) -> tuple[tuple[str, ...], bool]:
    """The lemmas in a word for a relation, and whether they say it by themselves, and not only together."""
    terms = read(words, (), (), ()).terms
    content = [t for t in terms if t.kind != "question" and not (t.form is not None and is_light(t.lemma))]
    found = dict.fromkeys(lemma for term in terms for lemma in (term.lemma, noun_in(term.lemma)))
    return tuple(found), len(content) <= 1 or len({t.phrase for t in terms}) == 1


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", text).lower()


def claimed_in(query: Query) -> tuple[Term, ...]:
    """What a yes-no question says that something is: «…은 광교 신청사였죠?»; nothing where it says it of nothing."""
    terms, main = query.reading.terms, query.reading.main
    if not query.asks_whether or len([t for t in query.residue() if t.kind in ("noun", "name", "verb")]) <= 1:
        return ()
    at = terms.index(main) - 1 if main is not None and main.lemma in COPULAS else -1
    if at > 0 and at in query.frame and terms[at].kind == "noun" and terms[at - 1].phrase == terms[at].phrase:
        at -= 1  # «이재명 본인이었지?»
    if at < 0 or terms[at].kind not in ("name", "number", "time"):
        return ()
    return tuple(t for t in terms if t.phrase == terms[at].phrase and t.form is None)


def _qualified(fact: Statement) -> Iterator[object]:
    for values in fact.qualifiers.values():
        yield from values


def _rounds(krw: int, said: int) -> bool:
    """Whether an amount is what is said, which may be rounded where it is large: «사천억» for 4,061억 원."""
    exact = 10 ** (len(str(said)) - len(str(said).rstrip("0"))) if said >= LARGE else 1
    return abs(krw - said) < max(1, exact / 2)


def _written_together(reading: Reading, at: int) -> str:
    """The nouns without a space between them of which one is at a position: «착수식»."""
    terms, first, last = reading.terms, at, at
    while first and terms[first - 1].end == terms[first].start and terms[first - 1].kind == "noun":
        first -= 1
    while last + 1 < len(terms) and terms[last].end == terms[last + 1].start and terms[last + 1].kind == "noun":
        last += 1
    return squeezed("".join(term.text for term in terms[first : last + 1]))
