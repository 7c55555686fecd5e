"""Every string of the desk's own is kept apart for translation: none is left out of a language made for the test."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from lxml import html
from starlette.testclient import TestClient

from bench.words import gather_words, renew_translation
from sayso.dossier import wording
from sayso.dossier.catalogue import build_catalogue
from sayso.errors import UsageError
from sayso.model import Factuality, Unnamed
from sayso.web import create_app
from sayso.web.facts import build_facts
from sayso.web.rendering import Templates
from sayso.web.translating import WORDS, choose_language, load_words
from tests.dossier.stories import dam_story
from tests.web.pages import pages_of
from tests.web.sharing import Shared

LANGUAGE = "qaa"  # of the codes that no language has
_PLACES = [
    "nav",
    "h1",
    "h2",
    "h3",
    "h4",
    "button",
    "label",
    "legend",
    "th",
    "dt",
    "summary",
    "caption",
    "figcaption",
    "option",
]
# What reports and people say, keys, code and times of day are nobody's to translate; quotations are the dossier's.
_NOT_OURS = ("bdi", "*[@dir]", "kbd", "code", "time", "textarea", "figure[@class='quote']")
_OURS = f"[not({' or '.join(f'ancestor::{one}' for one in _NOT_OURS)})]"
_TEXTS = " | ".join(f"//{place}//text(){_OURS}" for place in _PLACES)
_NAMES = "//*[not(@class='arrow')]/@aria-label | //@placeholder | //input/@title | //button/@title"
_BRACKETED = re.compile("⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")


def english_alone() -> set[str]:
    """The words that the dossier gives, which are in English alone, and in the names of formats."""
    tables = (getattr(wording, name) for name in dir(wording))
    return {words for table in tables if isinstance(table, dict) for words in table.values() if isinstance(words, str)}


def unbracketed(page: str) -> set[str]:
    """The strings of our own on a page that no translation reached."""
    tree = html.fromstring(page)
    ours = {(text.getparent(), text.is_tail) for text in tree.xpath(_TEXTS)}
    left, depth = {str(name): _BRACKETED.sub("", name) for name in tree.xpath(_NAMES)}, 0
    for text in tree.xpath("//text()"):
        rest = ""
        for letter in text:
            depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
            rest += "" if depth or letter == "⟧" else letter
        if (text.getparent(), text.is_tail) in ours:
            left[text.strip()] = rest
    assert depth == 0
    return {text for text, rest in left.items() if _WORD.search(rest)} - english_alone()


def unmarked(template: str) -> list[str]:
    """The words that stand in a template as they are, beside what it computes, tags, code and keys."""
    for nothing in (r"{#.*?#}", r"<(code|kbd)>.*?</\1>", r"{%.*?%}", r"{{.*?}}"):
        template = re.sub(nothing, "", template, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', template)
    return [words.strip() for words in [*said, *re.split(r"<[^>]*>|&#?\w+;", template)] if _WORD.search(words)]


def joined(template: str) -> list[str]:
    """The commas, colons and full stops in a template that put a sentence together of what is marked apart; those
    between the things of a list are no such.
    """
    template = re.sub(r"{% if [^%]*%}[,;] {% endif %}", "", template)
    code, tag = r"<(code|kbd|script)\b.*?</\1>", r"<(?:{{.*?}}|{%.*?%}|[^<>])*>"
    for nothing in (r"{#.*?#}", code, tag, r"{%.*?%}", r"{{.*?}}", r"&#?\w+;"):
        template = re.sub(nothing, "\n", template, flags=re.DOTALL)
    return [words for words in template.split("\n") if re.search(r"[,;:.…](?!\w)", words)]


@pytest.fixture(scope="module")
def bracketed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of translations with one language, which is English in brackets."""
    folder = tmp_path_factory.mktemp("words")
    template = gather_words()
    catalog = read_po(BytesIO(template), locale=LANGUAGE)
    for message in catalog:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            put = tuple(f"⟦{words}⟧" for words in ids)
            message.string = put if message.pluralizable else put[0]
    path = folder / LANGUAGE / "LC_MESSAGES" / "sayso.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    renew_translation(path, template)
    return folder


@pytest.fixture
def desk(dam: str, bracketed: Path) -> Iterator[TestClient]:
    app = create_app(dam)
    app.state.desk.templates = Templates(folder=bracketed)
    with TestClient(app, base_url="http://127.0.0.1:8765", headers={"accept-language": LANGUAGE}) as client:
        yield client


def test_the_strings_to_be_translated_are_current() -> None:
    assert (WORDS / "sayso.pot").read_bytes() == gather_words(), "make words"


def test_no_template_says_what_is_not_marked() -> None:
    left = {path.name: unmarked(path.read_text(encoding="utf-8")) for path in WORDS.with_name("templates").iterdir()}
    names = {"original.html": ["SHA-256"], "page.html": ["· Sayso", "Sayso"]}
    assert {name: words for name, words in left.items() if words} == names


def test_no_template_puts_a_sentence_together() -> None:
    folder = WORDS.with_name("templates")
    left = {path.name: joined(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert {name: words for name, words in left.items() if words} == {}
    assert joined('<p>{{ _("Read") }}: {{ number }}, <b>{{ _("refused") }}</b></p>') == [": ", ", "]


def test_what_is_known_of_a_claim_is_said_whole_in_a_language(desk: TestClient, bracketed: Path) -> None:
    words = load_words(LANGUAGE, bracketed)
    catalogue = build_catalogue(dam_story())
    claims = [*catalogue.claims.values()]
    spoken, source = next((claim, claim.source) for claim in claims if claim.source)
    claims.append(replace(spoken, factuality=Factuality.UNKNOWN))
    for least, most in ((1, 1), (2, 2), (2, None), (2, 5)):
        unnamed = Unnamed(least, most, "two guards of the dam")
        claims.append(replace(spoken, source=replace(source, unnamed=unnamed)))
    facts = [fact for claim in claims for fact in build_facts(catalogue, claim, words)]
    told = {remark.label for fact in facts for remark in fact.remarks}
    assert {fact.label for fact in facts if not _BRACKETED.fullmatch(fact.label)} == set()
    for part in [
        "published ",
        "that the report has it so",
        "passed on",
        "described as",
        "person",
        "people",
        "2 or more",
        "2 to 5",
    ]:
        assert any(part in label for label in told), part
        assert not any(part in _BRACKETED.sub("", label) for label in told), part


def test_no_string_of_a_page_is_left_out(desk: TestClient) -> None:
    paths = [*pages_of(lambda path: desk.get(path).text), "/nowhere"]
    left = {path: unbracketed(desk.get(path).text) for path in paths}
    assert {path: texts for path, texts in left.items() if texts} == {}
    assert len(left) > 20


def test_no_string_of_what_people_see_is_left_out(shared: Shared, bracketed: Path) -> None:
    shared.app.state.desk.templates = Templates(LANGUAGE, bracketed)
    stranger = shared.browser()
    assert unbracketed(stranger.get("/login").text) == set()
    refused = stranger.post("/login", data={"name": "Ada", "password": "?"})
    assert "⟦Name and password do not fit together." in refused.text
    assert unbracketed(shared.browser("Ada").get("/people").text) == set()


def test_a_page_says_which_language_it_is_in(desk: TestClient) -> None:
    told = [html.fromstring(desk.get("/", headers={"accept-language": a}).text).get("lang") for a in ("en", LANGUAGE)]
    assert told == ["en", LANGUAGE]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("pt-BR", "pt_BR"),
        ("pt", "en"),
        ("en;q=0.5, de ; q=0.7", "de"),
        ("fr, de;q=0", "en"),
        ("*", "en"),
        ("q=;;,-", "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_language_that_is_there(accepted: str, language: str) -> None:
    assert choose_language(("en", "de", "pt_BR"), "", accepted) == language


def test_what_the_environment_asks_for_goes_before_the_browser(monkeypatch: pytest.MonkeyPatch, dam: str) -> None:
    assert choose_language(("en", "de"), "en", "de") == "en"
    monkeypatch.setenv("SAYSO_LANGUAGE", "xx")
    with pytest.raises(UsageError, match=r"'xx'; SAYSO_LANGUAGE may be en"):
        create_app(dam)
