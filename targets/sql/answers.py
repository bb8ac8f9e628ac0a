"""Both ends of the statement: the comment above it, and the SELECT that gives the answers.

In: every public field as one cell. Out: text. A field gives its value, its bounds where it can have some,
its status, its clauses and its text; `missing` lists the inputs that can still change an answer. Clauses and
what 待定 rests on are put into words here, all fields at once: one text with a gap between fields, in which
each letter is replaced, then cut at the gaps.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from polc.compiler.kernel import Kernel, Kind
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import NOTHING, Cell, case
from polc.targets.sql.dialect import Dialect
from polc.targets.sql.letters import Why
from polc.targets.sql.merge import Merged
from polc.targets.sql.money import bounds, ends_are_whole
from polc.targets.sql.register import Register
from polc.targets.sql.scope import Scope
from polc.targets.sql.text import comment, is_identifier
from polc.targets.sql.variants import Variants
from polc.targets.sql.wording import piece_of, result_text

CLAUSES = "；"
FACTS = "、"
AT_ONCE = 12
_KINDS = (Kind.BOOL, Kind.DATE, Kind.MONEY, Kind.INT, Kind.ENUM)


def select(answers: Sequence[tuple[str, Merged]], scope: Scope, keys: Sequence[str]) -> str:
    """The final SELECT. Raises NotExpressible for a result without a column type, or columns that collide."""
    quote, flow = scope.dialect.quote, scope.flow
    flow.note = "letters put into words: clauses"
    clauses = _in_words([_listed(answer.by, scope) for _, answer in answers], _letters(answers, scope), scope)
    flow.note = "letters put into words: why a result is open"
    said = _in_words(
        [_said(answer, scope) for _, answer in answers], _letters(answers, scope, why=True), scope
    )
    flow.note = "the answers"
    columns = [(key, f"key_{number}") for number, key in enumerate(keys)]
    for (alias, answer), cited, told in zip(answers, clauses, said, strict=True):
        columns += _columns(alias, answer, scope, cited, told)
    missing = [answer.cell.missing for _, answer in answers if answer.cell.missing is not None]
    everything = flow.share(scope.dialect.bits(list(dict.fromkeys(missing)))) if missing else "0"
    columns.append(("missing", f"NULLIF({_names(everything, scope)}, {NOTHING})"))
    seen: set[str] = set()
    for name, _ in columns:
        if name in seen:
            raise NotExpressible("sql", Construct.COLUMN, name)
        seen.add(name)
    lines = ",\n".join(f"  {text} AS {quote(name)}" for name, text in columns)
    return f"SELECT\n{lines}\nFROM {{source}}"


# ---- letters into words -----------------------------------------------------------------------------
def _listed(by: Why | None, scope: Scope) -> str:
    return f"{by.text} || '{scope.letters.end}'" if by is not None else NOTHING


def _said(answer: Merged, scope: Scope) -> str:
    """What 待定 rests on and the candidates, where the field is 待定; nothing elsewhere."""
    cell, letters = answer.cell, scope.letters
    if not cell.silent:
        return NOTHING
    told = piece_of(cell, scope)
    if answer.candidates is not None:
        shown = case(
            [(scope.dialect.differs(answer.candidates, NOTHING), f"'：' || {answer.candidates}")], NOTHING
        )
        told = f"{told} || {shown} || '{letters.end}'"
    nowhere = [f"{cell.value} IS NULL"] if not cell.hollow else []
    nowhere += [f"{part} = 0" for part in (cell.na, cell.missing) if part is not None]
    return case([(" AND ".join(nowhere) or "TRUE", told)], NOTHING)


def _letters(
    answers: Sequence[tuple[str, Merged]], scope: Scope, *, why: bool = False
) -> list[tuple[str, str]]:
    """The letters that can stand there, with their texts."""
    clauses = frozenset(scope.letters.clauses.values())
    if why:
        return [(letter, text) for letter, text in scope.letters.known() if letter not in clauses]
    used = frozenset().union(*(a.by.letters for _, a in answers if a.by is not None))
    return [(letter, text) for letter, text in scope.letters.known() if letter in used]


def _in_words(pieces: Sequence[str], texts: Sequence[tuple[str, str]], scope: Scope) -> list[str]:
    """Each piece with its letters put into words."""
    flow, letters, text = scope.flow, scope.letters, scope.dialect.text
    there = [place for place, piece in enumerate(pieces) if piece != NOTHING]
    if not there:
        return list(pieces)
    whole = f" || '{letters.gap}' || ".join(f"({pieces[place]})" for place in there)
    whole = flow.share(f"({whole})")
    puts = [(letter, f"{text(said)} || '{letters.stop}'") for letter, said in texts]
    puts += [(letters.stop + letters.end, NOTHING), (letters.end, NOTHING), (letters.stop, f"'{CLAUSES}'")]
    for start in range(0, len(puts), AT_ONCE):
        for letter, said in puts[start : start + AT_ONCE]:
            whole = f"REPLACE({whole}, '{letter}', {said})"
        whole = flow.put(f"words_{len(flow.columns)}", whole)
    found = dict.fromkeys(range(len(pieces)), NOTHING)
    for number, place in enumerate(there, start=1):
        found[place] = scope.dialect.picked(whole, letters.gap, number)
    return [found[place] for place in range(len(pieces))]


def _names(mask: str, scope: Scope) -> str:
    """The names of the missing facts."""
    if mask == "0":
        return NOTHING
    names = [
        f"CASE WHEN {scope.dialect.bit(mask, bit)} THEN {scope.dialect.text(FACTS + name)} ELSE {NOTHING} END"
        for name, bit in scope.bits.items()
    ]
    return f"SUBSTR({' || '.join(names)}, 2)"


# ---- columns ----------------------------------------------------------------------------------------
def _columns(alias: str, answer: Merged, scope: Scope, clauses: str, said: str) -> list[tuple[str, str]]:
    cell = answer.cell
    if cell.kind not in _KINDS or not (cell.hollow or ends_are_whole(cell, scope)):
        raise NotExpressible("sql", Construct.RESULT, alias)
    value, columns = cell.value, []
    if cell.terms:
        low, high = (scope.flow.share(end) for end in bounds(cell, scope))
        cell = attrs.evolve(cell, ends=(low, high))
        value = f"CASE WHEN {low} = {high} THEN {low} END"
        columns = [(f"{alias}_low", low), (f"{alias}_high", high)]
    names = _names(cell.missing, scope) if cell.missing is not None else NOTHING
    return [
        (alias, value),
        *columns,
        (f"{alias}_status", _status(cell)),
        (f"{alias}_clauses", f"NULLIF({clauses}, {NOTHING})"),
        (f"{alias}_text", result_text(cell, scope, said, names)),
    ]


def _status(cell: Cell) -> str:
    branches = []
    if cell.na is not None:
        branches.append((f"{cell.na} <> 0", "'not_applicable'"))
    if cell.missing is not None:
        branches.append((f"{cell.missing} <> 0", "'missing'"))
    if cell.silent and not cell.hollow:
        branches.append((f"{cell.value} IS NULL", "'undetermined'"))
    if cell.ends is not None:
        low, high = cell.ends
        branches.append((f"{low} IS NULL OR {high} IS NULL OR {low} <> {high}", "'bound'"))
    return case(branches, "'undetermined'" if cell.hollow else "'value'")


# ---- the comment above ------------------------------------------------------------------------------
def head(kernel: Kernel, dialect: Dialect, register: Register, variants: Variants) -> str:
    """What the statement is, what it reads, and how its columns are to be understood."""
    run = (
        "executed in the tests of polc"
        if dialect.executed
        else "generated, not executed in the tests of polc"
    )
    lines = [
        kernel.info.title,
        kernel.info.document,
        f"for {dialect.label} ({run}) - generated by polc, not to be edited",
        "",
        f"reads {register.table}: one line a person, keys {', '.join(register.keys)}",
        "a NULL is a fact that is not known, money is in fen (1/100 yuan)",
        "gives for every result: its value (NULL without one), _low and _high where it can be a bound,",
        "_status value, bound, undetermined, missing or not_applicable, _clauses, _text as people read it,",
        "missing lists the facts that could still change an answer",
        "",
        *(_assumption(name, reading) for name, reading in variants.readings.items()),
    ]
    absent = sorted(register.absent)
    lines += (
        [f"no column, the declared default counts: {', '.join(a for a in absent if is_identifier(a))}"]
        if absent
        else []
    )
    return "".join(f"-- {comment(line)}".rstrip() + "\n" for line in lines)


def _assumption(name: str, reading: str | None) -> str:
    return f"assumed: {name} = {reading}" if reading is not None else f"undecided: {name}"
