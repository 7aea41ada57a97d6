"""Answers of a word or two, as they are said in a game: «음, 기차!», «기차요», «기차로 할게»."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.terms import COPULA, COPULAS, Reading, Term

GUESS_ENDING: Final = "게"
"""How a question ends that is put to be guessed: «뭐게»."""
_ANSWERING: Final = frozenset(("대답하", "대답", "답하", "말하", "맞히", "맞추", "외치"))
_CALLED_OUT: Final = re.compile(r"\s*([가-힣]{2,6})\s?[!,.]")
_SHOWN: Final = re.compile(r"(?<![가-힣])([가-힣]{1,3}?)(?:를|을)?\s?(?:냈|낼게|낸다|냄)")
_ASIDE: Final = frozenset(("interjection", "adverb", "pronoun", "determiner"))
_THAN: Final = "보다"
_CONFIRMING: Final = frozenset((COPULAS[1], "맞"))
_BUT: Final = "말"
"""The verb of «말고»."""


def after_announcement(reading: Reading) -> Reading:
    """What is said behind a sentence that only says who answers: «막내가 대답한대요. 양말!» → «양말!»."""
    parts = [[reading.terms[at] for at in part] for part in reading.sentences()]
    if len(parts) != 2 or parts[0][-1].lemma not in _ANSWERING or any(t.kind == "question" for t in parts[0]):
        return reading
    return Reading(reading.text, tuple(parts[1]))


def answered_word(reading: Reading) -> str:
    """The words of an utterance that names something and says little else, "" where it says or asks more.

    «음, 기차!», «기차요», «기차로 할게» and «정답은 기차» all give «기차»; «사과 나무» gives both words.
    """
    if any(term.kind == "question" for term in reading.terms):
        return ""
    content = [t for t in reading.terms if t.kind not in _ASIDE and t.form is None]
    content = [t for t in content if not t.called] or content  # «기차야» calls nobody
    if not content or any(term.form is not None and not _is_light(term) for term in reading.terms):
        return ""
    run = _unspaced(content)
    before = content[: len(content) - len(run)]
    if not before or all(term.particles for term in before):
        return reading.text[run[0].start : run[-1].end]
    return reading.text[content[0].start : run[-1].end] if len(before) <= 2 else ""


def put_as_question(reading: Reading) -> str:
    """The words of a guess that asks whether it is right: «그거 그림자 아니야?», «우산 맞지?»; "" for anything else."""
    *before, last = reading.terms or (None,)
    if last is None or last.form is None or last.lemma not in _CONFIRMING or "?" not in reading.text[last.end :]:
        return ""
    return answered_word(Reading(reading.text, tuple(t for t in before if t is not None)))


def _is_light(verb: Term) -> bool:
    """The verbs of «기차예요» and «기차로 할게», but not of «끝말잇기 하자»."""
    promises = verb.form is not None and (verb.form.future or verb.form.ending.startswith("ㄹ게"))
    return verb.lemma == COPULA or (verb.lemma == "하" and promises)


def _unspaced(terms: list[Term]) -> list[Term]:
    """The last of the terms, with those that stand before it without a space."""
    run = terms[-1:]
    for before in reversed(terms[:-1]):
        if before.end != run[0].start:
            break
        run.insert(0, before)
    return run


def suggests(verb: Term) -> bool:
    """Whether somebody is asked to do something, or to join in: «내 줘», «내줘», «할래», «하자»."""
    if verb.form is None or verb.form.past or verb.form.negated:
        return False
    gives = verb.lemma.endswith("주") and verb.form.ending in ("아", "어")
    return verb.form.requests or gives or verb.form.ending.startswith(("자", "ㄹ래", "ㄹ까"))


def joins_in(verb: Term) -> bool:
    """Whether it is to be done together: «하자», «할래»."""
    return verb.form is not None and verb.form.ending.startswith(("자", "ㄹ래"))


def declines(verb: Term) -> bool:
    """Whether somebody says that they won't: «안 할래», «더는 안 할게»."""
    form = verb.form
    return form is not None and form.negated and form.ending.startswith(("ㄹ래", "을래", "ㄹ게", "을게"))


def is_refused(named: Term, reading: Reading) -> bool:
    """Whether something else is wanted than what is named: «끝말잇기 말고», «끝말잇기보다»."""
    verb = next((verb for verb in reading.verbs if verb.start >= named.end), None)
    return _THAN in named.particles or (verb is not None and verb.lemma == _BUT and verb.clause == named.clause)


def bare_word(text: str) -> str:
    """A text without signs and the polite «요»."""
    return text.strip(" !.~?,").removesuffix("요")


def called_out(text: str) -> str:
    """The word with which a text begins, set off by a sign: «산기슭! 이어 봐»; "" where none is."""
    found = _CALLED_OUT.match(text)
    return found[1] if found is not None else ""


def shown_hand(text: str) -> str:
    """What somebody says to have shown: «나 보 냈다»; "" where nothing is."""
    found = _SHOWN.search(text)
    return found[1] if found is not None else ""


def is_one_word(text: str) -> bool:
    """Whether it is one word of two to six syllables."""
    word = text.strip(" !.~")
    return 2 <= len(word) <= 6 and all("가" <= letter <= "힣" for letter in word)


def noun_after(reading: Reading) -> str:
    """The one noun that follows what is asked («끝말잇기 할래? 기차!», «내가 먼저 기차»), or ""."""
    *before, last = (tuple(reading.terms[at] for at in part) for part in reading.sentences() or ((),))
    if before and len(last) == 1 and last[0].kind in ("noun", "name"):
        return last[0].text  # «다시 하자, 이번엔 내가 먼저. 사과!»
    verbs = [term for term in reading.terms if term.form is not None and term.lemma != COPULA]
    if verbs and verbs[-1].form is not None and verbs[-1].form.modifies:
        return ""  # «끝말잇기 할 사람»
    asks = verbs or [t for t in reading.terms if t.kind == "pronoun" and t.particle]
    nouns = [t for t in reading.terms if asks and t.start >= asks[-1].end and t.kind in ("noun", "name")]
    return nouns[0].text if len(nouns) == 1 else ""
