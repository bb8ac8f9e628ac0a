"""The model: what a policy means, worked out from its text a second time and by other means.

It reads the syntax tree and `docs/language.md`, and shares nothing with `compiler/`: no kernel, no lowering,
no order of decisions kept from one person to the next. Where it and the interpreter differ, the reference
says which of the two is wrong. `README.md` beside this file says what is covered.
"""
