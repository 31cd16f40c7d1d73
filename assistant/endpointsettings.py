"""Settings of a chat model's endpoint."""

from typing import Annotated

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, SecretStr


class EndpointSettings(BaseModel):
    """Where the model is and how long to wait for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: Annotated[AnyHttpUrl, Field(description="Address up to and including /v1.")]
    model: Annotated[str, Field(min_length=1, description="Name of the model at the endpoint.")]
    api_key: Annotated[SecretStr | None, Field(description="Sent as a bearer token.")] = None
    timeout_s: Annotated[
        float, Field(gt=0, le=300, description="Time for an answer, retries included.")
    ] = 20.0
    retries: Annotated[int, Field(ge=0, le=5, description="Tries after the first one.")] = 2
    max_tokens: Annotated[int, Field(ge=16, description="Longest reply, in tokens.")] = 400
    stream: Annotated[bool, Field(description="Ask for the reply as a stream.")] = False
