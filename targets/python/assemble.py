"""The fixed part of a generated module: of the runtime, the definitions that its policy can reach.

In: the code of a policy and what is switched off for it. Out: text, nothing but whole definitions of the
`prelude*.py` beside this file, in their order, without the imports among themselves. Which definition needs
which others is found in their syntax trees (reachability from the names that the policy's code uses, as a
linker drops dead sections), so no list of parts is kept by hand. Inside a definition, `if _HAS_X:` and
`if _HAS_X and …:` ask a switch of `prelude.py`; what is switched off is cut out with its branch. Else
nothing is changed, so what was type-checked is what is shipped.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

import attrs

_FILES = (
    "prelude_record",
    "prelude",
    "prelude_reading",
    "prelude_decide",
    "prelude_combine",
    "prelude_run",
    "prelude_people",
    "prelude_answer",
    "prelude_plan",
    "prelude_main",
    "prelude_counting",
    "prelude_lists",
    "prelude_each",
)
_OURS = "polc."
_SWITCH = "_HAS_"
_HINTS_OF_THE_EMITTER = {"Iterator": "collections.abc", "Final": "typing", "Literal": "typing"}


@attrs.frozen
class Part:
    """One definition: its text with the comments above it, the names it binds, those it needs.

    `section` is the heading that it stands under; an alias is for type checkers only.
    """

    text: str
    binds: frozenset[str]
    needs: frozenset[str]
    section: str
    alias: bool


@attrs.frozen
class Runtime:
    """Every definition, and from which module each name comes that is imported: when run, or for hints."""

    parts: tuple[Part, ...]
    imports: dict[str, str]
    hints: dict[str, str]

    def reached(self, names: Iterable[str]) -> tuple[Part, ...]:
        """The parts that `names` need, directly or through others."""
        by_name = {name: part for part in self.parts for name in part.binds}
        seen: set[Part] = set()
        waiting = [by_name[name] for name in names if name in by_name]
        while waiting:
            part = waiting.pop()
            if part not in seen:
                seen.add(part)
                waiting += [by_name[name] for name in part.needs if name in by_name]
        return tuple(part for part in self.parts if part in seen)


def fixed_text(policy: Iterable[ast.stmt], off: frozenset[str]) -> str:
    """What stands before a policy's code, from `from __future__` on; the switches in `off` are off."""
    needed = frozenset().union(*map(needs_of, policy))
    runtime = runtime_of(off)
    return text_of(runtime, runtime.reached(needed), needed)


SHARED = "polc_runtime"


@cache
def shared_text() -> str:
    """The whole runtime as a module of its own, which the modules of a package share."""
    runtime = runtime_of()
    text = text_of(runtime, runtime.parts, frozenset())
    doc = '"""The runtime of modules that polc made, shared by those of one package."""'
    return f"{doc}\n\n{text}\n\n\nRUNTIME = {sha256(text.encode()).hexdigest()[:16]!r}\n"


def sharing_text(policy: Iterable[ast.stmt]) -> str:
    """What stands before a policy's code where the runtime is shared: imports, and that it's the same one."""
    needed = frozenset().union(*map(needs_of, policy))
    runtime = runtime_of()
    stamp = shared_text().rpartition("RUNTIME = ")[2].strip()
    hints = _imported(runtime.imports | runtime.hints | _HINTS_OF_THE_EMITTER, needed)
    aliases = sorted(name for part in runtime.parts if part.alias for name in part.binds & needed)
    names = {name for part in runtime.parts if not part.alias for name in part.binds & needed} | {"RUNTIME"}
    late = [*hints, "", *_from_shared(aliases)] if aliases else hints
    dates = _imported(runtime.imports, needed)
    return "\n".join(
        [
            "from __future__ import annotations",
            "",
            *dates,
            *([""] if dates else []),
            *_from_shared(sorted(names, key=_import_order)),
            "",
            "TYPE_CHECKING = False",
            "if TYPE_CHECKING:",
            *(f"    {line}" if line else "" for line in late if line not in dates),
            "",
            f"if RUNTIME != {stamp}:",
            f'    raise ImportError("{SHARED}.py is of another build · 运行时不是同一次生成的")',
        ]
    )


def _from_shared(names: list[str]) -> list[str]:
    return [f"from .{SHARED} import (", *(f"    {name}," for name in names), ")"]


def _import_order(name: str) -> tuple[int, str, str]:
    """Constants, then classes, then the rest, as formatters sort names."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name.casefold(), name


def text_of(runtime: Runtime, parts: tuple[Part, ...], needed: frozenset[str]) -> str:
    """Imports, aliases for type checkers, and the code of some parts."""
    used = needed.union(*(part.needs for part in parts))
    hints = "\n".join(f"    {line}" for line in _imported(runtime.hints | _HINTS_OF_THE_EMITTER, used))
    aliases = "\n".join(part.text for part in parts if part.alias)
    imports = _imported(runtime.imports, used)
    head = ["from __future__ import annotations", "", *imports, "", "TYPE_CHECKING = False"]
    return "\n".join([*head, "if TYPE_CHECKING:", hints, "", aliases, "", "", _code(parts)])


def _code(parts: tuple[Part, ...]) -> str:
    """The code of some parts, each section under its heading."""
    written: list[str] = []
    section = ""
    for part in parts:
        if part.alias:
            continue
        heading = f"{part.section}\n" if part.section != section and part.section else ""
        constant = not part.text.startswith(("def ", "class ", "@", "if "))
        written.append(("\n" if constant and written else "\n\n\n") + heading + part.text)
        section = part.section
    return "".join(written).strip("\n")


def _imported(modules: dict[str, str], used: frozenset[str]) -> list[str]:
    wanted: dict[str, list[str]] = {}
    for name in sorted(used & set(modules)):
        wanted.setdefault(modules[name], []).append(name)
    plain = [f"import {name}" for name in wanted.pop("", [])]
    return [*plain, *(f"from {module} import {', '.join(wanted[module])}" for module in sorted(wanted))]


# ---- reading the runtime -----------------------------------------------------------------------------
@cache
def runtime_of(off: frozenset[str] = frozenset()) -> Runtime:
    """The runtime of this version without what is switched off."""
    parts: list[Part] = []
    imports: dict[str, str] = {}
    hints: dict[str, str] = {}
    for name in _FILES:
        source = files("polc.targets.python").joinpath(f"{name}.py").read_text("utf-8")
        parts += _read(_switched(source, off), imports, hints)
    only_hints = {name: module for name, module in hints.items() if name not in imports}
    return Runtime(tuple(parts), imports, only_hints)


def _read(source: str, imports: dict[str, str], hints: dict[str, str]) -> Iterator[Part]:
    """The definitions of one file; its imports go where they belong."""
    lines, section, last = source.splitlines(), "", 0
    for node in ast.parse(source).body:
        above = lines[last : (_first_line(node)) - 1]
        section = next((line for line in above if line.startswith("# ----")), section)
        remarks = [line for line in above if line.startswith("#") and not line.startswith("# ----")]
        last = node.end_lineno or node.lineno
        match node:
            case ast.ImportFrom() | ast.Import():
                _collect(node, imports)
            case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body, orelse=[]):
                for inner in body:
                    if isinstance(inner, ast.ImportFrom | ast.Import):
                        _collect(inner, hints)
                    else:
                        yield _part(inner, lines, [], "", alias=True)
            case ast.Expr() | ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")]):
                pass
            case _:
                if not any(name.startswith(_SWITCH) for name in _bound(node)):
                    yield _part(node, lines, remarks, section, alias=False)


def _part(node: ast.stmt, lines: list[str], remarks: list[str], section: str, *, alias: bool) -> Part:
    text = "\n".join([*remarks, *lines[_first_line(node) - 1 : node.end_lineno]])
    return Part(text, _bound(node), needs_of(node), section, alias)


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _bound(node: ast.stmt) -> frozenset[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return frozenset({name})
        case ast.Assign(targets=targets):
            found = (part for target in targets for part in ast.walk(target))
            return frozenset(part.id for part in found if isinstance(part, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            return frozenset({name})
        case ast.If(orelse=[*others]):
            return frozenset().union(*map(_bound, others))
        case _:
            return frozenset()


@cache
def _words(text: str) -> frozenset[str]:
    """The names in a text that may be a type; any other text has none that matter."""
    try:
        found = ast.walk(ast.parse(text, mode="eval"))
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(part.id for part in found if isinstance(part, ast.Name))


def needs_of(node: ast.stmt) -> frozenset[str]:
    """The names that a statement uses, in types written as texts too."""
    names: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            names.add(part.id)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.isascii():
            names |= _words(part.value)
    return frozenset(names)


def _collect(node: ast.ImportFrom | ast.Import, into: dict[str, str]) -> None:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    if module != "__future__" and not module.startswith(_OURS):
        into |= {alias.name: module for alias in node.names}


# ---- switches ----------------------------------------------------------------------------------------
def _switched(source: str, off: frozenset[str]) -> str:
    """A file without the branches that are switched off, and without the switches of the others."""
    lines: list[str | None] = list(source.splitlines())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.If) and (name := switch_of(node)):
            (_cut if name in off else _keep)(node, name, lines)
    return "\n".join(line for line in lines if line is not None) + "\n"


def switch_of(node: ast.If) -> str:
    """The switch that the condition begins with."""
    match node.test:
        case ast.Name(id=name) | ast.BoolOp(op=ast.And(), values=[ast.Name(id=name), *_]):
            return name if name.startswith(_SWITCH) else ""
        case _:
            return ""


def _cut(node: ast.If, name: str, lines: list[str | None]) -> None:
    """Without the branch; what else there was takes its place."""
    first, last = node.lineno - 1, node.body[-1].end_lineno or node.lineno
    nested = (lines[first] or "").lstrip().startswith("elif ")
    lines[first:last] = [None] * (last - first)
    match node.orelse:
        case [ast.If() as other] if (lines[other.lineno - 1] or "").lstrip().startswith("elif "):
            if not nested:
                lines[other.lineno - 1] = (lines[other.lineno - 1] or "").replace("elif ", "if ", 1)
        case [_, *_] if not nested:
            _dedent(lines, last, node.orelse)
        case _:
            pass


def _keep(node: ast.If, name: str, lines: list[str | None]) -> None:
    """Only the switch goes from the condition; a condition that was nothing else goes with its `else`."""
    at = node.lineno - 1
    if not isinstance(node.test, ast.Name):
        lines[at] = (lines[at] or "").replace(f"{name} and ", "", 1)
        return
    if node.orelse:
        first, last = node.body[-1].end_lineno or 0, node.orelse[-1].end_lineno or 0
        lines[first:last] = [None] * (last - first)
    _dedent(lines, at, node.body)


def _dedent(lines: list[str | None], head: int, body: list[ast.stmt]) -> None:
    """A block without its head line."""
    lines[head] = None
    for number in range(_first_line(body[0]) - 1, body[-1].end_lineno or 0):
        line = lines[number]
        lines[number] = line[4:] if line and line.startswith("    ") else line
