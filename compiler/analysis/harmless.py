"""POL609: assumptions whose readings mean the same for every person, so that nothing depends on the choice.

Only readings that are equal in themselves are noted; readings that differ and still change no output need a
comparison of whole policies. An assumption of one reading is no choice: it says openly what the file
supposes. The absence of this note claims nothing, so what can't be compared is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.subject import Subject
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import AssumptionDecl, Kernel, Round, StatusKind, assumptions_of, reads_of, walk
from polc.dsl.diagnostics.completeness import HARMLESS_ASSUMPTION


def check(subject: Subject) -> None:
    """Every assumption that some output depends on."""
    kernel = subject.kernel
    depends = {name: kernel.depends[choice.name] for name, choice in kernel.choice_of.items()}
    for decl in kernel.assumptions:
        outputs = [o.name for o in kernel.outputs if decl.name in depends[o.name]]
        if outputs and _is_harmless(subject, decl, depends):
            facts = {"assumption": decl.name, "outputs": "、".join(f"“{name}”" for name in outputs)}
            subject.report(
                HARMLESS_ASSUMPTION, decl.span, facts, basis=(decl.cite.text,) if decl.cite else ()
            )


def _shown(kernel: Kernel, decl: AssumptionDecl) -> bool:
    """A 案例 that is 待定 because two readings round differently: nothing need be compared.

    Two roundings differ at so many values that to compare them for everybody takes seconds.
    """
    if not any(isinstance(part, Round) for meaning in kernel.meanings[decl.name] for part in walk(meaning)):
        return False
    for case in kernel.cases:
        if any(expected.value is StatusKind.UNDETERMINED for expected in case.expected):
            chosen = (dict(case.readings) | {decl.name: reading.name} for reading in decl.readings)
            answers = [evaluate(kernel, dict(case.given), each, traced=False) for each in chosen]
            results = [tuple(answer.result(output.name) for output in kernel.outputs) for answer in answers]
            if any(result != results[0] for result in results[1:]):
                return True
    return False


def _is_harmless(subject: Subject, decl: AssumptionDecl, depends: Mapping[str, frozenset[str]]) -> bool:
    kernel = subject.kernel
    meanings = kernel.meanings[decl.name]
    if len(meanings) < max(2, len(decl.readings)):
        return False
    read = assumptions_of(reads_of(meanings, kernel.meanings, kernel.entry_rule_by_name), depends)
    if any(kernel.assumption_by_name[name].adopted is None for name in read) or _shown(kernel, decl):
        return False
    try:
        pairs = combinations(meanings, 2)
        return not any(subject.possible(subject.world.differ(left, right)) for left, right in pairs)
    except (NotAnalysed, NotFinished):
        return False
