"""A real language model in a file: the smallest that a package carries. It knows no Korean, and does no harm."""

import json
import sys
from datetime import datetime

import pytest
from made_up import robot_of_garam

from companion.base.errors import CompanionError, SettingError
from companion.base.settings import GuestModel, load_settings
from companion.models.llm import Message, NoCompletion, PatientModel, trial
from companion.models.progress import Lines
from companion.models.store import ModelMissing, ModelStore

pytest.importorskip("xllamacpp")

from companion.models.llama_cpp import LlamaCpp

NAME = "smollm2-135m"
SLOW_S = 120.0
"""How long such a model may take on a busy machine."""
REMARK = "블루스크린이 떴어"
NOW = datetime(2026, 11, 22, 15, 5)


@pytest.fixture(scope="module")
def store():
    store = ModelStore(load_settings(environment={}).models_folder)
    store.ensure(NAME, Lines(sys.stderr))
    return store


@pytest.fixture(scope="module")
def model(store):
    return LlamaCpp(GuestModel(engine="llama-cpp", model=NAME), store)


def test_it_keeps_to_the_form(model):
    schema = {
        "type": "object",
        "properties": {"act": {"enum": ["holder", "none"]}, "office": {"enum": ["가람시장", "가람도서관 관장"]}},
        "required": ["act", "office"],
        "additionalProperties": False,
    }
    said = model.complete([Message("user", "Who is the mayor? Fill in the form.")], schema, 60, SLOW_S)
    form = json.loads(said)
    assert form["act"] in ("holder", "none")
    assert form["office"] in ("가람시장", "가람도서관 관장")


def test_it_stops_when_its_time_is_over(model):
    schema = {"type": "object", "properties": {"say": {"type": "string"}}, "required": ["say"]}
    with pytest.raises(NoCompletion, match="in time"):
        model.complete([Message("user", "Tell me a very long story. " * 50)], schema, 4000, 0.05)
    assert trial(model, SLOW_S) < SLOW_S  # it is free again


def test_what_it_cannot_read_is_one_reason(model):
    with pytest.raises(NoCompletion) as error:
        model.complete([Message("user", "word " * 20_000)], {"type": "object"}, 10, SLOW_S)
    assert "\n" not in str(error.value)


def test_it_says_that_it_is_here(model):
    assert model.is_here
    assert "on this machine" in model.name


def test_as_a_guest_it_answers_in_time_or_not_at_all_and_adds_no_fact(model, store, tmp_path):
    guest = f"{{engine: llama-cpp, model: {NAME}, within_ms: 60000, queries: false, below: 1}}"
    robot = robot_of_garam(tmp_path, NOW, f"guest: {guest}\n")
    own, _ = robot.respond(REMARK)
    explained = robot.explain(REMARK, consult=True)
    asked = explained.consultation
    assert asked is not None
    assert asked.for_what == ("talk",)
    assert asked.proposed or "in time" in asked.why or "within" in asked.why  # on a machine that is too slow for it
    if asked.used == "nothing":
        assert explained.reply.text == own.text
    assert explained.reply.sources == ()


@pytest.mark.parametrize("named", ["", "no-such-model", "/no/such/file.gguf"])
def test_a_model_that_is_not_there_is_an_error_that_says_so(store, named):
    with pytest.raises(SettingError, match=r"guest\.model"):
        LlamaCpp(GuestModel(engine="llama-cpp", model=named), store)


def test_a_model_of_the_catalogue_that_was_not_fetched_says_how(tmp_path):
    with pytest.raises(ModelMissing, match=f"companion models pull {NAME}"):
        LlamaCpp(GuestModel(engine="llama-cpp", model=NAME), ModelStore(tmp_path))


def test_a_file_that_is_no_model_is_an_error(store, tmp_path):
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(CompanionError, match="cannot be loaded"):
        LlamaCpp(GuestModel(engine="llama-cpp", model=str(file)), store)


def test_a_thread_that_is_late_leaves_the_model_usable(model):
    patient = PatientModel(model)
    schema = {"type": "object", "properties": {"say": {"type": "string"}}, "required": ["say"]}
    with pytest.raises(NoCompletion):
        patient.complete([Message("user", "Tell me a very long story. " * 50)], schema, 4000, 0.05)
    assert trial(model, SLOW_S) < SLOW_S
