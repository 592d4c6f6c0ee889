"""`python -m keycheck` is the command `keycheck`."""

from keycheck.cli import main

if __name__ == "__main__":
    main()
