"""A Maven repository on loopback, with made-up jars."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from zipfile import ZipFile

from graph.store.release import Jar, Release


def made(entries: dict[str, bytes]) -> bytes:
    """A jar with these entries."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()


class Repository:
    """Serves ``content`` by path, unless told to lie; counts what it is asked."""

    def __init__(self, count: int = 12) -> None:
        self.content = {}
        self.jars = []
        self.wrong: set[str] = set()
        self.cut: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.address = ""
        for i in range(count):
            data = made({"Content.class": f"jar {i} ".encode() * (10_000 * (i + 1))})
            digest = hashlib.sha256(data).hexdigest()
            jar = Jar("org.example", f"part-{i:02}", "1.0", None, digest, len(data))
            self.jars.append(jar)
            self.content[f"/m2/{jar.path}"] = data

    @property
    def size(self) -> int:
        return sum(jar.size for jar in self.jars)

    @property
    def release(self) -> Release:
        release = Release("1.0.0")
        release.__dict__["lock"] = self.lock
        return release

    @property
    def lock(self) -> str:
        return "".join(f"{jar}\n" for jar in self.jars)

    def answer(self, path: str) -> tuple[bytes, int] | None:
        """The bytes to send, and the size to announce."""
        self.asked[path] += 1
        data = self.content.get(path)
        if data is None:
            return None
        name = path.rpartition("/")[2]
        if name in self.wrong:
            return b"?" + data[1:], len(data)
        return (data[: len(data) // 2], len(data)) if name in self.cut else (data, len(data))


@contextmanager
def serve(repository: Repository) -> Iterator[Repository]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = repository.answer(self.path)
            if answer is None:
                self.send_error(404)
                return
            data, size = answer
            self.send_response(200)
            self.send_header("content-length", str(size))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        repository.address = f"http://127.0.0.1:{server.server_port}/m2"
        try:
            yield repository
        finally:
            server.shutdown()
            thread.join()
