"""`python -m stalkplan` is `stalkplan`."""

from stalkplan.cli.main import main

main()
