"""One utterance, taken apart: names, times, numbers, and the content words that nothing accounts for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from companion.base import patterns as re
from companion.language.chat import in_syllables, without_emphasis
from companion.language.dates import TimeExpression, find_times
from companion.language.dialect import standard
from companion.language.grammar import ends_clause, says_what_is_worth_doing
from companion.language.introductions import is_given_name
from companion.language.josa import PARTICLES, josa, strip_josa
from companion.language.mirror_words import FELT
from companion.language.month_days import days_in_figures
from companion.language.morphemes import Token, tokenize
from companion.language.normalize import normalize
from companion.language.numbers import NumberMention, find_numbers, parse_number
from companion.language.opening_hours import hours_in_words
from companion.language.self_words import KIN
from companion.language.spacing import spaced, without_torn
from companion.language.spelling import GAP, Speller
from companion.language.terms import AT, EXISTENCE, HONOURED, MOVING, SUBJECT, TO, Reading, read
from companion.understanding.further_names import LookUp, further_names
from companion.understanding.gazetteer import Gazetteer, Repair
from companion.understanding.lexicon import Lexicon
from companion.understanding.types import Analysis, Mention, Word

_WORD = re.compile(r"[^\W_]+")
# An utterance is far shorter: hostile input must not cost seconds.
_LONGEST_TEXT = 1_000
# The kind that stands for a span in the masked text when it has several readings.
_MASK_ORDER = (
    "office",
    "person",
    "place",
    "food",
    "eatery",
    "area",
    "region",
    "attribute",
    "country",
    "thing",
)

# A person's name is guessed from its sound only where somebody is asked about.
_PRESENTS = re.compile(rf"(?:이름|{'|'.join(sorted(KIN))})[은는이가]\s+$")
"""«우리 개는 복실이야»: whatever comes then is a name as it is said."""
_PRESENTED = re.compile(
    rf"(?:이름|{'|'.join(sorted(KIN))})[은는이가]?\s+(?P<name>[가-힣]{{2,3}}?)(?:이?야|이?에요|예요|입니다|이?고요?|이?래요?|이?라고)(?![가-힣])"
)
"""«둘째는 하린이에요»: a name, which no other word is to be made of."""
_COUNTED = re.compile(
    r"(?<![가-힣])[일이삼사오육칠팔구]?[백십][일이삼사오육칠팔구십]{0,3}(?=(?:이?[요야]|입니다|이에요|예요|점)?(?![가-힣]))"
)
"""«사십이»: a number of its own, and no misspelt «사시미»."""
_ABOUT_PEOPLE = re.compile(
    r"누구|누가|누군|지사|시장|대통령|대표|언제|취임|임기|알아|아니|대해|전에|다음|뭐|이름|왜|씨|님"
)

_PAIRS = {"가": "이/가", "는": "은/는", "를": "을/를", "랑": "이랑/랑"}
_AFFIX = re.compile(r"이(가|는|를|랑)(?![가-힣])")
_SHORT = 3

_Span = tuple[int, int]


def _overlaps(start: int, end: int, spans: list[_Span]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)


@dataclass(frozen=True, slots=True)
class RegionalOffice:
    """An office that is also said as its region and, words later, its bare title: «통합특별시 첫 번째 시장»."""

    id: str
    name: str
    title: str
    regions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Analyser:
    """Takes utterances apart with a gazetteer, a lexicon of neutral words, and nouns that ask for relations."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    offices: tuple[RegionalOffice, ...] = ()
    titles: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    speller: Speller = field(default_factory=Speller)
    asking: frozenset[str] = frozenset()
    look_up: LookUp | None = None

    def analyse(self, text: str, today: date, *, by_sound: bool = True) -> Analysis:
        """Analyse an utterance; words that only sound like a name are respelt first.

        Args:
            text: raw text of any length; what comes after its first 1,000 characters is not read.
            today: the day relative to which «작년» and the like are read.
            by_sound: whether names are found by sound as well as by spelling.
        """
        found = self._repaired(text, today, by_sound=by_sound)
        read = replace(found, reading=read_terms(found, self.calls))
        kept = tuple(m for m in read.mentions if not self._is_market(read, m))
        if len(kept) == len(read.mentions):
            return read
        masked = _mask(read.text, kept, read.times, read.numbers)
        apart = replace(read, mentions=kept, masked=masked)
        return replace(apart, reading=read_terms(apart, self.calls))

    def _is_market(self, analysis: Analysis, mention: Mention) -> bool:
        """«시장에 가서», «시장 가도»: a title where one goes to or where something is done, which nobody is."""
        if mention.kind != "office" or mention.text not in self.titles:
            return False
        terms = analysis.reading.terms
        at = next((at for at, t in enumerate(terms) if t.start == mention.start and t.end == mention.end), len(terms))
        verb = next((t for t in terms[at + 1 :] if t.kind != "adverb"), None)
        goes = verb is not None and verb.form is not None and verb.lemma.endswith((*MOVING, *EXISTENCE))
        particles = terms[at].particles if at < len(terms) else (SUBJECT,)
        honoured = analysis.text.startswith(HONOURED, mention.end)
        return not honoured and (particles[:1] == (AT,) or (goes and particles in ((TO,), ())))

    def masked(self, text: str, today: date) -> str:
        """The `masked` text of the analysis alone, for training: nothing there was misheard."""
        return self._repaired(text, today, by_sound=False).masked

    def standard(self, text: str) -> str:
        """The text without dialect; names of the data stay as they are."""
        return standard(text, [(name.start, name.end) for name in self.gazetteer.find(text)])

    def _repaired(self, text: str, today: date, *, by_sound: bool = True) -> Analysis:
        written = days_in_figures(hours_in_words(normalize(text[:_LONGEST_TEXT])))
        whole = without_torn(in_syllables(written), self.speller.begins)
        first = self._analyse(self.standard(without_emphasis(whole)), today)
        for step in (_plainly, self._spaced, self._kinds_apart, self._spelt):
            said = step(first)
            if said != first.text:
                first = self._analyse(said, today)
        repairs = self._plausible_repairs(first) if by_sound else []
        if not repairs:
            return first
        respelt = first.text
        for repair in sorted(repairs, key=lambda r: r.start, reverse=True):
            respelt = respelt[: repair.start] + repair.name + respelt[repair.end :]
        heard = {repair.name: repair.similarity for repair in repairs}
        second = self._analyse(respelt, today)
        mentions = tuple(replace(m, similarity=heard.get(m.name, m.similarity)) for m in second.mentions)
        return replace(second, mentions=mentions)

    def _spaced(self, analysis: Analysis) -> str:
        """The text with spaces between words that were written as one: «영통구맛집다섯군데만추천해줘»."""
        return spaced(analysis.text, _understood(analysis), self.speller.heard)

    def _kinds_apart(self, analysis: Analysis) -> str:
        """The text with a space before the dish that an unknown compound ends in: «들깨칼국수» is a kind of 칼국수."""
        text = analysis.text
        for word in reversed(analysis.words):
            front: Token | None = None
            for token in tokenize(word.text) if len(word.stem) >= _SHORT else ():
                dish = next(iter(self.gazetteer.find(word.text[token.start :])), None) if front is not None else None
                if dish is not None and dish.start == 0 and dish.kind == "food" and len(dish.text) > 1:
                    at = word.start + token.start
                    text = f"{text[:at]} {text[at:]}"
                    break
                if token.tag not in ("NNG", "NNP"):
                    break
                front = token
        return text

    def _spelt(self, analysis: Analysis) -> str:
        """The text with its words spelt as usual; names, times, numbers and what sounds like a name stay."""
        known = _understood(analysis)
        masked, _ = _with_gaps(analysis.text, known)
        if self.speller.mended(masked) == masked:
            return analysis.text
        heard = [(repair.start, repair.end) for repair in self._plausible_repairs(analysis)]
        heard += [m.span("name") for m in _PRESENTED.finditer(analysis.text) if is_given_name(m["name"])]
        heard += [m.span() for m in _COUNTED.finditer(analysis.text) if parse_number(m[0]) is not None]
        masked, kept = _with_gaps(analysis.text, [*known, *heard])
        filled = iter(kept)
        return re.sub(GAP, lambda _: next(filled), self.speller.mended(masked))

    def _plausible_repairs(self, analysis: Analysis) -> list[Repair]:
        odd = [word for word in analysis.words if not word.neutral]
        names_official = bool(analysis.of_kind("office", "person"))
        found = []
        for start, end in self._gaps(analysis) if odd else ():
            for repair in self.gazetteer.repairs(analysis.text[start:end]):
                moved = replace(repair, start=repair.start + start, end=repair.end + start)
                heard = [word for word in odd if word.start < moved.end and moved.start < word.end]
                if all(word.stem in self.asking for word in heard):
                    continue
                *before, last = analysis.text[moved.start : moved.end].split()
                if before and last in self.titles and all(map(self.lexicon.is_neutral, before)):
                    continue  # «몇 년 동안 시장이었어» names no «통합시장»
                if moved.kind == "person" and not (names_official or _ABOUT_PEOPLE.search(analysis.text)):
                    continue
                presented = moved.kind in ("food", "attribute") and _PRESENTS.search(analysis.text, 0, moved.start)
                if presented or (moved.kind == "food" and names_official):
                    continue
                if _is_verb(analysis.text, moved.start, moved.end) or _holds_a_verb(
                    analysis.text, moved.start, moved.end
                ):
                    continue
                said = analysis.text[moved.start : moved.end]
                if moved.kind in ("food", "attribute") and _counts_or_points(said):
                    continue
                if moved.kind in ("food", "attribute", "place", "area", "eatery") and (
                    _is_a_word(said) or _is_felt(said)
                ):
                    continue
                found.append(moved)
        return found

    def _gaps(self, analysis: Analysis) -> Iterator[_Span]:
        """The stretches between what is already understood."""
        known = sorted([(m.start, m.end) for m in analysis.mentions] + [(t.start, t.end) for t in analysis.times])
        position = 0
        for start, end in known:
            if position < start:
                yield position, start
            position = max(position, end)
        if position < len(analysis.text):
            yield position, len(analysis.text)

    def _analyse(self, text: str, today: date) -> Analysis:
        times = find_times(text, today)
        taken = [(t.start, t.end) for t in times]
        numbers = tuple(n for n in find_numbers(text) if not _overlaps(n.start, n.end, taken))
        # «아이고» is not about a child: a neutral word is not cut up to find a name in it.
        whole = [match.span() for match in _WORD.finditer(text) if match[0] in self.lexicon.words]
        mentions = tuple(
            m
            for m in self.gazetteer.find(text)
            if not _overlaps(m.start, m.end, taken)
            and not any(start <= m.start and m.end <= end and m.end - m.start < end - start for start, end in whole)
            and not (m.kind == "region" and _is_in_noun(text, m.start, m.end))
            and not (m.kind == "eatery" and _is_verb(text, m.start, m.end))  # «내일 해 볼게»
        )
        mentions += self._regional_offices(text, mentions)
        named = [(m.start, m.end) for m in mentions]
        numbers = tuple(n for n in numbers if not _overlaps(n.start, n.end, named))
        taken += named + [(n.start, n.end) for n in numbers]
        words = self._words(text, taken)
        further = further_names(text, mentions, words, self.look_up) if self.look_up is not None else ()
        if further:
            mentions = tuple(m for m in mentions if not _overlaps(m.start, m.end, [(f.start, f.end) for f in further]))
            mentions = tuple(sorted((*mentions, *further), key=lambda m: m.start))
            numbers = tuple(n for n in numbers if not _overlaps(n.start, n.end, [(f.start, f.end) for f in further]))
            taken = [(found.start, found.end) for several in (times, mentions, numbers) for found in several]
            words = self._words(text, taken)
        judges = any(self.lexicon.opinions.match(w.text) for w in words) or "어떻게 생각" in text
        has_title = any(self._ends_in_title(w) for w in words)
        return Analysis(
            text, _mask(text, mentions, times, numbers), mentions, times, numbers, words, judges, has_title,
            political=self.lexicon.politics.search(text) is not None,
        )  # fmt: skip

    def _regional_offices(self, text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        if any(m.kind == "office" for m in mentions):
            return ()
        for mention in mentions:
            for office in self.offices:
                if (
                    mention.kind in ("thing", "area", "region", "country")
                    and {mention.name, mention.text} & office.regions
                ):
                    title = re.search(
                        rf"(?:^|[\s\d대]|첫|초대){office.title}(?=[\s님은는이가을를의?!.]|$|였|누구|누가)",
                        text[mention.end :],
                    )
                    if title:
                        end = mention.end + title.end()
                        start = end - len(office.title)
                        if any(m.kind == "person" and m.start < end and start < m.end for m in mentions):
                            return ()  # «광주 민 시장»: who is named has it for a title
                        return (Mention(start, end, office.title, office.name, "office", (office.id,)),)
        return ()

    def _ends_in_title(self, word: Word) -> bool:
        stem = word.stem.removesuffix("님")
        return any(stem.endswith(title) and len(stem) != len(title) + 1 for title in self.titles)

    def _words(self, text: str, taken: list[_Span]) -> tuple[Word, ...]:
        words = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            covered = sorted(span for span in taken if span[0] < end and start < span[1])
            follows_name = False
            for begin, stop in covered:
                if start < begin:
                    words.append(self._word(text, start, min(begin, end)))
                start, follows_name = max(start, stop), True
            if start < end and not (follows_name and text[start:end] in PARTICLES):
                words.append(self._word(text, start, end))
        return tuple(words)

    def _word(self, text: str, start: int, end: int) -> Word:
        word = text[start:end]
        return Word(start, end, word, strip_josa(word)[0], self.lexicon.is_neutral(word))


def _is_in_noun(text: str, start: int, end: int) -> bool:
    """Whether a stretch only begins a common noun: «고양이가» is not about 고양."""
    if not text[end : end + 1].isalpha():
        return False
    return any(t.start == start and len(t.text) > end - start and t.has("NNG") for t in tokenize(text, {}))


def _counts_or_points(text: str) -> bool:
    """«우리 집», «우리집이», «물 한 잔»: a stretch with a pronoun or a number in it is no misheard food."""
    tokens = tokenize(text)
    if " " in text:
        return any(token.has("NP", "NR", "MM") for token in tokens)
    return bool(tokens) and tokens[0].tag == "NP" and len(tokens[0].text) > 1


def _is_a_word(text: str) -> bool:
    """Whether a stretch is one noun of the dictionary: «생성해» is no 생선회, «태풍은» no 대풍원."""
    first, *rest = tokenize(text) or (None,)
    noun = first is not None and first.tag in ("NNG", "NNP", "NR") and " " not in text
    # «반이네», a noun of one syllable that something is said to be
    whole = first is not None and (len(first.text) > 1 or any(t.tag.startswith("VCP") for t in rest[:1]))
    return noun and whole and all(token.tag.startswith(("J", "XSV", "E", "VCP")) for token in rest)


def _is_felt(text: str) -> bool:
    """Whether a stretch is a feeling of its own: «억울한» is no «얼큰한»."""
    forms = [form for token in tokenize(text) for form, _ in token.parts]
    return any(form in FELT or f"{form}{after}" in FELT for form, after in pairwise((*forms, "")))


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether a short stretch is nothing but a verb, which no name is: «와서» is not 화서, «그만두고» no 군만두."""
    tokens = [t for t in tokenize(text, {}) if t.start < end and start < t.end]
    if len(tokens) == 1 and tokens[0].tag in ("VV", "VA") and tokens[0].start == start and len(tokens[0].stem) > 1:
        return True
    if not tokens or tokens[0].start != start or end - start > _SHORT:
        return False
    tags = [tag for token in tokens for _, tag in token.parts]
    return (
        tags[0] in ("VV", "VA", "VX")
        and any(tag.startswith("E") for tag in tags)
        and all(tag.startswith(("V", "E", "JX")) for tag in tags)
    )


def _holds_a_verb(text: str, start: int, end: int) -> bool:
    """Whether a word of a stretch is a verb of several syllables, or one made a noun.

    «갈 비싸지 않은» holds no 갈비살 and «불 켜기» no 불고기, but «파이 보는» may be 파이보. Nor does a name go on
    behind a clause: «친구가 오면 저녁» is no 오목천역. «갈 만한 곳» is no 간단한 것.
    """
    if says_what_is_worth_doing(text[start:end]):
        return True
    tokens = tokenize(text, {})
    ends = [t.end for t in tokens if start < t.end < end and ends_clause(t.parts[-1][0], t.parts[-1][1])]
    if any(text[at].isspace() for at in ends):
        return True
    return any(
        one.tag in ("VV", "VA") and (len(one.stem) > 1 or following.tag == "ETN")
        for one, following in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)
        if start < one.start < end and not text[one.start - 1].isalnum()
    )


def read_terms(analysis: Analysis, calls: Collection[str]) -> Reading:
    """The terms of what was analysed."""
    names, times, numbers = (
        [(found.start, found.end) for found in several]
        for several in (analysis.mentions, analysis.times, analysis.numbers)
    )
    return read(analysis.text, names, times, numbers, calls)


def _plainly(analysis: Analysis) -> str:
    """«염태영이가» as «염태영이»: what makes a name familiar is no part of it."""
    text = analysis.text
    for mention in sorted(analysis.of_kind("person"), key=lambda m: -m.end):
        affix = _AFFIX.match(text, mention.end)
        if affix is not None:
            text = f"{text[: mention.start]}{josa(mention.text, _PAIRS[affix[1]])}{text[affix.end() :]}"
    return text


def _understood(analysis: Analysis) -> list[_Span]:
    """Where names, times and numbers stand."""
    groups = (analysis.mentions, analysis.times, analysis.numbers)
    return sorted({(found.start, found.end) for several in groups for found in several})


def _with_gaps(text: str, spans: list[_Span]) -> tuple[str, list[str]]:
    """The text with a gap for each span, and what stood there."""
    pieces: list[str] = []
    kept: list[str] = []
    done = 0
    for start, end in sorted(set(spans)):
        if start >= done:
            pieces += [text[done:start], GAP]
            kept.append(text[start:end])
            done = end
        elif kept and end > done:
            kept[-1] += text[done:end]
            done = end
    return "".join([*pieces, text[done:]]), kept


def _mask(
    text: str,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    numbers: tuple[NumberMention, ...],
) -> str:
    spans: dict[_Span, str] = {}
    for mention in mentions:
        span = (mention.start, mention.end)
        if span not in spans or _MASK_ORDER.index(mention.kind) < _MASK_ORDER.index(spans[span]):
            spans[span] = mention.kind
    spans |= {(t.start, t.end): "time" for t in times}
    spans |= {(n.start, n.end): "ordinal" if n.ordinal else "number" for n in numbers}
    out, position = [], 0
    for (start, end), kind in sorted(spans.items()):
        out += [text[position:start], f"⟨{kind}⟩"]
        position = end
    return "".join([*out, text[position:]])
