"""The YAML front matter that a `.txt` or `.md` may open with.

Called by `sayso.intake.plain_text`. Invariant: it is hostile input, so only its top-level scalars (and lists of them)
are looked at, and no object is ever built from a tag.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.intake.metadata import FIELD_NAMES

if TYPE_CHECKING:
    import yaml

__all__ = ["FrontMatter", "read_front_matter"]

_LONGEST = 16_384
_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FIELD = re.compile(rf"^(?:{'|'.join(FIELD_NAMES)})[ \t]*:(?:\s|\Z)", re.MULTILINE)
_NULL = "tag:yaml.org,2002:null"


class FrontMatter(NamedTuple):
    """Its fields, the place where the story starts behind it (0: there is none), and why it can't be read."""

    fields: dict[str, object]
    end: int
    fault: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter at the very start of `text`; lines of dashes around anything else are none."""
    opening = _OPENING.match(text)
    closing = opening and _CLOSING.search(text, opening.end(), opening.end() + _LONGEST)
    if not opening or not closing:
        return FrontMatter({}, 0)
    inside = text[opening.end() : closing.start()]
    try:
        fields = _scalars(inside)
    except (ValueError, RecursionError):
        fault = "its front matter is not YAML, so what it says of the report is not known"
        return FrontMatter({}, closing.end(), fault) if _FIELD.search(inside) else FrontMatter({}, 0)
    return FrontMatter(fields, closing.end()) if any(name in fields for name in FIELD_NAMES) else FrontMatter({}, 0)


def _scalars(inside: str) -> dict[str, object]:
    """Names and values as written. Raises `ValueError` where it is not YAML."""
    import yaml

    try:
        root = yaml.compose(inside, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {key.value: _value(value) for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def _value(node: "yaml.Node") -> object:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    return None
