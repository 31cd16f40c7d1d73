"""``python -m benchmarks.peers --data DIR``: this project beside txtai and Haystack.

DIR holds ``xquad.ru.json`` and ``xquad.en.json``. The environments are made under ``--cache`` on
the first run, from the package index that pip is set up with. Markdown goes to standard output,
everything to ``--json``.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.environment import REQUIREMENTS, made
from benchmarks.peers.measure import measure
from benchmarks.peers.report import Row, as_json, cost_table, environment_table, quality_table, rows
from benchmarks.retrieval.sets import xquad_set
from corpus import Language

_SYSTEMS = ("this project", "txtai", "Haystack")
_STATIC = "static-ru-kk-en"
_MINILM = "all-MiniLM-L6-v2"
_STATIC_PATH = Path(__file__).resolve().parents[2] / "index" / "models" / _STATIC


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    systems = options.system or _SYSTEMS
    environments = {name: made(name, options.cache) for name in systems}
    found: list[Row] = []
    for language in options.language or ("ru", "en"):
        path = options.data / f"xquad.{language}.json"
        data = xquad_set(path, path, Language(language), Language(language))
        for model in options.model or (_STATIC, _MINILM):
            print(f"{data.name}, {model}", file=sys.stderr)
            if model == _STATIC:
                paths = dict.fromkeys(environments, str(_STATIC_PATH))
            else:
                paths = {name: each.minilm() for name, each in environments.items()}
            with tempfile.TemporaryDirectory() as directory:
                figures = measure(
                    data,
                    environments,
                    paths,
                    Path(directory),
                    repeats=options.repeats,
                    rounds=options.rounds,
                )
            found += rows(data.name, model, figures, data.groups)
            _write(options.json, found, {}, {})
    versions = {name: each.versions() for name, each in environments.items()}
    sizes = {name: each.size_mib() for name, each in environments.items()}
    print(quality_table(found), cost_table(found), environment_table(versions, sizes), sep="\n\n")
    _write(options.json, found, versions, sizes)


def _write(
    path: Path | None,
    found: Sequence[Row],
    versions: dict[str, dict[str, str]],
    sizes: dict[str, float],
) -> None:
    if path is None:
        return
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }
    text = json.dumps(as_json(found, versions, sizes, machine), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description="Measure this project beside its peers."
    )
    parser.add_argument("--data", type=Path, required=True, help="directory of the XQuAD files")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path.home() / ".cache" / "kz-ai-assistant" / "peers",
        help="where the virtual environments are kept",
    )
    parser.add_argument("--system", action="append", choices=list(REQUIREMENTS), help="repeatable")
    parser.add_argument("--model", action="append", choices=[_STATIC, _MINILM], help="repeatable")
    parser.add_argument("--language", action="append", choices=["ru", "en"], help="repeatable")
    parser.add_argument("--repeats", type=int, default=3, help="builds and starts; the best counts")
    parser.add_argument("--rounds", type=int, default=10, help="turns the questions are asked in")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser


if __name__ == "__main__":
    main()
