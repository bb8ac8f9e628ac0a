"""Trees as steps: what is said twice is a column of an earlier step, and what goes through a list a loop.

In: the trees of the last SELECT. Out: `Steps`, columns by step; a column stands as early as what it reads
allows. What is looked up of all entries of one list at one time is one loop. What isn't read is never there
(dead code), and what is read once stands where it's read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from polc.targets.sql.loops import Going
from polc.targets.sql.tree import Tree

SHORT, LONG, DEEP = 22, 900, 60
GATHERED = ("agg", "best", "last", "last_mask")
_LEAVES = ("column", "int", "text", "day", "bool", "null", "item", "state", "mask")


@attrs.frozen
class Run:
    """One loop: its name, its tree, and what is gathered over it, each by the name of its column.

    `inside` are the columns of an entry. With running values those that hang on them are `after`, and `read`
    are what these read of the entry, by name.
    """

    name: str
    loop: Tree
    gathered: dict[str, Tree]
    inside: Steps
    read: dict[str, Tree]
    after: Steps


@attrs.frozen
class Steps:
    """Columns and loops by step; `names` are the names of the trees that have a column here."""

    columns: list[dict[str, Tree]]
    runs: list[list[Run]]
    names: dict[Tree, str]


@attrs.define
class Namer:
    """Names for columns and loops, each once in a statement."""

    number: int = 0
    wanted: dict[Tree, str] = attrs.field(factory=dict)

    def column(self, tree: Tree) -> str:
        """A name for the column of a tree."""
        self.number += 1
        return self.wanted.get(tree, f"q{self.number}")

    def loop(self) -> str:
        """A name for a loop."""
        self.number += 1
        return f"r{self.number}"


def inner(tree: Tree) -> Iterator[Tree]:
    """What a tree is made of; what is gathered, of what doesn't vary in its loop."""
    if tree.op not in GATHERED:
        yield from tree.args
        return
    waiting, seen = list(tree.args), set[Tree]()
    own = going_bit(tree.args[0])
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        if part.levels & own or part.op == "loop":
            waiting.extend(part.args if part.op not in GATHERED else inner(part))
        else:
            yield part


def going_bit(loop: Tree) -> int:
    """The level of a loop, as a bit."""
    assert isinstance(loop.word, Going)
    return 1 << loop.word.level


@attrs.define
class _Frame:
    """The columns of one level: the register's lines, or the entries of a list."""

    namer: Namer
    bit: int
    uses: dict[Tree, int] = attrs.field(factory=dict)
    order: list[Tree] = attrs.field(factory=list)
    shown: dict[Tree, int] = attrs.field(factory=dict)
    deep: dict[Tree, int] = attrs.field(factory=dict)
    given: frozenset[Tree] = frozenset()
    named: dict[Tree, None] = attrs.field(factory=dict)

    def own(self, tree: Tree) -> bool:
        """It belongs to this level, and isn't a column of one around it."""
        return tree not in self.given and (not self.bit or bool(tree.levels & self.bit))

    def count(self, roots: Iterable[Tree]) -> None:
        """How often each tree is read, and an order in which parts come first."""
        for root in roots:
            self.uses[root] = self.uses.get(root, 0) + 1
        stack = [(root, False) for root in self.uses]
        seen: set[Tree] = set()
        while stack:
            tree, done = stack.pop()
            if done:
                self.order.append(tree)
            elif tree not in seen and self.own(tree):
                seen.add(tree)
                stack.append((tree, True))
                for part in inner(tree):
                    forced = tree.op in GATHERED and part.op not in _LEAVES and part.size > SHORT
                    self.uses[part] = self.uses.get(part, 0) + (2 if forced else 1)
                    stack.append((part, False))

    def choose(self) -> None:
        """Which trees get columns of their own."""
        for tree in self.order:
            if tree.op in _LEAVES:
                self.shown[tree], self.deep[tree] = tree.size, 0
                continue
            args = tree.args if tree.op not in GATHERED else ()
            size = tree.size - sum(arg.size - self._size(arg) for arg in args)
            deep = 1 + max((self.deep.get(arg, 0) for arg in args), default=0)
            often = self.uses[tree] > 1 and size > SHORT
            if often or size > LONG or deep > DEEP or tree.op in GATHERED:
                self.named[tree] = None
                size, deep = 5, 0
            self.shown[tree], self.deep[tree] = size, deep

    def _size(self, tree: Tree) -> int:
        return self.shown.get(tree, 5)


def laid_out(roots: Sequence[Tree], namer: Namer, bit: int = 0, given: Iterable[Tree] = ()) -> Steps:
    """The steps that the trees need; what is `given` has a name already."""
    frame = _Frame(namer, bit, given=frozenset(given))
    frame.count(roots)
    frame.choose()
    names = {tree: namer.column(tree) for tree in frame.named}
    stages: dict[Tree, int] = {}
    reads: dict[Tree, int] = {}
    for tree in frame.order:
        below = [reads[part] for part in inner(tree) if part in reads]
        reads[tree] = max(below, default=0)
        if tree in names:
            stages[tree] = reads[tree] = reads[tree] + (2 if tree.op in GATHERED else 1)
    steps = max(stages.values(), default=0)
    columns: list[dict[str, Tree]] = [{} for _ in range(steps + 1)]
    together: dict[tuple[int, Tree], dict[str, Tree]] = {}
    for tree, stage in stages.items():
        if tree.op in GATHERED:
            together.setdefault((stage - 1, tree.args[0]), {})[names[tree]] = tree
        else:
            columns[stage][names[tree]] = tree
    runs: list[list[Run]] = [[] for _ in range(steps + 1)]
    for (stage, loop), gathered in together.items():
        runs[stage].append(_run(loop, gathered, namer))
    return Steps(columns, runs, names)


def _run(loop: Tree, gathered: dict[str, Tree], namer: Namer) -> Run:
    """One loop; what doesn't hang on its running values comes before them."""
    bit = going_bit(loop)
    bodies = [part for tree in gathered.values() for part in tree.args[1:]]
    wanted = [*bodies, *loop.args[1:]]
    nothing = Steps([{}], [[]], {})
    if len(loop.args) == 1:
        return Run(namer.loop(), loop, gathered, laid_out(wanted, namer, bit), {}, nothing)
    hanging: dict[Tree, bool] = {}
    apart = dict.fromkeys(part for root in wanted for part in _apart(root, bit, loop.word, hanging))
    read = {namer.column(tree): tree for tree in apart}
    inside = laid_out(list(apart), namer, bit)
    after = laid_out(wanted, namer, bit, apart)
    return Run(namer.loop(), loop, gathered, inside, read, after)


def _apart(tree: Tree, bit: int, going: object, hanging: dict[Tree, bool]) -> Iterator[Tree]:
    """The greatest parts of a tree that vary with the entry but don't hang on running values."""
    seen: set[Tree] = set()
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if part in seen or not part.levels & bit:
            continue
        seen.add(part)
        if _hangs(part, going, hanging):
            waiting.extend(reversed(part.args))
        else:
            yield part


def _hangs(tree: Tree, going: object, known: dict[Tree, bool]) -> bool:
    """A tree hangs on the running values of a loop."""
    if tree not in known:
        own = tree.op in ("state", "mask") and isinstance(tree.word, tuple) and tree.word[0] == going
        known[tree] = own or any(_hangs(part, going, known) for part in tree.args)
    return known[tree]
