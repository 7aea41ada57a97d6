import re
from datetime import date
from pathlib import Path

import pytest

from companion.base import settings as config
from companion.base.errors import DataError, UsageError
from companion.base.settings import load_settings, profiles

EMPTY_IS_SENSELESS = [
    "COMPANION_CACHE",
    "COMPANION_MODELS",
    "COMPANION_PACKS",
    "COMPANION_HOME",
    "COMPANION_AS_OF",
    "COMPANION_EMBEDDER",
    "COMPANION_PERSONA",
    "COMPANION_RECOMMEND__COUNT",
    "COMPANION_SPEAKING__FALLBACK",
    "COMPANION_DEVICES__OUTPUT",
    "COMPANION_SPEAKING__ACKNOWLEDGEMENT",
]


@pytest.fixture
def configs(tmp_path, monkeypatch):
    """Profiles of one's own: `configs(name, text)` writes one."""
    monkeypatch.setattr(config, "resources", lambda: tmp_path)
    folder = tmp_path / "configs"
    folder.mkdir()

    def write(name, text):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    write("default", "recommend:\n  count: 3\n  seed: 7\n")
    return write


@pytest.mark.parametrize(
    ("environment", "flags", "count"),
    [
        ({}, {}, 3),
        ({"COMPANION_RECOMMEND__COUNT": "4"}, {}, 4),
        ({"COMPANION_RECOMMEND__COUNT": "4"}, {"recommend": {"count": 5}}, 5),
        ({"COMPANION_RECOMMEND__COUNT": "4"}, {"recommend": None}, 4),
        ({"HOME": "/root", "COMPANIONS": "two"}, {}, 3),
    ],
)
@pytest.mark.usefixtures("configs")
def test_flags_go_over_the_environment_and_the_environment_over_the_profile(environment, flags, count):
    recommend = load_settings("default", flags, environment).recommend
    assert (recommend.count, recommend.seed) == (count, 7)


def test_a_profile_changes_only_what_it_names(configs):
    configs("stage", "extends: default\nas_of: 2019-10-23\nrecommend: {count: 5}\n")
    settings = load_settings("stage", environment={})
    assert (settings.profile, settings.as_of) == ("stage", date(2019, 10, 23))
    assert (settings.recommend.count, settings.recommend.seed) == (5, 7)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("recommend:\n  cuont: 3\n", 2, "recommend.cuont"),
        ("extends: default\nlogging:\n  level: loud\n", 3, "logging.level"),
        ("recommend:\n  count: 0\n", 2, "greater than or equal to 1"),
        ("persona: [\n", 2, "not valid YAML"),
        ("- count\n", 1, "a profile is a mapping"),
    ],
)
def test_a_wrong_key_or_value_is_reported_with_file_and_line(configs, text, line, problem):
    configs("mine", text)
    with pytest.raises(DataError, match=problem) as caught:
        load_settings("mine", environment={})
    assert caught.value.path.name == "mine.yaml"
    assert caught.value.line == line


def test_a_mistake_in_the_profile_below_is_reported_there(configs):
    configs("mine", "extends: default\n")
    configs("default", "nonsense: 1\n")
    with pytest.raises(DataError, match=r"default\.yaml:1: «nonsense»"):
        load_settings("mine", environment={})


@pytest.mark.parametrize("chain", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}])
def test_profiles_that_extend_each_other_in_a_circle_are_reported(configs, chain):
    for name, parent in chain.items():
        configs(name, f"extends: {parent}\n")
    with pytest.raises(DataError, match="circle"):
        load_settings("a", environment={})


@pytest.mark.usefixtures("configs")
@pytest.mark.parametrize("name", ["nosuch", ""])
def test_an_unknown_profile_lists_those_that_exist(name):
    with pytest.raises(UsageError, match="write one of: default"):
        load_settings(name, environment={})


@pytest.mark.usefixtures("configs")
def test_a_profile_by_its_path_has_to_be_there():
    with pytest.raises(UsageError, match="nosuch/event: no such profile"):
        load_settings("nosuch/event", environment={})


def test_an_unknown_parent_is_told_with_its_line_and_the_nearest(configs):
    configs("mine", "description: ''\nextends: defalt\n")
    with pytest.raises(DataError, match=r"mine\.yaml:2: «extends»: unknown profile «defalt».*did you mean «default»"):
        load_settings("mine", environment={})


@pytest.mark.usefixtures("configs")
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("COMPANION_RECOMMEND__COUNT", "many"),
        ("COMPANION_RECOMMEND__CUONT", "3"),
        ("COMPANION_NOSUCH", "1"),
        ("COMPANION_AS_OF", "2019-02-30"),
        ("COMPANION_RECOMMEND", "3"),
        ("COMPANION_RECOMMEND__COUNT__TWICE", "3"),
        ("COMPANION_LINE", "3"),
        ("COMPANION_PROFILE", "gpu"),
        ("COMPANION_AS_OF", "0"),
        ("COMPANION_AS_OF", "20191023"),
        ("COMPANION_ROUTING__REJECT_BELOW", "nan"),
        *((name, empty) for empty in ("", " ") for name in EMPTY_IS_SENSELESS),
    ],
)
def test_a_bad_variable_is_named(variable, value):
    with pytest.raises(UsageError, match=variable) as caught:
        load_settings("default", environment={variable: value})
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("configs")
@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("COMPANION_RECOMMEND__CUONT", "3", "there are: count, seed"),
        ("COMPANION_RECOMMEND", "3", "such as COMPANION_RECOMMEND__COUNT"),
        ("COMPANION_HEARING__DEVICE", "tpu", "'auto', 'cpu' or 'cuda'"),
        ("COMPANION_RECOMMEND__COUNT", "11", "less than or equal to 10"),
        ("COMPANION_AS_OF", "yesterday", "YYYY-MM-DD"),
    ],
)
def test_a_bad_variable_is_refused_with_what_is_allowed(variable, value, allowed):
    with pytest.raises(UsageError, match=re.escape(allowed)):
        load_settings("default", environment={variable: value})


@pytest.mark.usefixtures("configs")
def test_packs_in_a_variable_have_commas_between_them():
    assert load_settings(environment={"COMPANION_PACKS": "korean, suwon"}).packs == ("korean", "suwon")


@pytest.mark.usefixtures("configs")
def test_an_empty_model_is_the_usual_one_or_none():
    assert load_settings(environment={"COMPANION_END_OF_TURN__MODEL": ""}).end_of_turn.model == ""


@pytest.mark.usefixtures("configs")
def test_two_variables_that_contradict_each_other_are_a_usage_error():
    with pytest.raises(UsageError, match="COMPANION_RECOMMEND"):
        load_settings("default", environment={"COMPANION_RECOMMEND": "3", "COMPANION_RECOMMEND__COUNT": "3"})


def test_the_cache_follows_the_environment_unless_it_is_set(configs, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert load_settings(environment={}).cache_folder == Path("/somewhere/companion-robot")
    configs("mine", "cache: /elsewhere\n")
    assert load_settings("mine", environment={}).cache_folder == Path("/elsewhere")


@pytest.mark.parametrize("name", profiles())
def test_every_profile_that_ships_is_valid(name):
    settings = load_settings(name, environment={})
    assert settings.description
    assert settings.knowledge_folder.is_dir()


def test_utterances_stay_out_of_the_log_unless_asked():
    assert all(not load_settings(name, environment={}).logging.utterances for name in profiles())


# A folder that is one event


@pytest.fixture
def event(tmp_path):
    """A folder with a `profile.yaml`."""

    def write(text):
        folder = tmp_path / "sale"
        folder.mkdir(exist_ok=True)
        (folder / "profile.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize("named", ["folder", "file", "relative"])
def test_a_profile_is_a_folder_or_a_file_too(event, monkeypatch, named):
    folder = event("extends: default\npacks: [korean, .]\nhome: 가람시\nhere: [garam-library]\npersona: host\n")
    monkeypatch.chdir(folder.parent)
    name = {"folder": str(folder), "file": str(folder / "profile.yaml"), "relative": "./sale"}[named]
    settings = load_settings(name, environment={})
    assert settings.folder == folder
    assert settings.packs == ("korean", ".")
    assert (settings.home, settings.here, settings.persona) == ("가람시", ("garam-library",), "host")
    assert settings.description == load_settings(environment={}).description


def test_a_parent_may_be_a_path_that_starts_at_the_folder_of_the_profile(event, tmp_path):
    folder = event("extends: ../shared\nhome: 가람시\n")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "profile.yaml").write_text("extends: default\npersona: host\n", encoding="utf-8")
    settings = load_settings(str(folder), environment={})
    assert (settings.home, settings.persona) == ("가람시", "host")
    assert settings.packs == load_settings(environment={}).packs
    (tmp_path / "shared" / "profile.yaml").write_text("extends: ../sale\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"shared/profile\.yaml:1: .*goes in a circle"):
        load_settings(str(folder), environment={})


@pytest.mark.parametrize("day", ["2026. 12. 5.", "2026/12/05", "20261205"])
def test_the_day_of_a_profile_in_another_spelling_is_refused_with_the_right_one(event, day):
    with pytest.raises(DataError, match=r"profile\.yaml:1: .*fix: write 2026-12-05"):
        load_settings(str(event(f"as_of: '{day}'\n")), environment={})


def test_a_mistake_in_the_profile_of_a_folder_is_told_with_its_line(event):
    with pytest.raises(DataError, match=r"profile\.yaml:2: .*did you mean «persona»") as caught:
        load_settings(str(event("packs: [korean]\nperosna: host\n")), environment={})
    assert caught.value.line == 2


def test_a_profile_without_packs_is_refused(event):
    with pytest.raises(DataError, match=r"profile\.yaml:1: «packs»"):
        load_settings(str(event("packs: []\n")), environment={})


def test_a_folder_without_a_profile_is_a_usage_error_with_a_way_out(tmp_path):
    with pytest.raises(UsageError, match="no such profile; `companion new event"):
        load_settings(str(tmp_path), environment={})


def test_packs_can_come_from_the_environment_and_from_flags(event):
    name = str(event("packs: [korean, .]\n"))
    environment = {"COMPANION_PACKS": "korean,officials"}
    assert load_settings(name, environment=environment).packs == ("korean", "officials")
    assert load_settings(name, {"packs": ("korean",)}, environment).packs == ("korean",)


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("COMPANION_CACHE", "", "must not be empty"),
        ("COMPANION_HEARING__ENGINE", " ", "must not be empty"),
        ("COMPANION_AS_OF", "0", "must be a date"),
        ("COMPANION_AS_OF", "-5", "must be a date"),
        ("COMPANION_AS_OF", "1600000000", "must be a date"),
        ("COMPANION_RECOMMEND__COUNT", "-1", "recommend.count"),
        ("COMPANION_RECOMMEND__COUNT", "many", "recommend.count"),
        ("COMPANION_CACHEE", "/tmp", "no setting «cachee»; there are: .*cache"),
        ("COMPANION_RECOMMEND__COUNTS", "3", "no setting «counts» in «recommend»; there are: count"),
    ],
)
def test_a_senseless_variable_is_refused_in_one_line(variable, value, says):
    with pytest.raises(UsageError, match=says) as e:
        load_settings(environment={variable: value})
    assert "\n" not in str(e.value)
