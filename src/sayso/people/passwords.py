"""Passwords and tokens: how they are made, what is kept of them, and whether one fits.

Invariant: what is kept gives no secret away, and telling whether one fits takes as long where nobody has the name.
"""

import hashlib
import hmac
import secrets
import threading
import unicodedata

from sayso.errors import UsageError
from sayso.people.accounts import Password

__all__ = ["fits", "hash_password", "make_password", "make_token", "token_digest"]

LEAST, MOST = 12, 256  # characters of a password
COST = (2**15, 8, 3)  # n, r, p of scrypt: 32 MB and a quarter of a second; OWASP's cheat sheet on storing passwords

# Several at once would take the server's memory and cores: whoever tries passwords waits for one another.
_one_at_a_time = threading.Lock()


def hash_password(text: str) -> Password:
    """What is kept of a password. Raises `UsageError` where it is too short, or longer than anybody types."""
    if not LEAST <= len(text) <= MOST:
        raise UsageError(f"a password has {LEAST} to {MOST} characters; several words are easy to remember")
    salt, (n, r, p) = secrets.token_bytes(16), COST
    return Password(salt.hex(), n, r, p, _digest(text, salt, n, r, p))


def fits(password: Password | None, text: str) -> bool:
    """Whether this is the password; where there is none, as slowly, no."""
    kept = password or Password("00" * 16, *COST, "00" * 32)
    found = _digest(text[: MOST + 1], bytes.fromhex(kept.salt), kept.n, kept.r, kept.p)
    return hmac.compare_digest(found, kept.digest) and password is not None


def make_password() -> str:
    """A password that nobody can guess, for somebody who is to change it."""
    return secrets.token_urlsafe(15)


def make_token() -> str:
    """The secret of a token: 256 bits, with a word before them by which a leaked one is known for what it is."""
    return f"sayso_{secrets.token_urlsafe(32)}"


def token_digest(secret: str) -> str:
    """What is kept of a token's secret. It cannot be guessed, so that a fast digest is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(text: str, salt: bytes, n: int, r: int, p: int) -> str:
    # One form for what keyboards write in several ways (RFC 8265).
    told = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    with _one_at_a_time:
        return hashlib.scrypt(told, salt=salt, n=n, r=r, p=p, maxmem=256 * n * r, dklen=32).hex()
