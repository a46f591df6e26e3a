"""A page that holds nothing but the map engine, served on loopback under the board's own script policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "dashboards" / "assets"
PAGE = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'"
)


def asset_scripts() -> list[Path]:
    """The scripts of the map in the order in which Dash loads them: by name."""
    return sorted([ASSETS / "wrap.js", *ASSETS.glob("map*.js")])


def page() -> bytes:
    """The page, with a tag for every script of the assets."""
    tags = "\n".join(f'<script src="/assets/{script.name}"></script>' for script in asset_scripts())
    return (PAGE / "index.html").read_text("utf-8").replace("<!-- assets -->", tags).encode()


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        folder, _, name = path.lstrip("/").partition("/")
        return str({"assets": ASSETS, "page": PAGE}.get(folder, PAGE) / Path(name).name)

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        body = page()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name the library gives it)
        """Say nothing: a test's output is for failures."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the page on a free port of loopback; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
