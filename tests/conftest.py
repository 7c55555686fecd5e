"""What tests of several floors need and what takes long to make."""

import pytest

from sayso.reading import Reader, load_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The English reader; it holds its model and nothing of what it has read."""
    return load_reader("en")
