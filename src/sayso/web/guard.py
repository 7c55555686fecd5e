"""The guard at the desk's door: who may ask, what may be asked, and what a page may do in a browser.

Invariant: every answer, errors included, carries the headers; nothing that another site has a browser send changes
anything here.
"""

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.dossier.html import dossier_policy

__all__ = ["DOSSIER", "SANDBOX", "Guard", "Terms"]

# A page elsewhere can have its own name resolve to 127.0.0.1; its browser then still sends that name.
HOSTS = frozenset({"127.0.0.1", "localhost"})
METHODS = frozenset({"GET", "HEAD", "POST"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# What an answer may say for itself instead; whatever else it says is not sent.
DOSSIER = f"{dossier_policy()}; frame-ancestors 'none'"
POLICIES = frozenset({POLICY, SANDBOX, DOSSIER})
_SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would have forms sent without an origin, by which the guard tells them from those of other sites.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _SWITCHED_OFF),
    "X-Permitted-Cross-Domain-Policies": "none",
}
_PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_YEAR = "max-age=31536000"
_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the guard goes by: whether people log in (else this machine alone is answered), and what the desk goes by
    beside the names of this machine: the `names` of hosts, for which a proxy speaks, and `addresses` at which it is
    reached without one. Both are in lower case.
    """

    shared: bool = False
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


class Guard:
    """ASGI middleware: refuses foreign hosts, methods and forms, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, terms: Terms) -> None:
        self._app = app
        self._terms = terms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or have the application answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = _as_told(scope, self._terms)
        begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _guard(MutableHeaders(scope=message), asked)
            await send(message)

        try:
            await (_refusal(asked, self._terms) or self._app)(asked, receive, send_guarded)
        except Exception:
            if not begun:
                told = PlainTextResponse("That did not work; the desk's own terminal says why.", 500)
                await told(asked, receive, send_guarded)
            raise


def _guard(headers: MutableHeaders, scope: Scope) -> None:
    headers.update(HEADERS)
    if headers.get("content-security-policy") not in POLICIES:
        headers["Content-Security-Policy"] = POLICY
    # Scripts and styles may be kept, and are asked about each time; of pages nothing stays on a machine.
    lasting = scope["path"].startswith("/static/") or scope["path"] == "/style.css"
    headers["Cache-Control"] = "no-cache" if lasting else "no-store"
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = _YEAR


def _as_told(scope: Scope, terms: Terms) -> Scope:
    """The request as the proxy before a named host tells of it: over https or not, and from where."""
    headers = Headers(scope=scope)
    if _name_of(headers.get("host", "")) not in terms.names:
        return scope
    told = dict(scope)
    if headers.get("x-forwarded-proto", "").strip().lower() == "https":
        told["scheme"] = "https"
    # The last address is the one that the proxy itself saw; those before it are what it was told.
    for line in headers.getlist("x-forwarded-for")[-1:]:
        if address := _address(line.rpartition(",")[2].strip()):
            told["client"] = (address, 0)
    return told


def _address(text: str) -> str:
    """An address as a proxy writes it, without port and brackets; "" where it is none."""
    bare = text.partition("]")[0][1:] if text.startswith("[") else text
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""


def _refusal(scope: Scope, terms: Terms) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    if not terms.shared and not _from_here(scope, headers):
        return PlainTextResponse("This desk is for one person at this machine; `sayso serve --people` shares it.", 403)
    if _name_of(headers.get("host", "")) not in HOSTS | terms.names | terms.addresses:
        return PlainTextResponse("This desk goes by another name; `sayso serve --name` adds one.", 421)
    if scope["method"] not in METHODS:
        return PlainTextResponse("The desk takes GET, HEAD and POST.", 405, {"Allow": "GET, HEAD, POST"})
    if scope["method"] == "POST" and not _from_own_page(scope, headers):
        return PlainTextResponse(
            "Forms are taken from the desk's own pages alone; programs show a token (Authorization: Bearer …).", 403
        )
    return None


def _from_here(scope: Scope, headers: Headers) -> bool:
    """Whether nobody but this machine can be asking: neither from elsewhere nor through a proxy."""
    if any(name in headers for name in _PROXIED):
        return False
    try:
        return scope["client"] is None or ipaddress.ip_address(scope["client"][0]).is_loopback
    except ValueError:
        return True  # no address: a socket of this machine


def _from_own_page(scope: Scope, headers: Headers) -> bool:
    """Whether a page of the desk sent this, or a program; no page of another site can add a token."""
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] == "same-origin"
    scheme = scope["scheme"]
    return _whole(scheme, headers.get("origin", "")) == _whole(scheme, f"{scheme}://{headers.get('host', '')}")


def _whole(scheme: str, origin: str) -> str:
    """An origin with its port, as browsers leave the usual one out."""
    told = origin.lower()
    return told if told.rpartition(":")[2].isdigit() else f"{told}:{_PORTS.get(scheme, '')}"


def _name_of(host: str) -> str:
    """The name in a Host header, without port and brackets."""
    name = host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    return name.strip("[]").lower() if name.startswith("[") else name.lower()
