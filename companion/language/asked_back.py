"""Requests and topics said back: «상자 들어 줄래» → «상자 들어 드리는 건»; nothing where the parse leaves a doubt."""

from __future__ import annotations

from typing import Final

from companion.base import patterns as re
from companion.language.hangul import is_syllable
from companion.language.mirror_words import CRUDE, LEAD_IN, UNKIND
from companion.language.morphemes import tokenize
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.stances import sentences
from companion.language.terms import Reading
from companion.language.told_clauses import PREDICATES, ToldClause, morphs_of
from companion.language.verb_forms import adnominal

_LONGEST: Final = 28
_SOFTENED: Final = re.compile(r"(?:^|\s)(?:좀|한번|빨리|얼른|제발)(?=\s)")


def wanted_back(reading: Reading) -> str | None:
    """What somebody is asked to do or able to, before what is said of it: «상자 들어 드리는 건», «수영하는 건»."""
    clause = _last_clause(reading)
    return clause.wanted() if clause is not None else None


def wanted_topic(reading: Reading) -> str | None:
    """What somebody wants to be told of: «오늘 행사의 의미를 말해 줘»."""
    at = next((n for n, t in enumerate(reading.terms) if t.particle == "을" and t.form is None), None)
    said = reading.terms[: at + 1] if at is not None else ()
    if not said or said[-1].bound or any(t.form is not None or t.called or t.kind == "pronoun" for t in said):
        return None
    text = reading.text[said[0].start : said[-1].end]
    return text if len(text) <= _LONGEST // 2 else None


def only_named(reading: Reading) -> str | None:
    """What is only named, in no sentence: «자기 기준에 맞추라는 사람»."""
    last = reading.terms[-1] if reading.terms else None
    if last is None or last.kind != "noun" or last.particles or last.bound or any(t.called for t in reading.terms):
        return None
    text = reading.text.strip(" .!~ㅠㅜㅋㅎ")
    own = any(t.kind == "question" or t.lemma in SELF | OURS | OTHERS for t in reading.terms)
    own = own or any(t.form is not None and not t.form.modifies for t in reading.terms)  # «만보기 보니까 2만 보»
    own = own or re.search(r"[대래]$", text) is not None  # «말하지 말래», taken for a noun
    return None if own or len(text) > _LONGEST or not text.endswith(last.text) else text


def _last_clause(reading: Reading) -> _Asked | None:
    said = [one for one in sentences(reading) if any(term.kind != "interjection" for term in one)]
    if not said:
        return None
    # A sentence that begins within a word is none.
    whole = [one for one in said if not is_syllable(reading.text[one[0].start - 1 : one[0].start] or " ")]
    last = whole[-1] if whole else said[0]
    skipped = [t for t in last[:2] if t.called or (t.kind == "pronoun" and t.lemma in OTHERS)]
    start = max((reading.text.find(" ", term.end) for term in skipped), default=last[0].start)
    text = LEAD_IN.sub("", reading.text[start:].strip(" ?.!~,ㅠㅜㅋㅎ"))
    return _Asked(text, morphs_of(tokenize(text)), pro_drop=True)


class _Asked(ToldClause):
    """A request whose last verb is made anew."""

    def wanted(self) -> str | None:
        """«상자 좀 들어 줄래» → «상자 들어 드리는 건»."""
        if self._at is None or self._is_rude():
            return None
        verb = self._all[self._at]
        if verb.form in ("있", "없", "알"):
            return self._able()
        links = self._all[self._at - 1] if self._at else None
        if verb.form not in ("주", "주시", "달") or links is None or links.tag != "EC":
            return None
        made = _SOFTENED.sub(" ", f"{self._words_before(verb)} 드리는 건").strip()
        token = self._text[verb.start :].split()[0]
        whole = links.start == verb.start  # «들어줘»
        if whole:
            done = token[: len(token) - len(token.lstrip())] or re.split("[주줘줄]", token)[0]
            made = _SOFTENED.sub(" ", f"{self._words_before(verb)}{done} 드리는 건").strip()
        return self._whole(made) if len(made) > len("드리는 건") + 1 else None

    def _able(self) -> str | None:
        """«수영할 줄 알아?» → «수영하는 건»."""
        noun = next((n for n, m in enumerate(self._before) if m.tag == "NNB" and m.form in ("수", "줄")), None)
        verb = max((n for n, m in enumerate(self._all[: noun or 0]) if m.tag.startswith(PREDICATES)), default=None)
        if noun is None or verb is None:
            return None
        clause = _Asked(self._text, self._all[: verb + 1], pro_drop=True)
        made = adnominal(self._all[verb].form, adjective=False)
        return self._whole(f"{clause._prefix(self._all[verb])}{made} 건")

    def _is_rude(self) -> bool:
        return any(m.form in UNKIND | CRUDE or (m.tag == "NP" and m.form in OTHERS) for m in self._all)

    def _whole(self, clause: str) -> str | None:
        clause = " ".join(clause.split())
        return clause if sum(map(is_syllable, clause)) >= 3 and len(clause) <= _LONGEST else None
