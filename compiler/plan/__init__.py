"""The plan: what a policy computes, as one program that every engine can print.

In: a kernel and the readings in force. Out: a `Program` in static single assignment form, hash-consed so
that whatever is computed twice is one value; it knows of each value how it's held and what it can be.
Invariant: a program means what `compiler.interpret` says of its kernel, for every person: values, statuses,
reasons, candidates, missing facts and clauses. `ir.py` is the program, `program.py` makes it.
"""
