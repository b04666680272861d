"""`python -m revgov` is the command `revgov`."""

from revgov.cli.main import main

main()
