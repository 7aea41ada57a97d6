import json
import logging
from importlib.metadata import EntryPoint, PathDistribution

import pytest

from companion.base import plugins
from companion.base.errors import CompanionError, UsageError


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
    def test_one_that_cannot_be_imported_is_named(self, name):
        with pytest.raises(plugins.BrokenPlugin, match=f"plug-in «{name}» .* cannot be loaded"):
            plugins.load("companion.skill", name)


STRANGE = {
    "raises": "raise ZeroDivisionError('one\\nline')",
    "exits": "import sys; sys.exit(3)",
    "lacks": "import no_such_package",
    "fails": "def plugin(*_): raise RuntimeError('made badly')",
    "leaves": "def plugin(*_): raise SystemExit(0)",
    "good": "def plugin(*_): return 'made'",
    "knowledge": "def plugin(*_): return 'an impostor'",
}


@pytest.fixture
def strangers(tmp_path, monkeypatch):
    """A package whose plug-ins do what strangers' plug-ins do."""
    for name, code in STRANGE.items():
        (tmp_path / f"strange_{name}.py").write_text(code + "\n", encoding="utf-8")
    info = tmp_path / "strange-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n", encoding="utf-8")
    lines = [f"{name} = strange_{name}:plugin" for name in STRANGE]
    (info / "entry_points.txt").write_text("\n".join(["[companion.skill]", *lines, ""]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert PathDistribution(info).name == "strange"
    plugins.discover.cache_clear()
    yield
    plugins.discover.cache_clear()


@pytest.mark.usefixtures("strangers")
class TestStrangers:
    @pytest.mark.parametrize("name", ["raises", "exits", "lacks", "fails", "leaves"])
    def test_a_broken_one_is_one_line_that_names_it(self, name):
        with pytest.raises(CompanionError, match=f"«{name}» .strange_{name}:plugin. cannot be loaded") as caught:
            plugins.make_plugin("companion.skill", name)
        assert "\n" not in str(caught.value)

    def test_the_name_of_a_built_in_one_is_not_taken(self, caplog):
        with caplog.at_level(logging.WARNING):
            assert plugins.discover("companion.skill")["knowledge"].value.startswith("companion.")
        assert "«knowledge» (strange_knowledge:plugin) was left out" in caplog.text

    def test_the_others_are_made(self, assistant, caplog):
        made = plugins.make_plugins("companion.skill", assistant.library)
        assert made["good"] == "made"
        assert set(assistant.skills) - {"crisis"} <= set(made)  # that one is made of phrases alone
        assert not {"raises", "exits", "lacks", "fails", "leaves"} & set(made)
        assert caplog.text.count("a plug-in was left out") == 5


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("companion.skill", {"knowledge", "recommend", "smalltalk", "refusal", "none", "clock", "control", "inform"}),
        ("companion.embedder", {"use", "sentence-transformers"}),
    ],
)
def test_the_built_in_skills_and_engines_are_plugins_like_everyone_elses(group, names):
    plugins.discover.cache_clear()
    assert names <= set(plugins.discover(group))
    for name in names:
        assert plugins.load(group, name).__module__.startswith("companion.")
