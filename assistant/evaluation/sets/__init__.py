"""Question sets: formats, told apart by name and content, and read into one form."""

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import QuestionSet, SetFormat
from assistant.evaluation.sets import beir, jsonl, kazqad, squad, table
from assistant.evaluation.sets.reading import lines, parse_json, read_text

__all__ = ["detect_format", "load_set"]

_READERS: Mapping[SetFormat, Callable[[Path], QuestionSet]] = {
    SetFormat.JSONL: jsonl.read,
    SetFormat.SQUAD: squad.read,
    SetFormat.KAZQAD_TSV: kazqad.read,
    SetFormat.BEIR: beir.read,
    SetFormat.TABLE: table.read,
}


def load_set(path: Path, format: SetFormat | None = None, *, strict: bool = False) -> QuestionSet:  # noqa: A002
    """The question set at ``path``; what is malformed is left out and listed as its problems.

    Raises:
        SetError: it is missing, of no known format, or has no question; when ``strict``, also
            when anything is malformed.
    """
    if not path.exists():
        raise SetError(f"{path}: no such file or directory")
    found = _READERS[format or detect_format(path)](path)
    if found.problems and (strict or not found.questions):
        raise SetError(
            f"{path}: {found.problems[0]} ({len(found.problems)} malformed,"
            f" {len(found.questions)} good, format {found.format})"
        )
    if not found.questions:
        raise SetError(f"{path}: no questions (format {found.format})")
    return found


def detect_format(path: Path) -> SetFormat:
    """The format of the set at ``path``.

    Raises:
        SetError: it is of none, or cannot be read.
    """
    if path.is_dir():
        missing = [name for name in (beir.CORPUS, beir.QUERIES) if not (path / name).is_file()]
        if missing:
            raise SetError(f"{path}: a directory without {missing[0]} is not a BEIR set")
        return SetFormat.BEIR
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return SetFormat.TABLE
    if suffix in (".tsv", ".tab"):
        header = table.header_of(read_text(path))
        is_table = table.has_columns(header) and tuple(header) != kazqad.HEADER
        return SetFormat.TABLE if is_table else SetFormat.KAZQAD_TSV
    if suffix == ".json":
        return SetFormat.SQUAD
    if suffix in (".jsonl", ".ndjson"):
        return SetFormat.SQUAD if _has_context(read_text(path)) else SetFormat.JSONL
    raise SetError(
        f"{path}: unknown file type {suffix!r}, expected .jsonl, .json, .csv, .tsv or a BEIR"
        " directory; --format names it"
    )


def _has_context(text: str) -> bool:
    """Whether the first line that is a JSON object has SQuAD's key ``context``."""
    for _, line in lines(text):
        try:
            record = parse_json(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            return "context" in record
    return False
