"""The optional solver: z3 answers the questions on which the search ran out of its budget.

In: a pool and a formula. Out: a region of one person who satisfies it, None when there is nobody;
`NotFinished` without z3 (the extra `prove`), where z3 gives up, or where a comparison of two facts would be
too long to write down. z3 is imported when the first such question is asked, never before. The answer is
replayed like any other before it's shown.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from polc.compiler.analysis.formula import AtLeast, Difference, Flag, Formula, Formulas, Option
from polc.compiler.analysis.regions import NotFinished, Region

# What z3 may spend on a question: in its own count, the same on every machine, and in time at the very most.
EFFORT, MILLISECONDS = 1_000_000, 20_000
LONGEST_TABLE = 50_000


def ask(pool: Formulas, formula: Formula) -> Region | None:
    """Somebody who satisfies the formula, as a region of one person."""
    try:
        z3 = import_module("z3")
    except ImportError:
        raise NotFinished("问题太复杂，超过了限额；pip install 'polc[prove]' 以后可以接着算") from None
    solver = z3.Solver()
    solver.set("rlimit", EFFORT)
    solver.set("timeout", MILLISECONDS)
    solver.set("random_seed", 0)
    writer = _Writer(pool, z3)
    solver.add(writer.formula(formula), *writer.ends())
    found = solver.check()
    if found == z3.unsat:
        return None
    if found != z3.sat:
        raise NotFinished("问题太复杂，求解器也没有算完")
    return writer.region(solver.model())


class _Writer:
    """A pool's variables and formulas in z3's terms."""

    def __init__(self, pool: Formulas, z3: Any) -> None:
        self.pool, self.z3 = pool, z3
        domain = pool.domain
        self.flags = [z3.Bool(f"f{var}") for var in range(domain.flags)]
        self.options = [z3.Int(f"o{var}") for var in range(len(domain.options))]
        self.numbers = [z3.Int(f"n{var}") for var in range(len(domain.lows))]
        self._written: dict[int, Any] = {}

    def ends(self) -> list[Any]:
        """What each variable can hold."""
        domain = self.pool.domain
        ends = zip(self.numbers, domain.lows, domain.highs, strict=True)
        held = [self.z3.And(low <= number, number <= high) for number, low, high in ends]
        return held + [self._one_of(var, mask) for var, mask in enumerate(domain.options)]

    def formula(self, formula: Formula) -> Any:
        """The formula; nodes are shared, so its size is that of the pool."""
        waiting = [abs(formula)]
        while waiting:
            number = waiting[-1]
            node = self.pool.nodes[number]
            parts = [abs(part) for part in node] if isinstance(node, tuple) else []
            missing = [part for part in parts if part not in self._written]
            if missing:
                waiting += missing
                continue
            self._written[number] = self._node(node)
            waiting.pop()
        return self._signed(formula)

    def _signed(self, formula: Formula) -> Any:
        written = self._written[abs(formula)]
        return written if formula > 0 else self.z3.Not(written)

    def _node(self, node: object) -> Any:
        match node:
            case Flag(var):
                return self.flags[var]
            case Option(var, mask):
                return self._one_of(var, mask)
            case AtLeast(var, bound):
                return self.numbers[var] >= bound
            case Difference():
                return self._difference(node)
            case tuple():
                return self.z3.And(*(self._signed(part) for part in node))
            case _:
                raise TypeError(f"no node: {node!r}")

    def _one_of(self, var: int, mask: int) -> Any:
        bits = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
        return self.z3.Or(*(self.options[var] == bit for bit in bits))

    def _difference(self, atom: Difference) -> Any:
        """upper(x) ≥ lower(y): a sum where both only add days, else for each y the least x that will do."""
        x, y = self.numbers[atom.var], self.numbers[atom.other]
        up, down = atom.upper.shift, atom.lower.shift
        if up is not None and down is not None:
            return x + up >= y + down
        domain = self.pool.domain
        low, high = domain.lows[atom.var], domain.highs[atom.var]
        first, last = domain.lows[atom.other], domain.highs[atom.other]
        if last - first > LONGEST_TABLE:
            raise NotFinished("问题太复杂，两项事实互相比较，要写出的值太多")
        steps: list[tuple[int, int]] = []
        for value in range(first, last + 1):
            least = atom.upper.least(atom.lower.at(value), low, high)
            if not steps or steps[-1][1] != least:
                steps.append((value, least))
        return self.z3.And(*(self.z3.Or(y < value, x >= least) for value, least in steps))

    def region(self, model: Any) -> Region:
        """The person of a model."""
        pool, literals = self.pool, []
        for var, flag in enumerate(self.flags):
            held = self.z3.is_true(model.eval(flag, model_completion=True))
            literals.append(pool.flag(var) if held else -pool.flag(var))
        for var, option in enumerate(self.options):
            literals.append(pool.option(var, 1 << self._value(model, option)))
        for var, number in enumerate(self.numbers):
            value = self._value(model, number)
            literals.append(pool.between(var, value, value))
        region = Region(pool).within([part for literal in literals for part in self._parts(literal)])
        if region is None:
            raise NotFinished("求解器给出的人不存在")
        return region

    def _parts(self, literal: Formula) -> tuple[Formula, ...]:
        """A conjunction's literals; what is plainly true has none."""
        node = self.pool.nodes[abs(literal)]
        return node if literal > 0 and isinstance(node, tuple) else (literal,)

    def _value(self, model: Any, term: Any) -> int:
        return int(model.eval(term, model_completion=True).as_long())
