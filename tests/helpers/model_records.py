"""The records that a file may hold: every class of the model, but those that only share fields."""

import inspect

from stalkplan.record import model
from stalkplan.record.model import Record

MODEL_RECORDS: dict[str, type[Record]] = {
    name: record
    for name, record in inspect.getmembers(model, inspect.isclass)
    if issubclass(record, Record) and not record.__subclasses__()
}
