"""The same utterance as other people would type or say it: slips of the finger, slang, dialect, misheard names.

Run as a program it says every utterance of `data/utterances.jsonl` in every class of other forms and counts how often
the answer stays the same: `PYTHONPATH=. python tests/perturbed.py [--of CLASS …] [--show] [--rows N]`. Later turns of
a conversation are asked after the plain ones before them.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import State
from companion.language.hangul import compose, decompose, is_syllable, to_jamo
from companion.language.morphemes import tokenize
from companion.language.numbers import sino

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "utterances.jsonl").open(encoding="utf-8")]
PROFILES = ("default", "signing-ceremony")
NOW = datetime(2026, 11, 22, 15, 5)

KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
"""Letters on the Korean keyboard."""
SHIFTED = {"ㄱ": "ㄲ", "ㄷ": "ㄸ", "ㅂ": "ㅃ", "ㅅ": "ㅆ", "ㅈ": "ㅉ", "ㅐ": "ㅒ", "ㅔ": "ㅖ"}
_KEY_OF = {letter: key for key, letter in KEYS.items()} | {SHIFTED[k]: key for key, k in KEYS.items() if k in SHIFTED}
_COMPOUND = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_GRID = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[가-힣]{2,}")


def _beside(letter):
    """Letters on the keys left and right of a letter's, that are of its sort."""
    key = _KEY_OF.get(letter)
    row = next((row for row in _GRID if key and key in row), "")
    at = row.find(key) if key else -1
    near = [KEYS[row[i]] for i in (at - 1, at + 1) if 0 <= i < len(row)]
    return [one for one in near if ("ㅏ" <= one) == ("ㅏ" <= letter)]


def _with(text, at, syllable):
    return text[:at] + syllable + text[at + 1 :]


def _places(text, names, shortest=2):
    """Where syllables of longer words outside names stand."""
    for word in _WORD.finditer(text):
        if len(word[0]) >= shortest:
            yield from (at for at in range(*word.span()) if not any(start <= at < end for start, end in names))


def slip(text, names, r):
    """One key beside the right one, Shift forgotten, or a letter left out."""
    places = list(_places(text, names))
    if not places:
        return None
    at = r.choice(places)
    initial, medial, final = decompose(text[at])
    kind = r.choice(("beside", "beside", "shift", "shift", "drop", "vowel"))
    if kind == "beside":
        near = _beside(initial) if r.random() < 0.5 else []
        if near:
            return _with(text, at, compose(r.choice(near), medial, final))
        near = _beside(medial)
        return _with(text, at, compose(initial, r.choice(near), final)) if near else None
    if kind == "shift":
        plain = {tense: lax for lax, tense in SHIFTED.items()}
        if final == "ㅆ":
            return _with(text, at, compose(initial, medial, "ㅅ"))
        if initial in plain or initial in SHIFTED:
            return _with(text, at, compose(plain.get(initial) or SHIFTED[initial], medial, final))
        return None
    if kind == "drop":
        return _with(text, at, compose(initial, medial)) if final else None
    alike = {
        "ㅐ": "ㅔ",
        "ㅔ": "ㅐ",
        "ㅚ": "ㅙ",
        "ㅙ": "ㅚ",
        "ㅞ": "ㅚ",
        "ㅖ": "ㅔ",
        "ㅝ": "ㅓ",
        "ㅘ": "ㅏ",
        "ㅢ": "ㅣ",
    }.get(medial)
    return _with(text, at, compose(initial, alike, final)) if alike else None


def swapped(text, names, r):
    """Two letters in the wrong order, or two syllables."""
    places = [at for at in _places(text, names, 3) if at + 1 < len(text) and is_syllable(text[at + 1])]
    places = [at for at in places if text[at] != text[at + 1] and at + 1 in set(_places(text, names, 3))]
    if not places:
        return None
    at = r.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


_MISSPELT = (
    ("며칠", "몇일"), ("뭐", "머"), ("어떻게", "어떡게"), ("어떻게", "어떻해"), ("역할", "역활"), ("됐", "됬"), ("돼", "되"), ("않", "안"),
    ("왜", "외"), ("뭐예요", "뭐에요"), ("이에요", "이예요"), ("예요", "에요"), ("줘", "죠"), ("줘", "조"), ("줄래", "줄레"), ("얼마나", "얼만아"),
    ("에요", "애요"), ("까지", "까쥐"), ("몇", "몆"), ("찾아", "차자"), ("알아", "아라"), ("있어", "이써"), ("있어", "잇어"), ("있는", "인는"),
    ("먹을", "머글"), ("언제", "언재"), ("어디", "어듸"), ("했어", "햇어"), ("했", "햇"), ("었", "엇"), ("겠", "겟"), ("좋은", "조은"), ("바뀌었", "바꼈"),
    ("많이", "마니"), ("싶어", "십어"), ("싶은", "시픈"), ("같이", "가치"), ("할게", "할께"), ("거야", "꺼야"), ("추천", "추쳔"), ("해줘", "헤줘"),
    ("괜찮", "괜찬"), ("부탁", "부탘"), ("무슨", "무슴"), ("누구", "누그"), ("그런데", "그런대"), ("는데", "는대"), ("싫어", "시러"), ("없어", "업어"),
    ("없", "업"), ("얘기", "예기"), ("재밌", "재밋"), ("제일", "재일"), ("가게", "가개"), ("메뉴", "매뉴"), ("김치찌개", "김치찌게"), ("찌개", "찌게"),
)  # fmt: skip


def misspelt(text, names, r):
    """As many people spell it wrongly."""
    fitting = [(right, wrong) for right, wrong in _MISSPELT if right in text]
    if not fitting:
        return None
    right, wrong = r.choice(fitting)
    return text.replace(right, wrong, 1)


_SLANG = (
    (r"(?<=[가-힣])요(?=[?!.~ ]*$)", ("여", "욤", "용", "염", "영", "욥", "욧", "욬", "옹")),
    (r"(?<=[가-힣])야(?=[?!.~ ]*$)", ("얌", "양", "야앙", "얏", "야아", "얔")),
    (r"(?<=[가-힣 ])줘(?=[?!.~ ]*$)", ("줭", "줘잉", "줘어", "조", "줘봐", "주라", "주셈", "줘랑", "쥬", "줍쇼")),
    (r"(?<=[가-힣 ])해(?=[?!.~ ]*$)", ("행", "햐", "해앵", "햇", "해엥")),
    (r"(?<=[가-힣])어(?=[?!.~ ]*$)", ("엉", "오", "어엉", "옹", "엇")),
    (r"(?<=[가-힣])지(?=[?!.~ ]*$)", ("징", "쥐", "지잉", "짛")),
    (r"(?<=[가-힣])까(?=[?!.~ ]*$)", ("깡", "까아", "깐")),
    (r"(?<=[가-힣])나(?=[?!.~ ]*$)", ("낭", "나아")),
    (r"(?<=[가-힣])죠(?=[?!.~ ]*$)", ("졍", "죵", "죠오", "쥬")),
    (r"(?<=[가-힣])니(?=[?!.~ ]*$)", ("닝", "니잉")),
    (r"(?<=[가-힣])니다(?=[?!.~ ]*$)", ("니당", "니닷", "니다아", "니댜")),
    (r"(?<=[가-힣])데(?=[?!.~ ]*$)", ("뎅", "데에", "뎁")),
)


def slang(text, names, r):
    """The last ending as it is drawn out or made cute in chats."""
    for pattern, forms in _SLANG:
        if re.search(pattern, text):
            return re.sub(pattern, r.choice(forms), text)
    return None


def jamo(text, names, r):
    """With loose letters: laughter, tears, a syllable typed apart."""
    if r.random() < 0.5:
        return text.rstrip("!. ") + r.choice(
            (
                " ㅋㅋ",
                "ㅋㅋㅋ",
                "ㅎㅎ",
                "ㅠㅠ",
                " ㅜㅜ",
                "ㅋ",
                "ㅎ",
                "~~",
                ";;",
                "?ㅋㅋ",
                "...ㅠ",
                "ㅇㅅㅇ",
                "^^",
                " ㄷㄷ",
            )
        )
    places = [at for at in _places(text, names) if not decompose(text[at])[2]]
    if not places:
        return None
    at = r.choice(places)
    return text[:at] + to_jamo(text[at]) + text[at + 1 :]


def unspaced(text, names, r):
    """Without spaces."""
    return text.replace(" ", "") if " " in text else None


def recognised(text, names, r):
    """With the spaces of a recogniser: particles, endings and parts of compounds apart, no punctuation."""
    cuts = []
    for token in tokenize(text, names):
        for_itself = token.parts[0][1].startswith(("J", "VCP", "XSN", "XSV", "NNB")) or (
            token.tag == "NNG" and r.random() < 0.5
        )
        if not token.spaced and for_itself and text[token.start - 1 : token.start].isalnum():
            cuts.append(token.start)
    for cut in reversed(cuts):
        text = f"{text[:cut]} {text[cut:]}"
    return re.sub(r"[?!.,~]", "", text).strip() if cuts else None


_ENDS = r"(?=[?!.~ ]*$)"
_DIALECTS = {
    "gyeongsang": (
        (r"누구(?:예요|에요|인가요|죠|지요)" + _ENDS, ("누군교", "누굽니꺼", "누구라예")), (r"누구(?:야|니|지|냐)" + _ENDS, ("누고", "누꼬", "누구고")),
        (r"뭐(?:예요|에요|죠|인가요)" + _ENDS, ("뭡니꺼", "뭐라예", "뭔교")), (r"뭐(?:야|니|지|냐)" + _ENDS, ("뭐꼬", "뭐고", "머꼬")),
        (r"언제(?:예요|에요|죠|인가요)" + _ENDS, ("언젭니꺼", "언제라예")), (r"언제(?:야|니|지|냐)" + _ENDS, ("언제고", "언제꼬")),
        (r"어디(?:예요|에요|죠|인가요)" + _ENDS, ("어딥니꺼", "어데라예")), (r"어디(?:야|니|지|냐)" + _ENDS, ("어데고", "어디고")),
        (r"얼마(?:야|니|지|냐)" + _ENDS, ("얼마고", "얼만데")), (r"얼마(?:예요|에요|죠|인가요)" + _ENDS, ("얼맙니꺼", "얼만교")),
        (r"(?<=[았었였했])어" + _ENDS, ("노", "나")), (r"(?<=[았었였했])어요" + _ENDS, ("어예", "는교", "습니꺼")), (r"습니까" + _ENDS, ("습니꺼", "심니꺼")),
        (r"있어요" + _ENDS, ("있어예", "있는교", "있습니꺼")), (r"있어" + _ENDS, ("있나", "있노")), (r"알려 ?줘" + _ENDS, ("알려도", "알려 도고", "갈키도", "알려 주소")),
        (r"알려 ?(?:주세요|줘요)" + _ENDS, ("알려 주이소", "알려주소")), (r"추천해 ?줘" + _ENDS, ("추천해도", "추천해 주소", "추천 좀 해 도")),
        (r"추천해 ?(?:주세요|줘요)" + _ENDS, ("추천해 주이소",)), (r"해 ?줘" + _ENDS, ("해도", "해 주소")), (r"하나요" + _ENDS, ("하는교", "합니꺼")),
        (r"나요" + _ENDS, ("는교",)), (r"는데" + _ENDS, ("는데예",)), (r"어때" + _ENDS, ("어떻노",)), (r"이야" + _ENDS, ("이고", "이가")), (r"해요" + _ENDS, ("해예",)),
    ),
    "jeolla": (
        (r"누구(?:예요|에요|인가요|죠|지요)" + _ENDS, ("누구당가요", "누구다요", "누구라우")), (r"누구(?:야|니|지|냐)" + _ENDS, ("누구당가", "누구여", "누구랑가", "누구디야")),
        (r"뭐(?:예요|에요|죠|인가요)" + _ENDS, ("뭐당가요", "뭐다요", "뭣이다요")), (r"뭐(?:야|니|지|냐)" + _ENDS, ("뭐당가", "뭣이여", "뭐여")),
        (r"언제(?:야|니|지|냐|예요|에요|죠|인가요)" + _ENDS, ("언제당가", "언제여", "은제여")), (r"어디(?:야|니|지|냐|예요|에요|죠|인가요)" + _ENDS, ("어디당가", "어디여", "워디여")),
        (r"얼마(?:야|니|지|냐|예요|에요|죠|인가요)" + _ENDS, ("얼마당가", "을마여", "얼마여")), (r"(?<=[았었였했])어" + _ENDS, ("당가", "는가", "능가")),
        (r"(?<=[았었였했])어요" + _ENDS, ("당가요", "다요", "는가요")), (r"있어요" + _ENDS, ("있당가요", "있다요", "있어라")), (r"있어" + _ENDS, ("있당가", "있는가", "있냐잉")),
        (r"알려 ?줘" + _ENDS, ("알려주쇼", "알려 주랑께", "갈쳐주쇼잉", "알려주소잉")), (r"알려 ?(?:주세요|줘요)" + _ENDS, ("알려주쇼잉", "갈쳐 주시오")),
        (r"해 ?줘" + _ENDS, ("해주쇼", "해 주랑께", "해주쇼잉")), (r"해 ?(?:주세요|줘요)" + _ENDS, ("해 주시오잉", "해주쇼")), (r"나요" + _ENDS, ("는가요", "당가요")),
        (r"는데" + _ENDS, ("는디",)), (r"이야" + _ENDS, ("이여", "이당가")), (r"해요" + _ENDS, ("해라우",)), (r"지" + _ENDS, ("제",)),
    ),
    "chungcheong": (
        (r"누구(?:예요|에요|인가요|죠|지요)" + _ENDS, ("누구여유", "누구래유", "누구유")), (r"누구(?:야|니|지|냐)" + _ENDS, ("누구여", "누군겨", "누구랴")),
        (r"뭐(?:예요|에요|죠|인가요)" + _ENDS, ("뭐여유", "뭐래유", "뭐유")), (r"뭐(?:야|니|지|냐)" + _ENDS, ("뭐여", "뭔겨", "뭐랴")),
        (r"언제(?:야|니|지|냐)" + _ENDS, ("언제여", "언젠겨")), (r"언제(?:예요|에요|죠|인가요)" + _ENDS, ("언제래유", "언제여유")), (r"어디(?:야|니|지|냐)" + _ENDS, ("어디여", "워디여")),
        (r"어디(?:예요|에요|죠|인가요)" + _ENDS, ("어디래유", "워디유")), (r"얼마(?:야|니|지|냐)" + _ENDS, ("얼매여", "얼마여")), (r"얼마(?:예요|에요|죠|인가요)" + _ENDS, ("얼마유", "얼마래유")),
        (r"(?<=[았었였했])어" + _ENDS, ("댜", "는겨", "어유")), (r"요" + _ENDS, ("유",)), (r"알려 ?줘" + _ENDS, ("알려줘유", "알려 줘 봐유", "갈쳐줘유")), (r"해 ?줘" + _ENDS, ("해줘유", "혀줘유")),
        (r"있어" + _ENDS, ("있는겨", "있댜", "있어유")), (r"이야" + _ENDS, ("이여", "인겨")), (r"는데" + _ENDS, ("는디", "는디유")), (r"지" + _ENDS, ("지유",)), (r"해" + _ENDS, ("혀", "햐")),
    ),
    "gangwon": (
        (r"누구(?:예요|에요|인가요|죠|지요)" + _ENDS, ("누구래요", "누구드래요")), (r"누구(?:야|니|지|냐)" + _ENDS, ("누구나", "누구래")), (r"뭐(?:야|니|지|냐)" + _ENDS, ("뭐나", "뭐이나")),
        (r"뭐(?:예요|에요|죠|인가요)" + _ENDS, ("뭐래요", "뭐드래요")), (r"언제(?:예요|에요|죠|인가요)" + _ENDS, ("언제래요", "언제드래요")), (r"어디(?:야|니|지|냐)" + _ENDS, ("어데나", "어디나")),
        (r"(?<=[았었였했])어요" + _ENDS, ("드래요", "어요야")), (r"있어요" + _ENDS, ("있드래요", "있소")), (r"있어" + _ENDS, ("있나", "있소야")), (r"알려 ?줘" + _ENDS, ("알려주게", "알려 주오야", "알궈줘")),
        (r"이야" + _ENDS, ("이래", "이나")), (r"얼마(?:예요|에요|죠|인가요)" + _ENDS, ("얼마래요", "얼마드래요")), (r"해 ?줘" + _ENDS, ("해주게", "해 주오", "해주우야")),
    ),
    "jeju": (
        (r"누구(?:예요|에요|인가요|죠|지요)" + _ENDS, ("누게우꽈", "누구꽈", "누구우꽈")), (r"누구(?:야|니|지|냐)" + _ENDS, ("누게고", "누구라", "누게라")), (r"뭐(?:야|니|지|냐)" + _ENDS, ("뭐라", "무신거고")),
        (r"뭐(?:예요|에요|죠|인가요)" + _ENDS, ("뭐꽈", "뭐우꽈", "무신거꽈")), (r"언제(?:예요|에요|죠|인가요)" + _ENDS, ("언제꽈", "언제우꽈")), (r"어디(?:예요|에요|죠|인가요)" + _ENDS, ("어디꽈", "어디우꽈")),
        (r"(?<=[았었였했])어요" + _ENDS, ("수꽈", "수과")), (r"(?<=[았었였했])어" + _ENDS, ("어", "언", "시냐")), (r"습니까" + _ENDS, ("수꽈", "수과")), (r"있어요" + _ENDS, ("이수꽈", "있수꽈", "이수광")),
        (r"있어" + _ENDS, ("이서", "이신가", "있수과")), (r"알려 ?줘" + _ENDS, ("ᄀᆞᆯ아줍서", "알려줍서", "알려도라")), (r"알려 ?(?:주세요|줘요)" + _ENDS, ("알려줍서", "알려 줍서예")),
        (r"해 ?줘" + _ENDS, ("해줍서", "해도라")), (r"해 ?(?:주세요|줘요)" + _ENDS, ("해줍서", "해줍서양")), (r"얼마(?:예요|에요|죠|인가요|야)" + _ENDS, ("얼마꽈", "얼마우꽈", "얼마라")),
        (r"합니까|하나요" + _ENDS, ("햄수꽈", "헴수꽈")),
    ),
}  # fmt: skip


def _dialect(region):
    def said(text, names, r):
        for pattern, forms in _DIALECTS[region]:
            if re.search(pattern, text):
                return re.sub(pattern, r.choice(forms), text)
        return None

    said.__doc__ = f"The last ending as in {region}."
    return said


_FORMAL = (
    (r"누구(?:예요|에요|인가요|죠|지요|야|니|지|냐)" + _ENDS, ("누구십니까", "누구신지요", "누구이신지 여쭤봐도 되겠습니까", "누구이신지 알려 주시겠습니까", "누구신지 여쭙습니다")),
    (r"뭐(?:예요|에요|죠|인가요|야|니|지|냐)" + _ENDS, ("무엇입니까", "무엇인지요", "무엇인지 알려 주시겠습니까", "무엇인지 여쭙고 싶습니다")),
    (r"언제(?:예요|에요|죠|인가요|야|니|지|냐)" + _ENDS, ("언제입니까", "언제인지요", "언제인지 여쭙습니다", "언제인지 말씀해 주시겠습니까")),
    (r"어디(?:예요|에요|죠|인가요|야|니|지|냐)" + _ENDS, ("어디입니까", "어디인지요", "어디인지 여쭙습니다")),
    (r"얼마(?:예요|에요|죠|인가요|야|니|지|냐)" + _ENDS, ("얼마입니까", "얼마인지요", "얼마인지 여쭤봅니다")),
    (r"알려 ?(?:줘|줘요|주세요)" + _ENDS, ("알려 주시겠습니까", "알려 주시면 감사하겠습니다", "알려 주시기 바랍니다", "알려 주십시오", "말씀해 주시지요")),
    (r"추천해 ?(?:줘|줘요|주세요)" + _ENDS, ("추천해 주시겠습니까", "추천 부탁드립니다", "추천해 주시면 감사하겠습니다", "추천해 주십시오")),
    (r"(?<=[았었였했])(?:어요?|지요?|나요?|죠)" + _ENDS, ("습니까", "는지요", "는지 여쭙습니다")), (r"있(?:어요?|나요?|니|을까요?)" + _ENDS, ("있습니까", "있는지요", "있겠습니까", "있는지 여쭤봅니다")),
    (r"해 ?(?:줘|줘요|주세요)" + _ENDS, ("해 주시겠습니까", "해 주십시오", "해 주시면 고맙겠습니다")), (r"이야" + _ENDS, ("입니까", "인지요")),
)  # fmt: skip


def formal(text, names, r):
    """Very politely."""
    for pattern, forms in _FORMAL:
        if re.search(pattern, text):
            return re.sub(pattern, r.choice(forms), text)
    return None


_BEFORE = (
    "음 ",
    "어 ",
    "저기요 ",
    "저기 ",
    "그 ",
    "있잖아요 ",
    "아 ",
    "자 ",
    "혹시 ",
    "그러니까 ",
    "음... ",
    "에 ",
    "저 ",
    "그니까 ",
    "잠깐만 ",
    "궁금한 게 있는데 ",
    "야 ",
    "저기 있잖아 ",
    "아니 근데 ",
    "그게 ",
    "에 또 ",
    "있지 ",
    "저기 뭐야 ",
)
_AMID = (" 음 ", " 그 ", " 어 ", " 그 뭐냐 ", " 뭐랄까 ", " 그 뭐지 ", " 저 ", " 혹시 ")


def filler(text, names, r):
    """With a filler before it, or behind a particle within it."""
    after = [token.end for token in tokenize(text, names) if token.parts[-1][1].startswith(("J", "EC"))]
    places = [at for at in after if text[at : at + 1] == " "]
    if r.random() < 0.6 or not places:
        return r.choice(_BEFORE) + text
    at = r.choice(places)
    return text[:at] + r.choice(_AMID) + text[at + 1 :]


_HEARD = {
    "ㅐ": "ㅔ",
    "ㅔ": "ㅐ",
    "ㅓ": "ㅗ",
    "ㅗ": "ㅓ",
    "ㅡ": "ㅜ",
    "ㅜ": "ㅡ",
    "ㅕ": "ㅛ",
    "ㅛ": "ㅕ",
    "ㅚ": "ㅙ",
    "ㅙ": "ㅚ",
}
_LAX = {
    "ㄱ": "ㄲ",
    "ㄲ": "ㄱ",
    "ㄷ": "ㅌ",
    "ㅌ": "ㄷ",
    "ㅂ": "ㅍ",
    "ㅍ": "ㅂ",
    "ㅈ": "ㅊ",
    "ㅊ": "ㅈ",
    "ㅅ": "ㅆ",
    "ㅋ": "ㄱ",
}
_CODA = {"ㄴ": "ㅁ", "ㅁ": "ㅇ", "ㅇ": "ㄴ", "ㄱ": "ㅂ", "ㅂ": "ㄱ"}


def misheard(text, names, r):
    """One sound of a name of three syllables or more heard as one like it."""
    names = [(start, end) for start, end in names if end - start >= 3 and all(map(is_syllable, text[start:end]))]
    if not names:
        return None
    at = r.choice([at for start, end in names for at in range(start, end)])
    initial, medial, final = decompose(text[at])
    changed = [compose(initial, _HEARD[medial], final)] if medial in _HEARD else []
    changed += [compose(_LAX[initial], medial, final)] if initial in _LAX else []
    changed += [compose(initial, medial, _CODA[final])] if final in _CODA else []
    return _with(text, at, r.choice(changed)) if changed else None


def spelt(text, names, r):
    """Figures written out, and ordinals and small numbers in figures."""
    figures = list(re.finditer(r"(?<![\d.,-])\d{1,4}(?=년|월|일|대|원|층|회|기|분|만|,)(?!\d)", text))
    if figures:
        found = r.choice(figures)
        month = {"6": "유", "10": "시"}.get(found[0]) if text[found.end()] == "월" else None
        return text[: found.start()] + (month or sino(int(found[0]))) + text[found.end() :]
    natives = {"첫": "1", "두": "2", "세": "3", "네": "4", "다섯": "5", "한": "1", "여섯": "6", "열": "10"}
    found = re.search(r"(?<![가-힣])(첫|두|세|네|다섯|여섯|열|한) ?(?=번째|곳|군데|명|시|개|집)", text)
    if found:
        return text[: found.start()] + natives[found[1]] + text[found.end() :]
    return None


def keyboard(text, names, r):
    """Typed with the keyboard set to English."""
    if re.search(r"[A-Za-z0-9]", text):
        return None
    typed = ""
    for ch in text:
        for letter in decompose(ch) if is_syllable(ch) else (ch,):
            for part in _COMPOUND.get(letter, letter):
                key = _KEY_OF.get(part, part)
                typed += key.upper() if part in SHIFTED.values() else key
    return typed


_ROLE = ("아 진짜 ", "야 ", "얘야 ", "로봇아 ")


def childish(text, names, r):
    """As a small child says it."""
    for pattern, forms in (
        (r"누구(?:예요|에요|인가요|죠|야|니|지)" + _ENDS, ("누구야아", "누구게", "누구예여", "누구양")), (r"줘" + _ENDS, ("주떼여", "줘어", "죠", "줘잉")), (r"주세요" + _ENDS, ("주떼요", "주세여", "주째요", "주세용")),
        (r"뭐(?:예요|에요|죠|야|니|지)" + _ENDS, ("모야", "뭐야아", "모예요", "뭐예여")), (r"있어요?" + _ENDS, ("이쪄", "이떠", "이쪄요", "있쪄")), (r"어요" + _ENDS, ("어여", "어영", "쪄요")), (r"요" + _ENDS, ("여", "용")),
    ):  # fmt: skip
        if re.search(pattern, text):
            return re.sub(pattern, r.choice(forms), text)
    return r.choice(_ROLE) + text


CLASSES = {
    "slip": slip, "swapped": swapped, "misspelt": misspelt, "slang": slang, "jamo": jamo, "unspaced": unspaced, "recognised": recognised,
    **{region: _dialect(region) for region in _DIALECTS}, "formal": formal, "filler": filler, "misheard": misheard, "spelt": spelt,
    "keyboard": keyboard, "childish": childish,
}  # fmt: skip
"""Every class of other forms by its name; each gives None for what it cannot change."""


def names_in(assistant, text):
    """Where names stand that the robot knows."""
    return sorted({(mention.start, mention.end) for mention in assistant.analyser.gazetteer.find(text)})


def said_otherwise(rows, classes, assistants, seed="1"):
    """For every row and class: class, what was said, its reply, what was said plainly, and the plain reply."""
    states = {}
    wanted = {row["id"] for row in rows}
    for row in ROWS:
        profile = row.get("profile", "default")
        key, assistant = (profile, row.get("session", row["id"])), assistants[profile]
        if row["id"] not in wanted and "session" not in row:
            continue
        day = date.fromisoformat(row["as_of"]) if "as_of" in row else None
        state = states.get(key, State())
        plain, states[key] = assistant.respond(row["text"], state, as_of=day)
        if row["id"] not in wanted:
            continue
        for name, change in classes.items():
            said = change(row["text"], names_in(assistant, row["text"]), random.Random(f"{seed}{row['id']}{name}"))
            if said is not None and said != row["text"]:
                yield name, said, assistant.respond(said, state, as_of=day)[0], row["text"], plain


def agree(one, other):
    """Whether two replies say the same, by the same sources."""
    return one.text.replace(" ", "") == other.text.replace(" ", "") and one.sources == other.sources


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--of", nargs="+", choices=CLASSES, default=list(CLASSES))
    parser.add_argument("--rows", type=int, default=len(ROWS))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    chosen = random.Random(args.seed).sample(ROWS, min(args.rows, len(ROWS)))
    total, same, wrong = Counter(), Counter(), Counter()
    assistants = {name: Assistant(load_settings(name, environment={}), clock=lambda: NOW) for name in PROFILES}
    reads = assistants["default"].analyser.analyse
    classes = {name: CLASSES[name] for name in args.of}
    for name, said, reply, text, plain in said_otherwise(chosen, classes, assistants, args.seed):
        total[name] += 1
        same[name] += agree(reply, plain)
        wrong[name] += not agree(reply, plain) and reply.status == "answered"
        if args.show and not agree(reply, plain):
            read = reads(said, NOW.date()).text
            print(f"{name} {reply.status} | {text} | {said} | {read} => {reply.text[:90]!r}, not {plain.text[:60]!r}")
    for name in args.of:
        if total[name]:
            print(
                f"{name:12} {same[name]:5}/{total[name]:<5} {same[name] / total[name]:6.1%}  answered otherwise {wrong[name]}"
            )


if __name__ == "__main__":
    sys.exit(main())
