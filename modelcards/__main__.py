"""`python -m modelcards` is the command line."""

import sys

from modelcards.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
