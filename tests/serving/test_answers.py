"""What the service says of a person is the document of `polc eval`, byte for byte."""

import json
from random import Random

import pytest
from agreement.persons import persons, readings
from agreement.shipped import kernel_of

from polc.assumed import NO_READING
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Kernel
from polc.dsl.values import Given
from polc.loaded import Loaded
from polc.serving.answering import evaluated, explained
from polc.serving.shelf import Served
from polc.telling.answer import answer_document, beside_of, given_json
from polc.telling.lines import as_json

PERSONS = 12


def body_of(kernel: Kernel, person: dict[str, Given | None]) -> bytes:
    return json.dumps({name: given_json(kernel, name, value) for name, value in person.items()}).encode()


@pytest.mark.parametrize(
    "name", ["石狮2025", "town", "books", "examples/语言/19-一件一个数/19-一件一个数.pol"]
)
def test_the_document_of_eval(name: str) -> None:
    """Known and unknown facts, lists, relations kept and broken, readings chosen and not."""
    kernel = kernel_of(name)
    served = Served(name=name, path=name, kernel=kernel, loaded=Loaded(kernel))
    rng, quick = Random(5), 0
    for person in persons(kernel, PERSONS):
        chosen = readings(kernel, rng) or {}
        assume = [f"{assumption}={reading or NO_READING}" for assumption, reading in chosen.items()]
        body = body_of(kernel, dict(person))
        evaluation = evaluate(kernel, person, chosen)
        beside = beside_of(kernel, person, evaluation)
        wanted = answer_document(kernel, evaluation, beside, trace=False)
        assert as_json(evaluated(served, body, assume)) == as_json(wanted)
        assert as_json(explained(served, body, assume)) == as_json(
            answer_document(kernel, evaluation, beside, trace=True)
        )
        quick += not evaluation.missing
    assert quick
