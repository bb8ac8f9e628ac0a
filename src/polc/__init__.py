"""polc: a compiler for medical-insurance policies written in .pol."""

__version__ = "0.1.0"
