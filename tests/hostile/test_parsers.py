"""Mutations of sound files, a few for every parser; ``tests.hostile.fuzz`` makes many more."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus import load_bytes
from tests.hostile.contract import check_document
from tests.hostile.guard import bounded
from tests.hostile.mutation import TOKENS, Edit, apply
from tests.hostile.targets import all_targets, expecting_project_errors

CRASHES = Path(__file__).parent / "crashes"
_SECONDS = 60.0

_scratch = tempfile.TemporaryDirectory()
TARGETS = all_targets(Path(_scratch.name))
bounded_examples = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
EDITS = st.lists(
    st.builds(
        Edit,
        place=st.floats(0, 1),
        cut=st.sampled_from([0, 0, 1, 4, 20, 200]),
        insert=st.sampled_from(TOKENS) | st.binary(max_size=4),
        times=st.sampled_from([1, 1, 1, 2, 10, 100]),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", TARGETS)
@given(edits=EDITS)
@bounded_examples
def test_a_mutated_file_is_read_or_refused(name: str, edits: list[Edit]) -> None:
    target = TARGETS[name]
    for seed in target.seeds:
        with bounded(_SECONDS):
            target.check(apply(seed, edits))


@pytest.mark.parametrize("name", TARGETS)
def test_a_sound_file_is_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].check(seed)


CRASH_FILES = sorted(path for path in CRASHES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", CRASH_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_crashed_does_not(path: Path) -> None:
    with bounded(_SECONDS):
        TARGETS[path.parent.name].check(path.read_bytes())


@given(
    text=st.lists(st.sampled_from([t.decode("utf-8", "replace") for t in TOKENS]) | st.text()).map(
        "".join
    ),
    suffix=st.sampled_from([".txt", ".md", ".html"]),
    stem=st.text(max_size=30) | st.sampled_from(["..", "../../etc/passwd", "a\x1b[31m", "%s", ""]),
)
@example(text="a", suffix=".txt", stem="\ud800")
@example(text="a", suffix=".txt", stem="a\nb")
@settings(bounded_examples, max_examples=150)
def test_any_text_under_any_name(text: str, suffix: str, stem: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if suffix == ".html":
        TARGETS["source.html"].check(data)
        return
    with expecting_project_errors(), bounded(_SECONDS):
        document = load_bytes(data, filename=stem + suffix)
        assert document.id.isascii()
        assert "/" not in document.id
        check_document(document)
