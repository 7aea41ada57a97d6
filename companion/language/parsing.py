"""Reading a text: its morphemes joined to terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.morphemes import IN_A_TURN, Token, tokenize
from companion.language.readings import words
from companion.language.sentence import Kind, Reading, Span, Term
from companion.language.verb_terms import GIVING, VerbForm, ended, helped, passes_on
from companion.language.word_classes import (
    COPULA,
    COPULAS,
    DOING,
    HOW_MANY,
    INTO,
    LACKING,
    PLAINLY,
    QUOTED,
    TOPIC,
    VANISHING,
    WHAT,
    WITH,
)

_RATHER: Final = ("말", "고")
"""«말고»: what comes after it stands by itself."""
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
    "어떤": "어떤", "웬": "무슨", "뭔": "무슨", "며칠": "며칠", "몇": "몇", "어째서": "왜",
    "누구누구": "누구", "어디어디": "어디", "뭐뭐": "무엇",
}  # fmt: skip
"""Question words in all their forms, and the usual one."""
_COUNTERS: Final = "|".join(
    words(
        """
    명 개 군데 곳 번째 번 대 살 시 월 년도 년 해 달 개월 층 건 점 가지 마리 인분 호 기 등 위 밤 석 동
    퍼센트 프로 원 억 조 센티 센치 킬로 미터 평 제곱 도
    """
    )
)
_PERSONS: Final = r"분(?!\s?(?:걸|만에))"
_HOW_MANY: Final = re.compile(
    rf"(?<![가-힣])몇\s?(?:{_COUNTERS}|{_PERSONS})(?=[^가-힣]|[은는이가을를에도로의나야인임입이예여까지부터씩쯤째차짜만였죠더냐라래랬고함했해하됐됨]|$)"
)
_YEARS: Final = "몇년도"
"""A year asked for by another name than «몇 년», which asks how many too."""
_WHO_SAID: Final = re.compile(r"(?<![가-힣])누구(?=[래랬])")
"""«누구래», which the dictionary takes for a verb after a noun with its particle."""
_ASKED: Final = re.compile(r"(어디|누구|언제|뭐|얼마)(래|대|랬|라던데|라고)")
_THING_SAID: Final = "거래"
"""«하는 거래»: what the dictionary takes for a deal."""
_OF_A_KIND: Final = "적"
"""What a noun ends in that says with its particle how something is done: «공식적으로», «최종적으로»."""
_AT_FIRST: Final = frozenset(("원래", "본래", "본디", "당초", "애초"))
"""Nouns for how it was before, which are no topic of their own: «원래는 언제까지였어»."""
_STOP: Final = re.compile(r"[.!?]")
_TRIED: Final = r"[아어여해워와려쳐켜러겨줘춰꿔봐] ?보"
_LETS: Final = re.compile(r"게\s?해")
_TRIES: Final = re.compile(
    rf"(?:(?<!실까)(?<!실까\s)봐(?:요|라|라요|봐)?|{_TRIED}(?:세요|셔요|시죠|시지요|시게|거라|렴))[\s.!~]*$|{_TRIED}시겠어요[\s.!?~]*$"
)
"""Endings that ask somebody to try something; «걱정하실까 봐» fears it."""
_SPEAKER: Final = ("나", "저", "내", "제")
_CALL: Final = re.compile(r"(?:이?야|아| ?씨| ?님)(?![가-힣])")
_AGREEING: Final = ("지", "죠")
"""How a verb begins that is the copula behind a question word."""
_IS_LIKE: Final = "입"
"""The verb that the dictionary takes the copula for."""
_MAKE_VERBS: Final = frozenset(("하", "되", "시키", "받", "당하", "드리"))
_TURNING: Final = "지"
"""The helping verb of what becomes so."""
_MAY_CLOSE: Final = ("아", "어", "여", "지", "죠", "네", "야", "다", "요", "까", "ㅓ", "ㅏ")
"""Endings after which a comma ends the sentence: «고마워, …»."""
_IS: Final = ("이야", "야")
"""The copula in its plainest form, which looks like a cry."""


def read(
    text: str, names: Iterable[Span], times: Iterable[Span], numbers: Iterable[Span], calls: Collection[str] = ()
) -> Reading:
    """The terms of a text.

    Args:
        text: normalised text.
        names, times, numbers: spans that are understood already; a name wins over a time, that over a number.
        calls: names and nouns by which the robot is called.
    """
    return _read(text, tuple(names), tuple(times), tuple(numbers), frozenset(calls))


@lru_cache(maxsize=IN_A_TURN)
def _read(
    text: str, names: tuple[Span, ...], times: tuple[Span, ...], numbers: tuple[Span, ...], calls: frozenset[str]
) -> Reading:
    kinds: dict[Span, Kind] = {}
    taken = bytearray(len(text))
    many = [match.span() for pattern in (_HOW_MANY, _WHO_SAID) for match in pattern.finditer(text)]
    called = [
        match.span() for name in calls if name in text for match in re.finditer(rf"(?<!\w){re.escape(name)}", text)
    ]
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
    builder = _Builder(text, kinds, calls)
    for token in tokenize(text, kinds):
        builder.take(token)
    return Reading(text, tuple(builder.finish()))


_SHRUGS: Final = "뭐"
_LITTLE: Final = ("얼마", "얼마나")
"""Question words that ask nothing before what is denied."""


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
            lemma = re.sub(r"\s", "", token.text) if kind == "question" else token.text
            self._noun(token, kind, lemma[:-1] if lemma == _YEARS else lemma)
            self.negation = self.negation and " " not in token.text  # «안 매운 것 추천해»: said of the name's own verb
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
        elif tag == "MM" and form == "한" and self._is_decided():
            self._verb(span, "하", "VV")  # «맡기로 한 일», which the dictionary takes for «one»
            self._ending(span, "ㄴ", "ETM")
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
            if tag == "MAJ" and [t.text for t in self.terms] == [_SHRUGS]:
                self.terms[0] = replace(self.terms[0], kind="interjection")  # «뭐 그래도 좋더라» asks nothing
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
        if last is None or last.text not in self.calls or last.particles or self.text[last.end : token.start].strip():
            return False
        called = _CALL.match(self.text, last.end)
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
            self.terms[-1] = replace(last, form=ended(replace(last.form, modifies=False), ending, "EC"))
            self.clause = last.clause
            return True
        if passes_on(token.text) and token.tag.startswith("NN"):
            self.terms[-1] = replace(last, form=replace(last.form, modifies=False, hearsay=True))
            return True
        return False

    def _is_decided(self) -> bool:
        """Whether a verb in «-기로» stands before."""
        last = self.terms[-1] if self.terms else None
        return last is not None and last.form is not None and last.form.ending == "기" and "으로" in last.particles

    def _promises(self, token: Token) -> bool:
        """«줄 게», «바꿀래»: the endings -ㄹ게 and -ㄹ래, which the dictionary takes for a noun."""
        last = self.terms[-1] if self.terms else None
        wants = token.text in ("래", "래요")
        if token.text not in ("게", "게요") and not (wants and last is not None and last.end == token.start):
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
        if form == _IS[1] and last.kind == "question":  # «몇 년도야»
            self._verb(Token(last.end, last.end + len(form), form, ((form, "VCP"),)), COPULA, "VCP")
            self._ending(Token(last.end, last.end + len(form), form, ((form, "EF"),)), form, "EF")
            return
        called = tag == "JKV" or (form in ("야", "아") and last.text in self.calls)
        particle = _PARTICLES.get(form, form)
        self.terms[-1] = replace(last, particles=(*last.particles, particle), called=called or last.called)
        manner = particle == INTO and last.text.endswith(_OF_A_KIND) and last.text != _OF_A_KIND
        if last.kind == "noun" and (manner or (particle == TOPIC and last.lemma in _AT_FIRST)):
            self.terms[-1] = replace(self.terms[-1], kind="adverb")
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
        if form == DOING and last and last.kind == "question" and not token.spaced and token.text[0] in _AGREEING:
            form = COPULA  # «몇 년도지»
        helps = tag == "VX" or form in ("주", "드리", "보")
        apart = last is not None and last.form is not None and (last.lemma, last.form.ending) == _RATHER
        helps = helps and not apart  # «음식 말고 갈 데»
        if helps and form == "가" and last and last.kind == "question":  # «어떻게 가?», which the dictionary may cut
            helps = False
            if last.form is not None and last.form.ending == "게":
                self.terms[-1] = replace(last, lemma=_QUESTIONS["어떻게"], form=None)
                self.verb = None
        said = self.terms[-2] if form == DOING and len(self.terms) > 1 else None
        if said is not None and said.lemma == WHAT and last and last.form and last.form.ending.endswith(QUOTED):
            helps = False  # «뭐라고 했어» asks what was said
        if helps and last and last.form is not None and not last.form.modifies and not last.form.closes:
            vanishes = form == _TURNING and last.lemma == LACKING
            lemma = VANISHING if vanishes else last.lemma
            begun = self.text[last.start : token.start]
            if form == "하" and last.form.ending in ("아", "어", "여") and " " not in begun:
                lemma = f"{begun}{form}"  # «좋아하셔서», which the dictionary takes for «좋다»
            self.terms[-1] = replace(last, lemma=lemma, form=helped(last.form, form))
            return
        if form == "드리" and last and last.kind == "noun" and last.end == token.start and not last.particles:
            self._make_verb(token, form)  # «부탁드립니다»
            return
        self._end_clause()
        self._start_phrase()
        asked = len(form) > 1 and form.endswith(GIVING)  # «도와줘», which the dictionary holds as one verb
        lemma = "아니" if tag == "VCN" else form
        self._add(token, "verb", lemma, VerbForm(negated=self.negation or tag == "VCN", requests=asked))
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
        now = ended(last.form, form, tag)
        if last.lemma in COPULAS and not last.form.requests:
            now = replace(now, requests=False)  # «그게 아니라»
        self.terms[self.verb] = replace(last, form=now)
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
            refused = last.form.negated and self.text[: last.start].rstrip().endswith(("안", "못"))  # «안 받아 줘»
            refused = refused and _LETS.search(self.text, last.start) is None  # «안 까먹게 해줘»
            tries = not (last.form.past or refused or self._is_taken_by_speaker(last))
            tries = tries and _TRIES.search(self.text) is not None  # «읊어 봐», not «못 봐», «나 내일 시험 봐»
            asked = (last.form.requests and not refused) or tries
            ends = all(
                term.kind in ("adverb", "interjection") or (term.text in self.calls and not term.particles)
                for term in self.terms[self.verb + 1 :]
            )
            closes = last.form.closes or (ends and not last.form.modifies)
            self.terms[self.verb] = replace(last, form=replace(last.form, closes=closes, requests=asked))
        self._try()
        self._shrug()
        self._call_at_end()
        self._not_long()
        return self.terms

    def _shrug(self) -> None:
        """«집에 가지 뭐», «나도 모르는 걸 뭐»: no question behind the end of a sentence."""
        if len(self.terms) < 2 or "?" in self.text[self.terms[-1].end :]:
            return
        before, last = self.terms[-2:]
        signed = _STOP.search(self.text[before.end : last.start]) is not None
        if last.text == _SHRUGS and not last.particles and not signed and before.form is not None:
            closes = before.form.closes or not before.form.modifies
            self.terms[-1] = replace(last, kind="interjection") if closes else last

    def _not_long(self) -> None:
        """«얼마 안 남았네»: little, and no question how much."""
        for at, (term, after) in enumerate(pairwise(self.terms)):
            denied = after.form is not None and after.form.negated and not after.form.asks
            if term.kind == "question" and term.lemma in _LITTLE and not term.particles and denied:
                self.terms[at] = replace(term, kind="adverb")

    def _is_taken_by_speaker(self, verb: Term) -> bool:
        """«나 내일 시험 봐», «난 오늘 면접 봐»: what the speakers go through, who are named."""
        before = [term for term in self.terms if term.end <= verb.start]
        taken = bool(before) and before[-1].kind == "noun" and before[-1].particle in ("", "을")
        return taken and any(
            t.kind == "pronoun" and t.lemma in _SPEAKER and t.particle in ("", "은", "이") for t in before
        )

    def _try(self) -> None:
        """«좀 말해 봐 파이보»: who is asked to try is asked, whatever follows."""
        for at, term in enumerate(self.terms[:-1]):
            form = term.form
            if form is not None and form.requests and form.ending in PLAINLY and not term.particles:
                self.terms[at] = replace(term, form=replace(form, closes=True))  # «숙제 도와줘 수학이야»
            elif form is not None and form.closes and not form.past and not form.requests:
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
