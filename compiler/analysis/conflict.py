"""POL501, POL502, POL503: rows of one choice that apply to one person with different results.

What counts follows the declared way to combine. 唯一 and 不得并存: any difference between two rows that
stand. 只取 最高 and 只取 最低: a difference between rows of the same, best value where no 同额 is written.
合计 and 补足差额: a difference outside the amounts, again without 同额. Equal results are no finding, and
two 待定 are none either. All pairs of one cause are one finding: a whole 减免 block that lacks 并存 or 同额,
or the row of a 规定 that is in most pairs. Of very many pairs the first are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

import attrs

from polc.compiler.analysis.decide import BEST
from polc.compiler.analysis.formula import FALSE, Formula
from polc.compiler.analysis.subject import DECIDING, ROW_CAP, Subject, Trial, at, clauses_of, taken
from polc.compiler.analysis.symbols import NotAnalysed, Stat
from polc.compiler.analysis.witness import Witness
from polc.compiler.combine import CONFLICT
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import Choice, Expr, Form, Kind, Pick, Row
from polc.dsl.diagnostics.conflicts import GRANTS_CONFLICT, RULES_CONFLICT, SAME_RATE_DIFFERENT_PAYER
from polc.dsl.diagnostics.model import Code
from polc.dsl.values import Amount, Result, Undetermined

CHECK = "有没有两行同时适用而结果不同"
# Rows that hold together must say the same, unless what holds then is written.
AGREEING = (Pick.UNIQUE, Pick.EXCLUSIVE, Pick.SETTLED)
# Of one choice: pairs looked at together, pairs told at most (nobody reads more), findings of a rule.
BATCH, PAIRS, CAUSES = 64, 200, 20


@attrs.frozen(kw_only=True)
class Pair:
    """Two rows that clash, by number, for whom, and the first field in which they can differ.

    `unsure` says why it can't be told whether their results differ: then `who` is everybody with both rows.
    """

    first: int
    second: int
    who: Formula
    field: int = 0
    unsure: str = ""


def check(subject: Subject) -> None:
    """Every choice but the windows."""
    for choice in subject.choices(CHECK, Form.GRANT, Form.GROUP, Form.STANDARD, Form.IDENTITY, *DECIDING):
        if len(choice.rows) > 1:
            with subject.question(CHECK, choice.span, _trial(subject, choice)):
                for pairs in _causes(choice, _pairs(subject, choice)):
                    _report(subject, choice, pairs)


def _trial(subject: Subject, choice: Choice) -> Trial:
    """Somebody for whom two rows are taken and the results contradict each other."""

    def torn(evaluation: Evaluation) -> bool:
        results = [evaluation.result(name) for name in choice.fields]
        clash = any(isinstance(r, Undetermined) and CONFLICT in r.reasons for r in results)
        return clash and len(taken(evaluation, choice)) > 1

    def report(witness: Witness) -> bool:
        rows = sorted(taken(witness.complete, choice))
        pairs = (Pair(first=one, second=two, who=FALSE, unsure="?") for one, two in combinations(rows, 2))
        clashes = [clash for pair in pairs if (clash := _seen(subject, choice, pair, witness)) is not None]
        if clashes:
            _told(subject, choice, [pair for _, pair in clashes], [clash for clash, _ in clashes])
        return bool(clashes)

    return Trial(fields=choice.fields, confirm=torn, report=report, whole=False)


def _seen(subject: Subject, choice: Choice, pair: Pair, witness: Witness) -> tuple[Clash, Pair] | None:
    """The pair as one person shows it, None where both rows give the same or both are 待定."""
    first, second = choice.rows[pair.first], choice.rows[pair.second]
    both = zip(first.values, second.values, strict=True)
    results = tuple((subject.value(witness, left), subject.value(witness, right)) for left, right in both)
    field = next(
        (n for n, (left, right) in enumerate(results) if left != right and not _both_open(left, right)), None
    )
    if field is None:
        return None
    return Clash(first=first, second=second, witness=witness, field=field, results=results), pair


def _both_open(left: Result, right: Result) -> bool:
    return isinstance(left, Undetermined) and isinstance(right, Undetermined)


def _pairs(subject: Subject, choice: Choice) -> list[Pair]:
    pick = subject.world.pick(choice)
    if pick not in (Pick.UNIQUE, Pick.EXCLUSIVE) and choice.tie is not None:
        return []
    found = _top_pairs(subject, choice) if pick in BEST else _standing_pairs(subject, choice, pick)
    some = (pair for pair in found if pair.who != FALSE)
    pairs: list[Pair] = []
    while (batch := list(islice(some, BATCH))) and len(pairs) < PAIRS:
        if len(batch) < 4 or subject.possible(subject.any_of([pair.who for pair in batch])):
            pairs += (pair for pair in batch if subject.possible(pair.who))
    return pairs[:PAIRS]


def _standing_pairs(subject: Subject, choice: Choice, pick: Pick) -> Iterator[Pair]:
    standing = subject.world.standing(choice)
    every = pick in AGREEING
    fields = [n for n in range(len(choice.fields)) if every or not _is_money(subject, choice, n)]
    levels = ((standing.gate.holds, standing.stands),)
    return (_pair(subject, choice, rows, fields, levels) for rows in _unlike(choice, fields))


def _unlike(choice: Choice, fields: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of rows that may differ in one of the fields and of which neither beats the other."""
    values = [tuple(row.values[n] for n in fields) for row in choice.rows]
    kinds = {value: kind for kind, value in enumerate(dict.fromkeys(values))}
    kind_of = [kinds[value] for value in values]
    for first, second in combinations(range(len(choice.rows)), 2):
        beaten = second in choice.losers[first] or first in choice.losers[second]
        if kind_of[first] != kind_of[second] and not beaten:
            yield first, second


def _top_pairs(subject: Subject, choice: Choice) -> Iterator[Pair]:
    """只取 最高 or 只取 最低 without 同额: the rows on the best level, level by level."""
    standing = subject.world.standing(choice)
    fields = [n for n in range(len(choice.fields)) if n != choice.pick_field]
    ranking = subject.world.ranking(choice, standing.stands)
    levels = [(subject.all_of(standing.gate.holds, best), top) for best, top in ranking.levels]
    return (_pair(subject, choice, rows, fields, levels) for rows in _unlike(choice, fields))


def _pair(
    subject: Subject,
    choice: Choice,
    rows: tuple[int, int],
    fields: Sequence[int],
    levels: Sequence[tuple[Formula, Sequence[Formula]]],
) -> Pair:
    """The pair, with who has both rows on one level and differs in one of the fields."""
    first, second = rows
    left, right = choice.rows[first].values, choice.rows[second].values
    both = [subject.all_of(who, stands[first], stands[second]) for who, stands in levels]
    if all(who == FALSE for who in both):
        return Pair(first=first, second=second, who=FALSE)
    apart, unsure = _apart(subject, {n: (left[n], right[n]) for n in fields})
    who = subject.all_of(subject.any_of(both), subject.any_of(list(apart.values())))
    if unsure and not subject.possible(who):
        return Pair(first=first, second=second, who=subject.any_of(both), unsure=unsure)
    field = next((n for n, differ in apart.items() if differ != FALSE), 0)
    return Pair(first=first, second=second, who=who, field=field)


def _apart(subject: Subject, values: Mapping[int, tuple[Expr, Expr]]) -> tuple[dict[int, Formula], str]:
    """Who gets different results, field by field, and why that can't be told of the fields left out."""
    apart: dict[int, Formula] = {}
    unsure = ""
    for number, (left, right) in values.items():
        try:
            undecided = subject.all_of(_waits(subject, left), _waits(subject, right))
            apart[number] = subject.all_of(subject.world.differ(left, right), -undecided)
        except NotAnalysed as problem:
            unsure = problem.reason
    return apart, unsure


def _waits(subject: Subject, expr: Expr) -> Formula:
    """Who gets 待定 from an expression: two rows that both leave it open don't contradict each other."""
    cases = subject.world.translator.cases(expr)
    return subject.any_of(
        [who for who, found in cases if isinstance(found, Stat) and isinstance(found.status, Undetermined)]
    )


def _is_money(subject: Subject, choice: Choice, number: int) -> bool:
    return subject.kernel.field_by_name[choice.fields[number]].type.kind is Kind.MONEY


def _causes(choice: Choice, pairs: list[Pair]) -> list[list[Pair]]:
    """Pairs that are one finding: all of a grant; of a rule, those of the row that is in most of them.

    Where that leaves too many findings to read, what is left is one.
    """
    if choice.form is Form.GRANT:
        return [sorted(pairs, key=lambda pair: pair.field)] if pairs else []
    causes: list[list[Pair]] = []
    left = pairs
    while left and len(causes) < CAUSES:
        counts = [sum(row in (p.first, p.second) for p in left) for row in range(len(choice.rows))]
        worst = max(range(len(counts)), key=lambda row: (counts[row], row))
        causes.append([p for p in left if worst in (p.first, p.second)])
        left = [p for p in left if worst not in (p.first, p.second)]
    return [*causes, left] if left else causes


# ---- the finding ------------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class Clash:
    """One pair on one person: the rows, the first field in which they differ, what both give in each."""

    first: Row
    second: Row
    witness: Witness
    field: int
    results: tuple[tuple[Result, Result], ...]


def _report(subject: Subject, choice: Choice, pairs: list[Pair]) -> None:
    """The pairs that somebody shows, and those that there was no room to show."""
    shown = {pair: clash for pair in pairs[:ROW_CAP] if (clash := _clash(subject, choice, pair)) is not None}
    if shown:
        _told(subject, choice, [*shown, *pairs[ROW_CAP:]], list(shown.values()))


def _told(subject: Subject, choice: Choice, pairs: list[Pair], clashes: list[Clash]) -> None:
    first, second = clashes[0].first, clashes[0].second
    code = _code(subject, choice, clashes[0].field)
    named = (f"【{choice.rows[p.first].cite.text}】和【{choice.rows[p.second].cite.text}】" for p in pairs)
    subject.report(
        code,
        second.span,
        {
            **_facts(subject, choice, code, clashes[0]),
            "pairs": "、".join(named) + ("等" if len(pairs) >= PAIRS else ""),
        },
        notes=(
            at(first, f"与【{first.cite.text}】同时适用", f"applies together with 【{first.cite.text}】"),
        ),
        witness=tuple(
            subject.row_of_two(n, clash.witness, choice.fields[clash.field], clash.first, clash.second)
            for n, clash in enumerate(clashes)
        ),
        basis=clauses_of(first, second),
    )


def _clash(subject: Subject, choice: Choice, pair: Pair) -> Clash | None:
    first, second = choice.rows[pair.first], choice.rows[pair.second]
    confirm = Confirmation(choice, pair)
    witness = subject.person(_plain_code(choice), second.span, pair.who, confirm, pair.unsure)
    if witness is None:
        return None
    results = tuple(
        (subject.value(witness, left), subject.value(witness, right))
        for left, right in zip(first.values, second.values, strict=True)
    )
    if pair.unsure and all(left == right for left, right in results):
        subject.leave_open(pair.unsure)
        return None
    field = next((n for n, (left, right) in enumerate(results) if left != right), 0)
    return Clash(first=first, second=second, witness=witness, field=field, results=results)


@attrs.frozen
class Confirmation:
    """The interpreter too takes both rows and comes to no result."""

    choice: Choice
    pair: Pair

    def __call__(self, evaluation: Evaluation) -> bool:
        """Whether it does for this person."""
        if not {self.pair.first, self.pair.second} <= taken(evaluation, self.choice):
            return False
        results = [evaluation.result(name) for name in self.choice.fields]
        open_ = [result for result in results if isinstance(result, Undetermined)]
        return any(not self.pair.unsure or CONFLICT in result.reasons for result in open_)


def _plain_code(choice: Choice) -> Code:
    return GRANTS_CONFLICT if choice.form is Form.GRANT else RULES_CONFLICT


def _code(subject: Subject, choice: Choice, field: int) -> Code:
    """A grant that differs in money lacks 并存, one that differs in anything else lacks 同额."""
    if choice.form is not Form.GRANT:
        return RULES_CONFLICT
    unordered = subject.world.pick(choice) in AGREEING
    return GRANTS_CONFLICT if unordered and _is_money(subject, choice, field) else SAME_RATE_DIFFERENT_PAYER


def _facts(subject: Subject, choice: Choice, code: Code, clash: Clash) -> dict[str, str]:
    """What the texts of the three codes need: the field in question, both values, what's at stake."""
    first, second = clash.first, clash.second
    left, right = (subject.text(result) for result in clash.results[clash.field])
    amounts = dict.fromkeys(subject.text(amount) for amount in clash.results[choice.pick_field])
    same = code is SAME_RATE_DIFFERENT_PAYER
    return {
        "output": choice.fields[clash.field],
        "grant": choice.name,
        "what": choice.fields[clash.field],
        "amount": "和".join(amounts),
        "first": left if same else first.condition,
        "second": right if same else second.condition,
        "first_value": left,
        "second_value": right,
        "first_clause": first.cite.text,
        "second_clause": second.cite.text,
        "loser": "" if first.cite.covers(second.cite) else first.cite.text,
        "highest": choice.name if choice.form is Form.RULE and _is_money(subject, choice, 0) else "",
        "table": choice.name if choice.form is Form.TABLE and _is_money(subject, choice, 0) else "",
        "difference": _difference(subject, *clash.results[clash.field]),
    }


def _difference(subject: Subject, left: Result, right: Result) -> str:
    if not isinstance(left, Amount) or not isinstance(right, Amount):
        return ""
    gap = left.minus(right)
    return subject.text(gap if gap.fen >= 0 else right.minus(left))
