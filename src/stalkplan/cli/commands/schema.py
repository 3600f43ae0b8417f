"""`schema`: the JSON Schema of either file."""

from stalkplan.cli.help import app
from stalkplan.cli.options.common import Output
from stalkplan.cli.options.sharing import SchemaFile
from stalkplan.cli.terminal import write


@app.command()
def schema(file: SchemaFile, *, output: Output = None) -> None:
    """Print the JSON Schema of a file, draft 7, for editors.

    \b
    stalkplan schema responses --output responses.schema.json
    """
    from stalkplan.record.schema import schema_of

    write(schema_of(file), output)
