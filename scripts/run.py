#!/usr/bin/env python3
"""Start treeedit from a checkout; the first start sets up .venv, every later one only looks at its stamp.

The rule: arguments, stdin, stdout and exit code are the program's, this script has none of its own.
It must stay readable to any Python 3, which goes on with a newer one or is told how to come by it.
"""

import sys

import newer_python


def main():  # type: () -> None
    newer_python.go_on()
    import installation

    installation.run(["-P", "-m", "treeedit"] + sys.argv[1:])  # noqa: RUF005


if __name__ == "__main__":
    main()
