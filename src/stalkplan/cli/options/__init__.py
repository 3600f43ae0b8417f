"""The options of the commands, each declared once; a command loads the files that it needs.

Each is named after the option, `--as-of` is `AsOf`. Where a command gives the name another meaning,
or the package has that name already, a command that takes it stands in front: `TrendSince`.
"""
