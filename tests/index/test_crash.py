"""Crashes, full disks and damage: whatever happens, a good build answers and the next cleans up."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from corpus import Document, Language, document_from_text
from index import (
    FakeEmbedder,
    IndexDamagedError,
    IndexingError,
    IndexMissingError,
    IndexWriteError,
    SearchIndex,
    add_documents,
    build_index,
    remove_documents,
    verify,
)
from tests.index.damage import (
    FILES,
    empty,
    flip_first,
    flip_last,
    flip_middle,
    grow,
    halve,
    one_file,
    truncate,
)
from tests.index.faults import Faults, disk_full, file_size_limit, forbidden, kill

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")


def document(name: str, text: str) -> Document:
    return document_from_text(text, id=name, title=name, language=Language.RU)


BANKS = "\n\n".join(f"Берег номер {number}." for number in range(8))
RIVER = document("river", f"Река Урал течёт на юг.\n\nЕё длина 2428 км.\n\n{BANKS}")
"""So long that the words of an index which loses the steppe are those of the one before."""
STEPPE = document("steppe", "Степь широка.")
SEA = document("sea", "Каспий солёный.")


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncs are steps that can fail; what they wait for is nothing a test can see."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """A directory in memory, where there is one."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        memory = tmp_path
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


Operation = Callable[[Path], object]


def build(directory: Path) -> object:
    return build_index([RIVER, SEA], directory, FakeEmbedder())


def add(directory: Path) -> object:
    return add_documents([SEA], directory, FakeEmbedder())


def remove(directory: Path) -> object:
    return remove_documents(["steppe"], directory, FakeEmbedder())


AFTER: dict[str, tuple[Operation, set[str]]] = {
    "build": (build, {"river", "sea"}),
    "add": (add, {"river", "steppe", "sea"}),
    "remove": (remove, {"river"}),
}
OPERATIONS = pytest.mark.parametrize("operation", list(AFTER))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two documents, built twice, and the leftovers of a crash."""
    directory = tmp_path_factory.mktemp("base")
    for _ in range(2):
        build_index([RIVER, STEPPE], directory, FakeEmbedder())
    (directory / "builds" / ".draft-00000003-00000000").mkdir()
    (directory / "builds" / ".draft-00000003-00000000" / "catalog.sqlite").write_text("half")
    return directory


def steps(base: Path, scratch: Path, operation: str, *, every: bool) -> list[int]:
    """The numbers of the steps of an operation: all, or the first of each kind."""
    directory = shutil.copytree(base, scratch / "dry")
    with Faults(directory) as faults:
        AFTER[operation][0](directory)
    shutil.rmtree(directory)
    assert any(_WRITES_WORDS[operation] in label for label in faults.labels), faults.labels
    kinds = [label if every else _kind(label) for label in faults.labels]
    assert len(set(kinds)) > 20
    return [number for number, kind in enumerate(kinds) if every or kind not in kinds[:number]]


_WRITES_WORDS = {
    "build": "unlink builds/.draft-BUILD/lexical/0",
    "add": "unlink builds/.draft-BUILD/lexical/0",
    "remove": "link builds/BUILD/lexical/0",
}
"""A step that shows how the words are written: old and new in one, or a link to the old."""


def _kind(label: str) -> str:
    """The label of a step with all files of a build as one."""
    function, path = label.split()
    parts = path.split("/")
    return " ".join([function, *parts[:2], "file" if len(parts) > 2 else ""])


def check(directory: Path, operation: str) -> None:
    """A build from before or after the operation answers; a next one works and cleans up."""
    function, after = AFTER[operation]
    report = verify(directory)
    assert report.ok, report.problems
    index = SearchIndex.open(directory, FakeEmbedder())
    present = {summary.id for summary in index.documents()}
    assert present in ({"river", "steppe"}, after)
    assert index.search("длина реки Урал", 1, Language.RU)[0].passage.document_id == "river"
    if present != after:
        function(directory)
        newer = index.reload_if_changed()
        assert {summary.id for summary in newer.documents()} == after
        newer.close()
    else:
        build_index([RIVER], directory, FakeEmbedder())
    index.close()
    assert len(list((directory / "builds").iterdir())) <= 2
    assert sorted(path.name for path in directory.iterdir()) == ["builds", "current", "write.lock"]


def walk_failing(base: Path, scratch: Path, operation: str, *, every: bool) -> None:
    """Let each step fail alone, and each with all that follow, and check what is left."""
    for number in steps(base, scratch, operation, every=every):
        for lasting in (False, True):
            directory = Path(shutil.copytree(base, scratch / "index"))
            faults = Faults(directory, number, lasting=lasting)
            with faults, contextlib.suppress(IndexWriteError):
                AFTER[operation][0](directory)
            assert len(faults.labels) > number
            check(directory, operation)
            shutil.rmtree(directory)


def walk_killed(base: Path, scratch: Path, operation: str, *, every: bool) -> None:
    """Kill the writer before each step, and check what is left."""
    numbers = steps(base, scratch, operation, every=every)
    for number in numbers:
        shutil.copytree(base, scratch / str(number))
    subprocess.run(
        [sys.executable, "-m", "tests.index.test_crash", str(scratch), operation],
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        cwd=Path(__file__).parents[2],
        timeout=600,
    )
    for number in numbers:
        check(scratch / str(number), operation)


def kill_in_children(directories: Iterable[Path], operation: str) -> None:
    """Run an operation on each directory in a child that dies at the step the name says."""
    with tempfile.TemporaryDirectory() as name:
        build(Path(name))  # what loads slowly is loaded once, before the children
    for directory in directories:
        child = os.fork()
        if child == 0:
            with Faults(directory, int(directory.name), kill):
                AFTER[operation][0](directory)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"step {directory.name} was not reached"


@pytest.mark.parametrize("operation", ["add", "remove"])
def test_a_failing_step_loses_no_build(base: Path, scratch: Path, operation: str) -> None:
    walk_failing(base, scratch, operation, every=False)


def test_a_killed_writer_loses_no_build(base: Path, scratch: Path) -> None:
    walk_killed(base, scratch, "build", every=False)


@pytest.mark.slow
@OPERATIONS
def test_no_failing_step_at_all_loses_a_build(base: Path, scratch: Path, operation: str) -> None:
    walk_failing(base, scratch, operation, every=True)


@pytest.mark.slow
@OPERATIONS
def test_no_killed_writer_at_all_loses_a_build(base: Path, scratch: Path, operation: str) -> None:
    walk_killed(base, scratch, operation, every=True)


@OPERATIONS
@pytest.mark.parametrize("act", [disk_full, forbidden])
def test_a_disk_that_refuses_everything_is_named(
    base: Path, scratch: Path, operation: str, act: Callable[[], None]
) -> None:
    directory = Path(shutil.copytree(base, scratch / "index"))
    with Faults(directory, 0, act, lasting=True), pytest.raises(IndexWriteError) as refused:
        AFTER[operation][0](directory)
    assert str(refused.value).startswith(f"cannot write the index in {directory}: ")
    assert "\n" not in str(refused.value)
    check(directory, operation)


@OPERATIONS
@pytest.mark.parametrize("limit", [0, 1, 60, 300, 1000, 3000, 5000, 20000])
def test_a_write_that_fails_loses_no_build(
    base: Path, scratch: Path, operation: str, limit: int
) -> None:
    directory = Path(shutil.copytree(base, scratch / "index"))
    with file_size_limit(limit), pytest.raises(IndexWriteError, match="cannot write the index in"):
        AFTER[operation][0](directory)
    check(directory, operation)


def test_a_first_build_that_fails_leaves_none(scratch: Path) -> None:
    directory = scratch / "index"
    with Faults(directory, 30, lasting=True), pytest.raises(IndexWriteError, match="No space"):
        build(directory)
    with pytest.raises(IndexMissingError, match="there is no index"):
        verify(directory)
    build(directory)
    assert len(list((directory / "builds").iterdir())) == 1
    assert verify(directory).ok


def test_a_directory_that_cannot_be_made_is_named(scratch: Path) -> None:
    (scratch / "file").write_text("in the way")
    with pytest.raises(IndexWriteError, match=r"cannot write the index in .*file/index: "):
        build(scratch / "file" / "index")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "harm", [flip_first, flip_middle, flip_last, truncate, halve, empty, grow, None]
)
def test_a_damaged_file_is_refused_and_named(
    base: Path, scratch: Path, name: str, harm: Callable[[bytes], bytes] | None
) -> None:
    directory = Path(shutil.copytree(base, scratch / "index"))
    path = one_file(directory, name)
    if harm is None and name == "current":
        path.write_text("")
    elif harm is None:
        path.unlink()
    else:
        path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(IndexDamagedError, match="run `assistant index build`") as refused:
        SearchIndex.open(directory, FakeEmbedder())
    report = verify(directory)
    assert not report.ok
    if name != "current":  # which may name another build
        assert str(path) in str(refused.value)
        assert any(str(path) in problem for problem in report.problems)
    with pytest.raises(IndexDamagedError, match="run `assistant index build`"):
        add(directory)
    build_index([RIVER, STEPPE], directory, FakeEmbedder())
    assert verify(directory).ok


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in ("current", "manifest.json")]
)
@pytest.mark.parametrize("harm", [halve, empty])
def test_large_builds_are_refused_by_size(
    base: Path, scratch: Path, name: str, harm: Callable[[bytes], bytes]
) -> None:
    directory = Path(shutil.copytree(base, scratch / "index"))
    path = one_file(directory, name)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(IndexDamagedError, match="bytes, expected"):
        SearchIndex.open(directory, FakeEmbedder(), full_check_bytes=0)


def test_an_index_copied_elsewhere_works(base: Path, scratch: Path) -> None:
    directory = Path(shutil.copytree(base, scratch / "a b%41#?" / "index"))
    index = SearchIndex.open(directory, FakeEmbedder())
    assert index.search("Урал", 1)[0].passage.document_id == "river"
    add(directory)
    assert verify(directory).ok


def test_every_error_is_an_indexing_error() -> None:
    assert issubclass(IndexWriteError, IndexingError)


if __name__ == "__main__":
    kill_in_children(sorted(Path(sys.argv[1]).iterdir()), sys.argv[2])
