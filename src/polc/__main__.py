"""The entry point of the `polc` command and of `python -m polc`."""


def main() -> None:
    """Run the command line; imported late so that a bare import of polc stays cheap."""
    import gc
    import sys

    from polc.cli.main import run

    # One run makes many small values that live to its end: looking for garbage among them took a fifth of it.
    gc.set_threshold(100_000, 50, 50)

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
