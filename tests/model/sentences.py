"""Random conditions and values as text, each of the type that is wanted where it stands.

Numbers and days come from a few that lie near each other, so that persons meet the boundaries.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import attrs

DAYS = tuple(
    date.fromisoformat(day)
    for day in [
        "2025-12-31",
        "2026-01-01",
        "2026-01-31",
        "2026-02-28",
        "2026-03-01",
        "2026-03-30",
        "2026-03-31",
        "2026-04-01",
        "2026-05-31",
        "2026-06-30",
        "2026-07-01",
        "2024-02-29",
        "2028-02-29",
    ]
)
SNAPS = ["次日", "前一日", "当月首日", "当月末日", "次月首日", "当年首日", "当年末日"]
REASONS = ("甲处未写明", "乙处未写明", "丙处未写明")
DOCUMENTS = ("省文件", "市文件")
OUTSIDE = ("", "（期外）", "（资金用完）", "（被排除）")
LENGTHS = ("1日", "30日", "90日", "1个月", "3个月", "12个月", "1年")
ROUNDS = ("到 1分", "到 1角", "到 1元", "到 10元"), ("", " 四舍五入", " 进一", " 舍去", " 五成双")
BY_SIZE = ["低于", "不低于", "超过", "不超过", "是", "不是"]
NUMBERS = {"date": ["早于", "不早于", "晚于", "不晚于", "是", "不是"]}
NUMBERS |= {"money": BY_SIZE, "int": BY_SIZE, "rate": BY_SIZE}


@attrs.define
class Sentences:
    """Writes one policy: `names` are the words that can be used by now, by type."""

    rng: Random
    names: dict[str, list[str]] = attrs.field(factory=dict)
    options: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    windows: list[tuple[str, ...]] = attrs.field(factory=list)
    lists: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)
    inside: str = ""
    month: bool = False
    calendar: bool = False
    inexact: bool = False
    written_days: list[str] = attrs.field(factory=list)

    def chance(self, often: float) -> bool:
        return self.rng.random() < often

    def maybe(self, text: str) -> str:
        return text if self.chance(0.5) else ""

    def any(self, *made: Callable[[], str]) -> str:
        return self.rng.choice(made)()

    def known(self, kind: str) -> list[str]:
        """The names of a type, those of the entry at hand among them, and more often."""
        here = self.lists[self.inside].get(kind, []) if self.inside else []
        return [*self.names.get(kind, []), *here * 3]

    def name(self, kind: str) -> str:
        """A name of a type, else something written out."""
        known = self.known(kind)
        return self.rng.choice(known) if known else self.literal(kind)

    def literal(self, kind: str) -> str:
        rng = self.rng
        match kind:
            case "money":
                return rng.choice(("0元", "100元", "200元", "400元", "99.99元", "3元", "1,070.50元"))
            case "int":
                return str(rng.randint(0, 4))
            case "rate":
                return rng.choice(("10%", "50%", "90%", "100%", "0%", "12.5%", "33.3%"))
            case "date":
                return rng.choice(DAYS).isoformat()
            case _:
                return rng.choice(("是", "否"))

    def value(self, kind: str, depth: int = 2) -> str:
        """A value of a type."""
        match kind:
            case "bool":
                return self.condition(depth)
            case "date":
                return self.day(depth)
            case "money" | "int" | "rate":
                return self.number(kind, depth)
            case _:
                return self.rng.choice((*self.options[kind], *self.known(kind)))

    # ---- amounts, numbers, rates --------------------------------------------------------------------
    def number(self, kind: str, depth: int = 2) -> str:
        if depth == 0 or self.chance(0.35):
            return self.name(kind) if self.chance(0.7) else self.literal(kind)

        def make() -> str:
            return self.number(kind, depth - 1)

        makers: list[Callable[[], str]] = [
            lambda: f"（{make()} {self.rng.choice('+-')} {make()}）",
            lambda: f"（{make()} 超出 {make()} 部分）",
            lambda: f"{self.rng.choice(('最高', '最低'))}（{make()}、{make()}{self.maybe('、' + make())}）",
        ]
        if kind != "rate":
            makers += [lambda: self.steps(kind, depth), lambda: f"（{make()} * {self.number('int', 0)}）"]
        if kind == "money":
            makers += [self.share, self.share]
        if kind == "int":
            makers += [self.elapsed, self.elapsed]
        if kind == "rate":
            makers.append(lambda: f"（{make()} 除以 {self.rng.choice((2, 4))}）")
            makers.append(lambda: f"（{self.number('int', 1)} 除以 {self.divisor()}）")
        if self.lists and not self.inside:
            makers += [lambda: self.fold(kind)] * 2
        return self.any(*makers)

    def divisor(self) -> str:
        """A whole number, for some persons 0; a 0 that is written there isn't read (POL301)."""
        number = self.number("int", 1)
        return number if number.strip("0") else "7"

    def share(self) -> str:
        """A part of an amount: exact, so that it must be rounded in the end."""
        self.inexact = True
        base = self.number("money", 1)
        return self.any(
            lambda: f"（{base} 的 {self.literal('rate')}）",
            lambda: f"（{base} * {self.number('rate', 1)}）",
            lambda: f"（{base} 除以 {self.rng.choice((3, 7, 12))}）",
            lambda: f"（{base} 除以 {self.divisor()}）",
            lambda: f"（{base} 舍入 到 {self.rng.choice(('1角', '100元'))}）",
        )

    def steps(self, kind: str, depth: int) -> str:
        of = self.rng.choice(("int", "money"))
        size = self.rng.choice(("1", "2", "3") if of == "int" else ("100元", "3元"))
        up = " 进一" if self.chance(0.5) else ""
        word = "每" if up else "每满"
        return f"（{self.number(of, depth - 1)} {word} {size} 计 {self.number(kind, 0)}{up}）"

    def elapsed(self) -> str:
        first, last = self.day(1), self.day(1)
        if self.chance(0.25):
            return f"（{first} 的 年份）"
        if self.chance(0.5):
            return f"{self.rng.choice(('满月数', '满年数'))}（{first} 至 {last}）"
        ends = [self.rng.choice(("计入", "不计")) for _ in "ab"]
        return f"{self.rng.choice(('天数', '月数'))}（{first} {ends[0]} 至 {last} {ends[1]}）"

    # ---- days ---------------------------------------------------------------------------------------
    def length(self) -> str:
        choices = [*LENGTHS, "1个月", "11个月", "4年"]
        choices += self.names.get("length", [])
        choices += ["0个工作日", "1个工作日", "3个工作日"] * self.calendar
        return self.rng.choice(choices)

    def day(self, depth: int = 2) -> str:
        if depth == 0 or self.chance(0.4):
            written = [*self.written_days, *(["当月首日", "当月末日"] * 3 if self.month else [])]
            if written and self.chance(0.4):
                return self.rng.choice(written)
            return self.name("date") if self.chance(0.75) else self.literal("date")

        def make() -> str:
            return self.day(depth - 1)

        makers: list[Callable[[], str]] = [
            lambda: f"（{make()} {self.rng.choice('+-')} {self.length()}）",
            lambda: f"（{make()} + {self.length()}）",
            lambda: f"（{make()} 的 {self.rng.choice(SNAPS)}）",
            lambda: f"{self.rng.choice(('最晚', '最早'))}（{make()}、{make()}）",
        ]
        if self.lists and not self.inside:
            makers.append(lambda: self.fold("date"))
        return self.any(*makers)

    # ---- lists --------------------------------------------------------------------------------------
    def looking(self, name: str, make: Callable[[], str]) -> str:
        """What is written inside a list."""
        outer, self.inside = self.inside, name
        made = make()
        self.inside = outer
        return made

    def fold(self, kind: str) -> str:
        name = self.rng.choice(list(self.lists))
        where = self.looking(name, lambda: self.condition(1))
        chosen = f" 其 （{where}）" if self.chance(0.5) else ""
        if kind == "int" and self.chance(0.5):
            return f"（条数 {name}{chosen}）"
        item = self.looking(name, lambda: f"（{self.value(kind, 1)}）")
        words = ("最晚", "最早") if kind == "date" else ("合计", "最高", "最低", "合计")
        empty = f" 若无 {self.literal(kind)}" if self.chance(0.4) else ""
        return f"（{self.rng.choice(words)} {name} 的 {item}{chosen}{empty}）"

    def asked_of_list(self) -> str:
        name = self.rng.choice(list(self.lists))
        item = self.looking(name, lambda: self.condition(1))
        how = self.rng.choice(("存在 {} 其 （{}）", "每个 {} 其 （{}） 若无 否", "每个 {} 其 （{}） 若无 是"))
        return how.format(name, item)

    # ---- conditions ---------------------------------------------------------------------------------
    def condition(self, depth: int = 2) -> str:
        if depth == 0 or self.chance(0.45):
            return self.test()
        parts = [self.bracketed(self.condition(depth - 1)) for _ in range(self.rng.randint(2, 3))]
        return self.any(
            lambda: " 且 ".join(parts),
            lambda: " 或 ".join(parts),
            lambda: f"非 {parts[0]}",
        )

    def bracketed(self, text: str) -> str:
        return text if text in self.known("bool") else f"（{text}）"

    def test(self) -> str:
        makers: list[Callable[[], str]] = [self.compared, self.compared, self.between, self.aged]
        if flags := self.known("bool"):
            makers += [lambda: self.rng.choice(flags)] * 3
            makers.append(lambda: f"非 {self.rng.choice(flags)}")
            makers.append(
                lambda: f"{self.rng.choice(flags)} {self.rng.choice(('是', '不是'))} {self.literal('bool')}"
            )
            makers.append(lambda: "、".join(self.rng.sample(flags, min(2, len(flags)))))
        if any(self.known(kind) for kind in self.options):
            makers += [self.option] * 2
        if self.windows:
            makers += [self.in_windows] * 2
        if self.lists and not self.inside:
            makers += [self.asked_of_list] * 2
        return self.any(*makers)

    def compared(self) -> str:
        kind = self.rng.choice(("date", "date", "money", "money", "int", "int", "rate"))
        if self.known("length") and self.chance(0.1):
            lengths = self.rng.choice(self.known("length")), self.rng.choice(LENGTHS)
            return f"{lengths[0]} {self.rng.choice(('是', '不是'))} {lengths[1]}"
        left = self.value(kind, 1)
        right = self.literal(kind) if self.chance(0.6) else self.value(kind, 1)
        return f"{left} {self.rng.choice(NUMBERS[kind])} {right}"

    def between(self) -> str:
        kind, (low, high) = self.rng.choice(
            (
                ("date", sorted(self.rng.choice(DAYS).isoformat() for _ in "ab")),
                ("money", ["100元", self.rng.choice(("200元", "400元"))]),
                ("int", ["1", self.rng.choice("123")]),
            )
        )
        if self.chance(0.3) and self.known(kind):
            high = self.name(kind)
        return f"{self.value(kind, 1)} 在 {low} 至 {high}"

    def aged(self) -> str:
        return f"截至 {self.day(1)} {self.rng.choice(('满', '未满'))}{self.rng.choice((1, 2, 18))}周岁"

    def option(self) -> str:
        kind = self.rng.choice([kind for kind in self.options if self.known(kind)])
        item, options = self.rng.choice(self.known(kind)), self.options[kind]
        if len(options) > 2 and self.chance(0.5):
            return f"{item} 是 {'、'.join(self.rng.sample(options, 2))}"
        return f"{item} {self.rng.choice(('是', '不是'))} {self.rng.choice(options)}"

    def in_windows(self) -> str:
        names = self.rng.choice(self.windows)
        return f"在 {'、'.join(self.rng.sample(names, min(len(names), self.rng.randint(1, 2))))}"

    # ---- outcomes -----------------------------------------------------------------------------------
    def status(self) -> str:
        reason = self.rng.choice(REASONS)
        return self.any(
            lambda: f'待定 "{reason}"',
            lambda: f'不适用{self.rng.choice(OUTSIDE)} "{reason}"',
            lambda: f'执行 "{self.rng.choice(DOCUMENTS)}"',
        )

    def result(self, kind: str) -> str:
        """An outcome: a value with what closes it, or a status."""
        return self.status() if self.chance(0.12) else f"为 {self.closed(kind)}"

    def closed(self, kind: str) -> str:
        """A value that can stand as a result: rounded where a part of it may be less than a 分."""
        outer, self.inexact = self.inexact, False
        made = self.value(kind) if kind != "bool" else self.bracketed(self.condition())
        if kind in ("money", "int") and self.chance(0.25):
            made += self.any(
                lambda: f" 保底 {self.number(kind, 1)}",
                lambda: f" 封顶 {self.number(kind, 1)}",
                lambda: f" 保底 {self.name(kind)} 封顶 {self.name(kind)}",
            )
        if kind == "money" and (self.inexact or self.chance(0.1)):
            made += f" 舍入 {self.rng.choice(ROUNDS[0])}{self.rng.choice(ROUNDS[1])}"
        self.inexact = outer
        return made
