"""Names in the generated module: safe ASCII for every fact and field, the Chinese name kept as data.

In: a kernel. Out: `Names`. A declared alias is taken as it is where Python and the module allow it;
anything else gets a number, never a transcription.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from keyword import iskeyword

import attrs

from polc.compiler.kernel import Kernel, Kind

_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_TAKEN = frozenset(
    {
        "assumptions",
        "broken_relations",
        "clauses",
        "entry_clauses",
        "entries",
        "from_mapping",
        "missing",
        "missing_cells",
        "outputs",
        "readings",
        "reasons",
        "receipt",
        "self",
        "text",
        "to_dict",
    }
)


@attrs.frozen
class Names:
    """The identifier of each fact, of each field and of each output for entries (`each`), by Chinese name.

    For each list, by its name: the class of its entries, and the identifier of each column.
    """

    facts: dict[str, str]
    fields: dict[str, str]
    entries: dict[str, str]
    columns: dict[str, dict[str, str]]
    each: dict[str, str]


def names_of(kernel: Kernel) -> Names:
    """Identifiers for a kernel; facts and fields are separate classes, so they may share one."""
    facts = _mangled("fact", ((decl.name, decl.alias) for decl in kernel.inputs))
    lists = [decl for decl in kernel.inputs if decl.type.kind is Kind.LIST]
    per_entry = [(f"每笔输出 {output.name}", output.alias) for output in kernel.entry_outputs]
    results = _mangled("field", [*((decl.name, decl.alias) for decl in kernel.fields), *per_entry])
    return Names(
        facts,
        {decl.name: results[decl.name] for decl in kernel.fields},
        _mangled("Entry", ((decl.name, _class_name(facts[decl.name])) for decl in lists)),
        {d.name: _mangled("column", ((c.name, c.alias) for c in d.columns)) for d in lists},
        {
            output.name: results[label]
            for output, (label, _) in zip(kernel.entry_outputs, per_entry, strict=True)
        },
    )


def _class_name(identifier: str) -> str:
    """paid_visits → PaidVisitsEntry."""
    return "".join(part[:1].upper() + part[1:] for part in identifier.split("_")) + "Entry"


def _mangled(prefix: str, declared: Iterable[tuple[str, str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    used: set[str] = set()
    for number, (label, alias) in enumerate(declared):
        fits = _ALIAS.fullmatch(alias) is not None and not iskeyword(alias) and alias not in _TAKEN
        identifier = alias if fits and alias not in used else f"{prefix}_{number}"
        while identifier in used:
            identifier += "_"
        used.add(identifier)
        names[label] = identifier
    return names


def module_name(kernel: Kernel, wanted: str = "") -> str:
    """The file's name without suffix: the one wanted, else the title where Python can import that."""
    title = re.sub(r"\W", "_", kernel.info.title)
    for candidate in (wanted, title):
        if candidate.isidentifier() and not iskeyword(candidate):
            return candidate
    return "policy"
