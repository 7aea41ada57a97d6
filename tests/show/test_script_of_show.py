"""What is wrong with a script is found in one run, each mistake with its line and a way out."""

import json
from dataclasses import replace

import pytest
from made_up import write_pack
from shows import THREE, compiled

from companion.app.main import main
from companion.app.show_report import rehearsal_page
from companion.base.errors import DataError
from companion.base.files import Mistakes, load_document
from companion.base.settings import load_settings
from companion.dialogue.loading import packs_of
from companion.knowledge.packs import read_packs
from companion.language.said_otherwise import variants
from companion.show.after import after_show, rows_to_fill_in, subtitles
from companion.show.by_sound import SoundFit
from companion.show.cast import Cast
from companion.show.checking import check_show
from companion.show.compiled import compile_show, thought_s
from companion.show.matching import EXPECTED, best_match, likeness
from companion.show.people import said_of_present
from companion.show.policy import HousePolicy, PolicyFile, load_policy
from companion.show.rehearsal import CaughtWords, HeardLine, rehearse_show, weak_words
from companion.show.script import Script, find_script

PACKS = packs_of(load_settings(environment={}))


def test_all_mistakes_are_found_in_one_run_each_with_its_line(tmp_path):
    cues = """
  - {id: a, ask: 한빛시장이 누구야?, on: {key: s}}
  - {id: a, say: 안녕하세요, sound: nowhere.wav}
  - {id: b, ask: 책이 몇 권이야?, deadline_s: 3, veto_s: 2}
  - {id: c, ask: 한빛 시장이 누구니?, aside: true}
  - {id: d, say: 이어서, optional: true}
"""
    _, mistakes = compiled(tmp_path, cues, "title: 시험\naudience: [책이 몇 권이냐고 물어보세요]", fine=False)
    told = {(mistake.line, mistake.problem.split(":")[0].split(" (")[0]) for mistake in mistakes}
    assert told == {
        (4, "«on.key»"),
        (5, "«id»"),
        (5, "«sound»"),
        (6, "the deadline leaves the live answer 0.0 s"),
        (6, "«책이 몇 권이야?» sounds like what the host says to the audience"),
        (7, "«한빛 시장이 누구니?» sounds like «한빛시장이 누구야?» of line 4"),
        (8, "this cue is optional, and nobody can say what fires it"),
    }
    assert all(mistake.fix for mistake in mistakes)


def test_phrases_are_told_apart_where_they_may_be_said_at_one_time(tmp_path):
    """That is: from those aside and, at the end of a branch, from what comes after it; not from those before."""
    cues = """
  - {id: a, ask: 한빛시장이 누구야?}
  - id: b
    ask: 책이 몇 권이야?
    aside: true
    then:
      - {id: c, ask: 한빛 시장이 누구니?}
      - {id: d, ask: 새 책이 있니?, optional: true}
  - {id: e, ask: 새 책 있니?}
  - {id: f, ask: 문을 몇 시에 닫아?, aside: true}
  - {id: g, ask: 문은 몇 시에 닫니?, aside: true, then: [{id: h, ask: 문을 몇 시에 닫나?}]}
"""
    _, mistakes = compiled(tmp_path, cues, fine=False)
    told = {(mistake.line, int(mistake.problem.split("line ")[1].split()[0])) for mistake in mistakes}
    assert told == {(10, 9), (12, 11)}


def test_what_is_set_in_a_branch_holds_there_alone(tmp_path):
    cues = """
  - {id: a, ask: 하나, set: {day: 2026-01-01}}
  - id: b
    ask: 둘
    aside: true
    set: {day: 2019-10-23}
    then: [{id: c, ask: 셋}, {id: d, ask: 넷, set: {day: 2020-01-01}}]
  - {id: e, ask: 다섯}
"""
    show, _ = compiled(tmp_path, cues, fine=False)
    assert [str(show.day_at(cue.number)) for cue in show.cues] == [
        "2026-01-01", "2019-10-23", "2019-10-23", "2020-01-01", "2026-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("{ask: 안녕, say: 안녕}", "does one thing"),
        ("{say: 안녕, expect: {items: 3}}", "«expect» means nothing where a cue does «say»"),
        ("{say: 안녕, aside: true}", "nothing fires this cue"),
        ("{ask: 안녕, optional: true, aside: true}", "optional or aside"),
        ("{ask: 안녕, then: [{say: 또}]}", "«then» means nothing where a cue is in order"),
        ("{ask: 안녕, aside: true, then: [{ask: 또, aside: true}]}", "«aside» means nothing within «then»"),
        ("{ask: 안녕, aside: true, then: [{narrate: 손짓}]}", "a branch ends in a note"),
        ("{ask: 안녕, aside: true, then: [{say: 또, gestur: bow}]}", "did you mean «gesture»?"),
        ("{ask: 안녕, on: {at: '25:00'}}", "pattern"),
        ("{ask: 안녕, gesture: jump}", "write one of"),
        ("{ask: 안녕, answers: [a, b, c, d]}", "at most 3"),
        ("{ask: 안녕, answers: [{say: a, secnd: b}]}", "did you mean «second»?"),
        ("{ask: 안녕, answers: [{second: b}]}", "say"),
        ("{ask: 안녕, set: {day: 2026.1.2}}", "write 2026-01-02"),
        ("{ask: 안녕, deadlin_s: 3}", "did you mean «deadline_s»?"),
    ],
)
def test_a_cue_that_means_nothing_is_told_with_a_way_out(tmp_path, cue, message):
    with pytest.raises(DataError) as told:
        compiled(tmp_path, f"\n  - {cue}\n")
    assert message in str(told.value)
    assert told.value.line == 3


def test_a_live_answer_has_time_before_the_rungs_below_need_theirs(tmp_path):
    show = compiled(tmp_path, THREE)
    assert thought_s(show.cues[1]) >= 1.0


def test_the_schema_knows_every_key_and_forbids_others(capsys):
    assert main(["demo", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["additionalProperties"] is False
    assert set(Script.model_fields) == set(schema["properties"])
    assert "The motion" in schema["$defs"]["Cue"]["properties"]["gesture"]["description"]
    parts = [schema, *schema["$defs"].values(), *schema["$defs"]["KeyAnswer"]["anyOf"]]
    keys = [(key, told) for part in parts for key, told in part.get("properties", {}).items()]
    assert [key for key, told in keys if "description" not in told] == []
    assert main(["demo", "schema", "--policy"]) == 0
    assert set(PolicyFile.model_fields) == set(json.loads(capsys.readouterr().out)["properties"])


# Against the data


@pytest.fixture
def checked(tmp_path, ceremony):
    """What checking finds in a show with these cues, played as the ceremony."""

    def check(cues, policy=None, head="title: 시험"):
        show = compiled(tmp_path, cues, head)
        mistakes = Mistakes()
        cast = Cast(show, ceremony.settings, policy or HousePolicy(), lambda _: ceremony)
        check_show(show, load_document(Script, tmp_path / "show.yaml"), cast, mistakes)
        return [(mistake.line, mistake.problem) for mistake in mistakes]

    return check


def test_the_ceremony_is_sound_and_prepares_every_answer(ceremony):
    mistakes = Mistakes()
    loaded = load_document(Script, find_script(PACKS, "signing-ceremony"))
    show = compile_show(loaded, mistakes)
    cast = Cast(show, ceremony.settings, HousePolicy(), lambda _: ceremony)
    check_show(show, loaded, cast, mistakes)
    assert list(mistakes) == []
    whole = show.answered(cast.prepared())
    assert [cue.id for cue in whole.cues] == ["greeting", "governor", "signing", "restaurants"]
    assert all(cue.best is not None for cue in whole.cues)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("이 자리에 누가 계셔?", "이재명 경기도지사님과 이용섭 광주광역시장님"),
        ("지사님께 인사해 줘", "이재명 경기도지사님, 안녕하세요!"),
        ("대표님한테 인사해", "써큘러스 박종건 대표님, 안녕하세요!"),
    ],
)
def test_who_is_at_the_ceremony_is_known(asked, told):
    mistakes = Mistakes()
    show = compile_show(load_document(Script, find_script(PACKS, "signing-ceremony")), mistakes)
    assert told in said_of_present(asked, show.people)


@pytest.mark.parametrize(
    ("cue", "problem"),
    [
        ("{ask: 부산시장이 누구야?}", "부산시장"),
        ("{ask: 경기도지사가 누구야?, expect: {contains: [추미애]}}", "«추미애» is not in"),
        (
            "{ask: 경기도지사가 누구야?, set: {day: 2026-11-22}, prepared: 재명이 형이지}",
            "a line of the persona for other days",
        ),
        ("{ask: 안녕, on: {intent: nosuch.intent}}", "nothing is understood as"),
    ],
)
def test_what_would_go_wrong_on_the_day_is_told_before(checked, cue, problem):
    ((line, told),) = checked(f"\n  - {cue}\n")
    assert line == 3
    assert problem in told


@pytest.fixture
def policy(tmp_path):
    def write(rules):
        packs = read_packs([write_pack(tmp_path / "pack", policy_yaml=f"rules:\n{rules}")], Mistakes())
        mistakes = Mistakes()
        found = load_policy(packs, mistakes)
        mistakes.raise_any()
        return found

    return write


ELECTION = (
    "{id: e, reason: election, from: 2019-10-20, to: 2019-10-30, source: 꾸민 법, neutral: true, questions: [공약]}"
)


def test_before_an_election_no_joke_is_told_and_parties_are_for_people(checked, policy):
    rules = policy(f"  - {ELECTION}\n")
    ((_, told),) = checked("\n  - {ask: 경기도지사가 누구야?}\n", rules)
    assert "election: a line of the persona" in told
    ((_, told),) = checked("\n  - {ask: 경기도지사의 공약이 뭐야?, prepared: 사회자님이 말씀해 주실 거예요.}\n", rules)
    assert "election: 공약" in told
    assert (
        checked("\n  - {ask: 경기도지사가 누구야?, set: {day: 2019-11-23}, expect: {contains: [이재명]}}\n", rules)
        == []
    )


def test_what_a_rule_says_to_a_question_is_the_answer_on_the_floor(tmp_path, ceremony, policy):
    rules = policy("  - {id: p, reason: handed over, questions: [지지율], say: 사회자님께 부탁드릴게요.}\n")
    show = compiled(tmp_path, "\n  - {floor: {topics: [knowledge]}}\n")
    cast = Cast(show, ceremony.settings, rules, lambda _: ceremony)
    for asked in ("지지율 좀 말해 볼래", "경기도지사의 지지율이 얼마야?"):
        assert cast.understood(show.cues[0], asked)[1]
        answer, _ = cast.ask(show.cues[0], asked)
        assert (answer.unfit, answer.instead.text) == ("handed over: 지지율 (p)", "사회자님께 부탁드릴게요.")
    assert cast.ask(show.cues[0], "경기도지사가 누구야?")[0].instead is None


def test_what_an_audience_may_not_hear_it_may_not_read_either(tmp_path, ceremony, policy):
    rules = policy("  - {id: w, reason: words, never: [복수박]}\n")
    show = compiled(tmp_path, "\n  - {floor: {topics: [knowledge]}}\n")
    cast = Cast(show, ceremony.settings, rules, lambda _: ceremony)
    assert cast.may_show(show.cues[0], "경기도지사가 누구야?")
    assert not cast.may_show(show.cues[0], "복 수박이 뭐야?")
    assert not cast.may_show(show.cues[0], "씨발 이게 뭐야?")


def test_words_never_to_be_said_are_found_in_fixed_lines(checked, policy):
    rules = policy("  - {id: w, reason: words, never: [빌어 먹을]}\n")
    cues = """
  - {say: 안녕하세요}
  - {say: 빌어먹을 마이크예요}
  - {hold: 빌어먹을 휴식}
  - {say: 여러분, card: {title: 시험, text: 빌어먹을}}
  - {say: 반가워요, second: 빌어먹을 hello}
  - {ask: 경기도지사가 누구야?, answers: [{say: 글쎄요, second: 빌어먹을 well}]}
"""
    head = "title: 시험\napology: 빌어먹을, 죄송해요\nnotice: 빌어먹을 AI예요"
    told = checked(cues, rules, head)
    assert [line for line, _ in told] == [6, 7, 8, 9, 10, 2, 3]
    assert all("may not be said: words: 빌어 먹을 (w)" in problem for _, problem in told)


def test_before_an_election_a_fixed_line_is_no_joke_either(checked, policy):
    rules = policy(f"  - {ELECTION}\n")
    ((line, told),) = checked("\n  - {say: 안녕하세요 여러분}\n  - {say: 재명이 형이지}\n", rules)
    assert (line, "election: a line of the persona" in told) == (4, True)


@pytest.mark.parametrize(
    "rule", ["{id: e, reason: election, never: [표]}", "{id: e, reason: words}", "{id: e, reason: x}"]
)
def test_a_rule_that_is_none_is_told_with_its_line(policy, rule):
    with pytest.raises(DataError, match=r"policy\.yaml:2"):
        policy(f"  - {rule}\n")


# Other words


def test_a_question_in_other_words_is_the_same_every_time_and_never_twice():
    said = variants("경기도지사가 누구야?", 60)
    assert said == variants("경기도지사가 누구야?", 60)
    assert len({variant.text for variant in said}) == len(said) == 60
    assert {variant.kind for variant in said} == {"ending", "dialect", "filler", "particle", "spacing", "misheard"}


def test_a_rehearsal_tells_hits_confusions_and_false_fires(tmp_path, ceremony):
    cues = "\n  - {id: a, ask: 경기도지사가 누구야?}\n  - {id: b, ask: 수원 맛집을 찾아줘, expect: {items: 5}}\n"
    show = compiled(tmp_path, cues)
    cast = Cast(show, ceremony.settings, HousePolicy(), lambda _: ceremony)
    other = [
        "오늘 날씨가 참 좋습니다",
        "여러분 박수 부탁드려요",
        "마지막 경기도지사는 누구였어",
        "경기도지사 부인이 누구야",
        "경기도 부지사가 누구야",
        "수원 빵집을 찾아줘",
        "경기도 지사가 누구지",
    ]
    found = rehearse_show(show, cast, other, 40)
    assert found.hit_rate >= 0.98
    assert all(cue.plain < cue.hit for cue in found.cues)
    assert found.failures == 1
    assert "3 places instead of 5" in found.cues[1].unfit
    assert found.false_fires == ()


def test_what_is_said_beside_a_question_does_not_hide_it():
    assert likeness("자 이제 물어볼게요 경기도지사가 누구야 파이보", "경기도지사가 누구야?") == 1
    assert likeness("수원 맛집을 찾아주시겠어요", "수원 맛집을 찾아줘") > 0.8
    assert likeness("", "경기도지사가 누구야?") < 0.1


@pytest.mark.parametrize(
    "another",
    [
        "마지막 한빛시장은 누구야",
        "차기 한빛시장이 누구야",
        "세 번째 한빛시장이 누구야",
        "한빛시장 부인이 누구야",
        "한빛시장 엄마가 누구야",
        "한빛시장 후보가 누구니",
    ],
)
def test_one_more_noun_makes_another_question(tmp_path, another):
    show = compiled(tmp_path, THREE)
    assert likeness(another, "한빛시장이 누구야?") == 0
    by_sound = [SoundFit("한빛시장이 누구야?", 3.0, 2.0)]
    assert best_match(another, show.cues, fits=by_sound) is None
    assert best_match("무슨 말인지 모르겠다", show.cues, fits=by_sound).cue == 1


def test_an_error_of_hearing_is_no_noun_where_it_stands():
    assert likeness("안녕 소리야 너는 척이 누군이", "솔이야 너는 누구니") > EXPECTED
    assert likeness("도서관은 아침에 몇 시에 닫아", "도서관은 몇 시에 닫아?") == 0


@pytest.mark.parametrize(
    "same",
    [
        "엄마 한빛시장이 누구야",
        "사회자님 한빛시장이 누구야",
        "여러분 한빛시장이 누구야",
        "마지막으로 한빛시장이 누구야",
        "지금 한빛시장이 누구야",
        "우리 한빛시장이 누구야",
        "자 문제, 한빛시장이 누구야",
        "꼬비 한빛시장이 누구야",
        "한빛 시장이 누구야",
    ],
)
def test_whoever_is_called_and_what_leads_over_change_no_question(same):
    assert likeness(same, "한빛시장이 누구야?") >= 0.9


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("이번헤는 오늘 협약에는 누가 서명해", "오늘 협약에는 누가 서명해?"),
        ("자 그런 안녕 솔이야 너는 누구니", "안녕, 솔이야 너는 누구니?"),
        ("저 안녕 파이보", "안녕, 파이보"),
    ],
)
def test_before_a_time_or_a_greeting_nothing_modifies_what_is_asked(said, phrase):
    assert likeness(said, phrase) >= 0.9


def test_of_two_cues_that_may_come_the_nearer_one_fires(tmp_path):
    cues = "\n  - {ask: 수원시장이 누구야?, optional: true}\n  - {ask: 광주시장이 누구야?}\n"
    show, _ = compiled(tmp_path, cues, fine=False)
    assert best_match("광주 시장이 누구니", show.cues).cue == 1
    assert best_match("수원시장은 누구야", show.cues).cue == 0


# After the show

JOURNAL = [
    {"what": "open", "at_s": 1.0},
    {"what": "fired", "at_s": 10.0, "cue": "a", "how": "go"},
    {"what": "abstained", "at_s": 10.1, "cue": "a", "asked": "부산시장이 누구야", "why": "not answered: unknown"},
    {"what": "fell", "at_s": 10.1, "cue": "a", "rung": "live", "why": "not answered: unknown"},
    {
        "what": "delivered",
        "at_s": 11.0,
        "cue": "a",
        "rung": "prepared",
        "after_s": 1.0,
        "by_s": 5.0,
        "text": "첫째\n\n줄",
    },
    {"what": "intervention", "at_s": 12.0, "key": "veto", "cue": "a", "reason": None},
    {"what": "intervention", "at_s": 12.5, "key": "volume", "cue": None, "reason": None, "percent": 60},
    {"what": "because", "at_s": 13.0, "reason": "wrong"},
    {"what": "over", "at_s": 13.5, "cue": "a"},
    {"what": "fired", "at_s": 20.0, "cue": "b", "how": "heard"},
    {"what": "delivered", "at_s": 26.0, "cue": "b", "rung": "live", "after_s": 6.0, "by_s": 5.0, "text": "둘째"},
    {"what": "over", "at_s": 30.0, "cue": "b"},
]


def test_a_journal_tells_what_became_of_a_show():
    after = after_show(JOURNAL)
    assert (after.fired, after.delivered, after.late, after.lasted_s) == (2, 2, ("b",), 20.0)
    assert after.rungs == {"prepared": 1, "live": 1}
    assert after.interventions == {"volume": 1, "veto: wrong": 1}
    assert after.unknown() == ["부산시장이 누구야"]
    assert after_show([]).lines == ()


def test_what_was_said_becomes_subtitles():
    lines = after_show(JOURNAL).lines
    assert subtitles(lines).startswith("1\n00:00:00,000 --> 00:00:02,500\n첫째\n줄\n\n2\n00:00:15,000 -->")
    assert subtitles(lines, "vtt").startswith("WEBVTT\n\n1\n00:00:00.000 --> ")


def test_what_was_not_known_becomes_rows_to_be_filled_in(assistant):
    rows = rows_to_fill_in(after_show(JOURNAL).unknown(), assistant.as_of())
    assert '# "부산시장이 누구야"' in rows
    assert "known: 2026-11-22" in rows
    assert rows_to_fill_in([], assistant.as_of()) == ""


# People in the room

PEOPLE = """title: 시험
people:
  - {name: 이하늘, title: 솔숲시장, call: 이하늘 시장님, where: [옆]}
  - {name: 김바다, title: 관장, where: [앞, 왼쪽]}"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("옆에 계신 분은 누구야?", "옆에 계신 분은 솔숲시장, 이하늘 시장님이에요."),
        ("왼쪽에 서 계신 분 성함이 뭐야?", "왼쪽에 계신 분은 김바다 관장님이에요."),
        ("이 자리에 누가 계셔?", "이 자리에는 솔숲시장, 이하늘 시장님과 김바다 관장님이 계세요."),
        ("시장님께 인사해 줘", "이하늘 시장님, 안녕하세요!"),
        ("앞에 있는 사람한테 인사해", "김바다 관장님, 안녕하세요!"),
    ],
)
def test_people_in_the_room_are_known(tmp_path, ceremony, asked, told):
    show = compiled(tmp_path, f"\n  - {{ask: {asked!r}, expect: {{sourced: true}}}}\n", PEOPLE)
    answer, _ = Cast(show, ceremony.settings, HousePolicy(), lambda _: ceremony).ask(show.cues[0], asked)
    assert (answer.reply.text, answer.unfit) == (told, None)


@pytest.mark.parametrize(
    "asked", ["경기도지사가 누구야?", "뒤에 계신 분은 누구야?", "제일 유명한 사람이 누구야?", "안녕"]
)
def test_who_is_not_in_the_room_is_left_to_the_robot(tmp_path, asked):
    show = compiled(tmp_path, "\n  - {say: 안녕하세요 여러분}\n", PEOPLE)
    assert said_of_present(asked, show.people) is None


def test_an_answer_under_a_key_has_a_second_language_of_its_own_or_none(tmp_path):
    cue = "{ask: 시장님이 누구야?, prepared: 이하늘, second: Lee, answers: [{say: 글쎄요, second: Well}, 잠시만요]}"
    show = compiled(tmp_path, f"\n  - {cue}\n")
    assert [(one.text, one.second) for one in (show.cues[0].best, *show.cues[0].choices)] == [
        ("이하늘", "Lee"),
        ("글쎄요", "Well"),
        ("잠시만요", None),
    ]


def test_a_line_names_everybody_who_is_there(tmp_path):
    show = compiled(tmp_path, '\n  - {say: "{people}, 어서 오세요!"}\n', PEOPLE)
    assert show.cues[0].best.text == "이하늘 시장님과 김바다 관장님, 어서 오세요!"


def test_people_who_cannot_be_told_apart_or_are_called_as_somebody_else_are_found(tmp_path):
    people = ("{name: 이하늘, title: 시장}", "{name: 이하늘, title: 의장}", "{name: 김바다, call: 박 대표님}")
    head = "\n  - ".join(("title: 시험\npeople:", *people))
    _, mistakes = compiled(tmp_path, "\n  - {say: 안녕하세요 여러분}\n", head, fine=False)
    assert [(mistake.line, mistake.problem) for mistake in mistakes] == [
        (4, "«이하늘 의장님» is there already, as «이하늘 시장님»"),
        (5, "«call»: «박 대표님» has neither the name nor the title of 김바다"),
    ]


def test_a_title_that_is_somebody_elses_on_the_day_is_found(checked):
    head = "title: 시험\npeople: [{name: 남경필, title: 경기도지사}]"
    ((line, told),) = checked("\n  - {say: 안녕하세요 여러분}\n", head=head)
    assert line == 2
    assert "«경기도지사» is not 남경필" in told


def test_a_word_that_the_voice_says_badly_is_written_for_it(tmp_path):
    head = "title: 시험\npronounce: {솔숲: 솔쑵}"
    said = compiled(tmp_path, "\n  - {say: 솔숲도서관이에요}\n", head).cues[0].best
    assert (said.text, said.spoken) == ("솔숲도서관이에요", "솔쑵도서관이에요")


# What is said around a phrase, and the sound itself


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("최악의 경기도지사는 누구야", False),
        ("다른 경기도지사는 누구야", False),
        ("작년에 경기도지사는 누구야", False),
        ("경기도지사는 누구야 말고", False),
        ("그럼 이번에는 경기도지사는 누구야", True),
        ("사회자님 경기도지사는 누구야", True),
        ("지금 경기도지사는 누구야", True),
        ("자 하나 물어볼게 경기도지사는 누구야", True),
    ],
)
def test_what_makes_another_question_of_a_phrase_fires_nothing(tmp_path, said, same):
    show = compiled(tmp_path, "\n  - {ask: 경기도지사가 누구야?}\n")
    assert (best_match(said, show.cues) is not None) == same
    # However clearly the phrase itself is heard in it.
    fits = [SoundFit("경기도지사가 누구야?", 5.0, 5.0)]
    assert (best_match(said, show.cues, fits=fits) is not None) == same


def test_where_nothing_could_be_written_down_the_sound_decides(tmp_path):
    cues = "\n  - {ask: 경기도지사가 누구야?, optional: true}\n  - {ask: 수원 맛집을 찾아줘}\n"
    show = compiled(tmp_path, cues)
    governor, food = (cue.question for cue in show.cues)

    def fired(*ratios, said="연필호 기사 간호주단가"):
        fits = [SoundFit.of(text, of) for text, of in zip((governor, food, "박수 부탁드립니다"), ratios, strict=False)]
        match = best_match(said, show.cues, ("박수 부탁드립니다",), fits)
        return None if match is None else match.cue

    clearly, half, little = (3.0, 2.0, 3.0, 2.0), (5.0, 4.0, -0.9, -0.5), (0.3, 0.2, 0.4, 0.1)
    assert fired(clearly, little) == 0
    assert fired(little, clearly) == 1
    assert fired(little, little) is None
    assert fired(half, little) is None, "a name that is shared asks nothing"
    assert fired(clearly, clearly) is None, "two that cannot be told apart"
    assert fired(clearly, little, clearly) is None, "it may be what the host says"
    assert fired(clearly, little, said="박수 부탁드려요") is None


def test_words_that_were_not_heard_back_are_named_on_the_page(tmp_path, ceremony):
    show = compiled(tmp_path, "\n  - {ask: 경기도지사가 누구야?}\n")
    cast = Cast(show, ceremony.settings, HousePolicy(), lambda _: ceremony)
    text, heard = "솔숲도서관이 문을 열었어요", "돌쇠 도사님이 문을 열었어요"
    weak = tuple(weak_words(text, heard))
    assert weak == ("솔숲도서관이",)
    line = HeardLine("cheer", text, 2.5, heard, 0.4, weak, recorded=False)
    page = rehearsal_page(replace(rehearse_show(show, cast, [], 1), lines=(line,)))
    assert "«솔숲도서관이»: pronounce나 sound로 고쳐 주세요" in page
    assert "<td>돌쇠 도사님이 문을 열었어요" in page


def test_the_page_tells_what_to_say_instead_under_which_conditions_and_how_long_it_takes(tmp_path, ceremony):
    """A hall in which nobody understands what espeak says; one wording is heard as it was said, others are not."""
    cues = "\n  - {id: a, ask: 경기도지사가 누구야?, prepared: 답이에요, planned_s: 6}\n"
    show = compiled(tmp_path, cues)
    cast = Cast(show, ceremony.settings, HousePolicy(), lambda _: ceremony)

    def hear(text, number):
        clear = number % 2 == 0
        heard = text if number == 2 else "경기도 지사가 누구지" if clear else "신선 이 미니뚜금과요"
        return CaughtWords(heard, voice="own" if clear else "espeak", noise="-" if clear else "10 dB", room="-")

    found = rehearse_show(show, cast, [], 8, hear)
    assert (found.counted("voice"), found.counted("room")) == ([("espeak", 0, 4), ("own", 4, 4)], [("-", 4, 8)])
    (cue,) = found.cues
    assert cue.clearest.said == cue.clearest.caught.text == cue.wordings[2].said
    long = HeardLine("a", "답이에요", 7.5, "답이에요", 0.0, (), recorded=False, planned_s=3.0)
    timed = replace(found, lines=(long, replace(long, cue=None, planned_s=None)))
    assert (timed.planned_s, timed.measured_s, found.measured_s) == (6.0, 10.5, None)
    page = rehearsal_page(timed)
    assert f"가장 잘 들린 말: «{cue.clearest.said}»" in page
    assert f"«{cue.missed[0].said}» → «신선 이 미니뚜금과요»" in page
    assert "계획한 시간은 0분 6초, 재 본 시간은 0분 10초예요" in page
    assert '<td class="n bad">3.0초</td>' in page
    assert "10 dB" in page


def test_what_was_said_before_a_phrase_does_not_speak_against_it():
    assert SoundFit.of("수원 맛집", (-9.0, 3.0, 3.0, 3.0)).weaker == 1.5
    assert SoundFit.of("수원 맛집", (-9.0,)).ratio == 0


def test_how_a_phrase_ends_does_not_speak_against_it():
    assert SoundFit.of("누구야", (3.0, 3.0, -9.0)).ratio == 2.0
    assert SoundFit.of("누구야", (3.0, -3.0, 3.0)).ratio == 1.0
