"""What a web page says of itself in its head: title, outlet, author, date, address, language.

Called by `sayso.intake.web_page`. Invariant: only what the page states for machines is taken (meta tags, JSON-LD, its
`lang`); nothing is guessed from how it looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sayso.intake.dates import normalise_date
from sayso.intake.metadata import clean

__all__ = ["read_page_fields"]

_MOST_META = 500
_MOST_SCRIPTS = 20
_MOST_OBJECTS = 200
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "publish-date",
        "publication_date",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "date",
    ),
    "url": ("og:url",),
    "language": ("content-language", "og:locale"),
}


def read_page_fields(tree: Any) -> dict[str, object]:
    """Fields by the names of the contract; of several candidates the first that can be read."""
    meta = _meta_tags(tree)
    found: dict[str, list[object]] = {name: [meta[key] for key in keys if key in meta] for name, keys in _META.items()}
    for item in _linked_data(tree):
        found["title"].append(item.get("headline"))
        found["outlet"].append(_name(item.get("publisher")))
        found["author"].append(_name(item.get("author")))
        found["published"].append(item.get("datePublished"))
    found["title"] += _texts(tree, "//head/title")
    found["published"] += tree.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")[:5]
    found["url"] = [*tree.xpath("//link[@rel='canonical']/@href")[:1], *found["url"]]
    found["language"] = [*tree.xpath("/html/@lang")[:1], *found["language"]]
    return {name: _choose(name, values) for name, values in found.items()}


def _choose(name: str, values: Sequence[object]) -> str | None:
    cleaned = [text for value in values if (text := clean(value))]
    if name == "author":
        cleaned = [text for text in cleaned if not text.lower().startswith(("http://", "https://"))]
    readable = [text for text in cleaned if normalise_date(text)] if name == "published" else cleaned
    return next(iter(readable or cleaned), None)


def _meta_tags(tree: Any) -> dict[str, str]:
    """Content of the meta tags by their name in lower case; the first of a name wins."""
    tags: dict[str, str] = {}
    for tag in islice(tree.iter("meta"), _MOST_META):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        content = (tag.get("content") or "").strip()
        if name and content:
            tags.setdefault(name.strip().lower(), content)
    return tags


def _texts(tree: Any, path: str) -> list[str]:
    return [element.text_content() for element in tree.xpath(path)[:1]]


def _linked_data(tree: Any) -> Iterator[Mapping[str, object]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        for item in islice(_objects(_decode(script.text or "")), _MOST_OBJECTS):
            if "headline" in item or "datePublished" in item:
                yield item


def _decode(text: str) -> object:
    import msgspec

    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None


def _objects(value: object, depth: int = 4) -> Iterator[Mapping[str, object]]:
    if isinstance(value, dict):
        yield value
        value = value.get("@graph") or value.get("mainEntity")
    if depth and isinstance(value, list | dict):
        for item in value if isinstance(value, list) else [value]:
            yield from _objects(item, depth - 1)


def _name(value: object) -> str | None:
    """The name of a person or body in JSON-LD: a text, an object with a `name`, or a list of those."""
    if isinstance(value, list):
        return clean([name for item in value if not isinstance(item, list) and (name := _name(item))])
    return clean(value.get("name") if isinstance(value, dict) else value)
