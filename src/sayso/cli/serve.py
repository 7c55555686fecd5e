"""`sayso serve`: the desk, in a browser on this machine."""

import os
import socket
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import complain
from sayso.errors import UsageError

HOST = "127.0.0.1"  # no other machine reaches it


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--port", metavar="N", type=_port, default=8765, help="8765 by default; 0 for any free one")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


def _run(options: Namespace) -> int:
    import uvicorn

    from sayso.ledger import open_ledger

    ledger = ledger_of(options)
    with open_ledger(ledger, create=False):
        pass  # a missing ledger is to be said now, not on the first page
    os.environ["SAYSO_LEDGER"] = ledger  # the desk is started by name, as any ASGI server would start it
    with _listen(options.port) as listening:
        complain(f"the desk is at http://{HOST}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
        config = uvicorn.Config("sayso.web:create_app", factory=True, log_level="warning", server_header=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # who comes between the line printed and the server's start waits
    except OSError as error:
        listening.close()
        raise UsageError(f"port {port} cannot be had: {error.strerror}; choose another with --port") from error
    return listening


COMMAND = Command(
    name="serve",
    help="show the ledger in a browser, on this machine alone",
    example="sayso serve --port 8765",
    add_options=_add_options,
    run=_run,
)
