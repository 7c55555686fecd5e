"""Every test of the ledger takes an engine, and runs on each there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.ledger.engines import ENGINES, Engine
from tests.ledger.samples import COMPARISON, COURIER, COURIER_CLAIMS, HERALD, HERALD_CLAIMS, JUDGEMENT, REFUSED


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made: Engine = request.param.in_folder(tmp_path)
    return made


@pytest.fixture
def ledger(engine: Engine) -> Iterator[Ledger]:
    with engine.open() as opened:
        yield opened


@pytest.fixture
def story(engine: Engine) -> Engine:
    """An engine whose ledger holds the whole sample story, and is closed."""
    with engine.open() as opened:
        opened.record_document(HERALD, HERALD_CLAIMS)
        opened.record_document(COURIER, COURIER_CLAIMS)
        opened.record_document(REFUSED, ())
        opened.record_comparison(COMPARISON)
        opened.record_judgement(JUDGEMENT)
    return engine
