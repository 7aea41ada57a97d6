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
