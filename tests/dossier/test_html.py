import base64
import hashlib
import re
from dataclasses import replace
from importlib import resources
from itertools import pairwise

import pytest

from sayso.dossier import build_dossier, render_html
from sayso.model import Comparison, Document, Metadata, Story, document_id
from tests.dossier.making import make_story
from tests.dossier.pages import Element, Page
from tests.dossier.stories import dam_story, empty_story, hostile_story

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "--><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "</title></textarea></p></mark></details>",
    "&lt;b&gt;&#60;",
    "\u202egnp.exe\u2066",
    "\x00\x1b[2J\x7f\x9b",
]
STORIES = {"dam": dam_story(), "empty": empty_story(), "hostile": hostile_story(HOSTILE[0])}
PAGES = {name: Page(render_html(build_dossier(story))) for name, story in STORIES.items()}
STYLE = (resources.files("sayso.dossier") / "page" / "style.css").read_text(encoding="utf-8")


def page_of(story: Story) -> Page:
    return Page(render_html(build_dossier(story)))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


def shape(page: Page) -> list[tuple[str, list[str]]]:
    """Elements and the names of their attributes, but for warnings and the mark of words with quotation marks."""
    kept = [e for e in page.elements if "warning" not in e.classes and not e.inside("p", "warning")]
    return [(e.tag, [] if e.tag == "q" else sorted(e.attrs)) for e in kept]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_add_no_element_and_no_attribute(words):
    assert shape(page_of(hostile_story(words))) == shape(page_of(hostile_story("quite harmless words")))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_never_stand_unescaped(words):
    source = render_html(build_dossier(hostile_story(words)))
    if re.search("[<>\"'\x00-\x1f\x7f-\x9f]", words):
        assert words not in source
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", source)
    source.encode("utf-8")


def test_hostile_words_are_shown_as_they_are():
    body = PAGES["hostile"].all("p", "body")[0]
    assert body.text.startswith("Before <script>alert(1)</script>")
    assert body.text.endswith("</script> aloud.")


def test_words_that_turn_the_writing_stand_isolated():
    turning = page_of(hostile_story("\u202egnp.exe"))
    holders = [e for e in turning.elements if "\u202e" in e.text and e.tag not in {"html", "head", "body"}]
    innermost = [e for e in holders if not any(e in other.parents for other in holders)]
    for element in innermost:
        chain = (*element.parents, element)
        isolated = any(e.tag in {"bdi", "mark"} or e.attrs.get("dir") == "auto" for e in chain)
        assert isolated or element.tag == "title", (element.tag, element.attrs)
    assert "can turn the direction of writing" in turning.all("article", "report")[0].text


def test_only_web_addresses_become_links():
    links = [e.attrs["href"] for name in PAGES for e in PAGES[name].all("a")]
    outward = [link for link in links if not link.startswith("#")]
    assert outward
    assert all(link.startswith("https://") for link in outward)
    assert all("noopener" in e.attrs["rel"] for e in PAGES["dam"].all("a") if not e.attrs["href"].startswith("#"))


def test_every_link_within_the_page_has_its_place_exactly_once(page):
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)


def test_every_claim_has_its_place(page):
    name = next(n for n in PAGES if PAGES[n] is page)
    places = [i for i in page.ids if i.startswith("claim-")]
    assert sorted(places) == sorted("claim-" + c.id.replace(":", "-") for c in STORIES[name].claims)


def test_every_quotation_links_to_its_words_in_a_report():
    page, story = PAGES["dam"], STORIES["dam"]
    contents = {"claim-" + c.id.replace(":", "-"): c.content.text for c in story.claims}
    figures = page.all("figure", "quote")
    assert figures
    for figure in figures:
        (words,) = [e.text for e in page.all("blockquote") if figure in e.parents]
        links = [e.attrs["href"][1:] for e in page.all("a") if figure in e.parents]
        assert links
        for link in links:
            assert contents[link] == words
            mark = page.by_id(link)
            assert mark.tag == "mark"
            assert mark.inside("article", "report")
            assert words == mark.text


def test_reports_show_their_text_to_the_letter():
    page, story = PAGES["dam"], STORIES["dam"]
    texts = [d.text for d in story.documents if d.text]
    for report, text in zip(page.all("article", "report"), texts, strict=True):
        bodies = [e.text for e in page.all("p", "body") if report in e.parents]
        assert squeezed("".join(bodies)) == squeezed(text)


def test_white_space_within_a_paragraph_is_the_reports_own():
    text = "One  two\tthree\nfour."
    about = Metadata("T", "O", None, "2034-03-14", None, None)
    story = make_story([Document(document_id(text, about), text, about, "a.txt")], [], Comparison())
    (body,) = page_of(story).all("p", "body")
    assert body.text == text


def test_every_number_of_reports_and_origins_has_its_claims_behind_it():
    page, story = PAGES["dam"], STORIES["dam"]
    homes = {"claim-" + c.id.replace(":", "-"): c.document for c in story.claims}
    for account in page.all("section", "account"):
        reports, origins = map(int, re.findall(r"\d+", page_tally(page, account)))
        voices = [e for e in page.all("div", "voice") if account in e.parents]
        stance = "denies" if "denial" in account.classes else "affirms"
        counted = [voice for voice in voices if stance in voice.classes]
        links = [e.attrs["href"][1:] for voice in counted for e in page.all("a") if voice in e.parents]
        assert origins == len(counted)
        assert reports == len({homes[link] for link in links})


def page_tally(page: Page, element: Element) -> str:
    return next(e.text for e in page.all("p", "tally") if e.parents[-1] is element)


def test_numbers_of_the_head_are_those_of_the_story():
    page, story = PAGES["dam"], STORIES["dam"]
    numbers = [int(e.text) for e in page.all("dd") if e.inside("dl", "figures")]
    own = sum(claim.own for claim in story.claims)
    read = [d for d in story.documents if d.text]
    outlets = {d.metadata.outlet for d in read}
    expected = [len(read), len(outlets), len(story.claims) - own, own, len(story.comparison.questions)]
    assert numbers == expected


def test_each_sources_number_is_that_of_its_rows():
    page = PAGES["dam"]
    for speaker in page.all("details", "speaker"):
        if "outlet" not in next(e.text for e in page.all("span", "kind") if speaker in e.parents):
            claims = int(next(e.text for e in page.all("span", "tally") if speaker in e.parents).split()[0])
            assert claims == len([e for e in page.all("li") if speaker in e.parents])


def test_the_policy_allows_just_the_style_and_the_script_that_stand_there(page):
    (policy,) = [e.attrs["content"] for e in page.all("meta") if e.attrs.get("http-equiv")]
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (element,) = page.all(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(page):
    assert not {"img", "link", "iframe", "object", "embed", "form", "base"} & {e.tag for e in page.elements}
    names = {name for e in page.elements for name in e.attrs}
    assert not {"src", "srcset", "style", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    assert "url(" not in STYLE.replace("url(#fade-in)", "").replace("url(#fade-out)", "")
    assert "@import" not in STYLE


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_and_the_way_past_the_head(page):
    for tag in ("header", "nav", "main", "footer"):
        assert [e for e in page.all(tag) if not e.inside("article")]
    first = page.all("a")[0]
    assert (first.attrs["class"], first.attrs["href"]) == ("skip", "#main")
    assert page.all("html")[0].attrs["lang"] == "en"
    assert page.by_id("main").tag == "main"


def test_where_accounts_differ_comes_first(page):
    assert page.all("h2")[0].text == "Where accounts differ"


def test_an_empty_story_says_so_in_every_section():
    page = PAGES["empty"]
    assert page.all("h1")[0].text == "A story without reports"
    assert "Nothing has been read yet." in page.all("p", "summary")[0].text
    assert len(page.all("p", "none")) == 10


def test_no_sentence_says_what_is_true(page):
    assert "Sayso does not say what is true." in page.all("p", "disclaimer")[0].text


def test_the_same_dossier_gives_the_same_page():
    assert render_html(build_dossier(dam_story())) == render_html(build_dossier(dam_story()))


def test_a_reports_words_are_marked_with_its_language():
    assert {e.attrs.get("lang") for e in PAGES["dam"].all("p", "body")} == {"en"}
    assert {e.attrs.get("lang") for e in PAGES["hostile"].all("p", "body")} == {None}


def test_refused_and_partly_read_inputs_stand_with_their_reasons():
    page = PAGES["dam"]
    rows = [e.text for e in page.all("li") if e.inside("section", "unread")]
    assert " ".join(rows[0].split()) == "reports/scan.pdf refused a PDF without a text layer"
    assert " ".join(rows[1].split()) == "The week partly read only the first of 3 pages has text"


def test_a_page_of_a_small_story_is_small():
    assert len(render_html(build_dossier(dam_story())).encode()) < 150_000


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blocks[("light", "dark", "print").index(scheme)]))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["paper", "panel", "tint", "tint-differ"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "differ", "doubt"])
def test_text_has_enough_contrast(scheme, ground, ink):
    """At least 4.5 to 1, level AA of WCAG 2 for text of any size."""
    one, other = sorted((luminance(colours(scheme)[ink]), luminance(colours(scheme)[ground])))
    assert (other + 0.05) / (one + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_marked_target_has_enough_contrast(scheme):
    one, other = sorted(luminance(colours(scheme)[name]) for name in ("target-ink", "target"))
    assert (other + 0.05) / (one + 0.05) >= 4.5


def test_links_of_an_unread_input_lead_to_what_was_read_of_it():
    dossier = build_dossier(dam_story())
    anchors = [item.anchor for item in dossier.unread]
    assert anchors[0] == ""
    assert anchors[1] in {report.anchor for report in dossier.reports}


def test_a_page_without_questions_still_stands():
    story = dam_story()
    bare = replace(story, comparison=replace(story.comparison, questions=()))
    page = page_of(bare)
    assert "No question was found" in page.all("p", "none")[0].text
    assert set(page.targets) <= set(page.ids)
