"""Which 关系 a person breaks: everything that is proved of a policy is proved of those who break none.

In: a kernel, and facts. Out: the relations that are certainly false of them, in the order of the file; one
that unknown facts or a silence leave open isn't among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from polc.compiler.expressions import Environment, condition
from polc.compiler.interpret import Person, evaluate, judge
from polc.compiler.kernel import BOOL, FALSE, TRUE, Choice, FieldDecl, Form, Kernel, Relation, Row, reads_of
from polc.compiler.readings import bounds_of
from polc.dsl.citation import Citation
from polc.dsl.values import Given

_ASKED = "关系"


@attrs.frozen(kw_only=True)
class Guarded:
    """A relation, the facts it depends on with their defaults; `kernel` decides it where it reads more."""

    relation: Relation
    facts: Mapping[str, Given | None]
    kernel: Kernel
    direct: bool

    def broken(self, person: Person) -> bool:
        """The facts make the relation false."""
        return self._told(person) is False

    def kept(self, person: Person) -> bool:
        """The facts make the relation true, whatever those are that aren't known."""
        return self._told(person) is True

    def _told(self, person: Person) -> object:
        if not self.direct:
            return evaluate(self.kernel, person, traced=False).result(_ASKED)
        env, inputs = self._asked
        for name, default in self.facts.items():
            inputs[name] = person.get(name, default)
        return condition(self.relation.condition, env)

    @cached_property
    def _asked(self) -> tuple[Environment, dict[str, Given | None]]:
        """Where a relation of facts alone is asked, of one person after the other."""
        inputs: dict[str, Given | None] = {}
        bounds = bounds_of(self.kernel)
        env = Environment(
            kernel=self.kernel, inputs=inputs, readings={}, bounds=bounds, fields={}, judge=judge
        )
        return env, inputs


def guarded(kernel: Kernel) -> tuple[Guarded, ...]:
    """Every relation of a policy, ready to be asked of many persons."""
    return tuple(_guarded(kernel, relation) for relation in kernel.relations)


def broken(kernel: Kernel, person: Person) -> tuple[Relation, ...]:
    """The relations that one person breaks."""
    return tuple(each.relation for each in guarded(kernel) if each.broken(person))


def _guarded(kernel: Kernel, relation: Relation) -> Guarded:
    rules = kernel.entry_rule_by_name
    read = reads_of([relation.condition], kernel.meanings, rules)
    facts = dict.fromkeys(read.inputs)
    needed: set[str] = set()
    waiting = list(read.fields)
    for name in waiting:
        choice = kernel.choice_of[name]
        if choice.name not in needed:
            needed.add(choice.name)
            facts |= dict.fromkeys(kernel.reads[choice.name].inputs)
            waiting += kernel.reads[choice.name].fields
    choices = tuple(choice for choice in kernel.choices if choice.name in needed)
    return Guarded(
        relation=relation,
        facts={name: kernel.input_by_name[name].default for name in facts},
        kernel=_asking(kernel, choices, relation),
        direct=not (choices or read.assumptions),
    )


def _asking(kernel: Kernel, choices: tuple[Choice, ...], relation: Relation) -> Kernel:
    """What decides a relation, as one more field."""
    row = Row(guard=relation.condition, values=(TRUE,), cite=Citation(()), span=relation.span)
    asked = Choice(
        name=_ASKED,
        form=Form.GROUP,
        fields=(_ASKED,),
        rows=(row,),
        otherwise=(FALSE,),
        cite=None,
        span=relation.span,
    )
    decl = FieldDecl(name=_ASKED, alias="", type=BOOL, public=False, span=relation.span)
    kept = [kernel.field_by_name[name] for choice in choices for name in choice.fields]
    bare = attrs.evolve(kernel, relations=(), claims=(), cases=(), benefits=())
    return attrs.evolve(bare, choices=(*choices, asked), fields=(*kept, decl))
