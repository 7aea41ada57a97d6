from datetime import date
from pathlib import Path

import pytest

from companion.base import settings as config
from companion.base.errors import DataError, UsageError
from companion.base.settings import load_settings, profiles


@pytest.fixture
def configs(tmp_path, monkeypatch):
    """Profiles of one's own: `configs(name, text)` writes one."""
    monkeypatch.setattr(config, "resources", lambda: tmp_path)
    folder = tmp_path / "configs"
    folder.mkdir()

    def write(name, text):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    write("default", "recommend:\n  count: 3\n  home: 수원\n")
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
    assert (recommend.count, recommend.home) == (count, "수원")


def test_a_profile_changes_only_what_it_names(configs):
    configs("stage", "extends: default\nas_of: 2019-10-23\nrecommend: {count: 5}\n")
    settings = load_settings("stage", environment={})
    assert (settings.profile, settings.as_of) == ("stage", date(2019, 10, 23))
    assert (settings.recommend.count, settings.recommend.home) == (5, "수원")


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
@pytest.mark.parametrize("name", ["nosuch", "../configs/default", ""])
def test_an_unknown_profile_lists_those_that_exist(name):
    with pytest.raises(UsageError, match="there are: default"):
        load_settings(name, environment={})


def test_an_unknown_parent_is_reported_too(configs):
    configs("mine", "extends: nosuch\n")
    with pytest.raises(UsageError, match="unknown profile «nosuch»"):
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
    ],
)
def test_a_bad_variable_is_named(variable, value):
    with pytest.raises(UsageError, match=variable):
        load_settings("default", environment={variable: value})


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


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("COMPANION_CACHE", "", "is empty"),
        ("COMPANION_HEARING__ENGINE", " ", "is empty"),
        ("COMPANION_AS_OF", "0", "is not a day"),
        ("COMPANION_AS_OF", "-5", "is not a day"),
        ("COMPANION_AS_OF", "1600000000", "is not a day"),
        ("COMPANION_RECOMMEND__COUNT", "-1", "recommend.count"),
        ("COMPANION_RECOMMEND__COUNT", "many", "recommend.count"),
        ("COMPANION_CACHEE", "/tmp", "did you mean cache"),
        ("COMPANION_RECOMMEND__COUNTS", "3", "did you mean recommend.count"),
    ],
)
def test_a_senseless_variable_is_refused_in_one_line(variable, value, says):
    with pytest.raises(UsageError, match=says) as e:
        load_settings(environment={variable: value})
    assert "\n" not in str(e.value)
