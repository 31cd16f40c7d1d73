"""The README's configuration table is the settings' own words; ``python -m tests.test_readme``
prints it anew."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assistant.answersettings import AnswerSettings
from assistant.endpointsettings import EndpointSettings
from assistant.milvussettings import MilvusSettings
from assistant.settings import ENV_PREFIX, Settings

README = Path(__file__).parent.parent / "README.md"
_GROUPS: dict[str, type[BaseModel]] = {
    "milvus": MilvusSettings,
    "answer": AnswerSettings,
    "generation": EndpointSettings,
}


def rows(model: type[BaseModel] = Settings, prefix: str = ENV_PREFIX) -> Iterator[str]:
    """The table's lines, one for each setting."""
    for name, field in model.model_fields.items():
        group = _GROUPS.get(name) if model is Settings else None
        if group is not None:
            yield from rows(group, f"{prefix}{name.upper()}__")
        else:
            text = " ".join((field.description or "").split()).replace("``", "`")
            yield f"| `{prefix}{name.upper()}` | {_default(field)} | {text} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value: Any = field.get_default(call_default_factory=True)
    if value is None or value == []:
        return "unset"
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Path):
        value = f"~/{value.relative_to(Path.home())}"
    return f"`{value}`"


def test_every_setting_is_in_the_readme_in_its_own_words() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    missing = [row for row in rows() if row not in lines]
    assert missing == [], "run `python -m tests.test_readme` and put its lines into the README"


if __name__ == "__main__":
    print("\n".join(rows()))
