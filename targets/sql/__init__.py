"""The target "sql": one commented `WITH … SELECT` a dialect that decides a whole register where it lies."""
