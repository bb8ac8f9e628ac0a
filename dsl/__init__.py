"""What the language is: sources, values, grammar, nodes, diagnostics. Imports nothing above it."""
