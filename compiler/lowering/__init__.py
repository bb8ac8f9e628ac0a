"""Resolved → Kernel: every expression is typed and every construct lowered, in one pass.

Expressions are elaborated straight into kernel expressions, with their types checked on the way, so
there's no third tree (decision 001). Each block has its own module; all sugar dies here.
"""
