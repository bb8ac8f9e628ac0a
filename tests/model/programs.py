"""Random policies as text: `policy(seed)` gives the files of one, main.pol and what it imports.

Most compile; what they say is nonsense, but every construct meets every other: lists with running values,
months, files that fill, override or hand down, statuses, readings that nobody chose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import attrs

from model.sentences import DAYS, DOCUMENTS, LENGTHS, Sentences

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
NUMERALS = "一二三四五六七八九"
TYPES = {"bool": "是非", "date": "日期", "money": "金额", "int": "整数", "rate": "比例", "length": "时长"}
Files = dict[str, str]
HANDED_DOWN = re.compile(r"【[^】]*】 (群体|量|规定|标准|表|分类) \S+")
DAY = re.compile(r"\d{4}-\d\d")


def policy(seed: int) -> Files:
    """The files of the random policy of one seed."""
    return Author(Random(seed)).files()


def _name_of(text: str) -> str:
    return text.split()[2]


@attrs.define
class Author(Sentences):
    """Writes the declarations of a policy; each reads only what is there by then, and is put anywhere."""

    texts: list[str] = attrs.field(factory=list)
    used: int = 0
    articles: int = 0
    delegated: list[tuple[str, str]] = attrs.field(factory=list)

    def files(self) -> Files:
        """The whole of it: facts, a few blocks, a header, and other files."""
        self.facts()
        self.lists_of_entries()
        if self.chance(0.25):
            self.work_calendar()
        self.make_assumption() if self.chance(0.4) else None
        makers = self.makers()
        for _ in range(self.rng.randint(3, 7)):
            self.rng.choice(makers)()
        header, more = self.header(), Files()
        self.other_files(more)
        self.rng.shuffle(self.texts)
        self.texts.sort(key=lambda text: not text.startswith("输出"))
        return {"main.pol": f'政策 "主文件" {{ {header} }}\n' + "\n".join(self.texts) + "\n", **more}

    def makers(self) -> list[Callable[[], None]]:
        """What a policy is made of, the frequent things more than once."""
        plain = [*[self.rule] * 3, *[self.quantity] * 2, self.standard, self.identity, self.group]
        plain += [self.window, self.table, self.classes, self.grant, self.funding]
        return [*plain, self.monthly, self.month_of_date, self.choosing, self.make_assumption]

    # ---- names and clauses --------------------------------------------------------------------------
    def fresh(self, stem: str) -> str:
        self.used += 1
        first, second = divmod(self.used, len(LETTERS))
        return f"{stem}{LETTERS[first]}{LETTERS[second]}"

    def add(self, kind: str, name: str) -> str:
        self.names.setdefault(kind, []).append(name)
        return name

    def article(self) -> str:
        self.articles += 1
        tens, ones = divmod(self.articles, 10)
        return ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十" if tens else "") + (
            NUMERALS[ones - 1] if ones else ""
        )

    def write(self, text: str) -> None:
        self.texts.append(text)

    def alias(self) -> str:
        self.used += 1
        return f"别名 a{self.used}"

    def output(self, kind: str, name: str) -> None:
        """Declares a result; 选项 with the options of its kind, now and then without."""
        options = f"选项（{'、'.join(self.options[kind])}）" if kind in self.options else TYPES[kind]
        self.write(f"输出 {name}: {options} {self.alias()}")

    def kind(self) -> str:
        return self.rng.choice(("money", "money", "money", "date", "int", "bool", "rate", *self.options))

    # ---- facts and lists ----------------------------------------------------------------------------
    def facts(self) -> None:
        for kind, most in (("bool", 3), ("date", 2), ("money", 2), ("int", 1), ("rate", 1), ("length", 1)):
            for _ in range(self.rng.randint(1 if kind in ("bool", "date", "money") else 0, most)):
                self.fact(kind)
        if self.chance(0.5):
            kind = self.fresh("类")
            self.options[kind] = tuple(self.fresh("项") for _ in range(self.rng.randint(2, 3)))
            self.fact(kind)
        birth = self.add("date", self.fresh("生日"))
        self.write(f"事实 {birth}: 日期 {self.alias()}\n周岁 按 {birth}")
        self.written_days += ["保障年度首日", "保障年度末日"]

    def fact(self, kind: str) -> str:
        name = self.fresh("事")
        self.write(self.declared(name, kind))
        return self.add(kind, name)

    def declared(self, name: str, kind: str) -> str:
        """事实 NAME, of the person or of an entry; now and then with a default."""
        options = f"选项（{'、'.join(self.options[kind])}）" if kind in self.options else TYPES[kind]
        default = ""
        if self.chance(0.25):
            written = self.rng.choice(self.options[kind]) if kind in self.options else self.literal(kind)
            default = f"默认 {self.rng.choice(LENGTHS) if kind == 'length' else written}"
        return f"事实 {name}: {options} {default} {self.alias()}"

    def lists_of_entries(self) -> None:
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            self.entry_list()

    def entry_list(self) -> None:
        name, columns = self.fresh("单"), dict[str, list[str]]()
        written = []
        for kind in ("date", "money", "bool", *self.rng.sample(("int", "money", "rate", "date"), 1)):
            column = self.fresh("栏")
            columns.setdefault(kind, []).append(column)
            written.append(self.declared(column, kind))
        by = self.rng.choice(
            ("", f"先后 按 {columns['date'][0]}", f"先后 按 {columns['money'][0]}、{columns['date'][0]}")
        )
        self.write(f"清单 {name} 不超过 4 {by} {self.alias()} {{ {' '.join(written)} }}")
        for _ in range(self.rng.randint(1, 3)):
            self.rng.choice((self.per_entry, self.running))(name, columns)
        self.lists[name] = columns

    def per_entry(self, name: str, columns: dict[str, list[str]]) -> None:
        """规定 … 每笔."""
        kind, rule = self.rng.choice(("money", "money", "int", "bool", "date")), self.fresh("笔")
        self.lists[name] = columns
        body = self.looking(name, lambda: self.rows(kind))
        how = self.stacked(kind)
        del self.lists[name]
        self.write(f"【{self.article()}】 规定 {rule} 每笔 {name} {{ {how} {body} }}")
        self.each_entry(kind, rule, name)
        columns.setdefault(kind, []).append(rule)

    def running(self, name: str, columns: dict[str, list[str]]) -> None:
        """累计, which reads itself."""
        kind, state = self.rng.choice(("money", "int", "bool", "date")), self.fresh("累")
        start = self.literal(kind)
        self.lists[name] = {k: [*found] for k, found in columns.items()}
        self.lists[name].setdefault(kind, []).extend([state, state])
        body = self.looking(name, lambda: self.rows(kind))
        del self.lists[name]
        self.write(f"【{self.article()}】 累计 {state} 每笔 {name} 自 {start} {{ {body} }}")
        columns.setdefault(kind, []).append(state)
        self.add(kind, state)
        self.each_entry(kind, state, name)

    def each_entry(self, kind: str, rule: str, name: str) -> None:
        """Now and then an output; drawn apart from the rest, which stays as it was."""
        if Random(f"{rule} {self.texts[-1]}").random() < 0.4:
            self.write(f"输出 {rule}: 每笔 {name} {TYPES[kind]} 别名 each_{self.articles}")

    # ---- rows ---------------------------------------------------------------------------------------
    def rows(self, kind: str, result: Callable[[str], str] | None = None) -> str:
        """Rows with 例外 and 优先于, mostly with 其余."""
        first = result or (
            lambda kind: f"为 {self.closed(kind)}"
        )  # a rule of its own has the type of its values
        result, number = result or self.result, self.article()
        made, cites = [], list[str]()
        for place in range(self.rng.randint(1, 4)):
            cite = f"{number}（{NUMERALS[place]}）"
            exception = "例外 " if self.chance(0.25) else ""
            test = "" if self.chance(0.12) and not exception else self.condition()
            over = f" 优先于 【{self.rng.choice(cites)}】" if exception and cites and self.chance(0.5) else ""
            made.append(f"【{cite}】 {exception}{test}  {result(kind) if place else first(kind)}{over}")
            cites.append(cite)
        if self.chance(0.75):
            made.append(f"【{number}】 其余 {result(kind)}")
        return "\n  ".join(made)

    def stacked(self, kind: str) -> str:
        """How the rows of a rule meet, as a row of its own; often nothing."""
        words = ["", "", "只取 最高", "只取 最低"] if kind in ("money", "date", "int", "rate") else ["", ""]
        more = ["合计"] * (kind == "money") + ["只取 最晚", "只取 最早"] * (kind == "date")
        said = self.rng.choice([*words, *more, '待定 "几行都符合的，未写明"'])
        return f"【{self.article()}】 并存 {said}" if said else ""

    def rule(self) -> None:
        kind, name = self.kind(), self.fresh("果")
        self.output(kind, name)
        body = self.rows(kind, self.noting(name))
        self.write(f"【{self.article()}】 规定 {name} {{ {self.stacked(kind)} {body} }}")
        self.add(kind, name)

    def noting(self, name: str) -> Callable[[str], str]:
        """Outcomes of a rule; what it leaves to another document is kept, for 落实."""

        def result(kind: str) -> str:
            made = self.result(kind)
            if made.startswith("执行"):
                self.delegated.append((made.split('"')[1], name))
            return made

        return result

    # ---- blocks -------------------------------------------------------------------------------------
    def standard(self) -> None:
        name = self.fresh("准")
        if self.chance(0.5):
            bound = self.rng.choice(("不低于", "不超过"))
            self.write(f"【{self.article()}】 标准 {name} {bound} {self.literal('money')}")
            self.add("money", name)
            return
        kind = self.rng.choice(("money", "date", "int", "rate"))
        amount = "400元" if kind == "money" else self.literal(kind)
        self.write(f"【{self.article()}】 标准 {name} = {amount}")
        self.add(kind, name)
        if kind == "money":
            self.add("base", name)

    def quantity(self) -> None:
        kind, name = self.rng.choice(("money", "money", "int", "date", "rate")), self.fresh("量")
        self.write(f"【{self.article()}】 量 {name} = {self.closed(kind)}")
        if self.chance(0.3):
            self.output(kind, name)
        self.add(kind, name)

    def group(self) -> None:
        name, article = self.fresh("群"), self.article()
        if self.chance(0.5):
            test = self.condition()
            if self.chance(0.3):
                closing = self.rng.choice((' 待定 "没有写完"', f" {self.name('bool')}"))
                test = f"{self.name('bool')} 等{closing}"
            self.write(f"【{article}】 群体 {name} = {test}")
        else:
            rows = (f"【{article}（{c}）】 {self.condition()}" for c in NUMERALS[: self.rng.randint(1, 3)])
            self.write(
                f"【{article}】 群体 {name} {self.rng.choice(('任一', '全部'))} {{ {' '.join(rows)} }}"
            )
        if self.chance(0.3):
            self.output("bool", name)
        self.add("bool", name)

    def window(self) -> None:
        """时段 over a fact, with ends that touch, overlap or leave days out."""
        name, article, days = (
            self.fresh("段"),
            self.article(),
            [d for d in self.names["date"] if d[0] in "事生"],
        )
        cuts = sorted(self.rng.sample(DAYS, 4))
        rows, made = [], list[str]()
        for place in range(self.rng.randint(1, 3)):
            window = self.fresh("期")
            ends = f"{cuts[place].isoformat()} 至 {cuts[place + 1].isoformat()}"
            if self.chance(0.15):
                ends = f"{cuts[place].isoformat()} 起"
            elif made and self.chance(0.3):
                ends = f"{made[-1]}首日 + 1日 至 {self.rng.choice(DAYS[-3:]).isoformat()}"
                ends = (
                    f"{made[-1]}首日 至 {made[-1]}首日 + 40日" if self.chance(0.8) else f"{made[-1]}首日 起"
                )
            limit = f" 限 {self.condition(1)}" if self.chance(0.3) else ""
            rows.append(f"【{article}（{NUMERALS[place]}）】 {window} {ends}{limit}")
            made.append(window)
        if self.chance(0.6):
            rows.append(f"【{article}】 其余 {self.status()}")
        self.write(f"【{article}】 时段 {name} 按 {self.rng.choice(days)} {{ {' '.join(rows)} }}")
        self.write(f"输出 {name}: 选项 {self.alias()}")
        self.windows += [tuple(made), (name,)]
        self.written_days += [f"{window}首日" for window in made]
        self.options[name] = tuple(made)
        self.add(name, name)

    def classes(self) -> None:
        name, article = self.fresh("分"), self.article()
        made = [self.fresh("级") for _ in range(self.rng.randint(2, 3))]
        rows = [
            f"【{article}（{c}）】 {each} = {self.condition()}"
            + (f" 优先于 【{article}（{NUMERALS[n - 1]}）】" if n and self.chance(0.5) else "")
            for n, (c, each) in enumerate(zip(NUMERALS, made[:-1], strict=False))
        ]
        rest = self.rng.choice((made[-1], made[-1], self.status()))
        rows.append(f"【{article}】 其余 {rest}")
        self.write(f"【{article}】 分类 {name} {{ {' '.join(rows)} }}")
        named = tuple(made if rest == made[-1] else made[:-1])
        self.options[name] = named
        self.windows += [named, (name,)]
        if self.chance(0.3):
            self.write(f"输出 {name}: 选项 {self.alias()}")
        self.add(name, name)

    def table(self) -> None:
        axes = [kind for kind in ("int", "money", "date", "bool", *self.options) if self.names.get(kind)]
        chosen = self.rng.sample(axes, min(len(axes), self.rng.randint(1, 2)))
        kind, name, article = self.kind(), self.fresh("表"), self.article()
        rows = []
        for place in range(self.rng.randint(1, 4)):
            cells = " ｜ ".join(self.cell(axis) for axis in chosen)
            exception = "例外 " if self.chance(0.2) else ""
            rows.append(f"【{article}（{NUMERALS[place]}）】 {exception}{cells}  {self.result(kind)}")
        if self.chance(0.7):
            rows.append(f"【{article}】 其余 {self.result(kind)}")
        by = "、".join(self.rng.choice(self.names[axis]) for axis in chosen)
        self.write(f"【{article}】 表 {name} 按 {by} {{ {' '.join(rows)} }}")
        if self.chance(0.5):
            self.output(kind, name)
        self.add(kind, name)

    def cell(self, axis: str) -> str:
        if self.chance(0.15):
            return "任意"
        if axis == "bool":
            return self.literal("bool")
        if axis == "date":
            low, high = sorted(self.rng.choice(DAYS).isoformat() for _ in "ab")
            return self.rng.choice((f"{low} 至 {high}", f"{low} 起", low))
        if axis in self.options:
            return "、".join(
                self.rng.sample(self.options[axis], self.rng.randint(1, len(self.options[axis])))
            )
        low, high = ("1", "3") if axis == "int" else ("100元", "400元")
        return self.rng.choice(
            (
                low,
                f"满 {low}",
                f"不满 {high}",
                f"超过 {low}",
                f"{high} 以下",
                f"满 {low} 不满 {high}",
                f"{low} 至 {high}",
            )
        )

    def grant(self) -> None:
        """减免 over five outputs, with every way to meet."""
        name, article = self.fresh("免"), self.article()
        outputs = [self.fresh("减") for _ in "abcde"[: self.rng.choice((4, 5))]]
        payers, offices = (tuple(self.fresh(stem) for _ in "ab") for stem in ("款", "局"))
        self.write(f"减免 {name} 输出 {'、'.join(outputs)}")
        for number, output in enumerate(outputs):
            self.write(f"输出 {output}: {'金额' if number < 3 else '选项'} {self.alias()}")
        rows = [f"【{article}】 基数 {self.base()}"]
        places = NUMERALS[: self.rng.randint(1, 3)]
        rows += [f"【{article}（{place}）】 {self.granted(payers, offices)}" for place in places]
        meeting = self.meeting() if self.chance(0.8) else ""
        if meeting:
            rows.append(f"【{article}】 并存 {meeting}")
        if not meeting.startswith("待定") and self.chance(0.7):  # one of them says what is open
            rows.append(f"【{article}】 同额 {self.status()}")
        self.rng.shuffle(rows)
        self.write(f"【{article}】 减免 {name} {{ {' '.join(rows)} }}")
        for output in outputs[:3]:
            self.add("money", output)

    def base(self) -> str:
        return self.rng.choice(("400元", "200元", "100元", *self.names.get("base", [])))

    def granted(self, payers: tuple[str, ...], offices: tuple[str, ...]) -> str:
        amount = self.any(
            lambda: "全额",
            lambda: self.rng.choice(("50%", "90%", "0%")),
            lambda: f"为 {self.rng.choice((self.literal('money'), self.name('money')))}",
            self.status,
        )
        tails = [
            self.rng.choice(
                ("", f"由 {self.rng.choice(payers)}", f"由 {self.rng.choice(payers)}", '由 待定 "甲处未写明"')
            ),
            self.rng.choice(("", f"认定 {self.rng.choice(offices)}", f"认定 {'、'.join(offices)}")),
            self.rng.choice(("", "", "先缴后补")),
        ]
        self.rng.shuffle(tails)
        return f"{'例外 ' if self.chance(0.15) else ''}{self.condition()}  {amount}  {'  '.join(tails)}"

    def meeting(self) -> str:
        """How grants meet: a word, or a 假定 whose readings are words."""
        words = ["只取 最高", "只取 最低", "合计", "补足差额", "不得并存"]
        if self.chance(0.75):
            return self.rng.choice([*words, '待定 "几项都符合的，未写明"'])
        name, (one, other) = self.fresh("假"), self.rng.sample(words, 2)
        readings = [self.fresh("读") for _ in "ab"]
        adopted = self.rng.choice(("都不采用", f"采用 {readings[0]}"))
        rows = f"{readings[0]} 并存 {one} {readings[1]} 并存 {other} {adopted}"
        self.write(f'【{self.article()}】 假定 {name} "未写明" {{ {rows} }}')
        return name

    def funding(self) -> None:
        names = [self.fresh("出") for _ in "abc"]
        amount = self.name("money")
        if amount not in self.names["money"]:
            return
        rows = [
            f"【{self.article()}】 {n} {rate}" for n, rate in zip(names, ("62%", "22%", "16%"), strict=True)
        ]
        rounding = ""
        if amount not in self.names.get("base", []) or self.chance(0.7):
            rounding, rows[2] = f"舍入 {self.rng.choice(('到 1分', '到 1元'))}", f"{rows[2]} 尾差"
        self.write(f"【{self.article()}】 出资 {amount} {rounding} {{ {' '.join(rows)} }}")
        for name in names:
            if rounding:
                self.add("money", name)
                if self.chance(0.5):
                    self.output("money", name)

    def monthly(self) -> None:
        """规定 … 每月, summed over a few months."""
        kind, rule, name = self.rng.choice(("money", "money", "int")), self.fresh("月"), self.fresh("量")
        self.month = True
        self.write(f"【{self.article()}】 规定 {rule} 每月 {{ {self.stacked(kind)} {self.rows(kind)} }}")
        self.month = False
        low, high = sorted(self.rng.sample([d for d in DAYS if d.year in (2025, 2026)], 2))
        self.write(f"【{self.article()}】 量 {name} = 合计 {rule} 自 {low.isoformat()} 至 {high.isoformat()}")
        self.add(kind, name)

    def month_of_date(self) -> None:
        kind, name = self.kind(), self.fresh("果")
        self.output(kind, name)
        day = self.rng.choice(self.names["date"])
        self.month = True
        self.write(
            f"【{self.article()}】 规定 {name} 每月 按 {day} {{ {self.stacked(kind)} {self.rows(kind)} }}"
        )
        self.month = False
        self.add(kind, name)

    def identity(self) -> None:
        kind, name = self.rng.choice(("money", "int", "date", "bool", "rate")), self.fresh("恒")
        self.inexact = False
        made = self.value(kind) if kind != "bool" else self.bracketed(self.condition())
        if self.inexact:
            made = self.name(kind)
        self.write(f"输出 {name}: {TYPES[kind]} = {made} {self.alias()}")
        self.add(kind, name)

    def choosing(self) -> None:
        """选择: what a person may choose."""
        article = self.article()
        kinds = [
            kind for kind in ("int", *self.options) if any(n[0] == "事" for n in self.names.get(kind, []))
        ]
        if not kinds:
            return
        kind = self.rng.choice(kinds)
        fact = next(n for n in self.names[kind] if n[0] == "事")
        if any(f"选择 {fact} " in text for text in self.texts):
            return

        def offers() -> str:
            if kind == "int":
                return f"可选 {self.rng.randint(0, 1)} 至 {self.rng.choice(('1', '2', '3'))}"
            options = self.options[kind]
            return f"可选 {'、'.join(self.rng.sample(options, self.rng.randint(1, len(options))))}"

        flags = [name for name in self.names["bool"] if name[0] == "事"]
        rows = [
            f"【{article}（{c}）】 {self.rng.choice(flags)} {offers()}"
            for c in NUMERALS[: self.rng.randint(0, 2)]
        ]
        if not rows or self.chance(0.7):
            rows.append(f"【{article}】 其余 {offers()}")
        self.write(f"【{article}】 选择 {fact} 由 本人 {{ {' '.join(rows)} }}")

    def make_assumption(self) -> None:
        """假定: two or three readings of one type, some of them silent."""
        kind = self.rng.choice(("bool", "date", "money", "int"))
        name, readings = self.fresh("假"), [self.fresh("读") for _ in "abc"[: self.rng.randint(2, 3)]]
        self.inexact = False
        meanings = [self.value(kind, 1) for _ in readings]
        if self.inexact or self.inside:
            meanings = [self.name(kind) for _ in readings]
        if self.chance(0.2):
            meanings[-1] = self.status()
        adopted = self.rng.choice(("都不采用", *(f"采用 {reading}" for reading in readings)))
        rows = "  ".join(f"{reading}：{meaning}" for reading, meaning in zip(readings, meanings, strict=True))
        self.write(f'【{self.article()}】 假定 {name} "未写明" {{ {rows}  {adopted} }}')
        self.add(kind, name)

    def work_calendar(self) -> None:
        self.calendar = True
        years = [
            "2025-12-01 至 2025-12-31 { 休 2025-12-24 }",
            "2026-01-01 至 2026-07-31 { 休 2026-01-01、2026-02-16 至 2026-02-20 班 2026-02-14、2026-01-04 }",
        ]
        for year in years if self.rng.random() < 0.5 else years[::-1]:
            self.write(f'【{self.article()}】 历法 "放假{year[:4]}" {year}')

    # ---- header and other files ---------------------------------------------------------------------
    def header(self, year: str = "2026-01-01 至 2026-12-31") -> str:
        keys = [f"【四】 保障年度 {year}"]
        keys.append(f"按月计算 {self.rng.choice(('当月末日', '次月首日'))}")
        keys.append(f"闰日生日 {self.rng.choice(('2月28日', '3月1日'))}")
        flags = [name for name in self.names["bool"] if name[0] == "事"]
        if self.chance(0.3):
            group = self.fresh("群")
            self.write(f"【一】 群体 {group} = {'、'.join(self.rng.sample(flags, min(2, len(flags))))}")
            keys.append(f"【一】 适用于 {group}")
        if self.chance(0.3):
            day = self.rng.choice([d for d in self.names["date"] if d[0] in "事生"])
            end = self.rng.choice(("起", "至 2026-06-30", "至 2026-12-31"))
            since = self.rng.choice(("", " 自 2025-12-31"))
            keys.append(f"【十】 有效期 2026-01-01 {end} 按 {day}{since}")
        return "  ".join(keys)

    def other_files(self, more: Files) -> None:
        """Move what is shared into a file of words, and let other files fill, override or hand down."""
        shared = [text for text in self.texts if text.startswith(("事实", "清单", "输出", "减免", "周岁"))]
        shared = [text for text in shared if "=" not in text]
        moved = bool(shared) and self.chance(0.7)
        if moved:
            self.texts = [text for text in self.texts if text not in shared]
            more["词汇.pol"] = "词汇 共用词 { " + "\n".join(t for t in shared if "{" not in t) + " }\n"
            more["词汇.pol"] += "\n".join(t for t in shared if "{" in t)
            self.write('引用 "词汇"')
        if not moved:
            return
        facts = attrs.evolve(self, names={k: [n for n in v if n[0] in "事生"] for k, v in self.names.items()})
        facts.windows, facts.lists, facts.calendar, facts.texts = [], {}, False, []
        facts.options = {k: v for k, v in self.options.items() if facts.names.get(k)}
        facts.written_days, facts.used = ["保障年度首日", "保障年度末日"], self.used + 200
        if self.delegated and self.chance(0.6):
            self.fulfilling(facts, more)
        if self.chance(0.25):
            self.overriding(facts, more)
        if self.chance(0.25):
            self.handing_down(more)

    def fulfilling(self, facts: Author, more: Files) -> None:
        """落实: a file that decides what this one leaves to its document."""
        document, name = self.rng.choice(self.delegated)
        kind = next(kind for kind, names in self.names.items() if name in names)
        if kind not in TYPES:
            return
        rule = f"【{self.article()}】 规定 {name} {{ {facts.rows(kind, facts.plain)} }}"
        more["省文件.pol"] = facts.another_notice("省文件", rule)
        self.write(f'引用 "省文件" 落实 "{document}"')

    def overriding(self, facts: Author, more: Files) -> None:
        """覆盖: an upper file whose rows come first."""
        ruled = [t.split("规定 ")[1].split()[0] for t in self.texts if " 规定 果" in t and "每月" not in t]
        kinds = {name: kind for kind, names in self.names.items() for name in names}
        ruled = [name for name in ruled if kinds[name] in TYPES]
        if not ruled:
            return
        name = self.rng.choice(ruled)
        rule = f"【{self.article()}】 规定 {name} {{ {facts.rows(kinds[name], facts.plain)} }}"
        more["上级.pol"] = facts.another_notice("上级文件", rule)
        self.write(f'引用 "上级" 覆盖 {name}')

    def handing_down(self, more: Files) -> None:
        """沿用: some of this year's blocks stand in last year's file, beside what is gone or changed."""
        blocks = [text for text in self.texts if HANDED_DOWN.match(text)]
        old = self.rng.sample(blocks, min(len(blocks), self.rng.randint(1, 3)))
        self.texts = [text for text in self.texts if text not in old]
        anew = [
            f"【一】 群体 {found} = {self.any_flag()}" for found in map(_name_of, blocks) if found[0] == "群"
        ]
        anew = [text for text in anew if not any(_name_of(text) == _name_of(each) for each in old)]
        gone = self.fresh("群")
        kept = [_name_of(text) for text in old if " 标准 " in text or " 表 " in text or DAY.search(text)]
        self.write(f'引用 "去年" 沿用 {{ {"不变 " + "、".join(kept) if kept else ""} 废止 {gone} }}')
        lines = [*old, *anew, f"【二】 群体 {gone} = {self.any_flag()}"]
        header = '文号 "去〔2025〕1号"  按月计算 次月首日  闰日生日 3月1日'
        more["去年.pol"] = f'引用 "词汇"\n政策 "去年的通知" {{ {header} }}\n' + "\n".join(lines) + "\n"

    def any_flag(self) -> str:
        return self.rng.choice([name for name in self.names["bool"] if name[0] == "事"])

    def plain(self, kind: str) -> str:
        """An outcome that leaves nothing to a third document."""
        made = self.result(kind)
        return made if not made.startswith("执行") else f'待定 "{DOCUMENTS[0]}没有写明"'

    def another_notice(self, title: str, rule: str) -> str:
        """The file of another notice: its own header counts, closes off and expires as this one's needn't."""
        self.texts = []
        header = self.header(self.rng.choice(("2026-01-01 至 2026-12-31", "2025-07-01 至 2026-06-30")))
        return "\n".join([f'引用 "词汇"\n政策 "{title}" {{ {header} }}', *self.texts, rule, ""])
