"""What the tests of this floor share."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest


@pytest.fixture
def deadline() -> Callable[[float], AbstractContextManager[None]]:
    """A block that must end within so many seconds."""

    @contextmanager
    def within(seconds: float) -> Iterator[None]:
        started = time.monotonic()
        yield
        assert time.monotonic() - started < seconds

    return within
