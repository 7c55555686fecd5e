"""What tests of several floors need and what takes long to make."""

import pytest

from sayso.reading import Reader, load_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The English reader; it holds its model and nothing of what it has read."""
    return load_reader("en")


_LONGEST = (
    "tests/eval/test_floors.py",
    "tests/web/browser/test_accessible.py",
    "tests/story/test_determinism.py",
    "tests/web/test_hostile.py",
    "tests/web/test_reviewing.py",
    "tests/web/test_security.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first, so that at the end no process waits for one of them."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))
