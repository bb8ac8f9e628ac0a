"""What a target has no words for is said so, by one exception: never a fault, never another answer."""

from __future__ import annotations

import attrs
import pytest
from kernels import bare, everything, town

from polc.compiler.kernel import DURATION, Compare, Const, Expr, InputRef, Op, expr
from polc.dsl.diagnostics.model import Lang
from polc.dsl.values import Duration, Unit
from polc.targets.api import NotExpressible, Options
from polc.targets.columnar.emit import TARGET as COLUMNAR
from polc.targets.constructs import Construct
from polc.targets.sql.emit import TARGET as SQL

OPTIONS = Options(source_sha256="0" * 64, compiler_version="test")


@attrs.frozen
class Unheard:
    """A node that the kernel may have one day."""

    item: Expr


@pytest.fixture
def newer_kernel(monkeypatch):
    """`walk` knows the new node; the targets don't."""
    known = expr.parts
    monkeypatch.setattr(expr, "parts", lambda e: (e.item,) if isinstance(e, Unheard) else known(e))


def with_row(kernel, **changes):
    """The kernel with the first row of its last choice changed."""
    *others, last = kernel.choices
    first, *rest = last.rows
    changed = attrs.evolve(last, rows=(attrs.evolve(first, **changes), *rest))
    return attrs.evolve(kernel, choices=(*others, changed))


@pytest.mark.parametrize("target", [SQL, COLUMNAR], ids=lambda target: target.name)
@pytest.mark.parametrize("place", ["guard", "value", "inside"])
def test_a_node_that_the_target_does_not_know(newer_kernel, target, place):
    kernel = town()
    row = kernel.choices[-1].rows[0]
    new = Unheard(row.guard)
    changes = {
        "guard": {"guard": new},
        "value": {"values": (Unheard(row.values[0]), *row.values[1:])},
        "inside": {"guard": Compare(Op.EQ, new, new)},
    }
    with pytest.raises(NotExpressible) as refused:
        target.emit(with_row(kernel, **changes[place]), OPTIONS)
    found = refused.value
    assert (found.target, found.construct) == (target.name, Construct.EXPRESSION)
    assert (found.name, found.place) == ("Unheard", kernel.choices[-1].name)
    assert all("Unheard" in found.told(lang) for lang in Lang)


def test_a_fact_that_no_column_holds():
    kernel = bare()
    (fact,) = kernel.inputs
    kernel = attrs.evolve(kernel, inputs=(attrs.evolve(fact, type=DURATION),))
    length = Const(Duration(1, Unit.MONTH), DURATION)
    kernel = with_row(kernel, guard=Compare(Op.EQ, InputRef(fact.name), length))
    with pytest.raises(NotExpressible) as refused:
        SQL.emit(kernel, OPTIONS)
    assert refused.value.construct is Construct.FACT


@pytest.mark.parametrize("target", [SQL, COLUMNAR], ids=lambda target: target.name)
def test_every_node_there_is_ends_in_files_or_in_this_exception(target):
    kernel = everything()
    for number in range(len(kernel.choices)):
        part = attrs.evolve(kernel, choices=kernel.choices[: number + 1], fields=kernel.fields)
        kept = tuple(f for f in kernel.fields if any(f.name in c.fields for c in part.choices))
        try:
            assert target.emit(attrs.evolve(part, fields=kept), OPTIONS)
        except NotExpressible as refused:
            assert refused.construct in Construct
