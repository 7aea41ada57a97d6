"""The base package can be installed on the boards it is meant for."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = ["manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"]


def test_every_base_dependency_has_a_wheel_for_arm64(tmp_path):
    """A dry run of pip for a 64-bit Raspberry Pi OS (glibc 2.36): no dependency may need a compiler there."""
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"]
    command += ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp"]
    command += [f"--platform={platform}" for platform in PLATFORMS]
    report = tmp_path / "report.json"
    command += ["--target", str(tmp_path / "target"), "--report", str(report), *dependencies]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    installed = {item["metadata"]["name"].lower(): item for item in json.loads(report.read_text())["install"]}
    assert "ctranslate2" in installed
    assert "torch" not in installed
    assert all(".whl" in item["download_info"]["url"] for item in installed.values())
