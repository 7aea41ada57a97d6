"""Games, as somebody plays them: good moves and wrong ones, questions in between, and the end."""

import random
from dataclasses import replace
from datetime import date, datetime

import pytest

from companion.answering.base import Attempt, Focus, SkillTurn
from companion.answering.play.chain import fits, is_chain_word
from companion.dialogue.state import FRESH, State

TODAY = date(2026, 11, 22)


@pytest.fixture
def play(assistant):
    """A conversation from the state it is in: says one thing, gives the reply."""

    class Play:
        state = FRESH

        def __call__(self, text):
            reply, after = assistant.respond(text, self.state)
            again, after_again = assistant.respond(text, self.state)
            assert (reply.text, after) == (again.text, after_again), "the same turn has one answer"
            self.state = State.from_json(after.to_json())  # what a game remembers survives being kept
            return reply

        @property
        def notes(self):
            return (self.state.open or self.state.left).notes

        def set_notes(self, *notes):
            self.state = replace(self.state, open=replace(self.state.open, notes=notes))

    return Play()


def following(word, used):
    """A word that a player could say after another."""
    for candidate in KNOWN:
        if fits(candidate, word) and candidate not in used:
            return candidate
    return None


# --- word chain -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="module")
def known(assistant):
    global KNOWN
    KNOWN = assistant.library.games.words


def test_the_robots_words_are_nouns_of_the_dictionary_and_few_enough(assistant):
    words = assistant.library.games.words
    assert len(words) > 5_000
    assert len(set(words)) == len(words)
    assert [word for word in words[::7] if not is_chain_word(word)] == []
    assert sum(len(word.encode()) + 1 for word in words) < 300_000
    assert [word for word in words if assistant.profanity.found_in(word)] == []


def test_a_chain_is_played_with_wrong_moves_a_question_in_between_and_an_end(play):
    assert play("끝말잇기 하자").intent == "play.chain"
    (robot,) = play.notes
    wrong = next(word for word in KNOWN if not fits(word, robot))
    assert "시작해야" in play(wrong).text
    assert play.notes == (robot,)
    mine = following(robot, play.notes)
    assert play(f"음, {mine}!").status == "answered"
    assert play.notes[:2] == (robot, mine)
    robot = play.notes[-1]
    assert fits(robot, mine)
    # Somebody asks something else, twice, and comes back.
    assert "추미애" in play("경기도지사가 누구야?").text
    assert play("지금 몇 시야?").text == "지금은 오후 3시 5분이에요."
    assert play.state.open is None
    assert robot in play("아까 하던 끝말잇기 계속하자").text
    mine = following(robot, play.notes)
    play(mine)
    assert play.notes[-2] == mine
    play("그만")
    assert (play.state.open, play.state.left) == (None, None)


def test_after_a_question_the_next_word_goes_on_with_the_chain(play):
    play("끝말잇기 하자")
    play.set_notes("여자")
    play("지금 몇 시야?")
    assert play("자전거").intent == "play.chain"
    assert play.notes[-2] == "자전거"


def test_the_first_word_may_come_with_the_wish(play):
    play("나랑 끝말잇기 할래? 기차!")
    assert play.notes[0] == "기차"
    assert fits(play.notes[1], "기차")


def test_a_word_may_not_come_twice(play):
    play("끝말잇기 하자")
    play.set_notes("기차", "차표", "표차")
    assert "벌써 나왔어요" in play("차표").text


@pytest.mark.parametrize(
    ("before", "said", "words"),
    [
        ("여자", "자가용차표란", "제 사전에는 없는 낱말"),
        ("여자", "자", "두 글자가 넘는"),
        ("여자", "수박", "자로 시작해야"),
        ("수력", "역사", ""),  # 력 → 역
        ("소녀", "여우", ""),
        ("여자", "자전거", ""),
    ],
)
def test_moves_are_judged_by_the_rules(play, before, said, words):
    play("끝말잇기 하자")
    play.set_notes(before)
    reply = play(said)
    if words:
        assert words in reply.text
        assert play.notes == (before,)
    else:
        assert play.notes[:2] == (before, said)


def test_a_hint_and_giving_up(play):
    play("끝말잇기 하자")
    assert "첫소리가" in play("힌트 좀 줘").text
    assert "제가 이겼" in play("모르겠어").text
    assert play.state.open is None


def test_who_wants_to_begin_does(play):
    play("끝말잇기 하자 내가 먼저 할게")
    assert play.notes == ()
    play("사과")
    assert play.notes[0] == "사과"


def test_300_random_games_keep_the_rules(assistant):
    """Players know the robot's words and say any of them that fits."""
    chain = assistant.skills["play"]._games["chain"]
    chance = random.Random(0)
    played = 0
    for number in range(300):
        words = (chance.choice(KNOWN),)
        for variety in range(12):
            day = datetime(2026, 1, 1 + number % 28, number % 24)
            attempt = Attempt("play.chain", 1.0)
            turn = SkillTurn(None, attempt, Focus(), day.date(), day, variety=number * 100 + variety)
            answer = chain._reply(turn, words)
            if answer.open is None:
                assert "제가 졌어요" in answer.text
                break
            said = answer.open.notes
            robot = said[-1]
            assert said[:-1] == words
            assert fits(robot, words[-1])
            assert robot not in words
            assert is_chain_word(robot)
            choices = [word for word in KNOWN if fits(word, robot) and word not in said]
            assert choices, f"nobody can follow {robot}"
            words = (*said, chance.choice(choices))
            played += 1
    assert played > 2_000


# --- the others -----------------------------------------------------------------------------------


def test_riddles_are_guessed_hinted_and_passed(play, assistant):
    riddles = assistant.library.games.riddles
    play("수수께끼 내 줘")
    asked = riddles[int(play.notes[-1])]
    assert "첫소리" in play("힌트").text
    assert "아니" in play("코끼리").text
    reply = play(asked.answer)
    assert asked.answer in reply.text
    assert riddles[int(play.notes[-1])].ask in reply.text
    asked = riddles[int(play.notes[-1])]
    assert asked.answer in play("모르겠어").text
    before = play.notes
    play("다른 거")
    assert play.notes[:-1] == before
    assert "추미애" in play("경기도지사가 누구야").text
    assert riddles[int(play.notes[-1])].ask in play("아까 하던 거 계속하자").text
    play("그만하자")
    assert play.state.open is None


def test_all_riddles_come_once(play, assistant):
    play("수수께끼 내 줘")
    for _ in assistant.library.games.riddles:
        last = play("패스")
    assert "다 냈어요" in last.text


def test_jokes_do_not_repeat_while_more_are_wanted(play, assistant):
    told = [play("농담 하나 해 줘").text]
    for more in ("다른 거", "하나 더", "또 해 줘") * 3:
        told.append(play(more).text)
    assert len(set(told)) == len(told)
    assert set(told) <= set(assistant.library.games.jokes)
    assert play("고마워").intent == "smalltalk.thanks"


def test_a_quiz_asks_what_the_packs_state_and_counts(play, assistant):
    quiz = assistant.skills["play"]._games["quiz"]
    play("퀴즈 내 줘")
    right = 0
    for n in range(6):
        question = quiz.questions(TODAY)[play.notes[-1]]
        if n % 3 == 2:
            reply = play("패스")
        else:
            number = question.choices.index(question.answer) + 1 if question.choices else 0
            reply = play(f"{number}번" if number else question.answer)
            right += 1
        assert question.answer in reply.text
    assert int(play.notes[0]) == right
    assert "문제 가운데" in play("그만").text


def test_every_question_of_the_quiz_has_an_answer_that_it_does_not_give_away(assistant):
    questions = assistant.skills["play"]._games["quiz"].questions(TODAY)
    assert len(questions) > 20
    for question in questions.values():
        assert question.answer not in question.text
        assert not question.choices or question.choices.count(question.answer) == 1
        assert question.source.title
    assert len({question.text for question in questions.values()}) == len(questions)
    assert not any(question.text.startswith("땡땡땡에서") for question in questions.values())


def test_a_quiz_on_another_day_knows_what_was_then(assistant):
    quiz = assistant.skills["play"]._games["quiz"]
    assert quiz.questions(date(2019, 10, 23))["gyeonggi-governor"].answer == "이재명"
    assert quiz.questions(TODAY)["gyeonggi-governor"].answer == "추미애"


def test_twenty_questions_are_answered_from_what_is_stated(play, assistant):
    play("스무고개 하자")
    places = assistant.store.places.values()
    place = next(p for p in places if p.district == "팔달구" and p.offers and p.type == "eatery")
    play.set_notes(place.id, "0")
    questions = ("사람이야?", "식당이야?", "팔달구에 있어?", "영통구에 있어?", "팔달구에 없어?")
    yes, no = "네, 맞아요.", "아니요."
    left = " 이제 열다섯 번 더 물어보실 수 있어요."
    assert [play(question).text for question in questions] == [no, yes, yes, no, no + left]
    assert play("살아 있어?").text == no
    assert place.name in play(f"{place.name}이야?").text
    assert play.state.open is None


def test_twenty_questions_end_after_twenty(play):
    play("스무고개 하자")
    replies = [play("살아 있어?") for _ in range(20)]
    assert "스무 번이 다 됐어요" in replies[-1].text
    assert play.state.open is None


@pytest.mark.parametrize(
    ("mine", "yours", "outcome"),
    [
        ("가위", "바위", "졌네요"),
        ("가위", "보", "이겼어요"),
        ("가위", "가위", "비겼"),
        ("보", "주먹!", "이겼어요"),
        ("바위", "보요", "졌네요"),
    ],
)
def test_hands_are_compared(play, mine, yours, outcome):
    play("가위바위보 하자")
    play.set_notes(mine, "0", "0")
    reply = play(yours)
    assert mine in reply.text
    assert outcome in reply.text


def test_the_robots_hand_is_fixed_before_the_players_is_heard(play):
    play("가위바위보 하자")
    hand, state = play.notes[0], play.state
    for yours in ("가위", "바위", "보"):
        play.state = state
        assert hand in play(yours).text


@pytest.mark.parametrize("game", ["끝말잇기", "수수께끼", "스무고개", "가위바위보"])
def test_naming_a_game_after_the_offer_begins_it(play, game):
    assert "끝말잇기" in play("나랑 놀자").text
    play(game)
    assert play.state.open is not None


@pytest.mark.parametrize(
    "said", ["끝말잇기 말고 스무고개 하자", "스무고개 하자 끝말잇기 말고", "끝말잇기는 시시하고 스무고개 같은 거 없어?"]
)
def test_of_several_games_the_one_that_is_meant_begins(play, said):
    assert play(said).intent == "play.twenty"


def test_another_game_may_be_begun_in_the_middle_of_one(play):
    play("끝말잇기 하자")
    assert play("가위바위보 하자").intent == "play.hands"
    assert play.state.open.about == "hands"
    assert play.state.left is None


def test_with_nothing_left_there_is_nothing_to_go_on_with(play):
    assert "하던 놀이가 없어요" in play("아까 하던 끝말잇기 계속하자").text


@pytest.mark.parametrize(
    "said",
    [
        "수원 맛집 찾아줘",
        "경기도지사가 누구야",
        "화성행궁 몇 시까지 해",
        "고마워",
        "갈비 먹고 싶어",
        "업무협약이 언제야",
        "보리밥집 추천해 줘",
    ],
)
def test_what_is_asked_for_itself_is_no_game(ask, said):
    assert not (ask(said).intent or "").startswith(("play", "sums", "reminders"))


def test_twenty_questions_about_what_everybody_knows(play):
    play("스무고개 하자")
    play.set_notes("버스", "0")
    questions = ("살아있는 거야?", "먹을 수 있어?", "사람이야?", "책상보다 커?", "집보다 작아?")
    assert [play(question).text.partition(".")[0] for question in questions] == ["아니요"] * 3 + [
        "네, 맞아요",
        "아니요",
    ]
    assert "첫소리" in play("몰라 힌트 줘").text
    assert play.state.open is not None
    assert play("포기 정답이 뭐야").text.startswith("답은 버스였어요")
    assert play.state.open is None


def test_every_thing_can_be_guessed(play, assistant):
    for thing in assistant.library.games.things:
        play("스무고개 하자")
        play.set_notes(thing.name, "0")
        assert play(f"{thing.name}{'이야' if (ord(thing.name[-1]) - 0xAC00) % 28 else '야'}?").text.startswith(
            "맞았어요"
        )


def test_a_game_is_asked_for_within_talk(play):
    assert play("그럼 퀴즈 내줘 내가 맞춰볼게").text.startswith("퀴즈")


def test_a_hand_is_shown_by_hardly_more_than_its_name(play):
    play("가위바위보 하자")
    assert "내세요" in play("한 번만 더 바위").text
    assert "이겼" not in (said := play("나 이제 들어간다 면접 잘 보라고 해줘").text)
    assert "비겼" not in said
    assert "졌네요" not in said


def test_who_leaves_a_game_for_something_else_is_answered(play):
    play("끝말잇기 하자")
    reply = play("그만할래 근데 수원시장 누구야")
    assert "이재준" in reply.text
    assert (play.state.open, play.state.left) == (None, None)


def test_the_other_games_are_told_while_one_goes_on(play):
    play("수수께끼 내줘")
    assert "끝말잇기" in play("에이 시시해 다른 놀이 없어?").text


def test_a_hint_wished_for_after_a_sigh_is_one_and_is_about_the_question_that_is_open(play):
    asked = play("퀴즈 내 줘")
    notes = play.notes
    hint = play("이거 좀 어렵다는데? 힌트 좀 줘 봐")
    assert play.notes[-1] == notes[-1]
    assert hint.text != asked.text
    assert "답은" not in hint.text


def test_what_the_end_of_an_utterance_is_about_is_what_its_beginning_opened(play):
    play("퀴즈 내 줘")
    play("모르겠어. 다음 문제 힌트 좀")
    open_now = play.notes[-1]
    told = play("정답 말해 줘")
    assert play.notes[-1] != open_now
    assert told.text.startswith("답은")


@pytest.mark.parametrize(
    ("said", "game"),
    [
        ("심심헌디 나랑 수수께끼나 허자", "riddle"),
        ("우리 스무고개 헐까?", "twenty"),
        ("끝말잇기는 유치하고… 스무고개 같은 건 없어?", "twenty"),
        ("스무고개는 재미없고 수수께끼 있어?", "riddle"),
        ("스무고개 말고 수수께끼 내줘", "riddle"),
        ("수수께끼 내줘, 끝말잇기는 지겨워", "riddle"),
        ("끝말잇기는 많이 했으니까 이번엔 수수께끼 하자", "riddle"),
        ("가위바위보 말고 딴 거 뭐 있어?", "menu"),
    ],
)
def test_what_is_wished_is_played_and_not_what_is_refused(play, said, game):
    assert play(said).intent == f"play.{game}"


@pytest.mark.parametrize("end", ["인자 그만헐란다", "나 이제 안 할래", "고마하자", "하기 싫어", "더는 안 헐란다"])
def test_a_riddle_in_dialect_to_its_end(play, end):
    first = play("심심헌디 나랑 수수께끼나 허자").text
    assert "첫소리" in play("힌트 좀 줘 봐").text
    second = play("모르겄다, 답이 뭐여").text
    assert "답은" in second
    assert first not in second
    assert "다음 수수께끼" in play("하나 더 내 봐라").text
    play(end)
    assert play.state.open is None


@pytest.mark.parametrize("opening", ["끝말잇기 ㄱ 내가 먼저 기차", "끝말잇기 하자 내가 먼저 할게 기차"])
def test_the_first_word_of_a_chain_is_taken(play, opening):
    play(opening)
    assert play.notes[0] == "기차"


# --- who begins, whose turn it is to ask, rules ------------------------------------------------------


def test_told_to_begin_after_it_began_the_robot_says_its_word_again(play):
    play("끝말잇기 하자")
    (word,) = play.notes
    assert word in play("니가 먼저 시작해").text
    assert play.notes == (word,)


def test_told_to_begin_where_the_player_was_to_the_robot_begins(play):
    play("끝말잇기 하자 내가 먼저 할게")
    play("아니 네가 먼저 해")
    assert len(play.notes) == 1


def test_a_new_round_begins_with_the_word_behind_it(play):
    play("끝말잇기 하자")
    play("나 졌어. 다시 하자, 이번엔 내가 먼저. 바다!")
    assert play.notes[0] == "바다"
    assert len(play.notes) == 2


def test_the_player_sets_a_riddle(play):
    play("수수께끼 하자")
    assert play("이번엔 내가 낼게").intent == "play.riddle"
    assert "모르겠어요" in play("우리 집 냉장고 안에서 제일 추운 게 뭐게?").text
    assert "얼음" in play("정답은 얼음이야!").text
    assert play("이제 수수께끼 그만할래").intent == "play.posed"
    assert play.state.open is None


def test_who_pays_sets_no_riddle(play):
    assert not (play("밥값은 내가 낼게").intent or "").startswith("play.")


def test_the_rules_of_the_game_that_goes_on_or_is_named(play):
    assert "끝 글자" in play("끝말잇기 규칙이 뭐야?").text
    play("끝말잇기 하자")
    (word,) = play.notes
    assert "끝 글자" in play("잠깐, 동생이 규칙이 뭐냐고 물어봐").text
    assert play.notes == (word,), "the game goes on"
    assert "스무 번" in play("스무고개는 어떻게 하는 거야?").text


def test_one_game_is_over_and_another_asked_for(play):
    play("끝말잇기 하자")
    assert play("그만할래. 스무고개도 할 줄 알아?").intent == "play.twenty"


def test_what_can_be_done_after_games_were_offered_is_games(play):
    play("심심한데 게임하자")
    assert play("뭐 할 수 있는데?").intent == "play.menu"
    assert play("뭐 할 수 있어?").intent == "play.menu"


def test_what_was_asked_last_is_told_at_the_end_and_again_when_asked(play, assistant):
    play("수수께끼 하나 내 줘")
    answer = assistant.library.games.riddles[int(play.notes[-1])].answer
    assert answer in play("그만할래").text
    assert answer in play("방금 답이 뭐였지?").text
    play("스무고개 하자")
    told = play("포기").text
    assert play("답이 뭐였어?").text == told


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (("구구단 하자", "이번엔 내가 낼게. 십사 곱하기 삼은?"), "sums.calculate"),
        (("이번엔 내가 낼게. 수수께끼야", "너 이름이 뭐야?"), "smalltalk.name"),
        (("가위바위보 하자", "가위", "재밌다 내일 또 하자"), "play.later"),
        (("여러분이랑 놀아 볼까요? 수수께끼 하나 내 주세요",), "play.riddle"),
    ],
)
def test_a_game_hears_only_what_is_its_own(play, turns, intent):
    *before, last = turns
    for said in before:
        play(said)
    assert play(last).intent == intent


def test_a_quiz_for_a_child_is_of_riddles_and_takes_what_the_child_said(play, assistant):
    assert "수수께끼" in play("막내가 심심하대 퀴즈 하나 내 줘").text
    riddle = assistant.library.games.riddles[int(play.notes[-1])]
    assert riddle.answer in play(f"막내가 대답한대요. {riddle.answer}!").text
    assert play.notes[0] == "1"


@pytest.mark.parametrize("said", ["5분만 재 줘", "삼십 분 뒤에 불러 줘", "이제 밥 먹을 거니까 십 분만 재 줘"])
def test_a_time_to_be_told_is_no_move_of_a_game(play, said):
    play("퀴즈 내 줘")
    assert play(said).intent == "reminders.set"


@pytest.mark.parametrize(
    ("said", "game"),
    [
        ("아하 그렇구나! 퀴즈 그만하고 이번엔 끝말잇기 하자. 내가 먼저 할게 나비", "play.chain"),
        ("재밌다! 퀴즈는 그만하고 수수께끼 하자", "play.riddle"),
    ],
)
def test_a_game_that_is_stopped_is_not_the_one_that_is_wanted(play, said, game):
    play("퀴즈 내 줘")
    assert play(said).intent == game


def test_a_quiz_first_asks_what_can_be_guessed(play, assistant):
    play("퀴즈 내 줘")
    question = assistant.skills["play"]._games["quiz"].questions(TODAY)[play.notes[-1]]
    assert question.choices or question.entity


def test_asked_why_before_it_told_the_answer_the_quiz_keeps_it(play):
    asked = play("퀴즈 내 줘").text.partition(". ")[2]
    notes = play.notes
    assert play("왜 그게 답이야?").text.endswith(asked)
    assert play.notes == notes


@pytest.mark.parametrize(
    "said", ["내가 먼저 할게 가지", "나부터 간다 고구마", "그럼 내가 먼저 할래 사자", "내가 먼저 시작할게 바다"]
)
def test_who_begins_may_say_the_word_in_the_same_breath(play, said):
    play("끝말잇기 하자")
    play(said)
    assert play.notes[0] == said.split()[-1]


def test_a_game_and_its_first_word_are_asked_for_at_once(play):
    play("이번엔 끝말잇기 내가 먼저 할게 기자")
    assert play.notes[0] == "기자"


@pytest.mark.parametrize("said", ["잠깐만 엄마가 불러", "잠깐만 택배 왔다", "이건 아빠가 대신 할게요. 잠깐만"])
@pytest.mark.parametrize("back", ["왔어 우리 어디까지 했지", "나 왔어", "어디까지 했더라"])
def test_a_game_waits_until_somebody_is_back(play, said, back):
    play("수수께끼 하자")
    asked = play.notes[-1]
    assert play(said).intent == "play.riddle"
    assert "기다" in play(said).text or "다녀오세요" in play(said).text
    assert play(back).text
    assert play.notes[-1] == asked


def test_who_wants_a_hint_at_once_is_not_left_waiting(play):
    play("수수께끼 하자")
    assert "첫소리" in play("잠깐만 힌트 줘").text


@pytest.mark.parametrize("said", ["수수께끼 하나 내봐", "너 잘하네ㅋㅋ 수수께끼는?", "이제 수수께끼로 바꾸자"])
def test_another_game_is_asked_for_in_the_middle_of_one(play, said):
    play("가위바위보 하자")
    assert play(said).intent == "play.riddle"


@pytest.mark.parametrize("said", ["한 번만 더 말해 줘", "다시 한번 말해 줄래?", "다시 읽어 줘"])
def test_the_same_riddle_is_told_again(play, said):
    play("수수께끼 하자")
    asked = play.notes
    play(said)
    assert play.notes == asked


def test_who_wonders_aloud_is_given_time(play):
    play("수수께끼 하자")
    assert "천천히" in play("음 뭐지").text


def test_a_word_put_in_the_place_of_another_is_a_move(play, assistant):
    play("끝말잇기 하자 내가 먼저 할게 기차")
    before = play.notes
    play("아 그거 말고 " + next(w for w in assistant.library.games.words if fits(w, before[-1])))
    assert len(play.notes) == len(before) + 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("10부터 거꾸로 세 줘", "10, 9, 8, 7, 6, 5, 4, 3, 2, 1!"),
        ("카운트다운 해 줘 5부터", "5, 4, 3, 2, 1!"),
        ("셋부터 거꾸로 세줘", "셋, 둘, 하나!"),
        ("하나부터 다섯까지 세어 봐", "하나, 둘, 셋, 넷, 다섯!"),
        ("하나 둘 셋 해 줘", "하나, 둘, 셋!"),
    ],
)
def test_numbers_are_counted_aloud(play, said, told):
    assert play(said).text == told


def test_what_was_counted_is_counted_from_elsewhere(play):
    play("10부터 거꾸로 세 줘")
    assert "5, 4, 3" in play("너무 길다 다음엔 5부터 하자").text
    assert play("지금 3부터 해 줘").text == "3, 2, 1!"


@pytest.mark.parametrize(
    "said", ["사람 수 좀 세 줘", "백까지 세어 봤어", "10부터 시작하는 행사야", "숫자 하나 잘못 썼거든"]
)
def test_not_everything_with_a_number_is_counted(play, said):
    assert play(said).intent not in ("play.count", "play.pick")


def test_what_ended_a_game_may_be_asked_after(play):
    play("스무고개 하자")
    thing = play.notes[0]
    play("포기 정답 뭐야")
    assert thing in play("ㅋㅋ 그게 뭐야").text


@pytest.mark.parametrize(("thing", "told"), [("안경", "네"), ("학교", "아니요")])
def test_what_a_hand_can_hold_is_told_by_its_size(play, thing, told):
    play("스무고개 하자")
    play.set_notes(thing, "0")
    assert play("손으로 들 수 있는 크기야?").text.startswith(told)


@pytest.mark.parametrize("said", ["너 잘하네 나 졌어", "나 못하겠다 니가 이겼어", "네가 이겼네"])
def test_who_says_that_they_lost_ends_the_game(play, said):
    play("끝말잇기 하자")
    assert "이겼" in play(said).text
    assert play.state.open is None


def test_a_remark_and_what_went_on_end_no_game(play):
    word = play("끝말잇기 하자") and play.notes[-1]
    play("아 뭐야 어려운 거 하네")
    assert word in play("우리 뭐 하고 있었지").text


def test_what_is_asked_of_the_world_is_no_riddle(play):
    assert "눈이에요" not in play("어느 지역에서 눈이 가장 많이 옵니까?").text


def test_another_hint_says_more_and_not_the_answer(talk):
    _, first, second, answer = talk("수수께끼 내 줘", "힌트 좀 줘", "힌트 하나만 더", "정답이 뭐야")
    assert "첫소리" in first.text
    assert "글자 낱말" in second.text
    told = answer.text.partition("답은 ")[2].partition(".")[0]
    assert told.removesuffix("이에요").removesuffix("예요") not in second.text


def test_a_question_beside_a_move_is_answered_too(talk):
    *_, reply, after = talk("수수께끼 하나 내 봐", "됐고 답이나 알려 줘. 그나저나 오늘이 무슨 요일이지?", "힌트 줘")
    assert "답은" in reply.text
    assert "일요일" in reply.text
    assert after.intent == "play.riddle"


def test_the_game_that_is_not_wanted_is_not_offered(talk):
    offered = talk("끝말잇기 하자", "끝말잇기 말고 다른 거 없어?")[-1]
    assert "수수께끼" in offered.text
    assert "끝말잇기" not in offered.text
