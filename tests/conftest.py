"""Settings shared by all tests: property tests draw the same examples on every run."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, max_examples=60)
settings.register_profile("thorough", database=None, deadline=None, max_examples=3000)
settings.load_profile("repeatable")
