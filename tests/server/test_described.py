"""The description of the HTTP interface holds, whatever is sent to it; and the document names what is counted."""

import re
from pathlib import Path

import httpx2 as httpx
import pytest
from served import serving

schemathesis = pytest.importorskip("schemathesis")  # needs an extra of developers

from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis.generation import GenerationMode  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8  # of each operation and kind; more find more, and take longer


@pytest.fixture(scope="module")
def hardy(loaded_once):
    """A server that lets one address ask as often as it likes, and needs a token for all else."""
    with serving(rate_per_s=10_000, session_limit=5, per_address=5) as address:
        yield address


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_whatever_is_sent_is_answered_as_described(hardy, mode):
    described = httpx.get(f"{hardy.http}/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=hardy.http)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert {operation.path for operation in operations} == set(described["paths"])
    failures = []
    for operation in [each for each in operations if each.method == "post" or "{" in each.path]:
        try:
            cases = operation.as_strategy(generation_mode=mode)

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=cases)
            def asks(case):
                answer = case.call()
                assert answer.status_code != 500, answer.text
                case.validate_response(answer, checks=CHECKS)

            asks()
        except Exception as e:
            failures.append(f"{operation.label}: {type(e).__name__}: {e}")
    failures = [failure for failure in failures if "Unsatisfiable" not in failure]  # nothing to get wrong
    assert not failures, "\n\n".join(failures)
    assert "companion_errors_total{" not in httpx.get(f"{hardy.http}/metrics").text


def test_the_document_names_all_that_is_counted(server):
    text = httpx.get(f"{server.http}/metrics").text
    counted = set(re.findall(r"^# TYPE (\w+)", text, re.M))
    document = (Path(__file__).parents[2] / "docs/server.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(companion_\w+)", document))
    assert {name for name in counted if not name.endswith("_created")} == named
