"""What a generated module says about its policy: particulars, facts, outputs, assumptions, schemas, cases.

In: a kernel, its names and the build's options. Out: declarations of constants. Values in schemas and
cases are JSON (money in 分, ISO dates), read by the same code that reads a caller's rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.data import kernel_sha256
from polc.compiler.entry_clauses import columns_read, rules_behind
from polc.compiler.kernel import (
    Case,
    Column,
    EntryOutput,
    Expected,
    FieldDecl,
    InputDecl,
    Kernel,
    Kind,
    StatusKind,
    Type,
    reads_of,
)
from polc.dsl.citation import Citation
from polc.dsl.counting import Calendar
from polc.dsl.values import Amount, Duration, Given, Plain, Records
from polc.targets.api import Options
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.needs import counts_workdays
from polc.targets.python.pycode import Pool

ABI = 1
_HINTS = {
    Kind.BOOL: "bool",
    Kind.DATE: "date",
    Kind.MONEY: "int | Fraction",
    Kind.RATE: "int | Fraction",
    Kind.INT: "int",
    Kind.DURATION: "Duration",
    Kind.ENUM: "str",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
# What a document of facts takes of each type, as `prelude_reading.py` reads it.
_MOST: dict[str, object] = {"minimum": -(10**18) + 1, "maximum": 10**18 - 1}
_DAY = "^(18[5-9][0-9]|19[0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_SHARE = r"^[0-9]{1,15}(\.[0-9]{1,6})?(/[1-9][0-9]{0,14})?%$"
_LENGTH = (
    r"^((0?[01]?[0-9]{1,2}|200) ?年|([01]?[0-9]{1,3}|2[0-3][0-9]{2}|2400) ?个月"
    r"|([0-6]?[0-9]{1,4}|7[0-2][0-9]{3}|73000) ?[日天]|([0-4]?[0-9]{1,4}|50000) ?个?工作日)$"
)
_TAKEN: dict[Kind, dict[str, object]] = {
    Kind.DATE: {"pattern": _DAY},
    Kind.MONEY: _MOST,
    Kind.INT: _MOST,
    Kind.RATE: {"pattern": _SHARE},
    Kind.DURATION: {"pattern": _LENGTH},
}


def hint_of(type_: Type) -> str:
    """What holds a value of this type in Python; options are told one by one."""
    if type_.kind is Kind.ENUM and type_.options:
        return f"Literal[{', '.join(map(repr, type_.options))}]"
    return _HINTS[type_.kind]


@attrs.frozen
class Tables:
    """Writes the tables of one kernel."""

    kernel: Kernel
    names: Names
    pool: Pool
    options: Options

    def before_choices(self) -> list[ast.stmt]:
        """POLICY, FIELDS, ASSUMPTIONS, the bounds of the parameters and the calendar."""
        calendar = self.kernel.calendar if counts_workdays(self.kernel) else None
        return [
            pycode.declare("POLICY", "Final[PolicyInfo]", self._info()),
            pycode.declare("FIELDS", "Final[tuple[FieldInfo, ...]]", self._facts()),
            pycode.declare("ASSUMPTIONS", "Final[tuple[AssumptionInfo, ...]]", self._assumptions()),
            pycode.declare("_RESULTS", "Final[tuple[FieldInfo, ...]]", self._results()),
            pycode.declare("_BOUNDS", "Final[_Bounds]", self._bounds()),
            *([] if calendar is None else [_calendar(calendar)]),
        ]

    def after_choices(self) -> list[ast.stmt]:
        """The policy as one object, the cases and the schemas."""
        found = [(self.names.fields[d.name], rules_behind(self.kernel, d.name)) for d in self.kernel.outputs]
        behind = {alias: rules for alias, rules in found if rules}
        policy = pycode.call(
            "_Policy",
            *map(pycode.name, ("POLICY", "FIELDS", "_RESULTS", "ASSUMPTIONS", "_CHOICES", "_BOUNDS")),
            **({"relations": pycode.row(self._relations())} if self.kernel.relations else {}),
            **({"entry_rules": pycode.data(behind)} if behind else {}),
        )
        return [
            pycode.declare("_POLICY", "Final[_Policy]", policy),
            pycode.declare(
                "_CASES", "Final[tuple[_Case, ...]]", pycode.row(map(self._case, self.kernel.cases))
            ),
            pycode.declare("INPUT_SCHEMA", "Final[Mapping[str, object]]", self._input_schema()),
            pycode.declare("OUTPUT_SCHEMA", "Final[Mapping[str, object]]", self._output_schema()),
        ]

    def _relations(self) -> Iterator[ast.expr]:
        """What each 关系 says, whether it holds, and whether it asks of facts alone."""
        for number, relation in enumerate(self.kernel.relations):
            read = reads_of([relation.condition], self.kernel.meanings, self.kernel.entry_rule_by_name)
            direct = pycode.const(not (read.fields or read.assumptions))
            yield pycode.row([pycode.const(relation.text), pycode.name(f"_relation_{number}"), direct])

    # ---- particulars ---------------------------------------------------------------------------------
    def _info(self) -> ast.expr:
        info = self.kernel.info
        valid = info.validity or (None, None)
        covers = info.coverage or (None, None)
        return pycode.call(
            "PolicyInfo",
            abi=pycode.const(ABI),
            title=pycode.const(info.title),
            document=pycode.const(info.document),
            authority=pycode.const(info.authority),
            region=pycode.const(info.region),
            issued=self._day(info.issued),
            valid_from=self._day(valid[0]),
            valid_to=self._day(valid[1]),
            covers_from=self._day(covers[0]),
            covers_to=self._day(covers[1]),
            source_sha256=pycode.const(self.options.source_sha256),
            kernel_sha256=pycode.const(self.options.kernel_sha256 or kernel_sha256(self.kernel)),
            compiler_version=pycode.const(self.options.compiler_version),
        )

    def _day(self, value: date | None) -> ast.expr:
        return pycode.const(None) if value is None else self.pool.day(value)

    def _facts(self) -> ast.expr:
        return pycode.row(self._fact(decl) for decl in self.kernel.inputs)

    def _fact(self, decl: InputDecl) -> ast.expr:
        more: dict[str, ast.expr] = {}
        if decl.default is not None:
            more["default"] = self.plain(decl.default)
        if decl.type.kind is Kind.LIST:
            aliases = self.names.columns[decl.name]
            read = columns_read(self.kernel)
            more["columns"] = pycode.row(
                self._column(aliases[c.name], c, read=(decl.name, c.name) in read) for c in decl.columns
            )
            more["limit"] = pycode.const(decl.limit)
            more["order"] = pycode.texts(aliases[label] for label in decl.order)
        return self._field_info(self.names.facts[decl.name], decl, more)

    def _column(self, alias: str, column: Column, *, read: bool) -> ast.expr:
        more = {} if column.default is None else {"default": self.plain(column.default)}
        more |= {} if read else {"read": pycode.const(False)}
        return self._field_info(alias, column, more)

    def _results(self) -> ast.expr:
        hidden = {"public": pycode.const(False)}
        fields = [
            self._field_info(self.names.fields[decl.name], decl, {} if decl.public else hidden)
            for decl in self.kernel.fields
        ]
        each = (self._field_info(self.names.each[d.name], d, hidden) for d in self.kernel.entry_outputs)
        return pycode.row([*fields, *each])

    def _field_info(
        self, alias: str, decl: InputDecl | Column | FieldDecl | EntryOutput, more: dict[str, ast.expr]
    ) -> ast.expr:
        given = dict(more)
        if decl.type.kind is Kind.MONEY:
            given["unit"] = pycode.const("分")
        if decl.type.options:
            given["options"] = pycode.texts(decl.type.options)
        if not isinstance(decl, Column) and decl.note:
            given["note"] = pycode.const(decl.note)
        kind = decl.type.kind.value
        return pycode.call(
            "FieldInfo", pycode.const(alias), pycode.const(decl.name), pycode.const(kind), **given
        )

    def plain(self, value: Plain) -> ast.expr:
        """A value as a caller gives it: money as an integer of 分."""
        exact = value.fen if isinstance(value, Amount) else value
        if isinstance(exact, Fraction) and exact.denominator != 1:
            return self.pool.hoist(pycode.number(exact))
        return pycode.number(exact) if isinstance(exact, Fraction) else self.pool.result(exact)

    def _assumptions(self) -> ast.expr:
        return pycode.row(
            pycode.call(
                "AssumptionInfo",
                pycode.const(decl.name),
                pycode.const(decl.reason),
                pycode.texts(reading.name for reading in decl.readings),
                pycode.texts(reading.text for reading in decl.readings),
                pycode.const(decl.adopted),
                pycode.const(decl.cite.text if decl.cite else ""),
            )
            for decl in self.kernel.assumptions
        )

    def _bounds(self) -> ast.expr:
        def end(fen: Fraction | None) -> ast.expr:
            return pycode.const(None) if fen is None else pycode.number(fen)

        return pycode.mapping(
            {p.name: pycode.row([end(p.low_fen), end(p.high_fen)]) for p in self.kernel.params}
        )

    # ---- cases ---------------------------------------------------------------------------------------
    def _case(self, case: Case) -> ast.expr:
        given = {self.names.facts[label]: self._given(label, value) for label, value in case.given}
        expected = tuple(map(self._expected, case.expected))
        return pycode.data((case.title, given, dict(case.readings), expected))

    def _given(self, label: str, value: Given | None) -> object:
        if not isinstance(value, Records):
            return json_of(value)
        aliases = list(self.names.columns[label].values())
        return [dict(zip(aliases, map(json_of, cells), strict=True)) for cells in value.rows]

    def _expected(self, expected: Expected) -> tuple[object, ...]:
        alias = self.names.fields.get(expected.field, "")
        if expected.field in self.names.each:
            alias = f"{self.names.each[expected.field]}#{expected.entry}"
        if isinstance(expected.value, StatusKind):
            return (alias, "status", expected.value.value, expected.text)
        return (alias, expected.op.value, json_of(expected.value), expected.text)

    # ---- schemas -------------------------------------------------------------------------------------
    def _input_schema(self) -> ast.expr:
        facts = {self.names.facts[d.name]: pycode.data(self._fact_schema(d)) for d in self.kernel.inputs}
        examples = ast.parse("[given for _, given, _, _ in _CASES]", mode="eval").body
        return pycode.mapping(
            {
                **{key: pycode.data(value) for key, value in self._schema("input").items()},
                "properties": pycode.mapping(facts),
                "additionalProperties": pycode.const(False),
                "examples": examples,
            }
        )

    def _fact_schema(self, decl: InputDecl) -> dict[str, object]:
        schema = _value_schema(decl, decl.note)
        if decl.type.kind is Kind.LIST:
            aliases = self.names.columns[decl.name]
            cells = {aliases[column.name]: _value_schema(column) for column in decl.columns}
            entry = {"type": "object", "properties": cells, "additionalProperties": False}
            order = [aliases[label] for label in decl.order]
            schema |= {"maxItems": decl.limit, "items": entry, "x-order": order}
        return schema

    def _output_schema(self) -> ast.expr:
        cites = {decl.name: self.kernel.choice_of[decl.name].cite for decl in self.kernel.outputs}
        decls = [(self.names.fields[decl.name], decl) for decl in self.kernel.outputs]
        outputs = {alias: self._output(decl, cites[decl.name]) for alias, decl in decls}
        properties: dict[str, object] = {
            "schema": {"const": "polc.eval/1"},
            "policy": {"type": "object"},
            "outputs": {"type": "object", "properties": outputs, "required": list(outputs)},
            "missing": {"type": "array", "items": {"enum": list(self.names.facts.values())}},
            "assumptions": {"type": "array", "items": {"type": "object"}},
        }
        each = {self.names.each[d.name]: self._each(d) for d in self.kernel.entry_outputs}
        if each:
            properties["entry_outputs"] = {"type": "object", "properties": each, "required": list(each)}
        schema = {**self._schema("output"), "properties": properties, "required": list(properties)}
        types = [decl.type for decl in self.kernel.outputs] + [d.type for d in self.kernel.entry_outputs]
        if any(type_.kind is Kind.MONEY for type_ in types):
            schema["$defs"] = _MONEY_SCHEMAS
        return pycode.data(schema)

    def _schema(self, which: str) -> dict[str, object]:
        """How a schema begins; its name goes by what the policy means, so it changes when that does."""
        name = f"urn:polc:module:{ABI}:{self.options.kernel_sha256 or kernel_sha256(self.kernel)}:{which}"
        return {"$schema": _DRAFT, "$id": name, "title": self.kernel.info.title, "type": "object"}

    def _each(self, decl: EntryOutput) -> dict[str, object]:
        """The schema of an output for each entry: the results, or the one for them all."""
        one = self._output(decl, self.kernel.entry_rule_by_name[decl.rule].cite)
        named = {**one, "properties": {**_properties(one), "name": {"type": "string"}}}
        properties = {
            "name": {"const": decl.name},
            "list": {"const": self.names.facts[decl.list]},
            "entries": {"type": ["array", "null"], "items": named},
            "whole": one,
        }
        return {
            "title": decl.name,
            "type": "object",
            "properties": properties,
            "required": ["name", "list", "entries"],
        }

    def _output(self, decl: FieldDecl | EntryOutput, cite: Citation | None) -> dict[str, object]:
        return {
            "title": decl.name,
            "description": decl.note,
            "x-clause": cite.text if cite else "",
            "type": "object",
            "properties": {
                "name": {"const": decl.name},
                "text": {"type": "string"},
                "clauses": {"type": "array", "items": {"type": "string"}},
            },
            "oneOf": list(_by_status(decl.type)),
            "required": ["name", "status", "value", "text", "clauses", "reason"],
        }


_MONEY_SCHEMAS = {
    "fen": {"type": ["integer", "string"], "pattern": "^-?[0-9]+/[0-9]+$", "x-unit": "分"},
    "bound": {
        "type": "object",
        "properties": {"at_least": {"$ref": "#/$defs/fen"}, "at_most": {"$ref": "#/$defs/fen"}},
        "additionalProperties": False,
    },
}


def _by_status(type_: Type) -> Iterator[dict[str, object]]:
    """What goes with each status: a value of the type, a bound, or no value and a reason."""
    money = type_.kind is Kind.MONEY
    kinds: list[tuple[dict[str, object], dict[str, object], dict[str, object]]] = [
        (
            {"const": "value"},
            {"$ref": "#/$defs/fen"} if money else _json_type(type_, nullable=False),
            {"const": ""},
        )
    ]
    if money:
        kinds.append(({"const": "bound"}, {"$ref": "#/$defs/bound"}, {"const": ""}))
    open_: dict[str, object] = {"enum": ["undetermined", "missing", "not_applicable"]}
    kinds.append((open_, {"type": "null"}, {"type": "string", "minLength": 1}))
    for status, value, reason in kinds:
        yield {"properties": {"status": status, "value": value, "reason": reason}}


def _properties(schema: dict[str, object]) -> dict[str, object]:
    found = schema["properties"]
    return found if isinstance(found, dict) else {}


def _calendar(calendar: Calendar) -> ast.stmt:
    """_CALENDAR, with its days as text."""

    def days(some: tuple[date, ...]) -> ast.expr:
        return pycode.texts(day.isoformat() for day in some)

    ends = map(pycode.const, (calendar.first.isoformat(), calendar.last.isoformat()))
    made = pycode.call("_Calendar", pycode.const(calendar.name), *ends, days(calendar.off), days(calendar.on))
    return pycode.declare("_CALENDAR", "Final[_Calendar]", made)


def _value_schema(decl: InputDecl | Column, note: str = "") -> dict[str, object]:
    schema: dict[str, object] = {"title": decl.name, **_json_type(decl.type, nullable=True)}
    schema |= _TAKEN.get(decl.type.kind, {})
    if note:
        schema["description"] = note
    if decl.default is not None:
        schema["default"] = json_of(decl.default)
    return schema


def _json_type(type_: Type, *, nullable: bool) -> dict[str, object]:
    null = ["null"] if nullable else []
    match type_.kind:
        case Kind.BOOL:
            return {"type": ["boolean", *null]}
        case Kind.DATE:
            return {"type": ["string", *null], "format": "date"}
        case Kind.MONEY:
            return {"type": ["integer", *null], "x-unit": "分"}
        case Kind.INT:
            return {"type": ["integer", *null]}
        case Kind.ENUM if type_.options:
            return {"enum": [*type_.options, *([None] if nullable else [])]}
        case Kind.ENUM | Kind.RATE | Kind.DURATION:
            return {"type": ["string", *null]}
        case Kind.LIST:
            return {"type": ["array", *null]}


def json_of(value: Plain | None) -> bool | int | str | None:
    """A value as JSON: money in 分, ISO dates, exact text for the rest."""
    match value:
        case None | bool() | str():
            return value
        case date():
            return value.isoformat()
        case Amount(fen):
            return fen.numerator if fen.denominator == 1 else str(fen)
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)
        case Duration():
            return value.text
