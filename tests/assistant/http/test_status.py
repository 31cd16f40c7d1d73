import anyio
from starlette.types import Message

from assistant.http.status import WatchedSend


def test_the_status_is_kept_and_messages_pass() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def respond() -> WatchedSend:
        watched = WatchedSend(send)
        assert watched.status == 500  # of a response that never began
        await watched({"type": "http.response.start", "status": 204, "headers": []})
        await watched({"type": "http.response.body", "body": b""})
        return watched

    assert anyio.run(respond).status == 204
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
