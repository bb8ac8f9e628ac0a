"""Who differs between two policies, written as a register: only where the user asks for such a file.

In: blocks with what their rows come to on both sides. Out: a file of the rows that differ, each with its own
cells and, of every result that both policies have, what it is under each.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from polc.compiler.kernel import Kernel, Kind
from polc.refusals import Refusal
from polc.registers.answers import Judged, Tail
from polc.registers.blocks import Block, some
from polc.registers.judging import WRITERS
from polc.registers.reading import Register
from polc.registers.results import Column, Form, Value
from polc.registers.words import CHANGE_OF, NEW_OF, OLD_OF, OWN_MARK, STATE_COLUMN
from polc.registers.writers import Writer
from polc.writing import replacing


class Persons:
    """Takes the rows of both sides; counts those that differ, in all and for each result by its place in the
    new policy, and writes them where there is a writer.
    """

    def __init__(self, kernels: tuple[Kernel, Kernel], writer: Writer | None = None) -> None:
        self._writer = writer
        self._shared = shared_outputs(kernels)
        self._sizes = [len(kernel.outputs) for kernel in kernels]
        self.count = 0
        self.changed = Counter[int]()

    def take(self, block: Block, before: Judged, after: Judged) -> None:
        """One block."""
        at = list(zip(before.at, after.at, strict=True))
        made: dict[tuple[int, int], Tail | None] = {}
        for (first, second), times in Counter(at).items():
            made[first, second] = self._tail(before.tails[first], after.tails[second], times)
        found = [made[pair] for pair in at]
        places = [place for place, tail in enumerate(found) if tail is not None]
        self.count += len(places)
        if self._writer is not None and places:
            tails = [tail for tail in found if tail is not None]
            self._writer.rows(some(block, places), Judged(tails, range(len(tails))))

    def _tail(self, old: Tail, new: Tail, times: int) -> Tail | None:
        """What is written beside rows that differ, so many of them."""
        if old.mark is None or new.mark is None:
            return None if old.state is new.state else Tail(new.state, (old.state.value, new.state.value))
        line: list[Value] = [old.state.value, new.state.value]
        differs = False
        for first, second, money in self._shared:
            texts = self._text(old, 0, first), self._text(new, 1, second)
            line += texts
            if texts[0] != texts[1]:
                differs = True
                self.changed[second] += times
            if money:
                ends = old.mark.outputs[first].amount, new.mark.outputs[second].amount
                line.append(None if ends[0] is None or ends[1] is None else ends[1] - ends[0])
        return Tail(new.state, tuple(line)) if differs else None

    def _text(self, tail: Tail, side: int, place: int) -> Value:
        """The text of an output: the last of its details, which end the line."""
        return tail.line[len(tail.line) - 3 * (self._sizes[side] - place) + 2]


def shared_outputs(kernels: tuple[Kernel, Kernel]) -> list[tuple[int, int, bool]]:
    """The results that both policies have: the place in each, and whether they are amounts."""
    old, new = kernels
    places = {decl.name: (place, decl.type.kind) for place, decl in enumerate(old.outputs)}
    return [
        (places[decl.name][0], place, decl.type.kind is Kind.MONEY)
        for place, decl in enumerate(new.outputs)
        if decl.name in places and places[decl.name][1] is decl.type.kind
    ]


@contextmanager
def persons_to(path: str | None, kernels: tuple[Kernel, Kernel], register: Register) -> Iterator[Persons]:
    """The persons' file, replaced as a whole or not at all; without a path they are only counted."""
    if path is None:
        yield Persons(kernels)
        return
    opening = WRITERS.get(os.path.splitext(path)[1].lower())
    if opening is None:
        raise Refusal("register_suffix", path=path, known=" ".join(WRITERS))
    with replacing(path) as temporary:
        own = register.header.names
        writer = opening(temporary, own, _columns(kernels, own), register.table.schema)
        try:
            yield Persons(kernels, writer)
            writer.close(())
        except BaseException:
            with suppress(OSError):
                writer.abandon()
            raise


def _columns(kernels: tuple[Kernel, Kernel], own: Sequence[str]) -> list[Column]:
    found = [Column(STATE_COLUMN + OLD_OF), Column(STATE_COLUMN + NEW_OF)]
    for _, place, money in shared_outputs(kernels):
        name = kernels[1].outputs[place].name
        found += [Column(name + OLD_OF), Column(name + NEW_OF)]
        found += [Column(f"{name}{CHANGE_OF}（元）", Form.YUAN)] if money else []
    return [
        Column(column.heading + OWN_MARK if column.heading in own else column.heading, column.form)
        for column in found
    ]
