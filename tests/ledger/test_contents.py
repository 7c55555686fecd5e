"""The texts that claims stand in are read once while they are asked for."""

from collections.abc import Iterator

import pytest

from sayso.ledger import contents
from sayso.ledger.contents import Texts
from sayso.ledger.engines import open_store
from sayso.ledger.store import Store
from tests.ledger.engines import Engine
from tests.ledger.samples import COURIER, HERALD, REFUSED


@pytest.fixture
def store(story: Engine) -> Iterator[Store]:
    opened = open_store(story.place, create=False)
    yield opened
    opened.close()


def test_a_text_that_was_asked_for_again_outlasts_one_that_was_not(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contents, "_KEPT", 2)
    texts = Texts(store)
    herald, courier = texts.of(HERALD.id), texts.of(COURIER.id)
    assert texts.of(HERALD.id) is herald
    texts.of(REFUSED.id)
    assert texts.of(HERALD.id) is herald
    assert texts.of(COURIER.id) is not courier


def test_a_text_is_told_to_be_sound_or_damaged_or_missing(story: Engine, store: Store):
    story.tamper("UPDATE document SET body = replace(body, 'bridge', 'brigde') WHERE id = ?", HERALD.id)
    (courier, sound), (herald, whole) = (Texts(store).of(one.id) for one in (COURIER, HERALD))
    assert courier is not None
    assert (courier.text, sound) == (COURIER.text, True)
    assert herald is not None
    assert ("brigde" in herald.text, whole) == (True, False)
    assert Texts(store).of("d1:none") == (None, False)
