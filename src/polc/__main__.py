"""The entry point of the `polc` command and of `python -m polc`."""


def main() -> None:
    """Run the command line; imported late so that a bare import of polc stays cheap."""
    import gc
    import sys

    from polc.cli.main import run

    # One run makes many small values that live to its end: looking for garbage among them took a fifth of it.
    gc.set_threshold(100_000, 50, 50)

    status = run(sys.argv[1:])
    # What is left lives to the end: looking through all of it on the way out took a tenth of a check.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
