"""A policy with all that it imports; "Files" of the reference.

In: a way to read files. Out: a `Program`: every declaration that counts, each with the header that it is read
under, and what each name stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import TypeVar, cast

import attrs

from polc.dsl import nodes
from polc.dsl.citation import Citation
from polc.dsl.diagnostics.model import Sink
from polc.dsl.parser import parse
from polc.dsl.source import Source
from polc.dsl.values import LeapRule, MonthRule

T = TypeVar("T")


@attrs.frozen(eq=False)
class Header:
    """What the 政策 of a file says about how its rules are read."""

    title: str = ""
    months: MonthRule | None = None
    leap: LeapRule | None = None
    gate: tuple[nodes.Name, frozenset[str]] | None = None
    validity: tuple[nodes.HeaderRange, Citation | None] | None = None
    days: dict[str, nodes.Expr] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Block:
    """A declaration, the citation that leads it, and the header it is read under."""

    item: nodes.Declaration
    cite: Citation | None
    header: Header


@attrs.define(eq=False)
class Program:
    """Everything that decides. `blocks` by name; an output of its own has its place in `outputs`, one with a
    result for each entry in `each`.

    `static` keeps what was found out about the text alone.
    """

    header: Header
    facts: dict[str, nodes.Fact] = attrs.field(factory=dict)
    lists: dict[str, nodes.EntryList] = attrs.field(factory=dict)
    outputs: dict[str, Block] = attrs.field(factory=dict)
    each: dict[str, Block] = attrs.field(factory=dict)
    assumptions: dict[str, Block] = attrs.field(factory=dict)
    blocks: dict[str, Block] = attrs.field(factory=dict)
    permitted: list[Block] = attrs.field(factory=list)
    yields: dict[str, tuple[nodes.Name, ...]] = attrs.field(factory=dict)
    days: dict[str, tuple[nodes.Expr, Header]] = attrs.field(factory=dict)
    options: dict[str, str] = attrs.field(factory=dict)
    fulfilled: dict[tuple[str, str], Block] = attrs.field(factory=dict)
    above: dict[str, list[Block]] = attrs.field(factory=dict)
    birth: nodes.Name | None = None
    calendars: list[nodes.WorkCalendar] = attrs.field(factory=list)
    static: dict[object, object] = attrs.field(factory=dict)

    def once(self, key: object, find: Callable[[], T]) -> T:
        """What `find` says of the text, found the first time it's asked."""
        if key not in self.static:
            self.static[key] = find()
        return cast(T, self.static[key])


def program(path: str, read: Callable[[str], str]) -> Program:
    """The program of the file at `path`."""
    main = _parsed(path, read)
    made = Program(header=_header(main) or Header())
    blocks: list[Block] = []
    for module, use in _imports(path, main, read):
        own = None if use.inherits else _of_its_own(module)  # last year's header stays behind
        brought = [_titled(block, own) for block in _blocks(module, own or made.header)]
        if use.inherits is not None:
            brought = _inherited(module, use.inherits, brought, main)
        elif use.fulfils or use.overrides:
            brought = _of_another_document(module, use, brought, made)
        blocks += brought
    blocks += _blocks(main, made.header)
    made.yields = {b.item.name.text: b.item.outputs for b in blocks if isinstance(b.item, nodes.Yields)}
    for block in blocks:
        _declare(block, made)
    return made


def _parsed(path: str, read: Callable[[str], str]) -> nodes.Module:
    sink = Sink()
    module = parse(Source(path=path, text=read(path)), sink)
    assert not sink.has_errors, (path, sink.found)
    return module


def _imports(
    path: str, module: nodes.Module, read: Callable[[str], str]
) -> list[tuple[nodes.Module, nodes.Use]]:
    """What a file imports, what that imports before it, each file once."""
    found: dict[str, tuple[nodes.Module, nodes.Use]] = {}
    for use in (item for item in module.items if isinstance(item, nodes.Use)):
        target = normpath(join(dirname(path), use.path.removesuffix(".pol") + ".pol"))
        if target not in found:
            used = _parsed(target, read)
            for deeper, how in _imports(target, used, read):
                found.setdefault(deeper.path, (deeper, how))
            found[target] = (used, use)
    return list(found.values())


# ---- headers ----------------------------------------------------------------------------------------
def _header(module: nodes.Module) -> Header | None:
    """The header of a file; None for one without a 政策, which is read under that of who imports it."""
    policy = next((item for item in module.items if isinstance(item, nodes.Policy)), None)
    if policy is None:
        return None
    made = Header(title=policy.title)
    for item in policy.header:
        cite = item.cite.citation if item.cite else None
        match item.key:
            case nodes.HeaderMonths(rule=rule):
                made = attrs.evolve(made, months=rule)
            case nodes.HeaderLeap(rule=rule):
                made = attrs.evolve(made, leap=rule)
            case nodes.HeaderGate(group=group):
                made = attrs.evolve(made, gate=(group, frozenset({cite.text} if cite and cite.text else ())))
            case nodes.HeaderRange(key=key, range=stretch) as whole:
                days = {f"{key.value}首日": stretch.low}
                if isinstance(stretch, nodes.ClosedRange):
                    days[f"{key.value}末日"] = stretch.high
                validity = (whole, cite) if whole.by else made.validity
                made = attrs.evolve(made, days=made.days | days, validity=validity)
            case _:
                pass
    return made


def _of_its_own(module: nodes.Module) -> Header | None:
    """The header of another notice, whose clauses are cited with its title."""
    own = _header(module)
    if own is None:
        return None
    gate, validity = own.gate, own.validity
    if gate is not None:
        gate = (gate[0], frozenset(f"{clause}：{own.title}" for clause in gate[1]))
    if validity is not None:
        validity = (validity[0], with_label(validity[1], own.title))
    return attrs.evolve(own, gate=gate, validity=validity)


# ---- what a file brings along -----------------------------------------------------------------------
def _blocks(module: nodes.Module, header: Header) -> Iterator[Block]:
    """The declarations of a file, which are read under this header."""
    for item in module.items:
        cited = item.items if isinstance(item, nodes.Vocabulary) else [item]
        for one in cited:
            if isinstance(one, nodes.Cited):
                yield Block(one.item, one.cite.citation if one.cite else None, header)


def _name(item: nodes.Declaration) -> str:
    name = getattr(item, "name", None)
    return name.text if isinstance(name, nodes.Name) else ""


def _inherited(old: nodes.Module, how: nodes.Inherit, brought: list[Block], new: nodes.Module) -> list[Block]:
    """沿用: what the new file neither drops nor writes anew, cited with the old title."""
    dropped = {name.text for name in how.dropped}
    anew = {(_name(b.item), isinstance(b.item, nodes.Output)) for b in _blocks(new, Header())}
    header = _header(old)
    title = header.title if header else old.path
    kept = []
    for block in brought:
        name = _name(block.item)
        if not name or (name not in dropped and (name, isinstance(block.item, nodes.Output)) not in anew):
            kept.append(
                attrs.evolve(block, item=labelled(block.item, title), cite=with_label(block.cite, title))
            )
    return kept


def _titled(block: Block, own: Header | None) -> Block:
    """What another notice declares cites it by its title."""
    if own is None:
        return block
    item, cite = labelled(block.item, own.title), with_label(block.cite, own.title)
    return attrs.evolve(block, item=item, cite=cite)


def with_label(cite: Citation | None, title: str) -> Citation | None:
    """A clause of another notice, marked as such."""
    return cite and Citation(cite.clauses, cite.label or title)


def labelled(item: nodes.Declaration, title: str) -> nodes.Declaration:
    """The declaration with the citation of every row marked as one of the old notice."""

    def marked(value: object) -> object:
        if isinstance(value, nodes.Cite):
            return attrs.evolve(value, citation=with_label(value.citation, title))
        if isinstance(value, nodes.Node):
            return attrs.evolve(
                value, **{f.name: marked(getattr(value, f.name)) for f in attrs.fields(type(value))}
            )
        return tuple(map(marked, value)) if isinstance(value, tuple) else value

    found = marked(item)
    assert isinstance(found, type(item))
    return found


_COMES_ALONG = (
    nodes.Fact,
    nodes.EntryList,
    nodes.Standard,
    nodes.Quantity,
    nodes.Table,
    nodes.Classes,
    nodes.Group,
    nodes.GroupRows,
    nodes.Assumption,
    nodes.WorkCalendar,
)


def _of_another_document(
    module: nodes.Module, use: nodes.Use, brought: list[Block], made: Program
) -> list[Block]:
    """落实 and 覆盖: the rules go to their places, and what they read comes along."""
    upper = {name.text for name in use.overrides}
    for block in brought:
        if not isinstance(block.item, nodes.Rule):
            continue
        name = block.item.name.text
        if use.fulfils:
            made.fulfilled[use.fulfils, name] = block
        elif name in upper:
            made.above.setdefault(name, []).append(block)
    return [block for block in brought if isinstance(block.item, _COMES_ALONG)]


def _declare(block: Block, made: Program) -> None:
    """Put one declaration in its place."""
    item = block.item
    match item:
        case nodes.Fact():
            made.facts[item.name.text] = item
        case nodes.EntryList():
            made.lists[item.name.text] = item
        case nodes.Output(entries=None):
            made.outputs[item.name.text] = block
        case nodes.Output():
            made.each[item.name.text] = block
        case nodes.Assumption():
            made.assumptions[item.name.text] = block
        case nodes.Permitted():
            made.permitted.append(block)
        case nodes.Ages():
            made.birth = item.birth
        case nodes.WorkCalendar():
            made.calendars.append(item)
        case nodes.Grant():
            made.blocks |= {name.text: block for name in made.yields[item.name.text]}
        case nodes.Funding():
            made.blocks |= {row.name.text: block for row in item.rows}
        case nodes.Yields() | nodes.Relation() | nodes.Benefit() | nodes.Claim() | nodes.Data():
            return
        case nodes.Gap() | nodes.NotComputed() | nodes.Explain():
            return
        case _:
            made.blocks[item.name.text] = block
            _name_rows(block, made)


def _name_rows(block: Block, made: Program) -> None:
    """The first row of a name in a 时段 makes X首日 and X末日; rows and classes can be asked with 在."""
    item = block.item
    if isinstance(item, nodes.Window):
        for row in (row for row in item.rows if isinstance(row, nodes.WindowRow)):
            if made.options.setdefault(row.name.text, item.name.text) != item.name.text:
                continue
            if f"{row.name.text}首日" not in made.days:
                made.days[f"{row.name.text}首日"] = (row.range.low, block.header)
                if isinstance(row.range, nodes.ClosedRange):
                    made.days[f"{row.name.text}末日"] = (row.range.high, block.header)
    elif isinstance(item, nodes.Classes):
        for one in item.rows:
            if not isinstance(one, nodes.Otherwise):
                made.options.setdefault(one.name.text, item.name.text)
