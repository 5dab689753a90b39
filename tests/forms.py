"""What a browser posts from the editor's screen of a piece, and what its reader is told."""

import bs4
from django.utils.timezone import localdate
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def form_of(title="都昌重阳走访", body=None, bylines=("陈明",), **fields):
    """The form of a new piece."""
    blocks = (
        body if body is not None else [("paragraph", rich_text("<p>10月21日，走访老干部。</p>"))]
    )
    rows = [{"name": name, "role": "text", "unit": "", "share": "1"} for name in bylines]
    return nested_form_data(
        {
            "title": title,
            "kicker": "",
            "subtitle": "",
            "body": streamfield(blocks),
            "bylines": inline_formset(rows),
            "genre": "news",
            "event_date": f"{localdate()}",
            "topics": [],
            "series": "",
            "source": "own",
            "source_note": "",
            "is_secret_free": "on",
            "web_allowed": "on",
            "people_consent": "on",
            "comments": inline_formset([]),
            **fields,
        }
    )


def edit_form_of(piece, title, **fields):
    """The form of a piece that has one byline, with another headline typed in."""
    byline = piece.bylines.get()
    row = {
        "name": byline.contributor.name,
        "role": "text",
        "unit": byline.contributor.unit_id,
        "share": "1",
        "id": byline.pk,
    }
    form = form_of(title=title, **fields)
    return form | nested_form_data({"bylines": inline_formset([row], initial=1)})


def messages_in(response):
    """The messages at the head of a page, in the words that its reader sees."""
    page = bs4.BeautifulSoup(response.content, "html.parser")
    for button in page.select(".messages button"):
        button.decompose()
    return [item.get_text(strip=True) for item in page.select(".messages ul > li")]
