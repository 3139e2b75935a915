"""python -m treeedit: the same as the command treeedit."""

import sys

from treeedit.cli import main

if __name__ == "__main__":
    sys.exit(main())
