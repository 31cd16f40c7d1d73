"""Settings of a Milvus that holds the vectors."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

import index

MILVUS_URI = r"^(https?://[^\s/?#@]+(/\w*)?|[^:?#@]+\.db)$"
"""An address without a user, whose secret every listing of the settings would tell, or a path."""


class MilvusSettings(BaseModel):
    """Where it is, and how long to wait for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    uri: Annotated[
        str,
        Field(
            pattern=MILVUS_URI,
            description="Milvus that holds the vectors, http://host:19530, or a Milvus Lite file,"
            " a path that ends in .db; needs the extra milvus.",
        ),
    ]
    token: Annotated[
        SecretStr | None, Field(description="Of Milvus: user:password, or an API key.")
    ] = None
    prefix: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$",
            description="What the names of our collections in Milvus begin with.",
        ),
    ] = "kz_ai_assistant"
    timeout_s: Annotated[
        float, Field(gt=0, le=60, description="Time for Milvus to answer a search, in seconds.")
    ] = 5.0
    build_timeout_s: Annotated[
        int, Field(ge=1, description="Time for each step of writing to Milvus, in whole seconds.")
    ] = 600

    def connection(self) -> "index.MilvusSettings":
        """The same, as the index takes it."""
        return index.MilvusSettings(
            uri=self.uri,
            token=self.token.get_secret_value() if self.token else None,
            prefix=self.prefix,
            timeout_s=self.timeout_s,
            build_timeout_s=self.build_timeout_s,
        )
