"""Mutates published plans and feeds them to `import`'s readers. Exit 1: something was raised.

    python fuzz/sources.py --inputs 100000 --seed 1

Every layout in every format is a start. Of a Word file or workbook a part is mutated and packed
anew, or the archive itself. What raised is kept here as `raised-*`.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

from plan_layouts import LAYOUTS, sources

from stalkplan.errors import SourceError
from stalkplan.imports.readers.archive import pack, unpack
from stalkplan.imports.readers.choose import read_plan

TOKENS = (
    b"|", b"\t", b"\n", b"\r", b",", b'"', b";", b"\0", b"\xff", b"\xc2\xa0", b"\xe2\x80\x8b",
    b"<td>", b"</td>", b"<td colspan=1000 rowspan=0>", b"<table>", b"</table>", b"<tr>", b"<dl>",
    b"<ol start=-5 type=i><li>", b"<p hidden>", b"<br>", b"<!--", b"<script>", b"&nbsp;", b"&#0;",
    b"<?x", b"<![CDATA[", b"<style>p{display:none}</style>", b"<h3>", b"<!DOCTYPE a [", b"]>",
    b'r="XFD1048576"', b'r="A0"', b' s="99"', b' t="s"', b' t="e"', b' hidden="1"', b"<v>1e999</v>",
    b"<v>-1</v>", b"9999999999", b"-1", b"<w:tc>", b"<w:p>", b"<w:tbl>", b"<w:del>", b"<w:vanish/>",
    b'w:val="99999"', b"%1.%9", b"<row>", b"<c>", b"<col min='1' max='16384' hidden='1'/>",
    b"<s>", b"</s>", b"<del>", b"<p style='text-decoration:line-through'>", b"<w:strike/>", b"<f>",
    b"<strike/>", b"<rPr><strike/></rPr>", b"</f>", b"<is><r>", b"--", b"|--|\n", b"-\n",
    b"\nPage 3 of 9\n", b" |\n", b"No. |\n", b"Response\n", b"7.1\n", b"#REF!", b"=A1",
)  # fmt: skip
"""What readers stumble over, put in anywhere."""

SLOW = 5.0
"""Seconds for one input: far more than any takes."""


def mutated(data: bytes, draw: Random) -> bytes:
    """Return the bytes with a few places changed, doubled, cut out or put in."""
    for _ in range(draw.randint(1, 6)):
        at, to = sorted(draw.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + draw.choice((1, 8, 200)))
        new = draw.choice(
            (b"", data[at:to] * 2, draw.randbytes(to - at), *draw.choices(TOKENS, k=4))
        )
        data = data[:at] + new + data[to:]
    return data


def made(seed: bytes, draw: Random) -> bytes:
    """Return a mutation of a source, of one of its parts if it is packed."""
    if not seed.startswith(b"PK") or draw.random() < 0.2:
        return mutated(seed, draw)
    parts = dict(unpack(seed))
    name = draw.choice(sorted(parts))
    return pack({**parts, name: mutated(parts[name], draw)})


def feed(data: bytes, name: str) -> str:
    """Read a source; return `read`, or what was said of it, its numbers aside."""
    try:
        read_plan(data, name)
    except SourceError as error:
        return str(error).partition(": ")[2].split(";")[0].translate(dict.fromkeys(b"0123456789"))
    return "read"


def main() -> int:
    """Feed as many inputs as asked for, and say what came of them."""
    parser = argparse.ArgumentParser(description="Feed mutated plans to the readers of import.")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    draw = Random(options.seed)
    starts = [(data, kind) for name in LAYOUTS for kind, data in sources(name).items()]
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(options.inputs):
        seed, kind = draw.choice(starts)
        data = made(seed, draw)
        began = time.process_time()
        try:
            outcome = feed(data, f"plan.{kind}")
        except Exception:  # noqa: BLE001  that is what is looked for
            traceback.print_exc()
            outcome = "raised"
            Path(f"raised-{options.seed}-{number}.{kind}").write_bytes(data)
        outcomes[outcome] += 1
        slowest = max(slowest, time.process_time() - began)
    for outcome, count in outcomes.most_common():
        print(f"{count:8,}  {outcome}")
    took = f"the slowest {slowest:.2f} s of processor time"
    print(f"{options.inputs:,} inputs, {took}, {outcomes['raised']} raised")
    return int(outcomes["raised"] > 0 or slowest > SLOW)


if __name__ == "__main__":
    sys.exit(main())
