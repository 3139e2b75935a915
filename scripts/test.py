#!/usr/bin/env python3
"""Run every check on treeedit: format, lint, types, layering, tests. With arguments, only pytest, with them.

The rule: what this script says is what continuous integration says; there is no second list of checks.
It must stay readable to any Python 3, which goes on with a newer one or is told how to come by it.
"""

import sys

import newer_python


def main():  # type: () -> None
    newer_python.go_on()
    import checks

    sys.exit(checks.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
