"""石狮2025 as an engineer would write it by hand, tuned: the measure for the generated module.

In: a `Person` of the generated module of whom every fact is known. Out: the eleven outputs as a tuple, a mark
where the notice is silent; None where readings nobody chose, two equal grants, or an age reached later in the
year would have to be weighed.
The adopted readings are built in. It gives no clauses.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

OPEN, OUTSIDE = "待定", "不适用"
AT_LEAST = {0: "≥107000", 28000: "≥79000", 36000: "≥71000", 40000: "≥67000"}
CENTRAL, EXTENDED, LATE = "集中参保缴费期", "延长参保缴费期", "参保补缴期"

_CENTRAL, _EXTENDED, _LATE, _END = date(2024, 9, 1), date(2025, 1, 1), date(2025, 3, 1), date(2025, 12, 31)
_FULL_PRICE = date(2025, 7, 1)
_ALL_OUTSIDE = (OUTSIDE,) * 11
_ONE_DAY, _DAYS_90, _DAYS_366 = timedelta(days=1), timedelta(days=90), timedelta(days=366)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MEDICAL, _FISCAL = "医疗救助资金", "财政资金"
_CIVIL, _HEALTH, _DISABLED, _FARMING = "市民政局", "市卫健局", "市残联", "市农业农村局"


def _age(birth: date, day: date) -> int:
    """Completed years; a birthday on 29 February falls on the 28th in common years."""
    month, number = birth.month, birth.day
    if month == 2 and number == 29 and day.year % 4:
        number = 28
    return day.year - birth.year - ((day.month, day.day) < (month, number))


def _three_months_on(day: date) -> date:
    month = day.month + 3
    year = day.year + (month > 12)
    month = month - 12 if month > 12 else month
    number = day.day
    if number > 28:
        last = 29 if month == 2 and not year % 4 else _MONTH_DAYS[month - 1]
        number = min(number, last)
    return date(year, month, number)


def _born_within_a_year(birth: date, pay: date) -> bool:
    """On or before the first birthday."""
    if pay - birth > _DAYS_366:
        return False
    years = pay.year - birth.year
    if years != 1:
        return years < 1
    number = 28 if birth.month == 2 and birth.day == 29 else birth.day
    return (pay.month, pay.day) <= (birth.month, number)


def decide(p: Any) -> tuple[object, ...] | None:
    """The outputs in the order of declaration."""
    if not (
        (p.local_household and not p.must_join_employee and not p.employee_insured)
        or p.student_here
        or p.armed_police_here
        or p.unemployed_hmt_resident
        or (p.residence_permit and not p.otherwise_insured)
        or p.unemployed_permanent_resident
        or p.migrant_child
        or p.unregistered_newborn
    ):
        return _ALL_OUTSIDE
    pay, birth = p.pay_date, p.birth_date
    if pay < _CENTRAL or pay > _END:
        return None
    window = CENTRAL if pay < _EXTENDED else EXTENDED if pay < _LATE else LATE
    young = _born_within_a_year(birth, pay)
    near = p.near_subsistence and _near(p, birth, pay)
    fixed = p.subsistence or p.poverty_monitored or p.lifted_from_poverty or near
    if fixed and p.gave_up:
        gross = _gross(p, pay, window, young)
        return None if gross is None else (window, gross, *_ALL_OUTSIDE[2:])
    if p.near_subsistence and not near and _age(birth, pay) < 60 <= _age(birth, _END):
        return None
    relief = (OPEN, OPEN, OPEN) if p.recognised_after_payment else _relief(p, near, birth, pay)
    gross = _gross(p, pay, window, young)
    since = _since(p, pay, birth, window, young)
    if relief is None or gross is None or since is None:
        return None
    amount, payer, office = relief
    if amount is OPEN:
        return (window, gross, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, since, _END)
    left = AT_LEAST[amount] if gross == AT_LEAST[0] else gross - amount
    return (window, gross, amount, amount, 0, payer, office, left, left, since, _END)


def _near(p: Any, birth: date, pay: date) -> bool:
    if p.severely_disabled or p.disabled_household or p.otherwise_disabled:
        return True
    return not 18 <= _age(birth, pay) < 60


def _relief(p: Any, near: bool, birth: date, pay: date) -> tuple[Any, object, object] | None:
    """Amount, payer and office of the best grant; None where several of the best differ."""
    best: tuple[Any, object, object] | None = None
    found = 0
    if p.extreme_poverty or p.orphan or p.unsupported_child or p.revolutionary_elder:
        best, found = (40000, _MEDICAL, _CIVIL), 1
    if p.retired_worker_relief:
        best, found = (40000, _FISCAL, _CIVIL), found + 1
    if p.poor_student:
        best, found = (40000, _FISCAL, "市教育局"), found + 1
    if p.special_family_planning:
        best, found = (40000, _MEDICAL, _HEALTH), found + 1
    if (
        p.only_child_parent
        or p.two_daughters_parent
        or ((p.only_child or p.two_daughters_child) and _age(birth, pay) < 18)
    ):
        best, found = (40000, _FISCAL, _HEALTH), found + 1
    if p.key_entitled_veteran:
        best, found = (40000, _MEDICAL, "市退役军人事务局"), found + 1
    if p.severely_disabled:
        best, found = (40000, _MEDICAL, _DISABLED), found + 1
    if p.disabled_household:
        best, found = (40000, _FISCAL, _DISABLED), found + 1
    if best is None:
        farming = p.poverty_monitored or p.lifted_from_poverty
        if p.subsistence:
            best = (36000, _MEDICAL, OPEN if farming else _CIVIL)
        elif farming:
            best = (36000, _MEDICAL, _FARMING)
        elif near:
            best = (28000, _FISCAL, _CIVIL)
        else:
            return (0, OUTSIDE, OUTSIDE)
    return best if found < 2 else None


def _special(p: Any, young: bool, pay: date) -> bool | None:
    """One of the groups with rules of their own; None where the open reading decides."""
    if young or p.college_freshman or p.other_freshman or p.from_employee or p.listed_elsewhere:
        return True
    if p.freshman_this_autumn:
        return True
    narrowest = (
        p.extreme_poverty
        or p.orphan
        or p.unsupported_child
        or p.subsistence
        or p.near_subsistence
        or p.poverty_monitored
    )
    narrow = narrowest or p.lifted_from_poverty
    relief = _relief(p, p.near_subsistence and _near(p, p.birth_date, pay), p.birth_date, pay)
    wide = relief is None or relief[0] != 0
    return wide if bool(narrowest) is bool(narrow) is wide else None


def _gross(p: Any, pay: date, window: str, young: bool) -> Any:
    if window is not LATE or pay < _FULL_PRICE:
        return 40000
    special = _special(p, young, pay)
    return None if special is None else 40000 if special else AT_LEAST[0]


def _since(p: Any, pay: date, birth: date, window: str, young: bool) -> object:
    """The first day of benefits."""
    if window is not LATE and (p.college_freshman or p.college_student):
        if young or (p.college_freshman and p.college_student):
            return None
        return _CENTRAL if p.college_freshman else _EXTENDED
    if young:
        if pay <= birth + _DAYS_90:
            return birth if birth >= _EXTENDED else _EXTENDED
        return pay if pay >= _EXTENDED else _EXTENDED
    if window is CENTRAL:
        return _EXTENDED
    if window is EXTENDED:
        return pay
    special = _special(p, young, pay)
    return None if special is None else OPEN if special else _three_months_on(pay) + _ONE_DAY
