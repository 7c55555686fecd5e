"""What the desk's tests share: a ledger that is only read, and people who share the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from sayso.people import passwords
from sayso.web import create_app
from tests.cli.conftest import make_ledger
from tests.dossier.stories import dam_story
from tests.web.sharing import HERE, Shared, share


@pytest.fixture(scope="session", autouse=True)
def _one_loop() -> Iterator[None]:
    """One event loop for all browsers: each request would start another, in a thread of its own."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def dam(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The ledger of the invented dam story; to be looked at only."""
    return str(make_ledger(tmp_path_factory.mktemp("dam") / "dam.db", dam_story()))


@pytest.fixture(scope="module")
def desk(dam: str) -> Iterator[TestClient]:
    """A browser at the desk over the dam story, for one person at this machine; to be looked at only."""
    with TestClient(create_app(dam), base_url=HERE) as client:
        yield client


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing."""
    monkeypatch.setattr(passwords, "COST", (2**4, 8, 1))


@pytest.fixture
def shared(dam: str, cheap: None, tmp_path: Path) -> Iterator[Shared]:
    """The desk as several share it."""
    made = share(dam, tmp_path)
    yield made
    made.app.state.desk.close()
