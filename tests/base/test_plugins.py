import json
from importlib.metadata import EntryPoint

import pytest

from companion.base import plugins
from companion.base.errors import UsageError


@pytest.fixture
def entries(monkeypatch):
    found = [
        EntryPoint("json", "json:loads", "companion.skill"),
        EntryPoint("json", "elsewhere:other", "companion.skill"),
        EntryPoint("gone", "no_such_package:Skill", "companion.skill"),
        EntryPoint("empty", "json:no_such_name", "companion.skill"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [e for e in found if e.group == group])
    plugins.discover.cache_clear()
    yield
    plugins.discover.cache_clear()


@pytest.mark.usefixtures("entries")
class TestPlugins:
    def test_they_are_found_by_name_without_being_imported_and_the_first_wins(self):
        assert {name: e.value for name, e in plugins.discover("companion.skill").items()} == {
            "empty": "json:no_such_name",
            "gone": "no_such_package:Skill",
            "json": "json:loads",
        }

    def test_the_object_behind_the_name_is_loaded(self):
        assert plugins.load("companion.skill", "json") is json.loads

    def test_an_unknown_name_lists_the_known_ones(self):
        with pytest.raises(UsageError, match=r"no companion\.skill plug-in «jsno»; known: empty, gone, json"):
            plugins.load("companion.skill", "jsno")

    def test_a_group_without_plugins_asks_whether_the_package_is_installed(self):
        with pytest.raises(UsageError, match="is companion-robot installed"):
            plugins.load("companion.nothing", "any")

    @pytest.mark.parametrize("name", ["gone", "empty"])
    def test_one_that_cannot_be_imported_is_a_usage_error(self, name):
        with pytest.raises(UsageError, match="cannot be loaded"):
            plugins.load("companion.skill", name)


HOSTILE = {
    "raises": "raise RuntimeError('two\\nlines')",
    "exits": "import sys; sys.exit(3)",
    "lacks": "import a_module_that_nobody_has",
    "refuses": "def Skill(library): raise KeyError('made in its constructor')",
}


@pytest.fixture
def hostile(monkeypatch, tmp_path):
    """Built-in skills, and beside them plug-ins that fail in every way; each stands in a module of its own."""
    real = [e for e in plugins.entry_points(group="companion.skill") if e.value.startswith("companion.")]
    bad = []
    for name, source in HOSTILE.items():
        (tmp_path / f"hostile_{name}.py").write_text(source)
        bad.append(EntryPoint(name, f"hostile_{name}:Skill", "companion.skill"))
    bad.append(EntryPoint("clock", "hostile_raises:Skill", "companion.skill"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*bad, *real])
    plugins.discover.cache_clear()
    yield
    plugins.discover.cache_clear()


@pytest.mark.usefixtures("hostile")
class TestHostilePlugins:
    def test_a_plug_in_that_takes_a_built_in_name_is_named_and_left_out(self, caplog):
        assert plugins.discover("companion.skill")["clock"].value.startswith("companion.")
        assert "«clock» (hostile_raises:Skill) is left out" in caplog.text

    @pytest.mark.parametrize("name", ["raises", "exits", "lacks"])
    def test_one_that_was_chosen_and_fails_is_an_error_of_one_line(self, name):
        with pytest.raises(UsageError, match=f"«{name}»") as e:
            plugins.load("companion.skill", name)
        assert "\n" not in str(e.value)

    def test_those_that_fail_are_each_named_once_and_the_others_are_made(self, monkeypatch, caplog):
        good = EntryPoint("good", "builtins:str", "companion.skill")
        bad = [e for e in plugins.entry_points(group="companion.skill") if e.name in HOSTILE]
        monkeypatch.setattr(plugins, "entry_points", lambda group: [*bad, good])
        plugins.discover.cache_clear()
        assert plugins.make_all("companion.skill", "library") == {"good": "library"}
        assert sorted(r.args[1] for r in caplog.records) == sorted(HOSTILE)
        assert all("\n" not in r.getMessage() for r in caplog.records)


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("companion.skill", {"knowledge", "recommend", "smalltalk", "refusal", "none", "clock", "control"}),
        ("companion.embedder", {"use", "sentence-transformers"}),
    ],
)
def test_the_built_in_skills_and_engines_are_plugins_like_everyone_elses(group, names):
    plugins.discover.cache_clear()
    assert names <= set(plugins.discover(group))
    for name in names:
        assert plugins.load(group, name).__module__.startswith("companion.")
