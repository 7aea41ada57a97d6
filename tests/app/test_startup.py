"""A command imports what it needs and nothing else, so that nobody waits for the rest."""

import subprocess
import sys

import pytest

TEXT_ROOMS = set("base language models documents retrieval knowledge understanding answering dialogue app".split())


def imported(*arguments):
    """The modules that are imported when a command has run."""
    code = (
        "import sys\n"
        "from companion.app.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return set(done.stderr.splitlines()[-1].split())


def rooms(modules):
    return {name.split(".")[1] for name in modules if name.startswith("companion.")}


def test_help_waits_for_nothing():
    assert not {"numpy", "pydantic", "yaml"} & imported("--help")


@pytest.mark.parametrize("arguments", [("ask", "안녕"), ("kb", "search", "업무협약"), ("places", "stats")])
def test_a_command_of_text_imports_no_sound(arguments):
    modules = imported(*arguments)
    assert "companion.knowledge.places.store" in modules
    assert rooms(modules) <= TEXT_ROOMS
    assert not {"onnxruntime", "sounddevice", "torch"} & modules


def test_listing_models_imports_no_engine():
    assert rooms(imported("models", "list")) == {"app", "base", "models"}


def test_a_command_that_is_not_known_imports_none():
    assert rooms(imported("nonsense")) == {"app", "base"}
