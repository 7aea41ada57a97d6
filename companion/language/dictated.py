"""What the robot is asked to say to somebody: «시험 잘 보라고 해 줘» → «시험 잘 보세요!»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from companion.language.introductions import is_given_name
from companion.language.readings import words
from companion.language.self_words import KIN, OURS, SELF
from companion.language.terms import RECIPIENT, Reading, Term
from companion.language.verb_forms import honoured, joined_stem, past

_SAY: Final = frozenset(words("하 말하 얘기하 이야기하 외치 전하"))
_WISHES: Final = ("라고", "으라고")
_PROPOSALS: Final = ("자고",)
_STATEMENTS: Final = ("다고", "ㄴ다고", "는다고")
_PERFORMED: Final = frozenset(words("고맙 감사하 미안하 반갑 축하하 응원하 환영하 괜찮 사랑하"))
"""What is true by being said."""
_PRAISED: Final = frozenset(words("수고하 고생하 애쓰 잘하 대견하 훌륭하"))
"""What one is praised for: «수고했다고 해 줘»."""
_NOT: Final = "말"
_TO: Final = re.compile(r"(?:한테|에게|께|보고|더러)$")
_MANY: Final = ("들", "분", "명")
_PERSONS: Final = ("분", "사람")
_EVERYBODY: Final = "여러분"


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
    if called.endswith((_EVERYBODY, *_MANY)):
        return called
    group = to.kind == "noun" and to.lemma not in KIN and not is_given_name(called)
    return f"{called} {_EVERYBODY}" if group else ""


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
