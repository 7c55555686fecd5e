"""Reads a rendered page as a browser would: elements with attributes, and the text of chosen ones."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input", "line", "rect", "circle", "stop"}


@dataclass
class Element:
    """An element with its own and its descendants' text."""

    tag: str
    attrs: dict[str, str]
    parents: tuple["Element", ...]
    text: str = ""

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def inside(self, tag: str, name: str = "") -> bool:
        return any(p.tag == tag and (not name or name in p.classes or p.attrs.get("id") == name) for p in self.parents)


@dataclass
class Page(HTMLParser):
    """All elements of a page in order; fails where tags do not close as they opened."""

    source: str
    elements: list[Element] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        assert [e.tag for e in self.stack] == [], "not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.stack))
        self.elements.append(element)
        if tag not in _VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.stack, f"</{tag}> without a beginning"
        assert self.stack.pop().tag == tag, f"</{tag}> crosses another"

    def handle_data(self, data: str) -> None:
        """Numbers that the page sets into a text count for themselves alone."""
        for element in self.stack[-1:] if self.stack and self.stack[-1].tag == "sup" else self.stack:
            element.text += data

    def all(self, tag: str, name: str = "") -> list[Element]:
        return [e for e in self.elements if e.tag == tag and (not name or name in e.classes)]

    def by_id(self, ident: str) -> Element:
        (element,) = [e for e in self.elements if e.attrs.get("id") == ident]
        return element

    @property
    def ids(self) -> list[str]:
        return [e.attrs["id"] for e in self.elements if "id" in e.attrs]

    @property
    def targets(self) -> list[str]:
        links = [e.attrs["href"] for e in self.all("a") if "href" in e.attrs]
        return [link[1:] for link in links if link.startswith("#")]
