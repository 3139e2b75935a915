#!/usr/bin/env python3
"""Start treeedit from a checkout; the first start sets up .venv, every later one only looks at its stamp.

The rule: arguments, stdin, stdout and exit code are the program's, this script has none of its own.
It must stay readable to any Python 3, so that an old one is told what it lacks instead of a syntax error.
"""

import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("treeedit needs Python 3.11 or newer, and this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    import installation

    installation.run(["-P", "-m", "treeedit"] + sys.argv[1:])  # noqa: RUF005


if __name__ == "__main__":
    main()
