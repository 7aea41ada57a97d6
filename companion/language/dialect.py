"""Dialect in the words of the standard language, as far as closed classes go: endings, question words, pointers.

What regions say differently at the end of a verb or for «where» and «how» is a small, closed set (National Institute of
Korean Language, «지역어 조사 사업»); nouns and verbs are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.josa import josa
from companion.language.morphemes import tokenize
from companion.language.numbers import parse_number
from companion.language.readings import words

_PAIRS: Final = words(
    """
    거그 거기 여그 여기 저그 저기 우째 어떻게 우예 어떻게 우짜 어떻게 으째 어떻게
    을매나 얼마나 얼매나 얼마나 을매 얼마 얼매 얼마 어데 어디 워디 어디 워째 어째서
    머시 뭐가 뭣이 뭐가 므슨 무슨 무신 무슨 시방 지금 그라믄 그러면 그라모 그러면 그람 그럼
    근디 근데 그란디 그런데 그런디 그런데 누꼬 누구야 누고 누구야 뭐꼬 뭐야 머꼬 뭐야
    뭐여 뭐야 누구여 누구야 언제여 언제야 어디여 어디야 참말 정말 그기 그게 이기 이게
    쌤 선생님 머라고 뭐라고 머시라고 뭐라고
    그담 그다음 담에 다음에 담엔 다음엔
    금일 오늘 명일 내일 작일 어제 어저께 어제 낼모레 모레 내일모레 모레 엊그제 그저께 이자 이제
    운제 언제 므신 무슨 워치게 어떻게 우떻게 어떻게 을마 얼마 맻 몇 멫 몇 멧 몇 으디 어디 어드메 어디
    갸 걔 느그 너희 느그들 너희들 니네 너희
    은제 언제 앞엣 앞의 뒤엣 뒤의 뉘여 누구야
    메칠 며칠 쪼매 조금 쪼까 조금 솔찬히 꽤 억수로 아주 겁나게 아주 허벌나게 아주
    누게 누구 무신거 뭐 무시거 뭐 무사 왜 혼저 어서 하르방 할아버지 할망 할머니
    데꼬 데리고 델꼬 데리고 데불고 데리고
    괭이 고양이 몬 못 할매 할머니 할배 할아버지 인자 이제 고마 그만 단디 꼼꼼히 퍼뜩 빨리 언능 얼른 싸게싸게 얼른
    """
)
_WORDS: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_VERBS: Final = (
    ("어딨", "어디 있", "어는냐니나지죠더었을"),
    ("묵", "먹", "었고는을자지나노니으겠"),
    ("맹글", "만들", "었고어자지게려"),
    ("그라", "그러", "겠겄제지고는"),
    ("댕기", "다니", "고는자지면냐니나더"),
    ("댕겨", "다녀", ""),
    ("댕겼", "다녔", ""),
    ("갈키", "가르치", "고는"),
    ("갈켜", "가르쳐", ""),
    ("갈쳐", "가르쳐", ""),
    ("맹긴", "만든", ""),
    ("헐", "할", "란래까게라"),
    ("허", "하", "고는지면려냐니게자"),
    ("혀", "해", "서야도봐줘라요"),
)
"""Verb stems, the standard ones, and what may follow where the stem alone could be another word."""
_PAST: Final = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 20)
"""Syllables that end in ㅆ, as verbs do in the past."""


_FUTURE: Final = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 8)
"""Syllables that end in ㄹ."""


def _with_copula(found: re.Match[str]) -> str:
    """«얼마야», «무슨 요일이야»."""
    return josa(found[1], "이야/야")


def _politely(found: re.Match[str]) -> str:
    """«얼마예요», «몇 살이에요»."""
    return josa(found[1], "이에요/예요")


def _asked(found: re.Match[str]) -> str:
    """«한당가» is «하나», «갔당가» is «갔나»."""
    code = ord(found[1]) - 0xAC00
    return (chr(ord(found[1]) - _FINAL_N) if code % 28 == _FINAL_N else found[1]) + "나"


def _passed_on(found: re.Match[str]) -> str:
    """«오라셔» is «오라고 하셔»; «바라셔» is a verb, and «희자셔» a name: nobody proposes to be somehow."""
    parts = [part for token in tokenize(f"{found[1]}고") for part in token.parts]
    ending, _ = parts[-1]
    named = ending.startswith("자") and any(tag == "VA" for _, tag in parts)
    return f"{found[1]}고 하셔" if len(ending) > 1 and not named else found[0]


def _their_child(found: re.Match[str]) -> str:
    """«딸아가» is «딸이»."""
    return josa(found[1], {"가": "이/가", "는": "은/는", "를": "을/를"}[found[2]])


def _because(found: re.Match[str]) -> str:
    """«배고파가» is «배고파서», «고파갖고» «고파서»; «친구가» is none."""
    tokens = tokenize(found[1])
    ending, tag = tokens[-1].parts[-1]
    joins = tag.startswith("E") and ending in _JOINED and any(token.has("VV", "VA") for token in tokens)
    return f"{found[1]}서" if joins else found[0]


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


def _since(found: re.Match[str]) -> str:
    """«말하이 마음이 놓인다» is «말하니»; «하이 볼» is none."""
    tokens = tokenize(f"{found[1]}니")
    verb = any(token.has("VV", "XSV") for token in tokens[:-1]) or tokens[-1].has("EC")
    noun = len(tokenize(found[0])) == 1 and tokenize(found[0])[0].has("NNG", "NNP")
    return f"{found[1]}니" if verb and not noun else found[0]


def _confirmed(found: re.Match[str]) -> str:
    """«그러겠제», «좋제» want to hear that it is so; «어제», «문제» do not."""
    whole = tokenize(found[0])
    if len(whole) == 1 and whole[0].has("NNG", "NNP", "MAG"):
        return found[0]
    parts = [part for token in tokenize(f"{found[1]}지") for part in token.parts]
    verb = len(parts) > 1 and parts[-2][1].startswith(("V", "XS", "EP"))
    return f"{found[1]}지" if verb and parts[-1][1].startswith("E") else found[0]


_JOINED: Final = frozenset(("아", "어", "여", "ㅏ", "ㅓ"))
"""The endings that «-서» hangs on."""
_FINAL_N: Final = 4
"""The final ㄴ of a syllable, as Unicode counts."""
_ASKING: Final = "어디|뭐|무슨|언제|누가|누구|얼마|어떻게|왜|몇"
_ENDINGS: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"(?<![가-힣])([가-힣]+)(?:가|갖고|가꼬|가꾸)(?= [가-힣])"), _because),
    (re.compile(r"(?<=밖에)[를을](?![가-힣])"), ""),
    (re.compile(r"(?<![가-힣])누군교(?![가-힣])"), "누구예요"),
    (re.compile(r"(?<![가-힣])뭔교(?![가-힣])"), "뭐예요"),
    (re.compile(r"(?<![가-힣])얼만교(?![가-힣])"), "얼마예요"),
    (re.compile(r"(?<![가-힣])언젠교(?![가-힣])"), "언제예요"),
    (re.compile(r"(?<![가-힣])(?:어딘|어덴)교(?![가-힣])"), "어디예요"),
    (re.compile(r"(?<=[가-힣])당께(?:요|라)?(?![가-힣])"), "다"),
    # Jeju
    (re.compile(r"(?<![가-힣])누게(?=[이우꽈고라])"), "누구"),
    (
        re.compile(r"(누구|뭐|어디|언제|얼마|며칠|몇 ?[가-힣]{1,2}?)(?:이?우꽈|이?꽈|이?우과)(?:양|예)?(?![가-힣])"),
        _politely,
    ),
    (re.compile(r"(누구|뭐|어디|언제|얼마)라(?=[\s?!.]*$)"), _with_copula),
    (re.compile(r"(?<![가-힣])이(?=수[꽈과광]|서[\s?!.]*$)"), "있"),
    (re.compile(r"(?<=있)서(?=[\s?!.]*$)"), "어"),
    (re.compile(r"수(?:꽈|과|광|깡)(?:양|예)?(?![가-힣])"), "습니까"),
    (re.compile(r"[햄헴]습니까(?![가-힣])"), "하나요"),
    (re.compile(r"(?<=[가-힣]) ?(?:줍서|줍써)(?:양|예)?(?![가-힣])"), "주세요"),
    (re.compile(r"(?<=[려해말])도(?:라|고)(?=[\s?!.]*$)"), "줘"),
    # Gyeongsang
    (re.compile(r"(?<![가-힣])([가-힣]+[하보])이(?= [가-힣])"), _since),
    (re.compile(r"(?<![가-힣])([가-힣]*[려워춰켜꺼러쳐라]|[가-힣]{2,}해|(?<=[말좀] )해)도(?=[\s.!]*$)"), _for_me),
    (re.compile(r"^아이다(?=[\s,.!])"), "아니다"),
    (re.compile(r"(?<![가-힣])([가-힣]+) 도(?:라|고)?(?=[\s.!]*$)"), _for_me),
    # Gangwon
    (re.compile(r"(누구|뭐|어디|언제|얼마)(?:이?드래|이래)요(?![가-힣])"), _politely),
    (re.compile(rf"(?<=[{_PAST}있없])드래요(?![가-힣])"), "어요"),
    (re.compile(r"(?<=[려해])주(?:우야|오야|우)(?=[\s?!.]*$)"), "줘"),
    (re.compile(r"(?<=[있없]소)야(?=[\s?!.]*$)"), ""),
    (re.compile(r"(?<![가-힣])어딨(?=[음지나니는을냐노])"), "어디 있"),
    # Much respect
    (re.compile(r"(?<=누구)(?=신지)"), "이"),
    (re.compile(r"(?<=[가-힣])시우(?=[\s?!.]*$)"), "세요"),
    (re.compile(r"댜(?=[\s?!.]*$)"), "대"),
    # Questions about a noun: «누구랑가», «몇 시여».
    (
        re.compile(
            r"(누구|뭐|어디|언제|얼마|며칠)(?:[라란랑당]가|[다라]냐|라카노|라노|여유?|이고)(?:요|잉)?(?![가-힣])"
        ),
        _with_copula,
    ),
    (re.compile(r"(몇 ?[가-힣]{1,2}?|언제|요일)(?:이?여|이?고)(?=[\s?!.]*$)"), _with_copula),
    (re.compile(r"(?<=[가-힣]고) ?잡(?=[은다았아네])"), " 싶"),
    (re.compile(r"(?<=[가-힣])까정(?=[은는도만의]?(?![가-힣]))"), "까지"),
    (re.compile(r"(까지|부터|에서)여(?=[\s?!.]*$)"), r"\1야"),
    (re.compile(r"(?<=[은는] )와(?= [가-힣])"), "왜"),
    (re.compile(r"(?<=[가-힣][다라])(?:믄서|문서|ㅁ서)(?![가-힣])"), "면서"),
    (re.compile(rf"(?<=[{_PAST}])담서(?![가-힣])"), "다면서"),
    (re.compile(r"(?<=[가-힣])람서(?![가-힣])"), "라면서"),
    (re.compile(rf"(?<=[{_PAST}])(?:다라|다|대)(?:매|메)(?=[\s?!.]*$)"), "다며"),
    (re.compile(r"(?<=[가-힣])[라래](?:매|메)(?=[\s?!.]*$)"), "라며"),
    (re.compile(r"(?<![가-힣])맞음(?=[\s?!.]*$)"), "맞아"),
    (re.compile(rf"(?<=[{_PAST}])다면서요(?=[\s?!.]*$)"), "다며"),
    (re.compile(rf"(?<=[{_FUTURE}])(?:랑가|꼬)(?=요?[\s?!.]*$)"), "까"),
    # -고 하다, drawn together: «카더라», «캤노», «온다 카더나».
    (re.compile(r"(?<=[가-힣][다라자냐]) ?카(?:더나|더노|더냐|드나|드노|디더)(?=[\s?!.]*$)"), "고 해"),
    (re.compile(r"(?<=[가-힣])([다라자냐]) ?캤(?=[가-힣])"), r"\1고 했"),
    (re.compile(r"(?<=[가-힣])([다라자냐]) ?캐(?=라|서|도|요|줘)"), r"\1고 해"),
    (re.compile(r"(?<=[가-힣])([다라자냐]) ?카(?=노|나|네|는)"), r"\1고 하"),
    (re.compile(r"(?<=[가-힣])ㄹ?라(?:꼬|꾸)(?= |$)"), "려고"),
    (re.compile(r"(?<![가-힣])와(?= [^?]*(?:노|나)[\s?!.]*$)"), "왜"),
    (re.compile(rf"((?:{_ASKING})[^?!.]*[가-힣])(?<![아지])노(?=[\s?!.]*$)"), r"\1나요"),
    (re.compile(rf"(?<=[{_PAST}])노(?=[\s?!.]*$)"), "나"),
    (re.compile(r"(?<=[고라지 소야주줘]) ?혀(?=[\s?!.]*$)"), " 해"),
    (re.compile(r"(?<=[좋싫][아어])혀(?=[\s?!.]*$)"), "해"),
    (re.compile(r"(?<=[시분번월일데곳걸])루(?= )"), "로"),
    (re.compile(r"(?<![가-힣])([가-힣]+)제(?=[\s?!.]*$)"), _confirmed),
    # «가 봐야 쓰겄다», «어째야 쓰까»: what has to be.
    (re.compile(r"(?<![가-힣])(?:어떻게|어째)야(?= [가-힣])"), "어떻게 해야"),
    (re.compile(r"(?<=[아어여해가와워려져러라봐둬줘째]야 )쓰(?=[겠겄것])"), "되"),
    (re.compile(r"(?<=[아어여해가와워려져러라봐둬줘째]야 )쓰까"), "될까"),
    (re.compile(r"(?<=[가-힣]고) 그려(?=[\s?!.]*$)"), " 그래"),
    (re.compile(r"(?<=[려해워꿔와쳐켜대봐아어줘])(?: ?주)(?:소|쇼|이소|시오)(?=[\s?!.]*$)"), "주세요"),
    (re.compile(r"(?<=[가-힣]다) ?아이가(?=[\s?!.]*$)"), ""),
    (re.compile(r"(?<=[사람것거분]이)가(?=[\s?!.]*$)"), "야"),
    (re.compile(r"(?:(?<=[가-힣])(?<!지) 마|(?<=[가-힣]) 잉)(?=[\s?!.]*$)"), ""),
    (re.compile(r"(?<=[가-힣])(?:는|은)당가(?:요|잉)?(?![가-힣])"), "나"),
    (re.compile(r"([가-힣])당가(?:요|잉)?(?![가-힣])"), _asked),
    # «할겨», «간겨»; «웃겨» and «챙겨» are verbs.
    (re.compile(rf"(?:(?<=[{_FUTURE}한간온된는인운])|(?<=[가-힣]) )(?:겨|껴)(?=[\s?!.]*$)"), " 거야"),
    (re.compile(r"(?<=[가-힣]) ?것이여(?=[\s?!.]*$)"), " 거야"),
    (re.compile(r"(?<![가-힣])낼(?= |이 |은 )"), "내일"),
    (re.compile(r"(?<![가-힣])먼(?= ?(?:요일|소리|말이|일이|날이|띠))"), "무슨"),
    (re.compile(r"(몇 ?시|언제|무엇|누구|어디|며칠)인?(?:고|교)(?=[\s?!.]*$)"), _with_copula),
    (re.compile(r"(?<=[가-힣])(?:능|는|은)교(?![가-힣])"), "나요"),
    (re.compile(r"(?<=[가-힣]는)디(?=요?(?![가-힣]))"), "데"),
    (re.compile(r"(?<=[가-힣]은)디(?=요?(?![가-힣]))"), "데"),
    (re.compile(r"(?<=[가-힣]던)디(?=요?(?![가-힣]))"), "데"),
    (re.compile(r"(?<=짜리)(?=[야지니냐](?![가-힣]))"), "이"),  # «얼마짜리야»: no verb
    (re.compile(r"(?<![가-힣])뭣(?= ?[하허해혀])"), "뭐"),
    (re.compile(r"(?<=뭐 )한대(?=[?!.\s]*$)|(?<=뭘 )한대(?=[?!.\s]*$)"), "한다고 해"),
    (re.compile(r"(?<=[가-힣][인한픈운])디(?=요?(?![가-힣]))"), "데"),
    (re.compile(r"(?<=[가-힣][라다]) ?카이(?![가-힣])"), "고 해"),
    (re.compile(r"(?<=[아어여가와워려져해])불(?=[고면지자게겄](?!기))"), " 버리"),
    (re.compile(rf"(?<=[{_PAST}없])는감(?:요|유)?(?![가-힣])"), "나"),
    (re.compile(r"(?<=[가-힣])(?:대|데)유(?![가-힣])"), "대요"),
    (re.compile(r"(?<=[가-힣][어아해네지데까래])유(?![가-힣])"), "요"),
    (re.compile(r"(?<=[가-힣])쥬(?![가-힣])"), "죠"),
    (re.compile(r"(?<=[가-힣])(?:습니꺼|심니꺼|심니까)(?![가-힣])"), "습니까"),
    (re.compile(r"(?<=[가-힣])(?:심더|니더)(?![가-힣])"), "습니다"),
    (re.compile(r"(?<=[가-힣])이소(?![가-힣])"), "세요"),
    (re.compile(r"(?<=[해워꿔와쳐켜대려러아어줘] )보소(?=[\s?!.]*$)"), "보세요"),
    # «안 묵어»: with «호텔에 묵어» it has nothing to do.
    (re.compile(r"(?:(?<=(?<![가-힣])[안못] )|(?<=[을를도] ))묵(?=어)"), "먹"),
    (re.compile(r"(?<![가-힣])([가-힣]+[라다자냐])셔(?=[\s?!.]*$)"), _passed_on),
    (re.compile(r"(?<![가-힣])(딸|아들|손자|손녀)아([가는를])"), _their_child),
    # «아니라 하더라», «아니야?»: the copula denied
    (re.compile(r"(?<=[가-힣] )아인(?=[가지데])"), "아닌"),
    (re.compile(r"(?<=[이가] )아이(?=[라다]|가[\s?!.]*$)"), "아니"),
    (re.compile(r"(?<=[이가] 아니)가(?=[\s?!.]*$)"), "야"),
    (re.compile(r"(?<=[가-힣]다) ?카(?=던데|데)"), ""),
    (re.compile(r"(?<=[가-힣][라자]) ?카(?=더라|던데|데)"), "고 하"),
    (re.compile(r"(?<=[가-힣]다) ?카(?=더라)"), "고 하"),
    (re.compile(rf"(?<=[{_PAST}])디야(?=\?|$)"), "대"),
    (re.compile(r"(?<=이)여(?=\?|$)"), "야"),
    (re.compile(r"(?<=아니)여(?=\?|$)"), "야"),
    (re.compile(r"(?<=[가-힣])응께(?![가-힣])"), "으니까"),
    (re.compile(r"(?<=[가-힣])잉(?![가-힣])"), ""),
    (re.compile(r"(?<=[가-힣])믄(?=서|요|[^가-힣]|$)"), "면"),
    (re.compile(r"(?<![뽑잡집찍막먹밝박꽂업닫맺잊앉읽갇묻적익긁밟얽꼽씹])혔"), "했"),
    (re.compile(r"(?<![특면폐공불])허(?=[냐는니고지면려네다더구])|(?<=[가-힣])(?<![면특불공겸])허(?=자)"), "하"),
    (re.compile(r"(?<=[아어여가와워려져라러해]) ?부러(?=서|요|[^가-힣]|$)"), " 버려"),
    (re.compile(r"(?<=[아어여가와워려져라러해]) ?부[렀럿](?=[가-힣])"), " 버렸"),
    (re.compile(r"([가-힣]+)여(?=\s*[.,!?~])"), _stated),
    (re.compile(r"([가-힣]+)여(?=\s*$)"), _stated),
    (re.compile(r"(?<=[가-힣])(?:것(?=어|는|지)|겄(?=[어는지다네소제냐나니습]))|(?<=모르)것(?=[다네])"), "겠"),
    (re.compile(r"(?<=[가-힣])헌(?=[디데다]|게(?![가-힣]))"), "한"),
    (re.compile(r"(?<=[가-힣])헐(?=란다|래|까|게|라고)"), "할"),
    (re.compile(rf"(?<=[{_FUTURE}])란다(?=[\s?!.]*$)"), "게"),
    (re.compile(r"(?<![가-힣])고[마만](?= ?[하해할혀])"), "그만"),
    (re.compile(r"(?<=한)디(?![가-힣])"), "데"),
    # A question that ends like a note: «며칠 남음?», «얼마나 있음?».
    (re.compile(rf"((?:{_ASKING}|며칠)[^?!.]*남)음(?=[\s?!.]*$)"), r"\1았어"),
    (re.compile(rf"((?:{_ASKING}|며칠)[^?!.]*[좋많])음(?=[\s?!.]*$)"), r"\1아"),
    (re.compile(rf"((?:{_ASKING}|며칠)[^?!.]*[있없{_PAST}])음(?=[\s?!.]*$)"), r"\1어"),
    (re.compile(r"(?<=정말)이가(?=\?|$)"), "이야"),
    # What is only said with more weight, and notes of what one likes.
    (re.compile(r"(?<=[가-힣])단 ?말(?:이야|이에요|이지|이다|야)(?=[\s?!.]*$)"), "다"),
    (re.compile(r"(?<=[좋싫][아어])함(?=[\s?!.~ㅋㅎ]*$)"), "해"),
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
_STEMS: Final = {stem: usual for stem, usual, _ in _VERBS}
_VERB: Final = re.compile(
    "|".join(rf"(?<![가-힣]){stem}" + (rf"(?=[{after}])" if after else "") for stem, _, after in _VERBS)
)


def standard(text: str) -> str:
    """The text with the forms of dialects in their standard ones; a text without any is unchanged."""
    text = _WORD.sub(lambda found: _WORDS[found[0]], text)
    text = _VERB.sub(lambda found: _STEMS[found[0]], text)
    for needed, ending, usual in _NEEDED:
        if needed in text:
            text = ending.sub(usual, text)
    return text
