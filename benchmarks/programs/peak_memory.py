"""Run a command and write the peak of its memory: `peak_memory.py FILE COMMAND...`; bytes go to FILE.

It is small itself, because on Linux a child counts the memory of the process that it was started from.
"""

import os
import sys


def main() -> None:
    """The status of the command becomes that of this program."""
    file, *command = sys.argv[1:]
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    in_bytes = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    with open(file, "w", encoding="ascii") as figure:
        figure.write(str(in_bytes))
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
