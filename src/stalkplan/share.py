"""The commands that hand something on."""

from stalkplan.app import app
from stalkplan.console import write
from stalkplan.options import Output, SchemaFile


@app.command()
def schema(file: SchemaFile, *, output: Output = None) -> None:
    """Print the JSON Schema of a file, draft 7, for editors.

    \b
    stalkplan schema responses --output schemas/responses.schema.json
    """
    from stalkplan.schema import schema_of

    write(schema_of(file), output)
