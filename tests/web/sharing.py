"""A desk that several share, for tests: its people, its clock, and browsers logged in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from sayso.people import PeopleFile, Role, add_person, add_token, hash_password, make_token
from sayso.web import create_app

HERE = "http://127.0.0.1:8765"
OWN = {"Origin": HERE}
PASSWORD = "harrow gate at dusk"
ROLES: Mapping[str, Role] = {"Ada": Role.ADMINISTER, "Bert": Role.REVIEW, "Carla": Role.READ, "Dora": Role.REVIEW}


@dataclass
class Shared:
    """The application over a ledger, with its people and those who are in."""

    app: Starlette
    file: PeopleFile

    def browser(self, name: str = "", password: str = PASSWORD) -> TestClient:
        """A browser of its own; with a name, logged in."""
        client = TestClient(self.app, base_url=HERE, headers=OWN, follow_redirects=False)
        if name:
            answer = client.post("/login", data={"name": name, "password": password})
            assert answer.status_code == 303, answer.text
        return client

    def token(self, name: str, role: Role) -> str:
        """A new token of this person."""
        secret = make_token()
        self.file.change(lambda people: add_token(people, name, "nightly", role, secret, date(2034, 3, 14)))
        return secret


def share(ledger: str, folder: Path) -> Shared:
    """A desk over a ledger with one administrator, two who review and one who reads."""
    file = PeopleFile(folder / "people.json")
    for name, role in ROLES.items():
        file.change(partial(add_person, name=name, role=role, password=hash_password(PASSWORD)), create=True)
    return Shared(create_app(ledger, str(file.path)), file)
