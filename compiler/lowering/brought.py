"""Other notices in this one: each was lowered under its own header, and joins it as it is.

In: the drafts of the notices that a file brings in, and its own. Out: the own draft with what they decide.
A plain 引用 brings everything under its own names. 落实 and 覆盖 bring what the rules rest on under its own
names, and the results under names with the document, so that nobody takes one for the other. What both
files have from a third, and read alike, is there once. Reports 217.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import (
    AssumptionDecl,
    Choice,
    EntryResult,
    FieldRef,
    Form,
    ParamDecl,
    Pick,
    Statement,
    expressions_of,
    walk,
)
from polc.compiler.lowering.blocks import Draft
from polc.compiler.lowering.outcomes import NOT_DECIDED
from polc.compiler.lowering.renaming import Renaming
from polc.compiler.lowering.scope import Scope
from polc.compiler.resolve import Brought, exposed


@attrs.frozen(kw_only=True)
class Notice:
    """Another notice, lowered: its draft, its scope, and what it's brought in for."""

    brought: Brought
    draft: Draft
    scope: Scope

    @property
    def plain(self) -> bool:
        """It's brought in as a whole."""
        return not (self.brought.use.fulfils or self.brought.use.overrides)

    @property
    def label(self) -> str:
        """What its results are told apart by: the document that it is, else its title."""
        return self.brought.use.fulfils or self.brought.resolved.title

    def mapped(self, output: str) -> str:
        """The field here that holds what the notice gives for an output."""
        return self.draft.joined.get(output, output)


def announce(notice: Notice, draft: Draft, scope: Scope) -> None:
    """Before anything is lowered: the facts of a notice, and what a plain one decides."""
    known = {decl.name for decl in draft.inputs}
    draft.inputs += tuple(decl for decl in notice.draft.inputs if decl.name not in known)
    scope.has_calendar = scope.has_calendar or bool(notice.draft.calendars)
    for name, home in scope.homes.items():
        if home is notice.scope:
            if name in home.options:
                scope.options.setdefault(name, home.options[name])
            if name in home.month_rules:
                scope.month_rules[name] = home.month_rules[name]
    if notice.plain:
        public = {name: decl for name, decl in notice.draft.fields.items() if decl.public}
        draft.fields |= {name: decl for name, decl in public.items() if name not in draft.fields}
        draft.decided |= notice.draft.decided
        draft.permitted += notice.draft.permitted
        scope.birth = scope.birth or notice.scope.birth


def join(notice: Notice, draft: Draft, scope: Scope) -> None:
    """Put what a notice decides into the draft, under names that are free or mean the same."""
    theirs = notice.draft
    renaming = _Names(notice, draft, scope).renaming()
    theirs.joined |= {name: renaming.fields.get(name, name) for name in theirs.fields}
    for name, choice in theirs.choices.items():
        if renaming.fields.get(name, name) not in draft.choices:
            _add(choice, renaming, theirs, draft)
    for name, rule in notice.scope.entry_rules.items():
        made = renaming.choice(rule, renaming.rules)
        if made.name not in scope.entry_rules:
            scope.entry_rules[made.name] = made
            draft.joined_rules |= {made.name} - {name}
    known = {decl.name for decl in draft.assumptions}
    renamed = (renaming.assumption(decl) for decl in theirs.assumptions)
    draft.assumptions += [decl for decl in renamed if decl.name not in known]
    bounds = {param.name for param in draft.params}
    params = (attrs.evolve(p, name=renaming.others.get(p.name, p.name)) for p in theirs.params)
    draft.params += [param for param in params if param.name not in bounds]
    relations = (attrs.evolve(r, condition=renaming.expr(r.condition)) for r in theirs.relations)
    draft.relations += [relation for relation in relations if relation not in draft.relations]
    if notice.plain:
        for each in theirs.entry_outputs.values():
            field = renaming.fields.get(each.field, each.field)
            draft.entry_outputs.setdefault(
                each.name, attrs.evolve(each, field=field, fold=renaming.fold(each.fold))
            )
        draft.claims += [attrs.evolve(c, condition=renaming.expr(c.condition)) for c in theirs.claims]
        draft.benefits += theirs.benefits
        draft.statements += [_statement(statement, renaming) for statement in theirs.statements]
    span = notice.brought.use.span
    draft.calendars |= {each: span for each in theirs.calendars if each not in draft.calendars}


def _statement(statement: Statement, renaming: Renaming) -> Statement:
    guard = None if statement.guard is None else renaming.expr(statement.guard)
    days = tuple((label, renaming.expr(day)) for label, day in statement.days)
    return attrs.evolve(statement, guard=guard, days=days)


def _add(choice: Choice, renaming: Renaming, theirs: Draft, draft: Draft) -> None:
    made = renaming.choice(choice, renaming.fields)
    draft.choices[made.name] = made
    for old, new in zip(choice.fields, made.fields, strict=True):
        decl = theirs.fields[old]
        kept = decl if old == new else attrs.evolve(decl, name=new, alias="", public=False)
        draft.fields.setdefault(new, kept)
        if old != new:
            draft.stands_for[new] = theirs.stands_for.get(old, old)


def prune(draft: Draft, scope: Scope) -> None:
    """Leave out what other notices decide for themselves and nobody here reads."""
    owner = {field: choice.name for choice in draft.choices.values() for field in choice.fields}
    kept: set[str] = set()
    exprs = [r.meaning for a in draft.assumptions for r in a.readings if not isinstance(r.meaning, Pick)]
    exprs += [relation.condition for relation in draft.relations]
    waiting = [name for name, c in draft.choices.items() if draft.stands_for.keys().isdisjoint(c.fields)]
    while waiting or exprs:
        if waiting and (name := waiting.pop()) not in kept:
            kept.add(name)
            exprs += expressions_of(draft.choices[name])
        for part in walk(exprs.pop()) if exprs else ():
            if isinstance(part, FieldRef) and part.name in owner:
                waiting.append(owner[part.name])
            elif isinstance(part, EntryResult) and f"每笔 {part.rule}" not in kept:
                kept.add(f"每笔 {part.rule}")
                exprs += expressions_of(scope.entry_rules[part.rule])
    for name in [name for name in draft.choices if name not in kept]:
        for field in draft.choices.pop(name).fields:
            del draft.fields[field]
    for name in [n for n in draft.joined_rules if f"每笔 {n}" not in kept]:
        del scope.entry_rules[name]


# ---- names ------------------------------------------------------------------------------------------
@attrs.frozen
class _Names:
    """What the names of a notice become here: as they are, where they're free or mean the same."""

    notice: Notice
    draft: Draft
    scope: Scope

    def renaming(self) -> Renaming:
        """The names, found by assuming that what both have is the same until one shows that it isn't."""
        theirs = self.notice.draft
        shared = {name for name in theirs.plain if self._may_be_shared(theirs.plain[name])}
        decls = _by_name(theirs)
        ours = _by_name(self.draft)
        alike = {name for name in decls if name in ours}
        while True:
            found = self._with(shared, alike)
            bare = attrs.evolve(found, title="")
            other = {n for n in shared if bare.choice(theirs.plain[n], found.fields) != self.draft.choices[n]}
            unlike = {n for n in alike if _renamed(decls[n], bare) != ours[n]}
            if not other and not unlike:
                return found
            shared, alike = shared - other, alike - unlike

    def _may_be_shared(self, choice: Choice) -> bool:
        """Both have it, and nobody's scope, validity or choices stand before it."""
        if choice.name not in self.draft.choices:
            return False
        if self.notice.plain:
            return True
        public = any(self.notice.draft.fields[field].public for field in choice.fields)
        return not public and choice.form not in (Form.WINDOW, Form.RULE, Form.GRANT, Form.PERMITTED)

    def _with(self, shared: set[str], alike: set[str]) -> Renaming:
        theirs, label = self.notice.draft, self.notice.label
        shown = {symbol.name for symbol in exposed(self.notice.brought)}
        fields: dict[str, str] = {}
        for choice in theirs.choices.values():
            open_ = is_undecided(choice)
            free = choice.name not in self.draft.choices
            named = self.notice.plain or choice.name in shown
            if choice.name in shared or (named and free) or (open_ and not free):
                continue
            for name in (choice.name, *choice.fields):
                fields[name] = f"{name}〔{label}〕"
        rules = {name: f"{name}〔{label}〕" for name in self.notice.scope.entry_rules if self._taken(name)}
        ours = _by_name(self.draft)
        others = {n: f"{n}〔{label}〕" for n in _by_name(theirs) if n in ours and n not in alike}
        return Renaming(title=self.notice.brought.resolved.title, fields=fields, rules=rules, others=others)

    def _taken(self, rule: str) -> bool:
        """A rule 每笔 of this name is another one's; one that's brought as a whole keeps its name."""
        if self.notice.plain and self.scope.homes.get(rule) is self.notice.scope:
            return False
        return not self.notice.plain or rule in self.scope.entry_rules


def _by_name(draft: Draft) -> dict[str, AssumptionDecl | ParamDecl]:
    """The assumptions and the parameters of a draft."""
    found: list[AssumptionDecl | ParamDecl] = [*draft.assumptions, *draft.params]
    return {decl.name: decl for decl in found}


def is_undecided(choice: Choice) -> bool:
    """Nothing in its file decides it."""
    return choice.form is Form.IDENTITY and choice.rows[0].values == (NOT_DECIDED,)


def _renamed(decl: AssumptionDecl | ParamDecl, renaming: Renaming) -> AssumptionDecl | ParamDecl:
    return renaming.assumption(decl) if isinstance(decl, AssumptionDecl) else decl
