"""The process that reads one file of a complex format, under limits it sets on itself.

Standard input: one line of JSON (``format`` and ``limits``), then the file. Standard output: one
JSON object, ``{"text", "title"}`` or ``{"error"}``. Run by ``corpus.formats.sandbox``.
"""

import contextlib
import json
import resource
import sys
import traceback
from dataclasses import asdict

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.format import Format
from corpus.formats.limits import Limits


def main() -> None:
    """Read standard input, write the answer to standard output."""
    header = json.loads(sys.stdin.buffer.readline())
    kind, limits = Format(header["format"]), Limits(**header["limits"])
    data = sys.stdin.buffer.read()
    _restrict(limits)
    sys.stdout.write(json.dumps(answer(data, kind, limits)))


def answer(data: bytes, kind: Format, limits: Limits) -> dict[str, str | None]:
    """``text`` and ``title`` of a file, or the ``error`` that it is refused with."""
    try:
        content = _read(data, kind, limits)
        if len(content.text) > limits.max_chars:
            raise UnreadableSourceError(f"has more than {limits.max_chars} characters")
        return asdict(content)
    except UnreadableSourceError as error:
        return {"error": str(error)}
    except RecursionError:
        return {"error": "is nested too deeply to read"}
    except MemoryError:
        return {"error": f"needs more than {limits.max_memory_bytes} bytes of memory to read"}
    except Exception:  # on a damaged or hostile file the libraries raise anything at all
        traceback.print_exc()
        return {"error": f"is not a sound {kind}"}


def _restrict(limits: Limits) -> None:
    seconds, memory = limits.max_seconds, limits.max_memory_bytes
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(ValueError):  # macOS refuses any bound on the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(data: bytes, kind: Format, limits: Limits) -> Content:
    # One reader a process: the libraries are loaded where they are needed, inside the limits.
    if kind is Format.PDF:
        from corpus.formats.pdf import read_pdf

        return read_pdf(data, limits)
    if kind is Format.DOCX:
        from corpus.formats.docx import read_docx

        return read_docx(data, limits)
    from corpus.formats.html import read_html

    return read_html(data)


if __name__ == "__main__":
    main()
