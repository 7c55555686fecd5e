"""Names that may be one person's in the spellings of two languages."""

import pytest

from sayso.crossdoc.spelling import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aleksei Voronov", "Alexey Woronow"),
        ("Yuri Chernik", "Jurij Tschernik"),
        ("Sergei Zhadan", "Serhij Schadan"),
        ("Mila Kovacs", "Mila Kovács"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(tuple(one.lower().split())) == sound(tuple(other.lower().split())) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aleksei Voronov", "Sergei Voronov"), ("Jan Petrov", "Jan Pavlov"), ("Karl Brandel", "Karl Brender")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound(tuple(one.lower().split())) != sound(tuple(other.lower().split()))


@pytest.mark.parametrize("name", ["voronov", "ola ray", "yu li"])
def test_a_name_too_short_to_tell_has_no_sound(name: str) -> None:
    assert sound(tuple(name.split())) is None
