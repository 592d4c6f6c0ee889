"""Where keycheck begins, as `keycheck` and as `python -m keycheck`."""

import sys

from keycheck.capture.isolation import is_unsafe


def main() -> None:
    """Run the command that was asked for."""
    if sys.argv[1:2] == ["capture-helper"] and is_unsafe():
        # It refuses, and before any library is loaded: with root's rights it could be one that somebody laid there.
        from keycheck.capture.elevated_worker import main as refuse

        refuse(sys.argv[2:])
    from keycheck.cli import main as run

    run()


if __name__ == "__main__":
    main()
