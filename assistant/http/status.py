"""The status of a response, seen as it is sent."""

from starlette.types import Message, Send


class WatchedSend:
    """Passes messages on, and keeps the status of the response: 500 for one that never began, which
    is what a client sees of it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 500

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
