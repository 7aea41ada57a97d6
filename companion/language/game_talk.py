"""What is said about a game while it is played, and is no move of it: who begins, how hard it is, what is unfair."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.arithmetic import find_sum
from companion.language.grammar import is_demonstrative
from companion.language.mirror_words import FELT, PEOPLE, TO_ONE
from companion.language.morphemes import is_adjective_at
from companion.language.numbers import parse_number
from companion.language.self_words import OTHERS, OURS, SELF
from companion.language.short_answers import bare_word, is_one_word
from companion.language.terms import COPULA, EXISTENCE, IN_A_WAY, UNTIL, WHAT, WHERE, Reading, Term, read

WISHED: Final = frozenset(("으로", "로", "나", "이나", "도"))
"""Particles of what is wished for."""
TOPICAL: Final = frozenset(("은", "는"))
"""Particles of what is asked for by its name alone: «수수께끼는?»."""
Level = Literal["", "easy", "hard"]
"""How hard something is to be; "" where nothing was said."""

_FIRST: Final = "먼저"
_SINCE: Final = "부터"
_SUCH: Final = ("그런", "이런", "무슨", "저런")
_DO, _LIKE, _FUNNY = "하", "같", ("웃기", "재미있", "재밌", "좋")
_SHORTLY: Final = 4
"""How many words at most say how something is found."""
_ANSWERING: Final = re.compile(r"(?:이?요|인가요?|이?야|이?지요?|이?죠|이에요|예요|입니다|이?다)?")
"""How a number ends that is an answer."""


def finds_it(reading: Reading) -> Literal["liked", "flat"] | None:
    """«아 진짜 썰렁하다», «완전 아재개그네», «웃긴다»: how somebody finds what was told."""
    said = [t for t in reading.terms if t.kind not in ("interjection", "adverb")]
    last = said[-1] if said else None
    own = any(t.lemma in SELF | OURS | PEOPLE or t.kind in ("time", "question") for t in said)
    if last is None or own or "?" in reading.text or len(said) > _SHORTLY or last.lemma in FELT | TO_ONE:
        return None
    form = last.form
    if form is None:
        return "flat" if last.text.endswith(("네", "다", "구나")) else None
    if form.requests or form.wishes or form.future or form.asks:
        return None
    very = last.lemma.endswith(_DO) and any(t.kind == "adverb" for t in reading.terms)  # «너무 유치해»
    found = very or last.lemma in (COPULA, _LIKE, *_FUNNY) or is_adjective_at(reading.text, last.start)
    return None if not found else "liked" if last.lemma in _FUNNY and not form.negated else "flat"


def goes_first(reading: Reading) -> Literal["speaker", "listener"] | None:
    """Who is to begin: «나부터 할게», «내가 먼저 할래», «네가 먼저 해»; None where nobody is said to."""
    for term, after in zip(reading.terms, (*reading.terms[1:], None), strict=False):
        if term.kind != "pronoun":
            continue
        first = _SINCE in term.particles or (after is not None and after.lemma == _FIRST)
        if first and term.lemma in OURS | SELF:
            return "speaker"
        if first and term.lemma in OTHERS:
            return "listener"
    return None


_ANNOUNCED: Final = re.compile(
    r"(?:대결|시간|순서|차례|코너|한\s?판|게임|놀이|승부|무대|시합|라운드|대회)(?:을|를)?\s?(?:입니다|이에요|예요|이야|야|이여|여|시작합니다|시작해요|시작할게요)[!.~\s]*$"
)


def announces_game(text: str) -> bool:
    """«이번 순서는 끝말잇기 대결입니다!»: whether what comes next is announced, as on a stage."""
    return _ANNOUNCED.search(text) is not None


_TO_BE_POSED: Final = re.compile(
    r"(?:문제|퀴즈)(?:를|을)?\s?(?:하나\s?|좀\s?|한번\s?|더\s?)*(?:내|출제해?)\s?(?:봐|줘|보|달|주|라|볼래|줄래)"
)


def wants_to_be_asked(text: str) -> bool:
    """«구구단 문제 내 봐 내가 맞힐게»: whether something is to be posed, whatever is said of who solves it."""
    return _TO_BE_POSED.search(text) is not None


def begins_with(text: str) -> str:
    """The word with which somebody begins who says so before it: «내가 먼저 할게 가지»; "" where none is said.

    The word is set apart before it is read, as a noun behind a verb may be taken for its helping verb.
    """
    *before, last = text.split() or ("",)
    reading = read(" ".join(before), (), (), ())
    verb = reading.main
    promises = verb is not None and verb.form is not None and verb.form.closes and " " not in reading.text[verb.end :]
    end = reading.terms[-1] if reading.terms else None
    promises = promises or (end is not None and (end.lemma == _FIRST or _SINCE in end.particles))  # «내가 먼저 바나나»
    word = bare_word(last)
    return word if promises and goes_first(reading) == "speaker" and is_one_word(word) else ""


def asks_to_wait(reading: Reading, words: Collection[str]) -> bool:
    """«잠깐만 엄마가 불러», «이건 아빠가 할게요. 잠깐만»: nothing is asked but to wait.

    Args:
        reading: the utterance.
        words: words for a moment.
    """
    orders = any(verb.form is not None and verb.form.requests and verb.lemma not in _WAITS for verb in reading.verbs)
    return any(t.lemma in words or t.text in words for t in reading.terms) and not (orders or reading.asks_what)


def comes_back(reading: Reading) -> bool:
    """«왔어», «나 다녀왔어», «어디까지 했지 우리»: somebody who was away goes on with what was left."""
    verbs = reading.verbs
    if _asks_what_went_on(reading):
        return True
    if any(t.kind == "question" and t.lemma == WHERE and UNTIL in t.particles for t in reading.terms):
        return verbs[-1].lemma in _GOT_TO if verbs else False
    others = [t for t in reading.terms if t.form is None and t.kind not in ("adverb", "interjection", "pronoun")]
    back = [v for v in verbs if v.lemma in _CAME and v.form is not None and v.form.past and v.form.closes]
    return bool(back) and len(verbs) == 1 and not others and not reading.asks_what


def _asks_what_went_on(reading: Reading) -> bool:
    """«우리 뭐 하고 있었지», «뭐 하던 중이었지»: what was going on before something else came between."""
    verb = reading.main
    if verb is None or verb.form is None or not (verb.form.past and verb.form.asks):
        return False
    others = [t for t in reading.terms if t.kind in ("noun", "name", "number", "time") and not t.bound]
    went_on = verb.lemma == _DO and _GOING_ON in reading.text[verb.start :]
    amid = verb.lemma == COPULA and any(t.lemma == _AMID for t in reading.terms)
    asked = [t for t in reading.terms if t.kind == "question"]
    return (went_on or amid) and not others and [t.lemma for t in asked] == [WHAT]


_GOING_ON: Final = "고 있"
_AMID: Final = "중"


def concedes(reading: Reading) -> bool:
    """«너 잘하네 나 졌어», «니가 이겼어»: the speakers say that they have lost."""
    for verb in reading.verbs:
        told = verb.form is not None and verb.form.past and verb.form.closes and not verb.form.asks
        if not told or verb.lemma not in (_LOST, _WON):
            continue
        of = [t for t in reading.terms if t.kind == "pronoun" and t.clause == verb.clause and t.start < verb.start]
        subjects = [t.lemma for t in of if not set(t.particles) - _SUBJECTS]
        if any(one in (_OWN if verb.lemma == _LOST else OTHERS) for one in subjects):
            return True
    return False


_LOST: Final = "지"
_WON: Final = "이기"
_OWN: Final = SELF | {"나", "내", "저", "제"}
_SUBJECTS: Final = frozenset(("이", "가", "은", "는", "도"))


def only_wonders(reading: Reading) -> bool:
    """«음 뭐지», «글쎄 뭘까»: somebody thinks aloud."""
    asked = [t for t in reading.terms if t.kind == "question" and t.lemma == WHAT]
    rest = [
        t for t in reading.terms if t not in asked and t.kind not in ("interjection", "adverb") and t.lemma != COPULA
    ]
    only = bool(asked) and not rest and len(reading.terms) > len(asked)
    return only and not reading.text.rstrip(" ?").endswith("라고")


def says_again(reading: Reading) -> bool:
    """«한 번만 더 일러 줘», «다시 말해 줘»: the same is to be said again, and no other one."""
    says = any(v.lemma in _SAYS and v.form is not None and v.form.requests for v in reading.verbs)
    return says and any(t.lemma in ("번", "다시") for t in reading.terms)


def said_number(text: str) -> int | None:
    """The one number that a short text says, as an answer or a guess: «오십육», «사십오인가»."""
    found = [number for word in text.split() if (number := _number_in(word.strip("?!.,~"))) is not None]
    return found[0] if len(found) == 1 else None


def _number_in(word: str) -> int | None:
    for end in range(len(word), 0, -1):
        number = int(word[:end]) if word[:end].isdecimal() else parse_number(word[:end])
        if number is not None:
            return number if _ANSWERING.fullmatch(word[end:]) else None
    return None


def wanted_level(reading: Reading, easy: Collection[str], hard: Collection[str]) -> Level:
    """How hard it is to be: «쉬운 걸로», «어렵게 내 줘»; «너무 쉽다» wants it harder.

    Args:
        reading: the utterance.
        easy, hard: stems of the words for either.
    """
    for verb in reversed(reading.verbs):
        if verb.form is None or verb.form.negated or not (verb.lemma in easy or verb.lemma in hard):
            continue
        if verb.form.modifies or verb.form.ending == IN_A_WAY:
            return "easy" if verb.lemma in easy else "hard"
        if verb.lemma in easy:
            return "hard"
    return ""


def denies_such(reading: Reading) -> bool:
    """«그런 말이 어디 있어», «그게 무슨 답이야»: whoever asks so says that there is no such thing."""
    terms = reading.terms
    for which, noun, *rest in zip(terms, terms[1:], terms[2:], terms[3:], strict=False):
        such = which.lemma in _SUCH or is_demonstrative(which)
        rhetorical = rest[0].lemma == WHERE or rest[0].text == "다"
        if such and noun.form is None and rhetorical and rest[1].lemma in EXISTENCE:
            return True
    return any(
        which.text == "무슨" and noun.form is None and verb.lemma == COPULA and _points(terms[:at])
        for at, (which, noun, verb) in enumerate(zip(terms, terms[1:], terms[2:], strict=False))
    )


def wants_something_else(reading: Reading, other: Collection[str]) -> bool:
    """«딴 거 하자», «다른 거 할래»: something else is to be done, and not another one of the same asked.

    Args:
        reading: the utterance.
        other: words for «other».
    """
    for which, what, verb in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        if which.lemma in other and what.bound and verb.lemma == _DO and verb.form is not None:
            return verb.form.requests or verb.form.ending.startswith(("자", "ㄹ래"))
    return False


def _points(terms: Collection[Term]) -> bool:
    return any(term.kind == "pronoun" and is_demonstrative(term) for term in terms)


_WAITS: Final = frozenset(("기다리", "있", "멈추", "하"))
_CAME: Final = frozenset(("오", "다녀오", "돌아오", "갔다오"))
_GOT_TO: Final = frozenset(("하", "가", "말하", "얘기하", "나가"))
_SAYS: Final = frozenset(("말하", "이르", "일러주", "읽", "들려주", "얘기하", "이야기하", "부르", "알리", "말"))
_GIVES_UP: Final = re.compile(
    r"(?<![가-힣])(?:못\s?하겠|못하겠|모르겠|졌(?:어|다|네|습|음|지\s뭐)|항복|기권|포기)(?![가-힣]*(?:지\s?마|하지))"
)
_ONE_MORE: Final = re.compile(
    r"(?:(?:하나|한\s?(?:개|번|명|판|분|마디|문제|장))(?:만)?\s?더|다른\s?(?:거|것|걸|걸로|농담|문제|사람|번호)|딴\s?(?:거|것|걸)"
    r"|(?<![가-힣])또\s?(?:하나|해|내|없|뽑|던져|굴려)|더\s?(?:해|내|들려|없|뽑|던져|굴려))"
    r"(?:\s?[가-힣]{1,6}){0,3}[\s?.!~]*$"
)
_ASKED_FOR: Final = re.compile(r".*?[가-힣]\s?(?:줘|주세요|줄래|봐|다오|달라|주라|줘라|봐라)요?(?=[\s,.!])")
"""What goes before the end of a request: all of it that may ask for another one."""
_WHAT_IT_MEANS: Final = re.compile(
    r"(?:그게|그건|이게|이건|저게)?\s?(?:뭔|무슨)\s?(?:뜻|말|소리|의미)|(?:그게|그건|이게)\s?(?:뭐야|뭐예요|뭐지|뭐여|뭔데|뭐람|뭐죠)"
    r"|(?:뭐야|뭐예요|뭐여|뭐람|뭐지)\s(?:그게|이게|그건)|이해가?\s?(?:안|못)|왜\s?(?:그게|그런|그거)|뜻이\s?뭐|(?:그게|그건)\s?왜"
)
_WHO_WON: Final = re.compile(
    r"(?:(?P<who>내가|네가|니가|너가|나|너|우리|누가)\s)?(?:또\s)?(?P<what>이겼|이긴|졌|진\s?(?:거|건)|비겼|비긴)"
)
_RESULT_ASKED: Final = re.compile(r"(?:지|죠|어|나|냐|니|야|네|까|가|잖아|거지|건가)요?[\s?.!]*$")


def gives_up(text: str) -> bool:
    """«아 못하겠다 졌어»."""
    return _GIVES_UP.search(text) is not None


def wants_one_more(text: str) -> bool:
    """«ㅋㅋ 그게 뭐야 하나 더», «음 그건 별로다 다른 거», «한 명 더 뽑아야 돼»: another of what was told last.

    It may be asked for first: «하나 더 해 줘, 방금 건 별로였어».
    """
    asked = _ASKED_FOR.match(text)
    return _ONE_MORE.search(text) is not None or (asked is not None and _ONE_MORE.search(asked[0]) is not None)


def wants_a_game(text: str) -> bool:
    """«다른 거 하자»: something is to be done together, and not only told."""
    return re.search(r"하자|할래|할까|놀이|게임|놀자", text) is not None


def asks_what_it_means(text: str) -> bool:
    """«ㅋㅋㅋ 그게 뭐야», «무슨 뜻이야»: what was said last in a game is not understood."""
    *asked, last = re.split(r"(?<=[.!?])\s+", text)
    left = bool(asked) and gives_up(last) and _WHAT_IT_MEANS.search(last) is None  # «글쎄, 그게 뭐야. 모르겠네.»
    return len(text.split()) <= _SHORT_TURN and _WHAT_IT_MEANS.search(text) is not None and not left


def result_claimed(text: str) -> Literal["won", "lost", "even", "who", ""]:
    """How speakers say, or ask, that a round ended for them: «내가 이겼지?» won; "" where they don't."""
    found = _WHO_WON.search(text)
    if found is None or not _RESULT_ASKED.search(text) or len(text.split()) > _SHORT_TURN:
        return ""
    if found["who"] == "누가":
        return "who"
    if found["what"].startswith("비"):
        return "even"
    theirs = found["who"] in ("네가", "니가", "너가", "너")
    return "won" if found["what"].startswith("이") != theirs else "lost"


def offers_to_pose(text: str) -> bool:
    """«이번엔 내가 낼게», «나도 수수께끼 하나 낼래»: the speakers want to be those who ask."""
    return _POSES.search(text) is not None


def asks_to_guess(text: str) -> bool:
    """«… 두 발인 게 뭐게?», «세상에서 제일 큰 코는?»: put to be guessed."""
    return _TO_GUESS.search(text) is not None


def poses_sum(text: str) -> bool:
    """«이번엔 내가 낼게. 십이 곱하기 구는?»: what the last sentence asks is a sum, and to be worked out."""
    *_, asked = re.split(r"[.!?]\s+", text.strip())
    return find_sum(asked) is not None


def puts_off(text: str) -> bool:
    """«재밌다, 내일 또 하자», «다음에 또 놀아요»: to play again another time, and not now."""
    return _PUTS_OFF.search(text) is not None


def asks_rules(reading: Reading, words: Collection[str]) -> bool:
    """«끝말잇기 규칙이 뭐야», «스무고개는 어떻게 하는 거야»: how a game is played.

    Args:
        reading: the utterance.
        words: nouns for rules.
    """
    how = reading.question("어떻게") and any(verb.lemma == _DO for verb in reading.verbs)
    return how or any(term.lemma in words for term in reading.terms)


def asks_whether_known(text: str) -> bool:
    """«스무고개도 할 줄 알아?», «퀴즈도 할 수 있어?»: whether the listener knows how to play."""
    return _KNOWN_HOW.search(text) is not None


_POSES: Final = re.compile(r"(?<![가-힣])(?:내가|나도|나두|제가|저도|나)\s(?:[가-힣]+\s){0,3}?(?:낼|내\s?볼)[게께래]")
_TO_GUESS: Final = re.compile(r"\?\s*$|[뭐구디]게요?[\s!.~]*$|(?:뭐|무엇|누구)[가-힣]{0,4}[\s!.~]*$")
_KNOWN_HOW: Final = re.compile(r"할\s?(?:줄\s?[알아]|수\s?있)[가-힣]*[\s?.!~]*$")
_PUTS_OFF: Final = re.compile(
    r"(?<![가-힣])(?:내일|낼|모레|이따가?|나중에?|[다담]음?번?에|다음\s?(?:번|주)에?|담주에?)(?:도|는)?\s(?:또|다시|더)?\s?"
    r"(?:하|해|놀|겨루|겨뤄|붙|만나)[가-힣 ]*[\s.!~]*$"
)
_SHORT_TURN: Final = 6
_DRAWN: Final = re.compile(
    r"(?P<low>\d+|[일이삼사오육칠팔구십백천하나]+)\s?번?(?:부터|에서)\s?(?P<high>\d+|[일이삼사오육칠팔구십백천]+)\s?번?\s?까지(?P<rest>.*)"
)
_DRAWS: Final = re.compile(r"뽑|골라|고르|추첨|찍어|불러|정해|랜덤|아무\s?(?:번호|숫자|거나)|번호\s?하나|숫자\s?하나")


def drawn_from(text: str) -> tuple[int, int] | None:
    """«일부터 백이십까지 번호 하나 뽑아 줘»: between what numbers one is to be drawn; None where none is."""
    found = _DRAWN.search(text)
    if found is None or not _DRAWS.search(text):
        return None
    low = 1 if found["low"] == "하나" else parse_number(found["low"])
    high = parse_number(found["high"])
    return (low, high) if low is not None and high is not None and low < high else None
