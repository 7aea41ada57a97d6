"""What an utterance does, as far as its grammar shows: tell, ask, promise, speak to the robot or of the speaker."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.hangul import final_consonant
from companion.language.mirror_words import ADVERBIAL, BODY, FELT, OWN, PEOPLE, TO_ONE, UNKIND
from companion.language.morphemes import is_adjective_at
from companion.language.readings import words
from companion.language.reported import scolds
from companion.language.self_words import ASKING, BORN, GOING_ON, KIN, OTHERS, OURS, SELF, TALK, TELLING, VOCATIVE
from companion.language.terms import A_LITTLE, COPULA, EXISTENCE, THAN, WHETHER, Reading, Term, noun_in, worked_out_once

Stance = Literal["asks", "may tell", "tells"]
"""What an utterance does: asks or wants something, tells something, or either by its form."""

_KNOWN: Final = frozenset(words("알 모르 되 힘들 좋 뵙 뵈 고맙 감사하 반갑"))
_EXPECTED: Final = re.compile(
    r"[가-힣]\s(?:것|거)\s?(?:같[가-힣]+|야|예요|이에요|다)[\s.!~]*$|[ㄹ을]\s?(?:듯|지도)[가-힣 ]*$"
)
_GUESSED: Final = re.compile(
    r"(?:듯|(?:것|거)\s?같|지도\s?(?:몰|모르)|까\s?봐|(?<=[가-힣])[나가]\s?(?:봐|보다|보네)(?=요|[\s.,!~]|$))"
    r"[가-힣]*[\s.!~ㅠㅜㅋㅎ]*$"
)
_BUT: Final = re.compile(r"(?:는데|은데|ㄴ데|지만|으나|나마|는데도|면서도|으면서도)(?:도|요)?")
_BEGGING: Final = frozenset(words("부탁하 부탁드리 바라 원하"))
_DOUBTING: Final = re.compile(r"(?:던데|다며|라며|다면서|라면서|더라며|이소|게나|자|읍시다|ㅂ시다|ᄇ시다)요?$")
"""Endings that want something confirmed or done: hearsay put to the other one, proposals, dialect."""
_WILL: Final = re.compile(r"(?:ㄹ래|을래)요?")
_SEEING: Final = ("보", "싶")
_INTENDING: Final = re.compile(r"(?:려고|려구|련다)요?$")
_LEAVES: Final = re.compile(
    r"(?<![가-힣])(?:(?:가|들어가|일어나|물러가)\s?(?:볼게|볼께|볼란다|봐야겠|봐야\s?(?:돼|되|할))|"
    r"(?:갈|들어갈|일어날|물러갈)[게께란]|(?:가|들어가|일어나)야(?:겠|지))[가-힣]{0,4}[\s.!~ㅎㅋ]*$"
)
_CLOSES: Final = re.compile(
    r"(?:여기까지|여기서|이것으로|이걸로|이만)(?:만)?\s?(?:할게|할께|하겠습|하지|하죠|하자|해요|마칠|마치겠|마무리하|끝낼|끝내겠|줄일|줄이겠|입니다|이에요|예요)"
    r"[가-힣]{0,3}(?:$|[\s.!~])"
)
"""Words with which something that was done together is ended."""
_AT: Final = "에"
_OF_LEAVING: Final = ("interjection", "adverb", "time")
_GOODBYE, _GOES = "안녕", ("가", "들어가", "일어나", "떠나")
_WHEN_LEAVING: Final = frozenset(words("이 이제 인제 그만 이만 먼저 슬슬 그럼 그러면 오늘"))
"""What stands beside «갈게»; the dictionary takes «이만» for a pronoun with a particle."""
_PROMISING: Final = re.compile(r"(?:ㄹ게|을게|ㄹ께|[아어여ㅏㅓ]야지|야지)요?$")
_RESOLVED: Final = re.compile(r"[가-힣]야겠[다네어군](?:요)?(?:\s그\s[가-힣]{1,4})?[.!~\s]*$")
"""«일찍 자야겠다», «커피 한잔 사 줘야겠다 그 친구»: what one is resolved to do."""

_ASKS_NOT_SO: Final = re.compile(r"지\s?않으(?:세요|셔요|십니까)[\s?.!]*$")
"""«떨리지 않으세요?», which has the ending of a request and asks."""
TOLD_ENDS: Final = ("거든", "더라", "더라고", "더라구")
_WILL_DO: Final = re.compile(r"([가-힣])(?:게|께)(?:요)?[\s.!~ㅋㅎ]*$")
_ADDED: Final = ("으로", "에서", "한테", "에게", "때문", "까지", "부터", "만")
_LESS: Final = "덜"
_FEARS: Final = re.compile(
    r"[가-힣]면\s?(?:(?:[나저]는|난|전|[내제]가|나|저)\s)?"
    r"(?:(?:어떡|어쩌)(?:해|하지|하죠|하나|지|죠|나)|어쩌면\s좋[가-힣]*)요?[\s?.!~ㅠㅜ]*$"
    r"|[가-힣]면\s(?:[나저]는|난|전|[내제]가|나|저)\s어떻게\s(?:해야\s|하면\s|살)[가-힣]+[\s?.!~ㅠㅜ]*$"
)
_LEST: Final = re.compile(r"[가-힣]까\s?봐(?:서)?\s")
_FINAL_L: Final = "ㄹ"
_AT_HOME: Final = re.compile(
    r"(?:집에서|시켜|끓여|볶아|구워|삶아|데워|부쳐|차려|만들어|해|싸|싸서|배달시켜)(?:다|서)?\s?(?:먹|가|다니|마시)"
)
_MEANS_TO: Final = re.compile(r"(?:ㄹ래|을래|ㄹ까|을까|ㄹ게|을게|게|려고|련다|지|다|거야)요?$")

_DUTY: Final = re.compile(
    r"[아어여해가와워려따사나자켜써봐둬줘놔내]야\s?(?:하나|하려나|할까|되나|될까|하지|되지|[해돼]요?\?)(?:요)?[?.!~\s]*$"
)
_THEY: Final = frozenset(words("그 그녀 걔 쟤 얘 그들 그분 그이 개"))
_PROPOSED_SO: Final = re.compile(r"[가-힣]자(?:고|구)\s?(?:하[셔시신네]|해|그러|그래|그랬)")
"""The same with a verb of saying, which the dictionary takes for an auxiliary: «먹자고 하셔»."""
_PROPOSED: Final = re.compile(r"재(?:요)?|자(?:고|네|는데|던데|더라)(?:요)?")
_LIKE: Final = "같"
_BEGINS_WITH_SELF: Final = re.compile(r"\W*(?:나는|나|난|저는|저|전|내가|제가)\s")
_DEICTIC: Final = frozenset(words("그러 그렇 이러 이렇 저러"))
_EVEN: Final = re.compile(r"(?:아|어|여|ㅏ|ㅓ|ㅕ|ㅐ)도|든지?")
_WHETHER_NOUN: Final = "지"
_WANTING_TO_KNOW: Final = frozenset(words("궁금하 알리 말하 알"))
_MAY_BE: Final = frozenset(words("되 좋 괜찮"))
_TO_NO_USE: Final = re.compile(r"(?:아서|어서|여서|ㅏ서|ㅓ서|ㅐ서|서|면|으면)")
_STATED: Final = re.compile(
    r"(?:네|구나|는구나|군|구먼|거든|잖아|습니다|ᄇ니다|ㅂ니다|(?:[ㄴ는란단]|으란)?다|[ㄴ는은]걸|걸랑|더라[고구]|지만)요?"
)
"""Endings of what is stated, whatever its question words: «누가 왔네», «누구하고 말도 못 했다»."""
_MEANT: Final = re.compile(r"(?:으?려[고구]|[ㄹ을][게께])요?")
_UNKNOWN: Final = "모르"
_PLAIN_STATED: Final = re.compile(r"[ㄴ는]?다")
ONLY_ASKING: Final = re.compile(r"(?:ㄹ까|을까|까|니|냐|느냐|나요|는지|는가|은가|ㄴ가|ㄹ지|을지)요?$")
_PLAINLY_ASKING: Final = re.compile(r"(?:나요|니|냐|니까|까요?)$")
"""Endings that ask somebody else, of what is over too: «됐나요»."""
_RHETORICAL: Final = re.compile(r"지\s?않(?:냐|니|아|나)[\s?.!~]*$")
"""«어이없지 않냐»: asked of somebody who is to agree."""
_BEYOND_BELIEF: Final = re.compile(
    r"(?<![가-힣])(?:[그이]럴\s?수가\s?(?:있|없)|어(?:떻게|쩜|쩌면|찌|째)(?![가-힣]).*[그이]럴\s?수(?:가|도)?\s?있)"
)
"""«십 년 친군데 그럴 수가 있냐»: cried out at what somebody did; «너 그럴 수 있어?» asks."""
_SHRUGGED: Final = re.compile(r"[가-힣]지\s뭐(?:야|여|예요|에요)[\s.!~ㅎㅋㅠㅜ]*$")
"""«이십구일인 줄 알았지 뭐야»."""
_RESIGNED: Final = re.compile(r"(?:어쩌|어떡하|어떻게\s?하|어찌하)겠[어나냐니노누](?:요)?[\s.!~ㅠㅜㅋㅎ]*$")
"""«월급 받는데 어쩌겠어»."""
_DOUBTED: Final = re.compile(r"[가-힣]나\s(?:[가-힣]+고\s)?[가-힣]*[겠겄][어나냐니노누][\s.!~ㅠㅜ]*$")
"""«월세나 내겠나»: that not even so little will be."""
_HARDLY_TRUE: Final = re.compile(r"실화(?:냐|니|야|임|인가|인가요|예요)?[\s?!.~ㅠㅜㅋㅎ]*$")
"""«내일 월요일인 거 실화냐»: cried out of what is known too well."""
_BACK_AT_ONE: Final = re.compile(r"으?라고(?:요)?\s?\?+[\sㅠㅜㅋㅎ]*$")
_PLANNED: Final = re.compile(r"기로\s?(?:했|하였|함|한)[가-힣]*[\s.!~ㅎㅋ]*$|(?P<will>[가-힣])라고[\s.!~ㅎㅋ]*$")
_ROBOT: Final = "로봇"
_WELL, _DOING = "잘", "하"
_HONOURS_ONE: Final = re.compile(r"[가-힣](?:시네|시군|시구나|십니다|세요)(?:요)?[\s.!~ㅎㅋ]*$")
_NOTED: Final = re.compile(r"(?:네|군|구나|는?구나|는?군|습니다|ᄇ니다|다|아|어|어요|아요|세요)(?:요)?")
"""How what one finds is told to whom it is found of."""
_FITS_LISTENER: Final = re.compile(
    r"(?:[아어여해돼]|(?P<honoured>셔))도\s?되겠(?:다|네|는데|어|구나)(?:요)?[\s.!~ㅋㅎ]*$"
)
_MIGHT: Final = re.compile(r"[을ㄹ]\s?텐데(?:요)?[\s.!~ㅠㅜㅋㅎ]*$")
_THANKED: Final = frozenset(words("고맙 감사하"))
_FILLERS: Final = ("무엇", "뭐")
"""«전화하지 뭐»."""
_CLOSED: Final = re.compile(r"(?:다|겄|네|지|구나|군|[ㄹ을][게래]|[는ㄴ]다|[아어]야지|더라|거든)(?:요)?")
"""Endings that close what is told: not «말해 줘서 고마워», which says what for."""
_CARES: Final = frozenset(words("걱정 고민"))
_DECIDING: Final = frozenset(words("정하 결정하 고르"))
_DELIBERATING: Final = re.compile(r"(?:ㄹ까|을까|ㄹ지|을지)요?$")
_SO: Final = re.compile(r"(?:[아어여ㅏㅓㅐㅕ]?서|느라고?|으?니까|[는은ㄴ]데)")
MISSED: Final = frozenset(words("없 아니"))
_NEARLY: Final = "뻔하"
_THANKS_TO: Final = frozenset(words("덕분 덕 덕택"))
_WONDERING: Final = re.compile(r"(?:ㄹ까|을까|ㄹ지|을지|나)$")
"""How one asks oneself of what is over: «내가 뭘 잘못했나»."""
_FOR_ME: Final = re.compile(r"[가-힣]\s?줄\s?수\s?있(?:어|나|니|냐|는가|을까|겠[어니나])(?:요)?[?.!~\s]*$")
"""«농담 해 줄 수 있어»: a request."""
_JUST: Final = "그냥"
"""«그냥 잘래»: what one does oneself."""
_AS_SAID: Final = ("다고", "다고도", "라고도", "자고", "냐고")
_HEARD_SO: Final = "던데"
_LOOK: Final = "보"
_ALOUD: Final = re.compile(r"나|[ㄴ은는]가|려나|으려나|ㄹ라나|[ㄴ은는]지")
_FINDING: Final = ("니까", "니", "으니", "으니까")
_DOUBTS: Final = re.compile(r"[나가]\s?싶(?:고|어|다|네|은데|더라고?|어서|습니다)(?:요)?[.!~\sㅠㅜ]*$")
"""«간병은 또 누가 하나 싶고»: a worry, whatever it asks."""
_FEARED: Final = re.compile(r"까\s?(?:봐|보다|싶[어네다])(?:요)?[.!~\s]*$")
"""«헤어져야 할까 봐»: what one thinks of doing."""
_ABILITY: Final = re.compile(r"[가-힣]\s?(?:수\s?(?:있|없)|줄\s?(?:알|아))[가-힣]*[?!.~]*$")
_HONOURS: Final = re.compile(r"세요|시나요|신가요|십니까|셨나요|셨어요|시죠|시니")
_TRIED: Final = re.compile(r"적이?\s?있|봤(?:어|니|나|냐)")
_LIKED: Final = ("좋아하", "좋아해", "싫어하", "싫어해")
THINKING: Final = frozenset(words("생각하 느끼 같"))
_TOWARDS: Final = ("한테", "에게", "과", "을")
"""Particles of whom something is done to or with."""
_TELL: Final = frozenset(words("알리 말하 말 설명하 설명 가르치 소개하 이야기하 얘기하 찾 읽"))
_SPOKEN: Final = _TELL - {"찾"} | frozenset(words("들리 들려주 부르 읊"))
_GIVING: Final = "주"
_ORDERED: Final = _TELL | frozenset(
    words("계산하 번역하 검색하 찾아보 알아보 요약하 비교하 나열하 열거하 추천하 증명하")
)
_PLAIN: Final = re.compile(r"[아어여ㅏㅓㅕㅐ]라?")
_NO_DEED: Final = frozenset(words("하 이"))
_SEEK: Final = frozenset(words("찾 구하 알아보 찾아보"))
WHYS: Final = frozenset(words("왜 어째서"))
_HOW_COME: Final = frozenset(words("왜 어째서 어떻게 어떻"))
_HOW_MUCH: Final = "얼마나"
_PRAISED: Final = frozenset(
    words("맛있 좋 예쁘 이쁘 멋지 재밌 재미있 귀엽 착하 친절하 대단하 잘하 잘되 행복하 좋아하 낫 솔직하 똑똑하 다정하")
)
"""What nobody measures, so that «얼마나» before it does not ask how much it is."""
_SO_IT_WAS: Final = frozenset(("던지", "던지요"))
"""«소주를 얼마나 마시던지»."""
_ONE_KNOWS: Final = re.compile(r"(?:[ㄴ는은]?데|[ㄴ는]?다고)요?")
_SO_MUCH: Final = frozenset(words("이렇게 이리 이래 이리도 이다지 그렇게 그리 그래 저렇게 저리 요렇게 요래"))
_AS_SUBJECT: Final = ("", "은", "도", "이")
_BECOMING: Final = ("하", "되", "이", "아니")

Sentence = tuple[Term, ...]
"""The terms of one sentence, or of one clause."""


def sentences(reading: Reading) -> Iterator[Sentence]:
    """The terms sentence by sentence."""
    for part in reading.sentences():
        yield tuple(reading.terms[at] for at in part)


@worked_out_once
def with_relatives(reading: Reading) -> Reading:
    """The reading with «딸은», «개는», «둘째» and «큰놈» as nouns, where the dictionary takes them for other words."""
    terms: list[Term] = []
    for term in reading.terms:
        before = terms[-1] if terms else None
        joined = reading.text[before.start : term.end].replace(" ", "") if before is not None else ""
        if before is not None and before.form is not None and joined in KIN:
            terms[-1] = replace(term, kind="noun", start=before.start, text=joined, lemma=joined, bound=False)
        elif term.form is not None and term.form.modifies and term.text in KIN:
            terms.append(replace(term, kind="noun", lemma=term.text, particles=("은",), form=None))
        elif term.kind == "number" and term.text in BORN:
            terms.append(replace(term, kind="noun", lemma=term.text))
        else:
            terms.append(term)
    return Reading(reading.text, tuple(terms))


@worked_out_once
def stance(reading: Reading) -> Stance:
    """Whether the last sentence tells something, asks or wants something, or may do either."""
    if scolds(reading) or _BEYOND_BELIEF.search(reading.text):
        return "tells"
    every = tuple(sentences(reading))
    # «끝났다 아싸»: a cry after it changes nothing.
    said = tuple(one for one in every if any(term.kind != "interjection" for term in one)) or every
    last = said[-1] if said else ()
    shrugs = bool(every) and every[-1][-1].kind == "interjection" and every[-1][-1].lemma == "무엇"
    if shrugs or tells_news(reading):
        return "tells"  # «집에 있지 뭐»
    addresses = addresses_robot(last) and not done_to_robot(reading)
    if reading.text.rstrip().endswith("?") or addresses or _FOR_ME.search(reading.text):
        return "asks"
    if len(said) > 1 and last[0].lemma == "무엇" and {term.lemma for term in last} <= {"무엇", "이"}:
        return "tells"  # «집에 있지 뭐», «내가 이겼지 뭐야»
    verb = last_verb(last)
    if praises_how_much(last) or _DOUBTS.search(reading.text) or _finds_number(last):
        return "tells"
    if asks_in(last) or _DUTY.search(reading.text):
        return "asks"
    said_so = _hearsay_noun(last) or thinks_so(reading)
    if verb is not None and verb.form is not None and verb.form.modifies and said_so:
        return "may tell"  # «엄마가 게임기 사 주는 대신 설거지하래», «시험 망한 듯»
    if verb is None or verb.form is None:
        return "tells" if copula_after_name(last) else "may tell" if _hearsay_noun(last) else "asks"
    after = any(term.start > verb.end and term.kind in ("noun", "name", "number") for term in last)
    if after and GOING_ON.fullmatch(verb.form.ending):
        return "asks"  # «통닭 빼고 맛집»: the sentence has no end
    form = verb.form
    if _PROMISING.search(form.ending):
        return "tells"  # «일찍 자야지»
    # «받아 줌», «해 주네»: what somebody else did.
    asked_for = form.requests and not form.past and not TELLING.search(form.ending) and not by_another(last)
    wants = asked_for or form.modifies or verb.lemma in _BEGGING
    if wants or _DOUBTING.search(form.ending):
        return "asks"
    if _WILL.fullmatch(form.ending) and not (
        form.negated or speaks_of_self(last) or any(t.lemma == _JUST for t in last)
    ):
        return "asks"  # «노래 불러 볼래»
    if form.wishes or TELLING.search(form.ending):
        return "tells"
    if ASKING.search(form.ending):
        # «오래됐지»: what speakers say of their own they know.
        return "may tell" if form.past and form.ending.startswith("지") and speaks_of_self(last) else "asks"
    if orders(reading):
        return "asks"
    return "tells" if speaks_of_self(last) else "may tell"


def orders(reading: Reading) -> bool:
    """«지수함수의 적분을 계산해»: a plain form that wants something told, as nobody is named who would do it."""
    verb = reading.main
    return verb is not None and verb.lemma in _ORDERED and may_order(reading) and not of_speaker(reading)


def may_order(reading: Reading) -> bool:
    """«주방에 창문 닫아», «내 일정 삭제해»: a plain form of which nobody is named who does it.

    It orders where whoever hears it could do it, and tells what one does oneself otherwise: its grammar leaves it open.
    """
    verb = reading.main
    if verb is None or verb.form is None or verb is not reading.terms[-1] or verb.form.past or verb.form.negated:
        return False
    if reading.asks_what or "?" in reading.text or any(_is_told(v) for v in reading.verbs):
        return False
    if is_adjective_at(reading.text, verb.end - 1):
        return False  # «불공평해», «밖에 엄청 예뻐»: nobody can be told to be so
    does = [t for t in reading.terms if t.form is None and t.kind != "time" and reading.clause_verb(t) is verb]
    named = any(t.particle in ("이", "은", "도") or (t.lemma in SELF and not t.particles) for t in does)
    what = any(t.kind in ("noun", "name") and not t.called and not t.bound for t in reading.terms)
    # «내일 병원 예약 있어»: a thing is there, and nobody is told to be.
    named = named or (verb.lemma in EXISTENCE and any(t.kind in ("noun", "name") and not t.particles for t in does))
    return what and not named and _PLAIN.fullmatch(verb.form.ending) is not None


def _is_told(verb: Term) -> bool:
    """«놀러 왔거든 내일 기차로 내려가», «일찍 일어났더니 졸려»: a clause of what happened, no reason for an order."""
    return verb.form is not None and verb.form.past and verb.form.ending.removesuffix("요") in (*TOLD_ENDS, _CAME_OF_IT)


_CAME_OF_IT: Final = "더니"
"""Ending of what was done or seen, before what came of it."""


def of_others(reading: Reading) -> bool:
    """«젤리는 칼로리가 없어»: what is said of something else than the speakers and theirs, and is so in general."""
    verb = reading.main
    if verb is None or verb.form is None or verb.form.past or verb.form.future or of_speaker(reading):
        return False
    topics = [t for t in reading.terms if t.particles and t.particles[-1] == "은" and t.form is None and not t.bound]
    own = OWN | KIN | ADVERBIAL
    return bool(topics) and all(t.kind in ("noun", "name") and t.lemma not in own for t in topics)


def by_another(sentence: Sentence) -> bool:
    """«엄마가 나랑 안 놀아 줘»: what somebody named does, and nobody is asked to do."""
    verb = last_verb(sentence)
    return verb is not None and any(
        t.particle == "이"
        and t.kind in ("noun", "name", "pronoun")
        and t.lemma not in OTHERS
        and t.clause == verb.clause
        for t in sentence
        if t.form is None
    )


def tells_of_another(reading: Reading) -> bool:
    """«걔가 먼저 그만하자고 했어»: what somebody else did or said, which asks nothing of the robot."""
    verb = reading.main
    past = verb is not None and verb.form is not None and verb.form.past and verb is reading.terms[-1]
    return past and not asks_by_form(reading) and any(map(by_another, sentences(reading)))


def does_to_one(reading: Reading) -> bool:
    """«대표가 자꾸 주말에 카톡을 보내»: what somebody named does to something, which nobody is asked to do."""
    verb = reading.main
    if verb is None or verb.form is None or verb.form.requests or asks_by_form(reading):
        return False
    *_, last = ((), *sentences(reading))
    person = any(t.particle in ("이", "은") and t.lemma in KIN | PEOPLE for t in last)
    done = any(t.particle == "을" and t.form is None and t.clause == verb.clause for t in last)
    return (done and by_another(last)) or (person and not addresses_robot(last))


def asks_in(sentence: Sentence) -> bool:
    """Whether a question word in it asks; «뭐라 하다» (scold) and «얼마 안 되다» (not long) have none."""
    if praises_how_much(sentence):
        return False
    if _states(sentence) or _means_some(sentence) or _came_of_some(sentence) or _done_to_own(sentence):
        return False  # «며칠 만에 또 찾아갔네요»: some days
    for at, term in enumerate(sentence):
        if term.kind != "question":
            continue
        after = sentence[at + 1 :]
        if is_of_no_use(sentence) or _is_indefinite(sentence[at:]) or _only_fills(sentence, at):
            continue
        if _unknown_on_the_way(after):
            continue
        scolds = (
            term.lemma == "무엇"
            and [t.lemma for t in after] in (["이", "하"], ["이", "그러"])
            and any(t.particle == "이" and t.kind == "noun" for t in sentence[:at])
        )
        not_long = (
            term.lemma in ("얼마", "얼마나") and bool(after) and after[0].form is not None and after[0].form.negated
        )
        if not scolds and not not_long and not _is_a_worry(after):
            return True
    return False


def _unknown_on_the_way(after: Sentence) -> bool:
    """«뭔 소린지 모르고 웃었어», «어딘지 몰라서 한참 헤맸어»: what somebody did not know while they did something."""
    verbs = [t for t in after if t.form is not None]
    for clause, knows in pairwise(verbs[:-1]):
        if clause.form is not None and clause.form.ending.endswith(WHETHER) and knows.lemma == _UNKNOWN:
            last = verbs[-1].form
            return last is not None and not (last.requests or last.wishes)
    return False


def _states(sentence: Sentence) -> bool:
    """Whether a sentence ends as what is stated does, whatever question words stand in it; «이게 뭐다» asks."""
    last = sentence[-1] if sentence else None
    if last is None or last.form is None or _STATED.fullmatch(last.form.ending) is None:
        return False
    before = sentence[:-1]
    if any(t.form is not None and _PLAINLY_ASKING.search(t.form.ending) for t in before):
        return False  # «뭐 먹을까 밥하기 싫다»
    return last.lemma != COPULA or not before or before[-1].kind != "question"


def _means_some(sentence: Sentence) -> bool:
    """«몇 가지 좀 확인하려고요», «어디 좀 다녀올게»: something that one is about to do, whatever it is."""
    verb = last_verb(sentence)
    means = verb is not None and verb.form is not None and _MEANT.fullmatch(verb.form.ending) is not None
    return means and any(term.lemma == A_LITTLE for term in sentence)


def _came_of_some(sentence: Sentence) -> bool:
    """«얼굴에 뭐가 나서 거울 보기가 싫어»: of something that was, a feeling came."""
    verb = last_verb(sentence)
    at = next((at for at, t in enumerate(sentence) if t.kind == "question" and t.particle == "이"), None)
    if at is None or verb is None or verb.form is None or verb.lemma not in FELT or verb.form.asks:
        return False
    after = next((t.form for t in sentence[at + 1 :] if t.form is not None), None)
    return after is not None and after is not verb.form and _SO.fullmatch(after.ending) is not None


def _done_to_own(sentence: Sentence) -> bool:
    """«내 차를 누가 긁고 도망갔어»: somebody did it to what is the speaker's."""
    who = next((t for t in sentence if t.kind == "question" and t.particle == "이"), None)
    verb = last_verb(sentence)
    if who is None or verb is None or verb.form is None or not verb.form.past:
        return False
    own = {t.phrase for t in sentence if t.lemma in SELF | OURS and t.end <= who.start}
    object_of = any(t.particle == "을" and t.phrase in own for t in sentence)
    return object_of and sum(t.form is not None for t in sentence) > 1


def _only_fills(sentence: Sentence, at: int) -> bool:
    """«아니 뭐 아직 좋아하는 건 아니야»: a word one begins with, where the end denies something."""
    begins = all(t.kind == "interjection" for t in sentence[:at]) and not sentence[at].particles
    verb = last_verb(sentence)
    return begins and sentence[at].lemma == "무엇" and verb is not None and verb.lemma == "아니"


def worries(reading: Reading) -> bool:
    """«점심마다 뭐 먹을지가 제일 고민이야»: whether what is asked is only part of what is said."""
    return any(
        _is_a_worry(sentence[at + 1 :])
        for sentence in sentences(reading)
        for at, term in enumerate(sentence)
        if term.kind == "question"
    )


def is_fragment(reading: Reading) -> bool:
    """«딱 두 표 차이로»: a part of what was told before, which asks nothing by itself."""
    last = reading.terms[-1] if reading.terms else None
    asks = reading.asks_what or "?" in reading.text
    unsure = _UNSURELY.search(reading.text) is not None and all(v.lemma == COPULA for v in reading.verbs)
    added = last is not None and last.particle in _ADDED and not reading.verbs
    return (added or unsure) and not asks


def lessened(reading: Reading) -> bool:
    """«오늘은 허리가 좀 덜 아프네»: there is less of it than there was."""
    main = reading.main
    less = any(
        t.kind == "adverb" and t.lemma == _LESS and main is not None and t.end <= main.start for t in reading.terms
    )
    return less and main is not None and main.form is not None and not (main.form.negated or main.form.wishes)


def fears(reading: Reading) -> bool:
    """«들키면 어떡하지», «차이면 어쩌지»: what might happen and is not wanted."""
    dreads = _LEST.search(reading.text)  # «못 보고 죽을까 봐 겁이 나»
    felt = dreads is not None and any(t.start >= dreads.end() and t.lemma in FELT | OWN for t in reading.terms)
    return felt or (_FEARS.search(reading.text) is not None)


def exclaims(reading: Reading) -> bool:
    """«무릎이 왜 이렇게 쑤시지», «오늘은 왜 이리 덥노»: no reason is asked for, only how much it is so."""
    after = zip(reading.terms, reading.terms[1:], strict=False)
    main = reading.main
    if _HARDLY_TRUE.search(reading.text) or _BEYOND_BELIEF.search(reading.text):
        return True
    much = any(w.kind == "question" and w.lemma in _HOW_COME and t.text in _SO_MUCH and t is not main for w, t in after)
    named = any(t.kind in ("noun", "name", "time") and t.particle in ("", "이", "은", "도") for t in reading.terms)
    felt = main is not None and main.lemma in FELT
    last = main is not None and all(t.kind == "adverb" for t in reading.terms if t.start > main.start)
    return much and (named or felt) and last and not to_robot(reading)


def resigns(reading: Reading) -> bool:
    """«월급 받는데 어쩌겠어», «이래서 월세나 내겠나»: that nothing can be done, which asks nothing."""
    doubts = _DOUBTED.search(reading.text) is not None and not reading.asks_what
    return doubts or _RESIGNED.search(reading.text) is not None


def retorts(reading: Reading) -> bool:
    """«그냥 참으라고?»: what was advised is thrown back."""
    form = reading.main.form if reading.main is not None else None
    return form is not None and _BACK_AT_ONE.search(reading.text) is not None and not reading.asks_what


def plans_to(reading: Reading) -> bool:
    """«여행 가기로 했어», «배추를 스무 포기 헐라고»: what is agreed or meant, and has not happened yet."""
    found = _PLANNED.search(reading.text)
    will = found is not None and found["will"] is not None
    return found is not None and (not will or final_consonant(found["will"]) == _FINAL_L)


def only_supposed(reading: Reading) -> bool:
    """«손이 굳었을 텐데»: what may be so, and is no fact; «살았으면 같이 갔을 텐데» regrets that it is not so."""
    regrets = any(verb.form and verb.form.past and verb.form.ending.endswith("면") for verb in reading.verbs)
    return _MIGHT.search(reading.text) is not None and not regrets


def praises_listener(reading: Reading) -> bool:
    """«비서 하셔도 되겠어요», «과장님보다 낫네요», «솔직한 편이시네요»: what the listener is good at.

    Nobody else is named as who does it, and it is said with respect, or better than somebody else.
    """
    *_, last = ((), *sentences(reading))
    verb = last_verb(last)
    if verb is None or verb.form is None or verb.form.past or verb.form.negated or "?" in reading.text:
        return False
    others = (
        t for t in last if t.particle in ("이", "은") and t.form is None and t.lemma not in OTHERS and not t.bound
    )
    if any(others) or any(t.kind == "question" or (t.form and t.form.requests) for t in last):
        return False
    if (fits := _FITS_LISTENER.search(reading.text)) is not None:
        return addresses_robot(last) or fits["honoured"] is not None
    lemmas = {t.lemma for t in last}
    own = any(t.particle == THAN and t.lemma in SELF for t in last)  # «저보다 대본을 더 잘 외우네요»
    good = bool(lemmas & _PRAISED) or {_WELL, _DOING} <= lemmas or (own and _WELL in lemmas)
    than = own or any(t.particle == THAN and t.lemma in PEOPLE | KIN for t in last)
    said = than or _HONOURS_ONE.search(reading.text) is not None
    return good and said and _NOTED.fullmatch(verb.form.ending) is not None


def sets_out(verb: Term) -> bool:
    """«갔다올게»: that the speakers are about to do it."""
    return verb.form is not None and verb.form.ending.startswith(("ㄹ게", "을게"))


def thanks_beside(reading: Reading) -> bool:
    """«그럼 내가 직접 전화하지 뭐 고마워»: thanks close what asks nothing and wants nothing done."""
    terms = [t for t in reading.terms if t.kind != "interjection"]
    last = terms[-1] if terms else None
    if last is None or last.lemma not in _THANKED or last.form is None or last.form.past or last.form.modifies:
        return False
    said = [t for t in terms[:-1] if t.kind != "adverb" and t.lemma not in _FILLERS]
    form = said[-1].form if said else None
    closed = form is not None and not form.modifies and _CLOSED.fullmatch(form.ending) is not None
    wants = any(t.form is not None and t.form.requests and not _CLOSED.fullmatch(t.form.ending) for t in said)
    return closed and not (wants or "?" in reading.text or any(t.kind == "question" for t in said))


def praises_how_much(sentence: Sentence) -> bool:
    """«우리 동네 국밥이 얼마나 맛있는데», «얼마나 좋다고»: it is very much so, where no sign asks."""
    *_, word, last = (None, None, *sentence)
    if word is None or last is None or last.form is None or word.kind != "question" or word.lemma != _HOW_MUCH:
        return False
    known = last.lemma in _PRAISED and _ONE_KNOWS.fullmatch(last.form.ending) is not None
    return known or last.form.ending in _SO_IT_WAS


def _is_a_worry(terms: Sentence) -> bool:
    """«뭐 먹을지가 제일 고민이야»: what is asked inside a clause of which something is said."""
    drawn = next((t for t in terms if t.text == _WHETHER_NOUN and t.particle in ("이", "은")), None)
    if drawn is not None and terms[-1].form is not None and terms[-1].lemma not in _WANTING_TO_KNOW:
        return True  # «뭐 입을지가», which the dictionary takes apart
    whole = (t for t in terms if t.form is not None and t.form.ending.endswith("지") and t.particle in ("이", "은"))
    clause = next(whole, None)
    if clause is None:  # «이걸 언제 다 하나 걱정이야»
        *said, care, _ = (None, None, *terms)
        told = [t for t in said if t is not None]
        return care is not None and care.lemma in _CARES and (len(told) > 1 or any(t.form for t in told))
    if next((t.lemma for t in terms if t.start > clause.start and t.form is not None), "") in _DECIDING:
        return False  # «어디 갈지는 아직 안 정했어»
    return clause is not terms[-1] and terms[-1].form is not None and terms[-1].lemma not in _WANTING_TO_KNOW


def _is_indefinite(terms: Sentence) -> bool:
    """«뭘 먹어도 맛이 없어»: whatever it is; «왜 먹어도 돼?» asks."""
    for term, after in pairwise(terms):
        if term.form is not None:
            even = _EVEN.fullmatch(term.form.ending) is not None and terms[0].lemma not in WHYS
            return even and after.lemma not in _MAY_BE
    return False


def is_of_no_use(sentence: Sentence) -> bool:
    """«말해서 뭐 해»: what looks like a question, and says that it is no use."""
    return any(
        term.lemma == "무엇"
        and before.form is not None
        and _TO_NO_USE.fullmatch(before.form.ending) is not None
        and {t.lemma for t in sentence if t.start > term.start and t.form is not None} <= _NO_DEED
        for before, term in pairwise(sentence)
    )


def _finds_number(sentence: Sentence) -> bool:
    """«만보기 보니까 2만 3천 보»: the number that somebody found when they looked."""
    verb = last_verb(sentence)
    if verb is None or verb.form is None or verb.lemma != _LOOK or verb.form.ending not in _FINDING:
        return False
    after = [t for t in sentence if t.start >= verb.end]
    return bool(after) and all(t.form is None and t.kind in ("noun", "number") and not t.particles for t in after)


def _hearsay_noun(sentence: Sentence) -> bool:
    """«손주들이 온대», «큰 병이래»: hearsay that the dictionary takes for a noun."""
    last = sentence[-1] if sentence else None
    return (
        last is not None
        and last.kind == "noun"
        and not last.particles
        and re.search(r"[가-힣](?:대|래|댔어|랬어)요?$", last.text) is not None
        and len({term.phrase for term in sentence}) > 1
    )


def remarks(reading: Reading) -> bool:
    """Whether it wants nothing known or done, as far as its form shows: no question word, no sign, no such ending."""
    if stance(reading) != "asks" or (thinks_so(reading) and not (reading.asks_what or _FEARED.search(reading.text))):
        return True
    if reading.text.rstrip().endswith("?") or any(asks_in(sentence) for sentence in sentences(reading)):
        return False
    verb = reading.main
    if verb is not None and verb.form is not None and verb.form.ending.removesuffix("요") == _HEARD_SO:
        return not reading.asks_what  # «걔 고양이 좋아하던데»
    if asks_of_topic(reading):
        return False
    bare = verb is None and bool(reading.terms) and reading.terms[-1].kind == "adverb"
    if verb is None and (bare or reading.text.rstrip().endswith("!")):
        return True  # «5만 원!», «뱃살 빵빵»
    if orders(reading) or _FOR_ME.search(reading.text) or _DUTY.search(reading.text):
        return False
    if verb is None or verb.form is None:
        return of_speaker(reading)
    if verb.form.requests or verb.lemma in _BEGGING:
        return False
    if verb.form.past:
        return _PLAINLY_ASKING.search(verb.form.ending) is None  # «나도 늙었나» is said to oneself
    shared = verb.form.ending.startswith(("지", "죠")) and not addresses_robot(reading.terms)  # «손주 보는 게 낙이지»
    return shared or not (ASKING.search(verb.form.ending) or _DOUBTING.search(verb.form.ending))


def shrugs(reading: Reading) -> bool:
    """«읽다가 내가 다 울었지 뭐야»: told with a shrug, whatever the last word asks elsewhere."""
    return _SHRUGGED.search(reading.text) is not None


def asks_duty(reading: Reading) -> bool:
    """«강아지를 병원에 데려가야 하나»: what one asks oneself whether it has to be done."""
    return _DUTY.search(reading.text) is not None


def asks_of_topic(reading: Reading) -> bool:
    """«처음으로 달에 간 사람은»: a topic without a word of what it is, which is nobody's own."""
    last = reading.terms[-1] if reading.terms else None
    if last is None or last.form is not None or last.kind not in ("noun", "name") or len(reading.terms) < 2:
        return False
    own = OWN | KIN | SELF | OURS
    return last.particles[-1:] == ("은",) and not any(t.lemma in own for t in reading.terms if t.form is None)


def resolves(reading: Reading) -> bool:
    """«맛있는 거 먹고 풀어야겠다»: what the speakers are resolved to do, and want nobody to do for them."""
    return _RESOLVED.search(reading.text) is not None


def promises(reading: Reading) -> bool:
    """Whether the speakers say what they are going to do: «내가 찾아볼게»."""
    verb = reading.main
    will = _WILL_DO.search(reading.text)  # «해 볼게»: of two verbs the dictionary draws together
    return (
        verb is not None
        and verb.form is not None
        and (
            _PROMISING.search(verb.form.ending) is not None
            or resolves(reading)
            or (
                will is not None
                and final_consonant(will[1]) == _FINAL_L
                and not is_adjective_at(reading.text, will.start())  # «좀 더 길게»
            )
        )
    )


def serves_oneself(reading: Reading) -> bool:
    """«그냥 집에서 라면 끓여 먹을래», «시켜 먹으려고»: what one eats without going anywhere, and wants nothing for."""
    verb = reading.main
    feared = _FEARED.search(reading.text) is not None  # «끓여 먹을까 봐»
    if verb is None or verb.form is None or reading.asks_what or "?" in reading.text:
        return False
    if verb.form.requests and not feared:
        return False
    means = _MEANS_TO.search(verb.form.ending) is not None or promises(reading)
    means = means or feared
    return means and not verb.form.past and _AT_HOME.search(reading.text) is not None


def eats_at_home(reading: Reading) -> bool:
    """«집에서 먹을 거야», «치킨 시켜 먹으려고»: nowhere has to be gone for it."""
    return _AT_HOME.search(reading.text) is not None


def offered_by_speaker(reading: Reading) -> Literal["tells", "does"] | None:
    """What the speakers offer to the listener: «노래 불러 줄까», «과자 줄까?»; not «엄마한테 뭘 사 줄까»."""
    verb = reading.main
    if verb is None or verb.form is None or not verb.form.ending.startswith("ㄹ까"):
        return None
    if not (verb.form.requests or verb.lemma == _GIVING):
        return None
    told = [t for t in reading.terms if t.form is None and t.end <= verb.start]
    others = any(t.lemma in KIN or t.particle == "한테" for t in told if t.lemma not in OTHERS)
    doing = any(t.kind == "pronoun" and t.lemma in OTHERS and t.particle == "이" for t in told)
    embedded = any(v.form is not None and v.form.ending in WHETHER for v in reading.verbs)
    if others or doing or is_about_somebody(reading) or (reading.asks_what and not embedded):
        return None
    return "tells" if verb.lemma in _SPOKEN or any(t.lemma in TALK for t in told) else "does"


def announces(reading: Reading) -> bool:
    """Whether somebody says formally what is done now, or asks an audience for it: «다음 순서로 넘어가겠습니다»."""
    verb = reading.main
    if verb is None or verb.form is None or not verb.form.ending.endswith("니다") or verb.form.past:
        return False
    if reading.asks_what:
        return False
    asks = verb.lemma in _BEGGING and any(v.form is not None and v.form.requests for v in reading.verbs)
    if verb.lemma in _BEGGING and not asks:
        return False  # «자기소개 부탁드리겠습니다»
    return asks or (verb.form.future and verb.lemma not in _KNOWN | FELT and noun_in(verb.lemma) != "감사")


def supposes(reading: Reading) -> bool:
    """«상 받을 것 같아», «잘될 거야»: what is only expected."""
    return _EXPECTED.search(reading.text) is not None


def thinks_so(reading: Reading) -> bool:
    """«망한 듯 ㅠㅠ», «떨어질 것 같아»: what is thought to be so, or to come."""
    return _GUESSED.search(reading.text) is not None


@worked_out_once
def contrast(reading: Reading) -> tuple[str, str] | None:
    """What is said before and after «-는데», «-지만», «-기도 하고»: two sides of one thing."""
    for at, term in enumerate(reading.terms[:-1]):
        form = term.form
        both = term.lemma == "하" and at and reading.text[: term.start].rstrip().endswith("기도")
        if form is not None and (_BUT.fullmatch(form.ending) or (both and form.ending == "고")):
            after = reading.terms[at + 1].start
            return reading.text[:after].strip(), reading.text[after:].strip()
    return None


@worked_out_once
def to_robot(reading: Reading) -> bool:
    """Whether it is about whom it is said to: «너는 무서운 거 있어?», «네 이름이 뭐야»."""
    return any(addresses_robot(sentence) for sentence in sentences(reading))


def done_to_robot(reading: Reading) -> bool:
    """«너한테 말 걸어 봤어», «너랑 얘기하러 왔어»: what was done to whom it is said to, by nobody but the speakers."""
    *_, last = ((), *sentences(reading))
    main = last_verb(last)
    if main is None or main.form is None or not main.form.past or main is not last[-1]:
        return False
    if ASKING.search(main.form.ending) or reading.text.rstrip().endswith("?") or asks_in(last):
        return False
    called = [term for term in last if term.kind == "pronoun" and term.lemma in OTHERS]
    others = [t for t in last if t.kind in ("noun", "name") and t.clause == main.clause and t.particle in ("이", "은")]
    named = any(term.kind == "name" for term in last)
    return bool(called) and not (others or named) and all(term.particle in _TOWARDS for term in called)


def notices_robot(reading: Reading) -> bool:
    """«로봇이 말귀를 잘 알아듣네»: what is found of a robot that is there, which is whom it is said to."""
    main = reading.main
    form = main.form if main is not None else None
    found = form is not None and not form.past and _NOTED.fullmatch(form.ending) is not None
    return found and any(t.lemma == _ROBOT and t.particle in ("이", "은") for t in reading.terms)


def is_about_another(reading: Reading) -> bool:
    """«당신과 있으면 좋아요. 늙은이 말이 길지요?», «너도 그럴 거지?»: the question itself says nothing of the robot."""
    *before, last = ((), *sentences(reading))
    verbs = {term.lemma for term in last if term.form is not None}
    if verbs & _DEICTIC and verbs <= _DEICTIC | {COPULA}:
        return True
    topics = [t for t in last if t.particle in ("은", "이") and t.kind in ("noun", "name") and not t.bound]
    return any(map(addresses_robot, before)) and not addresses_robot(last) and bool(topics)


def robot_as(reading: Reading) -> Term | None:
    """What the robot is asked to be or become: «너도 대통령 할 수 있겠네?»; None where something else is asked."""
    terms = reading.terms
    verb = next((at for at, term in enumerate(terms) if term.form is not None), 0)
    subject = next((t for t in terms[:verb] if t.kind == "pronoun" and t.lemma in OTHERS), None)
    if (
        reading.asks_what
        or subject is None
        or subject.particle not in _AS_SUBJECT
        or terms[verb].lemma not in _BECOMING
    ):
        return None
    return None if terms[verb - 1] is subject else terms[verb - 1]


def asks_listener(reading: Reading) -> bool:
    """Whether a question with nobody named is asked of whom it is said to: with respect, of a liking, of experience."""
    if not (reading.text.rstrip().endswith("?") or asks_by_form(reading)) or of_speaker(reading):
        return False
    verb = reading.main
    named = [t for t in reading.terms if t.particle in ("이", "은") and t.form is None and t.kind != "question"]
    if verb is None or verb.form is None or verb.form.requests:
        return False
    written = reading.text[verb.start :]
    honours = _HONOURS.search(written) is not None
    if verb.lemma in THINKING and honours:
        return True  # «인공지능이 사람을 이길 거라는데 어떻게 생각하세요?»
    alone = all(t.bound for t in named)
    return alone and (honours or _TRIED.search(reading.text) is not None or written.startswith(_LIKED))


def intends(reading: Reading) -> bool:
    """«수원에 다시 오려고요»: what is meant to be done, so that nothing has happened yet."""
    verb = reading.main
    return verb is not None and verb.form is not None and _INTENDING.search(verb.form.ending) is not None


def takes_leave(reading: Reading) -> bool:
    """«고마워, 이만 가 볼게», «오늘 취재는 여기까지 할게요»: goes nowhere that is named, or closes what was done."""
    if _CLOSES.search(reading.text):
        return True
    *_, before, last = ((), (), *sentences(reading))
    if [t.lemma for t in last] == [_GOODBYE]:
        last = (*before, *last)  # «우리 이제 가요 안녕»
    parting = any(t.lemma == _GOODBYE and not t.particles for t in last)
    if parting and any(t.lemma in _GOES and t.form is not None and not t.form.modifies for t in last):
        known = SELF | OURS | _WHEN_LEAVING | {_GOODBYE}
        return all(t.form is not None or t.kind in _OF_LEAVING or t.lemma in known for t in last)  # «우리 간다 안녕»
    if not last or _LEAVES.search(reading.text) is None:
        return False
    return all(
        t.form is not None or t.kind in _OF_LEAVING or t.lemma in SELF | _WHEN_LEAVING for t in last
    ) and not any(t.particle in ("을", "이", "도", _AT) for t in last)  # «내일 아침에 가 볼게» is a plan


def misses(reading: Reading) -> bool:
    """«손주는 보고 싶다»: one of theirs is missed."""
    verb = reading.main
    sees = verb is not None and verb.lemma in _SEEING and verb.form is not None
    return sees and any(term.lemma in KIN and term.particle in ("", "이", "은", "도", "을") for term in reading.terms)


def thanks(reading: Reading) -> bool:
    """«고마워, 살았다»: whether it begins with what is said to whom one speaks with, and nobody else is named."""
    first = next((t for t in reading.terms if t.kind not in ("interjection", "adverb")), None)
    said = first is not None and first.lemma in TO_ONE and first.form is not None
    return said and first is not None and first.form is not None and not (first.form.past or first.form.modifies)


def expects_well(reading: Reading) -> bool:
    """«내일은 좀 나아지겠지»: what one expects, and tells oneself."""
    form = reading.main.form if reading.main is not None else None
    return form is not None and form.future and form.ending.startswith("지")


def without_listener(reading: Reading) -> bool:
    """«난 너 없으면 하루 종일 말 한마디 안 해»: how it is, or would be, without the listener."""
    missing = any(
        t.lemma in OTHERS and v.lemma in MISSED and v.form is not None and v.form.ending in ("면", "으면")
        for t, v in pairwise(reading.terms)
    )
    return missing and "?" not in reading.text and not asks_by_form(reading)


def owes_listener(reading: Reading) -> bool:
    """«너 없었으면 큰일 날 뻔했어», «파이보 덕분에 편했어»: what is so, or is not, thanks to the listener."""
    if without_listener(reading):
        return _NEARLY in {term.lemma for term in reading.terms}
    *_, last = ((), *sentences(reading))
    owed = next((at for at, t in enumerate(last) if t.lemma in _THANKS_TO and t.particle in (_AT, "")), None)
    form = last[-1].form if last else None
    if owed is None or form is None or form.modifies or form.requests or "?" in reading.text or asks_in(last):
        return False
    whose = last[owed - 1] if owed else None
    return whose is None or whose.lemma in OTHERS or whose.form is not None or whose.kind in ("name", "adverb")


def wonders_of_self(reading: Reading) -> bool:
    """«내가 뭘 잘못했을까»: what speakers ask themselves of what they did."""
    main = reading.main
    if main is None or main.form is None or not main.form.past or "?" in reading.text:
        return False
    return _WONDERING.search(main.form.ending) is not None and of_speaker(reading)


def of_speaker(reading: Reading) -> bool:
    """Whether the speakers name themselves or somebody of theirs."""
    return any(speaks_of_self(sentence) for sentence in sentences(reading))


def is_about_speaker(reading: Reading) -> bool:
    """«나 오늘 뭐 해», «내가 어디에 뒀더라»: the speakers are who does something; not «내가 보낸 편지 봤어?»."""
    *_, last = ((), *sentences(reading))
    return not to_robot(reading) and any(
        term.kind == "pronoun"
        and term.lemma in SELF
        and (
            term.particle == "은"
            or _stands_alone(term, after)
            or (term.particle == "이" and not _described(term, last))
        )
        for term, after in pairwise((*last, *last[-1:]))
    )


def goes_on_to_another(reading: Reading, names: Collection[str] = ()) -> bool:
    """«애가 밤새 울어서 한숨도 못 잤어요»: behind what somebody does stands what comes of it for somebody else."""
    *_, last = ((), *sentences(reading))
    who = next((at for at, t in enumerate(last) if t.lemma in PEOPLE or t.lemma.removesuffix("이") in names), None)
    verbs = [t.form for t in last[who:] if t.form is not None and not t.form.modifies] if who is not None else []
    return len(verbs) > 1 and _SO.fullmatch(verbs[0].ending) is not None


def is_about_somebody(reading: Reading, names: Collection[str] = ()) -> bool:
    """«그녀는 나를 어떻게 생각할까», «엄마가 나를 미워하나»: a person who does not take part in the talk.

    Args:
        reading: the utterance.
        names: of people who were told of.
    """
    *_, last = ((), *sentences(reading))
    if any(term.form is not None and term.form.hearsay for term in last):
        return False  # «내 친구는 아니라던데» doubts what was told
    return any(
        term.particle in ("이", "은")
        and (
            (term.kind == "pronoun" and term.lemma in _THEY)
            or (term.lemma in PEOPLE and not term.called)
            or term.lemma.removesuffix("이") in names
        )
        for term in last
    )


def proposed_to_speaker(reading: Reading) -> bool:
    """«남자친구가 헤어지재», «친구가 그만하자고 해»: what somebody wants to do together with the speaker."""
    said = any(v.form is not None and _PROPOSED.fullmatch(v.form.ending) is not None for v in reading.verbs)
    return said or _PROPOSED_SO.search(reading.text) is not None


def blames_oneself(reading: Reading) -> bool:
    """«나는 바보야»: a word that nobody says to one's face, said of oneself."""
    return calls_oneself(reading) and any(term.lemma in UNKIND for term in reading.terms)


def ails(reading: Reading) -> bool:
    """«어깨가 너무 뭉쳐서 잠을 못 자겠어»: something is told of a part of the speaker's own body."""
    terms = reading.terms
    for before, term, after in zip((None, *terms), terms, (*terms[1:], None), strict=False):
        whose = before is not None and before.form is None and before.lemma in PEOPLE and before.phrase == term.phrase
        does = term.particle in ("이", "은", "도") or (after is not None and after.form is not None)
        if term.lemma in BODY and term.form is None and term.particle not in ("에", "으로") and does and not whose:
            beside = (t for t in terms if t.clause == term.clause and t.end <= term.start)
            return not any(t.lemma in PEOPLE and t.particle in ("이", "은", "도") for t in beside)
    return False


def regrets(reading: Reading) -> bool:
    """«통닭이나 사 올 걸 그랬다», «미리 전화할걸»: what one wishes to have done."""
    found = _REGRETTED.search(reading.text)
    return found is not None and final_consonant(found["will"]) == _FINAL_L and "?" not in reading.text


def wants_anything_told(reading: Reading) -> bool:
    """«그냥 아무 얘기나 좀 해 봐», «아무 말이나 해 줄래»: the listener is to talk, of whatever it is."""
    found = _ANYTHING.search(reading.text)
    return found is not None and not any(v.form is not None and v.form.negated for v in reading.verbs)


def tells_of_liking_listener(reading: Reading) -> bool:
    """«우리 애들이 너를 아주 좋아하네», «손녀가 니가 그렇게 좋단다»: somebody else likes whoever listens."""
    main = reading.main
    if main is None or main.form is None or main.form.negated or reading.asks_what or "?" in reading.text:
        return False
    before = [t for t in reading.terms if t.end <= main.start and t.form is None]
    liked = any(t.lemma in OTHERS and t.particle in ("을", "이", "만", "", "한테") and not t.called for t in before)
    who = any(t.lemma in PEOPLE and t.particle in ("이", "은", "도", "") for t in before)
    return liked and who and main.lemma in _LIKING_ONE


def calls_oneself(reading: Reading) -> bool:
    """«전 바보인가 봅니다»: the speakers say what they themselves are, and nobody else."""
    main = reading.main
    is_so = any(term.lemma in (COPULA, _LIKE) for term in reading.verbs) or main is None
    return is_so and not to_robot(reading) and _BEGINS_WITH_SELF.match(reading.text) is not None


_REGRETTED: Final = re.compile(r"(?P<will>[가-힣])\s?(?:걸|껄)(?:\s?(?:그랬|그랫|싶)[가-힣]*)?[\s.!~ㅠㅜ]*$")
_ANYTHING: Final = re.compile(
    r"아무\s?(?:얘기|이야기|말|소리)(?:이?나|이?라도)?\s?(?:좀\s?|한번\s?|하나\s?)*(?:들려\s?|말\s?|얘기\s?|이야기\s?)?"
    r"(?:해|하|꺼내)?\s?(?:봐|줘|줄래|주세요|주라|보세요|다오|주겠|줄\s?수|라)"
)
_UNSURELY: Final = re.compile(r"이?(?:라던가|라든가|라나|래나|라더라)\s?(?:뭐|뭐라나)?[\s.!~…]*$")
"""«140에 92라던가»: what one heard and is not sure of."""
_LIKING_ONE: Final = frozenset(
    words("좋아하 좋 예뻐하 이뻐하 귀여워하 사랑하 반하 칭찬하 신기해하 재미있어하 재밌어하 찾")
)


def says_what_one_is(reading: Reading) -> bool:
    """«저는 요리를 좋아하는 대학생이에요»: the speakers say by a noun what they are; «나 오늘 기분 별로야» does not."""
    said = [t for t in reading.terms if t.kind != "interjection" and t.lemma != COPULA]
    return calls_oneself(reading) and bool(said) and said[-1].kind in ("noun", "name")


def _described(term: Term, sentence: Sentence) -> bool:
    """«내가 보낸 편지»: who does only what describes something."""
    return next((t.form.modifies for t in sentence if t.start > term.start and t.form is not None), False)


def _stands_alone(term: Term, after: Term) -> bool:
    """«나 오늘 뭐 해»: a pronoun that no particle and no noun makes part of anything else."""
    return not term.particles and term.text in ("나", "저") and after is not term and after.kind != "verb"


def addresses_robot(sentence: Sentence) -> bool:
    """Whether it is about whom it is said to: «너는 …»; «너 같은 로봇» is only like them."""
    like = {term.start for term, after in pairwise(sentence) if after.lemma == _LIKE and after.form is not None}
    return any(t.kind == "pronoun" and t.lemma in OTHERS and t.start not in like for t in sentence)


def speaks_of_self(sentence: Sentence) -> bool:
    """Whether speakers name themselves, or somebody of theirs as who does something: «딸은 전화도 안 받아»."""
    return any(
        (term.kind == "pronoun" and term.lemma in (SELF | OURS))
        or (term.lemma in KIN and term.particle in ("이", "은", "도") and not term.called)
        for term in sentence
    )


def last_verb(sentence: Sentence) -> Term | None:
    """The verb that says what a sentence does."""
    return next((term for term in reversed(sentence) if term.form is not None), None)


def copula_after_name(sentence: Sentence) -> bool:
    """«나 경기도지사야», «이름은 초코야»: what looks like a call at the end is the copula after a vowel."""
    if not sentence:
        return False
    last = sentence[-1]
    return last.form is None and bool(VOCATIVE & set(last.particles)) and len({term.phrase for term in sentence}) > 1


def seeks(reading: Reading) -> bool:
    """Whether somebody says that they look for something: «채식 되는 식당 찾고 있어요»."""
    verb = reading.main
    return verb is not None and verb.form is not None and verb.lemma in _SEEK and not verb.form.past


def wonders_aloud(reading: Reading) -> bool:
    """«기념일 까먹은 건가», «말해 봤자 나만 손해인가»: said to oneself of one's own affairs; no data is asked for."""
    verb = reading.main
    if verb is None or verb.form is None or to_robot(reading) or any(t.kind == "question" for t in reading.terms):
        return False
    return _ALOUD.fullmatch(verb.form.ending) is not None


def cites_another(reading: Reading) -> bool:
    """«미안하다고도 안 했어»: what somebody else said, or did not."""
    return any(v.form is not None and v.form.ending.endswith(_AS_SAID) for v in reading.verbs)


@worked_out_once
def asks_by_form(reading: Reading) -> bool:
    """Whether a sign, a question word or an ending that only asks shows a question."""
    verb = reading.main
    cries = _RHETORICAL.search(reading.text) or _BEYOND_BELIEF.search(reading.text)
    if verb is not None and (cries or resigns(reading) or tells_news(reading)):
        return False
    ends = verb is not None and verb.form is not None and ONLY_ASKING.search(verb.form.ending) is not None
    marked = reading.text.rstrip().endswith("?") or _DUTY.search(reading.text) is not None
    every = tuple(sentences(reading))
    shrugged = len(every) > 1 and _SHRUGGED.search(reading.text) is not None
    return (ends and not shrugged) or marked or any(map(asks_in, every[:-1] if shrugged else every))


def tells_news(reading: Reading) -> bool:
    """«나 오늘 상 받았다?»: told with a voice that rises; no plain form in -다 asks."""
    form = reading.main.form if reading.main is not None else None
    plain = form is not None and _PLAIN_STATED.fullmatch(form.ending) is not None
    return plain and reading.text.rstrip().endswith("?") and any(map(speaks_of_self, sentences(reading)))


def asks_ability(reading: Reading) -> bool:
    """«수영할 줄 알아?», «너 영어로 말할 수 있어?»: with nobody named it is asked of the listener."""
    others = [
        t for t in reading.terms if t.particle not in ("", "을", "으로") and t.lemma not in OTHERS and not t.bound
    ]
    ending = reading.main.form.ending if reading.main is not None and reading.main.form is not None else ""
    if _DELIBERATING.search(ending):
        return False  # «연애로 발전할 수 있을까»
    return _ABILITY.search(reading.text) is not None and not any(t.form is None for t in others)


def wanted_by_form(reading: Reading) -> Literal["wants_told", "wants_done"] | None:
    """Whether something is to be told or done by whoever hears it, as far as the form shows; «-ㄹ까» only weighs it."""
    verb = reading.main
    if verb is None or verb.form is None:
        return None
    if verb.form.ending.removesuffix("요") == "자" and not reading.asks_what:
        return "wants_done"  # «동물 이름 대기 하자»
    for_me = orders(reading) or _FOR_ME.search(reading.text) is not None
    if for_me and any(t.lemma in _ORDERED for t in reading.verbs):
        return "wants_told"
    if asks_ability(reading):
        return "wants_done"
    wants = verb.form.requests and _DELIBERATING.search(verb.form.ending) is None and not by_another(reading.terms)
    if not wants or _ASKS_NOT_SO.search(reading.text):
        return None
    return "wants_told" if any(t.lemma in _TELL for t in reading.verbs) else "wants_done"
