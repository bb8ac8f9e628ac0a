"""What is answered about one person: the document of `polc eval --output-format json`, byte for byte.

In: a policy that is served, the body of a request, and readings as typed. Out: the document. The generated
module decides. What it doesn't tell of somebody who misses facts (which of them are worth asking) is told by
the interpreter, which the module is held to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from polc.assumed import readings_of
from polc.compiler.interpret import evaluate
from polc.dsl.source import Source
from polc.dsl.values import Given
from polc.persons import read_person
from polc.refusals import Refusal
from polc.serving.shelf import Served
from polc.telling.answer import answer_document, beside_of
from polc.telling.problem_wording import Problem, wrong_query

BODY = "body"
_FIRST = ("schema", "policy", "outputs", "entry_outputs")


def evaluated(served: Served, body: bytes, assume: Iterable[str]) -> Mapping[str, Any]:
    """Every result with its clauses."""
    facts, readings = facts_of(served, body), readings_in(served, assume)
    decision = served.loaded.module.evaluate(served.loaded.person(facts), assume=readings or None)
    if decision.missing:
        return _told(served, facts, readings, trace=False)
    document: dict[str, Any] = served.told(decision.to_dict())
    # The command tells the results of entries beside the others.
    return document if "entry_outputs" not in document else dict(sorted(document.items(), key=_place))


def _place(item: tuple[str, Any]) -> int:
    return _FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST)


def explained(served: Served, body: bytes, assume: Iterable[str]) -> Mapping[str, Any]:
    """The same with every step, as with --trace."""
    return _told(served, facts_of(served, body), readings_in(served, assume), trace=True)


def _told(
    served: Served, facts: Mapping[str, Given | None], readings: Mapping[str, str | None], *, trace: bool
) -> Mapping[str, Any]:
    kernel = served.kernel
    evaluation = evaluate(kernel, facts, readings)
    return answer_document(kernel, evaluation, beside_of(kernel, facts, evaluation), trace=trace)


def facts_of(served: Served, body: bytes) -> dict[str, Given | None]:
    """The facts of a body, as `polc eval -i` reads them. Problem."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not_utf8", at=str(error.start + 1)) from None
    facts = read_person(served.kernel, Source(path=BODY, text=text))
    if facts.found:
        raise Problem("wrong_facts", errors=facts.found, count=str(len(facts.found)))
    return facts.known


def readings_in(served: Served, assume: Iterable[str]) -> dict[str, str | None]:
    """The readings that the query chooses. Problem."""
    try:
        return readings_of(served.kernel, assume)
    except Refusal as refusal:
        raise wrong_query(refusal) from None
