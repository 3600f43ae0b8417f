"""`python -m stalkplan` is `stalkplan`."""

from stalkplan.cli import main

main()
