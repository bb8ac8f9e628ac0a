"""SQL as a tree: expressions that are made once, simplified as they're made, and written by a dialect.

In: smaller trees. Out: trees; the same operation over the same trees is one tree (hash-consing), so trees are
compared by identity and what is said twice is seen. A tree knows in which loops over lists it varies
(`levels`, one bit a loop), whether it can be NULL, whether a number has 64 bits (`wide`) or is a decimal of
the database (`exact`), and roughly how long its text is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from weakref import WeakValueDictionary

import attrs

from polc.compiler.kernel import Kind


@attrs.frozen(eq=False, repr=False)
class Tree:
    """One expression: an operation, what it's made of, and a constant of its own."""

    op: str
    args: tuple[Tree, ...]
    word: Hashable
    levels: int
    nullable: bool
    wide: bool
    exact: bool
    size: int
    depth: int

    def __repr__(self) -> str:
        return f"{self.op}({', '.join(map(repr, self.args))}{', ' if self.args else ''}{self.word!r})"


_MADE: WeakValueDictionary[tuple[object, ...], Tree] = WeakValueDictionary()
_OWN = {"case": 4, "has": 10, "fn": 25, "agg": 25, "loop": 60, "in": 8, "differs": 20, "null": 20}
_LONG = (
    "+",
    "-",
    "*",
    "quotient",
    "rate",
    "column",
    "state",
    "item",
    "best",
    "agg",
    "last",
    "last_mask",
    "mask",
)
_WORDED = ("column", "int", "text", "has", "bits", "of")


def tree(op: str, *args: Tree, word: Hashable = None, levels: int = 0, bound: int = 0) -> Tree:
    """The tree of this operation; `levels` are those that it adds, `bound` those that end with it."""
    key = (op, args, type(word), word, levels, bound)
    found = _MADE.get(key)
    if found is None:
        for arg in args:
            levels |= arg.levels
        size = _OWN.get(op, 4) + sum(arg.size for arg in args) + 6 * len(args) * (op == "case")
        size += len(str(word)) if op in _WORDED else 0
        if op == "in" and isinstance(word, tuple):
            size += sum(len(str(each)) + 4 for each in word)
        depth = 1 + max((arg.depth for arg in args), default=0)
        traits = (_nullable(op, args), _wide(op, args), op == "rate" or _exact(op, args))
        found = _MADE[key] = Tree(op, args, word, levels & ~bound, *traits, size, depth)
    return found


def _results(op: str, args: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """What the value is one of, or made of."""
    return (*args[1::2], args[-1]) if op == "case" else args


def _wide(op: str, args: tuple[Tree, ...]) -> bool:
    if op in ("case", "greatest", "least"):
        return any(arg.wide for arg in _results(op, args))
    return op in _LONG


def _exact(op: str, args: tuple[Tree, ...]) -> bool:
    return op not in ("agg", "compare", "has") and any(arg.exact for arg in _results(op, args))


def _nullable(op: str, args: tuple[Tree, ...]) -> bool:
    match op:
        case "column" | "item" | "state" | "last" | "best" | "null":
            return True
        case "has" | "isnull" | "differs" | "sure" | "agg" | "mask" | "last_mask":
            return False
        case "case":
            return args[-1].nullable or any(value.nullable for value in args[1::2])
        case "greatest" | "least":
            return all(arg.nullable for arg in args)
        case _:
            return any(arg.nullable for arg in args)


# ---- leaves ------------------------------------------------------------------------------------------
def column(name: str) -> Tree:
    """A column of the step before."""
    return tree("column", word=name)


def integer(number: int) -> Tree:
    """A whole number."""
    return tree("int", word=number)


def text(value: str) -> Tree:
    """A constant text."""
    return tree("text", word=value)


def day(value: date) -> Tree:
    """A constant day."""
    return tree("day", word=value)


def truth(value: bool) -> Tree:
    """TRUE or FALSE."""
    return tree("bool", word=value)


def null(kind: Kind) -> Tree:
    """No value, of a kind."""
    return tree("null", word=kind)


ZERO, TRUE, FALSE, NOTHING = integer(0), truth(True), truth(False), text("")


def is_constant(item: Tree) -> bool:
    """The same for everybody."""
    return item.op in ("int", "text", "day", "bool")


# ---- conditions --------------------------------------------------------------------------------------
def not_(item: Tree) -> Tree:
    """NOT."""
    match item.op:
        case "bool":
            return truth(item.word is False)
        case "not":
            return item.args[0]
        case _:
            return tree("not", item)


def and_(items: Iterable[Tree]) -> Tree:
    """AND; `or_` says what is made simpler."""
    return _joined("and", items, decisive=False)


def or_(items: Iterable[Tree]) -> Tree:
    """OR, flattened, each part once; two looks at bits of one number are one look."""
    return _joined("or", items, decisive=True)


def _joined(op: str, items: Iterable[Tree], *, decisive: bool) -> Tree:
    parts: dict[Tree, None] = {}
    for item in items:
        if item.op == "bool":
            if item.word is decisive:
                return item
        elif item.op == op:
            parts |= dict.fromkeys(item.args)
        else:
            parts[item] = None
    found = _looks_joined(list(parts), negated=not decisive)
    if any(not part.nullable and not_(part) in found for part in found):
        return truth(decisive)
    if len(found) < 2:
        return found[0] if found else truth(not decisive)
    return tree(op, *found)


def _looks_joined(parts: list[Tree], *, negated: bool) -> list[Tree]:
    """The parts, with the looks at bits of one number joined: (NOT) any of these bits is set."""
    masks: dict[Tree, int] = {}
    kept: list[Tree | None] = []
    places: dict[Tree, int] = {}
    for part in parts:
        look = part.args[0] if negated and part.op == "not" else part
        if look.op != "has" or (look is part) is negated or not isinstance(look.word, int):
            kept.append(part)
            continue
        number = look.args[0]
        if number not in places:
            places[number] = len(kept)
            kept.append(None)
        masks[number] = masks.get(number, 0) | look.word
    for number, place in places.items():
        look = has(number, masks[number])
        kept[place] = not_(look) if negated else look
    return [part for part in kept if part is not None]


def compared(symbol: str, left: Tree, right: Tree) -> Tree:
    """left SYMBOL right; constants of one type are compared here."""
    if left.op == right.op and is_constant(left) and left.op != "bool":
        one, other = left.word, right.word
        if symbol in ("=", "<>"):
            return truth((one == other) is (symbol == "="))
        if isinstance(one, int) and isinstance(other, int):
            return truth({"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[symbol])
    return tree("compare", left, right, word=symbol)


def is_null(item: Tree) -> Tree:
    """IS NULL."""
    if not item.nullable or item.op == "null":
        return truth(item.nullable)
    if item.op == "not":
        return is_null(item.args[0])
    return tree("isnull", item)


def sure(item: Tree) -> Tree:
    """It's true, and not NULL."""
    return tree("sure", item) if item.nullable else item


def differ(left: Tree, right: Tree) -> Tree:
    """IS DISTINCT FROM."""
    if left is right:
        return FALSE
    if is_constant(left) and is_constant(right):
        return truth(left.word != right.word)
    if left.op == "null" or right.op == "null":
        return not_(is_null(right if left.op == "null" else left))
    if not left.nullable and not right.nullable:
        return compared("<>", left, right)
    return tree("differs", left, right)


def among(item: Tree, options: Sequence[str]) -> Tree:
    """An option is one of these."""
    if len(options) == 1:
        return compared("=", item, text(options[0]))
    return tree("in", item, word=tuple(options))


# ---- choosing ----------------------------------------------------------------------------------------
def case(branches: Iterable[tuple[Tree, Tree]], otherwise: Tree) -> Tree:
    """The value of the first branch whose condition holds; neighbours that say the same are one branch."""
    kept: list[tuple[Tree, Tree]] = []
    for condition, value in branches:
        if condition is FALSE:
            continue
        if condition.op == "sure":
            (condition,) = condition.args
        if condition is TRUE:
            otherwise = value
            break
        if kept and kept[-1][1] is value:
            condition = or_([kept.pop()[0], condition])
        kept.append((condition, value))
    while kept and kept[-1][1] is otherwise:
        kept.pop()
    if not kept:
        return otherwise
    if len(kept) == 1 and otherwise is FALSE and kept[0][1] is TRUE:
        return sure(kept[0][0])
    if len(kept) == 1 and otherwise is TRUE and kept[0][1] is FALSE:
        return not_(sure(kept[0][0]))
    return tree("case", *(part for branch in kept for part in branch), otherwise)


# ---- numbers -----------------------------------------------------------------------------------------
def plus(left: Tree, right: Tree) -> Tree:
    """left + right."""
    if left is ZERO or right is ZERO:
        return right if left is ZERO else left
    if isinstance(left.word, int) and isinstance(right.word, int) and left.op == right.op == "int":
        return integer(left.word + right.word)
    return tree("+", left, right)


def minus(left: Tree, right: Tree) -> Tree:
    """left - right."""
    if right is ZERO:
        return left
    if isinstance(left.word, int) and isinstance(right.word, int) and left.op == right.op == "int":
        return integer(left.word - right.word)
    return tree("-", left, right)


def times(left: Tree, right: Tree) -> Tree:
    """left × right."""
    for one, other in ((left, right), (right, left)):
        if one.op == "int" and one.word in (0, 1):
            return ZERO if one.word == 0 else other
    if isinstance(left.word, int) and isinstance(right.word, int) and left.op == right.op == "int":
        return integer(left.word * right.word)
    return tree("*", left, right)


def quotient(item: Tree, size: int) -> Tree:
    """item / size without the rest, towards zero."""
    if size == 1:
        return item
    if item.op == "int" and isinstance(item.word, int) and item.word % size == 0:
        return integer(item.word // size)
    return tree("quotient", item, integer(size))


def furthest(items: Sequence[Tree], *, greatest: bool) -> Tree:
    """The greatest or the least of numbers or days; what is NULL is passed over."""
    kept = list(dict.fromkeys(items))
    return kept[0] if len(kept) == 1 else tree("greatest" if greatest else "least", *kept)


def function(name: str, *args: Tree, word: Hashable = None) -> Tree:
    """A function that each dialect writes in its own way."""
    return tree("fn", *args, word=(name, word))


# ---- bits of an integer ------------------------------------------------------------------------------
def joined(numbers: Iterable[Tree]) -> Tree:
    """Integers with their bits joined."""
    known, parts = 0, dict[Tree, None]()
    for number in numbers:
        if number.op == "int" and isinstance(number.word, int):
            known |= number.word
        elif number.op == "|":
            for part in number.args:
                if part.op == "int" and isinstance(part.word, int):
                    known |= part.word
                else:
                    parts[part] = None
        else:
            parts[number] = None
    found = [*parts, *([integer(known)] if known else [])]
    if len(found) < 2:
        return found[0] if found else ZERO
    return tree("|", *found)


def bits(number: Tree, mask: int) -> Tree:
    """The bits of a number that are in the mask."""
    match number.op, number.word:
        case "int", int(value):
            return integer(value & mask)
        case "bits", int(value):
            return bits(number.args[0], value & mask)
        case "|", _:
            return joined(bits(part, mask) for part in number.args)
        case _:
            return tree("bits", number, word=mask) if mask else ZERO


def has(number: Tree, mask: int) -> Tree:
    """One of these bits is set."""
    match number.op, number.word:
        case "int", int(value):
            return truth(value & mask != 0)
        case "bits", int(value):
            return has(number.args[0], value & mask)
        case "|", _:
            return _has_joined(number, mask)
        case "case", _ if len(number.args) <= 5 and all(map(_of_constants, _results("case", number.args))):
            *pairs, last = number.args
            branches = zip(pairs[::2], pairs[1::2], strict=True)
            return case([(condition, has(value, mask)) for condition, value in branches], has(last, mask))
        case _:
            return tree("has", number, word=mask) if mask else FALSE


def _of_constants(number: Tree) -> bool:
    """A constant, or one or two of them."""
    return number.op == "int" or (number.op == "case" and len(number.args) == 3 and number.depth <= 12)


def _has_joined(number: Tree, mask: int) -> Tree:
    """A look at several numbers joined: at each of a few, at their sum where they are many."""
    known = number.args[-1]
    if known.op == "int" and has(known, mask) is TRUE:
        return TRUE
    parts = number.args[:-1] if known.op == "int" else number.args
    if len(parts) <= 2:
        return or_(has(part, mask) for part in parts)
    return tree("has", joined(parts), word=mask) if mask else FALSE


# ---- texts -------------------------------------------------------------------------------------------
def concat(items: Iterable[Tree]) -> Tree:
    """Texts one after another; constants next to each other are one."""
    parts: list[Tree] = []
    for item in (part for each in items for part in (each.args if each.op == "concat" else (each,))):
        if item.op == "text" and parts and parts[-1].op == "text":
            parts[-1] = text(f"{parts[-1].word}{item.word}")
        elif item is not NOTHING:
            parts.append(item)
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    return tree("concat", *parts)
