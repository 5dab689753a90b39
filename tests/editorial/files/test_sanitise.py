"""Hostile markup goes, harmless text stays. The corpus follows the classes of the OWASP cheat sheet on
getting round XSS filters; the strings are our own. What comes out is judged by a second parser.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.files.markup import clean_html
from tests.editorial.files.inspector import Inspector, words_of

# ALERT stands where the attacker's code would: it must be gone wherever it is code. Where it is what
# a reader sees anyway, it is only text and may stay; those cases are in `ONLY_TEXT`.
GONE = {
    # code in elements
    "script": "<script>ALERT(1)</script>",
    "script in capitals": "<SCRIPT>ALERT(1)</SCRIPT>",
    "script in mixed case": "<ScRiPt>ALERT(1)</sCrIpT>",
    "script with a source": '<script src="//evil.test/ALERT.js"></script>',
    "script with a slash for a space": "<script/x>ALERT(1)</script>",
    "script with a line break in its tag": "<script\n>ALERT(1)</script\n>",
    "script never closed": "<script>ALERT(1)",
    "script closed with rubbish": "<script>ALERT(1)</script foo>",
    "script in a paragraph": "<p>a<script>ALERT(1)</script>b</p>",
    "script in a script": "<script><script>ALERT(1)</script>",
    "script in a comment in a script": "<script><!--<script>ALERT(1)</script>--></script>",
    "script in a table": "<table><script>ALERT(1)</script><tr><td>a</td></tr></table>",
    "script in svg": "<svg><script>ALERT(1)</script></svg>",
    "script of another type": '<script type="text/vbscript">ALERT(1)</script>',
    "style": "<style>body{background:url(javascript:ALERT(1))}</style>",
    "style with import": "<style>@import '//evil.test/ALERT.css';</style>",
    "style with a hidden end": "<style><a title='</style><img src=x onerror=ALERT(1)>'></style>",
    "noscript": "<noscript>ALERT</noscript>",
    "template": "<template><img src=x onerror=ALERT(1)></template>",
    "title": "<title>ALERT</title>",
    "title hiding an image": "<title><img src=x onerror=ALERT(1)></title>",
    "xml island": '<xml id="x"><a><b>ALERT</b></a></xml>',
    "word's office xml": "<xml><w:WordDocument><w:View>ALERT</w:View></w:WordDocument></xml>",
    "head": "<head><title>ALERT</title></head>",
    "iframe": '<iframe src="javascript:ALERT(1)"></iframe>',
    "iframe with srcdoc": '<iframe srcdoc="<script>ALERT(1)</script>">ALERT</iframe>',
    "frameset": '<frameset><frame src="javascript:ALERT(1)"></frameset>',
    "noembed": "<noembed><img src=x onerror=ALERT(1)></noembed>",
    "noframes": "<noframes>ALERT</noframes>",
    "object": '<object data="data:text/html,ALERT">ALERT</object>',
    "applet": '<applet code="ALERT">ALERT</applet>',
    "video": '<video onloadstart="ALERT(1)"><source onerror="ALERT(1)">ALERT</video>',
    "canvas": "<canvas>ALERT</canvas>",
    # code in attributes
    "image": '<img src="javascript:ALERT(1)">',
    "image with a handler": "<img src=x onerror=ALERT(1)>",
    "image without quotes or spaces": "<img/src=x/onerror=ALERT(1)>",
    "image with doubled quotes": '<img """><b x="ALERT">',
    "image never closed": "<img src=x onerror=ALERT(1) ",
    "handler on a kept element": '<p onclick="ALERT(1)">a</p>',
    "handler after a slash": '<p/onclick="ALERT(1)">a</p>',
    "handler in capitals": '<P ONMOUSEOVER="ALERT(1)">a</P>',
    "handler on a line of its own": '<p\nonfocus\n=\n"ALERT(1)"\ntabindex=1>a</p>',
    "handler without quotes": "<b onmouseover=ALERT(1)>a</b>",
    "handler in back ticks": "<b onmouseover=`ALERT(1)`>a</b>",
    "handler after odd characters": "<b foo!#$%&()*~+-_.,:;?@[/|\\]^`=ALERT(1)>a</b>",
    "handler on a table cell": '<table><tr><td onclick="ALERT(1)">a</td></tr></table>',
    "handler on a link": '<a href="https://ok.test" onclick="ALERT(1)">a</a>',
    "handler on details": "<details open ontoggle=ALERT(1)>a</details>",
    "handler on the body": "<body onload=ALERT(1)>a</body>",
    "handler on svg": "<svg onload=ALERT(1)>",
    "animated svg": '<svg><animate onbegin="ALERT(1)" attributeName="x"/></svg>',
    "svg with a link": '<svg><a xlink:href="javascript:ALERT(1)"><text>ALERT</text></a></svg>',
    "svg with foreign content": "<svg><desc><b onclick=ALERT(1)></b></desc></svg>",
    "math with a link": '<math href="javascript:ALERT(1)">a</math>',
    "math and a hidden style": "<math><style><img src=x onerror=ALERT(1)></style></math>",
    "style attribute": '<p style="background:url(javascript:ALERT(1))">a</p>',
    "style expression": '<p style="width:expression(ALERT(1))">a</p>',
    "title attribute": '<p title="ALERT">a</p>',
    "old background": '<table background="javascript:ALERT(1)"><tr><td>a</td></tr></table>',
    "form": '<form action="javascript:ALERT(1)"><input onfocus=ALERT(1) autofocus></form>',
    "button": '<button formaction="javascript:ALERT(1)">a</button>',
    "marquee": "<marquee onstart=ALERT(1)>a</marquee>",
    "meta refresh": '<meta http-equiv="refresh" content="0;url=javascript:ALERT(1)">',
    "base": '<base href="javascript:ALERT(1)//">',
    "style sheet": '<link rel="stylesheet" href="javascript:ALERT(1)">',
    "embed": '<embed src="javascript:ALERT(1)">',
    "old layer": '<layer src="ALERT.html"></layer>',
    "background sound": '<bgsound src="javascript:ALERT(1)">',
    "id that shadows a variable": '<a id="ALERT">a</a><p name="ALERT">a</p>',
    # code in addresses
    "javascript": '<a href="javascript:ALERT(1)">a</a>',
    "javascript in mixed case": '<a href="jAvAsCrIpT:ALERT(1)">a</a>',
    "javascript with a tab in it": '<a href="jav\tascript:ALERT(1)">a</a>',
    "javascript with an entity tab": '<a href="jav&#x09;ascript:ALERT(1)">a</a>',
    "javascript with an entity line break": '<a href="jav&#x0A;ascript:ALERT(1)">a</a>',
    "javascript with a null": '<a href="java\x00script:ALERT(1)">a</a>',
    "javascript after a space": '<a href=" &#14; javascript:ALERT(1)">a</a>',
    "javascript in decimal entities": '<a href="&#106;&#97;&#118;&#97;script:ALERT(1)">a</a>',
    "javascript in long entities": '<a href="&#0000106avascript:ALERT(1)">a</a>',
    "javascript in hex without semicolons": '<a href="&#x6A&#x61vascript:ALERT(1)">a</a>',
    "javascript with a named colon": '<a href="javascript&colon;ALERT(1)">a</a>',
    "javascript in quotes of the other kind": "<a href='javascript:ALERT(1)'>a</a>",
    "javascript without quotes": "<a href=javascript:ALERT(1)>a</a>",
    "vbscript": '<a href="vbscript:ALERT(1)">a</a>',
    "data": '<a href="data:text/html;base64,ALERT">a</a>',
    "data for svg": '<a href="data:image/svg+xml,<svg onload=ALERT(1)>">a</a>',
    "file": '<a href="file:///ALERT">a</a>',
    "address without a scheme": '<a href="//evil.test/ALERT">a</a>',
    "relative address": '<a href="/admin/ALERT">a</a>',
    "second address": '<a href="/x" href="javascript:ALERT(1)">a</a>',
    # comments and other brackets
    "comment": "<!-- ALERT -->",
    "comment with code": "<!--<img src=x onerror=ALERT(1)>-->",
    "conditional comment": "<!--[if gte IE 4]><script>ALERT(1)</script><![endif]-->",
    "processing instruction": "<?xml version='1.0' ALERT?>",
    "document type": "<!DOCTYPE html SYSTEM 'ALERT'>",
    "comment closed early": "<!--><script>ALERT(1)</script>-->",
}

ONLY_TEXT = {
    "noscript with an end in an attribute": '<noscript><p title="</noscript>ALERT">',
    "escaped script": "&lt;script&gt;ALERT(1)&lt;/script&gt;",
    "script in decimal entities": "&#60;script&#62;ALERT(1)&#60;/script&#62;",
    "twice escaped": "&amp;lt;script&amp;gt;ALERT(1)",
    "tag after a bracket": "<<img src=x onerror=1>ALERT",
    "end before the start": "</p></script>ALERT",
    "code in a text area": "<textarea><img src=x onerror=1>ALERT</textarea>",
    "code in xmp": "<xmp><img src=x onerror=1>ALERT</xmp>",
    "plain text element": "<plaintext><img src=x onerror=1>ALERT",
    "select with code": "<select><option><img src=x onerror=1>ALERT</select>",
    "character data": "<svg/><![CDATA[<img src=x onerror=1>]]>ALERT",
    "badly nested": "<b><i onclick=x>ALERT</b></i>",
    "image out of a table": "<table><img src=x onerror=1>ALERT</table>",
    "link in a link": '<a href="https://a.test"><a href="javascript:1">ALERT</a></a>',
    "unknown element": "<custom-x onclick=1>ALERT</custom-x>",
    "wide brackets": "＜script＞ALERT(1)＜/script＞",
}


@pytest.mark.parametrize("name", GONE)
def test_clean_html_leaves_nothing_of_hostile_code(name):
    cleaned = clean_html(f"<p>before</p>{GONE[name]}")
    assert "ALERT" not in cleaned
    assert Inspector(cleaned).alien == []
    assert cleaned.startswith("<p>before</p>")


@pytest.mark.parametrize("name", ONLY_TEXT)
def test_clean_html_keeps_text_that_only_looks_hostile(name):
    cleaned = clean_html(ONLY_TEXT[name])
    assert "ALERT" in cleaned
    assert Inspector(cleaned).alien == []


@given(
    st.lists(
        st.sampled_from([*GONE.values(), *ONLY_TEXT.values(), "<", ">", '"', "'", "&", "</", "文"]),
        max_size=8,
    )
)
def test_clean_html_of_any_mixture_holds_only_what_is_kept(parts):
    cleaned = clean_html("".join(parts))
    assert Inspector(cleaned).alien == []
    assert clean_html(cleaned) == cleaned


@given(st.text(alphabet="<>&\"'/=!-;#x a文\t\n\x0b\x00", max_size=60))
def test_clean_html_of_any_characters_holds_only_what_is_kept(text):
    assert Inspector(clean_html(text)).alien == []


# -- what stays ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<p>九江讯</p>",
        "<h2>一</h2><h3>二</h3><h4>三</h4>",
        "<p><b>粗</b><strong>重</strong><i>斜</i><em>强</em></p>",
        "<ul><li>甲</li></ul><ol><li>乙</li></ol>",
        "<blockquote><p>引</p></blockquote>",
        "<p>上<br>下</p>",
        '<table><thead><tr><th colspan="2">头</th></tr></thead>'
        '<tbody><tr><td rowspan="3">甲</td><td>乙</td></tr></tbody></table>',
        "<p>1 &lt; 2 &amp; 3 &gt; 2</p>",
        "<p>“引号”‘单引号’ \"straight\" 'single'</p>",
        "<p>Tom &amp; Jerry；A&amp;B</p>",
        "<p>😀 𠮷 ﷽</p>",
    ],
)
def test_clean_html_keeps_the_kept_elements_as_they_are(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b", "a < b"),
        ("1<2", "1<2"),
        ("收入<5000元、>3000元", "收入<5000元、>3000元"),
        ("<3 重阳", "<3 重阳"),
        ("A&B & C&amp;D &lt;p&gt;", "A&B & C&D <p>"),
        ("《<》", "《<》"),
        ("他说：\"好\"，'行'", "他说：\"好\"，'行'"),
        ("&ldquo;好&rdquo;&hellip;", "“好”…"),
        ("&nbsp;", ""),
    ],
)
def test_harmless_brackets_ampersands_and_quotes_are_kept(html, text):
    assert words_of(html) == text


@pytest.mark.parametrize(
    "address", ["https://www.jiujiang.test/a?b=1&amp;c=2", "http://九江.test/路", "mailto:a@b.test"]
)
def test_clean_html_keeps_whole_addresses_and_adds_rel(address):
    rel = 'rel="nofollow noopener noreferrer"'
    assert clean_html(f'<a href="{address}" target="_blank">看</a>') == (
        f'<a href="{address}" {rel}>看</a>'
    )


def test_clean_html_unwraps_a_link_whose_address_is_not_allowed():
    assert clean_html('<p>看<a href="javascript:1">这里</a></p>') == "<p>看这里</p>"
    assert clean_html('<p><a name="_Toc1"></a>第一节</p>') == "<p>第一节</p>"


def test_clean_html_leaves_out_spans_that_are_no_small_numbers():
    for span in ("0", "-1", "1e3", "100", "x"):
        assert "span" not in clean_html(f'<table><tr><td colspan="{span}">a</td></tr></table>')


def test_clean_html_strips_what_word_pastes_and_keeps_its_words():
    word = (
        '<p class=MsoNormal style="text-indent:32pt"><![if !supportLists]><span lang=EN-US>1.'
        "</span><![endif]><span style='font-family:仿宋'>走进社区<o:p></o:p></span></p>"
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
    )
    assert clean_html(word) == "<p>1.走进社区</p>"


def test_clean_html_turns_control_characters_into_nothing_rather_than_question_marks():
    assert clean_html("甲\x00\x08乙\x0b丙") == "甲乙 丙"


def test_the_text_of_code_is_left_out():
    assert words_of("<p>甲<style>p{}</style><script>1</script>乙</p>") == "甲乙"
