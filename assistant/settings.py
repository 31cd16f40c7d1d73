"""All settings of the assistant: one class, read from the environment, passed in.

Every field can be set by an environment variable ``ASSISTANT_<FIELD>`` or a line of a ``.env``
file in the working directory; the command line's options override both.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Self, get_args

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from assistant.answersettings import AnswerSettings
from assistant.endpointsettings import EndpointSettings
from assistant.errors import InvalidSettingError
from assistant.milvussettings import MilvusSettings

ENV_PREFIX = "ASSISTANT_"
ORIGIN = r"^https?://(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$"
"""A web origin: nothing that could add to the header it is written into."""
RATE = r"^[1-9]\d{0,8}/(second|minute|hour|day)$"
"""A number of calls in a time."""
COLLECTOR = r"^https?://[^\s/?#@]+(/[^\s?#]*)?$"
"""An HTTP address without a user, whose secret every listing of the settings would tell."""
MOST_DAYS = 36_500
"""A hundred years: the calendar of Python and of databases ends not far beyond."""
_USER = re.compile(r"//.*@")


def _default_data_dir() -> Path:
    return Path.home() / ".local" / "share" / "kz-ai-assistant"


class Settings(BaseSettings):
    """Settings with their defaults; see ``Settings.load``."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX,
        env_file=".env",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    data_dir: Annotated[
        Path, Field(description="Directory of built state: the index. Never inside the code.")
    ] = Field(default_factory=_default_data_dir)
    sources: Annotated[
        Path | None,
        Field(description="File, directory or glob of source texts; unset: those shipped."),
    ] = None
    model: Annotated[
        str | None,
        Field(description="Embedding model: a directory or a hub name; unset: the bundled one."),
    ] = None
    reranker: Annotated[
        str | None,
        Field(
            description="Cross-encoder that orders the best passages anew: a directory or a hub"
            " name; unset: none."
        ),
    ] = None
    allow_download: Annotated[
        bool, Field(description="Let a model that is not on this machine be fetched from its hub.")
    ] = False
    auto_build: Annotated[
        bool,
        Field(description="Build the index when there is none, or when it does not match."),
    ] = True
    milvus: Annotated[
        MilvusSettings | None,
        Field(
            description="Milvus that holds the vectors, ``ASSISTANT_MILVUS__<FIELD>``; unset: files"
            " in the data directory."
        ),
    ] = None

    answer: Annotated[
        AnswerSettings, Field(description="Limits and thresholds, ``ASSISTANT_ANSWER__<FIELD>``.")
    ] = Field(default_factory=AnswerSettings)
    generation: Annotated[
        EndpointSettings | None,
        Field(description="Chat model that words answers, ``ASSISTANT_GENERATION__<FIELD>``."),
    ] = None
    cached_answers: Annotated[
        int,
        Field(ge=0, description="Answers that a process keeps for questions asked again; 0: none."),
    ] = 1_000
    max_conversations: Annotated[
        int, Field(ge=1, description="Conversations kept for clients that send an id.")
    ] = 10_000
    conversation_ttl_s: Annotated[
        float, Field(gt=0, description="Seconds after its last turn that a conversation is kept.")
    ] = 1_800.0

    host: Annotated[str, Field(description="Address the server listens on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port the server listens on.")] = 8000
    max_body_bytes: Annotated[
        int, Field(ge=1_000, description="Largest request body; larger ones get 413.")
    ] = 1_000_000
    max_upload_bytes: Annotated[
        int, Field(ge=1_000, description="Largest document sent; larger ones get 413.")
    ] = 20_000_000
    admin_key_hash: Annotated[
        str | None,
        Field(
            pattern="^[0-9a-fA-F]{64}$",
            repr=False,  # what does not match may be the key itself
            description="SHA-256, in hexadecimal, of the key that may change documents.",
        ),
    ] = None
    cors_origins: Annotated[
        list[str],
        Field(description="Origins whose pages may call the API: a JSON list."),
    ] = Field(default_factory=list)
    embed_origins: Annotated[
        list[Annotated[str, Field(pattern=ORIGIN)]],
        Field(
            description="Origins whose pages may show the chat in a frame: a JSON list,"
            ' ["https://portal.example.kz", "https://*.gov.example.kz"].'
        ),
    ] = Field(default_factory=list)
    mcp: Annotated[bool, Field(description="Serve the MCP tools at /mcp; needs the extra mcp.")] = (
        False
    )
    mcp_hosts: Annotated[
        list[str],
        Field(description="Host headers that /mcp answers to, a port or * after each colon."),
    ] = Field(default_factory=lambda: ["127.0.0.1:*", "localhost:*", "[::1]:*"])
    refresh_interval_s: Annotated[
        float, Field(gt=0, description="Seconds between looks for an index built elsewhere.")
    ] = 5.0
    database_url: Annotated[
        SecretStr | None,
        Field(
            description="Database of keys, feedback and questions, postgresql+psycopg://…;"
            " unset: SQLite in the data directory."
        ),
    ] = None
    require_key: Annotated[
        bool, Field(description="Ask for an API key of the scope read to ask and to search too.")
    ] = False
    rate_limit: Annotated[
        str | None,
        Field(
            pattern=RATE,
            description="Calls of one client address without a key, such as 120/minute.",
        ),
    ] = None
    key_rate_limit: Annotated[
        str | None, Field(pattern=RATE, description="Calls with one API key, such as 600/minute.")
    ] = None
    rate_limit_redis: Annotated[
        SecretStr | None,
        Field(
            description="Redis that counts for all replicas, redis://…; unset: each process counts"
            " its own."
        ),
    ] = None
    trusted_proxies: Annotated[
        list[str],
        Field(
            description="Addresses and networks of proxies whose X-Forwarded-For is believed:"
            " a JSON list."
        ),
    ] = Field(default_factory=list)
    keep_questions: Annotated[
        bool, Field(description="Keep the questions asked over HTTP, redacted.")
    ] = False
    retention_days: Annotated[
        float,
        Field(gt=0, le=MOST_DAYS, description="Days that feedback and questions are kept."),
    ] = 90.0
    max_top_k: Annotated[int, Field(ge=1, le=1_000, description="Largest top_k of a request.")] = 50
    max_concurrency: Annotated[
        int, Field(ge=1, description="Questions answered at once, in threads.")
    ] = 4
    max_waiting: Annotated[
        int, Field(ge=0, description="Questions that may wait; further ones get 503.")
    ] = 64
    request_timeout_s: Annotated[
        float, Field(gt=0, description="Time for one question; over it the client gets 504.")
    ] = 30.0
    otel_endpoint: Annotated[
        str | None,
        Field(
            pattern=COLLECTOR,
            description="OTLP/HTTP collector of traces, http://host:4318; needs the extra otel.",
        ),
    ] = None
    log_level: Annotated[
        str, Field(pattern="^(debug|info|warning|error)$", description="Least level logged.")
    ] = "info"

    @classmethod
    def load(cls, **overrides: Any) -> Self:
        """Settings from the environment, ``overrides`` that are not None winning.

        Raises:
            InvalidSettingError: naming the setting, what was received and what was expected, or
                the ``.env`` file that cannot be read. No secret is told.
        """
        try:
            return cls(**{key: value for key, value in overrides.items() if value is not None})
        except ValidationError as error:
            raise InvalidSettingError(_told(error.errors()[0])) from error
        except SettingsError as error:
            raise InvalidSettingError(f"settings cannot be read: {error}") from error
        except (UnicodeDecodeError, OSError) as error:
            file = Path(str(cls.model_config.get("env_file"))).absolute()
            message = f"{file}: cannot be read as text in UTF-8: {error}"
            raise InvalidSettingError(message) from error

    @property
    def index_dir(self) -> Path:
        """Directory of the index builds."""
        return self.data_dir / "index"


def _told(found: ErrorDetails) -> str:
    """An error in a line: the setting, what was received unless it may be secret, what was
    expected."""
    name = ENV_PREFIX + "__".join(str(part).upper() for part in found["loc"])
    field = _field(found["loc"])
    if field is None:
        return f"setting {name}: there is none of this name"
    if found["type"] == "missing":
        return f"setting {name}: missing, expected: {field.description}"
    return f"setting {name}: got {_shown(field, found['input'])}: {found['msg']}"


def _field(place: tuple[int | str, ...]) -> FieldInfo | None:
    """The field of a place; an item of a list is its list's. None where no field has the name."""
    fields, field = Settings.model_fields, None
    for name in place:
        if isinstance(name, str):
            field = fields.get(name)
            group = _group(field) if field else None
            fields = group.model_fields if group else {}
    return field


def _shown(field: FieldInfo, value: Any) -> str:
    """``value`` where it tells no secret; what is no plain value may hold one, and so may a whole
    group and the user of an address."""
    secret = not field.repr or SecretStr in _types(field) or _group(field)
    if secret or not isinstance(value, str | int | float):
        return "a value not shown"
    return _USER.sub("//…@", repr(value))


def _group(field: FieldInfo) -> type[BaseModel] | None:
    """The class of a field that is a group of settings."""
    classes = (one for one in _types(field) if isinstance(one, type))
    return next((one for one in classes if issubclass(one, BaseModel)), None)


def _types(field: FieldInfo) -> tuple[Any, ...]:
    """What a field may hold: itself, or the parts of a union."""
    return get_args(field.annotation) or (field.annotation,)
