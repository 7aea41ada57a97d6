"""What is told of whom: an utterance clause by clause, each with who it is about, which of theirs, and what it is.

A clause ends where a verb or a copula does that nothing hangs on. Who it is about stands at its beginning, with a
particle; where nobody stands there, it is about whoever the clause before was about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.food_told import without_reason
from companion.language.grammar import BARELY
from companion.language.hangul import final_consonant
from companion.language.introductions import (
    BORN,
    SCHOOL_YEAR,
    birth_year,
    is_full_name,
    is_given_name,
    looks_like_name,
    may_be_full_name,
    years_in,
)
from companion.language.morphemes import Token, tokenize
from companion.language.numbers import find_numbers
from companion.language.people_words import (
    FAMILIAR,
    KIN_WORDS,
    PERSON_POINTERS,
    SPEAKER,
    is_person_name,
    is_pointer,
    key_of,
    mentioned,
    presented,
    without_particle,
)
from companion.language.readings import words
from companion.language.schooling import of_the_class
from companion.language.self_words import KIN, OURS, PETS, About, Disclosure

CONTINUED: Final = "…"
"""Of whom a clause tells that names nobody: of whoever was spoken of before it."""

PAST: Final = "past"
"""When somebody liked or was what they like or are no more, or lives no more to like or be it."""
_SCHOOLS: Final = "학교|유치원|어린이집|학원|대학교|대학"
_NOUNS: Final[tuple[tuple[About, str], ...]] = (
    ("name", "이름|성함|존함|성명|본명"),
    ("call", "별명|애칭"),
    ("age", "나이|연세|춘추"),
    ("origin", "고향"),
    ("birthday", "생일|생신"),
    ("role", "직업|하는 일|하시는 일"),
    ("work_at", "회사|직장|일터|근무지|병원|가게|매장|사무실|공장|부서"),
    ("attends", _SCHOOLS),
    ("hobby", "취미"),
    ("home", "집|동네|사는 곳|사는 데|사는 동네"),
    ("height", "키|신장"),
    ("dream", "꿈|장래희망"),
    ("study", "전공|학과"),
    ("like", "좋아하는 (?:음식|거|것|건|색|과목|노래|운동|과일|동물)"),
)
_OF_NOUN: Final = {word: about for about, row in _NOUNS for word in row.split("|")}
_NOUN: Final = "|".join(row for _, row in _NOUNS)
_LEAD: Final = (
    r"(?:(?:[ㅋㅎㅠㅜ]+|아|어|음|참|근데|그런데|그리고|그러고|그래서|사실|또|아니|그럼|여기|아니다|아참|참참|맞다|안녕[가-힣]*"
    r"|오늘|요즘|요새|올해|이제|지금)[,.]?\s+|[가-힣]{0,5}[^\s은는이가도만],\s+)*"
)
_OWNER: Final = r"(?:(?:우리|울|저희|내|제|나의|저의)\s(?:집\s|집에\s)?)?"
_WHO: Final = (
    rf"{_LEAD}(?P<own>{_OWNER})(?:(?P<self>{SPEAKER})|(?P<who>(?P<pointer>{PERSON_POINTERS})|(?P<kin>{KIN_WORDS})(?:{FAMILIAR}(?=[은이도의만한]))?%s"
    r"|(?P<name>[가-힣]{2,4}?)(?:\s(?P<title>씨|님|어르신|선생님|할머니|할아버지|사장님))?)(?:들?\s중에?\s(?:하나|한\s?(?:명|분|사람|애)))?"
    r"(?P<josa>께서는|께서|한테는|한테|들은|들이|이는|이가|은|는|이|가|도|의|만|)(?=\s|$))\s*"
    rf"(?:(?P<noun>{_NOUN})(?P<njosa>은|는|이|가|도|을|를|에|)(?=\s|$)\s*)?"
)
_SUBJECT: Final = re.compile(_WHO % "(?P<named>)")
_NAMED_SUBJECT: Final = re.compile(_WHO % r"(?:\s(?P<named>[가-힣]{2,4}?))")
"""«우리 손녀 하은이가», «제 친구 현우는»."""
_NOUN_ALONE: Final = re.compile(rf"{_LEAD}{_OWNER}(?P<noun>{_NOUN})(?P<njosa>은|는|이|가|도)(?=\s|$)\s*")
_MINE: Final = re.compile(rf"{_LEAD}(?:내|제|나의|저의)\s")
_THING_NAMED: Final = re.compile(
    rf"{_LEAD}(?:우리|울|저희|내|제|나의|저의)\s(?P<thing>(?!집\s|{KIN_WORDS}\s)[가-힣A-Za-z]{{1,8}}(?:\s(?!집\s)[가-힣]{{1,6}})?)\s"
    r"(?P<noun>이름|별명)(?:은|는|이)\s"
)
"""«우리 팀 이름은 새벽별이고»: what has a name and is nobody."""
_ASKS: Final = re.compile(
    r"(?<![가-힣])(?:뭐|뭘|뭔|무엇|무슨|누구|누가|어디|언제|얼마|어떻게|어떤|어느|왜|며칠|몇)(?![가-힣]*\s?안)|[?]\s*$|"
    r"(?:니|냐|까|나요|는가|은가|ㄹ래|을래|려나|는지|은지|던가|[았었겠]노|당가)요?[\s?.!]*$|기억하|기억나|알지|알아|[다라냐자]고\s?(?:했|그랬)|[랬댔]지|게[?]?\s*$"
)
_WISHES: Final = re.compile(
    r"싶|(?:ㄹ|을|할|갈|볼)\s?(?:거|게|래)|려고|해\s?줘|줘[요]?$|주세요|(?<![가-힣])않|아니[야고에지다]"
)
_AUXILIARY: Final = frozenset(words("있 계시 싶 않 버리 주 보 드리 놓 두 가지"))
_JOINING: Final = frozenset(words("아 어 여 해 아서 어서"))
"""Endings that only end a clause before a noun."""
_NO_END: Final = frozenset(
    words(
        """
    게 러 려고 으려고 면 으면 도록 으러 다가 ㄹ려고 라고 이라고 다고 ᆫ다고 ㄴ다고 는다고 자고 냐고 지 고서 아도 어도 아야
    어야 ㄹ수록
    """
    )
)
_NAMED: Final = re.compile(
    r"(?P<v>[가-힣]{1,6}?)(?:이?셔|이야|이여|이에요|예요|이라고|라고|이고|이고요|고요|입니다|야|여|고|이래|래|임|이지|이네|다|인데요|인데|ㄴ데)$"
)
_CALLED: Final = re.compile(
    r"(?P<v>[가-힣A-Za-z ]{2,12}?)(?:이라고|라고)(?:\s?(?:해|혀|하[고는네]|합니다|불러|한다|했어)[가-힣]*)?$"
)
_ADVERB: Final = (
    r"(?:참|진짜|정말|엄청|무지|아주|제일|되게|많이|잘|너무|매우|겁나게|겁나|특히|무척|굉장히|좀|다|또|꼭|절대|아예|원래"
    r"|그렇게|그리|얼마나|엄청나게|꽤|훨씬|항상|늘|맨날|가끔|전혀)"
)
_OBJECT: Final = rf"(?P<v>[가-힣A-Za-z0-9]+(?:\s[가-힣A-Za-z0-9]+){{0,3}}?)\s(?:{_ADVERB}\s)*"
_LIKES: Final = re.compile(_OBJECT + r"(?:좋아[하해한했혀헌허합]|사랑[하해]|즐[기겨긴]|좋아라)")
_DISLIKES: Final = re.compile(_OBJECT + r"(?:싫어[하해한했혀합]|질색|(?:안|못)\s?좋아[하해]|꺼[리려])")
_AVOIDS: Final = re.compile(
    _OBJECT + r"(?:(?:못|안|절대\s?안)\s?(?:먹|씹|드[시셔신셨세십]|자[시셔]|마[시셔]|대[요어]?)|입에도\s안)"
)
_ALLERGIC: Final = re.compile(
    r"(?P<v>[가-힣]{1,6}(?:\s[가-힣]{1,4})?)\s?(?:알레르기|알러지)(?:가|이|도)?\s?(?:있|심|계)"
)
_LIVES: Final = re.compile(
    r"(?:^|\s)(?P<v>[가-힣]{2,8}?)(?:에서|에|서)?\s(?:혼자\s|같이\s|따로\s|지금\s|쭉\s)*(?:살[아어고지거았었면던다며]|사[시셔신는세십]|산[다대]|삽니다|거주)"
)
_BEING_THERE: Final = r"\s(?:나가\s|가\s)?(?:있(?!는(?![데지대])|을|던)|계(?!시?[신실던는](?![데지대])))"
"""Said of somebody; «통닭거리에 있는 데» only describes what is there."""
_STAYS: Final = re.compile(rf"(?:^|\s)(?P<v>[가-힣]{{2,8}}?)에{_BEING_THERE}")
_FOR_A_WHILE: Final = re.compile(r"(?:실|병원|병동)$")
"""Where one is for hours or weeks: a room, a hospital."""
_STAYS_BARE: Final = re.compile(r"(?P<v>[가-힣]{2,8})(?<![에이가])\s(?:나가\s|가\s)?(?:있[어다고지네]|계[시셔](?!는))")
_WORKS: Final = re.compile(
    r"(?:^|\s)(?P<v>[가-힣A-Za-z]+(?:\s[가-힣]+)?)에서\s(?:(?P<role>[가-힣]+?)으?로\s)?(?:일(?!하는\s)[하해한합]|근무(?!하는\s)|재직(?!하는\s))"
)
_ATTENDS: Final = re.compile(
    r"(?:^|\s)(?P<v>[가-힣A-Za-z0-9]+(?:\s[가-힣]+)?)(?:에|를|을)?"
    r"\s다(?:[니녔닌닙]|녀(?![가-힣]?\s?[오왔가갔]))"
)
_CAME: Final = re.compile(
    r"(?:^|\s)(?P<v>[가-힣]{2,8}?)에서\s(?:여기까지\s|일부러\s)?(?:왔(?:어|다|대|습|지|고|거|는데|네)|오셨|왔답|오셨답)"
)
_AILS: Final = re.compile(
    r"(?:^|\s)(?P<v>[가-힣]{2,6}?)(?:이|가|을|를|도)?\s(?:좀\s|심하게\s|조금\s|오래\s|원래\s)*"
    r"(?:있(?:어|다|는데|고|거든|네|지|으|습)|있(?:대|답)|있(?:당|음)|있으시|있으셔|계[시셔]|앓|걸[리려렸]|생[겼기])"
)
_AILMENT: Final = re.compile(
    r"(?:[가-힣]병|[가-힣]염|[가-힣]증|[가-힣]암|당뇨|[고저]혈압|[가-힣]통풍|통풍|빈혈|[가-힣]결석|치매|천식|디스크|알레르기|알러지|결핵|중풍|풍|[가-힣]질환|[가-힣]경화"
    r"|[가-힣]장애|[가-힣]마비|[가-힣]부전|[가-힣]골절|[가-힣]내장|[가-힣]파열|치질|아토피|백내장|녹내장|부정맥)$"
)
"""How the names of illnesses end, most of which are made of such syllables."""
_NO_AILMENT: Final = frozenset(
    words(
        """
        영수증 면허증 신분증 자격증 인증 검증 보증 궁금증 갈증 증 학생증 물병 술병 꽃병 보온병 우유병 젖병 화염 소염
        수염 장병 간병 헌병 사병 소주병 맥주병
        """
    )
)
"""Words that end so and name none."""
_DIED: Final = re.compile(
    r"(?P<v>(?:[가-힣\d]+\s?년\s?전|작년|재작년|올해|지난달|지난주|[가-힣\d]+\s?달\s?전|오래전|일찍)(?:에)?\s)?"
    r"(?:(?:먼저|일찍)\s)?(?:돌아가[셨시신]|떠났|떠나[셨고신]|갔|가셨|세상을?\s(?:떠|뜨|등|버)|하늘나라|저세상|무지개다리)"
)
_SURELY_DIED: Final = re.compile(
    r"돌아가[셨시신]|세상을?\s(?:떠|뜨|등|버)|하늘나라|저세상|무지개다리|년\s전에?\s먼저\s(?:갔|가셨)|먼저\s떠|(?:전에?|작년에|올해)\s떠났|떠나셨"
)
_LEFT_FOR: Final = re.compile(r"(?:여행|출장|유학|이민|휴가|집)(?:을|를|에)?\s?(?:떠|갔)|으?로\s(?:떠|갔|가)")
_EATEN: Final = re.compile(r"(?P<v>[가-힣0-9]+(?:\s?(?:살|세))?)\s?(?:먹었|됐|되었|되셨|자셨|드셨|잡쉈)")
_WAS: Final = re.compile(
    r"(?P<v>(?:[가-힣A-Za-z0-9]+\s){0,3}[가-힣]+?)(?:이?셨|이었|였)(?:어|거든|는데|지|대|다|습니다|고|더라|잖아|던|네)[가-힣]*$"
)
"""«도청 공무원이셨거든요», «기관사셨어», which the dictionary takes apart as «사셨어»."""
_COUNTRYMAN: Final = re.compile(r"(?P<v>[가-힣]{2,6})\s(?:사람|출신|토박이)$")
_TRADE: Final = re.compile(r"(?:[사원가자관수인생장님꾼공부]|[머너버터저커퍼더])$")
"""What words for what somebody is end in."""
_NO_TRADE: Final = re.compile(
    r"(?:병원|학원|공원|유치원|회사|농장|시장|공장|극장|사진|여자|남자|혼자|부자|과자|피자|감자|모자|의자|상자|글자|사자|각자|공부|전부|일부|생일|자가|휴가"
    r"|동생|인생|고생|가수원|사이|문장|고장|통장|소원|만원|공부|화장|시가|물가|국가|휴대|방학|버터|커피|더|저)$"
)
_STRIPPED: Final = re.compile(
    r"^(?:(?:올해로?|이제|벌써|만|지금|아직|겨우|다|막|참|그냥|현재|원래|한|그|아마|진짜|방년|올|또)\s)+"
)
_COUNTED: Final = re.compile(
    r"살|세$|[가-힣]*(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|스물|서른|마흔|쉰|예순|일흔|여든|아흔|갓)"
)
_PLACE_END: Final = re.compile(r"(?:동|구|시|군|읍|면|리|도|국|역|촌|마을|섬)$")


@dataclass(frozen=True, slots=True)
class PersonClause:
    """One clause.

    Attributes:
        who: the word for whom it is about; "" the speaker, `CONTINUED` where nobody is named.
        about: what of theirs it is about, where a noun says so; "" for themselves.
        text: what is said, and where it starts.
        honours: whether its verb honours whom it is about.
        asks: whether it asks.
        named: a name that stands beside the word for whom it is about.
        does: whether the speaker is its subject, and no topic («제가»).
    """

    who: str
    about: About | Literal[""]
    text: str
    start: int
    end: int
    honours: bool
    asks: bool
    named: str = ""
    subject: bool = False
    does: bool = False


@lru_cache(maxsize=256)
def clauses_of(text: str, names: tuple[str, ...] = ()) -> tuple[PersonClause, ...]:
    """The clauses of an utterance, with who each is about; `names` are those of people who were told of."""
    return tuple(_read(text, start, end, names) for start, end in _bounds(text[:300]))


def told_of_people(
    text: str, topic: str | None = None, names: tuple[str, ...] = ()
) -> tuple[tuple[tuple[int, int], tuple[Disclosure, ...]], ...]:
    """What is told of whom, clause by clause, each with its span.

    Args:
        text: the utterance.
        topic: whom the utterance before was about; "" for the speaker, None where nobody knows.
        names: of people who were told of.
    """
    found, who, here = [], topic, False
    for clause in clauses_of(text, names):
        if clause.about in ("name", "age") and clause.who == CONTINUED and not here and not topic:
            continue  # «이름은 뾰족이야» after «도마뱀 키워»: whose name it is shows where the animal is kept in mind
        here = here or clause.who != CONTINUED
        if clause.asks:
            who = clause.who if clause.who not in ("", CONTINUED) else who
            continue
        if _TO_SPEAKER.search(clause.text):
            continue  # «엄마가 나보고 게으르대»
        of = clause.who if clause.who != CONTINUED else who
        if clause.honours and of in (None, ""):
            of = None if clause.who == CONTINUED else of
        facts = tuple(_facts(clause, of)) if of is not None else tuple(_surely_own(clause))
        if clause.who != CONTINUED or (facts and facts[0].of == ""):
            who = facts[0].of if facts else clause.who
        if not who and not facts and mentioned(clause.text, names):
            who, here = topic or None, False  # «나는 손녀랑 놀았어. 이름은 지우야»
        if facts:
            found.append(((clause.start, clause.end), facts))
    return tuple(found)


def only_tells(text: str, topic: str | None = None, names: tuple[str, ...] = ()) -> bool:
    """Whether something of somebody is told, and no clause asks."""
    clauses = clauses_of(text, names)
    return (
        bool(told_of_people(text, topic, names))
        and not any(c.asks for c in clauses)
        and not text.rstrip().endswith("?")
    )


def topic_after(heard: Collection[str], names: tuple[str, ...] = ()) -> str | None:
    """Whom the utterances before, the newest first, were about last; None where they were about nobody."""
    for text in list(heard)[:_LATELY]:
        clauses = clauses_of(text, names)
        named = [clause for clause in clauses if clause.who != CONTINUED and (clause.subject or clause.who)]
        if named:
            last = named[-1]
            return key_of(last.who, last.named)
        if (there := there_is(text)) is not None:
            return there
        if any(clause.asks for clause in clauses):
            return None
    return None


def there_is(text: str) -> str | None:
    """«우리 반에 좋아하는 애 있어»: of whom one is about to tell; None where nobody is brought up."""
    found = _THERE_IS.search(text)
    return found["who"] if found is not None else None


_THERE_IS: Final = re.compile(
    rf"(?<![가-힣])(?P<who>{KIN_WORDS})(?:이|가|도)?\s?있(?:어요?|음|다|거든요?|는데)[.!~ㅋㅎ\s]*$"
)


_LATELY: Final = 4


def _words_of(text: str) -> list[tuple[int, int, list[Token]]]:
    found: list[tuple[int, int, list[Token]]] = []
    tokens = list(tokenize(text))
    for match in re.finditer(r"[^\s]+", text):
        inside = [t for t in tokens if match.start() <= t.start < match.end()]
        found.append((match.start(), match.end(), inside))
    return found


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    spoken = _words_of(text)
    start = None
    for at, (first, last, tokens) in enumerate(spoken):
        start = first if start is None else start
        after = spoken[at + 1] if at + 1 < len(spoken) else None
        if after is None or _ends(text[start:last], text[first:last], tokens, after[2], text[after[0] : after[1]]):
            yield start, last
            start = None


def _ends(clause: str, word: str, tokens: list[Token], after: list[Token], next_word: str) -> bool:
    if word[-1] in ".!?":
        return True
    if not tokens or not after:
        return False
    form, tag = tokens[-1].parts[-1]
    if _OF_MYSELF.fullmatch(next_word) and word.endswith(_CLOSING):
        return True  # «작네 난 …», whatever the dictionary makes of it
    if _is_name_given(clause, word, next_word) or _is_said_of_it(clause, word, next_word):
        return True
    if word.endswith("고") and _is_trade(word.removesuffix("고")) and _takes_subject(next_word):
        return True  # «요리사고 가게는», which the dictionary takes for an accident
    if word.endswith("고") and is_full_name(word[:-1]) and len(word) > _GIVEN_AND_FAMILY:
        return True  # «나는 서지호고 2학년이야», which the dictionary takes for a school
    if tag == "EF":
        return not after[0].has("JX", "JKQ") and after[0].stem not in _AUXILIARY
    if tag != "EC" or form in _NO_END or after[0].has("VX") or after[0].stem in _AUXILIARY:
        return False
    copula = any(part[1] == "VCP" for token in tokens for part in token.parts)
    if form in _JOINING and not copula:
        begins = after[0].has("NNG", "NNP", "NP", "NR", "MM") and not after[0].has("NNB")
        return begins and form in ("아", "어", "여") and _takes_subject(next_word)
    return True


_GIVEN_AND_FAMILY: Final = 3
_OF_MYSELF: Final = re.compile(r"나는|난|내가|나도|저는|제가|저도|걔는|걔가|얘는")
_CLOSING: Final = ("네", "다", "지", "어", "아", "해", "야", "요", "고", "데", "구나", "군", "거든")


def _takes_subject(word: str) -> bool:
    """Whether a word begins another clause: it carries a particle of what is spoken of, or ends in a copula."""
    return re.search(r"(?:은|는|이|가|도|고|야|이에요|예요)$", word) is not None


def _is_said_of_it(clause: str, word: str, next_word: str) -> bool:
    """«나는 일흔넷이여», «내 고향이 나주여», «나 서연이라고 해», «성함은 정말순 님,»: to the end of what one is."""
    subject = _subject(clause, ()) or _NOUN_ALONE.match(clause) or _THING_NAMED.match(clause)
    said = clause[subject.end() :].strip() if subject is not None else ""
    if subject is None or not said or next_word in _GOES_ON:
        return False
    if word.endswith(","):
        named = _OF_NOUN.get(subject["noun"] or "") in _SAID_ALONE
        pointed = subject.groupdict().get("pointer") is not None  # «여기 계신 분은 강복순 어르신, 매교동 사신대요»
        named = named or (pointed and _TITLED.fullmatch(said) is not None)
        return named and len(said.split()) <= _SHORT and "," not in said[:-1] and not _PAIR.search(said)
    called = None if word.endswith("라고") else _CALLED.fullmatch(said)
    return (called is not None and _is_called(called["v"])) or bool(noun_said(word))


_GOES_ON: Final = frozenset(words("그랬어 그러네 했어 했지 그러더라 봐 줘 부르 할 하 불러 부르면 부를"))
"""What may still stand behind «…라고 해»."""
_SAID_ALONE: Final = ("name", "call", "age", "origin", "birthday", "role", "hobby")


def _is_called(text: str) -> bool:
    """Whether it ends in a name: «보컬 유진»."""
    last = text.split()[-1] if text.split() else ""
    return bool(_given(last)) or is_full_name(last) or looks_like_name(last)


def noun_said(word: str) -> str:
    """The noun before a copula, of which the dictionary may make something else («나주여»); "" for another word."""
    found = _COPULA_SAID.fullmatch(word)
    if found is None:
        return ""
    noun, bound = found["v"], found["c"].startswith("이")
    if bound and [token.tag for token in tokenize(f"{noun}이")] == ["NNG"]:
        return f"{noun}이"  # «토박이야»
    if len(noun) < _SHORTEST or (bool(final_consonant(noun[-1])) != bound and noun[-1].isalpha()):
        return ""
    known = years_in(noun) is not None or SCHOOL_YEAR.fullmatch(noun) is not None
    return noun if known or is_full_name(noun) or _given(noun) or _is_noun(noun) else ""


_SHORTEST: Final = 2


def _is_noun(word: str) -> bool:
    tokens = tokenize(word)
    return len(word) > 1 and len(tokens) == 1 and tokens[0].has("NNG", "NNP")


_COPULA_SAID: Final = re.compile(r"(?P<v>[가-힣0-9]+?)(?P<c>이여|이야|이유|이에요|여|야|예요)")


def _is_name_given(clause: str, word: str, next_word: str) -> bool:
    """«이름은 나비야», «큰딸은 지은이고»: a name with its copula behind what is named."""
    subject = _subject(clause, ()) or _NOUN_ALONE.match(clause)
    named = _NAMED.match(word)
    if subject is not None and named is None and re.fullmatch(rf"{KIN_WORDS}(?:은|는)", next_word):
        # «아들 이름은 민준이 딸은 서연이»
        return clause[subject.end() :].strip() == word and bool(_given(word))
    if subject is None or named is None or clause[subject.end() :].strip() != word:
        return False
    about = _OF_NOUN.get(subject["noun"] or "", "")
    kin = "kin" in subject.groupdict() and subject["kin"] and subject["josa"] in ("은", "는", "이", "가")
    return about == "name" or bool(kin and not subject["noun"] and is_given_name(named["v"]))


def _read(text: str, start: int, end: int, names: tuple[str, ...]) -> PersonClause:
    said = text[start:end].rstrip(".!?~ ")
    tokens = [t for t in tokenize(text) if start <= t.start < end]
    honours = any(part[1] == "EP" and part[0] in ("시", "으시") for t in tokens for part in t.parts)
    honours = (
        honours or re.search(r"(?:이?셔|이?세요|이?십니다|이?시[고네지거라]|신다|신데)[가-힣]*$", said) is not None
    )
    asks = _ASKS.search(text[start:end]) is not None
    about: About | Literal[""]
    match = _subject(said, names)
    thing = _THING_NAMED.match(said) if match is None else None
    if thing is not None:
        about = _OF_NOUN[thing["noun"]]
        at = thing.end()
        return PersonClause(thing["thing"], about, said[at:].strip(), start + _skip(said, at), end, honours, asks)
    if match is None:
        alone = _NOUN_ALONE.match(said) or _LEADING.match(said)
        noun = alone.groupdict().get("noun") if alone is not None else None
        at = alone.end() if alone is not None else 0
        about = _OF_NOUN.get(noun or "") or ""
        about = "" if noun in _ATTENDED else about  # «병원은 아주대병원이고», of whom one visits there
        mine = noun is not None and _MINE.match(said) is not None  # «내 생일은», whoever was spoken of
        clause = PersonClause(CONTINUED, about, said[at:].strip(), start + _skip(said, at), end, honours, asks)
        return replace(clause, who="", subject=True) if mine else clause
    who = "" if match["self"] else f"{match['name']} {match['title']}" if match["title"] else match["who"]
    who = match["kin"] if match["kin"] and re.fullmatch(f"{re.escape(match['kin'])}{FAMILIAR}", who) else who
    noun = match["noun"] or ""
    if noun and not match["njosa"] and SCHOOL_YEAR.match(said, match.start("noun")):
        noun = ""  # «대학교 2학년이고»
    at = match.end() if noun or not match["noun"] else match.start("noun")
    named = match["named"] or ""
    who = who.removesuffix(f" {named}") if named else who
    subject = match["josa"] in _SUBJECTS or bool(match["self"])
    about = _OF_NOUN.get(noun) or ""
    if about in _VISITED and match["njosa"] in _ARGUMENTS and _GOES_THERE.match(said, at):
        about, at = "", match.start("noun")  # «유치원에 다녀요» is no word on what the kindergarten is
    does = bool(match["self"]) and match["self"].endswith("가")
    return PersonClause(
        who, about, said[at:].strip(), start + _skip(said, at), end, honours, asks, named, subject, does
    )


_ATTENDED: Final = ("병원",)
_LEADING: Final = re.compile(_LEAD)
_VISITED: Final = ("attends", "work_at")
_ARGUMENTS: Final = ("", "을", "를", "에")
_GOES_THERE: Final = re.compile(r"다[니녀녔닌닙]")
_SUBJECTS: Final = ("은", "는", "이", "가", "께서", "께서는", "도", "이는", "이가", "만", "들은", "들이")


def _subject(said: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """Whom a clause begins with; None where it begins with nobody."""
    with_name = _NAMED_SUBJECT.match(said)
    if (
        with_name is not None
        and with_name["kin"]
        and (is_given_name(with_name["named"]) or with_name["named"] in names)
    ):
        return with_name
    match = _SUBJECT.match(said, _described(said))
    if match is None:
        return None
    if match["name"] and not (_names_somebody(match) or (match["name"] in names and match["josa"])):
        return None
    if match["self"] is None and match["josa"] == "" and not match["noun"]:
        return match if match["kin"] and said[match.end() :] else None  # «강아지 두 마리»
    return match


def _described(said: str) -> int:
    """Where a relative or a friend stands who is described first: «같이 온 후배가»; 0 where nobody is.

    A clause with somebody or something of its own in it is of more than who they are: «내가 좋아하는 친구가».
    """
    found = _KIN_SPOKEN_OF.search(said)
    before = tokenize(said[: found.start()]) if found is not None else ()
    described = bool(before) and before[-1].parts[-1][1] == "ETM" and not any(t.has("JKS", "JX", "JKO") for t in before)
    return found.start() if found is not None and described else 0


_KIN_SPOKEN_OF: Final = re.compile(rf"(?<=\s){_OWNER}{KIN_WORDS}(?:께서는|께서|들은|들이|은|는|이|가)(?=\s)")


def _skip(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _names_somebody(match: re.Match[str]) -> bool:
    """Whether what stands first may be a person's name: with a particle, or a title."""
    if match["title"]:
        return is_full_name(match["name"]) or is_given_name(match["name"])
    return (
        match["josa"] in ("은", "는", "이", "가", "이는", "이가", "도", "")
        and is_person_name(match["name"])
        and (bool(match["josa"]) or bool(match["noun"]))
    )


def _facts(clause: PersonClause, of: str) -> Iterator[Disclosure]:
    """What a clause tells of whom it is about."""
    text, start = clause.text, clause.start
    if clause.named and of:
        of = key_of(of, clause.named)
        yield Disclosure("name", clause.named, of, start=clause.start, end=clause.start)
    if _WISHES.search(text):
        return
    if clause.about:
        yield from _of_noun(clause, of)
        return
    value = _before_copula(clause)
    called = _CALLED.fullmatch(text)
    value = called["v"] if called is not None else value
    being = list(_being(clause, of, value)) if value is not None else list(_was(clause, of))
    described = value is not None and describes(value)  # «광교에서 일하는 박지훈이야»
    yield from being or (() if described else _doing(text, start, of))


def _surely_own(clause: PersonClause) -> Iterator[Disclosure]:
    """What speakers tell of themselves without saying so: by a noun that is theirs, where nobody else is spoken of."""
    if clause.about and not clause.honours and not _WISHES.search(clause.text):
        yield from _of_noun(clause, "")


def _of_noun(clause: PersonClause, of: str) -> Iterator[Disclosure]:
    about = clause.about
    if not about:
        return
    text = clause.text
    called = _CALLED.search(text)
    if about == "name" and called is not None and called.start() == 0:
        yield _disclosed(clause, about, called["v"], of)
        return
    titled = _TITLED.fullmatch(text) if about == "name" else None
    if titled is not None and may_be_full_name(titled["v"]):
        key = f"{titled['v']} {titled['title']}" if is_pointer(of) else of
        yield _disclosed(clause, about, titled["v"], key)
        return
    value = _before_copula(clause, named=about in ("name", "call", "origin"))
    if value is None:
        found = (
            _STAYS.search(text) or _LIVES.search(text) or _ATTENDS.search(text)
            if about in ("home", "work_at", "attends")
            else None
        )
        value = found["v"] if found is not None else None
    if value is None or not value or len(value.split()) > _LONGEST:
        return
    if about == "age":
        years = years_in(_STRIPPED.sub("", value))
        if years is not None:
            yield _disclosed(clause, about, value, of, str(years))
        return
    if about == "birthday" and not re.search(r"\d|[월일]", value):
        return
    if about == "height":
        tall = [n for n in find_numbers(value) if _LOWEST <= n.value <= _TALLEST]
        if tall:
            yield _disclosed(clause, about, value, of, f"{tall[0].value}cm")
        return
    if about == "dream":
        return  # a wish is read where wishes are
    if about == "name" and value == text and of.split()[-1:] not in ([pet] for pet in PETS):
        value = _given(value) or value  # «이름은 은경이»
    if about == "name" and (len(value) < 2 or (len(value.split()) > 1 and not _PAIR.search(value))):
        return
    yield _disclosed(clause, about, value, of)


_GOES_TO: Final = "다니"
_TITLED: Final = re.compile(
    r"(?P<v>[가-힣]{2,4})\s?(?P<title>님|씨|어르신|여사님?|선생님?)(?:이?시?(?:고|고요|며|래|래요|랍니다|ㄴ데요?|신데요?|에요|예요|세요|십니다|입니다|야|여|셔|셔요))?,?"
)
"""«정말순 님», «박정례 어르신이시고»."""
_LONGEST: Final = 4
_PAIR: Final = re.compile(r"(?:랑|하고|와|과)\s")


def _before_copula(clause: PersonClause, *, named: bool = False) -> str | None:
    """What stands before the copula at the end of a clause, or all of it where it ends in a noun."""
    text = clause.text
    if not text:
        return None
    tokens = tokenize(text)
    noun = noun_said(text.split()[-1])
    if noun and text.endswith((f"{noun}야", f"{noun}여")):
        return text[:-1]  # «토박이야», which the dictionary takes for a name
    titled = _TITLED.fullmatch(text) if is_pointer(clause.who) else None
    if titled is not None and may_be_full_name(titled["v"]):
        return f"{titled['v']} {titled['title']}"
    respected = _RESPECTED.search(text)
    if respected is not None and years_in(_STRIPPED.sub("", text[: respected.start()])) is not None:
        return text[: respected.start()].strip()  # «일흔이세요», which the dictionary takes for a number
    full = _FULL_NAMED.fullmatch(text)
    if full is not None and is_full_name(full["v"]):
        return full["v"]  # «최말자야», which the dictionary takes apart
    for token in reversed(tokens):
        if any(part[1] == "VCP" for part in token.parts):
            past = any(part == ("었", "EP") for t in tokens if t.start >= token.start for part in t.parts)
            return text[: token.start].strip() if token.start and not past else None
        if token.has("VV", "VA", "VX", "XSV"):
            break
    last = text.split()[-1]
    if noun := noun_said(last):
        return f"{text[: len(text) - len(last)]}{noun}"
    *before, _ = text.split()
    if (
        clause.who == ""
        and (name := _given(last))
        and all(tokenize(word)[-1].has("NNG", "XSN", "SN") for word in before)
    ):
        return " ".join((*before, name))  # «나 고등학생 나은이», «나 지호»
    named_so = len(text) > _GIVEN_AND_FAMILY and is_full_name(text[:-1])
    if text.endswith("고") and " " not in text and (named_so or _is_trade(text[:-1])):
        return text[:-1]
    grade = SCHOOL_YEAR.match(text)
    if grade is not None and len(text) - grade.end() <= _COPULA_LENGTH and " " not in text[grade.end() :]:
        return grade[0]  # «중2고»
    of_theirs = clause.who not in ("", CONTINUED) and last == text and not tokens[-1].has("EC")
    if named or of_theirs or tokens[-1].has("JKV"):
        found = _NAMED.match(last)
        if found is not None:
            return (text[: len(text) - len(last)] + found["v"]).strip()
        if re.fullmatch(r"[가-힣]{2,4}", text):
            return text
    return text if all(t.has("NNG", "NNP", "NNB", "NNBC", "NR", "SN", "XSN", "MM", "UNKNOWN") for t in tokens) else None


def _given(word: str) -> str:
    """A given name, without the -이 that only makes it sound closer; "" for what is none."""
    if len(word) > _GIVEN_AND_FAMILY - 1 and [token.tag for token in tokenize(word)] == ["NNG"]:
        return ""  # «토박이»
    short = word[:-1] if len(word) > 2 and word.endswith("이") else word
    return short if is_given_name(short) else word if is_given_name(word) else ""


def _being(clause: PersonClause, of: str, value: str) -> Iterator[Disclosure]:
    """«일흔여덟이고», «초등학교 3학년이에요», «간호사예요», «준서여»: how old, what or who somebody is."""
    if _is_within(clause.text):
        return
    said = _STRIPPED.sub("", value).strip()
    born = birth_year(said) if BORN.match(said) else None
    if born is not None:
        yield _disclosed(clause, "born", said, of, str(born))
        return
    years = years_in(said)
    counted = _COUNTED.search(said) is not None
    if years is not None and (counted or of) and (years > _LITTLE or re.search(r"살|세$", said)):
        yield _disclosed(clause, "age", said, of, str(years))
        return
    grade = SCHOOL_YEAR.match(said)
    if grade is not None and grade.end() == len(said):
        yield _disclosed(clause, "role", said, of)
        return
    if grade is not None:
        rest = said[grade.end() :].strip()  # «초등학교 2학년 김도윤», «고2 민재»
        adult = of_the_class(rest)
        if adult and not _given(adult.split()[-1]) and tokenize(adult)[-1].has("NNG", "XSN"):
            yield _disclosed(clause, "role", said, of)  # «4학년 2반 담임»
            return
        yield _disclosed(clause, "role", grade[0], of)
        if not of and " " not in rest and _given(rest):
            yield _disclosed(clause, "name", rest, of)
        else:
            yield from _being(clause, of, rest)
        return
    aged = _AGED_FIRST.fullmatch(said)
    if aged is not None and (years := years_in(aged["years"])) is not None:
        yield _disclosed(clause, "age", aged["years"], of, str(years))
        rest = aged["rest"]  # «아홉 살 지우»
        name = _given(rest) or (rest if is_full_name(rest) else "")
        if name and not of:
            yield _disclosed(clause, "name", name, of)
        else:
            yield from _being(clause, of, rest)
        return
    first, _, rest = said.partition(" ")
    if rest and (years := years_in(first)) is not None and years > _LITTLE and _COUNTED.search(first):
        yield _disclosed(clause, "age", first, of, str(years))
        yield from _being(clause, of, rest.removeprefix("살").strip())  # «스물셋 대학생»
        return
    *before, last = said.split()
    if any(token.has("JX", "JKS") for token in tokenize(" ".join(before))):
        return  # «내가 좋아하는 가수는 유진이야», «나는 강아지 이름이 두부야»
    if clause.does and any(token.has("ETM") for token in tokenize(" ".join(before))):
        return  # «제가 좋아하는 배우 이정재예요»
    if before and clause.who == "" and (name := last if is_full_name(last) else _given(last)):
        yield _disclosed(clause, "name", name, of)  # «막내 지훈이라고 해», «보컬 유진이에요»
        said = next((one for n in (2, 1) if years_in(one := " ".join(before[-n:])) is not None), "")
        old = years_in(said) if said else None
        if old is not None and old > _LITTLE:  # «은행 다니는 스물아홉 김하늘이야»
            yield _disclosed(clause, "age", said, of, str(old))
            before = before[: -len(said.split())]
        goes = len(before) > 1 and tokenize(before[-1])[0].stem == _GOES_TO
        if goes and tokenize(before[-2])[-1].has("NNG", "NNP"):
            school = re.search(_SCHOOLS, before[-2]) is not None
            yield _disclosed(clause, "attends" if school else "work_at", before[-2], of)
        what = " ".join(before)
        if len(before) < _LONGEST - 1 and _is_what_one_is(what):
            yield _disclosed(clause, "role", what, of)
        return
    alone = clause.who == "" and clause.text == said == _given(said) and [t.tag for t in tokenize(said)] == ["NNP"]
    # «나 지호!»
    called = alone or (_CALLED.fullmatch(clause.text) is not None and _is_called(said))
    if not of and (called or is_full_name(said)) and (clause.who == "" or clause.text != said):
        yield _disclosed(clause, "name", said, of)
        return
    titled = _TITLED.fullmatch(said)
    if titled is not None and is_pointer(of) and may_be_full_name(titled["v"]):
        yield _disclosed(clause, "name", titled["v"], f"{titled['v']} {titled['title']}")
        return
    guest = presented(said) or presented(" ".join(said.split()[-2:]))
    if guest is not None and not of and _is_trade(guest.title):
        yield _disclosed(clause, "name", guest.name, of)  # «경기일보 김지영 기자라고 합니다»
        yield _disclosed(clause, "role", guest.title, of, said.replace(f"{guest.name} ", ""))
        return
    if guest is not None and (is_pointer(of) or of in KIN):
        key = guest.whole if is_pointer(of) else of
        yield _disclosed(clause, "name", guest.name, key)
        return
    who = said.split()
    if (
        len(who) > 1
        and is_pointer(of)
        and re.fullmatch(KIN_WORDS, who[-2] if len(who) > 1 else "")
        and is_given_name(who[-1])
    ):
        yield _disclosed(clause, "name", who[-1], key_of(who[-2], who[-1]))  # «얘는 우리 누나 지안이야»
        return
    if len(who) == 1 and of and not is_pointer(of) and of.split()[-1] in KIN | PETS and _given(said):
        yield _disclosed(clause, "name", _given(said), of)
        return
    if (
        of.split()[-1:]
        and of.split()[-1] in PETS
        and not describes(said)
        and all(len(w) <= _SHORT for w in who)
        and len(who) <= 3
    ):
        if clause.who != CONTINUED or _PAIR.search(said) or is_given_name(said):
            yield _disclosed(clause, "name", said, of)  # «초코랑 우유야»
        return
    man = _COUNTRYMAN.search(said)
    if man is not None and len(who) <= 2 and not describes(said):
        yield _disclosed(clause, "origin", man["v"], of)
        return
    if len(who) <= _LONGEST - 1 and _is_trade(said) and not describes(said):
        yield _disclosed(clause, "role", said, of)


_AGED_FIRST: Final = re.compile(r"(?P<years>\S+\s?살)\s(?P<rest>.+)")


def _is_what_one_is(text: str) -> bool:
    """«보컬», «우리 반 반장»: a noun before somebody's name, and no word for a relative."""
    *_, last = tokenize(text)
    return last.has("NNG", "XSN") and text.split()[-1] not in KIN and not describes(text)


def _was(clause: PersonClause, of: str) -> Iterator[Disclosure]:
    """«아버지가 도청 공무원이셨거든요»: what somebody of theirs was by trade."""
    found = _WAS.fullmatch(clause.text)
    if found is None or not of or is_pointer(of):
        return
    said = _STRIPPED.sub("", found["v"]).strip()
    if len(said.split()) < _LONGEST and _is_trade(said) and not describes(said):
        yield replace(_disclosed(clause, "role", said, of), when=PAST)


def is_ailment(text: str) -> bool:
    """Whether a noun names an illness, by how such names are made: «위염», «당뇨», «고지혈증»."""
    return _AILMENT.search(text) is not None and text.split()[-1] not in _NO_AILMENT


def describes(text: str) -> bool:
    """«질긴 거»: whether a verb in it describes what is meant."""
    return any(part[1] in ("ETM",) for token in tokenize(text) for part in token.parts)


def _is_within(text: str) -> bool:
    """«딸이 아주 좋아하는 과자야»: whoever is named does something to what is spoken of, and is not it."""
    does = False
    for token in tokenize(text):
        does = does or token.has("JKS")
        if does and [tag for _, tag in token.parts][-1:] == ["ETM"] and token.text.endswith(_DOING_OR_DID):
            return True
    return False


_DOING_OR_DID: Final = ("는", "던")


def _only_tells_how(word: str) -> bool:
    """«무척 좋아하는 가수», «가장 좋아하는 노래»: an adverb is nothing that anybody likes."""
    return all(token.has("MAG", "MAJ") for token in tokenize(word))


def _is_trade(text: str) -> bool:
    last = text.split()[-1] if text else ""
    named = is_full_name(last) or is_given_name(last)  # «나는 민수야»
    tokens = tokenize(last)
    if len(last) < 2 or named or _FROM_UNTIL.search(text) or any(t.has("SN", "NR") for t in tokens):
        return False  # «시급 만 원»
    return (
        _TRADE.search(last) is not None
        and not _NO_TRADE.search(last)
        and tokens[-1].has("NNG", "XSN", "NNP", "NNB", "UNKNOWN")
        and last not in KIN
    )


def _doing(text: str, start: int, of: str) -> Iterator[Disclosure]:
    allergic = _ALLERGIC.search(text)
    rows: tuple[tuple[About, re.Pattern[str]], ...] = (
        ("avoid", _ALLERGIC),
        ("avoid", _AVOIDS),
        ("dislike", _DISLIKES),
        ("like", _LIKES),
        ("work_at", _WORKS),
        ("attends", _ATTENDS),
        ("home", _LIVES),
        ("illness", _AILS),
        ("came", _CAME),
    )
    for about, row in rows if of else rows[:-1]:  # where speakers come from is read where they present themselves
        found = row.search(text)
        if found is None or (about == "avoid" and BARELY in found[0]):
            continue  # «치즈밖에 안 먹어»
        said = _THEIR_TOPIC.sub("", _STRIPPED.sub("", _without_lead(found["v"])).strip())
        if about in ("like", "dislike") and " " in said and is_given_name(without_particle(said.split()[-1])):
            said = said.split()[-1]  # «같은 반 민서»
        said = _what_is_eaten(said) if about == "avoid" and allergic is None else said
        if not said:
            return
        if about in ("work_at", "attends", "home") and " " in said and describes(said.split()[0]):
            said = said.partition(" ")[2]  # «(수원에) 있는 병원»: a description is said whole, or not at all
        value, first = _without_clip(said), start + found.start("v") + found["v"].rindex(said)
        if not value or describes(value.split()[-1]) or _only_tells_how(value.split()[-1]):
            continue
        if about == "illness" and not is_ailment(value):
            continue
        if about == "came" and not (tokenize(value)[-1].has("NNP") or _PLACE_END.search(value)):
            continue
        if about == "home" and (not _is_place(value) or _is_no_where(found["v"]) or _SPAN.search(value)):
            continue
        if about in ("like", "dislike") and value.split()[-1].removesuffix("만") in OURS:
            return  # «친구들이 나만 싫어해» is of the speaker's heart
        if about == "avoid" and allergic is None:
            if value in _MEALS or (of and of.split()[-1] in PETS):
                return  # what a dog does not eat is asked of no kitchen
            first += len(value) - len(without_reason(value))
            value = without_reason(value)
        where = _WORKPLACE.fullmatch(value) if about == "attends" else None
        if where is not None:
            about, value = "work_at", where["v"]
        if about == "attends" and value.endswith(("학과", "학부", "공학")):
            about = "study"
        if about == "work_at" and (role := found.groupdict().get("role")) and _is_trade(role):
            at = start + found.start("role")  # «대전에서 간호사로 근무해»: where, and as what
            yield Disclosure("role", role, of, start=at, end=at + len(role))
        past = PAST if about == "like" and of and _ONCE.search(text, found.end() - 1) else ""
        yield Disclosure(about, value, of, past, start=first, end=first + len(value))
        return
    eaten = _EATEN.search(text)
    years = years_in(eaten["v"]) if eaten is not None else None
    if eaten is not None and years is not None and (years > _LITTLE or _COUNTED.search(eaten["v"])):
        yield Disclosure("age", str(years), of, start=start + eaten.start("v"), end=start + eaten.end("v"))
        return
    died = _DIED.search(text)
    if died is not None and of and _SURELY_DIED.search(text) and not _LEFT_FOR.search(text):
        yield Disclosure("died", (died["v"] or "").strip(), of, start=start + died.start(), end=start + died.end())
        return
    stays = _STAYS.search(text)
    placed = stays is not None and _is_place(stays["v"]) and _FOR_A_WHILE.search(stays["v"]) is None
    if stays is None and (stays := _STAYS_BARE.match(text)) is not None:
        placed = tokenize(stays["v"])[-1].has("NNP")  # «아들은 캐나다 있어»
    if stays is not None and placed and of and not is_pointer(of):
        yield Disclosure("home", stays["v"], of, start=start + stays.start("v"), end=start + stays.end("v"))


def _what_is_eaten(said: str) -> str:
    """«이가 안 좋아서 질긴 건» → «질긴 건», «밥을 통» → «밥을»: without why and how much it is not eaten."""
    tokens = tokenize(said)
    linked = [n for n, token in enumerate(tokens[:-1]) if token.parts[-1][1] == "EC" or token.text.endswith(_SO_THAT)]
    tokens = tokens[linked[-1] + 1 :] if linked else tokens
    marked = [n for n, token in enumerate(tokens) if token.has("JKO", "JX")]
    tokens = tokens[: marked[-1] + 1] if marked else tokens
    while tokens and tokens[-1].has("MAG"):
        tokens = tokens[:-1]
    return said[tokens[0].start : tokens[-1].end] if tokens else ""


_SO_THAT: Final = ("서", "니까", "라")


def _without_lead(text: str) -> str:
    lead = _LEADING.match(text)
    return _WHEN.sub("", text[lead.end() :] if lead is not None else text)


_WORKPLACE: Final = re.compile(r"(?P<v>[가-힣]+)에서\s(?:회사|직장)")
"""«판교에서 회사 (다녀)»: where it is that they work."""
_THEIR_TOPIC: Final = re.compile(rf"^(?:{PERSON_POINTERS})(?:는|은|가|이)\s(?=[가-힣])")
"""«걔는 매운 걸»: who is spoken of is no part of what they like."""
_WHEN: Final = re.compile(r"^.*(?:때|적에|전에|후에)\s")


def _without_clip(text: str) -> str:
    """A noun phrase without its particle: «매운 걸» → «매운 거»."""
    return _CLIPPED.sub("거", without_particle(text))


_CLIPPED: Final = re.compile(r"(?<=\s)(?:걸|건|게|것)$")
_ONCE: Final = re.compile(r"[했하]셨|했")
_LOWEST, _TALLEST = 30, 250
"""Heights in centimetres."""
_LITTLE: Final = 9
_SHORT: Final = 4
_FROM_UNTIL: Final = re.compile(r"[0-9가-힣](?:부터|까지)\s")
"""«12월 10일부터 기말고사»: what lasts some time is nobody's trade."""
_TO_SPEAKER: Final = re.compile(r"(?:^|\s)(?:나|저|내|우리|저희)\s?보고$")
"""What is said to the speaker, which looks like a name that goes on."""
_FULL_NAMED: Final = re.compile(r"(?P<v>[가-힣]{3})(?:이?야|이?여|이에요|예요|입니다|이?고요?|인데요?|이라고|라고|임)")
_COPULA_LENGTH: Final = 3
_RESPECTED: Final = re.compile(r"이?(?:세요|셔요?|십니다|시[고네지]요?|신데요?|거든요?|래요?|당께|구먼)$")
_MEALS: Final = frozenset(
    words("밥 물 사료 모이 먹이 젖 분유 이유식 죽 아침 점심 저녁 끼니 식사 약 술 담배 것 거 걸 아무것 아무것도")
)
_NOWHERE: Final = frozenset(words("혼자 같이 집 여기 거기 저기 따로 멀리 가까이 우리 지금 근처 함께 옆 앞 뒤 건너"))


_SPAN: Final = re.compile(r"(?:동안|평생|[년월주달일]간|며칠|째)$")
"""How long one lives somewhere, and no place."""


def _is_place(word: str) -> bool:
    tokens = tokenize(word)
    known = tokens[-1].has("NNP") or any(t.kind == "지명" for t in tokens)
    return word not in _NOWHERE and (known or _PLACE_END.search(word) is not None or all(t.has("NNG") for t in tokens))


def _is_no_where(word: str) -> bool:
    """«옷을 사시고», «팔십만 원으로 살아야 돼»: what is bought, and what one lives on."""
    return tokenize(word)[-1].has("JKO", "JKB")


def _disclosed(clause: PersonClause, about: About, found: str, of: str, value: str = "") -> Disclosure:
    at = max(clause.text.find(found), 0)
    start = clause.start + at
    return Disclosure(about, value or " ".join(found.split()), of, start=start, end=start + len(found))
