"""A server on this machine that answers as the path of an address asks, mostly wrong."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CARD = b"# Alder-7B\n"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def _listing(links: list[str]) -> bytes:
    page = "".join(f'<a href="{link}">x</a>\n' for link in links).encode()
    return _HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page


ANSWERS: dict[str, bytes] = {
    "/card.md": _HEAD + b"Content-Length: %d\r\n\r\n" % len(CARD) + CARD,
    "/no-length.md": _HEAD + b"\r\n" + CARD,
    "/chunked.md": _HEAD + b"Transfer-Encoding: chunked\r\n\r\nb\r\n" + CARD + b"\r\n0\r\n\r\n",
    "/gone.md": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "/fault.md": b"HTTP/1.1 500 \x1b[31mInternal\r\nContent-Length: 0\r\n\r\n",
    "/part.md": b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\n#",
    "/status.md": b"HTTP/1.1 9999 Who\r\n\r\n",
    "/no-status.md": b"\x00\x01\x02garbage\r\n\r\n",
    "/empty.md": b"",
    "/short.md": _HEAD + b"Content-Length: 5000\r\n\r\n" + CARD,
    "/bad-length.md": _HEAD + b"Content-Length: many\r\n\r\n" + CARD,
    "/bad-chunk.md": _HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + CARD,
    "/long-header.md": _HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "/many-headers.md": _HEAD + b"X: a\r\n" * 500 + b"\r\n",
    "/packed.md": _HEAD + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08",
    "/moved.md": b"HTTP/1.1 302 Found\r\nLocation: /card.md\r\n\r\n",
    "/moved-nowhere.md": b"HTTP/1.1 302 Found\r\n\r\n",
    "/moved-to-file.md": b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
    "/moved-to-ftp.md": b"HTTP/1.1 301 Moved\r\nLocation: ftp://127.0.0.1/a.md\r\n\r\n",
    "/moved-to-https.md": b"HTTP/1.1 308 Moved\r\nLocation: https://127.0.0.1:1/a.md\r\n\r\n",
    "/moved-to-garbage.md": b"HTTP/1.1 302 Found\r\nLocation: http://[::bad/\x80\x01\r\n\r\n",
    **{f"/hop{n}.md": b"HTTP/1.1 307 Moved\r\nLocation: /hop%d.md\r\n\r\n" % (n - 1)
       for n in range(1, 7)},
    "/hop0.md": _HEAD + b"\r\n" + CARD,
    "/circle.md": b"HTTP/1.1 302 Found\r\nLocation: /circle.md\r\n\r\n",
    "/folder/": _listing(["a.md", "b.md", "b.md", "x.bin", "../card.md", "http://[o/x.md", "in/"]),
    "/folder/in/": _listing(["c.md", "../a.md"]),
    "/folder/a.md": _HEAD + b"\r\n# Alder-7B\n",
    "/folder/b.md": _HEAD + b"\r\n# Birch-7B\n",
    "/folder/in/c.md": _HEAD + b"\r\n# Cedar-7B\n",
}  # fmt: skip

ENDLESS: dict[str, tuple[bytes, bytes, float]] = {
    "/trickle-body.md": (_HEAD + b"Content-Length: 9000\r\n\r\n", b"#", 0.05),
    "/trickle-head.md": (_HEAD, b"X: a\r\n", 0.05),
    "/go-on.md": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
    "/silent.md": (_HEAD, b"", 0.05),
    "/flood.md": (_HEAD + b"\r\n", b"# A\n" * 16_000, 0.0),
    "/flood-moved.md": (b"HTTP/1.1 302 Found\r\nLocation: /card.md\r\n\r\n", b"x" * 60_000, 0.0),
}
"""What comes first, and then again and again with so many seconds between."""


def _serve(connection: socket.socket, sent: list[int]) -> None:
    with connection, suppress(OSError):
        asked = connection.recv(65_536).split(b" ")
        path = asked[1].decode("latin-1") if len(asked) > 1 else ""
        if path in ENDLESS:
            first, again, pause = ENDLESS[path]
            connection.sendall(first)
            while True:
                connection.sendall(again)
                sent[0] += len(again)
                time.sleep(pause)
        connection.sendall(ANSWERS.get(path, ANSWERS["/gone.md"]))


@contextmanager
def bad_server() -> Iterator[tuple[str, list[int]]]:
    """The address of the server while it runs, and how many bytes it sent without an end."""
    sent = [0]
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=_serve, args=(connection, sent), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", sent
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
