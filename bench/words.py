"""Gathers the desk's strings for translation, and brings the translations up to date (`make words`).

Invariant: what is written depends on the strings and the templates' names alone: no dates, no lines, no paths of a
machine.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sayso.web.translating import WORDS

HEADER = b"""# The strings of Sayso's desk. Written by `make words`.
msgid ""
msgstr ""
"Project-Id-Version: Sayso\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_WAYS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {"**/templates/**.html": {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS = {**DEFAULT_KEYWORDS, "to_translate": None}


def gather_words(package: Path = WORDS.parent) -> bytes:
    """The strings that templates and code mark, as a template of translations, in alphabetical order."""
    catalog = Catalog()
    for place, _, words, comments, context in extract_from_dir(package, _WAYS, _OPTIONS, _KEYWORDS):
        catalog.add(words, locations=[(place, 0)], auto_comments=comments, context=context)
    written = BytesIO()
    write_po(written, catalog, width=100, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER + written.getvalue()


def renew_translation(path: Path, template: bytes) -> None:
    """Has a translation (`sayso.po`) hold the strings of the template, and writes what programs load (`sayso.mo`)."""
    catalog = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
    catalog.update(read_po(BytesIO(template)), update_creation_date=False)
    with path.open("wb") as po, path.with_suffix(".mo").open("wb") as mo:
        write_po(po, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
        write_mo(mo, catalog)


def main() -> None:
    template = gather_words()
    (WORDS / "sayso.pot").write_bytes(template)
    for path in sorted(WORDS.glob("*/LC_MESSAGES/sayso.po")):
        renew_translation(path, template)


if __name__ == "__main__":
    main()
