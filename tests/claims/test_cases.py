"""Every case of `tests/cases` gives the claims that a good reader of English would find, and no others.

Source, cue and content of a claim share no character.
"""

from typing import Any

import pytest

from tests.claims.cases import Case, load_cases, unmet
from tests.claims.conftest import Claims
from tests.claims.invariants import overlaps

FILES = (
    "attribution",
    "quotations",
    "headlines",
    "speakers",
    "signatures",
    "sources",
    "chains",
    "commitment",
    "courses",
    "attitudes",
    "evidence",
    "own",
)
ALL = load_cases(*FILES)


def _param(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=case.miss, strict=True, raises=AssertionError)] if case.miss else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in ALL])
def test_a_case_gives_its_claims(case: Case, claims_of: Claims):
    claims = claims_of(case.text, outlet=case.outlet)
    assert list(unmet(case, claims)) == []
    assert list(overlaps(claims)) == []
