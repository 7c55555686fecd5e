"""Where the shared measuring data stand: beside the repository, or nowhere."""

import os
from pathlib import Path

import pytest

__all__ = ["shared"]

_SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def shared(*parts: str) -> Path:
    """A path in the shared data. Skips the test where there are none, unless CI must have them."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"the shared data lack {'/'.join(parts)}")
        pytest.skip(f"needs the shared data ({'/'.join(parts)}) beside the repository")
    return path
