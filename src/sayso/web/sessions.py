"""Who is logged in, in memory alone: when the desk ends, so do all sessions.

Under the door. Invariant: what is held opens no session; of what does, only the person's browser has a copy.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

__all__ = ["ABSOLUTE", "IDLE", "Session", "Sessions"]

IDLE, ABSOLUTE = 2 * 3600.0, 12 * 3600.0  # seconds: a break, a working day
_MOST = 20  # sessions of one person: the oldest ends


@dataclass(frozen=True, slots=True)
class Session:
    """A person's stay: which account it opens (`mark` is of the role and password it began with), since when, and from
    where. `id` tells it from others and opens nothing.
    """

    id: str
    name: str
    mark: str
    address: str
    began: float
    seen: float


class Sessions:
    """All sessions, by the digest of what opens them."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._held: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, mark: str, address: str) -> str:
        """A new session; what opens it is given here and nowhere else."""
        secret, now = secrets.token_urlsafe(32), self._now()
        with self._lock:
            self._held = {digest: session for digest, session in self._held.items() if self._lasts(session)}
            for digest, _ in self._of(name)[: 1 - _MOST]:
                del self._held[digest]
            self._held[_digest(secret)] = Session(secrets.token_hex(6), name, mark, address, now, now)
        return secret

    def find(self, secret: str) -> Session | None:
        """The session that this opens, seen now."""
        digest = _digest(secret)
        with self._lock:
            session = self._held.get(digest)
            if session is None or not self._lasts(session):
                self._held.pop(digest, None)
                return None
            self._held[digest] = replace(session, seen=self._now())
            return session

    def end(self, secret: str) -> None:
        """Ends the session that this opens."""
        with self._lock:
            self._held.pop(_digest(secret), None)

    def end_one(self, name: str, ident: str) -> bool:
        """Ends the session of this person with this id; whether there was one."""
        with self._lock:
            found = [digest for digest, session in self._of(name) if session.id == ident]
            for digest in found:
                del self._held[digest]
            return bool(found)

    def of(self, name: str, mark: str) -> tuple[Session, ...]:
        """The sessions of a person that began with this mark and last, the oldest first."""
        with self._lock:
            return tuple(held for _, held in self._of(name) if held.mark == mark and self._lasts(held))

    def _of(self, name: str) -> list[tuple[str, Session]]:
        return [(digest, session) for digest, session in self._held.items() if session.name == name]

    def _lasts(self, session: Session) -> bool:
        now = self._now()
        return now - session.seen < IDLE and now - session.began < ABSOLUTE


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
