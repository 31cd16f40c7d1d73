"""The page's modules that need no page, run by Node.js."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import playwright
import pytest

from assistant.http.page import WEB
from tests.browser.pages import answer, citation

_DRIVER = Path(playwright.__file__).parent / "driver" / "node"  # Playwright brings its own

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``run(code, *given)``: what a module of the page's folder exports as its default."""
    web = shutil.copytree(WEB, tmp_path / "web")
    (web / "package.json").write_text('{"type": "module"}')

    def run(code: str, *given: Any) -> Any:
        script = f"const given = {json.dumps(given)};\n{code}"
        (web / "test.js").write_text(script, "utf-8")
        printing = 'import("./test.js").then((m) => console.log(JSON.stringify(m.default)))'
        ran = subprocess.run(
            [shutil.which("node") or str(_DRIVER), "-e", printing],
            cwd=web,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return run


_ARRANGED = """
import { arrange } from "./answertext.js";
const told = ({ text, quote, marks }) => marks.map(([a, b]) => Array.from(text ?? quote).slice(a, b).join(""));
const { said, original } = arrange(given[0]);
export default {
  said: told(said), at: said.marks, original: original && told(original), marked: original?.marks,
};
"""  # noqa: E501 - one statement a line


def _span(text: str, part: str, origin: int = 0) -> list[int]:
    at = text.rindex(part)
    return [origin + at, origin + at + len(part)]


def test_a_highlight_is_marked_at_its_place_in_the_quote(run: Run) -> None:
    quote = "В 2025 году\n выдано 51,5 млн справок 😀, из них 5 млн в 25 городах."
    said = " ".join(quote.split())
    spans = [_span(quote, part, 40) for part in ("25", "5 млн")]
    found = run(_ARRANGED, answer(f"Итог. {said}", citation(quote, 40, highlights=spans)))
    assert found["said"] == ["25", "5 млн"]
    assert found["at"] == [_span(f"Итог. {said}", part) for part in ("25", "5 млн")]


def test_a_shortened_quote_is_marked_at_the_place_of_the_highlight(run: Run) -> None:
    quote = "По данным за 2025 год, из 12 новых проектов 12 в столице."
    said = "…из 12 новых проектов 12 в столице."
    cited = citation(quote, 7, highlights=[_span(quote, "12", 7)])
    assert run(_ARRANGED, answer(said, cited))["at"] == [_span(said, "12")]


@pytest.mark.parametrize(
    ("part", "said", "marks"),
    [
        ("25", "In 2025 there were none.", []),
        ("25", "In 2025 there were 25.", ["25"]),
        ("5 млн", "51,5 млн и 2.5 млн", []),
        ("51", "51,5 миллион", []),
        ("20", "The G20 countries", []),
        ("ИИ", "ИИН и РИИ", []),
        ("ИИ", "ИИН, ИИ", ["ИИ"]),
        ("24-е место", "2024 жылы 24-орын", ["24-орын"]),
    ],
)
def test_elsewhere_only_whole_words_are_marked(
    run: Run, part: str, said: str, marks: list[str]
) -> None:
    quote = f"Тут {part} и ещё."
    cited = citation(quote, 0, highlights=[_span(quote, part)])
    assert run(_ARRANGED, answer(said, cited))["said"] == marks


def test_the_original_of_a_translation_is_marked_in_its_place(run: Run) -> None:
    quote = "В 2025 году 25 школ."
    told = f"In 2025, 25 schools (unofficial translation). Original: «{quote}»"
    cited = citation(quote, 0, highlights=[_span(quote, "25")])
    found = run(_ARRANGED, answer(told, cited, language="en"))
    assert found["at"] == [_span("In 2025, 25", "25")]
    assert found["marked"] == [_span(quote, "25")]


def test_two_quotes_and_a_translation_in_guillemets_leave_the_original_known(run: Run) -> None:
    first, second = "Проект «Школа»: 25 школ.", "Всего 12 из 12 городов, 3 села."
    told = (
        "«Мектеп» жобасы 25 мектеп … 12 қала (бейресми аударма). "
        "Түпнұсқада: «Проект «Школа»: 25 школ.» … «Всего 12 из 12 городов…»"
    )
    cited = [
        citation(first, 0, highlights=[_span(first, "25")]),
        citation(second, 90, highlights=[_span(second, "12", 90)]),
    ]
    found = run(_ARRANGED, answer(told, *cited, language="kk"))
    assert found["said"] == ["25", "12"]
    assert found["original"] == ["25", "12"]
    quote = told[told.index("Проект") : -1]
    assert found["marked"] == [_span(quote, "25"), _span(quote, "12")]


_PLACED = """
import { isOf, placed } from "./place.js";
export default [isOf(...given), placed(...given)];
"""


def _source(text: str, sha256: str = "1" * 64) -> dict[str, str]:
    return {"text": text, "sha256": sha256}


def test_a_citation_of_this_text_is_where_it_says(run: Run) -> None:
    cited = citation("два", 5, highlights=[[5, 6]])
    assert run(_PLACED, _source("раз, два, два", "0" * 64), cited) == [True, cited]


def test_a_citation_of_a_replaced_text_is_looked_for_nearest_to_its_place(run: Run) -> None:
    cited = citation("два", 15, highlights=[[16, 18]])
    moved = {**cited, "start": 13, "end": 16, "highlights": [[14, 16]]}
    assert run(_PLACED, _source("😀 два, новое, два, два"), cited)[1]["start"] == 14
    assert run(_PLACED, _source("два, новое,  два, три, сорок, два"), cited) == [False, moved]


def test_a_citation_that_a_text_holds_no_more_has_no_place(run: Run) -> None:
    assert run(_PLACED, _source("раз, три"), citation("два", 5)) == [False, None]


def test_a_related_passage_is_compared_by_its_words(run: Run) -> None:
    passage = {"document_id": "d", "start": 5, "end": 8, "text": "два"}
    assert run(_PLACED, _source("раз, два"), passage) == [True, passage]
    moved = {**passage, "start": 0, "end": 3, "highlights": []}
    assert run(_PLACED, _source("два, раз"), passage) == [False, moved]


def test_a_span_of_an_address_is_taken_at_its_word(run: Run) -> None:
    span = {"document_id": "d", "start": 1, "end": 2}
    assert run(_PLACED, _source("раз"), span) == [True, span]


def test_a_line_separator_inside_an_event_is_part_of_it(run: Run) -> None:
    read = run(
        """
        import { events } from "./events.js";
        const found = [];
        for await (const one of events(new Response(given[0]).body)) found.push(one);
        export default found;
        """,
        'event: answer\ndata: {"answer": "раз\u2028два\u2029три"}\r\n\r\n: kept open\n\n',
    )
    assert read == [{"event": "answer", "data": {"answer": "раз\u2028два\u2029три"}}]


def test_a_document_is_fetched_again_where_a_citation_is_of_another_text(run: Run) -> None:
    got = run(
        """
        import { getDocument } from "./api.js";
        const texts = ["раз", "два"];
        const calls = [];
        globalThis.fetch = async (path) => {
          calls.push(path);
          return Response.json({ text: texts.shift(), sha256: "s" + calls.length });
        };
        const cited = (sha256) => getDocument({ document_id: "d", sha256 });
        const read = [];
        for (const sha256 of ["s1", "s1", "s2", "s2"]) read.push((await cited(sha256)).text);
        export default { read, calls };
        """
    )
    path = "/v1/documents/d"
    assert got == {"read": ["раз", "раз", "два", "два"], "calls": [path, path]}


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "invalid"), (413, "invalid"), (422, "invalid"), (401, "failed"), (403, "failed"),
     (404, "failed"), (409, "failed"), (429, "busy"), (503, "busy"), (504, "slow"),
     (500, "failed")],
)  # fmt: skip
def test_only_what_is_wrong_with_the_question_is_told_as_such(
    run: Run, status: int, kind: str
) -> None:
    got = run(
        """
        import { ask } from "./api.js";
        globalThis.fetch = async () => new Response("{}", { status: given[0] });
        export default await ask({ question: "q", history: [] }).catch((error) => error.kind);
        """,
        status,
    )
    assert got == kind


@pytest.mark.parametrize("kind", ["application/json", "text/event-stream"])
def test_a_connection_that_breaks_inside_an_answer_is_told_as_such(run: Run, kind: str) -> None:
    got = run(
        """
        import { ask } from "./api.js";
        const broken = { start: (body) => body.error(new TypeError("network error")) };
        const options = { headers: { "content-type": given[0] } };
        globalThis.fetch = async () => new Response(new ReadableStream(broken), options);
        export default await ask({ question: "q", history: [] }).catch((error) => error.kind);
        """,
        kind,
    )
    assert got == "offline"


def test_every_language_has_every_string(run: Run) -> None:
    """Else the page would show "undefined" in one of them."""
    strings = (WEB / "strings.js").read_text("utf-8")
    keys = run(f"{strings}\nexport default Object.values(STRINGS).map(Object.keys);")
    assert len(keys) == 3
    assert keys[0] == keys[1] == keys[2]
