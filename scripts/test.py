#!/usr/bin/env python3
"""Run every check on treeedit: format, lint, types, layering, tests. With arguments, only pytest, with them.

The rule: what this script says is what continuous integration says; there is no second list of checks.
It must stay readable to any Python 3, so that an old one is told what it lacks instead of a syntax error.
"""

import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit("treeedit needs Python 3.11 or newer, and this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    import checks

    sys.exit(checks.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
