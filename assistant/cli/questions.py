"""``assistant ask``, ``chat`` and ``search``."""

import io
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import escaped, one_line, visible
from corpus import Language

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.settings import Settings

TopK = Annotated[int, typer.Option("--top-k", min=1, help="Passages to search for.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, the schema of the HTTP API.")]
Lang = Annotated[
    Language | None, typer.Option("--language", help="Language of the answer; by default asked in.")
]


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question; - reads it from standard input.")],
    language: Lang = None,
    top_k: TopK = 5,
    explain: Annotated[bool, typer.Option(help="Show the trace of every step.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer one question, with the passages that prove it."""
    from assistant.cli.opening import open_engine

    settings: Settings = context.obj
    _check_top_k(top_k, settings)
    if question == "-":
        question = _read_question()
    with open_engine(settings) as engine:
        answer = engine.ask(question, language=language, top_k=top_k, explain=explain)
    _print_answer(answer, as_json=as_json)


def chat(context: typer.Context, language: Lang = None, top_k: TopK = 5) -> None:
    """Ask question after question; follow-ups are understood. Ctrl-D ends."""
    from assistant.answer import Turn
    from assistant.cli.opening import open_engine
    from assistant.errors import InvalidQuestionError

    settings: Settings = context.obj
    _check_top_k(top_k, settings)
    history: list[Turn] = []
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A strict decoder would lose the lines around the one that it stops at.
        sys.stdin.reconfigure(errors="surrogateescape")
    with open_engine(settings) as engine:
        while True:
            try:
                question = _read_line()
                if not question:
                    continue
                answer = engine.ask(question, language=language, history=history, top_k=top_k)
            except EOFError:
                print()
                return
            except InvalidQuestionError as error:
                typer.echo(f"assistant: {error}", err=True)
                continue
            history += [
                Turn(role="user", content=question),
                Turn(role="assistant", content=answer.answer),
            ]
            _print_answer(answer, as_json=False)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.")],
    language: Lang = None,
    top_k: TopK = 5,
    as_json: AsJson = False,
) -> None:
    """Rank the passages of the sources for a query."""
    import json

    from assistant.cli.opening import open_engine

    settings: Settings = context.obj
    _check_top_k(top_k, settings)
    with open_engine(settings) as engine:
        hits = engine.search(query, top_k=top_k, language=language)
    if as_json:
        from assistant.http.schemas import HitView, SearchResponse

        response = SearchResponse(hits=[HitView.of(hit) for hit in hits])
        text = json.dumps(response.model_dump(mode="json"), ensure_ascii=False, indent=2)
        print(escaped(text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        place = f"{hit.passage.document_id} [{hit.passage.start}:{hit.passage.end}]"
        console.print(Text(f"{hit.rank}. {hit.score:.3f}  {place}", style="bold"))
        console.print(Text(visible(hit.passage.text)))
        console.print()


def _read_line() -> str:
    """The next line of a chat; InvalidQuestionError where it is not text, EOFError at the end."""
    from assistant.errors import InvalidQuestionError

    line = input("› ").strip()
    try:
        line.encode()
    except UnicodeEncodeError as error:
        raise InvalidQuestionError(f"the line is not text in {sys.stdin.encoding}") from error
    return line


def _read_question() -> str:
    from assistant.errors import InvalidQuestionError

    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise InvalidQuestionError(f"standard input is not text in UTF-8: {error}") from error


def _check_top_k(top_k: int, settings: "Settings") -> None:
    if top_k > settings.max_top_k:
        raise typer.BadParameter(
            f"{top_k} is over the limit of {settings.max_top_k}", param_hint="'--top-k'"
        )


def _print_answer(answer: "Answer", *, as_json: bool) -> None:
    """The answer, then its citations; source text is printed as text, never as markup."""
    if as_json:
        print(escaped(answer.model_dump_json(indent=2)))
        return
    import json

    from rich.console import Console
    from rich.highlighter import JSONHighlighter
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(visible(answer.answer), style="bold"))
    for number, citation in enumerate(answer.citations, start=1):
        quote = Text(visible(citation.quote))
        for start, end in citation.highlights:
            quote.stylize("reverse", start - citation.start, end - citation.start)
        source = ", ".join(
            str(part) for part in (citation.title, citation.publisher, citation.date) if part
        )
        place = f"{citation.document_id} [{citation.start}:{citation.end}]"
        console.print(Padding(Text(f"[{number}] ") + quote, (1, 0, 0, 2)))
        line = one_line(f"{source} · {place}")
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 6)))
    if answer.related:
        console.print()
        for related in answer.related:
            place = f"{related.document_id} [{related.start}:{related.end}]"
            line = visible(f"~ {related.text}  {place}")
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))
    if answer.trace is not None:
        trace = json.dumps(answer.trace, ensure_ascii=False, indent=2, default=str)
        console.print(JSONHighlighter()(Text(escaped(trace))), soft_wrap=True)
