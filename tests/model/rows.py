"""How the rows of one block come to a result; "How a result is decided", "How rows combine", "减免"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from model.expressions import World, compared, furthest
from model.values import STATUS, Money, NotApplicable, Open, Result, Status, money_sum, silent, together
from polc.dsl.citation import Citation, Clause
from polc.dsl.nodes import StackWord

_LOW = (StackWord.LOWEST, StackWord.EARLIEST)

Fields = tuple[Result, ...]


@attrs.frozen
class Answer:
    """A result and the clauses it rests on."""

    result: Result
    clauses: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class Row:
    """One row: whether it holds, what it gives to each field, and what it beats."""

    cite: Citation | None
    guard: bool | Status
    gives: Callable[[], Fields]
    exception: bool = False
    over: Citation | None = None
    level: int = 0

    @property
    def clauses(self) -> frozenset[str]:
        """The clause as it is told."""
        return frozenset({self.cite.text} if self.cite and self.cite.text else ())


@attrs.frozen(eq=False)
class Block:
    """Rows that decide some fields together."""

    rows: list[Row]
    otherwise: Callable[[], Fields]
    rest: frozenset[str] = frozenset()
    how: StackWord | None = None
    tie: Answer | None = None
    ceiling: Callable[[], Result] = lambda: silent("没有基数")
    money: tuple[bool, ...] = (True,)
    gate: bool | Status = True
    gate_clauses: frozenset[str] = frozenset()


# ---- who beats whom ---------------------------------------------------------------------------------
def covers(high: Clause, low: Clause) -> bool:
    """A clause covers those that begin with its numbers; with a sentence or paragraph only itself."""
    if high.document != low.document or low.path[: len(high.path)] != high.path:
        return False
    return not high.tail or (high.path == low.path and high.tail == low.tail)


def beats(winner: Row, loser: Row) -> bool:
    """例外 over plain rows, 优先于 over the rows it cites, a higher level over all below."""
    if winner.level != loser.level:
        return winner.level > loser.level
    if winner.exception and not loser.exception:
        return True
    over, below = winner.over, loser.cite
    if over is None or below is None or (over.label and over.label != below.label):
        return False
    return any(covers(high, low) for high in over.clauses for low in below.clauses)


def beaten_by(rows: list[Row], winners: Iterable[int]) -> set[int]:
    """The rows beaten by these, and those that the beaten ones beat."""
    found: set[int] = set()
    waiting = list(winners)
    while waiting:
        winner = waiting.pop()
        for loser, row in enumerate(rows):
            if loser != winner and loser not in found and beats(rows[winner], row):
                found.add(loser)
                waiting.append(loser)
    return found


# ---- how rows combine -------------------------------------------------------------------------------
def combined(world: World, block: Block, holding: set[int]) -> list[Answer]:
    """The result of each field if these rows hold and no others."""
    left = sorted(holding - beaten_by(block.rows, holding))
    if not left:
        return [Answer(result, block.rest) for result in block.otherwise()]
    rows = [(block.rows[number].gives(), block.rows[number].clauses) for number in left]
    match block.how:
        case None:
            return _agreeing(rows, block.tie)
        case StackWord.NO_STACK:
            return _agreeing(rows, None)
        case StackWord.HIGHEST | StackWord.LOWEST | StackWord.LATEST | StackWord.EARLIEST:
            return _furthest(world, block, rows)
        case StackWord.SUM:
            sums = [
                _summed([gives[n] for gives, _ in rows]) if m else None for n, m in enumerate(block.money)
            ]
            return _with_money(block, sums, rows)
        case StackWord.TOP_UP:
            most = [answer.result for answer in _furthest(world, block, rows)]
            return _with_money(block, most, rows)


Given = list[tuple[Fields, frozenset[str]]]


def _agreeing(rows: Given, tie: Answer | None) -> list[Answer]:
    """Field by field what all rows say; where they differ what 同额 says, else 待定."""
    clauses = frozenset[str]().union(*(by for _, by in rows))
    found = []
    for number, first in enumerate(rows[0][0]):
        if all(gives[number] == first for gives, _ in rows):
            found.append(Answer(first, clauses))
        else:
            conflict = silent("说法不一致")
            found.append(tie or Answer(attrs.evolve(conflict, clauses=clauses), clauses))
    return found


def _furthest(world: World, block: Block, rows: Given) -> list[Answer]:
    """The rows with the highest or lowest amount; one that isn't known loses only to the whole 基数."""
    clauses = frozenset[str]().union(*(by for _, by in rows))
    known = [gives[0] for gives, _ in rows if not isinstance(gives[0], STATUS)]
    unknown = [gives[0] for gives, _ in rows if isinstance(gives[0], STATUS)]
    best = furthest(world, known, block.how not in _LOW) if known else None
    settled = best is not None and not isinstance(best, STATUS)
    if unknown:
        reaches = settled and block.how not in _LOW and isinstance(best, Money)
        ceiling = block.ceiling()
        if not (reaches and isinstance(ceiling, Money) and compared(world, "<=", ceiling, best) is True):
            return _agreeing(rows, Answer(together(unknown), clauses))
    if not settled:
        return _agreeing(rows, Answer(silent("哪项更高"), clauses))
    return _agreeing([row for row in rows if row[0][0] == best], block.tie)


def _summed(amounts: list[Result]) -> Result:
    statuses = [amount for amount in amounts if isinstance(amount, STATUS)]
    if statuses:
        return together(statuses)
    return money_sum([(amount, 1) for amount in amounts if isinstance(amount, Money)])


def _with_money(block: Block, money: list[Result | None], rows: Given) -> list[Answer]:
    """Amounts as given, the other fields as all rows have them."""
    clauses = frozenset[str]().union(*(by for _, by in rows))
    rest = _agreeing(rows, block.tie)
    return [
        Answer(amount, clauses) if is_money and amount is not None else answer
        for is_money, amount, answer in zip(block.money, money, rest, strict=True)
    ]


# ---- the five steps ---------------------------------------------------------------------------------
def decided(world: World, block: Block) -> list[Answer]:
    """Gate, guards, priority, combination, and what each open row would change."""
    if block.gate is False:
        outside = NotApplicable("不在范围", "不属于适用对象", block.gate_clauses)
        return [Answer(outside, block.gate_clauses) for _ in block.money]
    certain = {n for n, row in enumerate(block.rows) if row.guard is True}
    out = beaten_by(block.rows, certain)
    open_ = [n for n, row in enumerate(block.rows) if not isinstance(row.guard, bool) and n not in out]
    base = combined(world, block, certain)
    with_each = {n: combined(world, block, certain | {n}) for n in open_}
    return [_settled(block, number, answer, with_each) for number, answer in enumerate(base)]


def _settled(block: Block, number: int, base: Answer, with_each: dict[int, list[Answer]]) -> Answer:
    changing = [n for n, answers in with_each.items() if answers[number].result != base.result]
    why = [block.rows[n].guard for n in changing]
    clauses = frozenset[str]().union(*(block.rows[n].clauses for n in changing))
    if not isinstance(block.gate, bool):
        asked = [base.result] if is_missing(base.result) else []
        return with_own(Answer(together([block.gate, *why, *asked]), block.gate_clauses | clauses))
    return with_own(Answer(together(why), clauses) if why else base)


def is_missing(result: Result) -> bool:
    return isinstance(result, STATUS) and not isinstance(result, NotApplicable | Open)


def with_own(answer: Answer) -> Answer:
    """A status rests on its own clauses, too."""
    own = answer.result.clauses if isinstance(answer.result, STATUS) else frozenset[str]()
    return Answer(answer.result, answer.clauses | own)
