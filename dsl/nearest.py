"""The nearest of several words: for "did you mean".

Distance is the number of characters added, dropped, changed or swapped. Exact ties go to the first word.
"""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str) -> int:
    """Edits that turn one word into the other; two neighbours swapped count once."""
    rows = [list(range(len(right) + 1))]
    for i, char in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is near enough to be meant: one edit, or two from five characters on."""
    best: tuple[int, str] | None = None
    for candidate in candidates:
        allowed = 2 if min(len(word), len(candidate)) >= 5 else 1
        if len(word) < 2 or len(candidate) < 2 or abs(len(word) - len(candidate)) > allowed:
            continue
        edits = distance(word, candidate)
        if edits <= allowed and (best is None or edits < best[0]):
            best = (edits, candidate)
    return best[1] if best else None
