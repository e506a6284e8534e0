"""`python -m pipeline`: the command line, where `missions` is not on the path."""

from pipeline.cli import main

main()
