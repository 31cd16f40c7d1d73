"""Citations as numbered notes, for surfaces that have text alone."""

from assistant.answer import Answer, Citation


def with_notes(answer: Answer) -> tuple[str, str]:
    """The answer with the numbers of its notes, and the notes, one a line; none: ``""``."""
    if not answer.citations:
        return answer.answer, ""
    numbers = range(1, len(answer.citations) + 1)
    marks = "".join(f"[{number}]" for number in numbers)
    notes = (
        f"[{number}] {_note(citation)}"
        for number, citation in zip(numbers, answer.citations, strict=True)
    )
    return f"{answer.answer} {marks}", "\n".join(notes)


def _note(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    source = (citation.title, citation.publisher, citation.date, citation.url)
    return f"«{quote}» — {', '.join(str(part) for part in source if part is not None)}"
