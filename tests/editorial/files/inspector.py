"""What a second parser finds in cleaned markup that has no business there."""

from html.parser import HTMLParser

import bs4

from editorial.files.markup import KEPT_TAGS, clean_html

KEPT_ATTRIBUTES = {"a": {"href", "rel"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


class Inspector(HTMLParser):
    """Lists what a reader of the result would meet that has no business there."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.alien = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in KEPT_TAGS:
            self.alien.append(tag)
        for name, value in attrs:
            if name not in KEPT_ATTRIBUTES.get(tag, ()):
                self.alien.append(f"{tag} {name}")
            if name == "href" and not value.lower().startswith(("http://", "https://", "mailto:")):
                self.alien.append(value)

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        self.alien.append(f"comment {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def words_of(markup):
    """What a reader sees of it once it is cleaned, as another parser reads it."""
    text = bs4.BeautifulSoup(clean_html(markup), "html.parser").get_text()
    return " ".join(text.replace("\xa0", " ").split(" ")).strip()
