"""The command line: one file a verb; all reading, writing and printing happens above the compiler."""
