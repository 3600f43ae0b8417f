"""The command `import`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import AsOf, Data, ImportFile, ImportOutput, InitOrg, Source, today


@app.command("import")
def import_(
    file: ImportFile,
    *,
    org: InitOrg,
    output: ImportOutput = None,
    source: Source = None,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Turn a published plan into a draft, in its own words, and say what could not be told.

    \b
    stalkplan import plan.html --org kent
    stalkplan import plan.docx --org kent --output draft.yaml --source https://www.kent.police.uk/
    """
    from stalkplan.cli.import_plan import import_plan

    import_plan(file, org, output, data, source, on=as_of or today())
