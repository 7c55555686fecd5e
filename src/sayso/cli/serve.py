"""`sayso serve`: the desk, in a browser on this machine, or of several people who log in."""

import os
import socket
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress

from sayso.cli.command import Command, ledger_of
from sayso.cli.terminal import complain
from sayso.errors import UsageError

HOST = "127.0.0.1"  # no other machine reaches it
_WILD = ("0.0.0.0", "::")  # noqa: S104 — every address of this machine, none of which is a name for it


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--port", metavar="N", type=_port, default=8765, help="8765 by default; 0 for any free one")
    shared = parser.add_argument_group("for several people")
    shared.add_argument(
        "--people",
        metavar="FILE",
        help="people log in, as `sayso people` wrote them here; else SAYSO_PEOPLE, else nobody needs to",
    )
    shared.add_argument(
        "--host",
        metavar="ADDRESS",
        default=HOST,
        help=f"answer at this address; only with --people another than {HOST}",
    )
    shared.add_argument(
        "--name",
        metavar="HOST",
        dest="names",
        action="append",
        default=[],
        help="a name that the desk goes by behind a proxy, such as desk.example; again for more",
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


def _run(options: Namespace) -> int:
    import uvicorn

    from sayso.ledger import open_ledger

    ledger, people = ledger_of(options), options.people or os.environ.get("SAYSO_PEOPLE", "")
    _check(options, people)
    with open_ledger(ledger, create=False):
        pass  # a missing ledger is to be said now, not on the first page
    with _listen(options.host, options.port) as listening:
        address, port = listening.getsockname()[:2]
        # The desk is started by name, as any ASGI server would start it.
        os.environ.update(
            SAYSO_LEDGER=ledger,
            SAYSO_PEOPLE=people,
            SAYSO_NAMES=" ".join(options.names),
            # No name: who asks at this address is not believed where they come from, as a proxy is.
            SAYSO_ADDRESSES="" if address in (HOST, *_WILD) else address,
        )
        shown = f"[{address}]" if ":" in address else address
        complain(f"the desk is at http://{shown}:{port}/ (Ctrl-C ends it)")
        config = uvicorn.Config(
            "sayso.web:create_app",
            factory=True,
            log_level="warning",
            server_header=False,
            proxy_headers=False,  # the desk's guard says whose word is taken for where a request comes from
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    return 0


def _check(options: Namespace, people: str) -> None:
    """Whoever opens the desk to others says who they are, before anybody can reach it."""
    from sayso.people import PeopleFile

    if people:
        PeopleFile(people).view()
    elif options.host != HOST or options.names:
        raise UsageError(
            "a desk that other machines reach needs people who log in: "
            "`sayso people add NAME --role administer`, then `sayso serve --people people.json`"
        )


def _listen(host: str, port: int) -> socket.socket:
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)[0]
    except OSError as error:
        raise UsageError(f"{host!r} is no address of this machine, such as 192.0.2.7 or 0.0.0.0") from error
    listening = socket.socket(kind)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen()  # who comes between the line printed and the server's start waits
    except OSError as error:
        listening.close()
        raise UsageError(f"port {port} cannot be had: {error.strerror}; choose another with --port") from error
    return listening


COMMAND = Command(
    name="serve",
    help="show the ledger in a browser, on this machine alone or to people who log in",
    example="sayso serve --port 8765",
    add_options=_add_options,
    run=_run,
)
