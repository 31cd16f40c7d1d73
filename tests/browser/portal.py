"""A portal on an origin of its own that shows the widget."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_PAGE = """<!doctype html><html lang="kk"><head><title>Портал</title></head>
<body><h1>Портал</h1><script src="{widget}/widget.js" data-language="kk" async></script></body>
</html>"""


class _Portal(BaseHTTPRequestHandler):
    """``/?widget=ADDRESS``: a page with the widget of the server at ADDRESS, and a strict policy
    that lets nothing in but it."""

    def do_GET(self) -> None:
        widget = parse_qs(urlsplit(self.path).query).get("widget", [""])[0]
        policy = f"default-src 'none'; script-src {widget}; frame-src {widget}; img-src 'self'"
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-security-policy", policy)
        self.end_headers()
        self.wfile.write(_PAGE.format(widget=widget).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@contextmanager
def serve_portal() -> Iterator[int]:
    """The port of the portal, at 127.0.0.1 and localhost: two origins to a browser."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Portal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
