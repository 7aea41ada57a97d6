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
from typing import Final, Literal

from companion.language.morphemes import Token, tokenize

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
}  # fmt: skip
"""Question words in all their forms, and the usual one."""
_COUNTERS: Final = (
    "명|분(?!\\s?(?:걸|만에))|개|군데|곳|번째|번|대|살|시|월|년|층|건|점|가지|마리|인분|호|기|등|위|밤|석|동|퍼센트|원"
)
_HOW_MANY: Final = re.compile(
    rf"(?<![가-힣])몇\s?(?:{_COUNTERS})(?=[^가-힣]|[은는이가을를에도로의야인입이예까지부터씩쯤째]|$)"
)
_CALL: Final = re.compile(r"(?:이?야|아)(?![가-힣])")
_REQUESTS: Final = frozenset(("주", "드리", "달", "다오"))
_ASKING: Final = re.compile(
    r"(?:까|니|냐|나|는지|은지|ㄴ지|을지|ㄹ지|는가|은가|ㄴ가|던가|노|고|꼬|는교|련|ㄹ래|을래|지|죠|더라)요?$"
)
_HEARSAY: Final = re.compile(r"(?:다며|라며|다면서|라면서|다던데|라던데|라고|다고|래|대|던데|랬|다더라|라더라)요?$")
_IMPERATIVE: Final = re.compile(r"(?:아|어|여)?라|(?:으)?(?:십시오|시오|세요|셔요|렴|려무나)")
_LIGHT: Final = frozenset(("하", "되", "시키", "받", "당하", "드리"))


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


@dataclass(frozen=True, slots=True)
class Term:
    """One content word with what hangs on it.

    Attributes:
        start, end: half-open span in the text, without particles and endings.
        lemma: the dictionary form, a verb's without -다; «이» is the copula.
        particles: what follows a noun, each in one form («가» is «이»); empty where it stands bare.
        phrase: number of the noun phrase; terms with one number stand together, the last is its head.
        clause: number of the clause.
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

    @property
    def verbs(self) -> tuple[Term, ...]:
        """Its verbs and adjectives."""
        return tuple(term for term in self.terms if term.kind == "verb")

    @property
    def main(self) -> Term | None:
        """The last verb, which says what the sentence does."""
        return self.verbs[-1] if self.verbs else None

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
    many = [match.span() for match in _HOW_MANY.finditer(text)]
    understood: tuple[tuple[Kind, Iterable[Span]], ...] = (
        ("name", names),
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
        if self._calls(token) or self._promises(token):
            return
        for number, (form, tag) in enumerate(token.parts):
            self._morpheme(token, form, tag, whole=len(token.parts) == 1, first=number == 0)

    def _morpheme(self, token: Token, form: str, tag: str, *, whole: bool, first: bool) -> None:
        span = token if whole else replace(token, parts=((form, tag),))
        if tag in ("NP", "MAG", "NNG", "MM", "IC", "VA") and (
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
        elif tag == "IC":
            self.open = False
            self._add(span, "interjection", form)
        elif tag in ("SC", "SF", "SE"):
            self._sign(tag)

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

    def _promises(self, token: Token) -> bool:
        """«줄 게»: the ending -ㄹ게, which the dictionary takes for «것이»."""
        last = self.terms[-1] if self.terms else None
        if token.text != "게" or last is None or last.form is None or not (last.form.modifies and last.form.future):
            return False
        form = replace(last.form, ending="ㄹ게", modifies=False, requests=False)
        self.terms[-1] = replace(last, form=form)
        return True

    # Nouns

    def _noun(self, token: Token, kind: Kind, lemma: str) -> None:
        last = self.terms[-1] if self.terms else None
        joins = (
            self.open
            and last is not None
            and not last.particles
            and kind != "question"
            and last.text not in self.calls
            and not (last.kind in ("question", "pronoun", "time") and last.lemma not in ("어느", "무슨", "어떤", "몇"))
        )
        if not joins:
            self._start_phrase()
        self._add(token, kind, lemma)
        self.open = True

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
            and token.text not in ("님", "들")
        ):
            self.terms[-1] = replace(last, end=token.end, text=last.text + token.text, lemma=last.lemma + token.text)

    def _start_phrase(self) -> None:
        self.phrase += 1

    def _add(self, token: Token, kind: Kind, lemma: str, form: VerbForm | None = None) -> None:
        self.terms.append(
            Term(token.start, token.end, token.text, kind, lemma, (), self.phrase, self.clause, form=form)
        )

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
        if last and last.kind == "noun" and not last.particles and form in _LIGHT:
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
        helps = tag == "VX" or form in ("주", "드리", "보")
        if helps and last and last.form is not None and not last.form.modifies and not last.form.closes:
            self.terms[-1] = replace(last, form=_helped(last.form, form))
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
        self.terms[self.verb] = replace(last, form=_ended(last.form, form, tag))
        if tag == "ETN":
            self.open = False

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
        if last and tag == "SC" and not last.particles and last.kind in ("noun", "pronoun", "name"):
            alone = not any(t.phrase == last.phrase - 1 and t.form is None for t in self.terms)
            if alone and (last.kind != "name" or last.text in self.calls):
                self.terms[-1] = replace(last, called=True)
        self.open = False
        if tag in ("SF", "SE") and last and last.form:
            self.terms[-1] = replace(last, form=replace(last.form, closes=True))

    def finish(self) -> list[Term]:
        if self.verb is not None:
            last = self.terms[self.verb]
            assert last.form is not None
            self.terms[self.verb] = replace(last, form=replace(last.form, closes=not last.form.modifies))
        return self.terms


def _helped(form: VerbForm, helper: str) -> VerbForm:
    """The form with an auxiliary verb after it."""
    negated = form.negated != (helper in ("않", "말", "못하"))
    return replace(
        form, requests=form.requests or helper in _REQUESTS, wishes=form.wishes or helper == "싶", negated=negated
    )


def _ended(form: VerbForm, ending: str, tag: str) -> VerbForm:
    """The form with one more ending."""
    if tag == "EP":
        return replace(form, past=form.past or ending in ("았", "었", "였"), future=form.future or ending == "겠")
    requests = (
        form.requests or re.fullmatch(r"(?:아|어|여|)라|(?:으|)(?:십시오|시오|세요|셔요|렴|려무나)", ending) is not None
    )
    return replace(
        form,
        ending=ending,
        closes=tag == "EF",
        modifies=tag == "ETM",
        past=form.past or (tag == "ETM" and ending == "던"),
        future=form.future or (tag == "ETM" and ending in ("ㄹ", "을")),
        requests=requests and not form.past and ending not in ("ㄹ게", "을게", "ㄹ게요", "을게요"),
        asks=_ASKING.search(ending) is not None,
        hearsay=_HEARSAY.search(ending) is not None,
    )
