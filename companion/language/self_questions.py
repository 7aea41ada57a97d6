"""What speakers ask about themselves, and what they want forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, get_args

from companion.base import patterns as re
from companion.language.disclosures import told
from companion.language.introductions import years_in
from companion.language.morphemes import tokenize
from companion.language.pattern_rows import PatternRows
from companion.language.readings import words
from companion.language.reported import scolds
from companion.language.self_words import (
    AGES,
    BIRTHDAYS,
    CALLS,
    COMING,
    DISLIKE,
    DREAMS,
    EAT,
    FUTURE,
    HEIGHTS,
    HOBBIES,
    HOMES,
    KIN,
    LIKE,
    NAMES,
    ORIGINS,
    OTHERS,
    OURS,
    RELATED,
    REMEMBER,
    SELF,
    TALK,
    TELLING,
    TELLING_VERBS,
    WORKING,
    About,
)
from companion.language.stances import addresses_robot, asks_by_form, asks_in, sentences, with_relatives
from companion.language.terms import BACKGROUND, GUESS, HOW_MANY, SUBJECT, TOPIC, WHAT, Reading, Term

_LEST: Final = re.compile(
    r"(?:잊|까먹)[가-힣]*?(?:지|질)\s?(?:않|안|말)[가-힣]*(?=\s)|안\s(?:잊|까먹)[가-힣]*(?:게|도록)"
)
_FORGET: Final = frozenset(words("잊 잊어버리 지우 삭제하 폐기하 까먹 잊어주"))
_THAT: Final = frozenset(words("그거 그것 이거 이것 그건 그걸 방금거"))
_JUST_SAID: Final = re.compile(r"(?:방금|지금|아까|금방)\s(?:한|말한|했던|그)\s?(?:말|얘기|이야기|거|것)")
_EVERYTHING: Final = frozenset(words("다 전부 모두 싹 몽땅 죄다"))
_OFTEN: Final = frozenset(words("자꾸 또 맨날 자주 벌써 그만"))
_SAY: Final = frozenset(words("하 그러 말하 말씀하 이야기하 얘기하 그랬"))
_QUOTED: Final = re.compile(
    r"(?:[다라자냐][고구]|이?란|[단잔냔])\s?(?:했|하|한|할|그랬|그러|말했|말한|말씀|얘기|이야기|부탁)|[다라자냐]\s그랬|[다라]\s(?:했|하셨)(?:는지|지|냐|나|더라|제)|(?<!그)[랬댔쟀](?:지|죠|더라|던|나|어|니|냐|는)"
)
"""«간다고 했지», «누구랬더라»: said before."""
_WONDERS: Final = re.compile(r"(?:지|죠|던가|더라|나|게)(?:요)?$")
"""Endings with which one asks oneself and others what was said."""
_TOLD: Final = re.compile(
    r"(?:말|얘기|이야기|부탁)(?:을|를)?\s?(?:했|한\s?(?:적|거|게|것)|드렸|하던|해\s?줬)|털어놨|털어놓"
)
_INSTEAD: Final = re.compile(
    r"(?:.*?\s)??(?P<old>[가-힣A-Za-z0-9]+?(?:\s(?:[0-9]+일|살|명|시|시\s반))??)(?:\s말고|(?:이|가)?\s(?:아니고|아니라|아닌))\s"
    r"(?P<new>[가-힣A-Za-z0-9 ]+)"
)
"""«X 말고 Y»."""
_SLIPPED: Final = r"(?:잘못\s?(?:말|얘기|이야기|알려\s?줬|가르쳐\s?줬)|헷갈|착각|실수)[가-힣]*"
"""That one was wrong in what one said."""
_TAKEN_BACK: Final = re.compile(
    r"(?:(?:아|어|참|앗|아까|사실은?|내가|제가|미안(?:해요?)?|죄송(?:해요)?)[,\s]+)*"
    rf"(?:아니(?:다|야|요|아|에요)?|아차|아\s?참|아\s?맞다|정정|(?:[가-힣]+\s){{0,2}}{_SLIPPED})[,.!\s]+(?P<new>.+)"
)
_EXCUSED: Final = re.compile(
    rf"[,.!]?\s(?:(?:아까|내가|제가|미안(?:해요?)?|죄송(?:해요)?)[,\s]*)*(?:{_SLIPPED}|미안(?:해요?)?|죄송(?:해요)?)[.!~\s]*$"
)
"""What is said after the right word: «…, 잘못 말했어»."""
_SORRY: Final = re.compile(
    r"(?:미안(?:해요?)?|죄송(?:해요|합니다)?)[,.!\s]+(?P<new>[가-힣0-9 ]+?(?:이야|야|이에요|예요|입니다))"
)
"""«미안, 3월 14일이야»."""
_SLIPPED_FIRST: Final = re.compile(rf".{{0,12}}?{_SLIPPED}[.!]\s|미안|죄송")
_STARTS: Final = re.compile(r"^(?:아|어|음|참)[,\s]+(?!니)")
_COPULA: Final = re.compile(
    r"(?:만요|(?<=[가-힣]{2})요|이야|야|이에요|예요|입니다|이라고|라고|이라니까|라니까|이지|지|인데|이래|이라네|임)(?:요)?$|래요$"
)
_RIGHT: Final = re.compile(
    r"(?:.*[,.!\s])?(?P<new>[가-힣0-9]+(?:\s?[가-힣0-9]+)?(?:\s?(?:살|세|일))?)(?:이|가)\s?(?:맞아|맞어|맞네|맞지|맞는|맞습|맞다|맞거든)[가-힣]*"
)
"""«일흔아홉이 맞아요»."""
_UNHEARD: Final = re.compile(
    r"(?:못|안)\s?들은\s?(?:걸|것|거|셈)(?:으)?로|없(?:었)?던\s?(?:일|걸|것|거|얘기|이야기|말)(?:으)?로"
)
_ABOUT_ME: Final = re.compile(r"(?:나|저)에\s?(?:대해|관)")
_OF_ME: Final = re.compile(
    r"(?<![가-힣])(?:(?:나|저)에\s?(?:대|관)[해한]|나라는\s사람|(?:내|제)\s(?:프로필|신상)|"
    r"(?:나|나를|날|내를|저를)\s(?:잘\s|얼마나\s|좀\s)?(?:알|아[니나노냐]|아시)|"
    r"(?:내가|제가)\s(?:어떤|무슨|어느)\s사람(?:이?라고|인지))"
)
"""What is asked about when it is oneself."""
_KNOWS: Final = re.compile(r"알[아고려지]|아[니나노냐]|아시|들[었은]|기억|저장|정리|읊")
_TO_ONESELF: Final = re.compile(r"[나가까]\s?싶")
"""«나도 그 나이 때 그랬나 싶고»: wondered, and nothing is asked."""
_THIS_YEAR: Final = re.compile(r"(?:올해|나이가?|지금)\s(?:내가\s|제가\s)?몇(?=이|인|\s?살)")
_LAST_WORDS: Final = re.compile(
    r"(?:방금|아까|금방|지금|좀 전에|바로 전에)\s(?:내가\s|나\s|제가\s)?(?:뭐라|무슨\s(?:말|소리)|뭐)[가-힣 ]*[했말]|"
    r"(?:내가|나|제가)\s(?:방금\s|아까\s|금방\s)?(?:뭐라(?:고)?\s?(?:했|그랬|말했)|무슨\s(?:말|얘기|소리)[가-힣 ]*했)"
)
_FIRST_WORDS: Final = re.compile(
    r"(?:맨\s?)?처음(?:에|으로)?\s[가-힣 ]*(?:뭐|무슨|무엇)[가-힣 ]*(?:했|말|부탁|얘기|물)"
)
_WANTED_BACK: Final = re.compile(
    r"기억(?:하|나|해|은)|생각나|떠올|외우고\s|(?:까먹|잊)[가-힣]*\s?(?:거|건)\s?아니|안\s(?:까먹|잊)|[뭐뭔지디이했]게[?\s]*$|맞혀\s?봐|"
    r"기로\s?했|(?:말|얘기|이야기|알려|가르쳐|일러|소개|통성명)[가-힣\s]{0,3}(?:줬|드렸|했)|말씀드[렸린]|[다라자]고?\s?(?:했|그랬|하)|[랬캤]"
)
"""What was told is wanted again: «말해 줬는데 뭐였게», «안 까먹었지», «기억나?»."""
_WANTED_OF_SELF: Final = PatternRows[About](
    (
        r"무슨\s(?:과(?![가-힣]*[일목자정])|학과|전공|학부)|어느\s(?:과|학과)|(?:학과|전공)[이가은]?\s(?:뭐|무엇|무슨)",
        "study",
    ),
    (r"(?:무슨|어느)\s(?:학교|회사|대학|유치원|학원)|어디[에를]?\s?다니|(?:학교|회사)[가는]?\s(?:어디|뭐)", "attends"),
    (r"(?:뭐|어떻게|뭐라고?)\s?(?:라고)?\s?(?:부르|불러)|별명[이은]?\s", "call"),
    (r"(?<![가-힣])성(?:씨)?[이은가]\s(?:뭐|무엇|무슨)", "surname"),
    (r"이름|성함|통성명|(?:내가|날|나를|저를)\s(?:누구|뭐)라고\s(?:부르|소개|불)|누군지\s알아맞", "name"),
    (r"(?:못|안)\s?(?:먹는|먹게|먹는다|대는)|탈\s?나|먹으면\s안|피해야|빼\s?(?:달라|라고)", "avoid"),
    (r"싫|꺼리|별로라|불호|안\s좋아|질색|취향\s?아닌", "dislike"),
    (r"좋아하|좋다고|취향|최애|사족|애호|즐긴|즐겨", "like"),
    (r"동네|(?:나|내가|제가)\s사는|어디\s?산|어디\s?사는|집이?\s어디", "home"),
    (r"나이|연세|몇\s?(?:살|짤|이라|이었|이게)", "age"),
    (r"(?:무슨|어떤)\s(?:지)?병(?![가-힣]*원)|병명|지병", "illness"),
    (r"고향", "origin"),
    (r"직업|생업|(?:하는|무슨)\s일|먹고\s?산", "role"),
    (r"생일|생신|귀빠진", "birthday"),
)
"""What is asked for, of which speakers tell."""
_ADVISED: Final = re.compile(r"면\s(?:더\s|제일\s)?(?:좋[겠을]|될까|되[겠지나]|나을|어떨|괜찮)")
"""What one is to do, and nothing that was told."""
_PASSED_ON: Final = re.compile(
    r"[다라자냐]고\s?(?:자꾸\s|또\s)?(?:하(?:시)?(?:는데|네|더라|던데)|하(?:신|십|셔)|한[다대]|물(?:으|어)|묻|여쭤?)"
)
"""What somebody else says or asks now: «다른 데는 없냐고 하시는데?»."""
_AILING: Final = re.compile(
    r"어디가?\s(?:좀\s)?(?:안|못)\s?좋|(?:무슨|어떤)\s(?:지)?병(?![가-힣]*원)|앓는\s?병|병(?:이|은)?\s(?:뭐|무엇)"
)
"""«어디가 안 좋다고 했지», «무슨 병 있다고 했지»."""
_YEARS_BETWEEN: Final = re.compile(
    r"몇\s?살\s?(?:이나\s|더\s)*(?:많|어리|어린|위|아래|적|차이)|나이\s?차이|(?:누가|누구)\s?더\s?(?:나이|많|어리)"
)
_GUESSED: Final = re.compile(r"(?:는|은|ㄴ|했|났|갔|왔|었|았|인)지\s?(?:는\s)?(?:알|아[니냐나])")
_AGREED: Final = re.compile(r"(?:지|죠|지요|지\s?않[아니]|지\s?않나)요?[\s?!.~]*$")
_TOPIC_ALONE: Final = re.compile(r"[은는](?:요)?[\s?.!~]*$")
"""«제 직업은요»."""
_CALLED: Final = re.compile(
    r"(?P<강아지>댕댕이|강쥐|반려견|멍멍이|키우는\s개)|(?P<고양이>반려묘|냥이|야옹이)|(?P<딸>딸래미|딸내미|여식|공주님)|(?P<아들>아들\s?(?:놈|녀석|내미))"
)
"""Relatives and pets by other names."""
_CALL: Final = "부르"
_TOLD_YOU: Final = re.compile(r"(?:말|얘기|알려|가르쳐|일러)[가-힣\s]{0,3}(?:줬잖|줬는데|드렸는데|줬지)")
_TO_ROBOT: Final = re.compile(r"(?:네|너의|니)\s(?:이름|나이|집|생일)|(?:너|넌|너는|네가)\s(?:뭐|무엇|어디|몇)")
SAYING: Final = frozenset(words("말 얘기 이야기 말씀"))
"""Nouns for what was said."""
_HOSTS: Final = frozenset(words("진행자 사회자 손님 주인"))
"""What speakers may call themselves: «진행자 이름은 기억하나요?»."""
_WHICH: Final = frozenset(words("어디 무엇 무슨 어느 어떤"))
_WORKPLACES: Final = frozenset(words("부서 직장 회사 일터 근무지"))
_PERSONS: Final = frozenset(words("사람 일"))
_MEMORY: Final = "기억"
_UNKNOWN: Final = "모르"
_CHILDREN: Final = frozenset(words("애 아이 자식 자식들 식구"))
"""Whoever of one's family they are."""
_FAMILY_NAME: Final = frozenset(words("성 성씨 성함"))
_FEW: Final = 6
_JOBS: Final = frozenset(words("직업 직책 직함"))
_SAID_ALOUD: Final = TELLING_VERBS | frozenset(words("부르 읊 대 이르"))
_BIDS: Final = re.compile(r"(?:봐|보[세시]|줘|줄[래까]|주[세시]|달라)")
_WHOLE: Final = ("", "을", "은", "도", "이", "만")
"""Particles of what is said itself, and is no more than named."""


_OF_RELATIVES: Final[tuple[tuple[About, frozenset[str]], ...]] = (
    ("name", NAMES),
    ("age", AGES),
    ("birthday", BIRTHDAYS),
    ("origin", ORIGINS),
    ("height", HEIGHTS),
)


@dataclass(frozen=True, slots=True)
class SelfQuestion:
    """What speakers ask about themselves: `about` as of what they told, "" for everything, «last» for the latest.

    `of` names a relative.
    """

    about: About | Literal["", "last"]
    of: str = ""
    also: tuple[About, ...] = ()


_REPLIES: Final = frozenset(("대답하", "답하", "말하", "얘기하", "이야기하"))
_SO: Final = frozenset(("그렇", "이렇", "똑같이", "그대로", "같"))
"""Words for the same as was said before."""


def asked_whose(reading: Reading) -> About | None:
    """«내가 누구 생일이라고 했지?»: of what it is asked whose it is; None where that is not asked."""
    for asked, noun in pairwise(reading.terms):
        if asked.kind == "question" and asked.lemma == "누구" and noun.kind == "noun":
            return next((about for about, nouns in _OWNED.items() if noun.lemma in nouns), None)
    return None


_OWNED: Final[Mapping[About, frozenset[str]]] = {"birthday": BIRTHDAYS, "origin": ORIGINS, "hobby": HOBBIES}


def asked_of_self(reading: Reading) -> SelfQuestion | None:
    """What speakers ask about themselves: «내 이름 기억하지?», «내가 뭘 못 먹는다고 했지?», «나에 대해 뭐 알아?»."""
    reading = with_relatives(_asking(reading))
    terms = reading.terms
    verbs = [term for term in reading.verbs if term.form is not None]
    questions = {term.lemma for term in terms if term.kind == "question"}
    remembers = any(term.lemma in REMEMBER for term in verbs) or any(t.lemma == "기억" for t in terms)
    another = any(t.particle == "이" and t.kind == "noun" and not t.bound for t in terms)  # «친구가 내 이름을 까먹었어»
    remembers = remembers or any(t.lemma in _FORGET and t.form and t.form.past and not another for t in verbs)
    remembers = remembers or _bids_to_say(reading)
    asks = bool(questions) or remembers or reading.text.rstrip().endswith("?")
    of_me = _OF_ME.search(reading.text)
    day = of_me is not None and any(t.start == of_me.start() and t.kind == "noun" for t in terms)  # «협약 맺은 날»
    if of_me and not day and _KNOWS.search(reading.text) and not (told(reading) or forgets(reading)):
        return SelfQuestion("")  # «너 나 잘 알아?», «나에 관해 들은 거 다 말해 봐»
    asks = asks or (not verbs and _TOPIC_ALONE.search(reading.text) is not None)
    # «우리 파이보는» is about whom it names.
    named = [
        t for t, after in pairwise(terms) if t.lemma in OURS - SELF and after.kind == "name" and not _is_kin(after)
    ]
    selves = [t for t in terms if t.kind == "pronoun" and t.lemma in (SELF | OURS) and t not in named]
    hosts = any(term.lemma in _HOSTS for term in terms)
    if remembers and hosts and any(term.lemma in NAMES for term in terms):
        return SelfQuestion("name")
    if not (selves or any(term.lemma == "제" for term in terms)) or not asks or _addresses_robot(reading):
        return None
    if _ADVISED.search(reading.text):
        return None  # «너를 뭐라고 소개하면 좋겠어?»
    wanted = _asks_for_wish(reading)
    if wanted is not None:
        return wanted
    if _AILING.search(reading.text) and _QUOTED.search(reading.text):
        return SelfQuestion("illness", next((t.lemma for t in terms if t.lemma in KIN), ""))
    *_, last = ((), *sentences(reading))
    if any(term.form is not None and term.form.wishes for term in last):
        return None
    kin = [t for t in terms if t.kind in ("noun", "name") and (t.lemma in KIN or t.lemma.endswith(RELATED))]
    # «엄마가 가재 나 몇 살이라고 했게»: of oneself, whoever is called or does something before it.
    beside = [t for t, after in pairwise(terms) if after.kind == "question" and t.lemma in SELF and not t.particles]
    of = next((t.lemma for t in kin if not (beside and t.particle in ("", SUBJECT) and t.end <= beside[0].start)), "")
    nouns = {term.lemma for term in terms if term.kind in ("noun", "name")}
    lemmas = {term.lemma for term in verbs}
    mine = any(term.particle == "의" or term.lemma in ("우리", "저희") for term in selves)
    subject = any(term.lemma in SELF and term.particle in ("이", "은", "") for term in selves)
    said = bool(lemmas & _SAY) or any(v.form is not None and v.form.hearsay for v in verbs)
    said = said or _QUOTED.search(reading.text) is not None
    works = bool(nouns & _WORKPLACES) or ("어디" in questions and bool(lemmas & WORKING))
    if nouns & NAMES and not _gives(reading):
        others = any(term.kind == "name" and term.lemma not in KIN for term in terms)
        own = any(
            term.lemma in SELF and (term.particle == "의" or term.lemma in ("내", "제"))
            for term in terms
            if term.kind in ("pronoun", "noun") and not term.particle.replace("의", "")
        )
        also: tuple[About, ...] = ("work_at",) if works else ("age",) if nouns & AGES else ()
        return SelfQuestion("name", of, also) if (own or of) and not others else None
    from_where = "어디" in questions and (mine or subject or of) and nouns & {*ORIGINS, "사람", "출신"}
    if from_where or (nouns & ORIGINS and (mine or of)):
        return SelfQuestion("origin", of)
    if nouns & HOBBIES and (mine or of):
        return SelfQuestion("hobby", of)
    if nouns & HEIGHTS and (mine or of or subject) and (said or remembers):
        return SelfQuestion("height", of)
    if nouns & _JOBS and (mine or of):
        return SelfQuestion("role", of)
    # «우리 회사 서버를 어떻게 고치지» asks how, and not where one works
    if works and (mine or subject or of) and (questions & _WHICH or remembers):
        return SelfQuestion("work_at", of)
    if nouns & BIRTHDAYS and mine and ("언제" in questions or "며칠" in questions or remembers):
        return SelfQuestion("birthday", of)
    if any(term.lemma == "학년" or "학년" in term.text for term in terms) and "몇" in reading.text and (selves or of):
        return SelfQuestion("role", of)
    aged = subject and _THIS_YEAR.search(reading.text) is not None  # «내가 올해 몇이라고 했지»
    if aged or (nouns & AGES and mine) or any(lemma.replace(" ", "").startswith("몇살") for lemma in questions):
        return SelfQuestion("age", of) if mine or subject else None
    counts = any(lemma.startswith(HOW_MANY) for lemma in questions)
    if of and counts and (subject or mine or said):
        return SelfQuestion("family", "" if of in _CHILDREN else of)
    if subject and "무엇" in questions and "하" in lemmas and nouns & _PERSONS:
        return SelfQuestion("role")
    of_robot = any(t.kind == "pronoun" and t.lemma in OTHERS for t in terms)  # «내가 너 누구라고 불러»
    if subject and "누구" in questions and not of_robot and not (lemmas - {"이", "알", "아시", *REMEMBER, *_SAY}):
        return SelfQuestion("name")
    if (subject or of) and "어디" in questions and ("살" in lemmas or (said and "사" in lemmas)):
        return SelfQuestion("home", of)  # «산다 그랬지»: in that form the dictionary takes it for buying
    if (subject or of) and "어디" in questions and said and COMING in lemmas:
        return SelfQuestion("came", of)
    described = [v for v in verbs if v.form is not None and v.form.modifies]
    if (subject or of) and asks and not questions and described and described[-1] is verbs[-1]:  # «내가 좋아하는 건?»
        tastes: tuple[tuple[About, bool], ...] = (
            ("dislike", bool(lemmas & DISLIKE)),
            ("like", "좋" in lemmas or bool(lemmas & LIKE)),
        )
        return next((SelfQuestion(about, of) for about, holds in tastes if holds), None)
    form = reading.main.form if reading.main is not None and reading.main.lemma in EAT else None
    # «고기 안 먹는 사람인데 뭐 먹지» asks for a meal
    meal = form is not None and not (form.negated or form.past or said)
    if (subject or of) and not meal and questions & {"무엇", "무슨", "어떤", "어느"}:
        if any(v.lemma in EAT and v.form and v.form.negated for v in verbs):
            return SelfQuestion("avoid", of)
        if "싫" in lemmas or lemmas & DISLIKE:
            return SelfQuestion("dislike", of)
        if "좋" in lemmas or lemmas & LIKE:
            return SelfQuestion("like", of)
        times = any(term.kind == "time" and FUTURE.search(term.text) for term in terms)
        if times and (said or "하" in lemmas) and remembers | said:
            return SelfQuestion("plan")
    if questions & {"언제", "며칠"} and subject and said and not mine:
        return SelfQuestion("plan")
    if "어디" in questions and subject and said and any(term.kind == "time" for term in terms):
        return SelfQuestion("plan")
    possessed = {after.lemma for t, after in pairwise(terms) if t in selves and t.particle == "의"}
    about_me = any(t.lemma in SELF and t.particle in ("에", "한테", "을") for t in selves) or bool(
        possessed & (TALK | TELLING_VERBS)
    )
    known = [t.lemma for t in terms if t.lemma not in ("너", "아직", "지금")]
    if len(known) == 2 and known[0] in SELF and known[1].startswith(_MEMORY):
        return SelfQuestion("")  # «나 기억나?»
    if about_me and (("대하" in lemmas and remembers) or (remembers and "무엇" in questions)):
        return SelfQuestion("")
    return None


def _bids_to_say(reading: Reading) -> bool:
    """«그럼 내 이름도 말해 봐», «제 나이 좀 대 보세요»: something of their own is to be said, and nothing else."""
    main = reading.main
    if main is None or main.form is None or main.lemma not in _SAID_ALOUD:
        return False
    said = [t for t in reading.terms if t.end <= main.start]
    while said and (said[-1].kind in ("adverb", "determiner", "number") or said[-1].bound):
        said.pop()  # «한번»
    if len(said) < _PAIR or said[-1].kind != "noun" or said[-1].particle not in _WHOLE:
        return False
    owner = said[-2]
    own = owner.lemma == "제" or (owner.kind == "pronoun" and owner.lemma in SELF and owner.particle in ("의", ""))
    return own and (main.form.requests or _BIDS.search(reading.text, main.end) is not None)


_PAIR: Final = 2
"""Terms of what is somebody's: theirs, and whose."""


def _asking(reading: Reading) -> Reading:
    """Without what is told of oneself before a question about something else: «나 고향이 광주인데 시장은 누구야?»."""
    terms = reading.terms
    ends = [
        at
        for at, t in enumerate(terms[:-1])
        if t.form is not None and not t.form.modifies and t.form.ending.endswith(BACKGROUND)
    ]
    last = ends[-1] + 1 if ends else 0
    after = terms[last:]
    of_another = any(t.kind in ("noun", "name") and {SUBJECT, TOPIC}.intersection(t.particles) for t in after)
    own = any(t.kind == "pronoun" and t.lemma in SELF | OURS for t in after)
    asks = any(t.kind == "question" for t in after) and not any(t.kind == "question" for t in terms[:last])
    said = any(t.form is not None and (t.form.hearsay or t.lemma in _SAY) for t in after)
    whole = not last or own or said or not (of_another and asks)
    return reading if whole else reading.within(after[0].start, len(reading.text))


def wanted_of_self(reading: Reading) -> SelfQuestion | None:
    """The same by its frame alone, whatever verb it has: «내 취향 기억하고 있어», «이름 말해 줬잖아 뭐였게»."""
    text = reading.text
    own: bool = any(t.kind == "pronoun" and t.lemma in SELF | OURS for t in reading.terms)
    own = own or _TOLD_YOU.search(text) is not None
    # The robot has told neither of itself.
    own = bool(own) or (asked_attribute(text) in ("study", "attends") and _QUOTED.search(text) is not None)
    main = reading.main
    orders = (
        main is not None
        and main.form is not None
        and main.form.requests
        and not _WANTED_BACK.search(text[main.start :])
    )
    lived = any(v.form is not None and v.form.ending.endswith("던") for v in reading.verbs)
    by_another = any(t.particle == "이" and t.kind in ("noun", "name") and not t.bound for t in reading.terms)
    asks = "?" in text or any(t.kind == "question" for t in reading.terms)
    if (lived or by_another) and not asks:
        return None  # «어릴 때 살던 동네가 기억나», «친구가 내 이름을 까먹었어»
    if (
        not own
        or not _WANTED_BACK.search(text)
        or _TO_ROBOT.search(text)
        or _TO_ONESELF.search(text)
        or (orders and "봐" not in text)
        or told(reading)
    ):
        return None
    about = asked_attribute(text)
    called = _CALLED.search(text)
    of = (called.lastgroup or "") if called else next((t.lemma for t in reading.terms if t.lemma in KIN), "")
    return SelfQuestion(about, of) if about is not None else None


def asked_attribute(text: str) -> About | None:
    """What of somebody is asked for: «몇 살이라고 했지» their age; None where that does not show."""
    return _WANTED_OF_SELF.within(text)


_SOONER: Final = frozenset(words("빠르 이르 앞서"))


def asks_years_between(reading: Reading) -> bool:
    """«내가 누나보다 몇 살 어리지», «민지랑 나이 차이가 얼마지»: how many years lie between two."""
    return _YEARS_BETWEEN.search(reading.text) is not None and (reading.asks_what or asks_by_form(reading))


def asks_whose_birthday(reading: Reading) -> Literal["coming", "in_the_year"] | None:
    """«누구 생일이 먼저 와?», «누구 생일이 더 빨라?»: which comes next, or is first in a year; None for neither."""
    whose = any(t.kind == "question" and t.lemma == "누구" for t in reading.terms)
    if not whose or not any(t.lemma in BIRTHDAYS for t in reading.terms):
        return None
    lemmas = {t.lemma for t in reading.terms}
    return "in_the_year" if lemmas & _SOONER else "coming" if "먼저" in lemmas else None


def asks_own_reason(reading: Reading) -> bool:
    """«내가 왜 화났는지 알아?»: what only the speakers know, put as a riddle."""
    main = reading.main
    asked = any(t.kind == "question" and t.lemma in ("왜", "뭐", "무엇", "어디") for t in reading.terms)
    knows = main is not None and main.lemma in REMEMBER and main.form is not None and not main.form.past
    own = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("이", "은", "") for t in reading.terms)
    return asked and knows and own and _GUESSED.search(reading.text) is not None


def praises_own_name(reading: Reading) -> bool:
    """«내 이름 예쁘지»: agreement about the speaker's name is wanted."""
    main = reading.main
    own = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("의", "") for t in reading.terms)
    named = any(t.lemma in NAMES and t.particle in ("", "이", "은") for t in reading.terms)
    sought = main is not None and main.form is not None and _AGREED.search(reading.text[main.start :]) is not None
    likes = main is not None and any(t.has("VA", "XSA") for t in tokenize(reading.text[main.start :])[:1])
    return own and named and sought and likes and not _said(reading)


def called_by_nickname(reading: Reading) -> bool:
    """«이제부터 별명으로 불러 줘»."""
    by = any(t.lemma in CALLS and t.particle == "으로" for t in reading.terms)
    return by and any(v.lemma.startswith("부르") and v.form and v.form.requests for v in reading.verbs)


def _said(reading: Reading) -> bool:
    return _QUOTED.search(reading.text) is not None or reading.asks_what


def _is_kin(term: Term) -> bool:
    return term.lemma in KIN or term.lemma.endswith(RELATED)


def _asks_for_wish(reading: Reading) -> SelfQuestion | None:
    """«내 꿈이 뭐라고?», «내가 뭐 되고 싶다고 했지»."""
    terms = reading.terms
    asks = any(term.kind == "question" and term.lemma in ("무엇", "무슨", "어떤") for term in terms)
    remembers = any(term.lemma in REMEMBER for term in terms)
    mine = any(term.kind == "pronoun" and term.lemma in SELF for term in terms)
    dream = any(term.lemma in DREAMS and term.kind == "noun" for term in terms)
    becomes = any(term.lemma == "되" and term.form is not None and term.form.wishes for term in terms)
    knows_not = any(v.lemma == _UNKNOWN for v in reading.verbs) and "?" not in reading.text  # «내 꿈이 뭔지 모르겠어»
    if mine and (asks or remembers) and not knows_not and (dream or (becomes and _QUOTED.search(reading.text))):
        return SelfQuestion("dream")
    return None


def _addresses_robot(reading: Reading) -> bool:
    """«너 나 좋아해?» and «몇 살이야 너는?» are not about the speaker; «너 내 이름 알아?» is."""
    theirs = any(term.kind == "pronoun" and term.lemma in OTHERS and term.particle == "의" for term in reading.terms)
    asking = [one for one in sentences(reading) if asks_in(one)]
    own = any(term.lemma in SELF | OURS for one in asking for term in one)
    called = any(v.lemma == _CALL for v in reading.verbs)
    called = called and not any(t.particle == "을" for t in reading.terms if t.lemma in SELF)
    return theirs or (bool(asking) and addresses_robot(reading.terms) and (called or not own))  # «내가 널 뭐라고 불러?»


def _gives(reading: Reading) -> bool:
    """Whether a name is given and not asked for: «내 이름은 복순이야»."""
    return any(fact.about == "name" for fact in told(reading)) and not any(
        term.kind == "question" for term in reading.terms
    )


_KEPT_SO: Final = re.compile(r"\s?둬(?:요)?[.!~\s]*$")


def keeps(reading: Reading) -> bool:
    """«잘 외워 둬라», «기억해 둬»: what is told is to be remembered."""
    verb = reading.main
    if verb is None or verb.form is None or verb.lemma not in REMEMBER:
        return False
    return verb.form.requests or _KEPT_SO.search(reading.text) is not None


def forgets(reading: Reading) -> SelfQuestion | None:
    """What is to be forgotten: «다 잊어 줘», «내 이름은 잊어 줘»."""
    verb = reading.main
    if verb is not None and verb.form is not None and not verb.form.past and _UNHEARD.search(reading.text):
        return SelfQuestion("" if _ABOUT_ME.search(reading.text) else "last")
    if verb is None or verb.form is None or verb.form.past or not any(map(_forgetting, reading.verbs)):
        return None
    if not (_forgetting(verb) or verb.form.requests or verb.form.wishes):
        return None  # «내 이름은 한지우고 판교에서 일해»
    if _LEST.search(reading.text):
        return None  # «잊어먹지 않게 약 먹으라고 말해 줘»
    subject = any(
        t.kind == "pronoun" and t.lemma in SELF and (t.particle in ("은", "이") or t.text in ("나", "저"))
        for t in reading.terms
    )
    if not verb.form.requests and (subject or any(t.lemma in _OFTEN for t in reading.terms)):
        return None  # «나 자꾸 잊어버려»
    if (
        verb.form.asks
        or verb.form.ending == "야"
        or TELLING.search(verb.form.ending)
        or any(term.kind == "question" for term in reading.terms)
    ):
        return None
    terms = _before_forgetting(reading) or reading.terms
    of = next((term.lemma for term in terms if term.lemma in KIN), "")
    if any(term.kind == "pronoun" and term.lemma in _THAT for term in terms) or _JUST_SAID.search(reading.text):
        return SelfQuestion("last")
    nouns = {term.lemma for term in terms if term.kind in ("noun", "name")}
    mine = any(term.lemma in (SELF | OURS) for term in terms)
    for about, known in (("name", NAMES), ("age", AGES), ("birthday", BIRTHDAYS), ("home", HOMES)):
        if nouns & known:
            return SelfQuestion(next(kind for kind in get_args(About) if kind == about), of)
    if any(term.lemma in _EVERYTHING for term in terms) or (mine and verb.form.requests) or nouns & TALK:
        return SelfQuestion("")
    return None


def _forgetting(verb: Term) -> bool:
    """«지워 버려», and «외우지 마»."""
    if verb.form is None:
        return False
    known = verb.lemma in _FORGET or verb.text.startswith("지워")  # which the dictionary takes for another verb
    return (verb.lemma in REMEMBER and verb.form.requests) if verb.form.negated else known


def _before_forgetting(reading: Reading) -> tuple[Term, ...]:
    """«나이는 잊어 주고 이름만 기억해»: what stands with the verb of forgetting."""
    at = next(n for n, t in enumerate(reading.terms) if _forgetting(t))
    ends = [n for n, t in enumerate(reading.terms[:at]) if t.form is not None and not t.form.modifies]
    return reading.terms[ends[-1] + 1 if ends else 0 : at]


def asks_what_was_said(reading: Reading) -> bool:
    """«나 왜 우울하다고 했지?», «밥 안 먹는 애가 누구랬더라»: what speakers said before of themselves and theirs."""
    main = reading.main
    wonders = main is not None and main.form is not None and _WONDERS.search(main.form.ending) and _own(reading)
    asks = any(term.kind == "question" for term in reading.terms) or asks_by_form(reading) or wonders
    quoted = _QUOTED.search(reading.text)
    counted = quoted is not None and any(t.kind == "number" and t.start < quoted.end() <= t.end for t in reading.terms)
    # «마시라고 한 시간마다» counts hours, and quotes nothing.
    said = (quoted and not counted) or (_own(reading) and _TOLD.search(reading.text))
    if _PASSED_ON.search(reading.text):
        return False
    form = main.form if main is not None else None
    guessed = form is not None and form.ending in GUESS and not form.past  # «준다고 하면 될까»
    tells = form is None or form.requests or not form.closes or guessed
    of_robot = any(t.kind == "pronoun" and t.lemma in OTHERS and t.particle in ("이", "은", "") for t in reading.terms)
    return bool(asks and said) and not tells and not of_robot and not scolds(reading)


def says_they_told(reading: Reading) -> bool:
    """Whether it is the speakers who would have said it: «왜 왔는지도 내가 말했던가»."""
    return _own(reading) and asks_what_was_said(reading)


def asks_first_words(reading: Reading) -> bool:
    """«내가 처음에 뭐라고 부탁했어?»."""
    return _own(reading) and _FIRST_WORDS.search(reading.text) is not None


def asks_last_words(reading: Reading) -> bool:
    """«내가 방금 뭐라고 했어?»: what the speakers said last."""
    return _LAST_WORDS.search(reading.text) is not None and _own(reading)


def asks_words_said(reading: Reading) -> bool:
    """«뭐라고 했지?», «뭐라고 불렀어?»: what somebody said."""
    return any(one.lemma == WHAT and two.form is not None and two.form.hearsay for one, two in pairwise(reading.terms))


def asks_words_to_come(reading: Reading) -> bool:
    """«지금 물어보면 뭐라고 할 건데»: what somebody is going to say, of which nothing that was said tells."""
    return asks_words_said(reading) and any(v.form is not None and v.form.future for v in reading.verbs)


def asks_whether_to_say_so(reading: Reading) -> bool:
    """«지금 물어보면 너도 그렇게 대답할 거야?»: whether the listener is going to say what was said once."""
    says = any(v.lemma in _REPLIES and v.form is not None and v.form.future for v in reading.verbs)
    so = any(t.lemma in _SO for t in reading.terms)
    doing = (t for t in reading.terms if {"이", "은", "도"}.intersection(t.particles))
    return says and so and reading.asks_whether and all(t.lemma in OTHERS for t in doing)


def asks_of_a_noun(reading: Reading) -> bool:
    """«아까 내 친구 이름이 뭐라고 했지?»: something named is asked for, and not only what was said."""
    return any(t.particle in ("이", "은") and t.kind in ("noun", "name") for t in reading.terms)


def _own(reading: Reading) -> bool:
    return any(term.lemma in SELF and term.particle in ("이", "은", "") for term in reading.terms)


def corrects(text: str) -> tuple[str, str] | None:
    """What is to be replaced by what («아니 콩이 말고 보리»); "" where only the new is said («아니다, 5월 12일»)."""
    if text.rstrip().endswith("?"):
        return None  # «아니 큰애는?»
    text = _EXCUSED.sub("", " ".join(text.split()))
    if _SLIPPED_FIRST.match(text) is None:
        text = re.split(r"(?<=[요다야지])[.!]\s", text)[0]
    text = text.strip(" .!~")
    text = _STARTS.sub("", text)
    found = _INSTEAD.fullmatch(text)
    if found is not None:
        return found["old"], _COPULA.sub("", found["new"]).strip()
    right = _RIGHT.fullmatch(text)
    if right is not None and years_in(right["new"].split()[-1]) is not None:
        return "", right["new"].split()[-1]
    again = _TAKEN_BACK.fullmatch(text) or _SORRY.fullmatch(text)
    return ("", _COPULA.sub("", again["new"]).strip()) if again is not None else None


def puts_right(text: str) -> bool:
    """Whether what follows puts right what was said before: «아니 사학년이다»."""
    return _TAKEN_BACK.fullmatch(_STARTS.sub("", " ".join(text.split()).strip(" .!~"))) is not None


def asks_of_relative(reading: Reading) -> SelfQuestion | None:
    """«고양이 이름은?», «엄마 생일이 언제라고 했지?»: what is asked of a relative or a pet without «my»."""
    terms = with_relatives(reading).terms
    asks = any(term.kind == "question" or term.lemma in REMEMBER for term in terms)
    for term, after in pairwise(terms):
        if term.lemma in KIN and (asks or after is terms[-1]) and term.form is None:
            found = next((about for about, known in _OF_RELATIVES if after.lemma in known), None)
            if found is not None:
                return SelfQuestion(found, term.lemma)
    return None


def asks_family_name(reading: Reading) -> bool:
    """«성까지 말해 봐», «성은?»: after a name was told back."""
    first = next((t for t in reading.terms if t.kind not in ("interjection", "adverb", "pronoun")), None)
    return first is not None and first.text in _FAMILY_NAME and len(reading.terms) <= _FEW


def asks_alone(reading: Reading) -> About | None:
    """«이름은?», «나이는?»: what is asked of somebody who need not be named again."""
    said = [term for term in reading.terms if term.kind != "interjection"]
    if len(said) != 1 or said[0].particle not in ("은", "도", ""):
        return None
    return next((about for about, known in _OF_RELATIVES if said[0].lemma in known), None)


def spoken_of(text: str) -> str:
    """The relative or pet that a text names, "" for the speaker alone."""
    return next((word for said in re.findall(r"[가-힣]+", text) for word in _kin_in(said)), "")


def _kin_in(word: str) -> Iterator[str]:
    yield from (known for end in range(len(word), 0, -1) if (known := word[:end]) in KIN)


def names_relative(reading: Reading) -> str:
    """«큰놈은?»: whom of the speaker's own a fragment names, "" for nobody."""
    terms = with_relatives(reading).terms
    said = [term for term in terms if term.kind not in ("interjection", "pronoun", "adverb", "conjunction")]
    said = [term for term in said if term.form is None or term.start > said[-1].start]  # «맞다 그럼 아들은»
    own = any(t.kind == "pronoun" and t.lemma in SELF and t.particle in ("이", "은") for t in terms)  # «내가 형이지?»
    alone = len(said) == 1 and not own and said[0].lemma in KIN and said[0].particle in ("은", "")
    return said[0].lemma if alone else ""


def names_self_alone(reading: Reading) -> bool:
    """«저는요?», «그럼 나는?»: the speakers, and nothing else."""
    said = [t for t in reading.terms if t.kind not in ("interjection", "adverb", "conjunction")]
    return len(said) == 1 and said[0].lemma in SELF and said[0].particle == "은"


def asks_how_long(reading: Reading) -> bool:
    """«내 생일까지 며칠 남았어?»."""
    return reading.asks_what and any("까지" in term.particles for term in reading.terms)
