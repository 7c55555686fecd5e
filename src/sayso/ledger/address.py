"""The address of a ledger on PostgreSQL: what `postgresql://…` says, and what the environment adds, as libpq has it.

Before `postgresql`. Invariant: a password is never part of what is shown.
"""

import getpass
import os
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sayso.errors import LedgerError

__all__ = ["Address", "read_address"]

_SOCKETS = (Path("/var/run/postgresql"), Path("/tmp"))  # noqa: S108 — where servers of Debian and of others listen
_SECURITY = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_KNOWN = frozenset({"host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "schema"})
_PASS_LINE = re.compile(r"((?:\\.|[^:\\])*):?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a ledger is on PostgreSQL: a schema in a database of a server. `host` may be a folder with its socket."""

    host: str
    port: int
    database: str
    user: str
    password: str
    schema: str
    sslmode: str
    sslrootcert: str | None

    @property
    def shown(self) -> str:
        """The address without its password."""
        host = quote(self.host, safe="") if self.local else self.host
        port = "" if self.port == 5432 else f":{self.port}"
        schema = "" if self.schema == "sayso" else f"?schema={quote(self.schema)}"
        return f"postgresql://{quote(self.user)}@{host}{port}/{quote(self.database)}{schema}"

    @property
    def local(self) -> bool:
        """Whether the server is reached by a socket in the file system."""
        return self.host.startswith("/")

    def connect(self, seconds: float) -> socket.socket:
        """A socket to the server, within `seconds`; later it waits as long as it takes, but not for a dead server."""
        if self.local:
            made = socket.socket(socket.AF_UNIX)
            made.settimeout(seconds)
            try:
                made.connect(f"{self.host}/.s.PGSQL.{self.port}")
            except OSError:
                made.close()
                raise
        else:
            made = socket.create_connection((self.host, self.port), seconds)
            _watch(made)
        made.settimeout(None)
        return made

    def security(self) -> ssl.SSLContext | bool | None:
        """How the connection is secured: False for plain, None for what the server offers, else by whose word."""
        if self.local or self.sslmode in ("disable", "allow"):
            return False
        if self.sslmode == "prefer":
            return None
        if self.sslmode == "require" and not self.sslrootcert:
            return True
        context = ssl.create_default_context(cafile=self.sslrootcert)
        context.check_hostname = self.sslmode == "verify-full"
        return context


def read_address(url: str, environment: Mapping[str, str] = os.environ) -> Address:
    """The address that `url` gives; what it leaves out is taken from `PGHOST`, `PGUSER` and so on, and `~/.pgpass`."""
    try:
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        port = parts.port
    except ValueError:
        raise LedgerError(f"{_WITHOUT_SECRET.sub('', url)} is no address; write postgresql://HOST/DATABASE") from None
    unknown = sorted(asked.keys() - _KNOWN)
    if unknown:
        raise LedgerError(f"an address of a ledger has no {unknown[0]!r}; it may have {', '.join(sorted(_KNOWN))}")
    user = unquote(parts.username or "") or asked.get("user") or environment.get("PGUSER") or getpass.getuser()
    known = Address(
        host=unquote(parts.hostname or "") or asked.get("host") or environment.get("PGHOST") or _default_host(),
        port=_port(port or asked.get("port") or environment.get("PGPORT") or 5432),
        database=unquote(parts.path[1:]) or asked.get("dbname") or environment.get("PGDATABASE") or user,
        user=user,
        password=unquote(parts.password or "") or asked.get("password") or environment.get("PGPASSWORD") or "",
        schema=asked.get("schema") or "sayso",
        sslmode=_sslmode(asked.get("sslmode") or environment.get("PGSSLMODE") or "prefer"),
        sslrootcert=asked.get("sslrootcert") or environment.get("PGSSLROOTCERT"),
    )
    return known if known.password else _with_password(known, environment)


_WITHOUT_SECRET = re.compile(r"(?<=//).*@")


def _default_host() -> str:
    return next((str(folder) for folder in _SOCKETS if (folder / ".s.PGSQL.5432").exists()), "localhost")


def _port(told: str | int) -> int:
    try:
        return int(told)
    except ValueError:
        raise LedgerError(f"the port of a ledger's server is a number, not {told!r}") from None


def _sslmode(told: str) -> str:
    if told not in _SECURITY:
        raise LedgerError(f"sslmode is one of {', '.join(_SECURITY)}, not {told!r}")
    return told


def _with_password(known: Address, environment: Mapping[str, str]) -> Address:
    from dataclasses import replace

    path = Path(environment.get("PGPASSFILE") or Path.home() / ".pgpass")
    host = "localhost" if known.local else known.host
    wanted = (host, str(known.port), known.database, known.user)
    for *pattern, password in _pass_lines(path):
        if len(pattern) == len(wanted) and all(p in ("*", w) for p, w in zip(pattern, wanted, strict=True)):
            return replace(known, password=password)
    return known


def _pass_lines(path: Path) -> Iterator[list[str]]:
    # As libpq does, a file that others may read is passed over.
    with suppress(OSError, UnicodeError):
        if path.stat().st_mode & 0o077 == 0:
            for line in path.read_text(encoding="utf-8").splitlines():
                if line and not line.startswith("#"):
                    fields = [re.sub(r"\\(.)", r"\1", field) for field in _PASS_LINE.findall(line)]
                    yield fields[:5]


def _watch(made: socket.socket) -> None:
    """Let the system notice within two minutes that a silent server is gone."""
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4), ("TCP_USER_TIMEOUT", 120_000)):
        if hasattr(socket, name):
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
