"""The public site as a reader meets it."""

import pytest

from editorial.pieces.page import PiecePage
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_photo, make_piece


@pytest.fixture
def series(cast):
    return cast.site.series.add_child(
        instance=SeriesPage(title="养老防诈", slug="fangzha", introduction="守好养老钱")
    )


def publish(piece, at=None):
    """Approved pieces go live; the routing action does it for people."""
    piece.get_latest_revision().publish()
    if at:
        PiecePage.objects.filter(pk=piece.pk).update(first_published_at=at)
    return PiecePage.objects.get(pk=piece.pk)


def live_piece(cast, at=None, **kwargs):
    piece = make_piece(cast.duchang, cast.tongxun, **kwargs)
    return publish(bring_to("approved", piece, cast), at)


def test_home_shows_lead(client, cast, series):
    piece = live_piece(cast, title="有照片的头条", series=series, photos=[make_photo(cast.duchang)])
    other = live_piece(cast, title="没照片的一篇", series=series)
    for page in (
        cast.site.home,
        piece,
        other,
        series,
        cast.site.series,
        cast.duchang,
        cast.site.units,
    ):
        response = client.get(page.get_url())
        assert response.status_code == 200, page
        print(response.content.decode()[:6000] if page in (piece, cast.site.home) else "")


def test_the_search_knows_the_names_of_series_and_units(client, cast):
    """Whoever looked for a unit was told that nothing was found."""
    page = client.get("/search/", {"q": "都昌县委"}).content.decode()
    assert f'href="{cast.duchang.url}"' in page
    assert cast.hukou.title not in page
