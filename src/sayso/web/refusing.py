"""A form that was refused comes back on the page that it stands on, with what was typed and why it was refused.

Under the pages. Invariant: nothing that somebody typed is lost because it was refused, with scripts or without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from sayso.errors import UsageError

__all__ = ["NOTHING", "Refused", "RefusedFormError", "come_back", "refused_of"]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a form was refused, which one on its page ("" where that has no name), and what was told in its fields."""

    why: str
    form: str
    told: Mapping[str, str]

    def reason(self, form: str) -> str:
        """What is said beside this form; "" where it was another one that was refused, or none."""
        return self.why if self.form == form else ""

    def typed(self, form: str, field: str, otherwise: str = "") -> str:
        """What was typed into a field of this form; where another one was refused, or none, what stands there else."""
        return self.told.get(field, otherwise) if self.why and self.form == form else otherwise


NOTHING = Refused("", "", {})


class RefusedFormError(UsageError):
    """A form was refused: `back` is the address that it stands at, `status` that of the answer."""

    def __init__(self, refused: Refused, back: str, status: int) -> None:
        super().__init__(refused.why)
        self.refused, self.back, self.status = refused, back, status


def refused_of(request: Request) -> Refused:
    """What was refused and is to be told on the page that answers this request."""
    told: Refused = getattr(request.state, "refused", NOTHING)
    return told


async def come_back(request: Request, error: RefusedFormError) -> Response:
    """The page that a refused form stands on, as if it had been asked for anew by whoever sent the form."""
    request.state.refused = error.refused
    parts = urlsplit(error.back)
    place = {"path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode()}
    scope: Scope = {**request.scope, **place, "method": "GET"}
    for route in request.app.routes:
        match, found = route.matches(scope)
        if match is Match.FULL and isinstance(route, Route):
            answer: Response = await route.endpoint(Request({**scope, **found}))
            answer.status_code = error.status
            return answer
    raise HTTPException(error.status, error.refused.why)
