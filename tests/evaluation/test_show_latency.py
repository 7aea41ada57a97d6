"""How quickly a show obeys, as `companion bench show` tells it."""

import json

from companion.app.main import main


def test_silence_and_agreement_are_measured_and_told(capsys):
    words = ["bench", "show", "signing-ceremony", "--count", "3"]
    assert main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["times"], told["consoles"], told["stages"]) == (3, 2, 3)
    for figures in (told["silence_ms"], told["agreement_ms"]):
        assert 0 < figures["p50"] <= figures["p95"] <= figures["max"]


def test_measuring_nothing_is_refused(capsys):
    assert main(["bench", "show", "signing-ceremony", "--count", "0"]) == 2
    assert "at least 1" in capsys.readouterr().err
