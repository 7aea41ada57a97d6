"""What was told is said back with respect, by morphology; what is doubtful, unkind or meant for the listener is not."""

from itertools import pairwise, product

import pytest

from companion.language.dialect import standard
from companion.language.mirror import as_quoted, exclaimed_back, mirror
from companion.language.morphemes import tokenize
from companion.language.terms import read
from companion.language.verb_forms import joined_stem


def said_back(text):
    mirrored = mirror(read(standard(text), (), (), ()))
    return mirrored.text if mirrored is not None else None


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("무릎이 쑤셔서 잠을 한숨도 못 잤어", "무릎이 쑤셔서 잠을 한숨도 못 주무셨군요"),
        ("나 과장으로 승진했어", "과장으로 승진하셨군요"),
        ("무릎이 쑤시가 계단을 몬 오르겠다", "무릎이 쑤셔서 계단을 못 오르시겠군요"),
        ("어우 춥다 부산은 서울보다 더 추운 거 같아", "부산은 서울보다 더 추운 거 같군요"),
        ("친구랑 싸웠어", "친구랑 싸우셨군요"),
        ("혼자 밥 먹었어", "혼자 밥 드셨군요"),
        ("엄마한테도 돈을 보내야 되는데", "엄마한테도 돈을 보내셔야 하는군요"),
        ("오늘부터 다이어트거든", "오늘부터 다이어트군요"),
        ("난 그냥 집에 있었어", "그냥 집에 계셨군요"),
        ("피아노를 배우고 있어", "피아노를 배우고 계시는군요"),
        ("외로워", "외로우시군요"),
        ("퇴사하고 싶다", "퇴사하고 싶으시군요"),
        ("블록으로 성을 만들었어", "블록으로 성을 만드셨군요"),
        ("울었어", "우셨군요"),
        ("숙제를 다 해야 돼", "숙제를 다 하셔야 하는군요"),
        ("힘들어 죽겠다", "힘드시군요"),
        ("강릉 가서 바다 보려고", "강릉 가서 바다 보시려는군요"),
        ("시험 망함", "시험 망하셨군요"),
        ("단톡방에서 나만 빠졌어", "단톡방에서 혼자만 빠지셨군요"),
    ],
)
def test_the_speakers_deeds_and_feelings_get_respect(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("잠이 안 와", "잠이 안 오시는군요"),
        ("화가 나", "화가 나시는군요"),
        ("딸이 보고 싶어", "딸이 보고 싶으시군요"),
        ("돈이 없어서 걱정이야", "돈이 없어서 걱정이시군요"),
        ("천둥이 무서워", "천둥이 무서우시군요"),
    ],
)
def test_what_belongs_to_the_speaker_gets_respect_too(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("손주가 놀러 왔어", "손주가 놀러 왔군요"),
        ("선생님이 간식을 주셨어", "선생님이 간식을 주셨군요"),
        ("엄마가 많이 아프셔", "엄마가 많이 편찮으시군요"),
        ("눈이 오네", "눈이 오는군요"),
        ("아들 다리가 부러졌어", "아들 다리가 부러졌군요"),
        ("팀장이 내 공을 가로챘어", "팀장이 공을 가로챘군요"),
        ("손주들이 온대", "손주들이 온다고요"),
        ("암이래", "암이라고요"),
    ],
)
def test_others_and_things_are_spoken_of_plainly_or_as_the_speaker_did(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    "said",
    [
        "푹 쉬어",
        "잘 자",
        "고마워",
        "너 참 똑똑하다",
        "똑똑하네",
        "멍청한 고철덩어리야",
        "나는 쓸모없는 사람이야",
        "부장 죽여 버리고 싶다",
        "나 오늘 뭐 했게",
        "밥 먹었어?",
        "회사 왔어",
        "친구한테 돈 빌려줬는데 안 갚아",
        "trivia",
        "",
        "월급은 들어오자마자 사라져",
    ],
)
def test_what_is_doubtful_unkind_or_meant_for_the_listener_is_not_said_back(said):
    assert said_back(said) is None


def test_the_clause_that_tells_more_is_taken():
    assert said_back("오늘 소풍 갔다 왔어 재밌었어") == "오늘 소풍 갔다 오셨군요"


@pytest.mark.parametrize(
    ("clause", "quoted"),
    [
        ("우울하시군요", "우울하시다고"),
        ("병원에 가시는군요", "병원에 가신다고"),
        ("다쳤군요", "다쳤다고"),
        ("온다고요", None),
        ("화투 치는 게 낙이시군요", "화투 치는 게 낙이라고"),
        ("의사시군요", "의사라고"),
    ],
)
def test_a_clause_said_back_can_be_quoted_later(clause, quoted):
    assert as_quoted(clause) == quoted


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("나 다음 달 5일에 결혼해 그것도 떨려", "다음 달 5일에 결혼하시는군요"),
        ("내일 면접 보러 가 이직하려고", "내일 면접 보러 가시는군요"),
        ("오래됐구만 그때부터 다녔지", "그때부터 다니셨군요"),
        ("밥맛이 통 없어 혼자 먹으니까", "밥맛이 통 없으시군요"),
        ("못 가겠어 무릎이 시큰거려서", "못 가시겠군요"),
        ("텔레비전이 고장 나서 답답해", "텔레비전이 고장 나서 답답하군요"),
    ],
)
def test_one_clause_is_said_back_whole(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    "said",
    [
        "허허 영리하네",
        "생각보다 일찍 닫네",
        "그 집 문 닫았더라",
        "잘하는데 그건 뭔 뜻이야",
        "우리 남편이 통닭 귀신이거든",
        "통닭을 시켰더니 다 식어서 왔어",
        "찌개를 끓였는데 너무 짜게 됐어",
        "애가 밤새 울어서 한숨도 못 잤어",
        "남편이 밥을 안 차려 주면 안 먹어",
        "의사가 짜게 먹지 말래",
        "생각이 나서 그랬는가 봐",
        "친구한테 다녀왔는데 비가 오니까 춥네",
    ],
)
def test_what_is_not_the_speakers_own_one_clause_is_not_said_back(said):
    assert said_back(said) is None


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("팀장님이 장소 알아보래", "팀장님이 장소 알아보라고 하셨군요"),
        ("의사가 술 끊으래", "의사가 술 끊으라고 했군요"),
        ("병원에서 검사 받아 보래", "병원에서 검사 받아 보라는 말을 들으셨군요"),
        ("남자 친구가 어제 나 때문에 울었어", None),
        ("친구들이 나 빼고 놀았어", None),
        ("내가 소리 질렀더니 걔가 울었어", "그 친구가 울었군요"),
        ("대출이 있어서 쉽지가 않네", None),
        ("87만 원이나 나왔더라", "87만 원이나 나왔군요"),
        ("기분이 좋지가 않아", "기분이 좋지가 않으시군요"),
    ],
)
def test_what_others_did_is_theirs_and_nothing_broken_is_said(said, back):
    assert said_back(said) == back


@pytest.mark.parametrize(
    ("said", "child", "elder"),
    [
        ("아직 한글을 잘 못 읽거든", "아직 한글을 잘 못 읽는군요", "아직 한글을 잘 못 읽으시는군요"),
        ("요새 밥을 통 안 먹어", "요새 밥을 통 안 먹는군요", "요새 밥을 통 안 드시는군요"),
        ("나 어제 늦게 잤어", "어제 늦게 주무셨군요", "어제 늦게 주무셨군요"),
    ],
)
def test_whom_one_spoke_of_gets_their_own_respect(said, child, elder):
    reading = read(standard(said), (), (), ())
    assert [mirror(reading, honoured).text for honoured in (False, True)] == [child, elder]


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("허리가 와 이래 아프노", "허리가 아프시군요"),
        ("요새 잠이 왜 이렇게 안 오지", "요새 잠이 안 오시는군요"),
        ("오늘 장사가 와 이래 안되노", "오늘 장사가 안 되는군요"),
        ("너는 왜 이렇게 웃겨?", None),
    ],
)
def test_what_is_exclaimed_is_said_back_without_its_question(said, back):
    mirrored = exclaimed_back(read(standard(said), (), (), ()))
    assert (mirrored.text if mirrored is not None else None) == back


WHO = ("", "나 ", "우리 딸이 ", "친구가 ", "할머니가 ")
WHEN = ("", "오늘 ", "어제 저녁에 ", "아직 ")
WHAT = ("밥을 먹", "무릎이 쑤시", "책을 읽", "비가 오", "시험을 보", "삼십 분이나 남", "길이 막히", "노래를 부르")
TOLD = ("었어", "네", "더라", "는데", "지 뭐")


@pytest.mark.parametrize("first", ["", "춥다 ", "덥다 ", "아이고 "])
def test_what_is_said_back_is_one_clause_with_its_endings(first):
    for who, when, what, ending in product(WHO, WHEN, WHAT, TOLD):
        text = f"{first}{who}{when}{joined_stem(what)}{ending[1:]}" if ending == "었어" else None
        back = said_back(text or f"{first}{who}{when}{what}{ending}")
        if back is None:
            continue
        parts = [part for token in tokenize(back) for part in token.parts]
        assert not any(tag == "EF" for _, tag in parts[:-2]), back
        assert not any(tag == "EP" and not after.startswith("E") for (_, tag), (_, after) in pairwise(parts)), back


@pytest.mark.parametrize("said", ["아직 시작하려면 삼십 분이나 남았네", "밥을 아직 안 먹었어"])
def test_what_still_lasts_is_not_over(said):
    mirrored = mirror(read(said, (), (), ()))
    assert mirrored is not None
    assert not mirrored.past
