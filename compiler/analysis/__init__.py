"""The checks: what is wrong with a policy, decided exactly and shown on a person."""

from polc.compiler.analysis.analyse import analyse

__all__ = ["analyse"]
