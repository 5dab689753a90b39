"""gunicorn as we run it, by `make run` and by gunicorn.conf.py alike: what it refuses by itself, before Django
sees it, is told in Chinese and on our own page too."""

import socket

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.workers.sync import SyncWorker

# As long as gunicorn takes; of Chinese letters, nine bytes each, these are 900.
LONGEST_REQUEST_LINE = 8190
# What a browser still sends must be read, or it shows a lost connection instead of the page.
DRAINED_BYTES = 256 * 1024
DRAIN_SECONDS = 0.3

STATUS_LINES = {
    LimitRequestLine: "414 URI Too Long",
    LimitRequestHeaders: "431 Request Header Fields Too Large",
}


class Worker(SyncWorker):
    def handle_error(self, req, client, addr, exc):
        status = STATUS_LINES.get(type(exc))
        if status is None:
            return super().handle_error(req, client, addr, exc)
        self.log.warning("%s: %s", status, exc)
        return refuse(client, status)


OPTIONS = {"limit_request_line": LONGEST_REQUEST_LINE, "worker_class": Worker}


def refuse(client, status):
    """Answer a connection whose request was never read to its end."""
    from cms.door.errors import too_long_address  # noqa: PLC0415  (needs Django, which a worker loads late)

    page = too_long_address().content
    head = (
        f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    try:
        client.sendall(head.encode() + page)
        client.shutdown(socket.SHUT_WR)
        _drain(client)
    except OSError:
        # Whoever asked has gone.
        return


def _drain(client):
    client.settimeout(DRAIN_SECONDS)
    left = DRAINED_BYTES
    while left > 0 and (read := client.recv(min(left, 65536))):
        left -= len(read)
