"""Templates compiled to Python: once, and kept where Python keeps its own compiled modules."""

import operator
import sys
from contextlib import suppress
from hashlib import sha1
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr


class _OneCall(CodeGenerator):
    """Writes one call for each value: `finalize` alone, which escapes the value, too.

    What a template calls is called directly: nothing of ours asks for the context.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("environment.finalize(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(")")

    def visit_Call(  # noqa: N802
        self,
        node: Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.write("environment.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class CompiledEnvironment(Environment):
    """An environment whose `finalize` returns Markup, and where `a.b` is an attribute alone."""

    code_generator_class = _OneCall
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    call: Any = staticmethod(operator.call)


class Kept(FileSystemBytecodeCache):
    """Compiled templates beside the templates. Where nothing can be written, none are kept.

    They count for the same template, the same Jinja, and the same files that compile it.
    """

    def __init__(self, templates: Path, *made_by: str) -> None:
        """Take the folder of the templates, and the Python files that say how to compile them."""
        folder = Path(cache_from_source(str(templates / "any"))).parent
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}.pyc")
        makers = [Path(name).read_bytes() for name in (__file__, *made_by)]
        self._makers = b"".join([__version__.encode(), *makers])

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of a template with all that compiles it."""
        return sha1(source.encode() + self._makers, usedforsecurity=False).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template, if a complete one is kept."""
        with suppress(OSError, EOFError, ValueError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if Python keeps its own."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
