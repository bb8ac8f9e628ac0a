"""A kernel as a `Summary`: which sections there are, in which order.

Sections appear only where the kernel has what they need, so the same order serves a notice about
insurance and one about anything else.
"""

from __future__ import annotations

from polc.compiler.kernel import Kernel, Silent
from polc.dsl.counting import Calendar
from polc.dsl.text import date_text
from polc.dsl.values import NotApplicable
from polc.targets.api import Options
from polc.targets.summary.accounts import account_section
from polc.targets.summary.amounts import benefit_section, lead_lines, price_section, shown_rules
from polc.targets.summary.entries import choice_section, claim_section, list_section, quantity_section
from polc.targets.summary.errands import errand_section, open_section
from polc.targets.summary.examples import example_section
from polc.targets.summary.grants import grant_section
from polc.targets.summary.model import Summary, TableRow
from polc.targets.summary.periods import period_section
from polc.targets.summary.phrasing import range_text
from polc.targets.summary.rules import group_section, other_rules
from polc.targets.summary.scope import scope_section
from polc.targets.summary.view import View, view_of

HEADER = ("题头",)
FROM_PROGRAM = "本摘要由程序根据政策的结构化文本生成，供经办人员办理时对照；以正式文件为准。"
INCLUSIVE = "日期写“含当天”的，当天也算在内。【】里是原通知的条款号。"


def compose(kernel: Kernel, options: Options) -> Summary:
    """The summary of one policy for the staff who decide cases."""
    view = view_of(kernel)
    sections = (
        scope_section(view),
        period_section(view),
        price_section(view),
        benefit_section(view),
        other_rules(view, shown_rules(view)),
        grant_section(view),
        choice_section(view),
        quantity_section(view),
        list_section(view),
        claim_section(view),
        example_section(view),
        errand_section(view),
        group_section(view),
        open_section(view),
        account_section(view),
    )
    return Summary(
        title=kernel.info.title,
        particulars=_particulars(view),
        lead=lead_lines(view),
        sections=tuple(section for section in sections if section is not None),
        notes=_notes(options),
    )


def _particulars(view: View) -> tuple[TableRow, ...]:
    info = view.kernel.info
    found = {
        "文号": info.document,
        "发文机关": info.authority,
        "适用地区": info.region,
        "解释": info.contact,
        "印发日期": date_text(info.issued) if info.issued else "",
        "有效期": _validity(view.kernel),
        "保障年度": range_text(*info.coverage) if info.coverage else "",
        "工作日": _calendar(view.kernel.calendar),
    }
    return tuple(TableRow((label, text), HEADER) for label, text in found.items() if text)


def _validity(kernel: Kernel) -> str:
    """When the notice is in force, and whom it therefore leaves out."""
    if kernel.info.validity is None:
        return ""
    said = range_text(*kernel.info.validity)
    bars = (row.values[0] for choice in kernel.choices for row in choice.rows if row.bar)
    found = (value.status for value in bars if isinstance(value, Silent))
    outside = next((s for s in found if isinstance(s, NotApplicable) and s.kind == "期外"), None)
    return f"{said}；{outside.reason}的，不适用" if outside else said


def _calendar(calendar: Calendar | None) -> str:
    """By which calendar working days are counted, and how far it goes."""
    if calendar is None:
        return ""
    return f"按“{calendar.name}”计算，{range_text(calendar.first, calendar.last)}以外的为待定"


def _notes(options: Options) -> tuple[str, ...]:
    origin = f"政策文本 {options.source_sha256[:12]}，编译器 {options.compiler_version}。"
    return (FROM_PROGRAM, INCLUSIVE, origin)
