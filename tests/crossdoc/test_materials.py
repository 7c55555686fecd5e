"""Recordings and documents that claims rest on, and whether two of them may be one."""

from dataclasses import replace

import pytest

from sayso.crossdoc.materials import material_of, offered
from sayso.model import Evidence, EvidenceKind, SourceKind, Verification
from tests.crossdoc.webs import Web

DOCUMENT, RECORDING = SourceKind.DOCUMENT, SourceKind.RECORDING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the footage", "a video that is going round"),
        ("the recording", "dashcam footage"),
        ("satellite images", "satellite imagery"),
        ("the recording", "an intercepted call"),
    ],
)
def test_recordings_that_nothing_tells_apart_may_be_one(one: str, other: str) -> None:
    assert material_of(one, RECORDING).may_be(material_of(other, RECORDING))
    assert material_of(other, RECORDING).may_be(material_of(one, RECORDING))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dashcam footage", "drone footage"),
        ("satellite images", "dashcam footage"),
        ("a photograph", "the video"),
        ("radar data", "a wiretap"),
    ],
)
def test_what_kind_and_by_which_device_tells_them_apart(one: str, other: str) -> None:
    assert not material_of(one, RECORDING).may_be(material_of(other, RECORDING))


def test_documents_are_told_apart_by_whose_they_are_and_not_by_who_has_seen_them() -> None:
    orrin = material_of("a memo of the Orrin Salt Board seen by the Tarn Courier", DOCUMENT)
    assert not orrin.may_be(material_of("a memo of the Wexley Guild", DOCUMENT))
    assert orrin.may_be(material_of("the Salt Board memo", DOCUMENT))
    assert orrin.may_be(material_of("an internal memo obtained by the Wexley Herald", DOCUMENT))


def test_a_document_is_no_recording() -> None:
    assert not material_of("a memo", DOCUMENT).may_be(material_of("a video", RECORDING))


def test_only_recordings_that_are_not_missing_are_offered() -> None:
    web = Web()
    web.report("A", "The harbour board said a crane had fallen into the dock. It showed a film.")
    web.claim("a", "A", "a crane had fallen into the dock", "The harbour board")

    def evidence(kind: EvidenceKind, verification: Verification = Verification.UNSTATED) -> Evidence:
        return Evidence("a film", (), kind, verification)

    shown = replace(web.claims["a"], evidence=(evidence(EvidenceKind.VIDEO),))
    missing = replace(web.claims["a"], evidence=(evidence(EvidenceKind.VIDEO, Verification.MISSING),))
    written = replace(web.claims["a"], evidence=(evidence(EvidenceKind.DOCUMENT),))
    assert [m.sense for m in offered(shown)] == ["moving"]
    assert [*offered(missing)] == [*offered(written)] == []
