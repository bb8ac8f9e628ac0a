"""Small random kernels with lists: folds, running values and entry rules that meet in every way.

In: a seed. Out: a kernel that evaluates for every person. It has a list in an order and one without, entry
rules that read each other, facts, fields and running values, and choices that look into both lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random

import attrs
import kernels as k
from agreement.random_kernels import FLAGS, PAYERS, START, Maker, assumptions

from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    INT,
    LIST,
    MONEY,
    TRUE,
    Add,
    Choice,
    Clamp,
    Column,
    Compare,
    Const,
    Elapsed,
    EntryOutput,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    Form,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    OneOf,
    Op,
    ParamDecl,
    Pick,
    PolicyInfo,
    Reached,
    Scale,
    Shift,
    Silent,
    State,
    StateRef,
    Steps,
    Sub,
    Type,
    expressions_of,
    walk,
)
from polc.dsl.counting import Calendar, Count
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, LeapRule, MonthRule, Undetermined, Unit, yuan

COLUMNS = {"日": DATE, "额": MONEY, "数": INT, "类": PAYERS, "旗": BOOL}
ORDERS = ((), ("日",), ("数", "日"), ("额",), ("旗", "数"))
HOWS = {
    Kind.BOOL: (FoldHow.EXISTS, FoldHow.EVERY),
    Kind.INT: (FoldHow.COUNT, FoldHow.SUM, FoldHow.GREATEST, FoldHow.LEAST, FoldHow.FINAL),
    Kind.MONEY: (FoldHow.SUM, FoldHow.GREATEST, FoldHow.LEAST, FoldHow.FINAL),
    Kind.DATE: (FoldHow.GREATEST, FoldHow.LEAST, FoldHow.FINAL),
}


class ListMaker(Maker):
    """Draws a kernel; `here` is the list whose entry is at hand, `running` whether running values are."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.here = ""
        self.running = False
        self.states: dict[str, tuple[State, ...]] = {}
        self.names: dict[str, dict[str, Type]] = {"笔": {}, "人": {}}
        self.rules: dict[str, dict[str, Type]] = {"笔": {}, "人": {}}
        self.entry_rules: list[Choice] = []

    # ---- parts that an entry has -----------------------------------------------------------------------
    def part(self, type_: Type) -> Expr | None:
        """Something of this type that only the entry at hand has."""
        found: list[Expr] = [ItemRef(self.here, c, t) for c, t in COLUMNS.items() if t == type_]
        if self.running:
            found += [StateRef(name, t) for name, t in self.names[self.here].items() if t == type_]
            found += [EntryResult(name, t) for name, t in self.rules[self.here].items() if t == type_]
        return self.rng.choice(found) if found else None

    def drawn(self, type_: Type) -> Expr | None:
        """A part of the entry, or outside of one a look into a list; often neither."""
        if self.here:
            return self.part(type_) if self.rng.random() < 0.6 else None
        return self.fold(type_) if self.states and self.rng.random() < 0.3 else None

    def condition(self, depth: int = 2) -> Expr:
        drawn = self.drawn(BOOL)
        if drawn is not None and self.rng.random() < 0.5:
            return drawn
        if self.here and self.rng.random() < 0.2:
            return OneOf(ItemRef(self.here, "类", PAYERS), (self.rng.choice(PAYERS.options),))
        if self.here and self.rng.random() < 0.1:
            return Reached(ItemRef(self.here, "日", DATE), 18, InputRef("缴费日"), LeapRule.MAR_1)
        return super().condition(depth)

    def comparison(self) -> Expr:
        op = self.rng.choice(list(Op))
        make = self.rng.choice((self.day, self.money, self.number))
        return Compare(op, make(), make())

    def day(self) -> Expr:
        drawn = self.drawn(DATE)
        if drawn is None:
            return self.moved_day() if self.rng.random() < 0.2 else super().day()
        return drawn

    def moved_day(self) -> Expr:
        if self.rng.random() < 0.5:
            low, high = (Const(date(2031, month, 1), DATE) for month in (3, 9))
            return Clamp(super().day(), self.rng.choice((None, low)), high)
        length = Const(Duration(self.rng.choice((0, 1, 7, 30)), Unit.WORKDAY), DURATION)
        return Shift(super().day(), length, self.rng.choice((1, -1)), MonthRule.MONTH_END)

    def money(self) -> Expr:
        drawn = self.drawn(MONEY)
        if drawn is None:
            return super().money()
        match self.rng.randrange(6):
            case 0:
                return Clamp(drawn, Const(yuan(50), MONEY), Const(yuan(400), MONEY))
            case 1:
                return Scale(drawn, self.number())
            case 2:
                return self.rng.choice((Add, Sub))(drawn, super().money())
            case _:
                return drawn

    def number(self) -> Expr:
        drawn = self.drawn(INT)
        if drawn is not None:
            return self.rng.choice((drawn, Add(drawn, Const(Fraction(1), INT))))
        match self.rng.randrange(4):
            case 0:
                count, rules = self.rng.choice(list(Count)), self.rng.choice(list(LeapRule))
                extra = self.rng.choice((-1, 0, 1))
                return Elapsed(count, self.day(), Const(START, DATE), extra, MonthRule.NEXT_DAY, rules)
            case 1:
                size = self.rng.choice((Fraction(10000), Fraction(370), Fraction(1, 3)))
                return Steps(self.money(), size, self.rng.random() < 0.5)
            case _:
                return Const(Fraction(self.rng.choice((0, 1, 3))), INT)

    def silent(self) -> Expr:
        """A silence of one of several reasons, so that their order shows."""
        made = super().silent()
        match made:
            case Silent(Undetermined() as status) if self.rng.random() < 0.7:
                return Silent(attrs.evolve(status, reasons=(self.rng.choice(("省定", "另定", "没写")),)))
            case _:
                return made

    def value(self, type_: Type) -> Expr:
        if type_ == INT and self.rng.random() > 0.15:
            return self.number()
        if type_ == BOOL and self.rng.random() < 0.7:
            return self.condition(1)
        return self.silent() if type_ == INT else super().value(type_)

    # ---- lists -----------------------------------------------------------------------------------------
    def fold(self, type_: Type) -> Expr | None:
        """A look into a list; now and then without the running values."""
        if type_.kind not in HOWS or self.here:
            return None
        self.here = self.rng.choice(("笔", "人"))
        self.running = self.rng.random() < 0.8
        here, how = self.here, self.rng.choice(HOWS[type_.kind])
        names = [name for name, t in self.names[here].items() if t == type_ and self.running]
        if how is FoldHow.FINAL and not names:
            how = HOWS[type_.kind][0]
        where = TRUE if self.rng.random() < 0.4 else self.condition(1)
        value: Expr = TRUE if how is FoldHow.COUNT else self.value(type_)
        if how is FoldHow.FINAL:
            value = StateRef(self.rng.choice(names), type_)
        states = self.states[here] if self.running else ()
        self.here, self.running = "", False
        return Fold(here, how, where, value, self.empty(type_), states)

    def empty(self, type_: Type) -> Expr:
        """A value that reads no entry and no list."""
        kept = self.here, self.running, self.states
        self.here, self.running, self.states = "", False, {}
        made = self.value(type_)
        self.here, self.running, self.states = kept
        return made

    def lists(self) -> None:
        """The running values and the entry rules of both lists."""
        for here in ("笔", "人"):
            self.here, self.running = here, True
            some = {f"{here}额": MONEY, f"{here}数": INT, f"{here}日": DATE, f"{here}否": BOOL}
            started = {name: self.empty(type_) for name, type_ in some.items()}
            self.names[here] = some
            for number, type_ in enumerate((MONEY, BOOL, INT, DATE, MONEY)):
                rule = self.entry_rule(f"{here}规则{number}", type_)
                self.entry_rules.append(rule)
                self.rules[here][rule.name] = type_
            steps = {name: self.value(type_) for name, type_ in some.items()}
            self.states[here] = tuple(State(n, t, started[n], steps[n]) for n, t in some.items())
        self.here, self.running = "", False

    def entry_rule(self, label: str, type_: Type) -> Choice:
        """A choice of one field that isn't a field of the kernel."""
        picks = {MONEY: tuple(p for p in Pick if p is not Pick.TOP_UP), BOOL: (Pick.UNIQUE,)}
        pick = self.rng.choice(picks.get(type_, (Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)))
        made = self.choice({label: type_}, pick)
        del self.fields[label]
        gate = self.condition(1) if self.rng.random() < 0.3 else None
        return attrs.evolve(made, gate=gate)


def random_each_kernel(seed: int) -> Kernel:
    """The kernel of a seed with results for each entry, now and then for who is in scope only."""
    kernel, rng = random_list_kernel(seed), Random(seed)
    folds = [part for c in kernel.choices for v in c.rows for e in v.values for part in walk(e)]
    states = {fold.list: fold.states for fold in folds if isinstance(fold, Fold) and fold.states}
    outputs, choices = [], list(kernel.choices)
    for number, rule in enumerate(rng.sample(kernel.entry_rules, 4)):
        name, list_ = rule.name, rule.name[0]
        type_ = next(Type(kind) for kind in (kernel.kind_filled(rule, 0),) if kind)
        type_ = PAYERS if type_.kind is Kind.ENUM else type_
        running = states.get(list_)
        if running is None and any(isinstance(e, StateRef | EntryResult) for e in _within(kernel, rule)):
            continue
        value = EntryResult(name, type_)
        fold = Fold(list_, FoldHow.COUNT, TRUE, value, Const(Fraction(0), INT), running or ())
        door = k.choice(f"每笔 {name}", Form.ENTRIES, [k.row("七", TRUE, fold)], [fold], cite=k.cite("七"))
        if rng.random() < 0.4:
            door = attrs.evolve(door, gate=FieldRef("范围"), gate_cite=k.cite("二"))
        choices.append(door)
        outputs.append(
            EntryOutput(
                name=name, alias=f"each_{number}", type=type_, field=door.name, fold=fold, span=NOWHERE
            )
        )
    counts = (attrs.evolve(k.field(o.field, "", INT), public=False) for o in outputs)
    return attrs.evolve(
        kernel,
        choices=tuple(choices),
        fields=(*kernel.fields, *counts),
        entry_outputs=tuple(outputs),
    )


def _within(kernel: Kernel, rule: Choice) -> Iterator[Expr]:
    """What a rule is made of, its readings included."""
    tops = [*expressions_of(rule), *(m for found in kernel.meanings.values() for m in found)]
    return (part for top in tops for part in walk(top))


def _list(name: str, alias: str, limit: int, order: tuple[str, ...]) -> InputDecl:
    columns = tuple(
        Column(name=label, alias=f"cell_{n}", type=type_, span=NOWHERE)
        for n, (label, type_) in enumerate(COLUMNS.items())
    )
    return InputDecl(
        name=name, alias=alias, type=LIST, columns=columns, limit=limit, order=order, span=NOWHERE
    )


def random_list_kernel(seed: int) -> Kernel:
    """The kernel of a seed."""
    make = ListMaker(seed)
    choices = [make.group("范围"), make.window(), make.choice({"数额": MONEY}, Pick.UNIQUE)]
    make.lists()
    choices.append(make.group("群体一"))
    choices.append(make.choice({"减免": MONEY, "付款方": PAYERS}, make.rng.choice(tuple(Pick))))
    ways = (Pick.UNIQUE, Pick.HIGHEST, Pick.LOWEST)
    choices.append(make.choice({"次数": INT}, make.rng.choice(ways)))
    choices.append(make.choice({"起始日": DATE}, make.rng.choice(ways)))
    for label, type_ in {"合计额": MONEY, "几笔": INT, "最近": DATE, "有无": BOOL}.items():
        value = make.fold(type_) or make.value(type_)
        row = k.row("七", TRUE, value)
        choices.append(k.choice(label, Form.RULE, [row], [value], cite=k.cite("七")))
        make.fields[label] = type_
    choices.append(make.identity())
    fields = {**make.fields, "实缴": MONEY}
    calendar = Calendar(
        name="历法",
        first=date(2030, 6, 1),
        last=date(2031, 12, 31),
        off=(date(2031, 1, 1), date(2031, 2, 3), date(2031, 5, 1)),
        on=(date(2031, 2, 8),),
    )
    return Kernel(
        info=PolicyInfo(title=f"随机清单{seed}", span=NOWHERE),
        inputs=(
            k.fact("缴费日", "pay_date", DATE),
            _list("笔", "payments", 4, make.rng.choice(ORDERS)),
            k.fact("生日", "birth", DATE),
            *(k.fact(f, f"flag_{n}", BOOL, default=None if n < 2 else False) for n, f in enumerate(FLAGS)),
            _list("人", "people", 3, ()),
        ),
        params=(ParamDecl(name="下限", low_fen=Fraction(67000), high_fen=None, cite=None),),
        assumptions=assumptions(make.rng),
        fields=tuple(k.field(label, f"out_{n}", type_) for n, (label, type_) in enumerate(fields.items())),
        choices=tuple(choices),
        entry_rules=tuple(make.entry_rules),
        calendar=calendar if make.rng.random() < 0.8 else None,
    )
