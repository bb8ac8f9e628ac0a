"""Conditions as two-valued Python, for persons whose facts are known.

In: a condition of the residual kernel. Out: a `Piece`: code, what it costs, whether it may give up. Flags
are tests of the packed bits, several at once; dates are compared as day numbers; a test of results that
can take few values is a test of their code. Where the truth isn't certain the code calls `_give_up()`, and
the general path decides.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

import attrs

from polc.compiler.expressions import Environment, condition
from polc.compiler.kernel import (
    And,
    Compare,
    Const,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    Pick,
    Reached,
    ReadingOf,
    Shift,
    StateRef,
    walk,
)
from polc.dsl.values import Duration, LeapRule, Result, Unit, birthday
from polc.targets.python import pycode
from polc.targets.python.days import Days, Unsupported
from polc.targets.python.people import Flags


@attrs.frozen
class Piece:
    """Code of a condition: a constant where it's known, else an expression whose truth counts."""

    node: ast.expr | bool
    cost: int = 0
    gives_up: bool = False


GIVE_UP = Piece(pycode.call("_give_up"), 50, True)


@attrs.frozen
class Leaves:
    """A choice whose results are few: `vectors` by code, which `variable` holds where there are several."""

    variable: str
    fields: tuple[str, ...]
    vectors: tuple[tuple[Result, ...], ...]


@attrs.frozen
class Conditions:
    """Compiles conditions; `leaves` holds the choices decided so far, by field."""

    kernel: Kernel
    flags: Flags
    days: Days
    leaves: dict[str, Leaves]

    def piece(self, expr: Expr) -> Piece:
        """The code of a condition."""
        match expr:
            case Const(bool() as known):
                return Piece(known)
            case And() | Or() if self._one_code(expr):
                return self._test(expr)
            case And(items):
                return self._joined(items, ast.And(), decisive=False)
            case Or(items):
                return self._joined(items, ast.Or(), decisive=True)
            case Not(item):
                return _inverted(self.piece(item))
            case InputRef(label):
                return self._flag(label)
            case _:
                return self._test(expr)

    # ---- flags ---------------------------------------------------------------------------------------
    def _flag(self, label: str) -> Piece:
        word, bit = self.flags.true[label]
        true = self._masked_word(word, bit)
        if label not in self.flags.unknown:
            return Piece(true, 2)
        open_ = ast.BinOp(pycode.name("open_"), ast.BitAnd(), pycode.const(self.flags.unknown[label]))
        return Piece(_either([true, ast.BoolOp(ast.And(), [open_, pycode.call("_give_up")])]), 4, True)

    def _masked_word(self, word: int, mask: int) -> ast.expr:
        return ast.BinOp(self.days.word(word), ast.BitAnd(), pycode.const(mask))

    def _joined(self, items: Sequence[Expr], op: ast.boolop, *, decisive: bool) -> Piece:
        """且 or 或: sure flags in one test, codes in one; then the cheap before the dear and doubtful."""
        sure, others = self._split_flags(items)
        pieces = [self._masked(word, flags, decisive) for word, flags in sorted(sure.items())]
        pieces += [self.piece(item) for item in self._together(others, decisive)]
        if any(piece.node is decisive for piece in pieces):
            return Piece(decisive)
        open_ = [piece for piece in pieces if not isinstance(piece.node, bool)]
        open_.sort(key=lambda piece: (piece.gives_up, piece.cost))
        if not open_:
            return Piece(not decisive)
        nodes = [piece.node for piece in open_ if isinstance(piece.node, ast.expr)]
        nodes = nodes if decisive else _ranges(nodes)
        cost = sum(piece.cost for piece in open_)
        gives_up = any(piece.gives_up for piece in open_)
        return Piece(nodes[0] if len(nodes) == 1 else ast.BoolOp(op, nodes), cost, gives_up)

    def _split_flags(self, items: Iterable[Expr]) -> tuple[dict[int, list[tuple[int, bool]]], list[Expr]]:
        """The flags that are never unknown, by word, as (bit, wanted); and the rest."""
        sure: dict[int, list[tuple[int, bool]]] = {}
        others: list[Expr] = []
        for item in items:
            inner = item.item if isinstance(item, Not) else item
            if isinstance(inner, InputRef) and inner.name not in self.flags.unknown:
                word, bit = self.flags.true[inner.name]
                sure.setdefault(word, []).append((bit, inner is item))
            else:
                others.append(item)
        return sure, others

    def _masked(self, word: int, sure: list[tuple[int, bool]], decisive: bool) -> Piece:
        """Several flags in one test: all as wanted (且), or not all as unwanted (或)."""
        if any((bit, not positive) in sure for bit, positive in sure):
            return Piece(decisive)
        mask = wanted = 0
        for bit, positive in sure:
            mask |= bit
            wanted |= bit if positive is not decisive else 0
        masked = self._masked_word(word, mask)
        alone = len(sure) == 1
        if (decisive and not wanted) or (not decisive and alone and wanted):
            return Piece(masked, 2)
        if alone or (not decisive and not wanted):
            return Piece(ast.UnaryOp(ast.Not(), masked), 2)
        return Piece(pycode.compare(masked, "!=" if decisive else "==", pycode.const(wanted)), 3)

    def _together(self, items: Iterable[Expr], decisive: bool) -> list[Expr]:
        """Tests of the same code joined, so that they become one."""
        by_code: dict[str, list[Expr]] = {}
        others: list[Expr] = []
        for item in items:
            varying = [leaves.variable for leaves in self.finite(item) or () if len(leaves.vectors) > 1]
            if len(varying) == 1:
                by_code.setdefault(varying[0], []).append(item)
            else:
                others.append(item)
        make = Or if decisive else And
        groups = by_code.values()
        return [*(group[0] if len(group) == 1 else make(tuple(group)) for group in groups), *others]

    def _one_code(self, expr: Expr) -> bool:
        finite = self.finite(expr)
        return finite is not None and sum(len(leaves.vectors) > 1 for leaves in finite) <= 1

    # ---- tests ---------------------------------------------------------------------------------------
    def _test(self, expr: Expr) -> Piece:
        finite = self.finite(expr)
        if finite is not None:
            return self._of_codes(expr, finite)
        match expr:
            case ReadingOf(assumption):
                return self._undecided(assumption)
            case Reached(birth, years, day, rule):
                return self._reached(birth, years, day, rule)
            case OneOf(InputRef(label), options) if self._kind(label) is Kind.ENUM:
                return Piece(pycode.compare(self.days.fact(label), "in", pycode.texts(options)), 4)
            case Compare(op, left, right) if self.kernel.kind_of(left) is Kind.DATE:
                return self._compare_days(op, left, right)
            case Compare(op, InputRef(label), Const(str() as option)) if op in (Op.EQ, Op.NE):
                return Piece(pycode.compare(self.days.fact(label), op.value, pycode.const(option)), 4)
            case Compare(op, left, right) if self.kernel.kind_of(left) is Kind.INT:
                return Piece(pycode.compare(self.days.whole(left), op.value, self.days.whole(right)), 6)
            case _:
                raise Unsupported(type(expr).__name__)

    def _kind(self, label: str) -> Kind:
        return self.kernel.input_by_name[label].type.kind

    def _undecided(self, assumption: str) -> Piece:
        """A reading nobody chose: what all of them say, where they say the same."""
        pieces = sorted((self.piece(m) for m in self.meanings(assumption)), key=lambda piece: piece.cost)
        first, *others = [_boolean(piece) for piece in pieces]
        cost = 10 + sum(piece.cost for piece in pieces)
        if not others:
            return Piece(first, cost, True)
        same = [_all(others), pycode.call("_give_up")]
        none = [_either(others), pycode.call("_give_up")]
        agreed = ast.IfExp(first, ast.BoolOp(ast.Or(), same), ast.BoolOp(ast.And(), none))
        return Piece(agreed, cost, True)

    def _reached(self, birth: Expr, years: int, day: Expr, rule: LeapRule) -> Piece:
        """满N周岁, by day numbers; only near the birthday is the calendar asked."""
        if isinstance(day, Const) and isinstance(day.value, date):
            latest = pycode.const(_latest(day.value, years, rule))
            return Piece(pycode.compare(self.days.number(birth), "<=", latest), 3)
        born = self.days.moment(birth)
        exact = pycode.call("_birthday", born, pycode.const(years), pycode.const(rule is LeapRule.FEB_28))
        age = ast.BinOp(self.days.number(day), ast.Sub(), self.days.number(birth))
        near = pycode.compare(exact, "<=", self.days.moment(day))
        return Piece(_bounded(age, ">=", 365 * years, 366 * years, near), 6)

    def _compare_days(self, op: Op, left: Expr, right: Expr) -> Piece:
        if isinstance(right, Shift) and op in _MIRRORED:
            bounds = _month_bounds(right)
            if bounds is not None:
                distance = ast.BinOp(self.days.number(left), ast.Sub(), self.days.number(right.day))
                exact = pycode.compare(self.days.number(left), op.value, self.days.number(right))
                return Piece(_bounded(distance, op.value, *bounds, exact), 6)
        months_left = isinstance(left, Shift) and _month_bounds(left) is not None
        if months_left and op in _MIRRORED and not isinstance(right, Shift):
            return self._compare_days(_MIRRORED[op], right, left)
        return Piece(pycode.compare(self.days.number(left), op.value, self.days.number(right)), 3)

    # ---- results that can take few values ------------------------------------------------------------
    def finite(self, expr: Expr) -> tuple[Leaves, ...] | None:
        """The choices that `expr` reads, where it reads nothing else that changes; else None."""
        found: dict[str, Leaves] = {}
        stack = [expr]
        while stack:
            for node in walk(stack.pop()):
                if isinstance(node, InputRef | Fold | ItemRef | StateRef | EntryResult) or (
                    isinstance(node, FieldRef) and node.name not in self.leaves
                ):
                    return None
                if isinstance(node, FieldRef):
                    found[self.leaves[node.name].variable] = self.leaves[node.name]
                if isinstance(node, ReadingOf):
                    stack += self.meanings(node.assumption)
        return tuple(found.values())

    def meanings(self, assumption: str) -> list[Expr]:
        """What the readings of an assumption say."""
        readings = self.kernel.assumption_by_name[assumption].readings
        return [reading.meaning for reading in readings if not isinstance(reading.meaning, Pick)]

    def environments(
        self, exprs: Iterable[Expr], codes: Mapping[str, tuple[Leaves, int]]
    ) -> Iterator[Environment]:
        """What the interpreter needs to decide expressions, under each reading that nobody chose."""
        undecided = [self.kernel.assumption_by_name[name] for name in self._undecided_in(exprs)]
        bounds = {param.name: (param.low_fen, param.high_fen) for param in self.kernel.params}
        fields: dict[str, Result] = {}
        for leaves, number in codes.values():
            fields.update(zip(leaves.fields, leaves.vectors[number], strict=True))
        for way in product(*([(decl.name, r.name) for r in decl.readings] for decl in undecided)):
            yield Environment(kernel=self.kernel, inputs={}, readings=dict(way), bounds=bounds, fields=fields)

    def _undecided_in(self, exprs: Iterable[Expr]) -> list[str]:
        names: list[str] = []
        stack = list(exprs)
        while stack:
            for node in walk(stack.pop()):
                if isinstance(node, ReadingOf) and node.assumption not in names:
                    names.append(node.assumption)
                    stack += self.meanings(node.assumption)
        return names

    def _of_codes(self, expr: Expr, finite: tuple[Leaves, ...]) -> Piece:
        varying = [leaves for leaves in finite if len(leaves.vectors) > 1]
        if len(varying) > 1:
            raise Unsupported("a test of several results")
        codes = {leaves.variable: (leaves, 0) for leaves in finite}
        if not varying:
            held = self._held(expr, codes)
            return GIVE_UP if held is None else Piece(held)
        (one,) = varying
        return self._of_code(
            one, [self._held(expr, codes | {one.variable: (one, n)}) for n in range(len(one.vectors))]
        )

    def _held(self, expr: Expr, codes: Mapping[str, tuple[Leaves, int]]) -> bool | None:
        """Whether a condition holds, None where that's open or readings differ."""
        held = {condition(expr, env) for env in self.environments([expr], codes)}
        (first, *others) = held
        return first if isinstance(first, bool) and not others else None

    def _of_code(self, leaves: Leaves, held: list[bool | None]) -> Piece:
        """True for some codes of a variable; codes that leave it open give up."""
        variable = pycode.name(leaves.variable)
        true = [number for number, holds in enumerate(held) if holds is True]
        open_ = [number for number, holds in enumerate(held) if holds is None]
        if open_:
            doubtful = ast.BoolOp(ast.And(), [_among(variable, open_, len(held)), pycode.call("_give_up")])
            return Piece(_either([*([_among(variable, true, len(held))] if true else []), doubtful]), 3, True)
        if not true or len(true) == len(held):
            return Piece(bool(true))
        return Piece(_among(variable, true, len(held)), 1)


def _among(variable: ast.expr, codes: Sequence[int], total: int) -> ast.expr:
    if total == 2 and len(codes) == 1:
        return variable if codes[0] == 1 else ast.UnaryOp(ast.Not(), variable)
    if len(codes) == 1:
        return pycode.compare(variable, "==", pycode.const(codes[0]))
    if len(codes) == total - 1:
        (missing,) = set(range(total)) - set(codes)
        return pycode.compare(variable, "!=", pycode.const(missing))
    return pycode.compare(variable, "in", pycode.row(map(pycode.const, codes)))


_MIRRORED = {Op.LE: Op.GE, Op.GE: Op.LE, Op.LT: Op.GT, Op.GT: Op.LT}


def _month_bounds(shift: Shift) -> tuple[int, int] | None:
    """The least and the most days that a shift forward by months or years can be."""
    match shift.length:
        case Const(Duration(count, unit)) if shift.sign == 1 and unit in (Unit.MONTH, Unit.YEAR):
            years, months = divmod(count if unit is Unit.MONTH else 12 * count, 12)
            return 365 * years + 28 * months, 366 * years + 31 * months + 1
        case _:
            return None


def _bounded(distance: ast.expr, op: str, low: int, high: int, exact: ast.expr) -> ast.expr:
    """distance op something between low and high, with `exact` asked only in between."""
    if op in (">=", ">"):
        sure = pycode.compare(distance, ">", pycode.const(high))
        possible = pycode.compare(distance, ">=", pycode.const(low))
    else:
        sure = pycode.compare(distance, "<", pycode.const(low))
        possible = pycode.compare(distance, "<=", pycode.const(high))
    return _either([sure, ast.BoolOp(ast.And(), [possible, exact])])


def _ranges(nodes: list[ast.expr]) -> list[ast.expr]:
    """Neighbours a <= x and x <= b as one chained comparison."""
    made: list[ast.expr] = []
    for node in nodes:
        match (made[-1] if made else None), node:
            case (
                ast.Compare(left=left, ops=[ast.GtE()], comparators=[low]),
                ast.Compare(left=item, ops=[ast.LtE() | ast.Lt() as upper], comparators=[high]),
            ) if ast.dump(left) == ast.dump(item):
                made[-1] = ast.Compare(low, [ast.LtE(), upper], [item, high])
            case _:
                made.append(node)
    return made


def _either(nodes: list[ast.expr]) -> ast.expr:
    return nodes[0] if len(nodes) == 1 else ast.BoolOp(ast.Or(), nodes)


def _all(nodes: list[ast.expr]) -> ast.expr:
    return nodes[0] if len(nodes) == 1 else ast.BoolOp(ast.And(), nodes)


def _boolean(piece: Piece) -> ast.expr:
    if isinstance(piece.node, bool):
        return pycode.const(piece.node)
    return piece.node


def _inverted(piece: Piece) -> Piece:
    if isinstance(piece.node, bool):
        return Piece(not piece.node)
    match piece.node:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return attrs.evolve(piece, node=inner)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _INVERSE:
            return attrs.evolve(piece, node=ast.Compare(left, [_INVERSE[type(op)]()], [right]))
        case _:
            return attrs.evolve(piece, node=ast.UnaryOp(ast.Not(), piece.node))


_INVERSE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
}


def _latest(day: date, years: int, rule: LeapRule) -> int:
    """The number of the last day on which one can be born to have completed `years` years on `day`."""
    low, high = day.toordinal() - 366 * years - 3, day.toordinal() - 365 * years + 3
    while low < high:
        middle = (low + high + 1) // 2
        if day >= birthday(date.fromordinal(middle), years, rule):
            low = middle
        else:
            high = middle - 1
    return low
