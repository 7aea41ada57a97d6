"""What was told, said back with respect: «무릎이 쑤셔서 한숨도 못 잤어» → «무릎이 쑤셔서 한숨도 못 주무셨군요».

The clause keeps its words; only its last verb is made anew, by the rules of Korean morphology. Whether it gets -시- is
decided by who its subject is: the speaker (named or not), something of the speaker's body or mind, another person, or
a thing. Where the parse leaves a doubt nothing is said back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from companion.base import patterns as re
from companion.language.acts import core
from companion.language.grammar import hopes
from companion.language.hangul import decompose, final_consonant, is_syllable
from companion.language.josa import josa
from companion.language.mirror_words import (
    ADVERBIAL,
    COMES,
    CRUDE,
    EATEN,
    EITHER,
    FELT,
    HEARD,
    HOLDS_ON,
    LEAD_IN,
    OWN,
    ROUGH,
    STATES,
    TO_ONE,
    TOWARDS,
    UNKIND,
    WISHED,
)
from companion.language.morphemes import tokenize
from companion.language.readings import words
from companion.language.self_words import ELDERS, OTHERS, OURS, SELF
from companion.language.stances import Sentence, addresses_robot, asks_in, contrast, is_of_no_use, sentences
from companion.language.terms import LET_US, THAN, Reading, read, worked_out_once
from companion.language.told_clauses import (
    ADJECTIVES,
    PREDICATES,
    SIGNS,
    TOPIC,
    Morph,
    ToldClause,
    morphs_of,
)
from companion.language.verb_forms import about_to, honoured, joined_stem, past, plain_form, wondering

_LONGEST: Final = 26
"""Syllables of what is said back: nobody repeats a long story."""
_TELLS: Final = re.compile(
    r"(?:[아어여야ㅏㅓㅕㅐ에예]|ㄴ다|는다|다|네|구나|는구나|군|지|거든|잖아|더라|더라고|더군|던데|더니|ㅁ|ᄆ|음|는데|은데|ㄴ데|아서|어서|ㅏ서|"
    r"ㅓ서|여서|라서|라|니까|으니까|다니까|지만|고|ㄴ걸|는걸|이야|이네)?요?|습니다|ㅂ니다"
)
"""Endings with which something is told, and those after which the rest of the thought is left out."""
_INTENDS: Final = re.compile(r"(?:려고|으려고|려구|련다|으련다|ㄹ게|을게|[아어여ㅏㅓ]야지|야지)요?")
_OF_SPEAKER: Final = re.compile(
    r"(?<![가-힣])(?:[내제](?![가-힣])|[내제]가\s|[나저](?:의|를|한테|보고|더러|만|\s말고)\s|날\s)"
)
_THAT_ONE: Final = re.compile(r"(?<![가-힣])[걔쟤](?=[가는도를랑]?(?![가-힣]))")
"""«걔가»: nobody calls another's friend so."""
_GOES_ON: Final = frozenset(words("적 때 것 거 말 소리 얘기"))
"""Nouns behind what somebody said or asked, with which the sentence goes on."""
_PASSED_ON: Final = ("래", "대")
_HEARSAY: Final = re.compile(r"(.*[가-힣])([대래])요?|(.*[가-힣][다라자])(?:네|더라고?|더군|던데|는데|는군|는구먼)요?")
_HEARD: Final = re.compile(r"(?:[는ㄴ]?[다라자](?:네|더라고?|더군|던데|는데|는군|는구먼)|.*[대래])요?")


_DRAWN: Final = ("아", "어", "여", "ㅏ", "ㅓ", "지", "네", "다")
"""Endings behind which a sentence may begin, though the dictionary takes them for joining ones."""
_WITH_VERB: Final = frozenset(words("안 못 다시 또 더 잘 좀 못내"))
"""Adverbs that may stand between a verb and the one that helps it or goes on: «먹어 안 봤다»."""
_NOTED: Final = ("ㅁ", "ᄆ", "음")
"""How a note ends: «하나도 안 함 망했다», «제일 어려운 게 수학임 …»."""
_TIME_DOES: Final = ("남", "걸리")
"""What time does: «얼마 안 남았네», «너무 오래 걸려»."""
_LEANS: Final = ("NP", "MM")
"""What points at something said in the part before: a part that begins with it says little alone."""
_BREAKS: Final = re.compile(r"(?:[아어여ㅏㅓㅐㅕ]?서|으?면|으?니까|[는은ㄴ]데|더니|지만)")
"""Endings behind which somebody else may do something."""
_OURS_FIRST: Final = re.compile(r"^(?:우리|저희)\s")
_TO_ALL: Final = frozenset(words("여러분"))
_OWN_OF_THEIRS: Final = frozenset(words("지 즈그 지들"))
"""«his own», as nobody says it of another's people to their face."""
_ELAPSED: Final = "지"
"""The noun of how long something is ago: «간 지가»."""
_THINGS: Final = frozenset(words("거 것 게 데"))
_THUS: Final = ("그렇게", "이렇게", "저렇게")
_TURNS: Final = ("더니", "는데", "은데", "ㄴ데", "니까", "으니까")
_SEQUELS: Final = ("아서", "어서", "여서", "ㅏ서", "ㅓ서", "서")
_ADDING: Final = frozenset(words("도 만 은 는"))
_URGED: Final = ("자니까", "라니까", "자니", "자는데", "라는데도", "자고 해도")
"""How one's own words end that somebody else did not heed."""
_DIE, _GOES_FURTHER = "죽", ("었", "겠", "을")
"""A verb that the dictionary takes for a noun, and the endings behind it."""
_SPOILT: Final = frozenset(words("태우 잊 까 말 팔 떼 부리 놀리 등치 해 잃"))
_FOR_ONE, _TRIES = "주", "보"
"""Helping verbs: what is done for somebody, what is tried."""
_DOES: Final = ("하래", "해보래", "해달래")
_SIGHS: Final = ("IC", "MAJ", "MAG", *SIGNS)
_AGREEING: Final = frozenset(words("알 맞 되 그렇"))
_REPLYING: Final = re.compile(
    r"^(?:(?:아니다|아냐|아니|됐다|됐고|됐어|그래|알았어|알겠어|에이|아|오|맞다|맞아)[\s,]+)+(?=[가-힣])"
)
"""What only takes up what was said before."""


_SIGNS: Final = re.compile(r"[.?!]")
_TRAILS_OFF: Final = re.compile(r"…|\.\.+")
_LASTS: Final = re.compile(r"(?<![가-힣])(?:아직|남(?:았|으셨)군요)")
SAID_BACK: Final = "군요"
"""How what is said back ends."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """What was told, said back.

    Attributes:
        text: a clause that ends in «-군요», or in «-고요» where it was hearsay.
        of_speaker: whether it says something of the speaker.
        past: whether it tells what happened.
        ordered: whether it passes on what somebody is to do, which is neither good nor bad news.
    """

    text: str
    of_speaker: bool
    past: bool = False
    ordered: bool = False


@worked_out_once
def mirror(reading: Reading, another: bool | None = None) -> Mirror | None:
    """The last thing told that can be said back beyond doubt; None where there is none.

    Args:
        reading: the utterance.
        another: where somebody else was just spoken of, who does what is told of nobody: whether one honours them.
    """
    reading = core(reading)
    told = [sentence for sentence in sentences(reading) if any(term.kind != "interjection" for term in sentence)]
    if reading.text.rstrip().endswith("?") or not told or any(verb.lemma in TO_ONE for verb in reading.verbs):
        return None  # «고마워 덕분에 안 심심했어» is said to the listener
    if reading.main is not None and hopes(reading, reading.main) and not reading.is_past:
        return None  # «비가 그치면 좋겠다»
    others = False
    found: Mirror | None = None
    for sentence in told:
        of_listener = any(term.lemma in OTHERS for term in sentence)  # «니 말이 맞다»
        held_on = sentence[0].lemma in HOLDS_ON  # «잠깐만 엄마가 불러»
        if of_listener or held_on or addresses_robot(sentence) or asks_in(sentence) or is_of_no_use(sentence):
            continue
        if _is_tag(sentence):
            continue
        last = sentence is told[-1]
        end = len(reading.text) if last else told[told.index(sentence) + 1][0].start
        if "?" in reading.text[sentence[-1].end : end]:
            continue  # «이름 하나 지어 줄 수 있어? …»
        mirrored = _said_back(sentence, reading.text[:end], pro_drop=not others, another=another)
        others = others or (mirrored is not None and not mirrored.of_speaker)
        found = _richer(mirrored, found)
    return found


@worked_out_once
def told_parts(reading: Reading) -> tuple[str, ...]:
    """What is told one after the other: «12월에 공연도 해 / 완전 떨려», «로봇을 만들고 싶은데 / 수학을 못해»."""
    reading = core(reading)
    every = tuple(sentences(reading))
    found: list[str] = []
    ends = [*(after[0].start for after in every[1:]), len(reading.text)]
    for sentence, end in zip(every, ends, strict=False):
        said = reading.text[sentence[0].start : end]
        for piece in _TRAILS_OFF.split(LEAD_IN.sub("", _REPLYING.sub("", said))):
            for part in _parts(piece, morphs_of(tokenize(piece))):
                found.extend(contrast(read(part, (), (), ())) or (part,))
    return tuple(part.strip() for part in found if len(part.split()) > 1 or len(found) == 1)


def exclaimed_back(reading: Reading) -> Mirror | None:
    """What is only exclaimed, without its question words: «무릎이 왜 이렇게 쑤시지» → «무릎이 쑤시시는군요»."""
    how = next((t for t in reading.terms if t.kind == "question"), None)
    after = next((t for t in reading.terms if how is not None and t.start >= how.end), None)
    first = next((t for t in reading.terms if t.kind != "interjection" and not t.called), None)
    if how is None or after is None or first is None:
        return None
    head, rest = reading.text[first.start : how.start], reading.text[after.end :]  # of that one sentence
    text = f"{_SIGNS.split(head)[-1]}{_SIGNS.split(rest)[0].lstrip()}".strip(" ~,ㅠㅜㅋㅎ")
    return _Clause(text, morphs_of(tokenize(text)), pro_drop=True).exclaimed()


def _is_tag(sentence: Sentence) -> bool:
    """«웃기지», «그렇지» after what was told: nothing by itself."""
    term, *others = [t for t in sentence if t.kind != "interjection"] or sentence
    if not others and term.form is not None and term.lemma in _AGREEING:
        return True  # «알았어 도시락 싸야겠다»
    return (
        not others
        and term.form is not None
        and not term.form.past
        and re.fullmatch("지요?|죠", term.form.ending) is not None
    )


def _said_back(sentence: Sentence, text: str, *, pro_drop: bool, another: bool | None) -> Mirror | None:
    called = [term for term in sentence if term.called]
    start = max((term.end for term in called if term is sentence[0]), default=sentence[0].start)
    if any(term.form is not None and term.form.requests for term in sentence[-1:]):
        return None
    denied = re.search(r"(?<![가-힣])[안못]\s*$", text[:start])
    start = denied.start() if denied is not None else start  # «못 가겠어»
    whole = LEAD_IN.sub("", _REPLYING.sub("", text[start:]))
    found: Mirror | None = None
    for number, part in enumerate(_parts(whole, morphs_of(tokenize(whole)))):
        morphs = morphs_of(tokenize(part))
        if all(m.tag.startswith(("E", *_SIGHS)) or m.form in _AGREEING for m in morphs):
            continue  # «헐 맞다 / 어제가 백일이었어»
        if number and morphs and morphs[0].tag in _LEANS and morphs[0].form not in SELF | OURS:
            continue
        if cut := _after_own(morphs):
            part, morphs = part[cut:], morphs_of(tokenize(part[cut:]))
        mirrored = _Clause(part, morphs, pro_drop=pro_drop, another=another).said_back()
        pro_drop = pro_drop and (mirrored is None or mirrored.of_speaker)
        found = _richer(mirrored, found)
    return found


def _after_own(morphs: list[Morph]) -> int:
    """Where «걔가 울었어» begins behind «내가 소리 질렀더니»: what somebody else did is said back without one's own."""
    others = [n for n, m in enumerate(morphs) if n and m.tag == "JKS" and morphs[n - 1].form not in SELF | OURS | OWN]
    own = [n for n, m in enumerate(morphs[:-1]) if m.form in SELF and morphs[n + 1].tag in ("JKS", "JX")]
    breaks = [n for n, m in enumerate(morphs) if m.tag == "EC" and m.form in _TURNS and own and n > own[0]]
    if not others or not breaks or others[0] < breaks[-1]:
        return 0
    return morphs[breaks[-1] + 1].start


def _richer(later: Mirror | None, earlier: Mirror | None) -> Mirror | None:
    """What was said later, unless it only says how that was («소풍 갔다 왔어 재밌었어»)."""
    if later is None or earlier is None:
        return later or earlier
    return later if " " in later.text or " " not in earlier.text else earlier


def _parts(text: str, morphs: list[Morph]) -> list[str]:
    """The sentences of a text that no sign divides: «소풍 갔다 왔어 / 재밌었어»."""
    cuts = [0]
    for before, ending, after in zip(morphs, morphs[1:], morphs[2:], strict=False):
        past = before.tag == "EP"
        closed = ending.tag == "EF" or (ending.tag == "EC" and (ending.form == "자" or (past and ending.form == "니")))
        closed = closed or (ending.tag in ("EC", "EF") and ending.form == "네")  # «가야 되네 / 가기 싫어»
        apart = ("N", "MAG", "MM", "IC", *(("VV", "VA") if ending.form == "네" else ()))
        closed = closed and after.tag.startswith(apart) and after.form not in _GOES_ON
        how = after.tag == "MAG" and after.form not in _WITH_VERB  # «공연도 해 / 완전 떨려»
        drawn = ending.tag == "EC" and ending.form in _DRAWN and (after.tag.startswith(("N", "MM", "XR")) or how)
        drawn = drawn and not (ending.form == "지" and after.form.startswith(("말", "마")))  # «먹지 말래»
        drawn = drawn and before.tag.startswith(("V", "XS")) and after.form not in _GOES_ON  # «결혼해 그것도 떨려»
        drawn = drawn and not (after.form.endswith(_PASSED_ON) and after.start == morphs[-1].start)  # «받아 보래»
        drawn = drawn and not (after.form == _DIE and text[after.end : after.end + 1] in _GOES_FURTHER)  # «얼어 죽었어»
        ended = before.tag == "EP" and ending.tag in ("EC", "EF") and re.fullmatch(r"[어다지네ㅓ]|거든", ending.form)
        noted = ending.tag == "ETN" and ending.form in _NOTED and after.tag.startswith(("V", "N", "MAG"))
        copula = before.tag in ("VCN", "VCP") and ending.form in ("야", "에요") and after.tag.startswith(("N", "V"))
        if (
            (ended or copula or closed or drawn or noted)
            and after.start > ending.end
            and not (ending.form == "다" and after.form in ("오", "가"))
        ):
            cuts.append(after.start)
    return [text[start:end] for start, end in pairwise((*cuts, len(text)))]


class _Clause(ToldClause):
    """One sentence whose last verb is made anew."""

    def __init__(self, text: str, morphs: list[Morph], *, pro_drop: bool, another: bool | None = None) -> None:
        super().__init__(text, morphs, pro_drop=pro_drop)
        self._another = another
        """Whether one honours whom a missing subject means; None where it means the speaker."""

    def said_back(self) -> Mirror | None:
        """The clause with its verb made anew; None where anything about it is doubtful."""
        hearsay = self._hearsay()
        if hearsay is not None:
            return hearsay
        if self._at is None or not self._ends_with_it():
            return None
        before = self._all[: self._at]
        if any(self._is_speaker(n) and n and before[n - 1].tag == "ETM" for n in range(len(before))):
            return None  # «짝사랑 중인 내가 이해가 안 돼»
        verb, ending = self._all[self._at], self._ending()
        quotes = self._link().endswith(("라고", "다고", "자고", "냐고")) and verb.form in ("하", "그러", "말하", "있")
        thanks = self._stem() in TO_ONE or (verb.form == "모르" and self._link().endswith("가"))
        forbids = re.search(r"지\s?말(?:래|라|라고|자)", self._text) is not None  # «짜게 먹지 말래»
        fears = forbids or re.search(r"까\s?봐\W*$", self._text) is not None  # «귀신 나올까 봐»
        urged = any(m.tag.startswith("E") and m.form.endswith(_URGED) for m in self._before)
        if urged:
            return None  # «지도 보자니까 말을 안 듣잖아»: who was told so does the rest
        told_to = quotes and self._link().endswith("라고") and verb.form == "하"
        if told_to and verb.first and _TELLS.fullmatch(self._ending()) and (said := self._by_whom()):
            return self._finished(self._prefix(verb) + said.removeprefix("고 "), of_speaker=False, ordered=True)
        hedged = any(
            m.tag == "ETN" and after.form in TOPIC for m, after in pairwise(self._before[-2:])
        )  # «하고 싶긴 해»
        if self._is_to_all() or self._is_no_verb(verb, ending) or self._just_will_do(verb):
            return None
        if verb.tag == "VCN" or quotes or fears or thanks or hedged or (verb.tag == "VX" and verb.form == "말"):
            return None
        if self._stem() == "달래" or (self._stem() in CRUDE and not self._to_death()):
            return None
        if any(m.form in UNKIND for m in self._all) or any(m.form in CRUDE and m.tag == "VV" for m in self._before):
            return None
        written = self._text[verb.start : verb.start + 1]
        unwritten = verb.tag == "VCP" and ending.startswith(written)  # «다이어트거든», without its copula
        misread = is_syllable(written) and decompose(written)[0] != decompose(verb.form[0])[0]
        if verb.first and misread and not unwritten:
            return None  # «귀신이거든», which the dictionary takes for 하다
        slang = (
            self._at > 0 and self._all[self._at - 1].form in ("개", "존") and self._all[self._at - 1].end == verb.start
        )
        if slang or any(m.tag == "NP" and m.form in OTHERS for m in self._all):
            return None
        if any(m.tag == "NP" and m.form in SELF and after.form == THAN for m, after in pairwise(self._all)):
            return None  # «나보다 기억력이 좋네»
        if any(m.form in _THUS and m.tag == "MAG" for m in self._before) and verb.form == "하":
            return None  # «인정 그렇게 함»: what, was said before
        if any(self._is_needed(number) for number in range(len(self._all) - 1)):
            return None  # «나 때문에 울었어», «나 빼고 놀았어»
        if _INTENDS.fullmatch(ending) and verb.tag.startswith(("VV", "XSV", "VX")):
            stem = verb.form if verb.tag.startswith("XS") else self._stem()
            return self._made(f"{honoured(stem)}려는군요", of_speaker=True) if self._speaks() else None
        alone = any(self._is_alone(n) for n in range(self._at - 1))
        accused = alone and any(
            m.tag in ("JKS", "JX") and self._is_person(self._noun_before(n) or "") for n, m in enumerate(self._before)
        )
        if verb.form == "살" and self._has("겠"):
            return None  # «시끄러워서 못 살겠어»
        if verb.form == "먹" and self._spoils():
            return None  # «코트를 태워 먹었어»
        if verb.form == "모르" and self._has("겠"):
            return None  # «어떻게 돌아가는지 모르겠다»
        if not _TELLS.fullmatch(ending) or not self._reads_right(verb) or accused:
            return None
        if verb.tag == "VX" and verb.form == "보" and self._link() in ("나", "ㄴ가", "은가", "는가", "려나"):
            return None  # «그랬는가 봐»: only guessed
        if verb.tag == "VCP":
            return self._of_noun()
        return self._planned(verb) or self._of_verb()

    def _spoils(self) -> bool:
        """Whether «먹다» only says that something was spoilt: «태워 먹었어», «잊어 먹었어»."""
        before = next((m for m in reversed(self._before) if m.tag.startswith("VV")), None)
        return self._link() in ("아", "어", "ㅓ", "ㅏ") and before is not None and before.form in _SPOILT

    def _is_to_all(self) -> bool:
        """«여러분 손님을 모셨습니다», «지 할머니 닮았어», «둘째 놈이 …»: to those who are there, or in rude words."""
        return any(
            (m.tag == "NP" and m.form in _TO_ALL)
            or (m.tag in ("NP", "MM") and m.form in _OWN_OF_THEIRS)
            or (m.tag.startswith(("NN", "XSN")) and m.tag != "NNBC" and m.form in ROUGH)
            for m in self._all
        ) or any(word.startswith(rough) for word in self._text.split() for rough in ROUGH if len(rough) > 1)

    @staticmethod
    def _is_no_verb(verb: Morph, ending: str) -> bool:
        """«아홉 살 지우야», «고향이 나주여»: the copula, which the dictionary takes for an ending of a verb."""
        bare = ending.removesuffix("요")
        return verb.tag != "VCP" and (bare == "야" or (bare == "여" and not verb.form.endswith("하")))

    def _just_will_do(self, verb: Morph) -> bool:
        """«밥 안 굶으면 됐지», «손 안 벌리고 사니 됐지»: that it is enough, and nothing becomes of anybody."""
        if verb.form not in ("되", "안되"):
            return False
        before = next((m for m in reversed(self._before) if m.tag != "MAG"), None)
        denied = before is not None and before.tag == "EC" and before.form in ("면", "으면")  # «그러면 안 된다»
        return denied or self._link() in ("면", "으면", "니", "으니", "니까", "으니까")

    def exclaimed(self) -> Mirror | None:
        """The clause, whatever its ending; None where nothing is named of which it is said."""
        if self._at is None or not self._ends_with_it() or not self._subject():
            return None
        rude = any(m.form in UNKIND | CRUDE for m in self._all)
        others = any(m.tag == "NP" and m.form in OTHERS for m in self._all)
        known = self._all[self._at].tag.startswith(("VV", "VA", "VX", "XS")) and self._reads_right(self._all[self._at])
        return None if rude or others or not known else self._of_verb()

    # Its verb, made anew

    def _of_noun(self) -> Mirror | None:
        """«나 드디어 과장이야», «걱정이야», «내일은 연차야»."""
        assert self._at is not None
        number = self._at - 1
        if number < 0:
            return None
        noun = self._all[number]
        if noun.form in ("거", "것", "예정", "계획", "생각", "참") and number and self._all[number - 1].tag == "ETM":
            return self._will_be(number)
        described = max((at for at, m in enumerate(self._all[:number]) if m.tag == "ETM"), default=-1)
        does = [at for at, m in enumerate(self._all[:number]) if m.tag == "JKS"]
        selves = any(
            m.tag == "NP"
            and m.form in SELF
            and self._all[at + 1].tag != "JKG"
            and not (at + 1 in does and at < described)  # «내가 갖고 싶은 신발이 …»
            for at, m in enumerate(self._all[:number])
        )
        if noun.tag.startswith(("NP", "MM", "E", "MAG", "SF")) or noun.form in ("거", "것", "때문"):
            return None
        feels = noun.form in STATES or (noun.form in OWN and described == number - 1)  # «하루가 다 간 기분이에요»
        elder = any(
            self._is_elder(self._noun_before(at) or "") for at, m in enumerate(self._all[:number]) if m.form in TOPIC
        )
        respected = selves or feels
        person = any(map(self._is_of_person, does)) and not selves
        if (person and not feels) or noun.tag.startswith("NR") or self._has("겠"):
            return None
        written = self._prefix(self._all[self._at])
        dated = any(m.form in ADVERBIAL or m.tag in ("JX", "MAG") for m in self._all[:number])
        counted = noun.tag == "NNBC" and number and self._all[number - 1].tag in ("SN", "NR")
        if not written or not (respected or dated or does or counted):
            return None  # «멍청한 고철덩어리야» may be said to the listener
        bare = not final_consonant(written)
        honoured_too = respected or elder  # «할아버지는 학도병이었어»
        if self._is_past:
            verb = ("셨군요" if bare else "이셨군요") if honoured_too else ("였군요" if bare else "이었군요")
        else:
            verb = ("시군요" if bare else "이시군요") if honoured_too else ("군요" if bare else "이군요")
        return self._finished(written + verb, of_speaker=respected)

    def _will_be(self, number: int) -> Mirror | None:
        """«내일 이사 갈 거야»: what is going to be done."""
        verb = max((n for n in range(number) if self._all[n].tag.startswith(PREDICATES)), default=None)
        if verb is None or self._all[number - 1].form not in ("ㄹ", "을") or self._all[number].form not in ("거", "것"):
            return None
        clause = _Clause(self._text, self._all[: verb + 1], pro_drop=self._pro_drop)
        if self._all[verb].tag not in ("VV", "XSV", "VX") or not clause._speaks() or self._stem_at(verb) in CRUDE:
            return None
        return clause._made(f"{about_to(honoured(self._all[verb].form))} 거군요", of_speaker=True)

    def _stem_at(self, number: int) -> str:
        return self._all[number].form

    def _of_verb(self) -> Mirror | None:
        assert self._at is not None
        verb = self._all[self._at]
        stem = verb.form if verb.tag.startswith("XS") else self._stem()
        if self._to_death():
            return self._how_much()
        if verb.form == "좋" and self._link() in ("면", "으면") and self._has("겠"):
            return self._made("하시는군요", of_speaker=True) if self._pro_drop else None
        subject = self._subject()
        if (
            self._shifts()
            or subject is None
            or (subject == "" and (self._doubtful() or self._of_that_one() or self._turns_out()))
        ):
            return None
        respected, of_speaker = self._respect(subject)
        if respected is None or (subject == "" and self._only_notices(stem)):
            return None
        adjective = self._adjective
        if stem == "들" and any(m.form in HEARD for m in self._before[-2:]):
            stem = "듣"  # «밤마다 라디오 들어»
        if stem == "듣" and any(m.tag == "JKS" for m in self._before) and not any(m.tag == "JKO" for m in self._before):
            stem = "들"  # «의심이 들어»
        is_there = verb.tag != "VX" or self._link() == "나"  # «단골이 하나 있어», as the dictionary takes «하나»
        if stem == "있" and is_there and subject and subject not in SELF:
            adjective = True
        if self._link() in ("아야", "어야", "여야", "ㅏ야", "ㅓ야", "야") and verb.form in ("되", "하"):
            return self._will() if self._has("겠") and respected else self._has_to(respected=respected)
        as_said = self._past_as_said()
        if not respected and as_said:
            return self._finished(self._prefix(verb) + as_said + "군요", of_speaker=of_speaker)
        whole = self._stem_of_token(verb)
        if (
            as_said
            and whole is not None
            and as_said not in (past(whole, adjective=adjective), f"{whole}었", f"{whole}았")
        ):
            return None  # the dictionary took it for another verb
        drawn = (
            self._ending().removesuffix("요") in ("아", "어", "ㅏ", "ㅓ")
            and whole is not None
            and not self._has_tense()
        )
        if (
            drawn
            and verb.tag != "VX"
            and not self._text.startswith(joined_stem(whole or "", adjective=adjective), verb.start)
        ):
            return None
        if respected or self._has("시", "으시"):
            stem = self._honoured(stem, subject, adjective=adjective)
            adjective = adjective or stem == "있으시"  # «갈 수 있으시군요»
        if self._has("겠"):
            made = f"{stem}겠군요"
        elif self._is_past:
            made = f"{past(stem, adjective=adjective)}군요"
        else:
            made = wondering(stem, adjective=adjective)
        return self._made(made, of_speaker=of_speaker)

    def _respect(self, subject: str) -> tuple[bool | None, bool]:
        """Whether the verb gets -시-, None in doubt, and whether it is said of the speaker."""
        stem = self._stem()
        if (subject == "" or subject in SELF | OURS) and self._is_passive():
            return None, False
        if subject in SELF | OURS:
            return True, True
        given = any(m.tag == "JKO" for m in self._before)
        if subject == "" and self._link() == "게" and stem == "하" and not given:
            return None, False  # «힘들게 한다»: something else does
        if subject == "" and stem == "없" and self._placed():
            return False, False
        counted = any(m.tag in ("SN", "NR", "NNBC") for m in self._before)
        if subject == "" and stem in COMES and counted and not given:
            return False, False  # «87만 원이나 나왔더라»
        if subject == "" and counted and any(m.form == _ELAPSED and m.tag == "NNB" for m in self._before):
            return False, False  # «혼자 산 지 십 년 됐어»
        if stem == "같" and self._before and self._before[-1].tag != "NNB":
            return None, False  # «다 거기서 거기 같아»
        if subject in _THINGS and stem in ("있", "없"):
            return False, False  # «남는 게 없어»
        if subject == "" and stem in _TIME_DOES and not any(m.tag.startswith("NN") for m in self._before):
            return False, False
        helps = self._all[self._at].form if self._at is not None and self._all[self._at].tag == "VX" else ""
        if subject == "" and helps == _FOR_ONE and any(m.form in ("안", "못") for m in self._before):
            return False, False  # «이유도 말 안 해 주고»: somebody else does not
        if subject == "" and helps == _FOR_ONE and self._ending() in ("아", "어", "ㅓ") and not self._has_tense():
            return None, False  # «그냥 들어만 줘»
        if subject == "" and helps == _TRIES and self._pro_drop:
            return True, True  # «올라가서 얘기도 해 봤지»
        theirs = self._another is not None and not (self._adjective or self._has("겠") or stem in FELT)
        if subject == "" and theirs:
            return self._another, False
        if subject == "":
            if not self._pro_drop or (stem not in FELT and self._goes_on_about_another()):
                return None, False
            denies = stem in ("않", "못하") and not any(m.form in FELT for m in self._denied)
            if self._adjective and stem not in FELT and stem != "없" and (stem != "않" or denies):
                return (False if self._is_past else None), False  # «똑똑하네» may be said to the listener
            return (None, False) if self._may_be_a_wish() else (True, True)
        if self._is_of_other(subject) or (stem in ("있", "없") and self._has_topic()):
            return False, False
        if stem in TOWARDS:
            return True, True
        if subject in OWN:
            weather = subject == "눈" and stem in ("오", "내리", "쌓이", "녹", "그치")
            return (False, False) if weather or stem in COMES - EITHER else (True, True)  # «손이 다 얼었어»
        if self._is_person(subject) and self._is_elder(subject) and not self._has("시", "으시"):
            return True, False  # «옛날에 아버지가 방앗간을 했거든»
        if self._is_person(subject):
            wished = stem == "싶" or (stem in ("있", "없") and not self._is_past)
            return (True, True) if wished else (False, False)
        goes_on = self._all[self._at].tag == "VX" if self._at is not None else False  # «집이 무너지고 있어»
        of_person = any(m.tag == "JKS" and self._is_of_person(n) for n, m in enumerate(self._before))
        if stem == "싶" or (stem in ("있", "없") and not (goes_on or self._placed() or of_person)):
            return True, True  # not «친구가 빌려 가서는 연락이 없네»
        return False, False

    def _is_passive(self) -> bool:
        """«저도 오 년째 미뤄지고 있어요»: what is done with things; «많이 좋아졌어» is none of it."""
        joined = zip(self._all, self._all[1:], self._all[2:], strict=False)
        return any(
            verb.tag == "VV" and link.form in ("아", "어", "ㅏ", "ㅓ", "여") and (helps.form, helps.tag) == ("지", "VX")
            for verb, link, helps in joined
        )

    @staticmethod
    def _is_elder(noun: str) -> bool:
        return noun in ELDERS or f"{noun}님" in ELDERS

    def _of_that_one(self) -> bool:
        """«그 집 문 닫았더라»: begun with something pointed at, which may be what does it."""
        first = next((n for n, m in enumerate(self._all) if m.tag not in _SIGHS), 0)
        points = self._all[first].tag == "MM" and self._all[first].form in ("그", "이", "저")
        return points and not self._is_speaker(first)

    def _shifts(self) -> bool:
        """«애가 울어서 못 잤어», «남편이 안 차려 주면 안 먹어»: who does the last of it does not show."""
        person = next((n for n, m in enumerate(self._before) if m.tag == "JKS" and self._is_of_person(n)), None)
        breaks = [n for n, m in enumerate(self._before) if m.tag == "EC" and _BREAKS.fullmatch(m.form)]
        breaks += [n for n, m in enumerate(self._before) if n and m.form == "라" and self._before[n - 1].tag == "VCP"]
        since = breaks[-1] if breaks else len(self._before)
        subjects = (n for n, m in enumerate(self._before) if n > since and m.tag == "JKS")
        again = any(self._noun_before(n) not in OWN for n in subjects)
        apart = [n for n in breaks if self._before[n].form not in _SEQUELS]
        return (person is not None and bool(breaks) and breaks[-1] > person and not again) or len(apart) > 1

    def _is_of_person(self, particle: int) -> bool:
        return self._is_person(self._noun_before(particle) or "")

    def _turns_out(self) -> bool:
        """«통닭을 시켰더니 다 식어서 왔어», «끓였는데 짜게 됐어»: it is of what was spoken of that something comes."""
        assert self._at is not None
        turns = any(m.tag == "EC" and m.form in ("더니", "는데", "은데", "ㄴ데") for m in self._before)
        told = any(m.tag.startswith("E") and m.form.endswith(("라더니", "다더니", "대더니")) for m in self._before)
        return told or (turns and self._all[self._at].form in COMES | {"되"})

    def _only_notices(self, stem: str) -> bool:
        """«허허 영리하네», «일찍 닫네»: said of whatever was spoken of, and not of the speaker."""
        notices = re.fullmatch(r"(?:네|는?구나|는?군|는?구먼|구만)요?", self._ending()) is not None
        given = any(m.tag in ("JKO", "JKB", "EC") and m.form not in ("보다", "면", "으면") for m in self._before)
        well = any(
            m.tag == "MAG" and m.form == "잘" for m in self._before
        )  # «말귀를 잘 알아듣네»: nobody praises oneself
        alone = not given or well
        return notices and not self._is_past and stem not in FELT and alone and not self._has("겠", "시")

    def _may_be_a_wish(self) -> bool:
        """«푹 쉬어», «잘 자»: it may be wished to the listener."""
        assert self._at is not None
        bare = self._ending() in ("아", "어", "ㅏ", "ㅓ") and not self._has_tense() and not self._adjective
        adverb = any(m.tag == "MAG" and m.form in WISHED for m in self._before)
        return bare and adverb and not any(m.form in ("안", "못") for m in self._before)

    def _goes_on_about_another(self) -> bool:
        """«친구한테 돈을 빌려줬는데 안 갚아»: who does it may be the one of the clause before."""
        breaks = [n for n, m in enumerate(self._before) if m.tag == "EC" and m.form in ("는데", "은데", "ㄴ데", "더니")]
        people = (n for n, m in enumerate(self._before) if m.tag.startswith("N") and self._is_person(m.form))
        return bool(breaks) and any(n < breaks[-1] for n in people)

    def _is_of_other(self, subject: str) -> bool:
        """«할머니가 허리가 아프셔», «아들 다리가 부러졌어»: it is somebody else's."""
        if self._is_person(subject):
            return False
        at = max((n for n, m in enumerate(self._before) if m.form == subject), default=0)
        if at and self._before[at - 1].tag.startswith("NN") and self._is_person(self._before[at - 1].form):
            return True
        return any(
            m.tag in ("JKS", "JX")
            and m.form in ("이", "가", "은", "는", "ㄴ")
            and self._is_person(self._noun_before(n) or "")
            and self._governs(n, topic=m.form in TOPIC)
            for n, m in enumerate(self._before[:at])
        )

    def _has_topic(self) -> bool:
        """«젤리는 칼로리가 없어»: something else than the speaker has it."""
        topics = [self._noun_before(n) for n, m in enumerate(self._before) if m.tag == "JX" and m.form in TOPIC]
        return any(noun is not None and noun not in SELF | OURS | OWN | ADVERBIAL for noun in topics)

    def _placed(self) -> bool:
        """Whether it says where: «집에 아무도 없어»."""
        return any(m.tag == "JKB" and m.form in ("에", "에서") for m in self._before)

    def _honoured(self, stem: str, subject: str, *, adjective: bool) -> str:
        assert self._at is not None
        if stem == "있" and any(m.form == "수" and m.tag == "NNB" for m in self._before[-2:]):
            return "있으시"
        if stem == "있" and (self._all[self._at].tag == "VX" or not subject or subject in SELF):
            return "있으시" if self._owns() else "계시"
        if stem == "듣" and self._before and self._before[-1].form == "에":
            return "드시"  # «마음에 들어»
        if stem == "먹" and any(m.form in EATEN for m in self._before[-2:]):
            return "먹으시"
        if stem == "아프" and self._is_person(subject):
            return "편찮으시"
        return honoured(stem, adjective=adjective)

    def _owns(self) -> bool:
        """«책임도 좀 있네»: a thing that one has, and not where one is."""
        assert self._at is not None
        things = (self._noun_before(n) for n, m in enumerate(self._before) if m.tag == "JX" and m.form in _ADDING)
        named = any(noun and noun not in ADVERBIAL and noun not in SELF | OURS for noun in things)
        return named and self._all[self._at].tag != "VX" and not self._placed()

    def _planned(self, verb: Morph) -> Mirror | None:
        """«병원은 수요일에 가기로 했어» → «병원은 수요일에 가시기로 하셨군요»; None where it is of somebody else."""
        agreed = [(m.form, m.tag) for m in self._before[-2:]] == [("기", "ETN"), ("로", "JKB")]
        if verb.form != "하" or not agreed or not self._is_past or not self._pro_drop or self._another is not None:
            return None
        at = next((n for n in range(len(self._before) - 3, -1, -1) if self._all[n].tag.startswith(PREDICATES)), None)
        does = (n for n, m in enumerate(self._before) if m.tag == "JKS" or (m.tag == "JX" and m.form in TOPIC))
        if at is None or at != len(self._before) - 3 or any(map(self._is_of_person, does)):
            return None
        clause = _Clause(self._text, self._all[: at + 1], pro_drop=True)
        stem = self._all[at].form if self._all[at].tag.startswith("XS") else clause._stem()
        return clause._made(f"{honoured(stem)}기로 하셨군요", of_speaker=True)

    def _how_much(self) -> Mirror | None:
        """«힘들어 죽겠다» → «힘드시군요»."""
        assert self._at is not None
        before = max((n for n in range(self._at) if self._all[n].tag.startswith(PREDICATES)), default=None)
        if before is None:
            return None
        clause = _Clause(self._text, self._all[: before + 1], pro_drop=self._pro_drop)
        return clause.said_back()

    def _will(self) -> Mirror | None:
        """«일찍 자야겠다» → «일찍 주무시려는군요»."""
        assert self._at is not None
        at = max((n for n in range(self._at) if self._all[n].tag in ("VV", "XSV")), default=None)
        if at is None:
            return None
        clause = _Clause(self._text, self._all[: at + 1], pro_drop=self._pro_drop)
        return clause._made(f"{honoured(self._all[at].form)}려는군요", of_speaker=True)

    def _has_to(self, *, respected: bool) -> Mirror | None:
        """«숙제를 다 해야 돼» → «숙제를 다 하셔야 하는군요»."""
        assert self._at is not None
        at = max((n for n in range(self._at) if self._all[n].tag.startswith(PREDICATES)), default=None)
        if at is None or not respected:
            return None
        clause = _Clause(self._text, self._all[: at + 1], pro_drop=self._pro_drop)
        adjective = self._all[at].tag.startswith(ADJECTIVES)
        stem = honoured(self._all[at].form, adjective=adjective)
        return clause._made(f"{joined_stem(stem)}야 하{'셨' if self._is_past else '는'}군요", of_speaker=True)

    def _is_needed(self, number: int) -> bool:
        """Whether a word for the speakers is no subject, though it stands bare, so that nothing is left without it."""
        m, after = self._all[number], self._all[number + 1]
        if m.tag != "NP" or m.form not in SELF or after.tag.startswith(("J", "SF")):
            return False
        return after.tag == "NNB" or any(one.tag == "JKS" for one in self._all[:number])

    # Its words

    def _stem_of_token(self, verb: Morph) -> str | None:
        return verb.form if verb.first else None

    def _made(self, verb: str, *, of_speaker: bool) -> Mirror | None:
        assert self._at is not None
        return self._finished(self._prefix(self._all[self._at]) + verb, of_speaker=of_speaker)

    def _finished(self, clause: str, *, of_speaker: bool, ordered: bool = False) -> Mirror | None:
        clause = re.sub(r"(?<!지\s)(?<!지[를도는]\s)(?<![가-힣])([안못])(?=[하되])", r"\1 ", " ".join(clause.split()))
        clause = _THAT_ONE.sub("그 친구", clause)
        if _OF_SPEAKER.search(clause):
            return None  # «내 거», «제 실수라»: said back it would be the listener's
        if len(clause) > _LONGEST or not re.search(r"[가-힣]{2}", clause) or not _is_one_clause(clause):
            return None
        return Mirror(clause, of_speaker, past=_is_over(clause), ordered=ordered)

    def _hearsay(self) -> Mirror | None:
        """«손주들이 온대» → «손주들이 온다고요»: what somebody else said."""
        text = _OURS_FIRST.sub("", self._text.strip(" .!~ㅠㅜㅋㅎ"))
        found = _HEARSAY.fullmatch(text)
        last = next((m for m in reversed(self._all) if m.tag not in SIGNS), None)
        told_so = found is not None and found[2] == "대" and final_consonant(found[1] or "") == "ㅆ"  # «잡으셨대»
        if found is not None and told_so and not any(m.tag == "NP" and m.form in SELF for m in self._all):
            return self._finished(f"{found[1]}다고요", of_speaker=False)
        if found is None or last is None or _HEARD.fullmatch(last.form) is None:
            return None
        if found[2] == "래" and final_consonant(found[1]) == "ㄹ":
            return None  # «불러 볼래»: what somebody wants
        if self._is_to_all():
            return None
        taken = last.tag.startswith("NN") and last.end - last.start > 1
        if not (last.tag.startswith("E") or taken) or any(m.tag == "NP" and m.form in SELF for m in self._all):
            return None
        if found[2] == "래" and self._is_ordered(last):
            said = f"{found[1]}라{self._by_whom() or '는 말을 들으셨군요'}"
            return self._finished(said, of_speaker=False, ordered=True)
        if found[3] and last.form.startswith("라") and self._is_ordered(last):
            return None  # «공무원 하라는데»
        if found[3] and found[3].endswith(LET_US):
            by = self._by_whom()  # «아내는 일본을 가자네»
            return self._finished(found[3] + by, of_speaker=False, ordered=True) if by else None
        said = found[3] or found[1] + ("다" if found[2] == "대" else "라")
        return self._finished(f"{said}고요", of_speaker=False)

    def _is_ordered(self, last: Morph) -> bool:
        """«알아보래», «받아 보래»: something that is to be done; «큰 병이래» is so."""
        number = self._all.index(last)
        before = self._all[number - 1] if number else None
        whole = last.tag.startswith("NN") and last.form.startswith(_DOES)  # «설거지하래», taken for a noun
        return whole or (before is not None and before.tag.startswith(("VV", "VX", "XSV", "EC")))

    def _by_whom(self) -> str:
        """How it goes on behind what is to be done: that somebody said so, with respect; "" where nobody is named."""
        does = (n for n, m in enumerate(self._all) if m.tag == "JKS" or (m.tag == "JX" and m.form in TOPIC))
        teller = next(filter(self._is_of_person, does), None)
        if teller is None:
            return ""
        noun = self._all[teller - 1]
        elder = noun.form == "님" or noun.form in ELDERS or noun.form.endswith("님")
        return f"고 {'하셨' if elder else '했'}군요"


def _is_one_clause(clause: str) -> bool:
    """Whether what is said back parses as one sentence: every verb has its ending, and only the last one closes it."""
    morphs = morphs_of(tokenize(clause))
    bare = any(m.tag == "EP" and not after.tag.startswith("E") for m, after in pairwise(morphs))
    closed = any(m.tag == "EF" and not after.tag.startswith(("J", "E", *SIGNS)) for m, after in pairwise(morphs))
    return not (bare or closed)


def _is_over(clause: str) -> bool:
    """Whether the verb of a clause in «-군요» stands in the past, and what it tells of is over."""
    before = clause.removesuffix("군요")[-1:]
    if _LASTS.search(clause):
        return False
    return before not in ("겠", "있") and is_syllable(before) and decompose(before)[2] == "ㅆ"


def as_quoted(clause: str) -> str | None:
    """A clause that was said back, before «하셨어요»: «우울하시군요» → «우울하시다고», «가시는군요» → «가신다고»."""
    stem = clause.removesuffix("군요")
    if stem == clause:
        return None
    if stem.endswith("려는"):
        return f"{stem.removesuffix('는')} 한다고"
    if stem.endswith("시는"):
        return f"{stem.removesuffix('시는')}신다고"
    if stem.endswith("는"):
        return f"{plain_form(stem.removesuffix('는'))}고"
    honoured_noun = re.fullmatch(r"(.*?[가-힣])(?P<i>이)?시", stem)
    if honoured_noun is not None:
        plain = honoured_noun[1]
        *_, noun = tokenize(plain)
        fits = bool(final_consonant(plain)) == bool(honoured_noun["i"])
        if noun.parts[-1][1].startswith(("NN", "NR", "XSN")) and fits:
            return josa(plain, "이라고/라고")  # «화투 치는 게 낙이시군요»
    *_, last = tokenize(stem)
    is_noun = last.parts[-1][1].startswith(("N", "VC", "JKS", "IC", "XSN"))
    return f"{stem}{'라고' if is_noun else '다고'}"
