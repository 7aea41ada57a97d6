"""Who the robot is: its name, how it is called, its own sentences and its lines, each on its days."""

from datetime import date, datetime

import pytest
from made_up import SHIPPED

from companion.base.errors import UsageError
from companion.base.files import Mistakes
from companion.base.settings import load_settings
from companion.dialogue.assistant import Assistant
from companion.dialogue.loading import in_character, load_material
from companion.dialogue.persona import load_persona

SHIPPED_LINES = SHIPPED / "agreement-2019" / "persona" / "signing-ceremony.yaml"
HOST = """\
persona: host
name: 도담이
speed: 1.2
greeting: [어서 와요. 저는 도담이예요., 또 오셨네요.]
farewell: [조심히 가세요.]
lines:
  - {intent: smalltalk.thanks, text: 별말씀을요., from: 2026-11-01, to: 2026-11-30, gesture: bow}
  - {intent: smalltalk.thanks, text: 메리 크리스마스예요., from: 2026-12-24, to: 2026-12-25}
  - {statement: garam-mayor.holder.park-iseul, question: holder, text: 이슬 시장님이지요., source: 신문, to: 2026-11-30}
"""
STATEMENTS, INTENTS = (
    {"gyeonggi-governor-35", "garam-mayor.holder.park-iseul"},
    {"smalltalk.thanks", "smalltalk.greeting"},
)


@pytest.fixture
def read(tmp_path):
    """The persona that a text makes, and what is wrong with it."""

    def write_and_read(text, name="host"):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        mistakes = Mistakes()
        return load_persona(tmp_path / f"{name}.yaml", STATEMENTS, INTENTS, mistakes), list(mistakes)

    return write_and_read


def test_a_persona_has_its_name_its_pace_and_its_own_sentences(read):
    host, mistakes = read(HOST)
    assert mistakes == []
    assert (host.name, host.speed, host.wake_phrase) == ("도담이", 1.2, "도담이야")
    assert host.of_act("greeting") == ("어서 와요. 저는 도담이예요.", "또 오셨네요.")
    assert host.of_act("introduction") == ()


@pytest.mark.parametrize(("name", "called"), [("파이보", "파이보야"), ("길동", "길동아"), ("별", "별아")])
def test_it_is_called_by_its_name_with_the_particle_that_fits(read, name, called):
    host, _ = read(f"persona: host\nname: {name}\n")
    assert host.wake_phrase == called


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "별말씀을요."),
        (date(2026, 11, 30), "별말씀을요."),
        (date(2026, 12, 1), None),
        (date(2026, 12, 24), "메리 크리스마스예요."),
        (date(2026, 12, 26), None),
    ],
)
def test_a_line_on_an_intent_is_said_on_its_days_only(read, day, text):
    host, _ = read(HOST)
    line = host.on_intent("smalltalk.thanks", day)
    assert (line.text if line else None) == text
    assert host.on_intent("smalltalk.greeting", day) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "fix"),
    [
        ("gesture: bow", "gesture: chear", 7, "gesture", "«cheer»"),
        ("question: holder", "question: holdr", 9, "question", "«holder»"),
        ("question: holder, ", "", 9, "needs a `question`", ""),
        (", source: 신문", "", 9, "needs its `source`", ""),
        (
            "intent: smalltalk.thanks, text: 별",
            "intent: smalltalk.thank, text: 별",
            7,
            "is no intent",
            "smalltalk.thanks",
        ),
        (
            "garam-mayor.holder.park-iseul",
            "garam-mayor.holder.park-isol",
            9,
            "is no statement",
            "garam-mayor.holder.park-iseul",
        ),
        ("from: 2026-11-01, to: 2026-11-30", "from: 2026-11-30, to: 2026-11-01", 7, "before it starts", ""),
        ("from: 2026-11-01", "from: 2026-11-31", 7, "2026-11-31", ""),
        ("{intent: smalltalk.thanks, text: 별", "{intent: smalltalk.thanks, statement: x, text: 별", 7, "hangs on", ""),
        ("text: 별말씀을요., from", "form", 7, "form", "«from»"),
        ("speed: 1.2", "speed: 9", 3, "speed", ""),
        ("name: 도담이", "name: ''", 2, "name", ""),
        ("persona: host", "persona: hots", 1, "is not the file's name", "write host"),
    ],
)
def test_a_mistake_in_a_persona_is_told_with_its_line_and_a_fix(read, old, new, line, problem, fix):
    assert old in HOST
    _, mistakes = read(HOST.replace(old, new, 1))
    told = [m for m in mistakes if m.line == line and problem in m.problem]
    assert told, mistakes
    assert any(fix in m.fix for m in told), told


@pytest.mark.parametrize(
    ("old", "new"), [("gyeonggi-governor-35", "gyeonggi-governor-99"), ("from:", "form:"), ("2019-10-23", "2019-13-23")]
)
def test_a_shipped_line_that_hangs_on_nothing_is_told_with_its_file(read, old, new):
    text = SHIPPED_LINES.read_text(encoding="utf-8")
    assert old in text
    sound, mistakes = read(text, "signing-ceremony")
    assert (len(sound.lines), mistakes) == (1, [])
    _, mistakes = read(text.replace(old, new), "signing-ceremony")
    assert mistakes[0].path.name == "signing-ceremony.yaml"


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    """The robot of an event of its own: a folder with a profile, a pack and a persona."""
    folder = tmp_path_factory.mktemp("event") / "sale"
    (folder / "persona").mkdir(parents=True)
    (folder / "persona" / "host.yaml").write_text(HOST, encoding="utf-8")
    (folder / "pack.yaml").write_text("pack: sale\ntitle: 잔치\nneeds: [korean]\n", encoding="utf-8")
    garam = SHIPPED.parent / "tests" / "packs" / "garam"
    (folder / "profile.yaml").write_text(
        f"packs: [korean, {garam}, .]\npersona: host\nspeaking: {{speed: 1.5}}\n", encoding="utf-8"
    )
    return Assistant(load_settings(str(folder), environment={}), clock=lambda: datetime(2026, 11, 22, 15, 5))


def test_a_profile_folder_brings_its_own_pack_and_persona(host):
    assert host.persona.name == "도담이"
    assert [pack.id for pack in host.knowledge.packs.packs] == ["korean", "garam", "sale"]


def test_it_greets_by_its_own_sentences_which_take_turns(host):
    first, state = host.respond("안녕")
    second, _ = host.respond("안녕", state)
    assert {first.text, second.text} == {"어서 와요. 저는 도담이예요.", "또 오셨네요."}
    assert host.respond("잘 가")[0].text == "조심히 가세요."


def test_it_knows_its_name(host):
    assert "도담이" in host.respond("너는 이름이 뭐야?")[0].text
    assert "파이보" not in host.respond("너는 누구니?")[0].text


def test_it_says_its_lines_on_their_days(host):
    reply = host.respond("고마워")[0]
    assert (reply.text, reply.gesture) == ("별말씀을요.", "bow")
    assert host.respond("고마워", as_of=date(2027, 1, 5))[0].text not in ("별말씀을요.", "메리 크리스마스예요.")
    assert host.respond("가람시장이 누구야?")[0].text == "이슬 시장님이지요."
    assert "박이슬" in host.respond("가람시장이 누구야?", as_of=date(2026, 12, 1))[0].text


def test_it_is_called_by_its_name_and_speaks_at_its_pace(host):
    assert host.settings.talking.wake_phrase == "도담이야"
    assert host.settings.speaking.speed == pytest.approx(1.5 * 1.2)


def test_a_wake_phrase_of_the_profile_goes_over_the_name():
    settings = load_settings(flags={"talking": {"wake_phrase": "로봇아"}}, environment={})
    assert in_character(settings, load_material(settings).persona).talking.wake_phrase == "로봇아"


def test_a_persona_that_no_pack_has_is_a_usage_error_with_the_nearest():
    with pytest.raises(UsageError, match="there is no «pibbo»; did you mean «pibo»"):
        load_material(load_settings(flags={"persona": "pibbo"}, environment={}))


def test_without_a_persona_the_robot_has_the_name_its_pack_gives_it():
    settings = load_settings(flags={"persona": None}, environment={})
    assert load_material(settings.model_copy(update={"persona": None})).persona.name == "파이보"
    assert load_material(settings.model_copy(update={"persona": None, "packs": ("korean",)})).persona.name == "로봇"
