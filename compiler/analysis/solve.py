"""The search: is there a person who makes a formula true, and in which region.

In: formulas of one pool and what is known of every person (the relations). Out: a region, or None when
there is nobody. Flags, options and ends of numbers decide every formula, so the search assigns atoms, and
what follows from them is propagated through the nodes: a conjunction is an "and" gate, its clauses

        gate → each part            all parts → gate

are watched by two literals, and a contradiction is turned into a learned clause (the first unique
implication point) that is kept for all later questions. Questions are asked as assumptions over one
shared set of clauses, so whatever one check learns about the policy serves the next.

The theory comes in three ways. Ends of one number imply each other (v ≥ 5 → v ≥ 3): a clause for each pair
of neighbours. Options and differences are checked by `regions.py` once all atoms are assigned; a
contradiction there is cut down to literals that contradict on their own, and learned as well. Since there
are finitely many atoms, every such clause excludes at least one assignment for good, and the search ends.

Every contradiction and every clause looked at count against budgets. Past them `NotFinished` is raised, with
the reason for the finding POL690. This is the seam for a solver: a `Search` made with `prover` asks it then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from polc.compiler.analysis.acquaintance import Acquaintance
from polc.compiler.analysis.formula import FALSE, TRUE, AtLeast, Flag, Formula, Formulas
from polc.compiler.analysis.regions import NotFinished, Region

BUDGET = 20_000
# Steps (clauses looked at) of one question, and of all questions about one policy: some seconds, a minute.
STEPS, ALL_STEPS = 3_000_000, 30_000_000
UNPROVED = 2  # questions that the prover may fail to answer before it isn't asked any more
Prover: TypeAlias = Callable[[Formulas, Formula], Region | None]
Clause: TypeAlias = list[Formula]


class Search:
    """Answers questions over one pool; what is `know`n is conjoined to each of them."""

    def __init__(self, pool: Formulas, prover: Prover | None = None) -> None:
        self.pool = pool
        self.known: Formula = TRUE
        self._prover = prover
        self._answers: dict[tuple[Formula, ...], Region | None] = {}
        self._at_odds: dict[tuple[Formula, ...], frozenset[Formula]] = {}
        self.met = Acquaintance()
        self._values: list[int] = [0]  # by literal, below 0 from the end: 1 true, -1 false, 0 open
        self._levels: list[int] = []
        self._reasons: list[Clause | None] = []
        self._marks: list[int] = []  # by node: when it last took part in a contradiction
        self._implied: dict[Formula, list[tuple[Formula, Clause]]] = {}  # what clauses of two make follow
        self._watched: dict[Formula, list[Clause]] = {}
        self._trail: list[Formula] = []
        self._starts: list[int] = []  # where each decision level begins in the trail
        self._read = 0
        self._bounds: dict[int, list[tuple[int, int]]] = {}
        self._taken: set[int] = {TRUE}
        self._clock = 0
        self._steps = 0
        self._unproved = 0
        self._broken = False
        self._grow()
        self._learn_clause([TRUE])

    def know(self, known: Formula) -> None:
        """Conjoin what holds for every person; answers given so far are forgotten."""
        both = self.pool.all_of((self.known, known))
        if both == self.known:
            return
        self.known = both
        self._answers.clear()
        self.met = Acquaintance()
        self._take_in(known)
        self._learn_clause([known])

    def possible(self, *asked: Formula) -> bool:
        """True when somebody satisfies all of `asked`. NotFinished when the budget is spent."""
        return FALSE not in asked and (self.met.anyone(asked) or self.first(*asked) is not None)

    def first(self, *asked: Formula) -> Region | None:
        """A region of persons who satisfy all of `asked`, None when nobody does; remembered."""
        if FALSE in asked:
            return None
        if asked not in self._answers:
            try:
                self._answers[asked] = self._solve(asked)
            except NotFinished:
                if self._prover is None or self._unproved >= UNPROVED:
                    raise
                self._unproved += 1
                self._answers[asked] = self._prover(self.pool, self.pool.all_of((self.known, *asked)))
                self._unproved -= 1
            finally:
                self._back_to(0)
        return self._answers[asked]

    def at_odds(self, *asked: Formula) -> frozenset[Formula]:
        """Some of `asked` that already contradict each other; all of them where somebody satisfies all."""
        self.first(*asked)
        return self._at_odds.get(asked, frozenset(asked))

    # ---- taking formulas in -------------------------------------------------------------------------
    def _grow(self) -> None:
        known = len(self._levels)
        missing = len(self.pool.nodes) - known
        self._values[known + 1 : known + 1] = [0] * (2 * missing)
        self._levels += [0] * missing
        self._reasons += [None] * missing
        self._marks += [0] * missing

    def _take_in(self, formula: Formula) -> None:
        """Make the clauses of all nodes inside that have none yet."""
        self._grow()
        stack = [abs(formula)]
        while stack:
            number = stack.pop()
            if number in self._taken:
                continue
            self._taken.add(number)
            node = self.pool.nodes[number]
            if isinstance(node, tuple):
                stack.extend(abs(arg) for arg in node)
            self._define(number)

    def _define(self, number: int) -> None:
        node = self.pool.nodes[number]
        match node:
            case tuple():
                for arg in node:
                    self._learn_clause([-number, arg])
                self._learn_clause([number, *(-arg for arg in node)])
            case AtLeast(var, bound):
                row = self._bounds.setdefault(var, [])
                at = bisect_left(row, (bound, number))
                if at:
                    self._learn_clause([-number, row[at - 1][1]])
                if at < len(row):
                    self._learn_clause([-row[at][1], number])
                row.insert(at, (bound, number))
            case _:
                pass

    # ---- clauses and propagation --------------------------------------------------------------------
    def _learn_clause(self, clause: Clause) -> None:
        """Keep a clause that always holds, between questions (nothing but level 0 is assigned)."""
        values = self._values
        if len(clause) > 1 and not any(values[literal] for literal in clause):
            self._watch(clause)
            return
        open_ = [literal for literal in dict.fromkeys(clause) if values[literal] >= 0]
        if any(values[literal] for literal in open_):
            return
        if not open_:
            self._broken = True
        elif len(open_) == 1:
            self._assign(open_[0], None)
            if self._propagate() is not None:
                self._broken = True
        else:
            self._watch(open_)

    def _watch(self, clause: Clause) -> None:
        first, second = clause[:2]
        if len(clause) == 2:
            self._implied.setdefault(-first, []).append((second, clause))
            self._implied.setdefault(-second, []).append((first, clause))
        else:
            self._watched.setdefault(first, []).append(clause)
            self._watched.setdefault(second, []).append(clause)

    def _assign(self, literal: Formula, reason: Clause | None) -> None:
        number = abs(literal)
        self._values[literal], self._values[-literal] = 1, -1
        self._levels[number] = len(self._starts)
        self._reasons[number] = reason
        self._trail.append(literal)

    def _propagate(self) -> Clause | None:
        """Assign all that follows; the clause that is contradicted, if one is."""
        values, trail, watched, implied = self._values, self._trail, self._watched, self._implied
        levels, reasons, level = self._levels, self._reasons, len(self._starts)
        while self._read < len(trail):
            false = -trail[self._read]
            self._read += 1
            for literal, clause in implied.get(-false, ()):
                value = values[literal]
                if value < 0:
                    return clause
                if not value:  # `_assign`, written out: most of what follows does so from here
                    values[literal], values[-literal] = 1, -1
                    number = abs(literal)
                    levels[number], reasons[number] = level, clause
                    trail.append(literal)
            clauses = watched.get(false)
            if not clauses:
                continue
            self._steps += len(clauses)
            kept: list[Clause] = []
            for at, clause in enumerate(clauses):
                if clause[0] == false:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                value = values[first]
                if value > 0 or self._moved(clause):
                    if value > 0:
                        kept.append(clause)
                    continue
                kept.append(clause)
                if value < 0:
                    kept.extend(clauses[at + 1 :])
                    watched[false] = kept
                    return clause
                self._assign(first, clause)
            watched[false] = kept
        return None

    def _moved(self, clause: Clause) -> bool:
        """Watch another literal than the second, which is false; false when there is none."""
        values = self._values
        for at in range(2, len(clause)):
            literal = clause[at]
            if values[literal] >= 0:
                clause[1], clause[at] = literal, clause[1]
                self._watched.setdefault(literal, []).append(clause)
                return True
        return False

    def _back_to(self, level: int) -> None:
        if len(self._starts) <= level:
            return
        start = self._starts[level]
        for literal in self._trail[start:]:
            self._values[literal] = self._values[-literal] = 0
        del self._trail[start:]
        del self._starts[level:]
        self._read = start

    # ---- the search ---------------------------------------------------------------------------------
    def _solve(self, asked: tuple[Formula, ...]) -> Region | None:
        for formula in asked:
            self._take_in(formula)
        atoms = self.pool.atom_numbers(*asked, self.known)
        left, before = BUDGET, self._steps
        self.pool.refill()
        while not self._broken:
            conflict = self._propagate()
            if conflict is None:
                literal = self._next(asked, atoms)
                if literal == FALSE:
                    self._at_odds[asked] = self._refutation(asked)
                    return None
                if literal != TRUE:
                    self._starts.append(len(self._trail))
                    self._assign(literal, None)
                    continue
                region, conflict = self._theory(asked)
                if conflict is None:
                    if region is not None:
                        self.met.meet(region)
                    return region
            left -= 1
            if left < 0 or self._steps - before > STEPS:
                raise NotFinished(f"要试的情形超过 {BUDGET} 种，或者推算超过 {STEPS} 步")
            if self._steps > ALL_STEPS:
                raise NotFinished(f"全部问题的推算合起来超过 {ALL_STEPS} 步")
            self._resolve(conflict)
        return None

    def _next(self, asked: tuple[Formula, ...], atoms: list[int]) -> Formula:
        """The next literal to try; TRUE when every atom is assigned, FALSE when the question is refuted.

        What is asked comes first, so if it's false no atom was tried yet: it follows from what is known.
        """
        if len(self._starts) < len(asked):
            for formula in asked:
                value = self._values[formula]
                if value <= 0:
                    return FALSE if value else formula
        best, mark = 0, -1
        for number in atoms:
            if not self._values[number] and self._marks[number] > mark:
                best, mark = number, self._marks[number]
        return -best if best else TRUE

    def _refutation(self, asked: tuple[Formula, ...]) -> frozenset[Formula]:
        """The questions from which it follows that one of `asked` is false, and that one."""
        false = next(formula for formula in asked if self._values[formula] < 0)
        found, behind = {false}, {abs(false)}
        for literal in reversed(self._trail):
            number = abs(literal)
            if number in behind and self._levels[number]:
                reason = self._reasons[number]
                if reason is None:
                    found.add(literal)
                else:
                    behind.update(abs(other) for other in reason)
        return frozenset(found)

    def _theory(self, asked: tuple[Formula, ...]) -> tuple[Region | None, Clause | None]:
        """The region of what a full assignment needs, or a clause that the theory says it breaks."""
        literals = self._needed(asked)
        region = self._region(literals)
        if region is not None:
            return region, None
        core = [lit for lit in literals if not isinstance(self.pool.nodes[abs(lit)], Flag)]
        for literal in list(core):
            rest = [other for other in core if other != literal]
            if self._is_torn(rest):
                core = rest
        torn = frozenset(core)
        if torn not in self.pool.torn:
            self.pool.torn.append(torn)
        return None, [-literal for literal in core]

    def _is_torn(self, literals: Sequence[Formula]) -> bool:
        """Nobody is in the region; false too where that can't be told."""
        try:
            return self._region(literals) is None
        except NotFinished:
            return False

    def _needed(self, asked: tuple[Formula, ...]) -> list[Formula]:
        """Literals of the assignment that make the formula and what is known true on their own."""
        nodes = self.pool.nodes
        needed: dict[Formula, None] = {}
        stack = [*asked, self.known]
        while stack:
            item = stack.pop()
            node = nodes[abs(item)]
            if not isinstance(node, tuple):
                needed[item] = None
            elif item > 0:
                stack.extend(node)
            else:
                parts = [-arg for arg in node if self._values[-arg] > 0]
                if not any(part in needed for part in parts):
                    stack.append(min(parts, key=self._cost))
        return list(needed)

    def _cost(self, part: Formula) -> tuple[bool, bool, int]:
        """Literals before conjunctions, denials before claims, older before newer."""
        return isinstance(self.pool.nodes[abs(part)], tuple), part > 0, abs(part)

    def _region(self, literals: Iterable[Formula]) -> Region | None:
        """The region of some literals; what was torn once is so again, and seeing it takes a long climb."""
        asked = frozenset(literals)
        if any(core <= asked for core in self.pool.torn):
            return None
        return Region(self.pool).within(literals)

    def _resolve(self, conflict: Clause) -> None:
        """Learn from a contradiction and go back to where the lesson applies."""
        levels = self._levels
        top = max((levels[abs(literal)] for literal in conflict), default=0)
        if not top:
            self._broken = True
            return
        self._back_to(top)
        lesson = self._lesson(conflict, top)
        back = max((levels[abs(literal)] for literal in lesson[1:]), default=0)
        self._back_to(back)
        if len(lesson) > 1:
            second = max(range(1, len(lesson)), key=lambda at: levels[abs(lesson[at])])
            lesson[1], lesson[second] = lesson[second], lesson[1]
            self._watch(lesson)
        self._assign(lesson[0], lesson if len(lesson) > 1 else None)

    def _lesson(self, conflict: Clause, top: int) -> Clause:
        """The first clause on the way back that has one literal of level `top`, that literal first."""
        self._clock += 1
        seen: set[int] = set()
        lesson: Clause = []
        waiting, at, reason = 0, len(self._trail), conflict
        while True:
            for literal in reason:
                number = abs(literal)
                if number in seen or not self._levels[number]:
                    continue
                seen.add(number)
                self._marks[number] = self._clock
                if self._levels[number] == top:
                    waiting += 1
                else:
                    lesson.append(literal)
            at -= 1
            while abs(self._trail[at]) not in seen:
                at -= 1
            waiting -= 1
            literal = self._trail[at]
            if not waiting:
                return [-literal, *lesson]
            reason = self._reasons[abs(literal)] or []
