"""Timers, alarms and reminders: set, listed, cancelled, and told when due."""

from datetime import datetime, timedelta

import pytest

from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.state import FRESH, State


class Clock:
    now = datetime(2026, 11, 28, 15, 5)  # a Saturday

    def __call__(self):
        return self.now

    def pass_(self, **time):
        self.now += timedelta(**time)


@pytest.fixture(scope="module")
def robot():
    clock = Clock()
    assistant = Assistant(load_settings("default", environment={}), clock)
    assistant.clock = clock
    return assistant


@pytest.fixture
def say(robot):
    robot.clock.now = Clock.now

    class Say:
        state = FRESH

        def __call__(self, text):
            reply, self.state = robot.respond(text, self.state)
            return reply

        def due(self):
            reply, self.state = robot.due(self.state)
            return reply.text if reply else None

    return Say()


@pytest.mark.parametrize(
    ("request_", "promise"),
    [
        ("10분 뒤에 깨워 줘", "네, 10분 뒤에 깨워 드릴게요."),
        ("삼십 분 있다가 알려 줘", "네, 30분 뒤에 알려 드릴게요."),
        ("내일 아침 7시에 깨워 줘", "네, 내일 오전 7시에 깨워 드릴게요."),
        ("매일 아침 8시에 약 먹으라고 해 줘", "네, 매일 오전 8시에 약 먹을 시간이라고 알려 드릴게요."),
        ("삼 분 타이머", "네, 3분 뒤에 알려 드릴게요."),
        (
            "월요일마다 아침 9시에 쓰레기 버리라고 알려 줘",
            "네, 월요일마다 오전 9시에 쓰레기 버릴 시간이라고 알려 드릴게요.",
        ),
        ("7시에 깨워줘", "네, 오늘 오후 7시에 깨워 드릴게요."),
    ],
)
def test_what_is_set_is_promised_with_its_time(say, request_, promise):
    reply = say(request_)
    assert (reply.route, reply.status, reply.text) == ("clock", "answered", promise)
    assert len(say.state.reminders) == 1


def test_answering_promises_and_the_turn_keeps(robot, say):
    before = say.state
    robot.respond("10분 뒤에 깨워 줘", before)
    assert before.reminders == ()


def test_the_hour_is_asked_where_it_is_not_said(say):
    assert say("내 혈압약 먹을 시간 되면 알려줘").text == "몇 시에 혈압약 먹을 시간이라고 알림을 드릴까요?"
    assert say.state.reminders == ()
    assert say("매일 저녁 9시").text == "네, 매일 오후 9시에 혈압약 먹을 시간이라고 알려 드릴게요."
    assert say("내일 깨워 줘").text == "몇 시에 깨워 드릴까요?"
    assert say("7시").text == "네, 내일 오전 7시에 깨워 드릴게요."
    assert say("알람 맞춰 줘").status == "clarify"
    assert say("아니 됐어").text == "네, 알림은 맞추지 않을게요."
    assert len(say.state.reminders) == 2


def test_of_two_times_none_is_dropped_silently(say):
    assert say("8시에 약 먹으라고 하고 9시에 운동하라고 알려 줘").status == "clarify"
    assert say.state.reminders == ()


def test_an_hour_that_has_passed_is_said_to_have(say):
    reply = say("오늘 오후 두 시에 깨워 줘")
    assert "벌써 지났어요" in reply.text
    assert say.state.reminders == ()


def test_they_are_listed_and_cancelled_by_time_by_purpose_and_all_together(say):
    assert say("알람 뭐 있어?").text == "맞춰 둔 알림이 없어요."
    for request in ("10분 뒤에 깨워 줘", "매일 아침 8시에 약 먹으라고 해 줘", "내일 6시에 운동하라고 알려 줘"):
        say(request)
    listed = say("알람 뭐 있어?").text
    assert listed.startswith("알림이 세 개 있어요.")
    assert "매일 오전 8시 약 먹을 시간" in listed
    assert say("8시 알람 꺼 줘").text == "매일 오전 8시 약 먹을 시간 알림을 취소했어요."
    assert say("알람 꺼 줘").text.startswith("어느 알림을 취소할까요?")
    assert "운동" in say("6시 거").text
    assert [reminder.purpose for reminder in say.state.reminders] == ["alarm"]
    say("다 취소")
    assert say.state.reminders == ()


def test_to_hear_the_promise_again_sets_nothing_again(robot, say):
    say("1분 뒤에 알려 줘")
    robot.clock.pass_(minutes=1)
    assert say.due() == "1분이 다 됐어요!"
    say("다시 말해 줘")
    robot.clock.pass_(minutes=5)
    assert say.due() is None


def test_it_is_told_once_when_it_is_due(robot, say):
    say("10분 뒤에 깨워 줘")
    assert say.due() is None
    robot.clock.pass_(minutes=9, seconds=59)
    assert say.due() is None
    robot.clock.pass_(seconds=1)
    assert say.due() == "오후 3시 15분이에요. 일어날 시간이에요!"
    assert say.due() is None


def test_what_repeats_is_told_every_day(robot, say):
    say("매일 아침 8시에 약 먹으라고 해 줘")
    for day in (29, 30):
        robot.clock.now = datetime(2026, 11, day, 8)
        assert say.due() == "약 먹을 시간이에요!"
        assert say.due() is None


def test_what_was_missed_is_told_as_missed_once(robot, say):
    say("10분 뒤에 라면 불 끄라고 알려 줘")
    state = State.from_json(say.state.to_json())
    robot.clock.pass_(hours=3)
    reply, state = robot.due(state)
    assert reply.text == "오늘 오후 3시 15분에 라면 불 끌 시간이었는데 제때 알려 드리지 못했어요."
    assert reply.spoken
    assert robot.due(state)[0] is None


def test_a_reminder_that_is_due_leaves_a_game_as_it_was(robot, say):
    say("1분 뒤에 알려 줘")
    say("끝말잇기 하자")
    before = say.state.open
    robot.clock.pass_(minutes=1)
    assert say.due() is not None
    assert say.state.open == before


def test_a_question_back_does_not_end_a_game(say):
    say("끝말잇기 하자")
    game = say.state.open
    say("알람 맞춰 줘")
    assert (say.state.open.skill, say.state.left) == ("reminders", game)
    say("10분 뒤")
    assert (say.state.open, say.state.left, len(say.state.reminders)) == (None, game, 1)


def test_no_more_are_kept_than_can_be_told(say):
    for minutes in range(1, 52):
        last = say(f"{minutes}분 뒤에 알려 줘")
    assert last.status == "unknown"
    assert len(say.state.reminders) == 50


@pytest.mark.parametrize(
    "said",
    ["8시에 문 여는 식당", "매일 바뀌는 메뉴가 뭐야", "10분 거리에 있는 맛집", "추석에 여는 집 있어", "세 시간 걸려?"],
)
def test_a_time_alone_makes_no_reminder(say, said):
    say(said)
    assert say.state.reminders == ()


def test_the_part_of_the_day_counts_wherever_it_stands(robot, say):
    robot.clock.now = datetime(2026, 11, 28, 5)
    assert "오늘 오후 7시에 저녁약" in say("저녁약 먹으라고 일곱시에 말 좀 해줘").text
    assert "내일 오후 7시에 저녁약" in say("내일 저녁약 먹으라고 일곱시에 말 좀 해줘").text
    robot.clock.now = datetime(2026, 11, 28, 15)
    assert "내일 오전 8시에 아침약" in say("아침약 먹으라고 여덟시에 알려 줘").text


def test_a_delay_is_kept_to_the_second_and_told_whole(robot, say):
    robot.clock.now = datetime(2026, 11, 28, 15, 5, 42, 123456)
    assert say("사십오분 뒤에 알려 줘").text == "네, 45분 뒤에 알려 드릴게요."
    assert say.state.reminders[0].at == robot.clock.now + timedelta(minutes=45)


def test_what_will_have_happened_keeps_its_words(robot, say):
    assert say("사십오분 뒤에 세탁기 다 됐다고 알려줘").text == "네, 45분 뒤에 세탁기 다 됐다고 알려 드릴게요."
    robot.clock.pass_(minutes=45)
    assert say.due() == "세탁기 다 됐어요!"


@pytest.mark.parametrize(
    "told",
    [
        "의사가 걷기를 하루에 삼십분씩 하라카더라",
        "나 오늘 아침 여섯시에 일어났어",
        "약을 여덟시에 먹으라더라",
        "아침 7시에 일어났더니 졸려",
        "새벽 4시에 깼더니 눈이 감겨",
    ],
)
def test_what_is_told_of_sets_nothing(say, told):
    say(told)
    assert say.state.reminders == ()


def test_the_hour_said_last_is_taken_where_the_first_is_taken_back(say):
    assert "오늘 오후 9시에" in say("여덟시 반에 알람 맞춰줘 아니다 아홉시로").text
    assert [reminder.at.hour for reminder in say.state.reminders] == [21]
    assert say("그거 몇 시로 해 놨지?").text == "오늘 오후 9시로 맞춰 뒀어요."


def test_what_was_set_last_is_moved_and_cancelled_without_its_name(say):
    say("저녁 7시에 약 먹으라고 알려 줘")
    assert "오후 8시" in say("아 8시로 바꿔 줘").text
    assert [reminder.at.hour for reminder in say.state.reminders] == [20]
    assert "취소했어요" in say("그거 취소해 줘").text
    assert say.state.reminders == ()
    say("내일 아침 7시에 깨워 줘")
    assert "내일 오전 6시 30분" in say("6시 반으로 바꿔 줘").text
    say("안녕")
    assert "취소했어요" not in say("그거 취소해 줘").text


@pytest.mark.parametrize(
    ("said", "promise"),
    [
        ("30분 뒤에 밥 먹었냐고 물어봐 줘", "네, 30분 뒤에 밥 먹었냐고 여쭤볼게요."),
        ("삼십 분 뒤에 이 닦았는지 물어봐줘", "네, 30분 뒤에 이 닦았는지 여쭤볼게요."),
    ],
)
def test_what_is_to_be_asked_then_keeps_its_words(robot, say, said, promise):
    assert say(said).text == promise
    robot.clock.pass_(minutes=30)
    assert say.due().endswith("물어봐 달라고 하셨어요.")


@pytest.mark.parametrize("hour", [5, 6, 7, 8])
@pytest.mark.parametrize("said", ["깨워 줘", "일어나게 해 줘"])
def test_who_is_to_be_woken_is_woken_in_the_morning(say, hour, said):
    assert say(f"내일 {hour}시에 {said}").text == f"네, 내일 오전 {hour}시에 깨워 드릴게요."
    assert say(f"내일 저녁 {hour}시에 {said}").text == f"네, 내일 오후 {hour}시에 깨워 드릴게요."


@pytest.mark.parametrize("said", ["뭐 알려 준다고 했지?", "몇 시에 알려 준다고?", "언제 알려 준댔지?"])
def test_what_was_promised_is_told_again_and_can_be_changed(say, said):
    assert say(said).route != "clock"
    say("내일 아침 7시에 약 먹으라고 알려 줘")
    assert say(said).text == "내일 오전 7시 약 먹을 시간 알림이 있어요."
    assert "8시" in say("8시로 바꿔 줘").text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["내일 아침 일곱 시에 깨워 줘", "아니다 여섯 시 반으로 해 줘"], "내일 오전 6시 30분에 깨워"),
        (["내일 여섯 시에 약 먹으라고 알려 줘", "한 시간 뒤로 바꿔 줘"], "내일 오후 7시로"),
        (["내일 여섯 시에 약 먹으라고 알려 줘", "아니 삼십 분 일찍"], "내일 오후 5시 30분으로"),
        (["내일 여섯 시에 약 먹으라고 알려 줘", "하루 뒤로 미뤄 줘"], "모레 오후 6시로"),
        (["매주 월요일 아침 여덟 시에 청소 알려 줘", "화요일로 바꿔 줘"], "화요일마다 오전 8시로"),
        (["매주 월요일 아침 여덟 시에 청소 알려 줘", "수요일에도 해 줘"], "수요일마다 오전 8시에 청소"),
        (["12월 6일이 아기 백일이래", "그날 아침 아홉 시에 전화하라고 알려 줘"], "12월 6일 오전 9시에 전화할"),
        (["12월 6일이 아기 백일이래", "그 전날 저녁 여섯 시에 꽃 사라고 알려 줘"], "12월 5일 오후 6시에 꽃 살"),
        (["두 시간 뒤면 몇 시지", "그때 빨래 널라고 알려 줘"], "오늘 오후 5시 5분에 빨래 널"),
        (["점심 약속이 열두 시 십오 분이야 한 시간 전에 알려 줘"], "내일 오전 11시 15분에"),
        (["약 먹었나 모르겠네 저녁 여덟 시에 약 먹으라고 알려 줘"], "오후 8시에 약 먹을 시간이라고"),
    ],
)
def test_what_was_set_changes_and_times_are_told_by_others(say, turns, words):
    for turn in turns:
        reply = say(turn)
    assert words in reply.text


def test_two_hours_at_once_are_two_reminders_and_one_is_called_off(say):
    say("알람 두 개 맞춰 줘 여섯 시랑 여섯 시 반")
    assert len(say.state.reminders) == 2
    say("여섯 시 거는 취소해 줘")
    assert [one.at.minute for one in say.state.reminders] == [30]


@pytest.mark.parametrize(
    ("request_", "promise"),
    [
        ("다섯 시에 혈압약 묵으라고 말 좀 해 도.", "네, 오늘 오후 5시에 혈압약 먹을 시간이라고 알려 드릴게요."),
        ("내일 아침 일곱 시에 깨워 도.", "네, 내일 오전 7시에 깨워 드릴게요."),
    ],
)
def test_what_is_asked_for_in_dialect_is_set(say, request_, promise):
    assert say(request_).text == promise


def test_what_was_set_is_moved_in_dialect(say):
    say("다섯 시에 약 묵으라고 말 좀 해 도.")
    assert "오후 6시" in say("아이다, 다섯 시 말고 여섯 시로 해라.").text
    assert [reminder.at.hour for reminder in say.state.reminders] == [18]


@pytest.mark.parametrize(
    "said",
    ["그거 취소해 줘. 그냥 지금 먹을래.", "아니야 그거 취소해 줘, 지금 먹을게", "그거 취소해 줘, 30분 뒤에 전화할게"],
)
def test_what_was_set_last_is_called_off_whatever_is_told_beside(say, said):
    say("밤 열 시에 약 먹으라고 알려 줘")
    assert "취소했어요" in say(said).text
    assert say.state.reminders == ()


def test_what_is_set_for_no_such_hour_is_not_called_off(say):
    say("밤 열 시에 약 먹으라고 알려 줘")
    say("여덟 시 거 취소해 줘")
    assert len(say.state.reminders) == 1


def test_other_minutes_are_of_the_hour_that_was_set(say):
    say("4시 40분에 동생 데리러 가라고 알려줘")
    assert "오후 4시 20분" in say("아 40분 말고 20분으로 바꿔줘").text
    assert [reminder.at.minute for reminder in say.state.reminders] == [20]


def test_their_number_and_the_hour_of_one_are_told(say):
    say("내일 아침 아홉 시에 병원 가라고 알려줘")
    say("오늘 저녁 여섯 시에 당뇨약 먹으라고 알려줘")
    assert "두 개" in say("그럼 알림이 몇 개 남은 거야?").text
    assert "오전 9시" in say("병원 가는 건 몇 시로 돼 있지?").text
    assert "두 시간 55분" in say("약 먹을 때까지 얼마나 남았나?").text


@pytest.mark.parametrize(
    ("request_", "promise"),
    [
        ("막이 오르기까지 십 분 남았거든, 8분 뒤에 나 좀 불러 줘", "네, 8분 뒤에 알려 드릴게요."),
        ("20분 뒤에 불러 줘, 빨래 걷어야 하거든", "네, 20분 뒤에 빨래 걷을 시간이라고 알려 드릴게요."),
        ("국 올려놨는데 6분 뒤에 알려 줘", "네, 6분 뒤에 알려 드릴게요."),
        ("30분 타이머 맞춰 줘. 청소 좀 하게", "네, 30분 뒤에 알려 드릴게요."),
        ("40분 동안 책 읽게 타이머 부탁해", "네, 40분 뒤에 알려 드릴게요."),
        ("7시에 아기 약 먹이라고 해 줘", "네, 오늘 오후 7시에 아기 약 먹일 시간이라고 알려 드릴게요."),
        ("8시에 할머니 약 드시라고 말해 줘", "네, 오늘 오후 8시에 할머니 약 드실 시간이라고 알려 드릴게요."),
        ("내일 10시에 면접 있다고 알려 줘", "네, 내일 오전 10시에 면접 있다고 알려 드릴게요."),
        ("빨래 돌렸는데 45분 뒤에 다 됐다고 말해 줘", "네, 45분 뒤에 빨래 다 됐다고 알려 드릴게요."),
    ],
)
def test_how_things_stand_is_no_name_of_what_is_to_be_told(say, request_, promise):
    assert say(request_).text == promise


@pytest.mark.parametrize(
    "said",
    [
        "타이머 취소할게",
        "그냥 취소해 줘, 순서가 바뀌었대",
        "순서가 바뀌었으니까 이제 취소하자",
        "타이머 꺼야겠다, 다 됐어",
        "됐어요, 손님이 못 오신대요",
        "그냥 없던 걸로 하자, 벌써 왔대",
    ],
)
def test_what_was_set_is_called_off_whyever(say, said):
    say("25분 뒤에 알려 줘")
    assert say(said).text == "25분 타이머 알림을 취소했어요."
    assert say.state.reminders == ()


@pytest.mark.parametrize("said", ["취소하지 마", "식당 예약은 취소할게", "불 꺼 줘"])
def test_what_is_of_something_else_or_denied_calls_nothing_off(say, said):
    say("25분 뒤에 알려 줘")
    say(said)
    assert len(say.state.reminders) == 1


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("아니다, 십오 분으로 해 주세요", 15),
        ("아니 그거 말고 25분으로", 25),
        ("15분이 낫겠다", 15),
        ("5분만 더", 15),
        ("20분으로 부탁해요, 회의가 길어져서요", 20),
    ],
)
def test_what_was_just_set_is_set_anew_by_a_length(robot, say, said, minutes):
    say("저 좀 쉴 테니까 십 분 있다가 알려 주세요")
    say(said)
    assert [one.at - robot.clock.now for one in say.state.reminders] == [timedelta(minutes=minutes)]


def test_one_more_takes_the_place_of_none(say):
    say("10분 뒤에 알려 줘")
    say("타이머 20분으로 하나 더 맞춰 줘")
    assert len(say.state.reminders) == 2


def test_an_order_to_the_clock_is_one_whatever_is_told_beside_it(say):
    assert say("라면 끓이는 중인데 4분 뒤에 불러줘").text == "네, 4분 뒤에 알려 드릴게요."


def test_one_of_several_is_meant_by_its_noun_and_none_guessed(say):
    say("7시에 청소하라고 알려줘")
    say("8시에 운동하라고도 알려줘")
    assert "청소할 시간은 오늘 오후 9시로" in say("청소는 9시로 옮겨 줘").text
    assert say("은행은 안 가기로 했어, 취소").text.startswith("어느 알림을 취소할까요?")
    assert "운동할 시간 알림을 취소했어요" in say("운동은 됐어").text
    assert len(say.state.reminders) == 1


def test_an_hour_that_was_spoken_of_is_enough_to_be_told_then(talk):
    asked, told = talk("세 시간 뒤면 몇 시야?", "그럼 그때 알려 줘")
    assert told.intent == "reminders.set"
    assert told.text.removeprefix("네, 오늘 ").partition("분")[0] == asked.text.partition("분")[0]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("삼십 분 뒤에 배 타야 하니까 이십 분 뒤에 불러 줘", 20),
        ("50분 뒤에 수업이니까 45분 뒤에 알려줘", 45),
        ("한 시간 뒤에 손님이 오니까 십 분 전에 알려줘", 50),
    ],
)
def test_a_time_that_says_why_is_none_to_be_told_at(robot, say, said, minutes):
    say(said)
    assert [one.at - robot.clock.now for one in say.state.reminders] == [timedelta(minutes=minutes)]


@pytest.mark.parametrize("anew", ["아니, 사십 분 뒤로 해라", "아니야 40분 뒤로", "아니 그냥 40분 후로 하자"])
def test_what_was_just_set_is_taken_back_and_counted_from_now(robot, say, anew):
    say("약 먹게 25분 뒤에 알려 줘")
    say(anew)
    assert [one.at - robot.clock.now for one in say.state.reminders] == [timedelta(minutes=40)]


@pytest.mark.parametrize("asked", ["그거 몇 시에 울리는 거야?", "그럼 언제 울려?", "알람 몇 시에 울린다고?"])
def test_when_it_rings_can_be_asked(say, asked):
    say("두 시간 뒤에 깨워 줘")
    assert say(asked).text == "오늘 오후 5시 5분으로 맞춰 뒀어요."


def test_an_hour_told_last_is_meant_before_any_day(talk):
    said = ("내일 아침 7시에 깨워 줘", "다 지워 줘", "두 시간 뒤면 몇 시야?", "그때 알려 줘")
    *_, asked, told = talk(*said)
    assert asked.text.partition("시")[0] in told.text


def test_a_meal_to_speak_of_is_no_hour_to_be_told(talk):
    assert talk("이제 점심 얘기하자, 수원역 근처 국밥집 알려줘")[-1].route == "recommend"


def test_the_hour_of_what_was_set_is_told_by_its_deed(talk):
    *_, told = talk("오후 일곱 시 반에 약 먹으라고 알려 줘", "오늘 날씨 좋네", "아까 약 먹는 거 몇 시라고 했지?")
    assert "7시 30분" in told.text


@pytest.mark.parametrize(
    ("request_", "minutes"),
    [
        ("계란 삶게 8분 있다 불러줘", 8),
        ("국수 6분만 재줘", 6),
        ("10분있다가 솥 불 끄라고 얘기 좀", 10),
        ("하나 더, 5분 뒤에 창문 닫으라고 말해 줘", 5),
    ],
)
def test_a_time_and_an_order_to_call_are_a_timer_whatever_it_is_for(robot, say, request_, minutes):
    say(request_)
    assert [one.at - robot.clock.now for one in say.state.reminders] == [timedelta(minutes=minutes)]


@pytest.mark.parametrize(
    ("turns", "hours"),
    [
        (["오후 5시에 아이 데리러 가야 하니까 알려줘", "아 5시 아니고 5시반"], ["17:30"]),
        (["오후 5시에 아이 데리러 가야 하니까 알려줘", "20분만 앞당겨줘"], ["16:40"]),
        (["저녁 8시에 계획서 마감이라고 알려줘", "10분 뒤에 알려줘", "계획서는 아홉시로 미뤄줘"], ["15:15", "21:00"]),
        (["저녁 8시에 약 먹으라고 알려줘", "여덟시 말고 밥 먹고 아홉시"], ["21:00"]),
        (["오후 5시에 알려줘", "6시로 해줘 버스가 늦대"], ["18:00"]),
        (["우리 이따 여섯시에 체크인이야", "한시간 전에 알려줘", "아니다 삼십분 전이면 되겠다"], ["17:30"]),
        (["이따 다섯시에 회의 있거든 10분 전에 알려줘", "회의 6시로 미뤄졌대"], ["17:50"]),
        (["저녁 8시에 약 먹으라고 알려줘", "하나 더 9시에도"], ["20:00", "21:00"]),
        (["오늘 밤 11시에 자라고 해줘", "12시로", "아니 11시 반"], ["23:30"]),
        (["7시에 수업 있음 6시반에 알려줘"], ["18:30"]),
    ],
)
def test_every_follow_up_is_an_edit_of_what_is_set(say, turns, hours):
    for turn in turns:
        say(turn)
    assert [f"{one.at:%H:%M}" for one in say.state.reminders] == hours


def test_a_reminder_is_named_by_its_request_its_kind_and_its_place(say):
    for request in ("감자 삶게 20분 있다 불러줘", "저녁 8시에 회의 간다고 알려줘", "내일 아침 7시에 깨워줘"):
        say(request)
    assert say("감자 그거는 취소해 불 껐어").text == "20분 타이머 알림을 취소했어요."
    assert say("회의 가는 건 몇 시라고 했지").text == "오늘 오후 8시로 맞춰 뒀어요."
    assert "일어날 시간" in say("두번째 거는 취소").text
    assert [one.purpose for one in say.state.reminders] == ["reminder"]
    say("30분 타이머 맞춰줘")
    assert say("타이머는 꺼줘 이제 안할래").text == "30분 타이머 알림을 취소했어요."


def test_whether_something_is_set_is_told_as_it_is(say):
    say("30분 타이머 맞춰줘")
    say("저녁 8시에 약 먹으라고 알려줘")
    assert say("진짜 꺼진 거 맞지?").text.startswith("아니요.")
    say("타이머 취소해줘")
    assert say("진짜 꺼진 거 맞지?").text == "네. 오늘 오후 8시 약 먹을 시간 알림이 있어요."
    assert say("약 먹는 건 그대로 있는 거지?").text == "네. 오늘 오후 8시 약 먹을 시간 알림이 있어요."
    assert say("지금 맞춰 둔 거 다 말해 봐").text == "오늘 오후 8시 약 먹을 시간 알림이 있어요."
    say("알림 다 지워줘 그냥 지금 갈래")
    assert say("이제 없지?").text == "네. 맞춰 둔 알림이 없어요."


def test_an_hour_without_its_day_is_on_the_day_spoken_of(say):
    say("내일 아침 아홉시에 병원 가야 하는데 알려줘")
    assert "내일 오전 8시" in say("여덟시에 깨워야 준비를 하지").text
    assert "내일 오전 4시 30분" in say("내일 새벽 다섯시에 낚시 가야되니까 네시 반에 깨워줘").text


def test_what_it_is_told_before_is_no_hour_of_it(say):
    say("이따 여섯시에 면담인데 십 분 전에 알려줘")
    assert "5시 50분" not in say("면담 몇 시라고 했지?").text


def test_what_comes_again_is_not_called_off_for_a_day(say):
    say("저녁 8시에 약 먹으라고 알려줘")
    assert "매일 오후 8시" in say("매일 해줘").text
    assert "그대로 둘게요" in say("내일은 빼줘").text
    assert len(say.state.reminders) == 1


@pytest.mark.parametrize("said", ["너 오늘 며칠인지 알아?", "7시에 출근하는데 힘들다", "세 시간 걸렸어"])
def test_other_talk_after_something_was_set_changes_nothing(say, said):
    say("저녁 8시에 약 먹으라고 알려줘")
    assert "알림" not in say(said).text
    assert [one.at.hour for one in say.state.reminders] == [20]


def test_an_alert_by_its_name_and_time_is_set(say):
    say("다음 주 수요일 4시에 치과 알림")
    assert [(one.what, one.at.hour) for one in say.state.reminders] == [("치과 시간", 16)]
    assert "치과" in say("치과는 취소").text
    assert not say.state.reminders


def test_what_is_not_set_is_not_called_off_in_place_of_another(say):
    say("저녁 7시 반에 저녁약 먹으라고 알려줘")
    assert "없어요" in say("무릎약 알림은 빼 줘").text
    assert len(say.state.reminders) == 1
    say("저녁약 알림은 빼 줘")
    assert not say.state.reminders


def test_what_one_has_to_do_at_an_hour_orders_no_alert_and_says_the_day(say):
    say("내일 병원 가는 날이야")
    say("열시 예약인데 아홉시에 나가야 혀")
    assert not say.state.reminders
    assert "내일 오전 8시 30분" in say("여덟시 반에 좀 깨워줘").text
    assert "내일 오전 7시 30분" in say("아니 그건 너무 늦다 일곱시 반").text


def test_lest_one_forgets_it_is_to_be_told(say):
    assert "혈압약" in say("나 잊어먹지 않게 이따 여덟시에 혈압약 먹으라고 말해줘").text
    assert len(say.state.reminders) == 1


def test_what_begins_later_is_told_later(say):
    say("내일 오후 두시에 회의 있다고 알려줘")
    assert "내일 오후 3시" in say("회의 세시로 미뤄졌대").text
    assert say("회의 알림은 살아있는 거지?").text.startswith("네")


def test_another_length_in_a_case_takes_the_place_of_the_first(say):
    say("라면 끓이게 삼분만 재줘")
    assert "4분" in say("아 계란 넣으려면 사분이 낫겠다").text
    assert len(say.state.reminders) == 1


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (["발표가 5시인데 20분 전에 알려 주실 수 있어요?"], "오늘 오후 4시 40분에 알려 드릴게요"),
        (["6시에 알려 줄 수 있어?"], "오늘 오후 6시에 알려 드릴게요"),
        (["여섯 시 반에 깨워 주실 수 있나요?"], "깨워 드릴게요"),
        (
            ["합창이 여섯 시야", "극장까지 30분 걸리는데 몇 시에 나가면 될까?", "그 시간 10분 전에 알려 줘"],
            "오후 5시 20분에",
        ),
        (["여덟 시에 빨래 널라고 알려 줘", "네가 알려 준다던 게 몇 시였지?"], "오후 8시로 맞춰 뒀어요."),
        (["퀴즈 하자", "참, 15분 타이머 하나 맞춰 줘. 빵을 굽고 있어서."], "15분 뒤에 알려 드릴게요"),
        (["회의는 네 시야", "면담은 여섯 시야", "회의 십 분 전에 알려 줘"], "오후 3시 50분에"),
    ],
)
def test_alerts_are_asked_for_in_other_words(say, turns, said):
    *_, reply = [say(turn) for turn in turns]
    assert said in reply.text


def test_whether_one_can_do_something_sets_nothing(say):
    assert not (say("알림을 몇 개까지 맞출 수 있어?"), say.state.reminders)[1]


@pytest.mark.parametrize(
    "asked",
    [
        "네가 알려 준다고 한 게 몇 시였지?",
        "네가 알려 준다던 게 몇 시였지?",
        "맞춰 둔 게 몇 시였지?",
        "니가 알려 준다 칸 게 몇 시였노?",
    ],
)
def test_what_was_promised_is_asked_for_by_its_hour(say, asked):
    say("저녁 7시에 빨래 널라고 알려줘")
    say("7시 반으로 바꿔줘")
    assert "7시 30분" in say(asked).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("저녁 여섯 시에 모임 있으니까 잊지 않게 알려죠", "오늘 오후 6시에 모임 시간이라고"),
        ("네 시에 손님 오시니까 까먹지 않게 말해조", "오늘 오후 4시에"),
        ("일곱 시에 약 안 까먹게 해줘", "오늘 오후 7시에 약 시간이라고"),
        ("이따 다섯 시에 언니한테 전화해야 되거든 알려 줄래", "오늘 오후 5시에 언니한테 전화할 시간이라고"),
        ("내일 오후 두 시 면접 잊어버리지 않게 해 줘", "내일 오후 2시에 면접 시간이라고"),
        ("오후 두 시에 수업 있으니까 알려 주라", "오늘 오후 2시는 벌써 지났어요"),
    ],
)
def test_what_is_not_to_be_forgotten_is_kept_in_mind(robot, said, told):
    reply, state = robot.respond(said)
    assert (reply.intent, len(state.reminders)) == ("reminders.set", 1)
    assert told in reply.text


@pytest.mark.parametrize("said", ["내일 오후 두 시 면접 잊어버리지 않게 해 줘", "여덟 시에 모임 있으니까 알려 줘"])
def test_no_hour_is_gone_that_is_to_come(robot, said):
    assert "지났어요" not in robot.respond(said)[0].text


@pytest.mark.parametrize(
    "said", ["아까 세 시에 회의 있었는데 까먹었어", "이름 안 까먹게 기억해 줘", "다섯 시까지 가야 하는데 길 알려 줘"]
)
def test_what_sets_nothing_sets_nothing(robot, said):
    assert robot.respond(said)[1].reminders == ()


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        # put right in one breath
        (["내일 아침 아홉 시에 치과 가라고 알려 다오. 아니다 열 시가 낫겠다"], "내일 오전 10시에 치과 갈 시간"),
        (["내일 7시에 깨워 줘 아니다 7시 반으로 해 줘"], "오전 7시 30분에 깨워"),
        (["내일 아홉 시에 치과 가라고 알려 줘. 아니 그냥 가지 말래"], "오전 9시에"),
        # one more, and not another hour of what was set
        (["저녁 8시에 혈압약 드시라고 알려 줘", "아침 약도 있어. 그건 7시 반"], "오전 7시 30분에 아침 약"),
        (["오늘 여섯 시에 밥 먹으라고 알려 줘", "회의도 있어. 그건 다섯 시"], "오후 5시에 회의"),
        # whether it comes again
        (["저녁 8시에 혈압약 드시라고 알려 줘", "이거 매일 울리는 거야 아니면 오늘만?"], "한 번만"),
        (["매일 아침 8시에 약 먹으라고 알려 줘", "그거 매일 울리는 거야?"], "되풀이해서 매일 오전 8시"),
        (["저녁 8시에 혈압약 드시라고 알려 줘", "매일 알려 줘"], "매일 오후 8시로 바꿨어요"),
        # a timer by its name, whatever is done meanwhile
        (["책 25분만 읽을게 타이머 ㄱㄱ"], "25분 뒤에"),
        (["국수 삶을 거야 4분 타이머"], "4분 뒤에"),
    ],
)
def test_what_is_said_beside_an_hour_says_what_is_meant_by_it(talk, turns, told):
    assert told in talk(*turns)[-1].text


@pytest.mark.parametrize(
    "text", ["이따 오시면 종수 할아버지라고 불러 드려", "3분 타이머 이미 했어", "나를 대장이라고 불러 줘"]
)
def test_nothing_is_set_where_no_hour_is_meant(talk, text):
    (reply,) = talk(text)
    assert not (reply.intent or "").startswith("reminders"), reply.text


@pytest.mark.parametrize("also", ["내일 아침 여섯 시 반에도 깨워 줘", "내일 아침 여섯 시 반에도 깨워 주고"])
def test_an_hour_beside_a_timer_is_no_timer(talk, also):
    *_, set_, listed = talk("십오 분 있다가 알려 줘", also, "뭐 맞춰 놨어?")
    assert "내일 오전 6시 30분에 깨워" in set_.text
    assert all(word in listed.text for word in ("15분 타이머", "오전 6시 30분"))


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("15분 뒤에 알람 좀. 아니 20분", "20분"),
        ("5분 타이머. 아니 7분", "7분"),
        ("한 시간 뒤에 알려 줘, 아니 두 시간", "두 시간"),
    ],
)
def test_a_length_is_put_right_in_one_breath(talk, said, length):
    (reply,) = talk(said)
    assert reply.text == f"네, {length} 뒤에 알려 드릴게요."


@pytest.mark.parametrize(
    ("turns", "left"),
    [
        (("10분 뒤에 라면 불 끄라고 알려 줘", "십 분은 너무 길다, 사 분이면 된다. 고쳐라"), "4분"),
        (("20분 뒤에 빨래 널라고 알려 줘", "20분은 너무 늦다. 10분이면 되겠다"), "10분"),
        (("4분만 재 줘", "지금 83킬로인데 75까지 빼고 싶어", "몇 킬로를 빼야 되는 거야 그럼"), "4분"),
    ],
)
def test_what_was_set_is_changed_by_its_length_and_not_called_off_by_a_goal(say, turns, left):
    for turn in turns:
        say(turn)
    assert f"{left} " in say("얼마나 남았어?").text


def test_a_request_in_dialect_is_a_reminder(say):
    assert "오후 6시에 약 먹을 시간" in say("여섯 시에 약 무라꼬 좀 갈카 도").text
    assert "오후 7시에 밥 먹을 시간" in say("일곱 시에 밥 묵으라고 좀 갈차 도").text


def test_why_it_is_to_be_another_time_stands_before(say):
    say("한 시간 있다가 당뇨약 먹으라고 알려 줘요")
    assert "오후 4시 35분" in say("아니다 밥을 늦게 먹었으니 한 시간 반으로 고쳐 주시오").text
    assert "오후 5시 5분" in say("손님이 와 있으니 두 시간으로 바꿔 주게").text


def test_what_has_to_be_done_too_is_set_beside(say):
    say("한 시간 있다가 당뇨약 먹으라고 알려 줘요")
    reply = say("참, 혈압약도 저녁 여덟 시에 먹어야 해. 그것도 같이 부탁합시다")
    assert reply.intent == "reminders.set"
    assert "오후 8시" in reply.text
    assert "내일 오전 9시" in say("내일 아침 아홉 시에 은행에 가야 하는데 그것도 부탁드려요").text
