"""A desk served on loopback for as long as it is needed: by the tests in a browser, and to take pictures of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sayso.web import create_app

__all__ = ["served"]


@contextmanager
def served(ledger: Path | str) -> Iterator[str]:
    """The address of a desk over a ledger."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # whoever comes before the server has started waits
        server = uvicorn.Server(uvicorn.Config(create_app(str(ledger)), log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
