"""The checker against brute force on random small policies: no missed and no false finding.

`make soundness` is the long run.
"""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from soundness import Tally, judge


@settings(max_examples=15)
@example(890)  # a condition inside another because of what a list can hold
@example(1031)  # the first of two 不适用, by row and not by amount
@example(1171)  # a relation that has no form
@example(1486)  # covered by others, says a list that nobody can have
@example(1509)  # undecided, for a list outside the scope
@example(3221)  # alive under another reading, by a list that nobody can have; a hole found by trying
@example(1619)  # two results that are both 待定
@example(12080)  # nobody decides, said of somebody whose scope is open because of a list
@example(11)  # days that nobody decides, one of them found by trying persons
@example(20261221)  # a hole found by trying, before a window that nobody is in
@example(15)  # amounts that clash under 另有说法 where nothing else is said
@given(st.integers(min_value=0, max_value=10**6))
def test_findings_are_what_enumeration_finds(seed: int) -> None:
    tally = Tally()
    judge(seed, tally)
    assert tally.wrong == []
