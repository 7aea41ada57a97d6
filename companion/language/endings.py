"""How finished an utterance sounds, from the last words of its transcript.

Korean closes a sentence at its very end: a final ending says that the clause is over, a connective ending, a
particle or a modifier that something follows. Judging the end needs no parse; it needs to tell endings from the
nouns that look like them («먹어» from «영어», «하면» from «냉면»). That is decided by what can stand before an
ending (vowel harmony, consonants that endings and particles do not take), by closed lists of frequent verbs, and
by a list of frequent nouns.

A recogniser's spaces and marks are unreliable: an ending that was split off is joined again («할 까», «다섯 시
에»), and marks only move a judgement by one step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from companion.base import patterns as re
from companion.language.hangul import to_jamo
from companion.language.josa import josa_candidates
from companion.language.normalize import normalize
from companion.language.readings import words

Kind = Literal["final", "short", "open", "unknown", "hanging", "filler"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How an utterance ends so far.

    Attributes:
        kind: `final`: the sentence is closed («찾아 줘», «누구야»).
            `short`: a whole turn of answering words («네», «응 맞아»).
            `open`: may end a turn or go on («두 번째 집은», «좋은데», «지금 몇 시», «파이보야»).
            `unknown`: the words do not tell, a bare noun («수원 맛집») or no Korean.
            `hanging`: something must follow («갈비를», «맛있는», «가고»).
            `filler`: the speaker is looking for words («음», «그 뭐더라»).
        form: the word or the letters that decided; "" if none did.
    """

    kind: Kind
    form: str = ""


def _any_of(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(forms) + ")$"


def _words_ending_in(table: str) -> re.Pattern[str]:
    return re.compile(_any_of(words(table)))


def _letters_ending_in(table: str) -> re.Pattern[str]:
    """Endings over letters. A loose consonant is the end of the syllable before («ㄹ까»); ^ starts the word."""
    return re.compile(_any_of(map(to_jamo, words(table))))


# A turn of nothing but these is an answer, or asks for silence.
_ANSWERS: Final = frozenset(
    words(
        """
    네 넵 넹 예 응 웅 그래 그래요 그럼요 그렇지 맞아 맞아요 맞습니다 좋아 좋아요 아니 아니야 아니요 아니오 아뇨 싫어
    싫어요 됐어 됐어요 괜찮아 괜찮아요 알았어 알았어요 알겠어 알겠어요 몰라 몰라요 물론 물론이지 당연하지 고마워
    고마워요 감사합니다 그만 멈춰 스톱 잠깐 잠깐만
    """
    )
)
_MOST_ANSWERS: Final = 3
# Alone they greet or call; what is wanted often comes after them.
_OPENERS: Final = frozenset(words("안녕 안녕하세요 여보세요 실례합니다 오케이"))

# They hold the turn while the speaker thinks.
_FILLERS: Final = frozenset(
    words(
        """
    음 으음 흠 어 엄 아 저 저기 저기요 그 그니까 그러니까 그러니까요 그러니깐 뭐랄까 글쎄 글쎄요 있잖아
    있잖아요 제가요 내가요 저는요 그런데요 근데요
    """
    )
)
# After nothing but fillers these are asked of oneself: «그 뭐지».
_SELF_QUESTION: Final = _words_ending_in("뭐냐 뭐지 뭐였지 (?:누구|뭐|어디|언제|얼마)(?:였|이었)?더라")

# Determiners, numerals, adverbs, conjunctions and dependent nouns: they belong to what follows.
_LEADING: Final = frozenset(
    words(
        """
    이 그런 이런 저런 이번 저번 지난 다음 마지막 아무 내 네 제 니 우리 무슨 어떤 어느 몇 웬 모든 여러 각 새 헌 옛 첫
    맨 한 두 세 석 넉 다섯 여섯 일곱 여덟 아홉 열 열한 열두 스무 더 덜 가장 제일 매우 아주 너무 무척 꽤 훨씬 좀더
    조금 안 못 잘 꼭 빨리 바로 다시 또 혹시 만약 만일 아마 역시 함께 같이 다 전부 모두 많이 자주 항상 계속 직접 서로
    따로 새로 이제 인제 막 어떻게 얼마나 오래 및 또는 혹은 그리고 그런데 근데 하지만 그렇지만 그러나 그래서 그러면
    그럼 그러고 그래도 따라서 즉 왜냐면 왜냐하면 아니면 대해 대해서 관해 관해서 위해 위해서 통해 통해서 의해 인해
    비해 따라 대한 관한 위한 관련 수 줄 거 것 게 건 걸 뭔가 누군가 무언가 언젠가 여기 거기 나 너 이거 그거 저거 아까
    벌써 지금 방금 현재 오늘 내일 모레 어제 매일 요즘 최근 최신 오전 오후 아침 저녁 밤
    """
    )
)

_ASKING: Final = re.compile("누구|누가|뭐|무엇|뭘|어디|언제|얼마|왜|어떻게|며칠|무슨|어떤|어느|몇")
# Bare, they can close a fragment: «경기도지사 누구», «지금 몇 시».
_ASKING_LAST: Final = re.compile(
    r"(?:누구|뭐|무엇|어디|언제|얼마|며칠|왜|몇 ?[가-힣]{1,2}|(?:무슨|어느) [가-힣]{1,3})$"
)
# Nouns of action: without «해 줘» they are a command in short, «수원 맛집 추천».
_ACTIONS: Final = _words_ending_in(
    """
    재생 정지 중지 종료 시작 실행 취소 삭제 제거 추가 설정 해제 변경 수정 확인 저장 기록 선택 전환 변환 연결 검색
    추천 소개 안내 설명 계산 비교 번역 예약 주문 등록 전송 호출 반복 활성화 부탁 요청
    """
)

# Frequent nouns and adverbs that end like a verb or like a noun with a particle.
_NOUNS: Final = _words_ending_in(
    """
    필요 중요 (?<![가-힣])(?:주|수|일|월|화|목|금|토|가|동|민|개|강|고|담)요 광고 최고 사고 창고 신고 참고 경고 중고
    재고 냉장고 보고 예고 (?<![가-힣])라면 컵라면 화면 쫄면 비빔면 전면 표면 측면 반면 가게 무게 집게 꽃게 대게 편지
    먼지 단지 반지 잡지 메시지 메세지 페이지 이미지 소시지 휴지 돼지 바지 가지 아버지 처지 마사지 패키지 언니
    어머니 할머니 주머니 바구니 하모니 누나 바나나 코로나 동네 바다 판다 베란다 소다 수다 나라 카메라
    오페라 드라마 전문가 작가 단가 주가 물가 국가 평가 휴가 추가 참가 증가 허가 노래 원래 미래 아래 빨래 고래 장래
    거래 본래 모래 군대 반대 현대 근대 년대 시간대 침대 올해 새해 동해 서해 남해 손해 피해 영어 언어 국어 검색어
    외국어 일본어 연어 문어 북어 붕어 악어 오징어 독일어 은어 타워 파워 샤워 플라워 대여 참여 기여 급여 분야 심야
    동아 아까 가운데 문서 순서 도서 부서 역할 분할 북한 남한 제한 무한 기한 권한 온라인
    """
)

# Clauses that end turns softly and also lead on to a request.
_SOFT: Final = _letters_ending_in(
    """
    ㄴ데(요)? 거든(요)? 잖아(요)? 고요 구요 니까요 니깐요 면요 서요 더라 다며 라며 다면서 라면서
    ^말이(야|지) ^(주|보)게(나)?
    """
)
_CONNECTING: Final = _letters_ending_in(
    """
    고 고서 고는 고도 며 면서 면서도 지만 는데도 더라도 라도 (?<!ㅂ)니까(는)? 니깐 느라 느라고 길래 기에
    려고 려면 려다 도록 게끔 (?<!ㄹ)게 거나 든지 던지 든가 든 듯 듯이 ㄴ지 (?<!^아)ㄹ지 ㄹ수록 다가 자마자 자니 더니
    지(는|도)?않고 되어 하여 (으|하|보|사|타|놀|만나|가지|마시)러
    (ㅡ|ㄹ|[ㅏㅐㅓㅔㅕㅗㅘㅚㅜㅝㅟㅢㅣ])면(은)? ([ㅏㅐㅓㅔㅕㅘㅙㅚㅝ])서(는|도)? ([ㅏㅐㅓㅕㅘㅙㅝ])도
    (아|어|여|해|와|봐|줘|켜|꺼|가|돼|써|워|려|러|쳐|져|겨|(떠|만|일어)나|(골|발|올|달)라)야(만|지)? ^(사|자|타|서)야
    """  # 면 after other consonants is a noun: «냉면»
)
_CLOSED: Final = _letters_ending_in(
    """
    요 죠 냐 구나 군 ㅂ니까 ㅂ니다 ㅂ시다 시오 다오 ㄹ까 을까 까나 ㄹ래 ㄹ게 ㄹ께 ㄹ걸 려나 던가 ㄴ가 ㄴ대 ㅆ대
    야 (?<!ㅡ)니 [ㅆㅄㄶㅌㅎㅈㅊㄷㅂㄺㄼㅀㄵㄲㅍ](지|네|나|다) ㅆ(어|음|고말고)
    (이|거|뭐|하|되|구|디|제|마|르|시|먹|알)지 (누구|뭐|디|제)게 (이|하|가|으)래
    (이|하|되|오|가|크|르|리|드|싸|치|지|보|쓰|프|쁘|시|나)네 (되|오|리|시|르|히)나 (야|게)하나 (ㄴ|는|이|하|되|크|르)다
    (아|어|여|해|와|봐|줘|켜|꺼|려|러|거|너|가|내|둬|놔|써|쳐|춰|워|져|주)라
    (하|가|보|오|내|먹|놀|듣|찾|치|켜|끄|사|쉬|주|두|추|걷|앉|읽)자
    """  # 야 is the copula: «-어야» has been taken by the connective endings
)
# -아/-어 without 요. It also links a verb to 주다 or 보다, but nobody pauses there.
_PLAIN: Final = _letters_ending_in(
    """
    [ㅏㅑㅗ][ㄱ-ㅎ]아 [ㅐㅔㅓㅕㅚㅜㅝㅟㅡㅢㅣ][ㄱ-ㅎ]어 [ㅚㅟㅢ]어 [ㄱㄷㄹㅅㅇㅈㅊㅋㅌㅍㅎ]ㅕ [ㄱ-ㄹㅂ-ㅎ]ㅝ
    해 돼 봐 놔 빼 깨 써 꺼 ^커 ^떠 (비|^)싸 (아|고)파 나빠 바빠 예뻐 기뻐 슬퍼 같애 어때 지마
    (불|눌|들|굴|질|흘|찔|물|둘)러 (골|몰|빨|올|갈|달)라 (보|꺼|끝|지|어|아|여|러|타)내 (일어|끝|생각|화|만)나
    (돌아|들어|걸어|찾아|날아|넘어|따라)(와|가) (^나|다녀|가져|데려|불러|도|받아|빌려)와
    (올라|내려|가져|데려|건너|^나)가
    """  # vowel harmony, -아 after ㅏ and ㅗ, sorts out «장어» and «일본어»
)
# As words of their own 가, 와, 사 and 하나 are verbs after these words; otherwise particles, nouns, a numeral.
_VERBS_IN_CONTEXT: Final = re.compile(
    r"(?:어디|안|못|잘|언제|왜|어떻게|비|눈|빨리|같이|에|에서|어디서|로|까지|러|이|가) [가와사]요?$|(?:야|게|면) 하나$"
)

_MODIFIER: Final = re.compile(
    r"(?:(?<![가-힣])(?:큰|긴|먼|싼|단|쓴|짠|찬|든|본|산|온|간|준|할|갈|볼|될|쓸|올|살|줄|가는)"
    r"|[어아여해러나]가는|[하되오보주쓰파르]는|던|한|된|할|될|다른|빠른|[까러거추더매려쉬마로여벼두차]운|[어아해여러]진"
    r"|[작먹남닮젊]은|[보꺼끝]낸|만든|[나어아라녀져]온|생긴|[걸열팔틀]린|[지만끝]난|[어아라려]간)$"
)
# 은 and 을 after a consonant that few nouns end in; 는 after any consonant, where the particle would be 은.
_MODIFIER_LETTERS: Final = _letters_ending_in("[ㄶㅎㅌㅍㅆㄼㄺㄵㅀㅈㄷ]은 [ㄶㅎㅌㅍㅆㄼㄺㄵㅀㅈㄷㅂㅄ]을 [ㄱ-ㅎ]는")

# Auxiliary particles close fragments, «가격은», «한 곳만», and so does the copula «도지사지»; other particles wait for
# their verb.
_CLOSING_PARTICLES: Final = frozenset(
    words("은 는 도 만 만은 지 엔 에는 에도 에선 에서는 에서도 까지는 부터는 으로는 로는 한테는 에게는")
)

_SPOKEN: Final = re.compile(r"[^\W_]+")
# Pieces that recognisers write as words of their own.
_SPLIT_OFF: Final = frozenset(words("은 는 을 를 에 에서 에게 한테 의 으로 로 까지 부터 요 까 래 냐 죠 지 고 야"))
_FIRMER: Final[dict[Kind, Kind]] = {"hanging": "open", "open": "final", "unknown": "final"}
_SOFTER: Final[dict[Kind, Kind]] = {"final": "open", "open": "hanging", "unknown": "hanging"}


def ending(text: str) -> Ending:
    """Judge how finished a transcript sounds. Total: any string is accepted.

    A question mark makes the judgement one step firmer, an ellipsis, a comma or a dash one step softer; a full
    stop says nothing, because recognisers put it after everything.
    """
    said = normalize(text)
    spoken = _SPOKEN.findall(said)
    if not spoken:
        return Ending("unknown")
    marks = said[said.rfind(spoken[-1]) + len(spoken[-1]) :]
    if len(spoken) > 1 and spoken[-1] in _SPLIT_OFF:
        spoken[-2:] = ["".join(spoken[-2:])]
    judged = _by_word(spoken) or _by_form(spoken)
    if "?" in marks:
        return Ending(_FIRMER.get(judged.kind, judged.kind), judged.form)
    if ".." in marks or marks.endswith((",", "-", "~")):
        return Ending(_SOFTER.get(judged.kind, judged.kind), judged.form)
    return judged


def _by_word(spoken: list[str]) -> Ending | None:
    """Judge by closed word classes; None if the last word is in none of them."""
    last = spoken[-1]
    if len(spoken) <= _MOST_ANSWERS and all(word in _ANSWERS for word in spoken):
        return Ending("short", last)
    if len(spoken) == 1 and last in _OPENERS:
        return Ending("open", last)
    asks_oneself = _SELF_QUESTION.search(last) and all(word in _FILLERS for word in spoken[:-1])
    if last in _FILLERS or asks_oneself:
        return Ending("filler", last)
    if last == "좀":
        return Ending("open", last)  # «전화번호 좀» is a request in short
    return Ending("hanging", last) if last in _LEADING else None


def _by_form(spoken: list[str]) -> Ending:
    """Judge by the grammatical form of the last word."""
    last = spoken[-1]
    if match := _VERBS_IN_CONTEXT.search(" ".join(spoken)):
        return Ending("final", match.group())
    is_noun = _NOUNS.search(last) is not None
    if not is_noun and (judged := _by_verb_form(spoken)):
        return judged
    if match := _ASKING_LAST.search(" ".join(spoken)) or _ACTIONS.search(last):
        return Ending("open", match.group())
    particle = "" if is_noun else josa_candidates(last)[0][1]
    if particle:
        return Ending("open" if particle in _CLOSING_PARTICLES else "hanging", particle)
    return Ending("unknown")


def _by_verb_form(spoken: list[str]) -> Ending | None:
    last = spoken[-1]
    letters = to_jamo(last)
    if match := _SOFT.search(letters):
        return Ending("open", match.group())
    if match := _CONNECTING.search(letters):
        return Ending("hanging", match.group())
    if len(spoken) == 1 and last[-1] in "야아" and not _ASKING.search(last):
        return Ending("open", last)  # perhaps a name that is called
    if match := _CLOSED.search(letters) or _PLAIN.search(letters):
        return Ending("final", match.group())
    if match := _MODIFIER.search(last) or _MODIFIER_LETTERS.search(letters):
        return Ending("hanging", match.group())
    return None
