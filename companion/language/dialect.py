"""Speech in the words of the standard language: dialects, as far as closed classes go, notes, short forms, and what is
said while one looks for a word («수원시장이 그 뭐지 누구더라», «거시기»).

What regions say differently at the end of a verb or for «where» and «how» is a small, closed set (National Institute of
Korean Language, «지역어 조사 사업»); nouns and verbs are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import decompose, final_consonant
from companion.language.josa import josa
from companion.language.mirror_words import FELT, TO_ONE
from companion.language.morphemes import Token, cost, is_personal_name, tokenize
from companion.language.numbers import parse_number
from companion.language.readings import words
from companion.language.verb_forms import joined_stem

_PAIRS: Final = words(
    """
    거그 거기 여그 여기 저그 저기 우째 어떻게 우예 어떻게 우짜 어떻게 으째 어떻게 을매나 얼마나 얼매나 얼마나 을매 얼마
    얼매 얼마 어데 어디 워디 어디 워째 어째서 머시 뭐가 므슨 무슨 무신 무슨 시방 지금 그라믄 그러면 그라모 그러면 그람
    그럼 근디 근데 그란디 그런데 그런디 그런데 누꼬 누구야 누고 누구야 머꼬 뭐야 뭣이여 뭐야 뭐여 뭐야 누구여 누구야
    언제여 언제야 어디여 어디야 참말 정말 그기 그게 이기 이게 워쩐 어쩐 긍께 그러니까 그랑께 그러니까 말여 말이야 얼릉
    얼른 아녀유 아니에요 그려유 그래요 맞음 맞아 쌤 선생님 머라고 뭐라고 머시라고 뭐라고 그담 그다음 담에 다음에 담엔
    다음엔 금일 오늘 명일 내일 작일 어제 어저께 어제 낼모레 모레 내일모레 모레 엊그제 그저께 운제 언제 므신
    무슨 워치게 어떻게 우떻게 어떻게 을마 얼마 맻 몇 멫 몇 멧 몇 으디 어디 어드메 어디 갸 걔 느그 너희 느그들 너희들
    니네 너희 우짜면 어떡하면 우짜노 어떡해 우야노 어떡해 마이 많이 여서 여기서 거서 거기서 쫌 좀 젤 제일 그란 그런
    가꼬 가지고 온나 와 맨치로 처럼 은제 언제 앞엣 앞의 뒤엣 뒤의 뉘여 누구야 메칠 며칠 쪼매 조금 쪼까 조금 솔찬히 꽤
    걍 그냥 어케 어떻게 글케 그렇게 일케 이렇게 누군교 누구예요 뭔교 뭐예요 얼만교 얼마예요 언젠교 언제예요 어딘교
    어디예요 어덴교 어디예요 억수로 아주 겁나게 아주 허벌나게 아주 누게 누구 무신거 뭐 무시거 뭐 무사 왜 혼저 어서
    하르방 할아버지 할망 할머니 데꼬 데리고 델꼬 데리고 데불고 데리고 괭이 고양이 몬 못 할매 할머니 할배 할아버지 인자
    이제 고마 그만 단디 꼼꼼히 퍼뜩 빨리 언능 얼른 싸게싸게 얼른 올개
    올해
    """
)
_WORDS: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TRIPLES: Final = words(
    """
    어딨 어디_있 [어는은음냐니나네지죠더었을노] 써묵 써먹 .? 맹글 만들 [었고어자지게려] 맨들 만들 .? 맹긴 만든 .? 그라
    그러 [겠겄제지고는] 댕기 다니 [고는자지면냐니나더] 댕겨 다녀 .? 댕겼 다녔 .? 댕깄 다녔 .? 댕긴 다닌 .? 댕길 다닐 .?
    갈키 가르치 [고는] 갈켜 가르쳐 .? 갈쳐 가르쳐 .? 갈카 가르쳐 .?[도줘주] 갈차 가르쳐 .?[도줘주] 바까 바꿔 .?
    치아 치워 [뿌삐라] 그카 그러 [면노나네더드는고지]
    무라고 먹으라고 .? 무라꼬 먹으라고 .? 무봤 먹어_봤 .? 무봐 먹어_봐 .? 무봉 먹어_보 .?
    무긋 먹었 [나는노다지제] 무웃 먹었 [나는노다지제] 무도 먹어도 [되돼] 누게
    누구 [이우꽈고라] 헌 한 [다대] 허 하 [고는지면려냐니게자네던더믄구]
    """
)
_VERBS: Final = tuple(zip(_TRIPLES[::3], _TRIPLES[1::3], _TRIPLES[2::3], strict=True))
"""Verb stems, the standard ones, and what may follow where the stem alone could be another word."""


def _ending_in(final: int) -> str:
    """The syllables with a final consonant, by its number in Unicode."""
    return "".join(chr(code) for code in range(_FIRST + final, _LAST, _FINALS))


_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A4, 28
_FINAL_N, _FINAL_L, _FINAL_M, _FINAL_B, _FINAL_SS = 4, 8, 16, 17, 20
_OF_FACT, _FUTURE, _NOTED, _POLITE, _PAST = map(_ending_in, (_FINAL_N, _FINAL_L, _FINAL_M, _FINAL_B, _FINAL_SS))
"""Syllables that end in ㄴ, ㄹ, ㅁ, ㅂ and ㅆ, as forms of verbs do."""


def _with(pair: str) -> Callable[[re.Match[str]], str]:
    """«얼마야», «몇 살이에요»: what is asked for, with the copula."""
    return lambda found: josa(found[1], pair)


def _asked(found: re.Match[str]) -> str:
    """«한당가» is «하나», «갔당가» is «갔나»."""
    return (_opened(found[1]) if found[1] in _OF_FACT else found[1]) + "나"


def _opened(syllable: str) -> str:
    """A syllable without its final consonant."""
    return chr(ord(syllable) - (ord(syllable) - _FIRST) % _FINALS)


def _said(found: re.Match[str]) -> str:
    """«했다 칸다», «하자 카던데», «뭐라 캤노»: «-고 하» drawn together, in any form."""
    return "고 " + "".join(chr(ord(letter) + _FROM_K_TO_H) for letter in found[1])


def _unless_word(found: re.Match[str]) -> str:
    """A last syllable or two as usual, but not within a word: «허» in «면허», «혀» in «전혀», «드» in «만드나요»."""
    at, tokens = found.start(), tokenize(found.string)
    tongue = found[0] == "혀" and any(one.end == at - 1 and one.has("ETM", "NP") for one in tokens)
    around = [one for one in tokens if one.start < at < one.end]
    word = any((one.has("NN", "MAG") and not one.has("E")) or one.stem.endswith(("히", "들")) for one in around)
    return found[0] if tongue or word else _USUAL[found[0]]


def _wanted(found: re.Match[str]) -> str:
    """«할라고», «먹을라면», «될라나» want what «하려고» does; «달라고», «놀라네» do not."""
    syllable, at = found[0][0], found.start()
    tokens = [token for token in tokenize(found.string) if token.start <= at + 1 and at < token.end]
    parts = [part for token in tokens for part in token.parts]
    if any(form.startswith(("ㄹ라", "을라")) or (form, tag) == ("ㄹ", "ETM") for form, tag in parts):
        return f"{_opened(syllable)}려"
    if tokens[0].stem != _CANNOT_BE_BID and any(tag == "EC" and form in ("라고", "라구") for form, tag in parts):
        return found[0]
    usual = f"{_opened(syllable)}려"
    stem = next(token.stem for token in tokenize(f"{found.string[:at]}{usual}고") if token.end > at)
    if stem[-1] in _FUTURE:  # «감기가 들라나»
        usual = f"{syllable}려"
    return usual if _cost_of(found, usual) < cost(found.string) else found[0]


def _cost_of(found: re.Match[str], usual: str) -> int:
    return cost(f"{found.string[: found.start()]}{usual}{found.string[found.end() :]}")


def _which(found: re.Match[str]) -> str:
    """«그게 무슨 얘기고», «합치면 얼마고?»: a noun that is asked for, and no list that goes on."""
    noun, _ = _before_copula(found.string[: found.end(1)])
    asked = noun is not None and _ASKED.search(found.string[: found.end(1)]) is not None
    return josa(found.string[found.start() : noun.end], "이야/야") if noun is not None and asked else found[0]


def _whether(found: re.Match[str]) -> str:
    """«그 사람이가?», «벌써 열 시가?» ask whether it is that; «그 친구가?» is said of whom one speaks of."""
    noun, before = _before_copula(found.string[: found.end(1)])
    if noun is None or not before or is_personal_name(noun.text):
        return found[0]
    told = any(tag in ("EC", "EF", "EP") for token in before for _, tag in token.parts)
    points = any(token.tag == "NP" and token.text[0] in "이그저" for token in before)
    counts = noun.tag == "NNBC" and found.string[found.end() :].startswith("?")
    counts = counts or before[-1].has("ETM") or any(token.has("JKS") for token in before)
    asks = (points or counts or noun.end < found.end(1)) and noun.tag != "NP" and not told
    return josa(found.string[found.start() : noun.end], "이야/야") if asks else found[0]


def _before_copula(text: str) -> tuple[Token | None, list[Token]]:
    """The noun that a text ends in, the copula's «이» behind a consonant apart, and what stands before; or no noun."""
    *before, last = tokenize(text)
    if last.text == "이" and before and not last.spaced and final_consonant(before[-1].text):
        last = before.pop()
    elif final_consonant(last.text):
        return None, before
    fits = last.has("NN", "NP", "NR", "XSN", "SN") or last.text in ("뭐", "몇")
    return (last if fits and not last.has("E", "VCP") else None), before


def _will_do(found: re.Match[str]) -> str:
    """«가 보께» is «가 볼게», «사 주까» «사 줄까»; «할머니께» and «아까» are none."""
    *_, verb, ending = (None, None, *tokenize(found.string[: found.end(2)]))
    ends = verb is not None and ending is not None and ending.has("E") and ending.text == found[2]
    if verb is None or not (ends and verb.has("V", "XSV")) or final_consonant(found[1]):
        return found[0]  # «할까 말까» has its final
    return chr(ord(found[1]) + _FINAL_L) + {"께": "게", "까": "까"}[found[2]]


def _by_morphemes(text: str) -> str:
    """The text with what the dictionary of morphemes knows of dialects in standard forms."""
    tokens = tokenize(text)
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        usual = _usual(before, token, after)
        if usual is not None and len(usual) == len(token.text):
            text = text[: token.start] + usual + text[token.end :]
    return text


def _usual(before: Token | None, token: Token, after: Token | None) -> str | None:
    """A token as it is in the standard language, of as many syllables; None where it may stay."""
    word, (_, tag) = token.text, token.parts[-1]
    if word in _PARTICLES and tag.startswith("J"):
        return _PARTICLES[word]
    ended = before is not None and not token.spaced and not before.has("NNBC")
    noun = before is not None and ended and _is_noun(before.text + word)  # «만두», «대구 살고», «입구 어디야»
    if word[-1] in _VOWELS and (tag[0] in "EJ" or tag == "MAJ") and not noun:
        return word[:-1] + _VOWELS[word[-1]]
    if before is not None and before.has("V") and tag[0] == "E" and word[0] in _HARMONY and not token.spaced:
        *_, (_, vowel, final) = map(decompose, before.text)
        return _HARMONY[word[0]][vowel not in "ㅏㅗㅑ"] + word[1:] if final.strip("ㅆ") else None
    if token.stem in ("하", "허") and token.has("V", "XSV", "XSA") and word[0] in _DONE and not token.has("J"):
        return _DONE[word[0]] + word[1:]
    kept = after is not None and after.text.startswith("은")  # «묵은지»
    if token.stem == "묵" and token.tag == "VV" and not kept and not (before is not None and before.has("JKB")):
        return "먹" + word[1:]
    if word == "내" and token.tag == "NP" and after is not None and after.text in _BEHIND_ME and not after.spaced:
        return "나" if len(after.text) > 1 or before is None or before.has("E", "MAJ", "IC", "SC") else None
    return None  # «회비를 내도» stays too


def _because(found: re.Match[str]) -> str:
    """«배고파가» is «배고파서», «고파갖고» «고파서», «쑤시가» «쑤셔서»; «친구가» is none."""
    tokens = tokenize(found[1])
    ending, tag = tokens[-1].parts[-1]
    joins = tag.startswith("E") and ending in _JOINED and any(token.has("VV", "VA") for token in tokens)
    if joins:
        return f"{found[1]}서"
    before = tokenize(found.string[: found.start()])[-1:]
    waits = bool(before) and before[0].has("JKS", "JKO")  # a verb; «엄마가 다리가 …» has two subjects
    likelier = waits and decompose(found[1][-1])[1:] == ("ㅣ", "") and found[0].endswith("가")
    verb = likelier and cost(f"{found[1]}고") + _CLEARLY < cost(f"{found[1]}가")
    return f"{joined_stem(found[1])}서" if verb else found[0]


def _for_me(found: re.Match[str]) -> str:
    """«알려도», «추천해도», «말 좀 해도» ask for it to be done; «추워도», «그래도» do not."""
    if parse_number(found[1]) is not None:
        return found[0]  # «영하 사 도»
    tokens = tokenize(f"{found[1]}줘")
    done = any(token.has("VV", "XSV") for token in tokens[:-1] or tokens)  # «추천해도»: a noun and «하»
    return f"{found[1]} 줘" if done else found[0]


def _stated(found: re.Match[str]) -> str:
    """«순자여» is «순자야»; «했어여» is none."""
    if found[1].endswith("이"):
        return f"{found[1]}야"
    *_, last = tokenize(found[1])
    noun = not final_consonant(found[1]) and last.has("NN", "NP") and (len(last.text) > 1 or last.has("NP", "NNB"))
    return f"{found[1]}야" if noun else found[0]


def _noted(found: re.Match[str]) -> str:
    """«없음», «심심함», «주차 됨?» as «없어», «심심해», «주차 돼?»; «시작함» may be told of now or then, and stays."""
    said = found.string[: found.end()]
    parts = [(form, tag, token.start) for token in tokenize(said) for form, tag in token.parts]
    (stem, tag, start), (_, note, _) = (("", "", 0), ("", "", 0), *parts)[-2:]
    asks = stem == "하" and (found.string[found.end() :].startswith("?") or _ASKED.search(said) is not None)
    if note != "ETN" or start < found.start() or not (tag in ("VA", "XSA", "EP") or stem in ("있", "없", "되") or asks):
        return found[0]
    if tag == "EP":
        return f"{found[0][:-1]}어"
    return said[found.start() : start] + joined_stem(stem, adjective=tag in ("VA", "XSA"))


def _named(found: re.Match[str]) -> str:
    """«제일 못하는 게 영어임 단어가 …» as «영어야. 단어가 …»; «책임» is a noun."""
    *_, noun, note = (None, *tokenize(found.string[: found.end(2)]))
    if noun is None or not (noun.text == "몇" or (note.has("VCP") and note.has("ETN"))):
        return found[0]
    return josa(found[1], "이야/야") + ("." if found[3] else "")


def _contracted(found: re.Match[str]) -> str:
    """«미안타», «시원타», «편타» are «미안하다»; «기타» and «산타» are none."""
    if _is_noun(found[0]):
        return found[0]
    *before, last = tokenize(f"{found[1]}하다")
    whole = "".join(token.text for token in (*before, last)) == f"{found[1]}하다"
    state = any(tag in ("VA", "XSA") for token in (*before, last) for _, tag in token.parts)
    state = state or f"{found[1]}하" in FELT | TO_ONE  # «미안하», taken for something done
    return f"{found[1]}하다" if whole and state else found[0]


def _is_noun(word: str) -> bool:
    """Whether the dictionary knows the whole word as one that takes no ending: «입구», «대구», «어제»."""
    whole = tokenize(word)
    return len(whole) == 1 and whole[0].has("NNG", "NNP", "MAG")


def _confirmed(found: re.Match[str]) -> str:
    """«그러겠제», «좋제» want to hear that it is so; «어제», «문제» do not."""
    if _is_noun(found[0]):
        return found[0]
    parts = [part for token in tokenize(f"{found[1]}지") for part in token.parts]
    verb = len(parts) > 1 and parts[-2][1].startswith(("V", "XS", "EP"))
    return f"{found[1]}지" if verb and parts[-1][1].startswith("E") else found[0]


_NAME: Final = "Ω"
"""Stands for a name, which is a noun to the dictionary too."""
_FROM_K_TO_H: Final = 3 * 21 * _FINALS
"""From a syllable that begins with ㅋ to one with ㅎ."""
_GONE: Final = {"부러": "버려", **dict.fromkeys(words("부렀 부럿 뿟 뿠 삤"), "버렸"), "뿌라": "버려", "삐라": "버려"}
_PARTICLES: Final = {"헌티": "한테", "헌테": "한테", "한티": "한테", "보담": "보다", "으루": "으로", "까정": "까지"}
_VOWELS: Final = {"구": "고", "꼬": "고", "두": "도", "루": "로"}
"""Last syllables of endings and particles."""
_HARMONY: Final = {"어": "아어", "아": "아어", "었": "았었", "았": "았었"}
_DONE: Final = dict(zip("허헌헐험헙혀혔", "하한할함합해했", strict=True))
"""Forms of «하다»."""
_CANNOT_BE_BID: Final = "줄"
"""A verb that nobody is told to do: «줄라고» is «주려고»."""
_BEHIND_ME: Final = frozenset(words("는 도 한테 하고 부터 보다 보고 처럼 랑"))
_CLEARLY: Final = 1000
"""How much cheaper a verb must be than a noun with its particle."""
_JOINED: Final = frozenset(("아", "어", "여", "ㅏ", "ㅓ"))  # «-서» hangs on them
_ASKING: Final = "어디|뭐|무슨|언제|누가|누구|얼마|어떻게|왜|몇"
_ASKED: Final = re.compile(rf"{_ASKING}|며칠|무엇|어느|어떤|어데")
_SAYS: Final = re.compile(
    r"(?<=[가-힣][다라자냐려]) ?(카(?=[노나네는더던데디면며지제고이시자길기려니거까셨셔]|드[나노라니]|다[가며])"
    r"|칸(?=[ 다데])|칼(?=[ 까지])|캤|캐(?=[라서도요줘야]))"
)
_PAIRS_AT_ENDS: Final = words(
    """
    당께 다 당께요 다 당께라 다 담서 다면서 람서 라면서 쥬 죠 하심니꺼 하십니까 심니꺼 습니까 심니까 습니까 니꺼 니까
    심더 습니다 니더 니다 이소 세요 응께 으니까 니께 니까 잖여 잖아 대유 대요 데유 대요 능교 나요 는교 나요 은교 나요
    잉 _ 시우 세요 댜 대 는당가 나 은당가 나 는당가요 나 은당가요 나 는감 나 는감요 나 는감유 나 구먼 구나 구만 구나
    다는구먼 다네 다는구만 다네 라는구먼 라네 라는구만 라네
    구먼유 군요 다라매 다며 다매 다며 대매 다며 다메 다며 대메 다며 라매 라며 래매 라며 래메 라며
    """
)
_AT_ENDS: Final = {
    said: usual.strip("_") for said, usual in zip(_PAIRS_AT_ENDS[::2], _PAIRS_AT_ENDS[1::2], strict=True)
}
"""Endings of verbs by their last syllables, and the usual ones."""
_USUAL: Final = _AT_ENDS | dict(
    zip(words("데이 대이 디 허 헌 헐 혀 드"), words("다 다 데 하 한 할 해 더"), strict=True)
)
_END: Final = r"(?=[\s?!.]*$)"
_WHAT: Final = r"(누구|뭐|어디|언제|얼마|며칠|무엇|요일|몇 ?[가-힣]{1,2}?)"
_DONE_AWAY: Final = "(?<=[아어여가와워려져러라해돼])"
_IN_ORDERS: Final = "[려해워꿔와쳐켜대봐아어줘춰러]"
_PLAIN: Final = words(
    rf"""
    (?:^|(?<=\s))(?:그|저|저기|거)\s?뭐(?:냐|지|야|더라|였지|시냐|였더라),?\s(?=[가-힣\d]) -
    (?<=[가-힣,]\s)(?:뭐랄까|으?음|어|저기),?\s(?=[가-힣\d]) - ^(?:저기|그)\s있잖아요?,?\s(?=[가-힣\d]) -
    ^((?:오|아|응)\s)?인정(?=[\s.!]*$|\s(?!못|안|받|많|없|있|하|할|해|이|을|도)[가-힣]) \1맞아
    (?<![가-힣])(?:거시기|머시기)가?,?\s(?=.) - (?<![가-힣])넘(?![가-힣]) 너무
    (?<=밖에)[를을](?![가-힣]) - (?<![가-힣])이(?=수[꽈과광]|서[\s?!.]*$) 있
    (?<=있)서{_END} 어 [햄헴]?수(?:꽈|과|광|깡)(?:양|예)?(?![가-힣]) 습니까 (?<=[려해말])도(?:라|고){_END} 줘
    (?<=[{_PAST}있없])드래요(?![가-힣]) 어요 (?<=[려해])주(?:우야|오야|우){_END} 줘 (?<=[있없]소)야{_END} -
    (?<![가-힣])어데(?=[고꼬하]) 어디
    (?<=[{_OF_FACT}{_FUTURE}]\s)[기끼](?=(?:고|라|다|네|제|지|라서|라고)(?![가-힣])) 거
    (?<=[{_OF_FACT}{_FUTURE}]\s)[긴낀](?=데) 건 (?<=[{_OF_FACT}]\s)기(?=\s아[이니]) 게
    (?<=[{_OF_FACT}{_FUTURE}]\s거)라{_END} 야 (?<=[아어여해가와쳐져려봐줘지]라)이{_END} -
    (?<=[는은인한운])갑(?=[네다지제]) 가_보 (?<=[이가]\s)아[이니]가{_END} 아니야 (?<=다)\s?아(?:이가|입니까){_END} -
    (?<=[이가게기]\s)아이(?=[라다고지제])|(?<=[은는도]\s)아이(?=[라다])|^아이(?=다[\s,.!]) 아니
    (?<=[가-힣]\s)아인(?=[가지데]) 아닌 (?<=[가-힣][다라자냐])\s?카(?:더나|더노|더냐|드나|드노|디더)(?=\?) 고_해
    (?<=[가-힣][다라자냐])\s?카(?:더나|더노|더냐|드나|드노|디더)(?=[\s.!]|$) 고_해?
    ^((?:(?:있잖아|근데|아니)요?,?\s)?(?:나|나는|난|내가|우리)\s[^?!.]*[{_PAST}]다)\?+\s*$ \1!
    (?<=[가-힣]다)\s?카(?=던데) - (?<=[가-힣][다라])\s?카이(?![가-힣]) 니까
    (?<![가-힣])와(?=\s[^?]*(?:노|나){_END})|(?<=[은는]\s)와(?=\s[가-힣]) 왜
    ((?:{_ASKING})[^?!.]*[가-힣])(?<![아지])노{_END} \1나요 (?<=[{_PAST}])노{_END} 나
    (?:(?<=[가-힣])(?<!지)\s마|(?<=[가-힣])\s잉){_END} -
    (까지|부터|에서|아니|이)여{_END} \1야 (?<=[가-힣]고)\s?잡(?=[은다았아네]) _싶
    (?<=[{_FUTURE}])(?:랑가|꼬)(?=요?[\s?!.]*$) 까 (?<![가-힣])(?:어떻게|어째)야(?=\s[가-힣]) 어떻게_해야
    (?<={_IN_ORDERS})\s?(?:줍[서써](?:양|예)?(?![가-힣])|주?(?:소|쇼|이소|시오){_END}) 주세요
    (?:(?<=[{_FUTURE}{_OF_FACT}])(?<![안신])|(?<=[가-힣])\s)[겨껴]{_END} _거야 (?<=[{_FUTURE}])\s텨{_END} 래
    (?<=[나가]\s)벼{_END} 봐 헐(?=란다{_END}) 할 (?<=[{_FUTURE}])란다{_END} 게
    ^그려(?:\s그려)?(?=[\s,.!?]*$|[,.!?]\s|\s(?!줘|봐|보|주|달|놔|내))|(?<=[왜안고]\s)그려(?=[\s?!.]*$) 그래
    (?<![가-힣])(?<![을를안못다]\s)낼(?=\s(?!수(?:[도는가밖\s]|$)|때|거|것|게|돈|만|줄|건)|이\s|은\s) 내일
    (?<![가-힣])먼(?=\s?(?:요일|소리|말이|일이|날이|띠)) 무슨 (?<![가-힣])뭣(?=\s?[하허해혀]) 뭐
    (?<![가-힣])고[마만](?=\s?[하해할혀]) 그만 (?<=뭐\s)한대(?=[?!.\s]*$)|(?<=뭘\s)한대(?=[?!.\s]*$) 한다고_해
    (?<=[{_PAST}겄])슈(?![가-힣]) 어요 (?<=[가-힣][어아해네지데까래라])[유예](?![가-힣]) 요
    (?<=[있없{_PAST}])남{_END} 나 (?<=[가-힣])[허하]남(?=\?) 하나 (?<=[가-힣])믄(?=서|요|[^가-힣]|$) 면
    (?<=[가-힣])(?:것(?=어|는|지)|겄(?=[어는지다네소제냐나니습]))|(?<=모르)것(?=[다네]) 겠 (?<=[아고])퍼 파
    (?<=[바나])뻐 빠 (?<=[몰골올발])러(?=[요유서야도\s.!?,]|$) 라 (?<=누구)(?=신지) 이
    (?<=[가-힣])다면서요{_END} 다며 ((?:{_ASKING}|며칠)[^?!.]*남)음{_END} \1았어
    (?<=[좋싫][아어])함(?=[\s?!.~ㅋㅎ]*$) 해 (?<=짜리)(?=[야지니냐](?![가-힣])) 이
    (?<=라고\s)(좀\s)?가르쳐(?=\s[줘도]) \1알려 (?<=[{_FUTURE}]\s줄\s)아니{_END} 알아
    (?<=[가-힣][을를도]\s)무\s(?=봤|봐) 먹어_
    (?<=[가-힣])단\s?말(?:이야|이에요|이지|이다|야){_END} 다
    """
)
"""Patterns and what stands for them, «_» being a space and «-» nothing."""
_ENDINGS: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"(?<![가-힣])([가-힣]+)(?:가|갖고|가꼬|가꾸)(?= [가-힣])"), _because),
    (re.compile(r"(?<![가-힣])([가-힣]*[가-힣](?<![찮잖]))타(?![가-힣])"), _contracted),
    (re.compile(rf"{_WHAT}(?:[라란랑당]가|[다라]냐|라카노|라노|이?여|여유)(?:요|잉)?(?![가-힣])"), _with("이야/야")),
    (re.compile(rf"{_WHAT}(?:라|인[고교]){_END}"), _with("이야/야")),
    (
        re.compile(rf"{_WHAT}(?:이?우꽈|이?꽈|이?우과|이?드래요|(?<!요일)이래요)(?:양|예)?(?![가-힣])"),
        _with("이에요/예요"),
    ),
    (
        re.compile(rf"(?<=[가-힣])(?:{'|'.join(sorted(_AT_ENDS, key=len, reverse=True))})(?![가-힣])"),
        _unless_word,
    ),
    (re.compile(rf"[{_FUTURE}]라(?=[구고꼬꾸나네믄모카]| 카)"), _wanted),
    (re.compile(rf"(?<=[{_OF_FACT}])디(?=[요유]?(?![가-힣]))"), _unless_word),
    (re.compile(rf"(?<=[가-힣])드(?=(?:나요?|노){_END})"), _unless_word),
    *((re.compile(a), b.strip("-").replace("_", " ")) for a, b in zip(_PLAIN[::2], _PLAIN[1::2], strict=True)),
    (
        re.compile(rf"(?<=[아어여해가와워려져러라봐둬줘째]야 )쓰(?:까{_END}|(?=[겠겄것]))"),
        lambda m: "될까" if len(m[0]) > 1 else "되",
    ),
    (re.compile(rf"(?<![가-힣])([가-힣]*[려워춰켜꺼꿔러쳐라]|[가-힣]{{2,}}해|(?<=[말좀] )해)도{_END}"), _for_me),
    (re.compile(rf"(?<![가-힣])([가-힣]*[려워춰꺼꿔러와봐여어아]|[가-힣]*해)[죠조]{_END}"), _for_me),
    (re.compile(rf"(?<![가-힣])([가-힣]+) 도(?:라|고)?{_END}"), _for_me),
    (re.compile(r"([가-힣])([께까])(?=요?[\s?!.]*$)"), _will_do),
    (re.compile(rf"(?<=[{_OF_FACT}{_PAST}{_POLITE}])[데대]이{_END}"), _unless_word),
    (
        re.compile(
            rf"{_DONE_AWAY}(?:불(?=[고면지자게겄](?!기))| ?(?:[뿌삐]라{_END}|[뿌삐](?=[고러면믄지자게네노나])"
            r"|[뿟뿠삤](?=[가-힣])|부러(?=서|요|[^가-힣]|$)|부[렀럿](?=[가-힣])))"
        ),
        lambda found: f" {_GONE.get(found[0].strip(), '버리')}",  # «가불고», «치워 뿌고»: «가 버리고»
    ),
    (
        re.compile(r"(?<=[가-힣])버(?=[서라도]|[\s.!?]*$)"),
        lambda found: "워" if _cost_of(found, "워") < cost(found.string) else found[0],
    ),
    (re.compile(rf"([가-힣]+)[고꼬]{_END}"), _which),
    (re.compile(rf"([가-힣]+)가{_END}"), _whether),
    (_SAYS, _said),
    (re.compile(rf"(?<![가-힣])([가-힣]+)제{_END}"), _confirmed),
    (re.compile(r"([가-힣]+)여(?=\s*(?:[.,!?~]|$))"), _stated),
    (re.compile(r"([가-힣])당가(?:요|잉)?(?![가-힣])"), _asked),
    (
        re.compile(
            r"허(?=[냐는니고지면려네다더구믄게거겄세자])|(?<=[가-힣])(?:헌(?=[디데다지]|게(?![가-힣])|[\s?!.])|헐(?=래|까|게|라고|[\s?!.])"
            r"|혀(?=야|서|도|[\s.!?,]|$))|(?<= )혀(?=(?: 볼| 봐| 줘|[야서])|[\s?!.]*$)"
        ),
        _unless_word,
    ),
    (re.compile(rf"(?<![가-힣])[가-힣]*[{_NOTED}](?=[\s?!.~ㅋㅎㅠㅜ]*$)"), _noted),
    (re.compile(r"([가-힣\dA-Za-z]+)(임)(?=[\s?!.~ㅋㅎㅠㅜ]*$|( )[가-힣])"), _named),
)


def _needed(pattern: str) -> str:
    """Letters without which a pattern is found nowhere, as many as stand in a row in it; none where none must."""
    left, before = re.sub(r"\\.", "·", re.sub(r"\[[^]]*\]", "·", pattern)), ""
    while left != before:
        left, before = re.sub(r"\([^()]*\)[?*]?", "·", left), left
    runs = re.findall(r"[가-힣 ]+", re.sub(r".[?*{]", "·", left)) if "|" not in left else ()
    return max(runs, key=len, default="")


_NEEDED: Final = tuple((_needed(ending.pattern), ending, usual) for ending, usual in _ENDINGS)
"""The endings with what a text must have for one to be looked for: most are rare, and few are compiled at a start."""
_WORD: Final = re.compile(
    rf"(?<![가-힣])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=[^가-힣]|[이가은는을를도에만로여야부까서]|$)"
)
_HERE: Final = re.compile(
    rf"(?<![가-힣])여(?=\s[가-힣][^?!.]*(?:(?:누|머|뭐|어데|언제|얼마)[고꼬]|[가-힣]노|[은는능]교|데이){_END})"
)
"""«여 시장이 누고»: here, where the ending shows the region; «여 시장» may elsewhere be a woman."""
_STEMS: Final = {stem: usual.replace("_", " ") for stem, usual, _ in _VERBS}
_VERB: Final = re.compile("|".join(rf"(?<![가-힣]){stem}(?={after})" for stem, _, after in _VERBS))
_SENTENCES: Final = re.compile(r"(?<=[.?!~]) +")


def standard(text: str, names: Sequence[tuple[int, int]] = ()) -> str:
    """The text with the forms of dialects in their standard ones; a text without any is unchanged.

    Args:
        text: an utterance.
        names: where names stand in it, in order, which stay as they are («물빛구»).
    """
    said = " ".join(map(_standard, _SENTENCES.split(text)))
    if all(text[start:end] in said for start, end in names):
        return said
    hidden, kept = text, []
    for start, end in reversed(names):
        kept.append(text[start:end])
        hidden = hidden[:start] + _NAME + hidden[end:]
    said = " ".join(map(_standard, _SENTENCES.split(hidden)))
    return re.sub(_NAME, lambda _: kept.pop(), said) if said.count(_NAME) == len(kept) else text


def _standard(text: str) -> str:
    text = _WORD.sub(lambda found: _WORDS[found[0]], _HERE.sub("여기", text))
    text = _VERB.sub(lambda found: _STEMS[found[0]], text)
    for needed, ending, usual in _NEEDED:
        if needed in text:
            text = ending.sub(usual, text)
    return _by_morphemes(text)
