"""Modules of Python that libraries import at once and few runs need: they are loaded when used.

They would be a tenth of the start. pydantic takes `importlib.metadata` to look for plugins, which
we switch off, and with it come all that reads e-mail, sockets and archives.
"""

import sys
from collections.abc import Mapping
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

LATER: Mapping[str, tuple[str, ...]] = {
    "base64": (),
    "difflib": ("get_close_matches",),
    "gettext": ("gettext",),
    "importlib.metadata": ("entry_points",),
    "ipaddress": (),
    "locale": (),
    "secrets": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "tempfile": (),
    "tokenize": (),
    "tomllib": (),
    "urllib.parse": ("quote_from_bytes",),
}
"""Their names, each with the functions that libraries take from it at once and may never call."""


class _Later(ModuleType):
    """A module that is loaded when anything is taken from it but the functions that it lends."""

    def __getattr__(self, name: str) -> Any:
        loader = self.__spec__.loader if self.__spec__ else None
        if loader is None or name == "__path__":  # each `from` asks for that, and no module has it
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]
        loader.exec_module(self)
        return getattr(self, name)


def load_later() -> None:
    """Put a module that waits in the place of each that nobody has loaded yet."""
    for name, functions in LATER.items():
        spec = None if name in sys.modules else find_spec(name)
        if spec:
            module = module_from_spec(spec)
            module.__class__ = _Later
            for function in functions:
                _lend(module, function)
            sys.modules[name] = module


def _lend(module: ModuleType, function: str) -> None:
    """Give a module that waits a function: called, it loads the module and calls the one in it."""

    def call(*given: Any, **named: Any) -> Any:
        if vars(module).get(function) is call:
            delattr(module, function)
        return getattr(module, function)(*given, **named)

    setattr(module, function, call)
