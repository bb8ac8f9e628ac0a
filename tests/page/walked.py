"""The interview of a page carried out by node: who answers, what was shown, what came of it.

In: a kernel and persons. Out: for each person the screens that were shown, what was known in the end and the
outputs. The script is the page's own, without its screens.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Given, Rate, Records
from polc.targets.api import Options
from polc.targets.js.data import aliases, json_of
from polc.targets.page.emit import logic

OPTIONS = Options(source_sha256="0" * 64, compiler_version="测试")
WALK = """
import { answered, daysOf, nextScreen, POLICY_OF } from "./policy.mjs";
const { personOf, whole, decided, left } = POLICY_OF;
const persons = JSON.parse(await new Promise(done => {
  let text = "";
  process.stdin.on("data", piece => (text += piece)).on("end", () => done(text));
}));
const walked = persons.map(person => {
  const answers = [];
  for (let screen = nextScreen(answers); screen && answers.length < 30; screen = nextScreen(answers)) {
    const [given, unsure] = [{}, []];
    const before = process.argv.includes("before") ? left(answers) : null;
    screen.facts.forEach(fact => {
      if (person[fact] === null || person[fact] === undefined) unsure.push(fact);
      else given[fact] = person[fact];
    });
    answers.push({ screen, given, unsure, before });
  }
  const known = whole(personOf(answers));
  const screens = answers.map(({ screen, before }) => ({ title: screen.title, facts: screen.facts, before }));
  return { screens, left: left(answers), known, outputs: decided(known),
    answer: person["…"] ? Object.assign(answered(answers), { days: daysOf(answers) }) : null };
});
process.stdout.write(JSON.stringify(walked));
"""
MORE = """
export const POLICY_OF = {
  personOf, whole, decided, left: answers => ask(personOf(answers), shownIn(answers)).left
};
"""


@attrs.frozen
class Walked:
    """One interview: keys are those of the module."""

    screens: list[dict[str, Any]]
    left: list[str]
    known: dict[str, Any]
    outputs: dict[str, Any]
    answer: dict[str, Any] | None


def fact_keys(kernel: Kernel) -> dict[str, str]:
    """The key of each fact."""
    return aliases("fact", ((decl.name, decl.alias) for decl in kernel.inputs))


def walk(
    kernel: Kernel,
    persons: Sequence[Mapping[str, Given | None]],
    folder: Path,
    *,
    shown: bool = False,
    before: bool = False,
) -> list[Walked]:
    """The interviews of these persons, with the last screen if `shown`; what somebody doesn't know is unsure.

    With `before` each screen comes with what mattered before it.
    """
    (folder / "policy.mjs").write_text(logic(kernel, OPTIONS) + MORE, "utf-8")
    (folder / "walk.mjs").write_text(WALK, "utf-8")
    given = json.dumps([_person(kernel, person) | {"…": shown} for person in persons])
    words = ["node", "walk.mjs", *(["before"] if before else [])]
    run = subprocess.run(words, cwd=folder, input=given.encode(), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    return [Walked(**found) for found in json.loads(run.stdout)]


def _person(kernel: Kernel, person: Mapping[str, Given | None]) -> dict[str, Any]:
    keys = fact_keys(kernel)
    return {keys[name]: _given(kernel, name, value) for name, value in person.items()}


def _given(kernel: Kernel, name: str, value: Given | None) -> Any:
    if not isinstance(value, Records):
        return _cell(value)
    columns = kernel.input_by_name[name].columns
    keys = aliases("column", ((column.name, column.alias) for column in columns)).values()
    return [dict(zip(keys, map(_cell, row), strict=True)) for row in value.rows]


def _cell(value: Any) -> Any:
    if isinstance(value, Rate):
        return f"{value.numerator}/{value.denominator}"
    return None if value is None else json_of(value)


def asked(kernel: Kernel, person: Mapping[str, Given | None]) -> dict[str, Given | None]:
    """A person with the defaults said aloud, as somebody answers who knows all of it."""
    return {decl.name: person.get(decl.name, decl.default) for decl in kernel.inputs}


def texts(kernel: Kernel, person: Mapping[str, Given | None]) -> dict[str, str]:
    """What the interpreter gives, as text."""
    found: Evaluation = evaluate(kernel, dict(person), traced=False)
    return {
        decl.name: result_text(found.fields[decl.name].result, bounds_of(kernel)) for decl in kernel.outputs
    }


def said(walked: Walked) -> dict[str, str]:
    """The same of an interview."""
    return {output["name"]: output["text"] for output in walked.outputs.values()}


def value_of(kernel: Kernel, name: str, given: Any) -> Given | None:
    """A fact of the module as the interpreter takes it; lists are not read back."""
    match kernel.input_by_name[name].type.kind.value, given:
        case _, None | bool():
            return given
        case "日期", str():
            return date.fromisoformat(given)
        case "整数", int():
            return Fraction(given)
        case _:
            raise KeyError(name)
