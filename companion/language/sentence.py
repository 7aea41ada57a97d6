"""The terms of an utterance, and what they say together: its sentences, what it asks, requests or denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar, cast

from companion.base import patterns as re
from companion.language.doubts import doubts_aloud, goes_back
from companion.language.units import CLOCK, DAYS, PEOPLE, PLACES
from companion.language.verb_terms import VerbForm
from companion.language.word_classes import (
    A_LITTLE,
    AND,
    BACKGROUND,
    CERTAIN,
    COPULA,
    COPULAS,
    HOW_MANY,
    LET_US,
    MANNER,
    PLAINLY,
    SUBJECT,
    TO_ANSWER,
    TOPIC,
    WHAT,
    WHERE,
    WHETHER,
    WHO,
    WONDERING,
    WRONG,
)

Kind = Literal["name", "time", "number", "noun", "pronoun", "question", "verb", "adverb", "determiner", "interjection"]
Span = tuple[int, int]
F = TypeVar("F", bound=Callable[..., Any])
_LIGHT: Final = frozenset(("하", "되", "시키", "이", "아니", "있", "없", "말", "그러", "이러", "그렇", "이렇"))
_DO: Final = "하"
_OR: Final = frozenset(("아님", "아니면"))
_ALLOWED: Final = frozenset(("되", "괜찮", "좋"))
_ENOUGH: Final = ("도", "면")
"""Endings of a deed that is allowed or will do: «써도 돼», «쓰면 돼»."""
"""Words between two things of which one is so."""
_STOPS: Final = re.compile(r"(?P<over>[가-힣\s]{0,12}?(?<![가-힣])그만\s?(?:하|두)고)(?:\s|,\s?)(?=\S)")
"""«끝말잇기는 그만하고 …»: what goes on ends, and the rest stands alone."""
_TURNS: Final = frozenset(("근데", "그런데", "그나저나", "아무튼", "암튼", "하여튼", "여하튼", "어쨌든"))
"""What something else begins with."""
_HARMONY: Final = str.maketrans("아", "어")
"""One ending in the vowel of either stem: «높아, 낮아?», «커, 작아?»."""
_ALIKE: Final = frozenset(("같", "동일", "다르", "다른"))
"""What says that somebody is, or is not, the same as another."""
_ONLY: Final = "만"
_CAN_BE_SAID: Final = frozenset(("계산되", "계산하", "계산", "알", "가능하", "되"))
"""Verbs by which somebody asks whether a question can be answered at all."""
_STOP: Final = re.compile(r"[.!?]")
_SURMISING: Final = ("려나", "려나요")
"""«지금 가도 되려나»: asked of whoever listens as much as of oneself."""
_WONDERED: Final = ("나", "나요")
"""«차 가지고 가도 되나»: the same behind a question mark."""

_NEXT: Final = frozenset(("차례", "순서", "순번", "이번", "다음", "처음", "마지막"))
"""Nouns by which it is said who speaks next."""


@dataclass(frozen=True, slots=True)
class Term:
    """One content word with what hangs on it.

    Attributes:
        start, end: half-open span in the text, without particles and endings.
        lemma: the dictionary form, a verb's without -다; «이» is the copula.
        particles: what follows a noun, each in one form («가» is «이»); empty where it stands bare.
        phrase: number of the noun phrase; terms with one number stand together, the last is its head.
        clause: number of the clause.
        bound: whether it is a noun that means nothing by itself («것», «수», «때»).
        called: whether it only calls somebody («엄마, …», «파이보야»).
        form: a verb's.
    """

    start: int
    end: int
    text: str
    kind: Kind
    lemma: str
    particles: tuple[str, ...] = ()
    phrase: int = 0
    clause: int = 0
    bound: bool = False
    called: bool = False
    form: VerbForm | None = None

    @property
    def particle(self) -> str:
        """What says which part it plays, "" where nothing does."""
        return self.particles[0] if self.particles else ""


@dataclass(frozen=True)
class Reading:
    """The terms of a text, in order. What they say together is worked out once: a turn asks for it a thousand times."""

    text: str
    terms: tuple[Term, ...]

    def __hash__(self) -> int:
        return hash(self.text)  # it stands in many keys, and few texts are read in two ways

    def heads(self) -> Iterator[Term]:
        """The last term of each noun phrase."""
        return iter(self._heads)

    @cached_property
    def _heads(self) -> tuple[Term, ...]:
        return tuple(self._last_of_phrases())

    def _last_of_phrases(self) -> Iterator[Term]:
        for term, after in zip(self.terms, (*self.terms[1:], None), strict=False):
            if term.kind not in ("verb", "adverb", "interjection") and (after is None or after.phrase != term.phrase):
                yield term

    def sentences(self) -> Iterator[range]:
        """The positions of the terms of each sentence, as far as endings and signs tell; «힘들어 정말» is one."""
        return iter(self._sentences)

    @cached_property
    def _sentences(self) -> tuple[range, ...]:
        return tuple(self._divided())

    def _divided(self) -> Iterator[range]:
        first = 0
        for position, term in enumerate(self.terms):
            following = self.terms[position + 1].start if position + 1 < len(self.terms) else term.end
            stops = _STOP.search(self.text[term.end : following]) is not None
            closes = term.form is not None and term.form.closes and not self._only_adverbs(position + 1)
            closes = closes or self._wonders_before(position + 1) or self._proposes_before(first, position + 1)
            closes = closes or self._tells_before(first, position + 1) or self._wants_before(first, position + 1)
            if closes or stops:
                yield range(first, position + 1)
                first = position + 1
        if first < len(self.terms):
            yield range(first, len(self.terms))

    def _wonders_before(self, since: int) -> bool:
        """«대통령이 누군가 내가 자꾸 깜빡한다»: whether one wonders who or what, and then tells of somebody else."""
        before, after = self.terms[max(since - 2, 0) : since], self.terms[since : since + 1]
        wonders = len(before) == 2 and before[0].kind == "question" and not before[0].particles
        if not (wonders and before[1].form is not None and before[1].form.ending in WONDERING):
            return False
        subjects = [t for t in self.terms[: max(since - 2, 0)] if {SUBJECT, TOPIC} & set(t.particles)]
        return bool(subjects) and any({SUBJECT, TOPIC} & set(t.particles) for t in after)

    def _proposes_before(self, first: int, since: int) -> bool:
        """«명단 정리하자 시장님 성함이 뭐지»: who proposes names nobody who does it, unlike «시장이 오자 …»."""
        form, said = self.terms[since - 1].form, self.terms[first:since]
        if form is None or form.ending != LET_US or not any(t.kind == "question" for t in self.terms[since:]):
            return False
        return not any({SUBJECT, TOPIC}.intersection(t.particles) for t in said)

    def _tells_before(self, first: int, since: int) -> bool:
        """«아내가 파스타를 좋아해 25 곱하기 48은 얼마야»: behind the plain ending somebody else is asked about.

        It links a verb to the next only where both are said of one and the same.
        """
        form = self.terms[since - 1].form
        plain = form is not None and not form.modifies and form.ending in PLAINLY
        asked = range(since, len(self.terms))
        if plain and form is not None and form.past:
            return any(self.terms[at].form is not None for at in asked)  # «받았어» is linked to no verb behind it
        if not plain or not self.asks_openly(asked) or self.asks_openly(range(first, since)):
            return False
        if self.terms[since - 1].lemma == COPULA:
            return False  # «뒤이어 누가 맡았어요?»: no sentence ends in «이어»
        does = self.terms[since]
        if does.lemma == _DO and " " not in self.text[self.terms[since - 1].end : does.start]:
            return False  # «싫어하는», which the dictionary takes for two verbs
        after = (self.terms[at] for at in asked)
        said_of = next((t for t in after if t.form is not None or {SUBJECT, TOPIC} & set(t.particles)), None)
        own = any(SUBJECT in t.particles for t in self.terms[first:since])
        return own or self.terms[since].kind == "number" or (said_of is not None and said_of.form is None)

    def _wants_before(self, first: int, since: int) -> bool:
        """«전화번호 좀 우리 애가 물어보는데»: «좀» behind what is wanted, where no verb follows that it goes with."""
        wanted, after = self.terms[first:since], self.terms[since : since + 1]
        if wanted[-1].lemma != A_LITTLE or len(wanted) < 2 or any(t.form is not None for t in wanted):
            return False
        requests = any(t.form is not None and t.form.requests for t in self.terms[since:])
        return not requests and any(t.kind in ("noun", "name", "pronoun", "time") for t in after)

    def _only_adverbs(self, since: int) -> bool:
        """Whether nothing but adverbs is said from a term on, which belong to what is said before them."""
        rest = self.terms[since:]
        signs = rest and _STOP.search(self.text[self.terms[since - 1].end : rest[-1].start])
        return bool(rest) and not signs and all(term.kind == "adverb" for term in rest)

    def span_of(self, part: range) -> Span:
        """Where a sentence stands, up to the term that follows it."""
        end = self.terms[part.stop].start if part.stop < len(self.terms) else len(self.text)
        return self.terms[part.start].start, end

    def text_of(self, part: range) -> str:
        """What is said in a sentence."""
        return self.text[slice(*self.span_of(part))].strip()

    def asks(self, part: range) -> bool:
        """Whether a sentence asks or requests something, or only names something («수원시장은?»)."""
        terms = [self.terms[at] for at in part]
        verbs = [term for term in terms if term.form is not None]
        if any(term.kind == "question" for term in terms):
            return True
        if not verbs:
            return any((t.kind in ("name", "time", "number") or t.particles) and not t.called for t in terms)
        form = verbs[-1].form
        marked = "?" in self.text[verbs[-1].end : self.span_of(part)[1]]
        return marked or (form is not None and (form.asks or form.requests or form.hearsay))

    def asks_openly(self, part: range) -> bool:
        """Whether a question word stands in a sentence."""
        return any(self.terms[at].kind == "question" for at in part)

    def leads_up(self, part: range) -> bool:
        """Whether a sentence only passes on what others said («딴 데로 갔다던데.») or proposes («명단 정리하자»)."""
        form = next((t.form for t in (self.terms[at] for at in reversed(part)) if t.form is not None), None)
        marked = "?" in self.text_of(part)
        leads = form is not None and (form.hearsay or form.ending == LET_US)
        return leads and not (marked or self.asks_openly(part))

    def calls_up(self, part: range) -> bool:
        """Whether a sentence only says whose turn it is: «이번엔 민서 차례.», «다음은 수연이.»."""
        terms = [self.terms[at] for at in part]
        asked = "?" in self.text_of(part)
        said = [t for t in terms if t.kind not in ("interjection", "adverb")]
        return not asked and any(t.lemma in _NEXT for t in said) and all(t.kind == "noun" for t in said)

    def requests(self) -> tuple[tuple[int, int], ...]:
        """The parts of the text that each ask something of their own, as half-open spans: none where only one does.

        They are sentences, clauses joined by -고 that each request or ask («누군지 알려 주고 번호도 알려 줘»), and
        questions within one sentence («누군지랑 언제인지 알려 줘»).
        """
        wanted = (part for part in self.sentences() if self._asks_clearly(part) or self._wants_only(part))
        asking = [part for part in wanted if not (self.searches(part) or self._asks_whether_it_can(part))]
        asking = [part for part in asking if not all(self.terms[at].called for at in part)]
        asking = [part for part in asking if not self._only_doubts(part)]
        asking += [part for part in self.sentences() if asking and part not in asking and self._asks_beside(part)]
        asking.sort(key=lambda part: part.start)
        asking = self._without_bids(asking)
        parts = [piece for part in asking for piece in self._joined(part)]
        spans = [self.span_of(part) for part in parts]
        return tuple(spans) if len(spans) > 1 else ()

    def _wants_only(self, part: range) -> bool:
        """«갈비 먹을 데 한 군데만», «가까운 데로 하나만»: so much and no more, of which nothing is told."""
        terms = [self.terms[at] for at in part]
        tells = any(t.form is not None and t.form.closes for t in terms)
        return not tells and terms[-1].form is None and _ONLY in terms[-1].particles

    def _asks_whether_it_can(self, part: range) -> bool:
        """«언제야 계산돼?»: a verb alone behind a question, which asks no more than whether that can be said."""
        alone = len(part) == 1 and self.terms[part.start].lemma in _CAN_BE_SAID
        before = next((one for one in self.sentences() if one.stop == part.start), None)
        return alone and before is not None and self.asks_openly(before)

    def _only_doubts(self, part: range) -> bool:
        """«칼국수는 좀 약한가? 다시 골라 줘»: whether a sentence only says why the next one wants something anew."""
        terms = [self.terms[at] for at in part]
        topical = any(TOPIC in t.particles for t in terms) and not self.asks_openly(part)
        doubts = terms[-1].form is not None and doubts_aloud(terms[-1].form, "")
        after = self.terms[part.stop :]
        wants = any(t.form is not None and t.form.requests for t in after)
        return topical and doubts and wants and goes_back([t.lemma for t in after])

    def _asks_beside(self, part: range) -> bool:
        """«몇 시에 닫아요? 지금 가도 되려나», «무슨 요일이지? 쉬는 날 아니겠지»: asked on behind an open question."""
        before = next((one for one in self.sentences() if one.stop == part.start), None)
        form = self.terms[part.stop - 1].form
        if before is None or form is None or self._asks_clearly(part):
            return False
        marked = "?" in self.text_of(before)
        if not (self.asks_openly(before) or marked):
            return False
        denied = form.negated and form.ending in CERTAIN and self.terms[part.stop - 1].lemma in COPULAS
        wonders = form.ending.endswith(_SURMISING) or (marked and form.ending in _WONDERED)
        return denied or (self.terms[part.stop - 1].lemma not in COPULAS and wonders)

    def change_of_subject(self) -> tuple[Span, Span] | None:
        """What was said before and after «근데» or «그만하고», where something else begins; None where nothing does."""
        stopped = _STOPS.match(self.text)
        if stopped is not None:
            return (0, stopped.end("over")), (stopped.end(), len(self.text))
        for before, term in zip(self.terms, self.terms[1:], strict=False):
            if term.lemma in _TURNS and term is not self.terms[-1]:
                return (0, before.end + len(self.text[before.end : term.start].rstrip())), (term.end, len(self.text))
        return None

    def asked(self) -> Span | None:
        """The one sentence that asks or requests something among several that do not, None where it is not alone.

        «알지?» and «들어 봐» ask for nothing by themselves.
        """
        parts = list(self.sentences())
        asking = [p for p in parts if self._asks_clearly(p) and (self.asks_openly(p) or self._says_what(p))]
        asking = self._without_bids(asking)
        if len(parts) < 2 or len(asking) != 1 or any(self.sets_topic(p) for p in parts if p not in asking):
            return None
        return self.span_of(asking[0])

    def _says_what(self, part: range) -> bool:
        """Whether a sentence has a predicate, or a sign, and something that it is about."""
        terms = [self.terms[at] for at in part]
        marked = "?" in self.text[terms[-1].end : self.span_of(part)[1]]
        verb = any(t.form is not None for t in terms)
        form = next((t.form for t in reversed(terms) if t.form is not None), None)
        if form is not None and form.ending in CERTAIN:
            return False  # «여섯은 한 차에 못 타겠지?» only wants to be agreed with
        about = (t for t in terms if t.form is None and not t.bound)  # «잘한 거지?» is about what was said
        return (verb or marked) and any(t.kind in ("noun", "name", "time", "number") for t in about)

    def sets_topic(self, part: range) -> bool:
        """Whether a sentence only says what the others are about: «장미밭 말이야»; «형이 의사였어» tells of one."""
        terms = [self.terms[at] for at in part]
        verbs = [t.lemma for t in terms if t.form is not None]
        tells = any({SUBJECT, TOPIC}.intersection(t.particles) for t in terms)
        return verbs == [COPULA] and not tells and any(t.kind == "name" for t in terms)

    def _asks_clearly(self, part: range) -> bool:
        """Whether a sentence holds a question word, a request or a question mark, or names something alone."""
        terms = [self.terms[at] for at in part]
        marked = "?" in self.text[terms[-1].end : self.span_of(part)[1]]
        return self.asks(part) and (marked or self._requests(part) or all(term.form is None for term in terms))

    def searches(self, part: range) -> bool:
        """Whether somebody only looks for words: «그 뭐냐», «뭐더라»."""
        return all(
            t.kind in ("interjection", "determiner", "adverb", "pronoun") or t.lemma in ("무엇", "무슨", COPULA)
            for t in (self.terms[at] for at in part)
        )

    def _joined(self, part: range) -> Iterator[range]:
        first = part.start
        for at in part:
            form = self.terms[at].form
            if form is None or form.modifies or at + 1 >= part.stop:
                continue
            before, after = range(first, at + 1), range(at + 1, part.stop)
            both_request = all(self._requests(piece) for piece in (before, after))
            both_ask = all(any(self.terms[i].kind == "question" for i in piece) for piece in (before, after))
            if self._counts_and_lists(before, after):
                continue
            # «A가 누군지 알려 주고 …», «A가 누군지랑 B가 언제인지 알려 줘»
            if (form.ending in AND and both_request) or (form.ending.endswith(WHETHER) and both_ask):
                yield before
                first = at + 1
        yield range(first, part.stop)

    def _counts_and_lists(self, before: range, after: range) -> bool:
        """«분야가 몇 가지고 각각 뭐야», «몇 명이고 누구야»: the number of things and which they are is one question."""
        questions = (self.terms[at].lemma for at in before if self.terms[at].kind == "question")
        unit = next((q.removeprefix(HOW_MANY) for q in questions if q.startswith(HOW_MANY)), "")
        listed = {WHO: unit in PEOPLE, WHERE: unit in PLACES, WHAT: unit not in (*DAYS, *CLOCK)}
        rest = [t for t in (self.terms[at] for at in after) if t.kind != "adverb"]
        asks = {t.lemma for t in rest if t.kind == "question"}
        said = (t for t in rest if t.kind != "question" and not (t.form is not None and t.lemma == COPULA))
        return bool(unit and asks) and not any(said) and all(listed.get(one, False) for one in asks)

    def _requests(self, part: range) -> bool:
        terms = [self.terms[at] for at in part]
        return any(t.kind == "question" or (t.form is not None and t.form.requests) for t in terms)

    def _without_bids(self, asking: list[range]) -> list[range]:
        asking = [one for at, one in enumerate(asking) if not at or not self._bids_to_answer(one)]
        return [one for at, one in enumerate(asking) if not at or not (self._passes_on(one) or self._compares(one))]

    def _compares(self, part: range) -> bool:
        """«고양에도 이재준이라는 분 있지 않았어? 같은 분이야?»: whether who was just named is another's namesake."""
        terms = [self.terms[at] for at in part if self.terms[at].kind not in ("adverb", "interjection")]
        named = any(t.kind == "name" for t in self.terms[: part.start])
        likens = bool(terms) and (terms[0].lemma in _ALIKE or terms[0].text in _ALIKE)
        # «같은 사람이야?»
        return named and likens and len(terms) == 3 and terms[-1].lemma == COPULA

    def _passes_on(self, part: range) -> bool:
        """«뭐 하기로 한 건데? 몇 가지 있다던데»: what one has heard of the answer to what was just asked."""
        form = next((t.form for t in (self.terms[at] for at in reversed(part)) if t.form is not None), None)
        heard = form is not None and form.hearsay and form.ending.removesuffix("요").endswith(BACKGROUND)
        return heard and "?" not in self.text_of(part)

    def _bids_to_answer(self, part: range) -> bool:
        """«…? 맞혀 봐», «…? 애들도 알아듣게 말해 줘»: only the answer to what was just asked is wanted."""
        terms = [self.terms[at] for at in part]
        bid = next((n for n, t in enumerate(terms) if t.form is not None and t.form.requests), None)
        if bid is None or terms[bid].lemma not in TO_ANSWER:
            return False
        how = terms[bid - 1].form if bid > 1 else None  # who understands it is named; «크게 말해 줘» is of the voice
        return all(t.kind == "adverb" for t in terms[:bid]) or (how is not None and how.ending in MANNER)

    @cached_property
    def worked_out(self) -> dict[Hashable, Any]:
        """What functions that are `worked_out_once` made of it."""
        return {}

    @cached_property
    def phrases(self) -> Mapping[int, tuple[Term, ...]]:
        """Its noun phrases, by their number."""
        found: defaultdict[int, list[Term]] = defaultdict(list)
        for term in self.terms:
            if is_nominal(term):
                found[term.phrase].append(term)
        return {number: tuple(terms) for number, terms in found.items()}

    @cached_property
    def verbs(self) -> tuple[Term, ...]:
        """Its verbs and adjectives."""
        return tuple(term for term in self.terms if term.kind == "verb")

    @cached_property
    def describing(self) -> tuple[Term, ...]:
        """The verbs that describe a noun after them: «광주가 맺은 협약»."""
        return tuple(verb for verb in self.verbs if verb.form is not None and verb.form.modifies)

    @cached_property
    def main(self) -> Term | None:
        """The last verb, which says what the sentence does."""
        return self.verbs[-1] if self.verbs else None

    @cached_property
    def asks_what(self) -> bool:
        """Whether a question word stands in it."""
        return any(term.kind == "question" for term in self.terms)

    @cached_property
    def asks_whether(self) -> bool:
        """Whether it asks for yes or no, or passes on what it doubts: no question word, no request."""
        main = self.main
        if self.asks_what or main is None or main.form is None or main.form.requests:
            return False
        if not (main.form.closes or main.form.hearsay):
            return False
        return main.form.asks or main.form.hearsay or self.text.endswith("?") or main.lemma in ("이", "아니", "맞")

    @property
    def chooses(self) -> bool:
        """Whether it asks which of two is so, which no yes answers: «김 씨였나요, 이 씨였나요?»."""
        if self.asks_what:
            return False
        return any(self._are_two_ways(pair) for pair in pairwise(self.verbs))

    @property
    def offers(self) -> bool:
        """Whether it names two ways, whatever they are: «떨어진 거야 아님 안 나간 거야?»."""
        return any(term.kind == "adverb" and term.lemma in _OR for term in self.terms[1:])

    @property
    def names_two(self) -> bool:
        """Whether it says two things one after the other that somebody may be: «재선이에요 초선이에요?»."""
        said = [(at, t.form) for at, t in enumerate(self.terms) if t.lemma == COPULA and t.form is not None]
        alike = ((a, b) for (a, one), (b, two) in pairwise(said) if two.closes and _ends_alike(one, two))
        between = (self.terms[a + 1 : b] for a, b in alike)
        return any(all(t.kind in ("noun", "name") and not t.particles for t in terms) for terms in between if terms)

    @property
    def asks_leave(self) -> bool:
        """Whether it asks what one may or has to do, which no data says: «그렇게 써도 되는 거네요?», «쓰면 되죠?»."""
        forms = ((one.form, two.lemma) for one, two in pairwise(self.terms) if one.form is not None)
        return any(verb in _ALLOWED and (form.ought or form.ending.endswith(_ENOUGH)) for form, verb in forms)

    def _are_two_ways(self, verbs: tuple[Term, Term]) -> bool:
        forms = [verb.form for verb in verbs if verb.form is not None and not verb.form.modifies]
        if len(forms) < 2 or not (forms[1].closes or forms[1].asks) or forms[1].requests:
            return False
        between = self.terms[self.terms.index(verbs[0]) + 1 : self.terms.index(verbs[1])]
        said = [t for t in between if t.kind in ("name", "number", "time")]
        same = (
            len({form.ending.translate(_HARMONY) for form in forms[:2]}) == 1 and forms[0].negated == forms[1].negated
        )
        if verbs[0].lemma != verbs[1].lemma:  # «올랐어, 내렸어?»
            apart = same and forms[0].past == forms[1].past
            return (apart or (forms[0].asks and forms[1].asks)) and all(t.kind == "adverb" for t in between)
        return bool(said) and same

    @property
    def denies(self) -> bool:
        """Whether it is claimed not to be so («그 형이 아니지?», «한 거 틀렸지?»); «그 형 아니야?» expects a yes."""
        form = self.main.form if self.main is not None else None
        denied = form is not None and form.negated and form.ending in CERTAIN
        return denied or any(verb.lemma == WRONG for verb in self.verbs[-2:])

    @property
    def is_past(self) -> bool:
        """Whether a verb stands in the past."""
        return any(verb.form is not None and verb.form.past for verb in self.verbs)

    def particles_of(self, phrase: int) -> tuple[str, ...]:
        """The particles of a noun phrase, which its head carries."""
        return next((head.particles for head in self.heads() if head.phrase == phrase), ())

    def clause_verb(self, term: Term) -> Term | None:
        """The verb of the clause that a term stands in."""
        return next((verb for verb in self.verbs if verb.clause == term.clause), None)

    def question(self, *words: str) -> bool:
        """Whether one of these question words stands in it."""
        return any(term.kind == "question" and term.lemma in words for term in self.terms)

    def within(self, start: int, end: int) -> Reading:
        """The terms of a part of the text."""
        return Reading(self.text[start:end], tuple(term for term in self.terms if start <= term.start < end))


NOTHING: Final = Reading("", ())
"""The reading of an empty text."""


def worked_out_once(function: F) -> F:
    """Mark a pure function of a reading, whose results, which nobody changes, are kept with the reading.

    Every skill asks what an utterance does; the answer goes when the reading does.
    """

    @wraps(function)
    def looked_up(reading: Reading, *args: Hashable, **named: Hashable) -> Any:
        known = reading.worked_out
        key = (function, args, *named.items()) if args or named else function
        if key not in known:
            known[key] = function(reading, *args, **named)
        return known[key]

    return cast("F", looked_up)


def is_nominal(term: Term) -> bool:
    """Whether it is part of a noun phrase."""
    return term.kind not in ("verb", "adverb", "interjection")


def noun_in(lemma: str) -> str:
    """The noun that a verb is made of («서명하» is «서명»); another word is itself."""
    return lemma[:-1] if len(lemma) > 2 and is_light(lemma[-1]) else lemma


def is_noun(term: Term) -> bool:
    """Whether it is a noun, a name or a number, or a verb that is made of a noun («서명했어»)."""
    return term.kind in ("noun", "name", "number") or (term.form is not None and noun_in(term.lemma) != term.lemma)


def is_listed(term: Term) -> bool:
    """Whether a noun is joined to another by what looks like a verb: «키하고 몸무게»."""
    return term.form is not None and term.form.ending in AND and len(term.lemma) > 1 and term.lemma[-1] == "하"


def _ends_alike(one: VerbForm, other: VerbForm) -> bool:
    """Whether two verbs end in the same way, which is written differently behind a consonant: «-에요», «-예요»."""
    said = not (one.modifies or one.hearsay or other.hearsay)
    return said and one.past == other.past and one.ending[-1:] == other.ending[-1:]


def is_light(lemma: str) -> bool:
    """Whether a verb says nothing without the noun before it («하다», «되다», «있다»), the copula included."""
    return lemma in _LIGHT
