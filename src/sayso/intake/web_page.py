"""`.html` and fetched pages: the main text, without what stands around it.

The document's text is the extracted text, its paragraphs parted by blank lines. Invariant: a page that is huge, deep
or broken on purpose ends as a refusal, never as a crash.
"""

import re
from typing import Any

from sayso.errors import InputError
from sayso.intake.limits import Limits
from sayso.intake.page_fields import read_page_fields
from sayso.intake.quiet import quiet
from sayso.intake.report import Report

__all__ = ["decode", "decode_by", "load_page", "require_sane"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
# Names that may be looked up: some of Python's own codecs take quadratic time.
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|us-?ascii|latin-?1|iso-?8859-\d{1,2}|(?:windows|cp)-?125\d|koi8-?[ru]"
    r"|gb2312|gbk|gb18030|big5|shift[_-]?jis|euc-?(?:jp|kr)|macintosh",
    re.IGNORECASE,
)
_HEAD = 4096
_ROOT = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]|\"[^\"]*\"|'[^']*')*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST_TAG = 5_000
_LONGEST_UNQUOTED = 20_000


def load_page(content: bytes, limits: Limits) -> Report:
    """The report on a web page. Raises `InputError` where it has no main text or is not fit to be read."""
    if content.startswith(b"%PDF-"):
        raise InputError("it is a PDF; name it .pdf")
    source = decode(content)
    require_sane(source, limits)
    try:
        with quiet("trafilatura", "htmldate", "courlan"):
            tree, broken = _parse(source)
            fields, text = ({}, "") if tree is None else (read_page_fields(tree), _main_text(tree))
    except Exception as error:
        # The parsers meet pages made to break them; whatever they raise, one page is lost and not the run.
        raise InputError(f"it can't be read as a web page ({type(error).__name__})") from error
    if not text:
        raise InputError("no main text was found on the page; save its text as .txt")
    return Report(text, fields, faults=("its markup is nested too deeply: part of it is not read",) if broken else ())


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of a page: by its byte order mark, as UTF-8, by the charset it names, or as Western European."""
    return decode_by(content, charset)[0]


def decode_by(content: bytes, charset: str | None = None) -> tuple[str, str, int]:
    """The same, with the codec and the length of the byte order mark in front: what is behind it, in that codec."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), name, len(mark)
    declared = _CHARSET.search(content[:_HEAD])
    named = charset or (declared[1].decode("ascii", "replace") if declared else "")
    for name in ("utf-8", named, "windows-1252"):
        try:
            if _KNOWN.fullmatch(name):
                return content.decode(name), name, 0
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1"), "latin-1", 0


def require_sane(source: str, limits: Limits) -> None:
    """Refuse what takes the parser minutes: too many tags, or a tag with thousands of attributes."""
    if "\0" in source:
        raise InputError("it is binary, not a web page; give the page itself")
    if source.count("<") > limits.max_tags:
        raise InputError(f"the page has more than {limits.max_tags} tags; save its text as .txt")
    for tag in _TAG.finditer(source):
        long = tag.end() - tag.start() > _LONGEST_TAG
        if long and len(_QUOTED.sub("", tag[0])) > _LONGEST_UNQUOTED:
            raise InputError("a tag of the page has too many attributes; save its text as .txt")


def _parse(source: str) -> tuple[Any, bool]:
    """The tree (None where there is no markup), and whether the parser gave up on its depth."""
    from trafilatura import load_html

    whole = source if _ROOT.search(source[:_HEAD]) else f"<html><body>{source}</body></html>"
    tree = load_html(whole)
    parser = None if tree is None else tree.getroottree().parser
    return tree, parser is not None and any("depth" in entry.message.lower() for entry in parser.error_log)


def _main_text(tree: Any) -> str:
    from trafilatura import bare_extraction

    # `fast` leaves out the backup extractors: as good on two public sets of news pages, in half the time.
    found = bare_extraction(tree, fast=True, include_comments=False)
    lines = (line.strip() for line in str(getattr(found, "text", None) or "").splitlines())
    return "\n\n".join(line for line in lines if line)
