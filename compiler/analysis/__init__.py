"""The checks: what is wrong with a policy, decided exactly and shown on a person."""

from polc.compiler.analysis.analyse import analyse, prove, proved
from polc.compiler.proof import Proof, Verdict

__all__ = ["Proof", "Verdict", "analyse", "prove", "proved"]
