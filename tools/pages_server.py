"""Serves a built site the way GitHub Pages does: below a path, gzipped, with its 404 page."""

import gzip
import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PREFIX = "/guide/"
mimetypes.add_type("text/javascript", ".mjs")


class PagesServer(ThreadingHTTPServer):
    """A server for one folder, on a free port of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = Path()

    @property
    def url(self) -> str:
        """The site's address, ending in a slash."""
        return f"http://127.0.0.1:{self.server_address[1]}{PREFIX}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PagesServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = self.server.root / path.removeprefix(PREFIX) if path.startswith(PREFIX) else None
        if file and file.is_dir() and not path.endswith("/"):
            self._send(301, b"", {"Location": f"{path}/"})
            return
        if file and file.is_dir():
            file = file / "index.html"
        if file and file.is_file():
            self._send_file(200, file)
        else:
            self._send_file(404, self.server.root / "404.html")

    def _send_file(self, status: int, file: Path) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind}
        body = file.read_bytes()
        if kind.startswith("text/") or kind in ("application/json", "image/svg+xml"):
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self._send(status, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
