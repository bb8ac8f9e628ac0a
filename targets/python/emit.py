"""The target "python": one module a policy, standard library only, that decides as the interpreter does.

In: a kernel and options (`extra` may hold the file's "name" without suffix). Out: one artefact. The
module is the prelude, unchanged, followed by code made of `ast` nodes; texts of the policy are constants.
"""

from __future__ import annotations

import ast

import attrs

from polc.compiler.kernel import Kernel
from polc.compiler.readings import chosen_readings, combinations
from polc.targets.api import Artifact, Options
from polc.targets.python import pycode
from polc.targets.python.assemble import SHARED, fixed_text, shared_text, sharing_text
from polc.targets.python.compiled import compiled
from polc.targets.python.entries import Entries
from polc.targets.python.general import Writer
from polc.targets.python.layout import render, same_code
from polc.targets.python.names import module_name, names_of
from polc.targets.python.needs import switched_off
from polc.targets.python.people import Classes
from polc.targets.python.pycode import Pool
from polc.targets.python.tables import Tables

_PUBLIC = (
    "ASSUMPTIONS",
    "FIELDS",
    "INPUT_SCHEMA",
    "OUTPUT_SCHEMA",
    "POLICY",
    "AssumptionInfo",
    "AtLeast",
    "AtMost",
    "Between",
    "Decision",
    "Duration",
    "FieldInfo",
    "Missing",
    "NotApplicable",
    "Person",
    "PolicyInfo",
    "PolicyInputError",
    "Reason",
    "Receipt",
    "RowError",
    "Trace",
    "TraceRow",
    "TraceStep",
    "Undetermined",
    "evaluate",
    "evaluate_rows",
    "explain",
)

_COMPILED = """
def _fast(person: Person) -> Decision:
    decided: Decision = _partly_known(person) if person._open else _wholly_known(person)
    return decided
"""
_NOT_COMPILED = """
def _fast(person: Person) -> Decision:
    return _general(person, None)
"""
_CASES = """
def _decide_case(row: Mapping[str, object], assume: Mapping[str, str | None] | None) -> Decision:
    return evaluate(Person.from_mapping(row), assume=assume)


def _self_test() -> tuple[int, list[str]]:
    return _run_cases(_POLICY, _CASES, _decide_case)
"""
_NO_CASES = """
def _self_test() -> tuple[int, list[str]]:
    return 0, []
"""
_FUNCTIONS = '''
def _general(person: Person, assume: Mapping[str, str | None] | None) -> Decision:
    """The decision of the general path."""
    evaluation = _evaluate(_POLICY, _given(_POLICY, person), assume)
    answers = _answers(_POLICY, evaluation)
    decided: Decision = _DRAFT(*answers, evaluation)
    decided.__class__ = _DECISION
    return decided


def evaluate(person: Person, *, assume: Mapping[str, str | None] | None = None) -> Decision:
    """Decide for one person; `assume` chooses readings by name, None leaves an assumption undecided."""
    return _fast(person) if assume is None else _general(person, assume)


def explain(person: Person, *, assume: Mapping[str, str | None] | None = None) -> Trace:
    """Decide for one person and show every step."""
    return Trace(_general(person, assume))


def evaluate_rows(
    rows: Iterable[Mapping[str, object] | Person],
    *,
    columns: Mapping[str, str] | None = None,
    assume: Mapping[str, str | None] | None = None,
) -> Iterator[Decision | RowError]:
    """Decide row after row; a row that can't be read gives a `RowError`, and the others go on."""
    for number, row in enumerate(rows, 1):
        try:
            person = row if isinstance(row, Person) else Person.from_mapping(row, columns=columns)
        except PolicyInputError as error:
            yield RowError(number, error.field, error.expected, str(error))
        except (TypeError, AttributeError):
            yield RowError(number, "", "一行事实", "应为一行事实 · expected a mapping of facts")
        else:
            yield evaluate(person, assume=assume)


def _decide_line(row: Mapping[str, object]) -> Mapping[str, object]:
    return evaluate(Person.from_mapping(row)).to_dict()


if __name__ == "__main__":
    raise SystemExit(_main(_decide_line, _self_test, _USAGE))
'''


@attrs.frozen
class PythonTarget:
    """Writes one Python module a policy; with the option runtime=shared also the runtime, beside it."""

    name: str = "python"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """`<name>.py`, and the runtime where that is shared."""
        stem = module_name(kernel, options.option("name"))
        made = Artifact(f"{stem}.py", module_source(kernel, options).encode())
        if options.option("runtime") != "shared":
            return (made,)
        return (made, Artifact(f"{SHARED}.py", shared_text().encode()))


TARGET = PythonTarget()


def module_source(kernel: Kernel, options: Options) -> str:
    """The text of the module. It is parsed as Python 3.9 before it's given out. TooManyReadings."""
    next(combinations(kernel, chosen_readings(kernel, {})))
    body = _body(kernel, options)
    tree = ast.fix_missing_locations(ast.Module(body, []))
    written = render(tree.body)
    if not same_code(ast.parse(written, feature_version=(3, 9)), tree):
        raise AssertionError("the layout changed the code")
    shared = options.option("runtime") == "shared"
    fixed = sharing_text(tree.body) if shared else fixed_text(tree.body, switched_off(kernel))
    return f"{_head(kernel)}\n\n{fixed}\n\n\n# ---- the policy {'-' * 87}\n{written}"


def _head(kernel: Kernel) -> str:
    """The module's docstring."""
    title = " ".join(part for part in (kernel.info.title, kernel.info.document) if part)
    told = f"{title}\n\nMade by polc from the policy's text; change the text, not this file."
    return ast.unparse(ast.Expr(pycode.const(told)))


def _body(kernel: Kernel, options: Options) -> list[ast.stmt]:
    names = names_of(kernel)
    pool = Pool(names.facts)
    tables = Tables(kernel, names, pool, options)
    writer = Writer(kernel, names, pool)
    entries = Entries(kernel, names, tables)
    classes = Classes(kernel, names, tables, entries)
    before, functions, choices = tables.before_choices(), writer.functions(), writer.tables()
    after, people = tables.after_choices(), [*entries.classes(), classes.person()]
    decided = compiled(kernel, names, pool)
    fast = [*decided, *ast.parse(_COMPILED if decided else _NOT_COMPILED).body]
    more = [*names.entries.values(), *(["EntryAnswer"] if kernel.entry_outputs else [])]
    public = sorted([*_PUBLIC, *more], key=lambda name: (not name.isupper(), name))
    usage = f"{kernel.info.title}: python -m MODULE < people.jsonl | python -m MODULE --self-test"
    return [
        pycode.assign("__all__", ast.List([pycode.const(name) for name in public], ast.Load())),
        *pool.statements(),
        *before,
        *functions,
        *choices,
        *after,
        *people,
        *classes.decision(),
        *fast,
        pycode.declare("_USAGE", "Final[str]", pycode.const(usage)),
        *ast.parse(_CASES if kernel.cases else _NO_CASES).body,
        *ast.parse(_FUNCTIONS).body,
    ]
