"""A small Hub on this machine: the few answers that its client asks for to fetch a card."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def commit(revision: str) -> str:
    """The commit that a revision names."""
    return hashlib.sha1(revision.encode(), usedforsecurity=False).hexdigest()


class _Hub(BaseHTTPRequestHandler):
    cards: dict[str, str]
    gated: frozenset[str]

    def do_HEAD(self) -> None:  # the name is that of the library
        self._answer(body=False)

    def do_GET(self) -> None:  # the name is that of the library
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if url.path == "/api/models":
            [owner] = parse_qs(url.query)["author"]
            found = [{"id": one} for one in self.cards if one.startswith(f"{owner}/")]
            self._send(200, json.dumps(found).encode(), body, {"Content-Type": "application/json"})
            return
        if len(parts) == 5 and parts[2] == "resolve":
            repository, revision = "/".join(parts[:2]), parts[3]
            if repository in self.gated:
                self._send(403, b"", body, {"X-Error-Code": "GatedRepo"})
            elif repository not in self.cards:
                self._send(404, b"", body, {"X-Error-Code": "RepoNotFound"})
            elif revision not in ("main", "v2"):
                self._send(404, b"", body, {"X-Error-Code": "RevisionNotFound"})
            elif not self.cards[repository]:
                self._send(
                    404,
                    b"",
                    body,
                    {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": commit(revision)},
                )
            else:
                text = self.cards[repository].replace("REVISION", revision)
                heads = {"ETag": f'"{revision}-{len(text)}"', "X-Repo-Commit": commit(revision)}
                self._send(200, text.encode(), body, heads)
            return
        self._send(404, b"", body, {})

    def _send(self, code: int, data: bytes, body: bool, heads: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in heads.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hub(cards: dict[str, str], gated: frozenset[str] = frozenset()) -> Iterator[str]:
    """The address of a Hub that holds these cards by id; an empty text is a model without one."""
    handler = type("Hub", (_Hub,), {"cards": cards, "gated": gated})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
