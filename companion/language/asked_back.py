"""Questions and requests, said back: «고래도 물고기야?» → «고래도 물고기인지».

A question keeps its words; only its last verb is made anew, as an indirect question. Where the parse leaves a doubt
nothing is said back.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import decompose, final_consonant, is_syllable
from companion.language.josa import josa
from companion.language.mirror_words import ADVERBIAL, CRUDE, LEAD_IN, UNKIND
from companion.language.morphemes import tokenize
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.stances import addresses_robot, sentences
from companion.language.terms import Reading
from companion.language.told_clauses import PREDICATES, TOPIC, Morph, ToldClause, morphs_of
from companion.language.verb_forms import about_to, adnominal, past

_LONGEST: Final = 28
_GUESSED: Final = re.compile(r"(.*[가-힣])(?:까|지)(?:요|용)?")
"""«-ㄹ까», «-ㄹ지»: what may be."""
_FEARED: Final = re.compile(r"까\s?(?:봐|보다|싶[어네다])(?:요)?$")
"""«헤어져야 할까 봐»."""
_WHETHER: Final = re.compile(r"(.*[는은인한운린큰쁜진간픈])(?:가|지)(?:요)?")
"""«-는가», «-은지», «-인가요»: what is."""
_PRESENT: Final = re.compile(
    r"(?:[아어여야ㅏㅓㅕㅐ에예]|지|죠|니|냐|나|노|습니까|ㅂ니까|나요|ㄴ가요|는가|은가|ㄴ가)?(?:요)?"
)
_IS: Final = {"뭘": "뭔", "걸": "건", "누굴": "누군"}
_COPULA: Final = re.compile(rf"(?:{'|'.join(_IS)})$")
"""«행복이 뭘까»: the copula drawn together with what stands before it."""
_BRIGHT: Final = ("아", "ㅏ")
_DARK: Final = "ㅓㅜㅣ"
_BEING: Final = ("있", "없")
_WORN: Final = (
    ("야할지", "야 할지"),
    ("까 말지", "지 말지"),
    ("어떻게 하는지", "어떻게 하면 되는지"),
    ("꺼 같", " 것 같"),
    ("뭐인지", "뭔지"),
    ("거인지", "건지"),
)
"""What a question comes to that is not worded so."""
_WHAT: Final = {"뭐라고": "뭔지", "무엇이라고": "무엇인지", "어떻게": "어떤지"}
"""Before «생각해»: what one thinks of something."""
_BEFORE_ASKING: Final = ("는데", "은데", "ㄴ데", "으니까", "니까", "거든", "지만")
_ASKING: Final = re.compile("[뭐뭔뭘무누어언왜얼며몇웬모]")
"""How question words begin."""
_SOFTENED: Final = re.compile(r"(?:^|\s)(?:좀|한번|빨리|얼른|제발)(?=\s)")


def asked_back(reading: Reading, *, of_listener: bool = False) -> str | None:
    """The last question as an indirect one, None where it cannot be made beyond doubt.

    Args:
        reading: the utterance.
        of_listener: whether it asks about whom it is said to.
    """
    clause = _last_clause(reading, of_listener=of_listener)
    asked = clause.asked() if clause is not None else None
    return None if asked is None or (reading.asks_what and not _ASKING.search(asked)) else asked


def wanted_back(reading: Reading) -> str | None:
    """What somebody is asked to do or able to, before what is said of it: «상자 들어 드리는 건», «수영하는 건»."""
    clause = _last_clause(reading, of_listener=True)
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


def _last_clause(reading: Reading, *, of_listener: bool = False) -> _Asked | None:
    said = [one for one in sentences(reading) if any(term.kind != "interjection" for term in one)]
    if not said or (addresses_robot(said[-1]) and not of_listener):
        return None
    # «가까울까»: a sentence that begins within a word is none.
    whole = [one for one in said if not is_syllable(reading.text[one[0].start - 1 : one[0].start] or " ")]
    last = whole[-1] if whole else said[0]
    skipped = [t for t in last[:2] if t.called or (of_listener and t.kind == "pronoun" and t.lemma in OTHERS)]
    start = max((reading.text.find(" ", term.end) for term in skipped), default=last[0].start)
    text = LEAD_IN.sub("", _FEARED.sub("까", reading.text[start:].strip(" ?.!~,ㅠㅜㅋㅎ")))
    morphs = morphs_of(tokenize(text))
    told = max((at for at in range(1, len(morphs) - 2) if _is_told_before(*morphs[at - 1 : at + 2])), default=None)
    if told is not None:  # «혼자 왔는데 뭐 먹지»: only what is asked
        text = text[morphs[told + 1].start :]
        morphs = morphs_of(tokenize(text))
    return _Asked(text, morphs, pro_drop=True, of_listener=of_listener)


def _is_told_before(before: Morph, ending: Morph, after: Morph) -> bool:
    """Whether an ending closes what is only told before a question."""
    if after.start <= ending.end or not ending.tag.startswith("E"):
        return False
    over = before.tag == "EP" and ending.form in ("어", "다", "네", "지", "ㅓ")
    return over or ending.form in _BEFORE_ASKING


class _Asked(ToldClause):
    """A question or a request whose last verb is made anew."""

    def __init__(self, text: str, morphs: list[Morph], *, pro_drop: bool, of_listener: bool = False) -> None:
        super().__init__(text, morphs, pro_drop=pro_drop)
        self._of_listener = of_listener

    def asked(self) -> str | None:
        """«왜 하늘은 파랗지» → «왜 하늘은 파란지»."""
        if self._at is None or not self._ends_with_it() or self._is_rude() or self._is_unknown():
            return None
        verb = self._all[self._at]
        words = self._words_before(verb)
        if verb.form in ("알", "아시") and re.search(r"[가-힣]지(?:는|를)?$", words.strip()):
            return self._whole(words.strip())  # «무슨 행사인지 알아?»
        if self._text.endswith(("줘", "줘라")):
            return None  # «누가 좀 도와줘»
        at = self._text.rfind(" ") + 1
        written = self._text[at:]
        guessed = _GUESSED.fullmatch(written)
        if guessed is not None and final_consonant(guessed[1]) == "ㄹ":
            words = self._words_before(next((m for m in self._all if m.end > at), verb))
            return self._whole(f"{words}{_COPULA.sub(lambda found: _IS[found[0]], guessed[1])}지")
        written = self._text[verb.start :]
        whether = _WHETHER.fullmatch(written)
        if whether is not None and any(m.form.rstrip("요").endswith(("가", "지")) for m in self._all[self._at :]):
            made = f"{words}{whether[1]}지"
            return self._whole(self._with_subject(made) if verb.tag == "VCP" or self._adjective else made)
        thinks = verb.tag == "XSV" and self._all[self._at - 1].form == "생각"
        if thinks and not self._of_listener:
            return self._thought_of(words)
        if (
            self._stem().startswith("어떡")
            or not _PRESENT.fullmatch(self._ending())
            or self._has("시", "으시")
            or self._text.endswith("봐")
        ):
            return None
        return self._made(verb)

    def _made(self, verb: Morph) -> str | None:
        """The clause with its verb as in «-는지»."""
        if verb.tag == "VCP":
            before = self._all[self._at - 1] if self._at else None
            if before is None or before.tag.startswith(("E", "J")):
                return None
            noun = self._prefix(verb)
            was = "었" if not final_consonant(noun) else "이었"
            made = f"{noun}{'였' if was == '었' else was}는지" if self._is_past else f"{noun}인지"
            return self._whole(self._with_subject(made))
        stem = verb.form if verb.tag.startswith("XS") else self._stem()
        adjective = self._adjective
        if self._has("겠") or self._deliberates():
            return self._whole(f"{self._prefix(verb)}{about_to(stem, adjective=adjective)}지")
        if self._is_past:
            was = self._past_as_said() or past(stem, adjective=adjective)
            return self._whole(f"{self._prefix(verb)}{was}는지")
        made = f"{self._prefix(verb)}{adnominal(stem, adjective=adjective)}지"
        return self._whole(self._with_subject(made) if adjective or verb.form in _BEING else made)

    def _with_subject(self, clause: str) -> str:
        """«하늘은 왜 파란지» → «하늘이 왜 파란지»: a clause within another has no topic of its own."""
        if any(m.tag == "JKS" for m in self._before):
            return clause
        for before, m in pairwise(self._before):
            apart = self._text[m.start : m.end] == m.form and m.form in TOPIC  # not «그건»
            if m.tag == "JX" and apart and before.tag.startswith("N") and before.form not in ADVERBIAL:
                noun = self._text[before.start : before.end]
                return clause.replace(self._text[before.start : m.end], josa(noun, "이/가"), 1)
        return clause

    def _deliberates(self) -> bool:
        """«뭐 입고 나가지»: asked of oneself, what to do."""
        subject = self._subject()
        mine = subject in SELF | OURS or (subject == "" and self._pro_drop)
        asks = any(m.form in ("뭐", "무엇", "뭘", "어디", "어떻게", "누구", "언제") for m in self._before)
        return mine and asks and self._ending().startswith("지") and not self._adjective and not self._is_past

    def _thought_of(self, words: str) -> str | None:
        words = words.strip().removesuffix("생각").strip()
        last = words.split()[-1] if words else ""
        known = _WHAT.get(last)
        return self._whole(words.removesuffix(last) + known) if known else None

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

    def _is_unknown(self) -> bool:
        """Whether the dictionary knows a word not at all, or a verb is joined as no rule joins it: «지아 줬어»."""
        joined = [m.form[-1] for m, after in pairwise(self._all) if m.tag.startswith("V") and after.form in _BRIGHT]
        odd = any(is_syllable(stem) and decompose(stem)[1] in _DARK for stem in joined)
        return odd or any(m.tag.startswith("UNKNOWN") for m in self._all)

    def _is_rude(self) -> bool:
        return any(m.form in UNKIND | CRUDE or (m.tag == "NP" and m.form in OTHERS) for m in self._all)

    def _whole(self, clause: str) -> str | None:
        clause = " ".join(clause.split())
        for worn, worded in _WORN:
            clause = " ".join(clause.replace(worn, worded).split())
        syllables = sum(map(is_syllable, clause))
        return clause if syllables >= 3 and len(clause) <= _LONGEST else None
