"""A desk served on loopback for as long as it is needed: by the tests in a browser, and to take pictures of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from sayso.web import create_app

__all__ = ["served", "served_app"]


def served(ledger: Path | str) -> AbstractContextManager[str]:
    """The address of a desk over a ledger."""
    return served_app(create_app(str(ledger)))


@contextmanager
def served_app(app: Starlette) -> Iterator[str]:
    """The address at which an application answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # whoever comes before the server has started waits
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
