"""The columnar target: a kernel becomes a module over numpy that judges whole columns of persons."""
