"""Whatever the OpenAPI document allows is asked of the running service."""

from typing import Any

import pytest
import schemathesis
from checkout import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving.running import serving


def whole(value: Any) -> Any:
    """JSON Schema takes 1080.0 for an integer; polc doesn't, and says why (docs/serve.md)."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {key: whole(each) for key, each in value.items()}
        case list():
            return [whole(each) for each in value]
        case _:
            return value


def test_what_the_description_allows_is_answered() -> None:
    """Every answer has the status, type and form that is described; a person of the schema is accepted."""
    _ask(examples=12)


@pytest.mark.thorough
def test_the_same_at_length() -> None:
    _ask(examples=600)


def _ask(examples: int) -> None:
    with serving(ROOT / "examples" / "语言", "08-清单与亲属") as server:
        schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) == 6

        @settings(max_examples=examples, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.one_of([operation.as_strategy() for operation in operations]))
        def ask(case: Any) -> None:
            case.body = whole(case.body)
            case.call_and_validate()

        ask()
