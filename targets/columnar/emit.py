"""The columnar target: one Python file that needs numpy only.

In: a kernel. Out: `NAME_columnar.py`: the prelude as it stands, the policy's tables and texts as packed
data, and one function written for this policy. The same kernel always gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import zlib
from importlib.resources import files
from struct import pack
from typing import Any

import attrs

from polc.compiler.kernel import InputDecl, InputRef, Kernel, Kind, Pick, walk
from polc.compiler.kernel.dependencies import expressions_of
from polc.dsl.diagnostics.model import Lang
from polc.targets.api import Artifact, NotExpressible, Options
from polc.targets.columnar.build import DAYS, ESCAPE, Built, build
from polc.targets.columnar.computed import computed
from polc.targets.columnar.encode import Encoder
from polc.targets.columnar.loops import DAYS as DAYS_IN_LOOPS
from polc.targets.columnar.loops import STRIDE, loops
from polc.targets.columnar.plan import Plan, make_plan
from polc.targets.columnar.printing import block_function, buffer_dtypes
from polc.targets.columnar.program import Program, TableData, Value
from polc.targets.columnar.storage import column_names, written
from polc.targets.constructs import Construct

_PACKS = {"u8": "B", "u16": "H", "u32": "I", "i32": "i"}


def refuse_entry_outputs(kernel: Kernel) -> None:
    """An answer here is one column a result: there is no place for a result of each entry."""
    for output in kernel.entry_outputs:
        raise NotExpressible("columnar", Construct.PER_ENTRY, output.name)


def explain_unsupported(kernel: Kernel) -> tuple[str, ...]:
    """Why a kernel has no columnar form; nothing when it has one."""
    try:
        refuse_entry_outputs(kernel)
        if not tabulated(kernel):
            computed(kernel)
    except NotExpressible as problem:
        return (problem.told(Lang.ZH),)
    return ()


def tabulated(kernel: Kernel) -> bool:
    """True where tables answer, which is quicker than computing."""
    try:
        make_plan(kernel)
    except NotExpressible:
        return False
    return True


def module_source(kernel: Kernel, options: Options) -> str:
    """The text of the module: by tables, else computed. NotExpressible when there is none."""
    refuse_entry_outputs(kernel)
    try:
        plan = make_plan(kernel)
    except NotExpressible:
        return computing_source(kernel, options)
    built = build(plan)
    encoder = Encoder(plan)
    data = _data(plan, built, encoder)
    return "\n\n".join(
        (
            _prelude("prelude", "prelude_judge"),
            _THIS_POLICY,
            block_function(built.program).rstrip(),
            loops(built.program).text.rstrip(),
            _stamp(options),
            f"_DATA = {_packed(_as_json(data))}",
            f"_TABLES = {_packed(_table_bytes(built.program))}",
            "_POLICY = _Policy(_DATA, _TABLES, _block, _loops)",
            _JUDGE,
        )
    )


def computing_source(kernel: Kernel, options: Options) -> str:
    """The text of a module that carries out the program. NotExpressible when there is none."""
    parts = ("prelude", "prelude_lanes", "prelude_program", "prelude_computed")
    data = f"_DATA = {_packed(_as_json(computed(kernel)))}\n_POLICY = _Policy(_DATA)"
    return "\n\n".join((_prelude(*parts), _THIS_POLICY, _stamp(options), data, _JUDGE_COMPUTED))


def _stamp(options: Options) -> str:
    return f"SOURCE_SHA256 = {options.source_sha256!r}\nCOMPILER_VERSION = {options.compiler_version!r}"


_THIS_POLICY = "# ---- this policy " + "-" * 86


def _as_json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def _prelude(*names: str) -> str:
    """The parts of what doesn't depend on the policy: the first as it is, of the others what they define."""
    folder = files("polc.targets.columnar")
    first, *others = (folder.joinpath(f"{name}.py").read_text("utf-8") for name in names)
    needed = [line for text in others for line in text.splitlines() if line.startswith(("import ", "from "))]
    ours = [line for line in needed if line not in first and "polc" not in line and "__" not in line]
    start = first.index("import numpy")
    joined = f"{first[:start].rstrip()}\n" + "\n".join(dict.fromkeys(ours)) + f"\n\n{first[start:].rstrip()}"
    return "\n\n\n".join((joined, *(text[text.index(_RULE) :].rstrip() for text in others)))


_RULE = "\n# ----"


_JUDGE = '''def judge(
    columns: Mapping[str, Any], *, rows: Judge | None = None, block: int = BLOCK, compiled: bool = False
) -> Answers:
    """Every row of these columns, which go by the facts' names or aliases; `block` rows at a time.

    `compiled` makes machine code of it, which needs numba and takes seconds, once: for hundreds of millions.
    """
    return _POLICY.judge(columns, rows, block, compiled)
'''

_JUDGE_COMPUTED = '''def judge(
    columns: Mapping[str, Any], *, rows: Judge | None = None, block: int = BLOCK, compiled: bool = False
) -> Answers:
    """Every row of these columns, which go by the facts' names or aliases; `block` rows at a time.

    This policy has no loops for machine code: `compiled` changes nothing.
    """
    return _POLICY.judge(columns, rows, block)
'''


def _packed(content: bytes) -> str:
    """Bytes as a literal of short lines."""
    text = base64.b64encode(zlib.compress(content, 9)).decode()
    lines = [text[at : at + 96] for at in range(0, len(text), 96)]
    return '"""\n' + "\n".join(lines) + '\n"""'


def _table_bytes(program: Program) -> bytes:
    return b"".join(
        pack(f"<{len(table.items)}{_PACKS[table.dtype]}", *table.items)
        for table in program.tables
        if isinstance(table, TableData)
    )


def _data(plan: Plan, built: Built, encoder: Encoder) -> dict[str, Any]:
    program = built.program
    read = column_names(program)
    used = {column.name for column in read} | _days_in(plan.kernel)
    outputs = [encoder.output(output) for output in built.outputs]
    found = loops(program).buffers
    return {
        "facts": [_fact(plan, decl, decl.name in used) for decl in plan.kernel.inputs],
        "read": [[column.name, column.part] for column in read],
        "written": [_written(program, value) for value in written(program)],
        "buffers": list(buffer_dtypes(program)),
        "loops": {"buffers": {d: n * STRIDE for d, n in found.items()}, "days": DAYS_IN_LOOPS},
        "tables": [encoder.table(table) for table in program.tables],
        "outputs": outputs,
        "forms": encoder.forms,
    }


def _days_in(kernel: Kernel) -> set[str]:
    """The days that any result can depend on: unknown ones may count even where no table reads them."""
    meanings = [r.meaning for decl in kernel.assumptions for r in decl.readings]
    tops = [meaning for meaning in meanings if not isinstance(meaning, Pick)]
    tops += [expr for choice in kernel.choices for expr in expressions_of(choice)]
    names = {node.name for top in tops for node in walk(top) if isinstance(node, InputRef)}
    return {name for name in names if kernel.input_by_name[name].type.kind is Kind.DATE}


def _written(program: Program, value: Value) -> dict[str, Any]:
    """One column that is written: whose codes and whose days it is, or rows to be judged on their own."""
    names = [name for name, made in program.outputs.items() if made == value]
    return {
        "dtype": value.dtype,
        "codes": [name for name in names if "#" not in name],
        "days": [name.removesuffix(DAYS) for name in names if name.endswith(DAYS)],
        "escape": ESCAPE in names,
    }


def _fact(plan: Plan, decl: InputDecl, used: bool) -> dict[str, Any]:
    kind = {Kind.BOOL: "flag", Kind.DATE: "day", Kind.ENUM: "option"}.get(decl.type.kind, "none")
    options = decl.type.options if decl.type.kind is Kind.ENUM else ()
    return {
        "name": decl.name,
        "alias": decl.alias,
        "kind": kind,
        "options": list(options),
        "limit": len(options) - 1 if options else 1,
        "default": None if decl.default is None else plan.code_of(decl),
        "open": plan.is_open(decl),
        "used": used,
    }


@attrs.frozen
class Columnar:
    """The target called "columnar"."""

    name: str = "columnar"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """The module. NotExpressible when the kernel has no columnar form."""
        name = options.option("module", "policy")
        return (Artifact(f"{name}_columnar.py", module_source(kernel, options).encode()),)


TARGET = Columnar()
