"""The command inside this process, beside the service in one of its own."""

from cli.conftest import polc, sample

__all__ = ["polc", "sample"]
