"""The entry point of the `polc` command and of `python -m polc`."""


def main() -> None:
    """Run the command line; imported late so that a bare import of polc stays cheap."""
    import sys

    from polc.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
