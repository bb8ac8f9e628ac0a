"""Generated JavaScript modules compared with the interpreter, by one process of node a part.

In: a kernel, persons and readings. Out: what a module decides otherwise, as text. The interpreter's results
are translated here, by a second hand, and never by the module's own code.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Kernel
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.text import interval, result_text
from polc.dsl.values import (
    Amount,
    Given,
    Missing,
    NotApplicable,
    Rate,
    Records,
    Status,
    Undetermined,
    distinct,
)
from polc.targets.api import Options
from polc.targets.js.data import aliases, json_of
from polc.targets.js.emit import module_source

OPTIONS = Options(source_sha256="0" * 64, compiler_version="test", kernel_sha256="1" * 64)
Json = Any
AT_A_TIME = 2_000
SERVE = """
import { createInterface } from "node:readline";
import * as policy from "./policy.mjs";
for await (const line of createInterface({ input: process.stdin })) {
  const { call, given } = JSON.parse(line);
  let found;
  try {
    found = policy[call](...given);
  } catch (error) {
    found = { error: `${error.name}: ${error.message}` };
  }
  process.stdout.write(`${JSON.stringify(found)}\\n`);
}
"""


@attrs.frozen
class Module:
    """A module in a folder of its own; each call of `ask` is one process."""

    folder: Path

    def ask(self, calls: Sequence[tuple[str, list[Json]]]) -> list[Json]:
        """What each call gives, or its error."""
        lines = "".join(json.dumps({"call": call, "given": given}) + "\n" for call, given in calls)
        run = subprocess.run(
            ["node", "serve.mjs"], cwd=self.folder, input=lines.encode(), capture_output=True, check=False
        )
        if run.returncode:
            raise RuntimeError(run.stderr.decode())
        return [json.loads(line) for line in run.stdout.splitlines()]


@contextmanager
def module(kernel: Kernel) -> Iterator[Module]:
    """The module of a kernel, freshly made."""
    with tempfile.TemporaryDirectory() as folder:
        yield written(kernel, Path(folder))


def written(kernel: Kernel, folder: Path) -> Module:
    """The module of a kernel, in this folder."""
    (folder / "policy.mjs").write_text(module_source(kernel, OPTIONS), "utf-8")
    (folder / "serve.mjs").write_text(SERVE, "utf-8")
    return Module(folder)


def fact_keys(kernel: Kernel) -> dict[str, str]:
    """The key of each fact."""
    return aliases("fact", ((decl.name, decl.alias) for decl in kernel.inputs))


def person_json(kernel: Kernel, person: Mapping[str, Given | None]) -> Json:
    """A person as a module takes it."""
    keys = fact_keys(kernel)
    return {keys[name]: _given(kernel, name, value) for name, value in person.items()}


def _given(kernel: Kernel, name: str, value: Given | None) -> Json:
    if isinstance(value, Records):
        columns = kernel.input_by_name[name].columns
        keys = aliases("column", ((column.name, column.alias) for column in columns)).values()
        return [dict(zip(keys, map(_cell, row), strict=True)) for row in value.rows]
    return _cell(value)


def _cell(value: Any) -> Json:
    if isinstance(value, Rate):
        return f"{value.numerator}/{value.denominator}"
    return None if value is None else json_of(value)


def document(kernel: Kernel, wanted: Evaluation) -> Json:
    """The answer as a module should give it, outputs in their order."""
    keys = fact_keys(kernel)
    fields = [(decl.name, wanted.fields[decl.name]) for decl in kernel.outputs]
    return {
        "outputs": [_output(kernel, name, field) for name, field in fields]
        + [_output(kernel, *told) for output in kernel.entry_outputs for told in wanted.told_of(output)],
        "missing": [keys[name] for name in wanted.missing],
        "readings": [list(pair) for pair in wanted.readings],
    }


def _output(kernel: Kernel, name: str, field: FieldResult) -> Json:
    bounds = bounds_of(kernel)
    status, value, reason = _meaning(kernel, field.result)
    found = {
        "name": name,
        "status": status,
        "value": value,
        "text": result_text(field.result, bounds),
        "clauses": list(field.clauses),
        "reason": reason,
    }
    if isinstance(field.result, Undetermined) and field.result.candidates:
        found["candidates"] = [{"reading": r, "text": text} for r, text in field.result.candidates]
    return found


def _meaning(kernel: Kernel, result: Any) -> tuple[str, Json, str]:
    match result:
        case NotApplicable(reason=reason):
            return "not_applicable", None, reason
        case Missing(inputs=inputs):
            return "missing", None, "、".join(inputs)
        case Undetermined(reasons=reasons, document=document):
            return "undetermined", None, "；".join(distinct([*reasons, *([document] if document else [])]))
        case Amount() as amount:
            low, high = interval(amount, bounds_of(kernel))
            if low is not None and low == high:
                return "value", _exact(low), ""
            ends = {"at_least": low, "at_most": high}
            return "bound", {key: _exact(end) for key, end in ends.items() if end is not None}, ""
        case Rate():
            return "value", result_text(result, {}), ""
        case _:
            assert not isinstance(result, Status)
            return "value", json_of(result), ""


def _exact(number: Fraction) -> Json:
    return number.numerator if number.denominator == 1 else str(number)


def compared(
    kernel: Kernel, module: Module, people: Sequence[Mapping[str, Given | None]], wanted: Sequence[Evaluation]
) -> Iterator[str]:
    """What a module decides otherwise of these persons, some at a time."""
    for start in range(0, len(people), AT_A_TIME):
        some = people[start : start + AT_A_TIME]
        found = module.ask([("evaluate", [person_json(kernel, person), {}]) for person in some])
        for person, one, other in zip(some, wanted[start:], found, strict=False):
            yield from (f"{dict(person)}: {each}" for each in differences(document(kernel, one), other))


def answer_of(found: Json) -> Json:
    """The parts of an answer that are compared."""
    if "error" in found:
        return found
    each = found.get("entry_outputs", {}).values()
    rows = [told for one in each for told in ([one["whole"]] if one["entries"] is None else one["entries"])]
    return {
        "outputs": [*found["outputs"].values(), *rows],
        "missing": found["missing"],
        "readings": [[each["name"], each["reading"]] for each in found["assumptions"]],
    }


def differences(expected: Json, found: Json) -> list[str]:
    """What differs between an expected answer and one that was given."""
    given = answer_of(found)
    if expected == given or "error" in given:
        return [] if expected == given else [f"expected an answer, found {given['error']}"]
    wrong = [
        f"expected {a}, found {b}"
        for a, b in zip(expected["outputs"], given["outputs"], strict=True)
        if a != b
    ]
    wrong += [
        f"{key}: expected {expected[key]}, found {given[key]}"
        for key in ("missing", "readings")
        if expected[key] != given[key]
    ]
    return wrong
