"""What the robot is asked to say to somebody: «시험 잘 보라고 해 줘» → «시험 잘 보세요!»."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.clock_sums import TIME
from companion.language.introductions import is_given_name
from companion.language.readings import words
from companion.language.self_words import ELDERS, KIN, OTHERS, OURS, SELF
from companion.language.terms import COPULA, RECIPIENT, Reading, Term, read
from companion.language.verb_forms import honoured, joined_stem, past

_QUOTES: Final = ("라고", "이라고")
_CALLS: Final = frozenset(words("부르"))
_REPEATS: Final = re.compile(
    r"(?P<said>[가-힣]{1,12}(?:\s[가-힣]{1,8}){0,3}?)(?:를|을)?\s따라\s?(?:해|말해)\s?(?:봐|줘|봐라|보세요|주세요)[.!~\s]*$"
)
_SPOKEN: Final = re.compile(
    r"(?P<said>[가-힣]{2,8})라고\s(?:한번\s|좀\s)?(?:말\s?)?해\s?(?:봐|볼래)(?:라|요)?[?.!~\s]*$"
)
_SAY: Final = frozenset(words("하 말하 얘기하 이야기하 외치 전하"))
_WISHES: Final = ("라고", "으라고")
_PROPOSALS: Final = ("자고",)
_STATEMENTS: Final = ("다고", "ㄴ다고", "는다고")
_PERFORMED: Final = frozenset(words("고맙 감사하 미안하 반갑 축하하 응원하 환영하 괜찮 사랑하"))
"""What is true by being said."""
_PRAISED: Final = frozenset(words("수고하 고생하 애쓰 잘하 대견하 훌륭하"))
"""What one is praised for: «수고했다고 해 줘»."""
_NOT: Final = "말"
_TO: Final = re.compile(r"(?:한테|에게|께|보고|더러)(?:도|는|만)?$")
_PLURAL, _OLD = "들", "어르신"
_GROUP: Final = re.compile(r"\s?분?들$")
_MANY: Final = ("들", "분", "명")
_PERSONS: Final = ("분", "사람")
_EVERYBODY: Final = "여러분"
_HONOURED: Final = "님"
_GREETING: Final = frozenset(words("인사하 인사드리"))
_GREETING_NOUN: Final = ("인사",)
_WORDS: Final = frozenset(words("한마디 마디 인사 말씀 덕담"))
_NAME: Final = "이름"
_SHOWN_PERSON: Final = frozenset(words("이쪽 이분 여기 저분 저쪽 얘 이"))
SPEAKER: Final = "나"
"""What stands for whoever speaks, where they are to be called by their own name."""


def words_to_say(reading: Reading) -> str:
    """The words that the robot is asked to say: «대장님이라고 해 봐», «사랑해 따라 해 봐»; "" for none."""
    repeated = _REPEATS.search(reading.text)
    if repeated is not None:
        return repeated["said"].strip()
    spoken = _SPOKEN.search(reading.text)
    whole = read(spoken["said"], (), (), ()) if spoken is not None else None
    if spoken is not None and whole is not None and whole.main is not None:
        main = whole.main.form  # «고마워라고 해 봐»
        if main is not None and main.closes and not (main.modifies or main.past):
            return spoken["said"].strip()
    verbs = [term for term in reading.terms if term.form is not None]
    if len(verbs) < 2 or verbs[-1].form is None or not verbs[-1].form.requests or verbs[-1].lemma not in _SAY | _CALLS:
        return ""
    quoted = next((v for v in reversed(verbs[:-1]) if v.form is not None and v.form.ending in _QUOTES), None)
    if quoted is None or quoted.lemma != "이":
        return ""
    before = [t for t in reading.terms if t.end <= quoted.start and t.kind not in ("interjection", "conjunction")]
    before = [t for t in before if not t.called and t.particle != RECIPIENT]
    before = [t for t in before if not _is_speaker(t) and t.lemma not in OTHERS]
    if not before or any(t.kind == "question" for t in before):
        return ""
    if TIME.match(reading.text, before[0].start) is not None:
        return ""  # «열한 시에 간식이라고 말해 줘» is to be said then
    return reading.text[before[0].start : quoted.start].strip()


@dataclass(frozen=True, slots=True)
class Dictated:
    """A sentence to be said.

    Attributes:
        said: the sentence, in 해요체.
        to: to whom, as it was said; "" for whoever asks.
    """

    said: str
    to: str = ""


def audience(reading: Reading) -> str:
    """Who is to be spoken to, as they are called: «초등학생 친구들», «내빈 여러분»; "" for nobody, or one person."""
    to = next((t for t in reading.terms if t.particle == RECIPIENT and t.form is None), None)
    if to is None or to.kind not in ("noun", "name", "pronoun") or _is_speaker(to):
        return ""
    first = next(t for t in reading.terms if t.phrase == to.phrase and t.form is None)
    following = next((t.start for t in reading.terms if t.start >= to.end), len(reading.text))
    called = _TO.sub("", reading.text[first.start : following].strip())
    before = [t for t in reading.terms if t.end <= first.start]
    if (to.bound or called.startswith(_PERSONS)) and before and before[-1].form and before[-1].form.modifies:
        return _EVERYBODY  # «객석에 계신 분들께»
    if called.endswith(_PLURAL) and to.lemma.removesuffix(_PLURAL) not in KIN | ELDERS | {_OLD}:
        return f"{_GROUP.sub('', called)} {_EVERYBODY}".strip()  # «안녕하세요, 시민들!» is no greeting
    if called.endswith((_EVERYBODY, *_MANY)):
        return called
    group = to.kind == "noun" and to.lemma not in KIN and not is_given_name(called) and not called.endswith(_HONOURED)
    return f"{called} {_EVERYBODY}" if group else ""


@dataclass(frozen=True, slots=True)
class SpokenTo:
    """One person to whom something is to be said.

    Attributes:
        who: as they are called, «김 과장님»; `SPEAKER` for whoever asks.
        greets: whether they are to be greeted, and not only told a word.
    """

    who: str
    greets: bool


def person_spoken_to(reading: Reading) -> SpokenTo | None:
    """Whom the robot is asked to greet or to say a word to; None for nobody or many.

    «과장님께 한마디 해 줘», «이쪽은 우리 김 과장님이셔 인사드려»; «내 이름 넣어서 인사해 줘» gives `SPEAKER`.
    """
    who = _person_spoken_to(reading)
    greets = who == SPEAKER or any(t.lemma in _GREETING or t.lemma in _GREETING_NOUN for t in reading.terms)
    return SpokenTo(who, greets) if who else None


def _person_spoken_to(reading: Reading) -> str:
    verb = reading.main
    if verb is None or verb.form is None or not (verb.form.requests or verb.form.closes) or audience(reading):
        return ""
    told = [t for t in reading.terms if t.end <= verb.start]
    word = next((t for t in reversed(told) if t.lemma in _WORDS), None)
    greets = verb.lemma in _GREETING or (word is not None and verb.lemma in _SAY | {"주", "드리"})
    if not greets or (verb.form.closes and not verb.form.requests and verb.lemma not in _GREETING):
        return ""
    if any(t.lemma == _NAME and before.lemma in SELF for before, t in pairwise(told)):
        return SPEAKER
    to = next((t for t in told if t.particle == RECIPIENT and t.form is None and not _is_speaker(t)), None)
    if to is not None and to.lemma.endswith(_MANY):
        return ""
    if to is None:
        shown = next((t for t in told if t.lemma in _SHOWN_PERSON and t.particles), None)
        copula = next((t for t in told if t.lemma == COPULA and t.form is not None), None)
        if shown is None or copula is None:
            return ""
        between = [t for t in told if shown.end <= t.start < copula.start and t.lemma not in OURS | SELF]
        return reading.text[between[0].start : copula.start].strip() if between else ""
    first = next(t for t in reading.terms if t.phrase == to.phrase and t.form is None and not _is_speaker(t))
    following = next((t.start for t in reading.terms if t.start >= to.end), len(reading.text))
    return _TO.sub("", reading.text[first.start : following].strip())


def dictated(reading: Reading) -> Dictated | None:
    """The sentence that the robot is asked to say; None where it is asked for something else."""
    verbs = [term for term in reading.terms if term.form is not None]
    if len(verbs) < 2 or verbs[-1].form is None or not verbs[-1].form.requests or verbs[-1].lemma not in _SAY:
        return None
    quoted = verbs[-2]
    made = _sentence(quoted)
    if made is None:
        return None
    before = [t for t in reading.terms if t.start < quoted.start and not t.called]
    recipient = next((t for t in before if t.particle == RECIPIENT), None)
    to, said = "", before
    if recipient is not None:
        said = [t for t in before if t.start > recipient.start]
        first = next(t for t in before if t.phrase == recipient.phrase and not _is_speaker(t))
        written = reading.text[first.start : said[0].start if said else quoted.start]
        to = "" if _is_speaker(recipient) else _TO.sub("", written.strip())
    said = [t for t in said if not _is_speaker(t)]
    clause = reading.text[said[0].start : quoted.start] if said else ""
    return Dictated(" ".join(f"{clause}{made}".split()), _EVERYBODY if to.endswith(_MANY) else to)


def _sentence(verb: Term) -> str | None:
    assert verb.form is not None
    ending, adjective = verb.form.ending, verb.lemma in ("고맙", "반갑", "괜찮")
    if ending in _WISHES and verb.lemma != "이":
        if verb.form.negated and verb.text.endswith(_NOT):
            return "마세요!"
        return f"{honoured(verb.lemma)[:-1]}세요!" if not verb.form.negated else f"{verb.lemma}지 마세요!"
    if ending in _PROPOSALS:
        return f"{joined_stem(verb.lemma)}요!"
    if ending in _STATEMENTS and verb.form.past and verb.lemma in _PRAISED:
        return f"{past(honoured(verb.lemma))}어요!"
    if ending in _STATEMENTS and verb.lemma in _PERFORMED:
        return f"{joined_stem(verb.lemma, adjective=adjective)}요!"
    return None


def _is_speaker(term: Term) -> bool:
    return term.kind == "pronoun" and term.lemma in SELF | OURS
