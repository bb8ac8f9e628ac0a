"""What is asked and worked out entry by entry, the numbers worked out on the way, and what always holds.

In: a view. Out: the sections for lists (清单) with the rules of each entry, for choices a person has
(选择), for quantities (量), and for claims (恒真).
"""

from __future__ import annotations

from polc.compiler.analysis import proved
from polc.compiler.kernel import (
    FALSE,
    And,
    Choice,
    Column,
    Compare,
    Expr,
    FieldRef,
    Form,
    InputDecl,
    InputRef,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    Row,
)
from polc.targets.summary.counted import counter, limit_text
from polc.targets.summary.model import Block, Bullets, Line, Paragraph, Section, Table, TableRow
from polc.targets.summary.naming import said_name
from polc.targets.summary.phrasing import Speaker
from polc.targets.summary.rules import block_table, has_rest
from polc.targets.summary.tables import EVERYBODY, OTHERWISE
from polc.targets.summary.view import View, cited_rows, clauses_of

FORMS = {Kind.MONEY: "金额", Kind.DATE: "日期", Kind.BOOL: "是或否", Kind.INT: "整数"}


def list_section(view: View) -> Section | None:
    """Every list with its columns, then the rules that are read entry by entry."""
    blocks: list[Block] = []
    for decl in view.kernel.inputs:
        if decl.type.kind is Kind.LIST:
            blocks += [_list_table(view, decl), Paragraph(Line(f"{decl.name}{limit_text(decl)}。"))]
    for decl in view.kernel.inputs:
        names = "、".join(output.name for output in view.kernel.entry_outputs if output.list == decl.name)
        if names:
            blocks.append(Paragraph(Line(f"{decl.name}每一{counter(decl.name)}各有一项结果：{names}。")))
    for rule in view.kernel.entry_rules:
        blocks.append(block_table(view, rule, f"{rule.name}：逐条怎么定"))
    return Section("lists", "要逐条填的清单", tuple(blocks)) if blocks else None


def _list_table(view: View, decl: InputDecl) -> Table:
    rows = tuple(TableRow((column.name, _form(column), _default(view, column))) for column in decl.columns)
    return Table(
        f"{decl.name}：每一{counter(decl.name)}填什么", ("项目", "填什么", "没有填的"), rows, cited=False
    )


def _form(column: Column) -> str:
    return "、".join(column.type.options) or FORMS.get(column.type.kind, column.type.kind.value)


def _default(view: View, column: Column) -> str:
    return "当作不清楚" if column.default is None else f"按“{view.speaker.result(column.default)}”算"


def choice_section(view: View) -> Section | None:
    """What the person may choose, and when."""
    tables = tuple(_choices(view, choice) for choice in view.choices(Form.PERMITTED))
    return Section("options", "您可以选什么", tables) if tables else None


def _choices(view: View, choice: Choice) -> Table:
    rows = [
        TableRow(
            (view.speaker.condition(row.guard) or EVERYBODY, options_text(view.speaker, row.values[0])),
            cited_rows(choice, (row,)),
        )
        for row in choice.rows
    ]
    if has_rest(choice) and choice.otherwise[0] != FALSE:
        case = OTHERWISE if rows else EVERYBODY
        cells = (case, options_text(view.speaker, choice.otherwise[0]))
        rows.append(TableRow(cells, clauses_of(choice.otherwise_cite)))
    return Table(f"{chosen(choice.name)}：什么情形可以选什么", ("情形", "可以选"), tuple(rows))


def chosen(permitted: str) -> str:
    """The fact whose choice a 选择 is about."""
    return said_name(permitted)


def options_text(speaker: Speaker, permits: Expr) -> str:
    """What a row permits: the options, or the numbers from … to …."""
    match permits:
        case OneOf(_, options):
            return "、".join(options)
        case And((Compare(Op.GE, _, low), Compare(Op.LE, _, high))):
            return f"{speaker.value(low)}至{speaker.value(high)}"
        case _:
            return speaker.value(permits)


def quantity_section(view: View) -> Section | None:
    """The numbers that are worked out on the way."""
    rows = [row for choice in view.choices(Form.QUANTITY) for row in _quantity(view, choice)]
    if not rows:
        return None
    return Section("quantities", "这些数怎么算", (Table("算出来的数", ("名称", "怎么算"), tuple(rows)),))


def _quantity(view: View, choice: Choice) -> list[TableRow]:
    rows = [
        TableRow((choice.name, _worked_out(view, row)), cited_rows(choice, (row,)))
        for row in choice.rows
        if not row.bar
    ]
    if has_rest(choice):
        said = f"{OTHERWISE}，{view.outcome(choice.otherwise[0])}"
        rows.append(TableRow((choice.name, said), clauses_of(choice.otherwise_cite)))
    return rows


def _worked_out(view: View, row: Row) -> str:
    case = view.speaker.condition(row.guard)
    said = view.outcome(row.values[0])
    return f"{case}的，为{said}" if case else said


def claim_section(view: View) -> Section | None:
    """What holds for everybody: only what is proved."""
    lines = tuple(
        Line(f"{claim_text(view, claim.condition)}。", clauses_of(claim.cite))
        for claim in proved(view.kernel)
    )
    return Section("promises", "对每个人都应当成立", (Bullets(lines),)) if lines else None


def claim_text(view: View, claimed: Expr) -> str:
    """What is claimed; of 蕴含 first for whom, then what."""
    match claimed:
        case Or((Not(whom), InputRef(name) | FieldRef(name))):
            return f"{view.speaker.condition(whom)}的，都算“{name}”"
        case Or((Not(whom), what)):
            return f"{view.speaker.condition(whom)}的，{view.speaker.condition(what)}"
        case _:
            return view.speaker.condition(claimed)
