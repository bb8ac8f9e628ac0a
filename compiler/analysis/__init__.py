"""The checks: what is wrong with a policy, decided exactly and shown on a person."""

from polc.compiler.analysis.analyse import analyse, analyse_in_steps, prove, proved
from polc.compiler.proof import Proof, Verdict

__all__ = ["Proof", "Verdict", "analyse", "analyse_in_steps", "prove", "proved"]
