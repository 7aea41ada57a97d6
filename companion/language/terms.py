"""An utterance as terms: what its names, nouns, verbs and adverbs are, and how they hang together.

Morphemes are joined to what a question can be read from: a noun with the particle that says what part it plays
(«누가», «누구를», «누구의»), the nouns that stand together («경기도지사 엄마»: the last one is meant, the ones before
are whose), a verb in its dictionary form with its tense, its negation and what its ending does with the sentence.
After this nobody looks at the endings of words again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from companion.language.morphemes import Token, tokenize
from companion.language.readings import words

Kind = Literal["name", "time", "number", "noun", "pronoun", "question", "verb", "adverb", "determiner", "interjection"]
Span = tuple[int, int]

_PARTICLES: Final = {
    **dict.fromkeys(("가", "께서", "이서"), "이"),
    "는": "은", "ㄴ": "은", "를": "을", "ㄹ": "을", "로": "으로",
    **dict.fromkeys(("와", "랑", "이랑", "하고"), "과"),
    **dict.fromkeys(("에게", "께", "더러", "보고"), "한테"),
}  # fmt: skip
"""The forms that a particle has after other sounds, or beside more or less respect."""
_QUESTIONS: Final = {
    **dict.fromkeys(("누구", "누", "뉘"), "누구"),
    **dict.fromkeys(("뭐", "무엇", "뭣", "머", "모"), "무엇"),
    "어디": "어디", "어데": "어디", "언제": "언제", "왜": "왜", "얼마": "얼마", "얼마나": "얼마나",
    "어떻게": "어떻게", "어찌": "어떻게", "어떻": "어떻", "어떠하": "어떻", "어느": "어느", "무슨": "무슨",
    "어떤": "어떤", "웬": "무슨", "며칠": "며칠", "몇": "몇", "어째서": "왜",
    "누구누구": "누구", "어디어디": "어디", "뭐뭐": "무엇",
}  # fmt: skip
"""Question words in all their forms, and the usual one."""
_COUNTERS: Final = "|".join(
    words(
        """
    명 개 군데 곳 번째 번 대 살 시 월 년 층 건 점 가지 마리 인분 호 기 등 위 밤 석 동
    퍼센트 원 센티 센치 킬로 미터 평 제곱 도
    """
    )
)
_PERSONS: Final = r"분(?!\s?(?:걸|만에))"
_HOW_MANY: Final = re.compile(
    rf"(?<![가-힣])몇\s?(?:{_COUNTERS}|{_PERSONS})(?=[^가-힣]|[은는이가을를에도로의나야인입이예까지부터씩쯤째였죠더냐라랬고]|$)"
)
_WHO_SAID: Final = re.compile(r"(?<![가-힣])누구(?=[래랬])")
"""«누구래», which the dictionary takes for a verb after a noun with its particle."""
_ASKED: Final = re.compile(r"(어디|누구|언제|뭐|얼마)(래|대|랬|라던데|라고)")
_THING_SAID: Final = "거래"
"""«하는 거래»: what the dictionary takes for a deal."""
_STOP: Final = re.compile(r"[.!?]")
_TRIED: Final = r"[아어여해워와려쳐켜러겨줘춰꿔봐] ?보"
_TRIES: Final = re.compile(
    rf"(?:봐(?:요|라|라요|봐)?|{_TRIED}(?:세요|셔요|시죠|시지요|시게|거라|렴))[\s.!~]*$|{_TRIED}시겠어요[\s.!?~]*$"
)
"""Endings that ask somebody to try something."""
_CALL: Final = re.compile(r"(?:이?야|아)(?![가-힣])")
_IS_LIKE: Final = "입"
"""The verb that the dictionary takes the copula for."""
_REQUESTS: Final = frozenset(("주", "드리", "달", "다오"))
_ASKING: Final = re.compile(
    r"(?:까|니|냐|나|는지|은지|ㄴ지|을지|ㄹ지|는가|은가|ㄴ가|던가|노|고|꼬|는교|련|ㄹ래|을래|지|죠|더라)요?$"
)
_HEARSAY: Final = re.compile(
    r"(?:다며|라며|다면서|라면서|다던데|라던데|라고|다고|라는데|다는데|다더니|라더니|라던|다던|래|대|던데|랬|다더라|라더라)요?$"
)
_PAST: Final = ("았", "었", "였", "ㅏㅆ", "ㅓㅆ", "ㅕㅆ", "ㅆ")
"""The past, by itself and drawn together with the stem («일어났»)."""
_MAKE_VERBS: Final = frozenset(("하", "되", "시키", "받", "당하", "드리"))
_LIGHT: Final = frozenset(("하", "되", "시키", "이", "아니", "있", "없", "말", "그러", "이러", "그렇", "이렇"))


OBLIQUE_PARTICLES: Final = ("과", "부터", "까지", "으로", "한테", "보다")
"""Particles that say more than which part a noun plays: with, from, until, to, for, than."""


DICTIONARY_ENDING: Final = "다"
"""What verbs end with in a dictionary."""
HOW_MANY: Final = "몇"
"""What a question for a number begins with: «몇 명» is one term."""
COPULA: Final = "이"
"""The verb that says what something is."""
TOPIC: Final = "은"
"""The particle of what is spoken of, in one form."""
GENITIVE: Final = "의"
"""The particle of whose."""
AT: Final = "에서"
"""The particle of where something is done."""
TO: Final = "에"
"""The particle of where something is, or goes."""
THAN: Final = "보다"
"""The particle of what something is compared with."""
PLURAL: Final = "들"
"""What follows a noun for several."""
ONLY: Final = frozenset(("만", "뿐"))
"""Particles of nothing but."""
BUT: Final = "밖에"
"""The same, with a verb in the negative: «두 번밖에 안 했지»."""
ONE: Final = "한"
"""The determiner of one."""
GOING_ON: Final = "고 있"
"""What follows the stem of a verb that goes on: «하고 있어요»."""
ALSO: Final = "도"
"""The particle of what something is said of besides."""
SINCE: Final = "부터"
UNTIL: Final = "까지"
"""The particles of where something begins and ends."""
WAS: Final = "던"
"""Ending of what went on before, in front of what it describes: «대통령이던 때»."""
ELAPSED: Final = "지"
"""The noun of the time since something: «그만둔 지»."""
RUNNING: Final = "째"
"""What follows a length of time that runs still."""
MEASURING: Final = ("이나", "을", "동안", "씩")
"""Particles after a length of time."""
AFTER: Final = "만"
"""Noun behind a length of time after which something came: «며칠 만에»."""
_OR: Final = frozenset(("아님", "아니면"))
"""Words between two things of which one is so."""
EACH_OF: Final = "별"
"""What makes «by country» out of a country: «나라별»."""
HALF: Final = "반"
"""What follows a number of hours or an hour: «두 시간 반», «다섯 시 반»."""
EACH: Final = "씩"
"""What follows a number that deals out: «하나씩»."""
LACKING: Final = "없"
"""The verb that says that something is not there."""
VANISHING: Final = "없어지"
"""The verb of what is there no more, which is no lack."""
_TURNING: Final = "지"
"""The helping verb of what becomes so."""
MOVING: Final = ("가", "오")
"""The verbs of going and coming, which follow another verb as helpers: «채우고 갔어»."""
EXISTENCE: Final = ("있", LACKING)
"""The verbs that say whether something is there."""
AMOUNT: Final = "얼마"
HOW_MUCH: Final = (AMOUNT, "얼마나")
WHICH: Final = ("어떤", "어느")
WHERE: Final = "어디"
WHO: Final = "누구"
WHEN: Final = ("언제", "며칠", "몇월", "몇년", "몇일")
WHY: Final = "왜"
WHICH_TIME: Final = "몇번째"
WHAT: Final = "무엇"
"""Question words for an amount, for one of several, for a place, a person, a day, a reason and a thing."""
OPEN_QUESTIONS: Final = ("무엇", "무슨", "어떤", "어느", "왜", "어떻", "어떻게")
"""Question words that ask for no one fact."""
MORE: Final = frozenset(("더", "덜"))
"""Adverbs that compare with another."""
DEGREES: Final = MORE | {"제일", "가장", "젤"}
"""Adverbs that compare."""
BECOME: Final = "되"
"""The verb of what something comes to be."""
COPULAS: Final = ("이", "아니")
"""What says that something is or is not something."""
CONFIRMING: Final = "맞"
"""The verb of what is so: «김동연 맞아?»."""
DOING: Final = "하"
"""The verb of what somebody does."""
BECOMING: Final = "되"
"""The verb of what somebody becomes."""
SUBJECT: Final = "이"
"""The particle of who does something, in one form."""
PART: Final = frozenset(("이", "은", "을"))
"""Particles of what a sentence is about, in one form each."""
RECIPIENT: Final = "한테"
"""The particle of to whom, in one form."""
PARTNER: Final = (RECIPIENT, "에게")
"""How particles begin of who gives or is given something: «한테서»."""
INTO: Final = "으로"
"""The particle of what something is made, or set to, in one form."""
WITH: Final = "과"
"""The particle of with whom, in one form."""
_STATING: Final = re.compile(r"(?:ㄴ|는)(?:다|대)|(?:ㄹ|을)게")
"""What somebody does or promises, which asks nothing of the listener: «사 준대», «해 줄게»."""
_MAY_CLOSE: Final = ("아", "어", "여", "지", "죠", "네", "야", "다", "요", "까", "ㅓ", "ㅏ")
"""Endings after which a comma ends the sentence: «고마워, …»."""
_TURNS: Final = frozenset(("근데", "그런데", "그나저나"))
"""What something else begins with."""
_AND: Final = ("고", "구", "고요")
"""Endings that join two things of equal weight."""
_IS: Final = ("이야", "야")
"""The copula in its plainest form, which looks like a cry."""
WHETHER: Final = ("는지", "은지", "ㄴ지", "을지", "ㄹ지", "인지")
"""Endings of a question within another sentence."""
DARES: Final = ("게",)
"""Ending of a question that one is to guess: «누구게»."""
BACKGROUND: Final = (
    "던데",
    "더니",
    "라서",
    "이라",
    "라",
    "는데",
    "은데",
    "ㄴ데",
    "니까",
    "어서",
    "아서",
    "거든",
    "거든요",
    "는데요",
    "길래",
    "느라",
)
"""Endings of clauses that only say why or in which situation one asks."""
MANNER: Final = ("서", "게")
"""Endings of verbs that say how something is done."""
QUOTED: Final = ("냐고", "라고", "다고", "자고")
"""Endings of what somebody is said to have said."""
SUPPOSING: Final = "면"
"""Ending of a condition."""
NOTED: Final = ("ᄆ", "음", "더라")
"""Endings after which a note may follow: «누구임», «뭐더라»."""
GUESS: Final = ("ㄹ까", "을까", "ㄹ까요", "을까요", "려나", "으려나")
"""Endings of who wonders what will be."""
OUGHT: Final = ("어야", "아야", "여야", "해야", "야")
"""Endings of what one should do."""
PURPOSE: Final = ("려면", "으려면", "려고", "으려고", "러", "으러")
"""Endings of what one wants to do: «구경하려면»."""
CERTAIN: Final = frozenset(("지", "죠", "지요", "다며", "라며"))
"""Endings of somebody who only wants to hear a yes."""


def noun_in(lemma: str) -> str:
    """The noun that a verb is made of («서명하» is «서명»); another word is itself."""
    return lemma[:-1] if len(lemma) > 2 and is_light(lemma[-1]) else lemma


def is_listed(term: Term) -> bool:
    """Whether a noun is joined to another by what looks like a verb: «키하고 몸무게»."""
    return term.form is not None and term.form.ending in _AND and len(term.lemma) > 1 and term.lemma[-1] == "하"


def is_light(lemma: str) -> bool:
    """Whether a verb says nothing without the noun before it («하다», «되다», «있다»), the copula included."""
    return lemma in _LIGHT


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What a verb's endings say.

    Attributes:
        ending: the last ending.
        closes: whether a sentence ends here; `modifies`: whether it describes the noun after it.
        negated: «안», «못», «-지 않다», «아니다».
        requests: whether somebody is asked to do it («해 줘», «하세요», «해 봐»).
        asks: whether the ending asks, or can.
        hearsay: whether it passes on or doubts what others say («-다며», «-라던데»).
        ought: whether it says what should be («-어야 되다»).
    """

    ending: str = ""
    closes: bool = False
    modifies: bool = False
    past: bool = False
    future: bool = False
    negated: bool = False
    requests: bool = False
    wishes: bool = False
    asks: bool = False
    hearsay: bool = False
    ought: bool = False


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


@dataclass(frozen=True, slots=True)
class Reading:
    """The terms of a text, in order."""

    text: str
    terms: tuple[Term, ...]

    def heads(self) -> Iterator[Term]:
        """The last term of each noun phrase."""
        for term, after in zip(self.terms, (*self.terms[1:], None), strict=False):
            if term.kind not in ("verb", "adverb", "interjection") and (after is None or after.phrase != term.phrase):
                yield term

    def sentences(self) -> Iterator[range]:
        """The positions of the terms of each sentence, as far as endings and signs tell."""
        first = 0
        for position, term in enumerate(self.terms):
            following = self.terms[position + 1].start if position + 1 < len(self.terms) else term.end
            if (term.form is not None and term.form.closes) or _STOP.search(self.text[term.end : following]):
                yield range(first, position + 1)
                first = position + 1
        if first < len(self.terms):
            yield range(first, len(self.terms))

    def span_of(self, part: range) -> Span:
        """Where a sentence stands, up to the term that follows it."""
        end = self.terms[part.stop].start if part.stop < len(self.terms) else len(self.text)
        return self.terms[part.start].start, end

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

    def requests(self) -> tuple[tuple[int, int], ...]:
        """The parts of the text that each ask something of their own, as half-open spans: none where only one does.

        They are sentences, clauses joined by -고 that each request or ask («누군지 알려 주고 번호도 알려 줘»), and
        questions within one sentence («누군지랑 언제인지 알려 줘»).
        """
        asking = [part for part in self.sentences() if self._asks_clearly(part) and not self.searches(part)]
        asking = [part for part in asking if not all(self.terms[at].called for at in part)]
        parts = [piece for part in asking for piece in self._joined(part)]
        spans = [self.span_of(part) for part in parts]
        return tuple(spans) if len(spans) > 1 else ()

    def change_of_subject(self) -> tuple[Span, Span] | None:
        """What was said before and after «근데», where something else begins with it; None where nothing does."""
        for before, term in zip(self.terms, self.terms[1:], strict=False):
            if term.lemma in _TURNS and term is not self.terms[-1]:
                return (0, before.end + len(self.text[before.end : term.start].rstrip())), (term.end, len(self.text))
        return None

    def asked(self) -> Span | None:
        """The one sentence with a question word among several that ask nothing clearly, None where it is not alone."""
        parts = list(self.sentences())
        asking = [p for p in parts if self._asks_clearly(p) and any(self.terms[at].kind == "question" for at in p)]
        if len(parts) < 2 or len(asking) != 1 or any(self.sets_topic(p) for p in parts if p not in asking):
            return None
        return self.span_of(asking[0])

    def sets_topic(self, part: range) -> bool:
        """Whether a sentence only says what the others are about: «장미밭 말이야»."""
        verbs = [self.terms[at].lemma for at in part if self.terms[at].form is not None]
        return verbs == [COPULA] and any(self.terms[at].kind == "name" for at in part)

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
            # «A가 누군지 알려 주고 …», «A가 누군지랑 B가 언제인지 알려 줘»
            if (form.ending in _AND and both_request) or (form.ending.endswith(WHETHER) and both_ask):
                yield before
                first = at + 1
        yield range(first, part.stop)

    def _requests(self, part: range) -> bool:
        terms = [self.terms[at] for at in part]
        return any(t.kind == "question" or (t.form is not None and t.form.requests) for t in terms)

    @property
    def verbs(self) -> tuple[Term, ...]:
        """Its verbs and adjectives."""
        return tuple(term for term in self.terms if term.kind == "verb")

    @property
    def describing(self) -> tuple[Term, ...]:
        """The verbs that describe a noun after them: «광주가 맺은 협약»."""
        return tuple(verb for verb in self.verbs if verb.form is not None and verb.form.modifies)

    @property
    def main(self) -> Term | None:
        """The last verb, which says what the sentence does."""
        return self.verbs[-1] if self.verbs else None

    @property
    def asks_what(self) -> bool:
        """Whether a question word stands in it."""
        return any(term.kind == "question" for term in self.terms)

    @property
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

    def _are_two_ways(self, verbs: tuple[Term, Term]) -> bool:
        forms = [verb.form for verb in verbs if verb.form is not None and not verb.form.modifies]
        if len(forms) < 2 or not (forms[1].closes or forms[1].asks) or forms[1].requests:
            return False
        between = self.terms[self.terms.index(verbs[0]) + 1 : self.terms.index(verbs[1])]
        said = [t for t in between if t.kind in ("name", "number", "time")]
        same = forms[0].ending == forms[1].ending and forms[0].negated == forms[1].negated
        return bool(said) and same and verbs[0].lemma == verbs[1].lemma

    @property
    def denies(self) -> bool:
        """Whether what it asks is said in the negative («그 형이 아니지?»); «그 형 아니야?» expects a yes."""
        main = self.main
        return main is not None and main.form is not None and main.form.negated and main.form.ending in CERTAIN

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


def read(
    text: str, names: Iterable[Span], times: Iterable[Span], numbers: Iterable[Span], calls: Collection[str] = ()
) -> Reading:
    """The terms of a text.

    Args:
        text: normalised text.
        names, times, numbers: spans that are understood already; a name wins over a time, that over a number.
        calls: names and nouns by which the robot is called.
    """
    kinds: dict[Span, Kind] = {}
    taken = bytearray(len(text))
    many = [match.span() for pattern in (_HOW_MANY, _WHO_SAID) for match in pattern.finditer(text)]
    called = [match.span() for name in calls for match in re.finditer(rf"(?<!\w){re.escape(name)}", text)]
    understood: tuple[tuple[Kind, Iterable[Span]], ...] = (
        ("name", [*names, *called]),
        ("time", times),
        ("question", many),
        ("number", numbers),
    )
    for kind, spans in understood:
        for start, end in sorted(set(spans), key=lambda span: span[0] - span[1]):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kinds[start, end] = kind
    builder = _Builder(text, kinds, frozenset(calls))
    for token in tokenize(text, kinds):
        builder.take(token)
    return Reading(text, tuple(builder.finish()))


@dataclass(slots=True)
class _Builder:
    """Takes tokens one by one and joins them to terms."""

    text: str
    kinds: dict[Span, Kind]
    calls: frozenset[str]
    terms: list[Term] = field(default_factory=list)
    phrase: int = 0
    clause: int = 0
    open: bool = False  # whether a noun may join the phrase before it
    negation: bool = False
    called_until: int = 0  # where a call ends
    verb: int | None = None  # where the last verb stands

    def take(self, token: Token) -> None:
        kind = self.kinds.get((token.start, token.end))
        if kind:
            self._noun(token, kind, re.sub(r"\s", "", token.text) if kind == "question" else token.text)
            return
        if self._calls(token) or self._promises(token) or self._is_polite(token):
            return
        for number, (form, tag) in enumerate(token.parts):
            self._morpheme(token, form, tag, whole=len(token.parts) == 1, first=number == 0)

    def _morpheme(self, token: Token, form: str, tag: str, *, whole: bool, first: bool) -> None:
        span = token if whole else replace(token, parts=((form, tag),))
        if tag in ("NP", "NR", "MAG", "NNG", "MM", "IC", "VA") and (
            form in _QUESTIONS and not (tag == "NNG" and form in ("모", "누"))
        ):
            self._question(span, form, tag)
        elif tag.startswith(("NN", "NP", "NR", "SN", "SL", "SH", "XR", "XPN")) or tag == "UNKNOWN":
            self._noun(span, "pronoun" if tag == "NP" else "noun", form)
        elif tag == "XSN":
            self._suffix(span)
        elif tag == "MM" and form == "내":
            self._noun(span, "pronoun", "나")  # «그럼 내 이름»: the dictionary knows it as a determiner too
            self._particle("의", "JKG")
        elif tag == "MM":
            self._start_phrase()
            self._add(span, "determiner", form)
            self.open = True
        elif tag.startswith("J"):
            self._particle(form, tag)
        elif tag.startswith(("XSV", "XSA")):
            self._make_verb(span, form)
        elif tag in ("VV", "VA", "VX", "VCP", "VCN"):
            self._verb(span, form, tag)
        elif tag.startswith("E"):
            self._ending(token, form, tag)
        elif tag in ("MAG", "MAJ"):
            self._adverb(span, form)
        elif tag == "IC" and form in _IS and not token.spaced and self.terms and self.terms[-1].form is None:
            self._verb(span, COPULA, "VCP")  # «몇이야»: no cry of surprise
            self._ending(span, "야", "EF")
        elif tag == "IC":
            self.open = False
            self._add(span, "interjection", form)
        elif tag in ("SC", "SF", "SE") or _STOP.fullmatch(form):
            self._sign("SF" if _STOP.fullmatch(form) else tag)

    def _calls(self, token: Token) -> bool:
        """«파이보야, …»: the name of the robot with what looks like the copula and calls it, if more follows."""
        last = self.terms[-1] if self.terms else None
        if last is None or last.text not in self.calls or last.particles or last.end != token.start:
            return False
        called = _CALL.match(self.text, token.start)
        if called is None or not re.search(r"\w", self.text[called.end() :]):
            return last.called and token.end <= self.called_until
        self.called_until = called.end()
        self.terms[-1] = replace(last, called=True)
        self.open = False
        return True

    def _is_polite(self, token: Token) -> bool:
        """«광주요»: what looks like the copula is only polite; «꾸린대요»: an ending that looks like a noun."""
        last = self.terms[-1] if self.terms else None
        if last is None or token.spaced:
            return False
        if last.form is None:
            return token.text == "요"
        if token.text == "데" and last.form.modifies and last.form.ending.endswith(("는", "은", "ㄴ", "던")):
            ending = last.form.ending + token.text  # «김동연이라는데»
            self.terms[-1] = replace(last, form=_ended(replace(last.form, modifies=False), ending, "EC"))
            self.clause = last.clause
            return True
        if _HEARSAY.fullmatch(token.text) and token.tag.startswith("NN"):
            self.terms[-1] = replace(last, form=replace(last.form, modifies=False, hearsay=True))
            return True
        return False

    def _promises(self, token: Token) -> bool:
        """«줄 게», «바꿀래»: the endings -ㄹ게 and -ㄹ래, which the dictionary takes for a noun."""
        last = self.terms[-1] if self.terms else None
        wants = token.text in ("래", "래요")
        if token.text != "게" and not (wants and last is not None and last.end == token.start):
            return False
        if last is None or last.form is None or not (last.form.modifies and last.form.future):
            return False
        ending = "ㄹ래" if wants else "ㄹ게"
        form = replace(last.form, ending=ending, modifies=False, requests=False, wishes=wants or last.form.wishes)
        self.terms[-1] = replace(last, form=form)
        return True

    # Nouns

    def _noun(self, token: Token, kind: Kind, lemma: str) -> None:
        last = self.terms[-1] if self.terms else None
        if token.text == _THING_SAID and last and last.form and last.form.modifies and self._ends(token):
            self._add(replace(token, end=token.end - 1, parts=((_THING_SAID[0], "NNB"),)), "noun", _THING_SAID[0])
            self._verb(replace(token, start=token.end - 1), COPULA, "VCP")
            self._ending(token, _THING_SAID[1], "EF")
            return
        if last is not None and last.kind == "interjection" and not token.spaced and last.end == token.start:
            self._whole(last, token)
            return
        if last is not None and last.text == "뭔" and not token.spaced:
            self.terms[-1] = replace(last, kind="question", lemma="무엇")  # «뭔가요»
            return
        if last is not None and not token.spaced and kind == "noun" and _is_complete(last, token):
            return  # an ending that the dictionary does not know: «누구시지», «얼만가요»
        joins = (
            self.open
            and last is not None
            and not last.particles
            and kind not in ("question", "time")
            and last.text not in self.calls
            and not (last.kind in ("question", "pronoun", "time") and last.lemma not in ("어느", "무슨", "어떤", "몇"))
        )
        if not joins:
            self._start_phrase()
        self._add(token, kind, lemma)
        self.open = True

    def _ends(self, token: Token) -> bool:
        """Whether no word follows."""
        return re.search(r"\w", self.text[token.end :]) is None

    def _whole(self, last: Term, token: Token) -> None:
        """A word that the dictionary does not know and cuts in two: «카이스트», «어디래»."""
        text = last.text + token.text
        asked = _ASKED.fullmatch(text)
        self.terms.pop()
        self._start_phrase()
        if asked is None:
            self._add(replace(token, start=last.start, text=text), "noun", text)
            self.open = True
            return
        self._add(replace(token, start=last.start, text=text), "question", _QUESTIONS[asked[1]])
        self._verb(token, COPULA, "VCP")
        self._ending(token, asked[2], "EF")

    def _question(self, token: Token, form: str, tag: str) -> None:
        usual = _QUESTIONS[form]
        if tag == "VA":
            self._verb(token, usual, tag)
            self.terms[-1] = replace(self.terms[-1], kind="question")
            return
        self._start_phrase()
        self._add(token, "question", usual)
        self.open = True

    def _suffix(self, token: Token) -> None:
        last = self.terms[-1] if self.terms else None
        if (
            last
            and last.end == token.start
            and last.kind in ("noun", "number", "pronoun")
            and token.text not in ("님", "들", "끼리")
        ):
            self.terms[-1] = replace(last, end=token.end, text=last.text + token.text, lemma=last.lemma + token.text)

    def _start_phrase(self) -> None:
        self.phrase += 1

    def _add(self, token: Token, kind: Kind, lemma: str, form: VerbForm | None = None) -> None:
        span = token.start, token.end, token.text
        bound = kind == "noun" and token.tag.startswith("NNB")
        self.terms.append(Term(*span, kind, lemma, (), self.phrase, self.clause, bound, form=form))

    def _particle(self, form: str, tag: str) -> None:
        last = self.terms[-1] if self.terms else None
        if last is None or last.kind in ("adverb", "interjection"):
            return
        called = tag == "JKV" or (form in ("야", "아") and last.text in self.calls)
        particle = _PARTICLES.get(form, form)
        self.terms[-1] = replace(last, particles=(*last.particles, particle), called=called or last.called)
        self.open = False

    # Verbs

    def _make_verb(self, token: Token, form: str) -> None:
        """«취임» and «하» are one verb; a name and «하» are two."""
        last = self.terms[-1] if self.terms else None
        if last and last.kind == "noun" and not last.particles and form in _MAKE_VERBS:
            self._end_clause()
            self.terms[-1] = replace(
                self.terms[-1],
                end=token.end,
                text=self.text[last.start : token.end],
                kind="verb",
                lemma=last.lemma + form,
                phrase=self.phrase + 1,
                form=VerbForm(negated=self.negation),
            )
            self.verb = len(self.terms) - 1
            self._start_phrase()
            self.negation, self.open = False, False
        else:
            self._verb(token, form, "VV")

    def _verb(self, token: Token, form: str, tag: str) -> None:
        last = self.terms[-1] if self.terms else None
        if form == _IS_LIKE and last and last.form is None and not token.spaced and not last.particles:
            form = COPULA  # «언제입니까»
        helps = tag == "VX" or form in ("주", "드리", "보")
        if helps and form == "가" and last and last.kind == "question":  # «어떻게 가?», which the dictionary may cut
            helps = False
            if last.form is not None and last.form.ending == "게":
                self.terms[-1] = replace(last, lemma=_QUESTIONS["어떻게"], form=None)
                self.verb = None
        if helps and last and last.form is not None and not last.form.modifies and not last.form.closes:
            vanishes = form == _TURNING and last.lemma == LACKING
            lemma = VANISHING if vanishes else last.lemma
            begun = self.text[last.start : token.start]
            if form == "하" and last.form.ending in ("아", "어", "여") and " " not in begun:
                lemma = f"{begun}{form}"  # «좋아하셔서», which the dictionary takes for «좋다»
            self.terms[-1] = replace(last, lemma=lemma, form=_helped(last.form, form))
            return
        if form == "드리" and last and last.kind == "noun" and last.end == token.start and not last.particles:
            self._make_verb(token, form)  # «부탁드립니다»
            return
        self._end_clause()
        self._start_phrase()
        self._add(token, "verb", "아니" if tag == "VCN" else form, VerbForm(negated=self.negation or tag == "VCN"))
        self.verb = len(self.terms) - 1
        self.negation, self.open = False, False

    def _ending(self, token: Token, form: str, tag: str) -> None:
        if self.verb is None:
            return
        last = self.terms[self.verb]
        assert last.form is not None
        if form == "고" and self._is_with(last):
            self.terms.pop()
            self.verb = next((at for at in reversed(range(len(self.terms))) if self.terms[at].form is not None), None)
            self._particle(WITH, "JC")
            return
        ended = _ended(last.form, form, tag)
        if last.lemma in COPULAS and not last.form.requests:
            ended = replace(ended, requests=False)  # «그게 아니라»
        self.terms[self.verb] = replace(last, form=ended)
        if tag == "ETN":
            self.open = False
        if tag == "ETM":
            self.clause = last.clause + 1  # what follows is described by it

    def _is_with(self, verb: Term) -> bool:
        """«경기도하고»: what looks like «하고» right behind a noun is a particle."""
        before = self.terms[-2] if len(self.terms) > 1 and self.terms[-1] is verb else None
        glued = before is not None and before.end == verb.start and before.form is None and not before.particles
        return glued and verb.text == "하" and verb.form == VerbForm()

    def _end_clause(self) -> None:
        if self.verb is not None and self.terms[self.verb].clause == self.clause:
            self.clause += 1
            # What stands between the verbs belongs to the later one.
            for at in range(self.verb + 1, len(self.terms)):
                self.terms[at] = replace(self.terms[at], clause=self.clause)

    # The rest

    def _adverb(self, token: Token, form: str) -> None:
        self.open = False
        if form in ("안", "못"):
            self.negation = True
        else:
            self._start_phrase()
            self._add(token, "adverb", form)

    def _sign(self, tag: str) -> None:
        last = self.terms[-1] if self.terms else None
        self._call()
        if last and tag == "SC" and not last.particles and last.kind in ("noun", "pronoun", "name"):
            alone = not any(t.phrase == last.phrase - 1 and t.form is None for t in self.terms)
            if alone and (last.kind != "name" or last.text in self.calls):
                self.terms[-1] = replace(last, called=True)
        self.open = False
        if last and last.form and (tag != "SC" or last.form.ending.endswith(_MAY_CLOSE)):
            self.terms[-1] = replace(last, form=replace(last.form, closes=not last.form.modifies))

    def _call(self) -> None:
        """«파이보 씨!»: a sign after the robot's name calls it."""
        at = len(self.terms) - 1
        while at > 0 and self.terms[at].bound and not self.terms[at].particles:
            at -= 1
        if at >= 0 and self.terms[at].text in self.calls and not self.terms[at].particles:
            self.terms[at] = replace(self.terms[at], called=True)

    def finish(self) -> list[Term]:
        if self.verb is not None:
            last = self.terms[self.verb]
            assert last.form is not None
            asked = last.form.requests or (not last.form.past and _TRIES.search(self.text) is not None)  # «읊어 봐»
            ends = all(
                term.kind in ("adverb", "interjection") or (term.text in self.calls and not term.particles)
                for term in self.terms[self.verb + 1 :]
            )
            closes = last.form.closes or (ends and not last.form.modifies)
            self.terms[self.verb] = replace(last, form=replace(last.form, closes=closes, requests=asked))
        self._try()
        self._call_at_end()
        return self.terms

    def _try(self) -> None:
        """«좀 말해 봐 파이보»: who is asked to try is asked, whatever follows."""
        for at, term in enumerate(self.terms[:-1]):
            form = term.form
            if form is not None and form.closes and not form.past and not form.requests:
                tried = _TRIES.search(self.text[term.end : self.terms[at + 1].start]) is not None
                self.terms[at] = replace(term, form=replace(form, requests=tried))

    def _call_at_end(self) -> None:
        """«경기도지사가 누구야? 파이보»."""
        if len(self.terms) < 2:
            return
        before, last = self.terms[-2:]
        signed = _STOP.search(self.text[before.end : last.start]) is not None
        ended = signed or (before.form is not None and before.form.closes)
        if last.text in self.calls and not last.particles and ended:
            self.terms[-1] = replace(last, called=True)


def _is_complete(term: Term, token: Token) -> bool:
    """Whether only endings can follow a term without a space, as far as the dictionary does not know them («줘잉»)."""
    if term.form is not None:
        is_tail = len(token.text) == 1 and not term.form.modifies and not token.tag.startswith("NNB")
        return bool(term.form.ending) and (term.lemma == COPULA or is_tail)
    return term.kind == "question" and term.lemma[0] != HOW_MANY


def _helped(form: VerbForm, helper: str) -> VerbForm:
    """The form with an auxiliary verb after it."""
    negated = form.negated != (helper in ("않", "말", "못하"))
    return replace(
        form, requests=form.requests or helper in _REQUESTS, wishes=form.wishes or helper == "싶", negated=negated
    )


def _ended(form: VerbForm, ending: str, tag: str) -> VerbForm:
    """The form with one more ending."""
    if tag == "EP":
        return replace(form, past=form.past or ending.endswith(_PAST), future=form.future or ending == "겠")
    requests = (
        form.requests or re.fullmatch(r"(?:아|어|여|)라|(?:으|)(?:십시오|시오|세요|셔요|렴|려무나)", ending) is not None
    )
    return replace(
        form,
        ending=ending,
        closes=tag == "EF" and ending not in _AND,
        modifies=tag == "ETM",
        past=form.past or (tag == "ETM" and ending == "던"),
        future=form.future or (tag == "ETM" and ending in ("ㄹ", "을")),
        requests=requests and not form.past and _STATING.match(ending) is None,
        wishes=form.wishes or ending.removesuffix("요") in ("ㄹ래", "을래"),
        asks=_ASKING.search(ending) is not None,
        hearsay=_HEARSAY.search(ending) is not None,
        ought=form.ought or (tag == "EC" and ending in OUGHT),
    )
