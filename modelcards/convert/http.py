"""Cards at `http` and `https` addresses, from servers that may mean harm.

A body is read up to the size of one card, and all of an answer within the time of one card: name,
headers, body, and the answers that only lead on. It is led on a few times, and never to another
scheme. What a server does wrong is one line.
"""

from __future__ import annotations

import http.client
import re
import socket
import string
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from modelcards import __version__
from modelcards.errors import NotFoundError, ReadError
from modelcards.limits import DEFAULT_LIMITS

MOST_BYTES = 4 * DEFAULT_LIMITS.characters + 4
REDIRECTS = 5
_CHUNK = 1 << 16
_GONE = (404, 410)
_MOVED = (301, 302, 303, 307, 308)
_WHOLE = (200, 203)
_LINK = re.compile(r"""<a\s[^>]{0,500}?href\s*=\s*["']?([^"'\s>]{1,2000})""", re.I)


def is_web(url: str) -> bool:
    """Whether a URL is read here.

    >>> is_web("https://example.org/a.md"), is_web("s3://cards/a.md")
    (True, False)
    """
    return url.lower().startswith(("http://", "https://"))


def read_web(url: str, timeout: float, most: int = MOST_BYTES) -> bytes:
    """The bytes at an address, the first `most` of them; all within `timeout` seconds.

    Raises:
        NotFoundError: the server says that there is nothing.
        ReadError: another fault of the address, the network or the server.
    """
    watch = _Watch(time.monotonic() + timeout)
    try:
        with watch:
            data = _body(url, watch, most)
        if watch.expired:  # a connection that was ended looks like one that came to its end
            raise TimeoutError
        return data
    except urllib.error.HTTPError as error:
        with error:
            if error.code in _GONE:
                raise NotFoundError(f"no such file: {url}") from None
            said = f"the server answers {error.code} {_clean(error.reason)}".rstrip()
    except urllib.error.URLError as error:
        said = _clean(error.reason)
    except http.client.InvalidURL as error:
        said = f"the address is none ({_clean(error)})"
    except http.client.IncompleteRead:
        said = "the answer ends before its length"
    except http.client.HTTPException as error:
        said = f"the answer is no HTTP ({type(error).__name__} {_clean(error)})".replace(" )", ")")
    except TimeoutError:
        said = _late(timeout)
    except (OSError, ValueError) as error:
        said = _clean(error)
    raise ReadError(f"cannot read {url}: {_late(timeout) if watch.expired else said}")


def _late(timeout: float) -> str:
    return f"it took longer than {timeout:g} seconds"


def listed(url: str, timeout: float) -> list[str]:
    """The addresses below `url`, a page that lists what a folder holds, in its order.

    Raises:
        NotFoundError, ReadError: as for `read_web`.
    """
    page = read_web(url, timeout, _CHUNK * 64).decode("utf-8", "replace")
    found = [place for target in _LINK.findall(page) if (place := _joined(url, target))]
    return list(dict.fromkeys(one for one in found if one.startswith(url) and one != url))


def _joined(url: str, target: str) -> str | None:
    """Where a link of a page leads, None where its author wrote no address."""
    try:
        return urldefrag(urljoin(url, target))[0]
    except ValueError:
        return None


def _body(url: str, watch: _Watch, most: int) -> bytes:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(), urllib.request.UnknownHandler(),
        _Web(watch),
    ):  # fmt: skip
        opener.add_handler(handler)
    for _ in range(REDIRECTS + 1):
        request = urllib.request.Request(url, headers={"User-Agent": f"modelcards/{__version__}"})
        try:
            answer = opener.open(request, timeout=watch.left())
        except urllib.error.HTTPError as error:
            target = error.headers.get("Location") if error.code in _MOVED else None
            if target is None:
                raise
            error.close()  # its body is not read: it may have no end
            url = _led_on(url, target)
            continue
        with answer:
            if answer.status not in _WHOLE:
                raise ValueError(f"the server answers {answer.status} {_clean(answer.reason)}")
            if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise ValueError("the server sends it compressed, though nobody asked for that")
            if not (answer.headers.get("Content-Length") or "0").strip().isdecimal():
                raise ValueError("the server states a length that is no number")
            return _read(answer, most)
    raise ValueError(f"it leads on more than {REDIRECTS} times")


def _led_on(url: str, target: str) -> str:
    """Where a redirect leads, with what no address may hold escaped."""
    # Headers are read as ISO 8859-1; what they mean is bytes.
    place = urljoin(url, quote(target.strip(), safe=string.punctuation, encoding="iso-8859-1"))
    if urlsplit(place).scheme.lower() != urlsplit(url).scheme.lower():
        raise ValueError(f"it leads to another scheme: {_clean(place)}")
    return place


def _read(answer: Any, most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while left > 0 and (part := answer.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    if left > 0 and answer.length:
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)


def _clean(said: object) -> str:
    line = " ".join(str(said).split())
    return line[:200]


class _Watch:
    """Ends a connection when its time is up, in the midst of a header as well."""

    def __init__(self, end: float) -> None:
        self.expired = False
        self._end = end
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, end - time.monotonic()), self._stop)
        self._timer.daemon = True

    def left(self) -> float:
        """The seconds that are left, never none: none would mean no limit."""
        return max(0.001, self._end - time.monotonic())

    def follow(self, connection: http.client.HTTPConnection) -> None:
        """Take a connection that has just been made."""
        sock = connection.sock
        if sock is not None:
            sock.settimeout(self.left())
            self._sockets.append(sock)

    def _stop(self) -> None:
        self.expired = True
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


class _Web(urllib.request.AbstractHTTPHandler):
    """Opens both kinds of addresses with connections that the watch can end."""

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_

    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_followed(http.client.HTTPConnection, self._watch), req)

    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_followed(http.client.HTTPSConnection, self._watch), req)


def _followed(
    kind: type[http.client.HTTPConnection], watch: _Watch
) -> Callable[..., http.client.HTTPConnection]:
    def connection(*given: Any, **named: Any) -> http.client.HTTPConnection:
        made = kind(*given, **named)
        connect = made.connect

        def followed() -> None:
            connect()
            watch.follow(made)

        made.connect = followed  # type: ignore[method-assign]  # a class for each kind says it twice
        return made

    return connection
