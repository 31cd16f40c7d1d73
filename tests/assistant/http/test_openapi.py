"""Requests made from our own description: none is a server error, every answer is described."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok

from assistant.http import create_app
from assistant.settings import Settings
from tests.conftest import listening

KEY = "key of the tests"


def _operations() -> Iterator[schemathesis.APIOperation[Any, Any, Any, Any]]:
    description = create_app(Settings(data_dir=Path("unused"))).openapi()
    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        assert isinstance(result, Ok)
        yield result.ok()


OPERATIONS = {operation.label: operation for operation in _operations()}
few_examples = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def address(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose documents may be changed."""
    own = shutil.copytree(data_dir, tmp_path_factory.mktemp("described") / "data")
    digest = sha256(KEY.encode()).hexdigest()
    with listening(create_app(Settings(data_dir=own, admin_key_hash=digest))) as address:
        yield address


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _references(child)


def test_every_reference_leads_to_a_component() -> None:
    description = create_app(Settings(data_dir=Path("unused"))).openapi()
    found = set(_references(description))
    assert "#/components/schemas/Citation" in found
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert found <= known


def test_the_description_has_every_operation() -> None:
    assert {"POST /v1/ask", "PUT /v1/documents/{document_id}", "GET /readyz"} <= set(OPERATIONS)


schemathesis.checks.load_all_checks()
NOT_CHECKED: list[Any] = [
    # A schema cannot say all that makes a request acceptable: white space alone is no question.
    schemathesis.checks.CHECKS.get_one("positive_data_acceptance"),
    # It does not know 413.
    schemathesis.checks.CHECKS.get_one("negative_data_rejection"),
]


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_request_has_a_described_answer(
    label: str, mode: schemathesis.GenerationMode, address: str
) -> None:
    @few_examples
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        headers = {"authorization": f"Bearer {KEY}"}
        case.call_and_validate(address, headers=headers, excluded_checks=NOT_CHECKED)

    try:
        check()
    except Unsatisfiable:
        pytest.skip("no request of this operation can be wrong")
