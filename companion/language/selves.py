"""What speakers say of themselves, from the terms of an utterance: their name, age, family, likes, plans.

Only what is said is read, by grammar: who the subject is, which noun carries which particle, how the verb ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal, get_args

from companion.language.hangul import compose, decompose, final_consonant, is_syllable
from companion.language.morphemes import tokenize
from companion.language.numbers import count, native_noun, parse_number
from companion.language.readings import words
from companion.language.terms import Reading, Term

About = Literal[
    "name", "call", "role", "age", "birthday", "home", "family", "like", "dislike", "avoid", "plan", "dream", "work_at"
]
"""What a thing told is about."""
Stance = Literal["asks", "may tell", "tells"]
"""What an utterance does: asks or wants something, tells something, or either by its form."""

_SELF: Final = frozenset(words("나 저 내 제"))
_OURS: Final = frozenset(words("나 저 우리 저희"))
_OTHERS: Final = frozenset(words("너 네 니 자네 당신 그대 댁 너희"))
_KIN: Final = frozenset(
    words(
        """
    엄마 아빠 어머니 아버지 할머니 할아버지 할매 할배
    외할머니 외할아버지 부모 부모님 아들 딸 손주 손자 손녀 손주들 아들내미
    딸내미 며느리 사위 남편 아내 마누라 와이프 집사람
    바깥양반 영감 영감님 신랑 색시 형 누나 오빠 언니 동생 남동생 여동생 형제
    자매 이모 고모 삼촌
    조카 사촌 시어머니 시아버지 장모 장인 애 애기 아기 아이 자식 자식들 식구 친구 짝꿍 남자친구 여자친구
    남친 여친 강아지 고양이 개 햄스터 거북이 토끼 앵무새 금붕어
    """
    )
)
_RELATED: Final = ("아들", "딸", "손주", "손녀", "손자", "며느리", "사위", "동생")
"""What compounds such as «막내아들» end in."""
_TITLES: Final = frozenset(words("할머니 할아버지 할매 할배 엄마 아빠 이모 고모 삼촌 언니 오빠 누나 형 아저씨 아줌마"))
_PETS: Final = frozenset(words("강아지 고양이 개 햄스터 거북이 토끼 앵무새 금붕어"))
_NAMES: Final = frozenset(words("이름 성함 성명 존함 본명"))
_AGES: Final = frozenset(words("나이 연세 춘추"))
_BIRTHDAYS: Final = frozenset(words("생일 생신 귀빠지 귀빠진 생년월일"))
_HOMES: Final = frozenset(words("집 고향 동네 사는"))
_CALL: Final = frozenset(words("부르 불리 부르시"))
_LIKE: Final = frozenset(words("좋아하 사랑하 즐기 좋아"))
_TASTE_VERBS: Final = frozenset(words("좋아하 사랑하 좋아 싫어하 싫"))
_DISLIKE: Final = frozenset(words("싫어하 싫 꺼리 질색하"))
_EAT: Final = frozenset(words("먹 마시 드시"))
_KEEP: Final = frozenset(words("키우 기르 있 두"))
_MEALS: Final = frozenset(words("밥 아침 점심 저녁 끼니 식사 약 술 담배 것 거 걸 아무것 아무것도"))
_MOODS: Final = frozenset(words("기분 몸 컨디션 날씨 속 맘 마음 사이 성적 건강"))
_FORGET: Final = frozenset(words("잊 잊어버리 지우 삭제하 까먹 잊어주"))
_EVERYTHING: Final = frozenset(words("다 전부 모두 싹 몽땅 죄다"))
_OFTEN: Final = frozenset(words("자꾸 또 맨날 자주 벌써 그만"))
_TALK: Final = frozenset(words("얘기 이야기 말 대화 기억"))
_REMEMBER: Final = frozenset(words("기억하 기억나 기억 알 아시 맞히 맞추 외우"))
_SAY: Final = frozenset(words("하 그러 말하 말씀하 이야기하 얘기하 그랬"))
_FUTURE: Final = re.compile(r"내일|모레|글피|다음|이따|담주|주말|나중|[월화수목금토일]요일|저녁에|오후에|내년|곧")
_ALLERGY: Final = re.compile("알레르기|알러지")
_AGE: Final = re.compile(r"(.+?)\s?(?:살|세)$")

# Endings that only tell. What is left, such as -아/-어, tells or asks by the voice alone.
_TELLING: Final = re.compile(
    r"(?:네|다|는다|ㄴ다|거든|더라고|구나|군|구먼|는구먼|ㄴ데|는데|은데|잖아|니다|습니다|아서|어서|ㅏ서|ㅓ서|여서|니까|으니까|ㄹ걸|을걸|"
    r"라서|더니|아야지|어야지|련다|란다|단다|음|ㅁ|ᄆ|ㄴ걸|는걸|지만|시유|슈|당께|라우)요?$"
)
_ASKING: Final = re.compile(
    r"(?:ㄹ까|을까|까|니|냐|느냐|나|는지|은지|ㄴ지|ㄹ지|을지|는가|은가|ㄴ가|던가|ㄹ래|을래|죠|지|노|는교|련|려나|누)요?$"
)
_GOING_ON: Final = re.compile(r"(?:는데|은데|ㄴ데|거든|아서|어서|여서|라서|고|니까|으니까|지만|구)요?")
"""Endings after which a sentence goes on with another thought."""
_BEGGING: Final = frozenset(words("부탁하 부탁드리 바라 원하"))
_DOUBTING: Final = re.compile(r"(?:던데|다며|라며|다면서|라면서|더라며|이소|게나|자|읍시다|ㅂ시다)요?$")
"""Endings that want something confirmed or done: hearsay put to the other one, proposals, dialect."""
_PROMISING: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께)요?$")
_QUOTED: Final = re.compile(r"(?:다고|라고|자고)\s?(?:했|하|그랬|그러|말했|말씀)")
"""«간다고 했지»: said before."""
_INTENDING: Final = re.compile(r"(?:려고|으려고|ㄹ게|을게|련다|으련다)요?$")
_HATES: Final = re.compile(r"(.+?)\s?(?:극혐|노답|질색|젬병)(?:이야|이에요|임)?$")
"""Nouns that say alone that somebody cannot stand, or is no good at, what stands before them."""
_FAN: Final = re.compile(r"([가-힣]{2,6})\s?파(?:야|예요|에요|입니다|임|거든|지)")
"""«난 콜라파야»: whose side in a matter of taste."""
_HOSTS: Final = frozenset(words("진행자 사회자 손님 주인"))
"""What speakers may call themselves: «진행자 이름은 기억하나요?»."""
_VOCATIVE: Final = frozenset(words("야 여 이야 이여"))
"""What the dictionary takes for a call and is the copula after a topic: «이름은 순례여»."""
_GROWN: Final = re.compile(r"커서|크면|어른이 되면|나중에")
_WORKING: Final = frozenset(words("일하 근무하 재직하"))
_WORKPLACES: Final = frozenset(words("부서 직장 회사 일터 근무지"))
_JOBS: Final = frozenset(words("직업 직책 직함"))
_DREAMS: Final = frozenset(words("꿈 장래희망 희망"))
_OLD: Final = 60
_LONGEST_ECHO: Final = 16


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that speakers tell of themselves.

    Attributes:
        about: what it is about.
        value: what is told, as a noun or a clause that can be quoted («병원에 간다»).
        of: whose it is, a word for a relative or a pet; "" for the speaker's own.
        when: the words for its time.
        start, end: where the value stands in the text, so that names of the data in it can be found.
    """

    about: About
    value: str
    of: str = ""
    when: str = ""
    start: int = 0
    end: int = 0


Sentence = tuple[Term, ...]


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The terms sentence by sentence."""
    terms: list[Term] = []
    for term in reading.terms:
        terms.append(term)
        if term.form is not None and term.form.closes:
            yield tuple(terms)
            terms = []
    if terms:
        yield tuple(terms)


def stance(reading: Reading) -> Stance:
    """Whether the last sentence tells something, asks or wants something, or may do either."""
    every = tuple(sentences(reading))
    # «끝났다 아싸»: a cry after it changes nothing.
    said = tuple(one for one in every if any(term.kind != "interjection" for term in one)) or every
    last = said[-1] if said else ()
    if reading.text.rstrip().endswith("?") or _addresses(last):
        return "asks"
    if len(said) > 1 and last[0].lemma == "무엇" and {term.lemma for term in last} <= {"무엇", "이"}:
        return "tells"  # «집에 있지 뭐», «내가 이겼지 뭐야»
    verb = _verb(last)
    if _asks(last):
        return "asks"
    if verb is None or verb.form is None:
        return "tells" if _copula_after_name(last) else "may tell" if _hearsay_noun(last) else "asks"
    after = any(term.start > verb.end and term.kind in ("noun", "name", "number") for term in last)
    if after and _GOING_ON.fullmatch(verb.form.ending):
        return "asks"  # «통닭 빼고 맛집»: the sentence has no end
    form = verb.form
    # «받아 줌», «해 주네»: what somebody else did.
    wants = (
        (form.requests and not form.past and not _TELLING.search(form.ending))
        or form.modifies
        or verb.lemma in _BEGGING
    )
    if wants or _DOUBTING.search(form.ending):
        return "asks"
    if form.wishes or _TELLING.search(form.ending):
        return "tells"
    if _ASKING.search(form.ending):
        # «오래됐지»: what speakers say of their own they know.
        return "may tell" if form.past and form.ending.startswith("지") and _of_self(last) else "asks"
    return "tells" if _of_self(last) else "may tell"


def _asks(sentence: Sentence) -> bool:
    """Whether a question word in it asks; «뭐라 하다» (scold) and «얼마 안 되다» (not long) have none."""
    for at, term in enumerate(sentence):
        if term.kind != "question":
            continue
        after = sentence[at + 1 :]
        scolds = (
            term.lemma == "무엇"
            and [t.lemma for t in after] in (["이", "하"], ["이", "그러"])
            and any(t.particle == "이" and t.kind == "noun" for t in sentence[:at])
        )
        not_long = (
            term.lemma in ("얼마", "얼마나") and bool(after) and after[0].form is not None and after[0].form.negated
        )
        if not scolds and not not_long:
            return True
    return False


def _hearsay_noun(sentence: Sentence) -> bool:
    """«손주들이 온대», «큰 병이래»: hearsay that the dictionary takes for a noun."""
    last = sentence[-1] if sentence else None
    return (
        last is not None
        and last.kind == "noun"
        and not last.particles
        and re.search(r"[가-힣](?:대|래|댔어|랬어)요?$", last.text) is not None
        and len({term.phrase for term in sentence}) > 1
    )


def remarks(reading: Reading) -> bool:
    """Whether it wants nothing known or done, as far as its form shows: no question word, no sign, no such ending."""
    if stance(reading) != "asks":
        return True
    if reading.text.rstrip().endswith("?") or any(_asks(sentence) for sentence in sentences(reading)):
        return False
    verb = reading.main
    if verb is None or verb.form is None:
        return of_speaker(reading)
    if verb.form.requests or verb.lemma in _BEGGING:
        return False
    return verb.form.past or not (_ASKING.search(verb.form.ending) or _DOUBTING.search(verb.form.ending))


def promises(reading: Reading) -> bool:
    """Whether the speakers say what they are going to do: «내가 찾아볼게»."""
    verb = reading.main
    return verb is not None and verb.form is not None and _PROMISING.search(verb.form.ending) is not None


def to_robot(reading: Reading) -> bool:
    """Whether it is about whom it is said to: «너는 무서운 거 있어?», «네 이름이 뭐야»."""
    return any(_addresses(sentence) for sentence in sentences(reading))


def of_speaker(reading: Reading) -> bool:
    """Whether the speakers name themselves or somebody of theirs."""
    return any(_of_self(sentence) for sentence in sentences(reading))


def told(reading: Reading, expected: str = "") -> tuple[Disclosure, ...]:
    """What the speakers tell of themselves.

    Args:
        reading: the terms.
        expected: what they were asked for, so that a bare «김복순» or «일흔여덟» is understood.
    """
    asked = reading.text.rstrip().endswith("?")
    found: list[Disclosure] = []
    for sentence in sentences(reading):
        for part in _with_subject(_parts(sentence)):
            tells = not _asks(part) and not _addresses(part)
            if tells and not (asked and part[-1] is sentence[-1]):
                found += _told_in(part, reading.text) or _goes_on(part, reading.text, found)
    if not found and not asked and expected:
        found += _told_briefly(reading, expected)
    return tuple(dict.fromkeys(found))


def _parts(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence, or the clauses of one that goes on after telling something: «매운 걸 못 먹는데 추천해 줘»."""
    cuts = [
        number
        for number, term in enumerate(sentence[:-1], 1)
        if (term.form is not None and _GOING_ON.fullmatch(term.form.ending) and not term.form.modifies)
        or _ends_early(sentence[:number], sentence[number])
    ]
    bounds = (0, *cuts, len(sentence))
    return tuple(sentence[start:end] for start, end in pairwise(bounds))


def _with_subject(parts: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """The clauses, the speaker put before what says something of them: «난 서른두 살이고 / (난) 간호사야»."""
    speaker: Term | None = None
    for part in parts:
        topics = [term for term in part if term.particle in ("은", "이")]
        verb = _verb(part)
        says = verb is not None and verb.lemma == "이" and verb is part[-1]
        if says and speaker is not None and not topics and not _of_self(part):
            yield (speaker, *part)
        else:
            yield part
        if topics:
            speaker = topics[0] if _is_self(_Phrase((topics[0],))) else None


def _ends_early(before: Sentence, after: Term) -> bool:
    """«나는 지우야 / 일곱 살이야», «이름은 순례여 / 올해 여든둘이고»: a sentence that ends without a sign of it."""
    last = before[-1]
    keeps = after.lemma in _REMEMBER  # «내 이름은 순자야 / 기억해 둬»
    if after.kind not in ("name", "noun", "pronoun", "time", "number") and not keeps:
        return False
    if _is_self(_Phrase((after,))) and after.particle == "은" and any(term.particle == "은" for term in before):
        return True  # «엄마는 의대 가래 / 나는 만화가 되고 싶은데»
    if last.form is None:
        return bool(_VOCATIVE & set(last.particles)) and _has_topic(before[:-1])
    # Only a verb of liking or a name that looks like a verb: «먹어 봤어» goes on.
    copula = last.lemma == "이" and last.form.ending in ("여", "야")
    likes = last.form.ending in ("아", "어") and last.lemma in _TASTE_VERBS
    return (copula or last.form.ending == "야" or likes) and _has_topic(before[:-1])


def _has_topic(terms: Iterable[Term]) -> bool:
    """Whether something is said of somebody or something: «나는 …», «이름은 …»."""
    return any(term.particle in ("은", "이") or _is_self(_Phrase((term,))) for term in terms)


def _goes_on(sentence: Sentence, text: str, before: list[Disclosure]) -> list[Disclosure]:
    """«내일은 연차야. 강릉 가서 바다 보려고»: what is meant for the day of the plan told just before."""
    verb = _verb(sentence)
    if not before or before[-1].about != "plan" or verb is None or verb.form is None or verb is not sentence[-1]:
        return []
    if not _INTENDING.search(verb.form.ending) or any(term.kind in ("pronoun", "question") for term in sentence):
        return []
    clause = f"{' '.join(text[sentence[0].start : verb.start].split())} {plain_form(verb.lemma)}".strip()
    return [Disclosure("plan", clause, when=before[-1].when, start=before[-1].start, end=before[-1].end)]


def _told_in(sentence: Sentence, text: str) -> list[Disclosure]:
    verb = next((term for term in reversed(sentence) if term.form is not None), None)
    if (
        verb is not None
        and verb.form is not None
        and (_ASKING.search(verb.form.ending) and not (verb.form.future or verb.form.past))
    ):
        return []
    phrases = _phrases(sentence)
    rules = (_called, _dreams, _introduced, _named, _aged, _born, _works, _lives, _likes, _tastes, _has, _plans)
    return next((facts for rule in rules if (facts := list(rule(sentence, phrases, text)))), [])


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: the terms that stand together, and the particle of the last."""

    terms: tuple[Term, ...]

    @property
    def head(self) -> Term:
        return self.terms[-1]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.head.end

    @property
    def words(self) -> tuple[Term, ...]:
        """Its terms without a «저» that stands before them for the speaker."""
        return self.terms[1:] if len(self.terms) > 1 and self.terms[0].lemma in ("저", "제", "나") else self.terms

    def text(self, whole: str) -> str:
        return " ".join(whole[self.words[0].start : self.end].split())


def _phrases(sentence: Sentence) -> tuple[_Phrase, ...]:
    found: list[list[Term]] = []
    for term in sentence:
        if term.form is not None or term.kind in ("adverb", "interjection"):
            continue
        if found and found[-1][-1].phrase == term.phrase:
            found[-1].append(term)
        else:
            found.append([term])
    return tuple(_Phrase(tuple(terms)) for terms in found)


def _is_self(phrase: _Phrase) -> bool:
    head = phrase.head
    return len(phrase.terms) == 1 and head.kind == "pronoun" and head.lemma in _SELF and head.particle != "의"


def _addresses(sentence: Sentence) -> bool:
    """Whether it is about whom it is said to: «너는 …»."""
    return any(term.kind == "pronoun" and term.lemma in _OTHERS for term in sentence)


def _of_self(sentence: Sentence) -> bool:
    """Whether speakers name themselves, or somebody of theirs as who does something: «딸은 전화도 안 받아»."""
    return any(
        (term.kind == "pronoun" and term.lemma in (_SELF | _OURS))
        or (term.lemma in _KIN and term.particle in ("이", "은", "도") and not term.called)
        for term in sentence
    )


def _topic(phrases: tuple[_Phrase, ...]) -> tuple[str, _Phrase | None, bool]:
    """Whose it is (a relative, "" for the speaker), the noun that is the topic, and whether the speaker is named.

    «우리 강아지 이름은»: the dog's, the name. «내 생일은»: the speaker's, the birthday. «난»: the speaker's, nothing.
    """
    of, topic, named = "", None, False
    for phrase in phrases:
        if _is_self(phrase) or (phrase.head.kind == "pronoun" and phrase.head.lemma in _OURS):
            named = True
            continue
        kin = next((term.lemma for term in phrase.terms if term.lemma in _KIN or term.lemma.endswith(_RELATED)), "")
        if kin and (phrase.head.particle in ("이", "은", "의", "") or phrase.head.lemma != kin):
            of = of or kin
            topic = topic or (phrase if phrase.head.lemma != kin else None)
            continue
        topic = topic or phrase
    return of, topic, named


def _verb(sentence: Sentence) -> Term | None:
    return next((term for term in reversed(sentence) if term.form is not None), None)


def _copula_after_name(sentence: Sentence) -> bool:
    """«나 경기도지사야», «이름은 초코야»: what looks like a call at the end is the copula after a vowel."""
    if not sentence:
        return False
    last = sentence[-1]
    return last.form is None and bool(_VOCATIVE & set(last.particles)) and len({term.phrase for term in sentence}) > 1


def _predicate(sentence: Sentence, phrases: tuple[_Phrase, ...]) -> _Phrase | None:
    """The noun phrase before the copula."""
    verb = _verb(sentence)
    if not phrases:
        return None
    if verb is None:
        return phrases[-1] if _copula_after_name(sentence) else None
    if verb.lemma == "이" and verb is sentence[-1]:
        before = [phrase for phrase in phrases if phrase.end <= verb.start]
        return before[-1] if before and not before[-1].head.particles else None
    return None


def _called(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«복순이라고 불러 줘», «할매라고 부르면 돼»; «나는 김복순이라고 해» is a name."""
    quotes = [t for t in sentence if t.form is not None and t.lemma == "이" and t.form.ending.startswith("라고")]
    calls = [t for t in sentence if t.form is not None and t.lemma in _CALL and not t.form.negated]
    says = [t for t in sentence if t.form is not None and t.lemma == "하" and not t.form.past]
    if not quotes or not (calls or says):
        return
    before = [p for p in phrases if p.end <= quotes[0].start]
    if not before or before[-1].head.particles:
        return
    value = before[-1].text(text)
    if calls:
        yield Disclosure("call", value, start=before[-1].start, end=before[-1].end)
    elif _of_self(sentence) and _looks_like_name(value):
        yield Disclosure("name", value, start=before[-1].start, end=before[-1].end)


def _named(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«제 이름은 박철수입니다», «나는 김복순이야», «우리 강아지 이름은 초코야», «나 경기도지사야»."""
    value = _predicate(sentence, phrases)
    verb = _verb(sentence)
    if verb is not None and verb.form is not None and any(p.head.lemma in _NAMES for p in phrases):
        before = [p for p in phrases if p.end <= verb.start]
        after = [p for p in phrases if p.start >= verb.end]
        if verb.lemma == "이" and value is None and before:  # «이름은 말순이여, 박말순»
            value = before[-1]
            full = after[-1] if after and after[-1].text(text).endswith(value.text(text).replace(" ", "")) else None
            value = full or value
        elif verb.form.ending == "야" and verb.lemma != "이":  # «지우야»: a name that looks like a verb
            of, _, _ = _topic(phrases)
            yield Disclosure("name", verb.text, of, start=verb.start, end=verb.end)
            return
    if value is None and verb is not None and verb.form is not None and verb.form.ending == "야" and verb.lemma != "이":
        stated = [term for term in sentence if term.kind not in ("adverb", "interjection") and term is not verb]
        if len(stated) == 1 and stated[0].particle == "은" and _is_self(_Phrase((stated[0],))) and len(verb.text) > 1:
            yield Disclosure("name", verb.text, start=verb.start, end=verb.end)  # «나는 지우야»
            return
    if value is None or value.head.kind in ("number", "time", "question", "pronoun"):
        return
    if _years(value.text(text)) is not None:
        return  # «올해 여든둘이고»: a number is nobody's name
    verb = _verb(sentence)
    if verb is not None and verb.form is not None and (verb.form.past or verb.form.negated):
        return
    of, topic, named = _topic(tuple(p for p in phrases if p is not value))
    if value.terms[0].kind == "number" and len(value.terms) > 1:
        age = _years(value.terms[0].text)
        if age is not None and named:
            yield Disclosure("age", str(age), of, start=value.start, end=value.terms[0].end)
        value = _Phrase(value.terms[1:])
    said = value.text(text)
    if topic is not None and topic.head.lemma in _NAMES:
        yield Disclosure("name", said, of, start=value.start, end=value.end)
    elif (
        any(_is_self(p) for p in phrases)
        and topic is None
        and not of
        and len(said.replace(" ", "")) > 1
        and value.head.lemma not in _KIN
    ):
        about: About = "name" if _looks_like_name(said) else "role"
        if about == "name" or (len(value.terms) <= 2 and not _is_thing(value)):
            yield Disclosure(about, said, start=value.start, end=value.end)


def _introduced(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«진행을 맡은 아나운서 이정민입니다»: who presents themselves, with what they are before their name."""
    value, verb = _predicate(sentence, phrases), _verb(sentence)
    if value is None or verb is None or verb.form is None or len(value.terms) != 2 or verb.form.past:
        return
    what, who = value.terms
    formal = verb.form.ending.endswith("니다") and not verb.form.negated
    spoken_of = any(p.head.particle in ("은", "이") and not _is_self(p) for p in phrases)
    named = len(who.text) == 3 and all(token.kind == "인명" for token in tokenize(who.text))
    if formal and named and not spoken_of and what.kind == "noun" and what.lemma not in _KIN:
        yield Disclosure("name", who.text, start=who.start, end=who.end)
        yield Disclosure("role", what.text, start=what.start, end=what.end)


def _dreams(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«나는 만화가 되고 싶어», «커서 소방관 될 거야», «내 꿈은 화가야»; kept with its particle, as it was said."""
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.negated:
        return
    of, topic, named = _topic(phrases)
    value = _predicate(sentence, phrases)
    if topic is not None and topic.head.lemma in _DREAMS and topic.head.particle in ("은", "이"):
        if value is not None and value is not topic:
            said = value.text(text)
            yield Disclosure("dream", f"{said}{'이' if final_consonant(said) else '가'}", of)
        return
    becomes = next((term for term in sentence if term.form is not None and term.lemma == "되"), None)
    if becomes is None or of:
        return
    grown = _GROWN.search(text) is not None
    wishes = verb is becomes and verb.form.wishes and (named or grown)
    will = grown and verb.lemma == "이" and becomes.form is not None and becomes.form.modifies
    before = [p for p in phrases if p.end <= becomes.start and not _is_self(p) and p.head.kind in ("noun", "name")]
    if (wishes or will) and before and before[-1].head.particle in ("", "이"):
        said = text[before[-1].start : becomes.start].strip()
        bare = not before[-1].head.particles
        said = f"{said}{'이' if final_consonant(said) else '가'}" if bare else said
        yield Disclosure("dream", said, start=before[-1].start, end=before[-1].end)


def _works(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«회계팀에서 일해», «우리 아들은 은행에서 일해»."""
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.lemma not in _WORKING or verb.form.past or verb.form.negated:
        return
    of, topic, _ = _topic(phrases)
    place = next((p for p in phrases if p.head.particle == "에서" and p.head.kind in ("noun", "name")), None)
    others = topic is not None and topic is not place and topic.head.particle in ("은", "이")
    if place is not None and not others and place.head.lemma not in ("집", "여기", "거기"):
        yield Disclosure("work_at", place.text(text), of, start=place.start, end=place.end)


def _tastes(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«수학 극혐», «난 콜라파야», «수학 못하겠어»: likes and dislikes told without a verb for it."""
    for phrase in phrases:
        hated = _HATES.fullmatch(phrase.text(text))
        if hated is not None and not _addresses(sentence):
            yield Disclosure("dislike", hated[1], start=phrase.start, end=phrase.start + len(hated[1]))
            return
    fan = _FAN.search(text[sentence[0].start : sentence[-1].end + 3])
    if fan is not None and any(_is_self(phrase) for phrase in phrases):
        start = sentence[0].start + fan.start(1)
        yield Disclosure("like", fan[1], start=start, end=start + len(fan[1]))
        return
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.lemma != "하" or not (verb.form.negated and verb.form.future):
        return
    things = [p for p in phrases if not _is_self(p)]
    unable = text[verb.start - 1 : verb.end].strip().startswith("못")
    named = len(things) == 1 and things[0].head.kind == "noun"
    if unable and named and things[0].head.lemma not in (_MEALS | _MOODS | _TALK):
        yield Disclosure("dislike", things[0].text(text), start=things[0].start, end=things[0].end)


def _is_thing(phrase: _Phrase) -> bool:
    """«나 지금 병원이야», «난 순대야»: no role of a person."""
    return phrase.head.kind == "name" and "야" not in phrase.head.particles


def _looks_like_name(text: str) -> bool:
    """Whether the dictionary takes it for a person's name, or for no word at all."""
    text = text.replace(" ", "")
    tokens = tokenize(text)
    if not 2 <= len(text) <= 5 or " " in text:
        return False
    if len(tokens) == 1:
        return tokens[0].kind == "인명" or tokens[0].tag in ("NNP", "UNKNOWN")
    return all(len(token.text) <= 2 and token.has("NN", "XSN", "IC", "UNKNOWN", "MM", "XPN") for token in tokens) and (
        len(text) <= 3
    )


def _aged(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«올해 일흔여덟이야», «나 여덟 살이야», «우리 손주가 세 살이야»."""
    verb = _verb(sentence)
    if verb is not None and verb.lemma not in ("이", "먹", "되"):
        return
    numbers = [p for p in phrases if p.head.kind in ("number", "noun")]
    years = next(((p, age) for p in reversed(numbers) if (age := _years(p.text(text))) is not None), None)
    if years is None:
        return
    phrase, age = years
    of, topic, named = _topic(tuple(p for p in phrases if p is not phrase and p.head.kind != "time"))
    counted = _AGE.match(phrase.text(text)) is not None
    dated = any(p.head.kind == "time" for p in phrases)
    if topic is not None and topic.head.lemma not in _AGES:
        return
    eaten = verb is not None and verb.lemma == "먹" and verb.form is not None and verb.form.past
    if counted or topic is not None or (age > 9 and (dated or named or eaten)):
        yield Disclosure("age", str(age), of, start=phrase.start, end=phrase.end)


def _years(text: str) -> int | None:
    """The age that a text names: «여덟 살», «일흔여덟», «78세»."""
    counted = _AGE.match(text)
    number = parse_number((counted[1] if counted else text).replace(" ", ""))
    return number if number is not None and 0 < number <= 120 else None


def _born(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«내 생일은 3월 5일이야», «오늘 내 생일이야»."""
    times = [p for p in phrases if p.head.kind == "time"]
    days = [p for p in phrases if p.head.lemma in _BIRTHDAYS]
    if times and days:
        of = next((t.lemma for p in phrases for t in p.terms if t.lemma in _KIN), "")
        yield Disclosure("birthday", times[0].text(text), of, start=times[0].start, end=times[0].end)


def _lives(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«수원에 살아», «나 영통 살아», «우리 집은 매탄동이야»."""
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.wishes or verb.form.past:
        return
    of, topic, named = _topic(phrases)
    value = None
    others = topic is not None and topic.head.particle == "이" and not of
    if verb.lemma == "살" and verb.form.ending != "기" and not others:
        value = next((p for p in phrases if p.head.particle in ("에", "에서")), None)
        if value is None and named:
            bare = [p for p in phrases if not _is_self(p) and p.head.kind == "name" and not p.head.particles]
            value = bare[-1] if bare else None
    elif verb.lemma == "이" and topic is not None and topic.head.lemma in _HOMES and topic.head.particle == "은":
        value = _predicate(sentence, phrases)
        value = value if value is not None and value.head.kind == "name" else None
    if (
        value is not None
        and value.head.kind not in ("time", "pronoun")
        and value.head.lemma not in ("집", "혼자", "여기")
    ):
        yield Disclosure("home", value.text(text), of, start=value.start, end=value.end)


def _likes(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«난 순대 좋아해», «오이는 싫어», «매운 걸 못 먹어», «새우 알레르기가 있어»."""
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.form.past or verb.form.wishes or verb.form.future:
        return
    if any(term.form is not None and term.form.ending == "기" for term in sentence):
        return  # «회사 가기 싫다» is no word on the company
    lemmas = [term.lemma for term in sentence if term.form is not None]
    negated = any(term.form.negated for term in sentence if term.form is not None)
    objects = [
        p
        for p in phrases
        if not _is_self(p) and p.head.kind not in ("time", "pronoun", "question") and p.head.lemma not in _KIN
    ]
    allergic = [p for p in objects if _ALLERGY.search(p.text(text))]
    if allergic and verb.lemma == "있":
        whole = allergic[0].text(text)
        value = _ALLERGY.split(whole)[0].strip()
        if value:
            yield Disclosure("avoid", value, start=allergic[0].start, end=allergic[0].start + len(value))
        return
    objects = [p for p in objects if p.head.particle in ("", "을", "이", "은", "도") and p.end <= verb.start]
    if not objects:
        return
    thing = objects[-1]
    of, _, named = _topic(phrases)
    about: About
    written = text[min(t.start for t in sentence if t.form is not None and t.end >= thing.end) :]
    # «좋아해요»: the dictionary may take it for another form of 좋다.
    likes = lemmas[-1] in _LIKE or ("좋" in lemmas and verb.lemma == "하") or written.startswith(("좋아하", "좋아해"))
    if likes or (lemmas[-1] == "좋" and named and not of):
        about = "dislike" if negated else "like"
    elif lemmas[-1] in _DISLIKE or ("싫" in lemmas and verb.lemma == "하"):
        about = "like" if negated else "dislike"
    elif lemmas[-1] in _EAT and negated and not any(p.head.kind == "time" for p in phrases):
        about = "avoid"
        if of in _PETS or (of and thing.head.lemma in _MEALS):
            return
    else:
        return
    if thing.head.lemma in (_MEALS | _MOODS) and thing.head.kind != "name":
        return
    yield Disclosure(about, thing.text(text), of, start=thing.start, end=thing.end)


def _has(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«딸이 둘이야», «손주가 있어», «강아지 한 마리 키워»."""
    verb = _verb(sentence)
    if verb is None or verb.form is None or verb.form.negated or verb.form.past or verb.form.wishes:
        return
    if any(term.form is not None and term.form.modifies for term in sentence):
        return  # «좋아하는 애 있어»
    kin = next(
        (
            p
            for p in phrases
            if any(t.lemma in _KIN for t in p.terms) and p.head.particle in ("이", "을", "도", "은", "")
        ),
        None,
    )
    if kin is None:
        return
    number = next((term for p in phrases for term in p.terms if term.kind == "number"), None)
    counted = verb.lemma == "이" and number is not None
    if not counted and verb.lemma not in _KEEP:
        return
    if verb.lemma in _KEEP and any(p is not kin and not _is_self(p) and p.head.kind == "noun" for p in phrases):
        return
    relative = next(t for t in kin.terms if t.lemma in _KIN)
    value = relative.lemma + (f" {number.text}" if number is not None else "")
    yield Disclosure("family", value, relative.lemma, start=relative.start, end=relative.end)


def _plans(sentence: Sentence, phrases: tuple[_Phrase, ...], text: str) -> Iterator[Disclosure]:
    """«내일 병원 가», «다음 주에 손주들이 온대»."""
    verb = _verb(sentence)
    time = next((p for p in phrases if p.head.kind == "time" and _FUTURE.search(p.text(text))), None)
    if verb is None or verb.form is None or time is None or verb.form.past or verb.form.requests or verb.form.negated:
        return
    if verb.lemma in ("알", "모르", "같", "싶", "좋", "춥", "덥"):
        return
    after = [term for term in sentence if term.start >= time.end and term is not verb]
    others = [term for term in after if term.form is not None]
    bound = after[-1].lemma if after else ""  # «내일 병원 갈 거야»
    will = verb.lemma == "이" and bound in ("거", "것", "예정", "계획") and bool(others)
    others = others[:-1] if will and others[-1].form is not None and others[-1].form.modifies else others
    if any(term.form is None or not re.fullmatch(r"(?:아|어|여)?서|고|(?:으)?러", term.form.ending) for term in others):
        return
    said = [term for term in after if not (term.kind == "pronoun" and term.lemma in _OURS)]
    if any(term.kind == "pronoun" for term in said) or (not said and verb.lemma in ("이", "하", "되")):
        return
    clause = " ".join(text[said[0].start : verb.start].split()) if said else ""
    if verb.lemma != "이":
        clause = f"{clause} {plain_form(verb.lemma)}".strip()
    else:
        clause = f"{clause}{'이라' if final_consonant(clause) else '라'}"
    yield Disclosure("plan", clause, when=time.text(text), start=time.start, end=time.end)


def _told_briefly(reading: Reading, expected: str) -> Iterator[Disclosure]:
    """The answer to a question: «김복순», «복순이야», «일흔여덟», «수원»."""
    phrases = _phrases(reading.terms)
    verbs = [term for term in reading.verbs if term.lemma != "이"]
    if len(phrases) != 1 or verbs:
        return
    phrase = phrases[0]
    text = phrase.text(reading.text)
    if expected == "age" and (age := _years(text)) is not None:
        yield Disclosure("age", str(age), start=phrase.start, end=phrase.end)
    elif (expected == "name" and _looks_like_name(text)) or (
        expected in ("home", "like", "dislike", "birthday") and phrase.head.kind not in ("pronoun", "question")
    ):
        about: About = next(known for known in get_args(About) if known == expected)
        yield Disclosure(about, text, start=phrase.start, end=phrase.end)


@dataclass(frozen=True, slots=True)
class SelfQuestion:
    """What speakers ask about themselves: `about` as of what they told, "" for everything; `of` for a relative."""

    about: About | Literal[""]
    of: str = ""
    also: tuple[About, ...] = ()


def asked_of_self(reading: Reading) -> SelfQuestion | None:
    """What speakers ask about themselves: «내 이름 기억하지?», «내가 뭘 못 먹는다고 했지?», «나에 대해 뭐 알아?»."""
    terms = reading.terms
    verbs = [term for term in reading.verbs if term.form is not None]
    questions = {term.lemma for term in terms if term.kind == "question"}
    remembers = any(term.lemma in _REMEMBER for term in verbs) or any(t.lemma == "기억" for t in terms)
    asks = bool(questions) or remembers or reading.text.rstrip().endswith("?")
    selves = [term for term in terms if term.kind == "pronoun" and term.lemma in (_SELF | _OURS)]
    hosts = any(term.lemma in _HOSTS for term in terms)
    if remembers and hosts and any(term.lemma in _NAMES for term in terms):
        return SelfQuestion("name")
    if not (selves or any(term.lemma == "제" for term in terms)) or not asks or _addresses_robot(reading):
        return None
    wanted = _asks_for_wish(reading)
    if wanted is not None:
        return wanted
    *_, last = ((), *sentences(reading))
    if any(term.form is not None and term.form.wishes for term in last):
        return None
    of = next(
        (t.lemma for t in terms if t.kind in ("noun", "name") and (t.lemma in _KIN or t.lemma.endswith(_RELATED))), ""
    )
    nouns = {term.lemma for term in terms if term.kind in ("noun", "name")}
    lemmas = {term.lemma for term in verbs}
    mine = any(term.particle == "의" or term.lemma in ("우리", "저희") for term in selves)
    subject = any(term.lemma in _SELF and term.particle in ("이", "은", "") for term in selves)
    said = bool(lemmas & _SAY) or any(v.form is not None and v.form.hearsay for v in verbs)
    said = said or _QUOTED.search(reading.text) is not None
    works = bool(nouns & _WORKPLACES) or ("어디" in questions and bool(lemmas & _WORKING))
    if nouns & _NAMES and not _gives(reading):
        others = any(term.kind == "name" and term.lemma not in _KIN for term in terms)
        own = any(
            term.lemma in _SELF and (term.particle == "의" or term.lemma in ("내", "제"))
            for term in terms
            if term.kind in ("pronoun", "noun") and not term.particle.replace("의", "")
        )
        also: tuple[About, ...] = ("work_at",) if works else ("age",) if nouns & _AGES else ()
        return SelfQuestion("name", of, also) if (own or of) and not others else None
    if nouns & _JOBS and (mine or of):
        return SelfQuestion("role", of)
    if works and (mine or subject or of) and (questions or remembers):
        return SelfQuestion("work_at", of)
    if nouns & _BIRTHDAYS and mine and ("언제" in questions or "며칠" in questions or remembers):
        return SelfQuestion("birthday", of)
    if (nouns & _AGES and mine) or any(lemma.replace(" ", "").startswith("몇살") for lemma in questions):
        return SelfQuestion("age", of) if mine or subject else None
    if subject and "누구" in questions and not (lemmas - {"이", "알", "아시", *_REMEMBER, *_SAY}):
        return SelfQuestion("name")
    if (subject or of) and "어디" in questions and ("살" in lemmas or (said and "사" in lemmas)):
        return SelfQuestion("home", of)  # «산다 그랬지»: in that form the dictionary takes it for buying
    if (subject or of) and questions & {"무엇", "무슨", "어떤", "어느"}:
        if any(v.lemma in _EAT and v.form and v.form.negated for v in verbs):
            return SelfQuestion("avoid", of)
        if "싫" in lemmas or lemmas & _DISLIKE:
            return SelfQuestion("dislike", of)
        if "좋" in lemmas or lemmas & _LIKE:
            return SelfQuestion("like", of)
        times = any(term.kind == "time" and _FUTURE.search(term.text) for term in terms)
        if times and (said or "하" in lemmas) and remembers | said:
            return SelfQuestion("plan")
    if questions & {"언제", "며칠"} and subject and said and not mine:
        return SelfQuestion("plan")
    if "어디" in questions and subject and said and any(term.kind == "time" for term in terms):
        return SelfQuestion("plan")
    about_me = any(term.lemma in _SELF and term.particle in ("에", "한테", "을", "의") for term in selves)
    if about_me and (("대하" in lemmas and remembers) or (remembers and "무엇" in questions)):
        return SelfQuestion("")
    return None


def _asks_for_wish(reading: Reading) -> SelfQuestion | None:
    """«내 꿈이 뭐라고?», «내가 뭐 되고 싶다고 했지»."""
    terms = reading.terms
    asks = any(term.kind == "question" and term.lemma in ("무엇", "무슨", "어떤") for term in terms)
    remembers = any(term.lemma in _REMEMBER for term in terms)
    mine = any(term.kind == "pronoun" and term.lemma in _SELF for term in terms)
    dream = any(term.lemma in _DREAMS and term.kind == "noun" for term in terms)
    becomes = any(term.lemma == "되" and term.form is not None and term.form.wishes for term in terms)
    if mine and (asks or remembers) and (dream or (becomes and _QUOTED.search(reading.text))):
        return SelfQuestion("dream")
    return None


def _addresses_robot(reading: Reading) -> bool:
    """«너 내 이름 알아?» is about the speaker all the same; «너 나 좋아해?» is not."""
    return any(term.kind == "pronoun" and term.lemma in _OTHERS and term.particle == "의" for term in reading.terms)


def _gives(reading: Reading) -> bool:
    """Whether a name is given and not asked for: «내 이름은 복순이야»."""
    return any(fact.about == "name" for fact in told(reading)) and not any(
        term.kind == "question" for term in reading.terms
    )


def forgets(reading: Reading) -> SelfQuestion | None:
    """What is to be forgotten: «다 잊어 줘», «내 이름은 잊어 줘»."""
    verb = reading.main
    if (
        verb is None
        or verb.form is None
        or verb.form.negated
        or verb.form.past
        or not (verb.lemma in _FORGET or any(v.lemma in _FORGET for v in reading.verbs))
    ):
        return None
    subject = any(t.kind == "pronoun" and t.lemma in _SELF and t.particle in ("은", "이", "") for t in reading.terms)
    if not verb.form.requests and (subject or any(t.lemma in _OFTEN for t in reading.terms)):
        return None  # «나 자꾸 잊어버려»
    if (
        verb.form.asks
        or verb.form.ending == "야"
        or _TELLING.search(verb.form.ending)
        or any(term.kind == "question" for term in reading.terms)
    ):
        return None
    terms = reading.terms
    of = next((term.lemma for term in terms if term.lemma in _KIN), "")
    nouns = {term.lemma for term in terms if term.kind in ("noun", "name")}
    mine = any(term.lemma in (_SELF | _OURS) for term in terms)
    for about, known in (("name", _NAMES), ("age", _AGES), ("birthday", _BIRTHDAYS), ("home", _HOMES)):
        if nouns & known:
            return SelfQuestion(next(kind for kind in get_args(About) if kind == about), of)
    if any(term.lemma in _EVERYTHING for term in terms) or (mine and verb.form.requests) or nouns & _TALK:
        return SelfQuestion("")
    return None


# Sentences made of what was said


def plain_form(lemma: str) -> str:
    """A verb in its plain present form, for quoting: «간다», «먹는다», «만든다»."""
    last = lemma[-1]
    if not is_syllable(last):
        return lemma
    initial, medial, final = decompose(last)
    if final in ("", "ㄹ"):
        return f"{lemma[:-1]}{compose(initial, medial, 'ㄴ')}다"
    return f"{lemma}는다"


def echo(reading: Reading) -> str | None:
    """What was told, said back in one short clause: «손주가 놀러 왔어» → «손주가 놀러 왔군요».

    Only what happened to others, or to the speaker by a verb with an easy polite form, can be said so; None for
    the rest.
    """
    parts = [sentence for sentence in sentences(reading) if any(term.form is not None for term in sentence)]
    if len(parts) != 1:
        return None
    sentence = tuple(t for t in parts[0] if not (t.kind == "interjection" or t.called))
    verb = _verb(sentence)
    if verb is None or verb.form is None or not verb.form.past or verb.form.hearsay or verb is not sentence[-1]:
        return None
    if sum(term.form is not None for term in sentence) > 1 or any(
        t.kind in ("question", "pronoun") and t.lemma not in _OURS for t in sentence
    ):
        return None
    said = [
        t
        for t in sentence
        if not (t.kind == "pronoun" and (t.lemma in ("우리", "저희") or _is_self(_Phrase((t,))) or t.particle == "의"))
    ]
    if said[0].kind == "adverb" or any(term.kind == "pronoun" for term in sentence[sentence.index(said[0]) :]):
        return None
    by_other = any(term.particle == "이" for term in said[:-1])
    if by_other:
        # The stem with its tense, helping verbs included, ends where the last ㅆ does: «놀러 왔|어».
        rest = reading.text[verb.start :]
        ends = [at for at, letter in enumerate(rest, 1) if is_syllable(letter) and decompose(letter)[2] == "ㅆ"]
        if not ends or len(rest.rstrip(" .!~")) - ends[-1] > 2:
            return None
        clause = f"{rest[: ends[-1]]}군요"
    else:
        polite = _polite(verb.lemma)
        if polite is None or verb.form.negated:
            return None
        clause = f"{polite}셨군요"
    before = " ".join(reading.text[said[0].start : verb.start].split()) if len(said) > 1 else ""
    shown = f"{before} {clause}".strip()
    return shown if len(shown) <= _LONGEST_ECHO and re.search(r"[가-힣]", before or clause) else None


def _polite(lemma: str) -> str | None:
    """The stem before -시-, for verbs whose form is beyond doubt: those that end in a vowel."""
    special = {"먹": "드", "마시": "드", "자": "주무", "있": "계", "죽": None, "우": None}
    if lemma in special:
        return special[lemma]
    return lemma if is_syllable(lemma[-1]) and not decompose(lemma[-1])[2] else None


def address(call: str) -> str:
    """How somebody who gave this name is spoken to: «복순 님», «할머니»."""
    last = call.split()[-1]
    return call if last.endswith("님") or last in _TITLES else f"{call} 님"


def given_name(name: str) -> str:
    """The given name of a full one, by which it is friendlier to be called: «김복순» → «복순»."""
    return name[1:] if len(name) == 3 and all(map(is_syllable, name)) else name


def without_particle_i(call: str) -> str:
    """«복순이라고 불러»: the -이 that only makes the name sound closer is no part of it."""
    return call[:-1] if len(call) == 3 and call.endswith("이") and final_consonant(call[:-1]) else call


def month_day(day: date) -> str:
    """A day that comes every year: «3월 5일»."""
    return f"{day.month}월 {day.day}일"


def years_of_age(years: int) -> str:
    """An age as it is told: «여덟 살», «일흔여덟»: from sixty on nobody adds the counter."""
    if not 0 < years < 100:
        return f"{years}살"
    return native_noun(years) if years >= _OLD else count(years, "살")
