"""Which page may stand under which: the home page says so of the two indexes, editorial names no page of
the site."""

from pathlib import Path

from wagtail.models import Page, get_page_models

from cms.models import HomePage
from editorial.people.units import UnitIndexPage
from editorial.series.models import SeriesIndexPage

ROOT = Path(__file__).parents[3]
INDEXES = (UnitIndexPage, SeriesIndexPage)


def test_the_indexes_stand_under_the_home_page_alone(cast):
    for index in INDEXES:
        assert index.can_exist_under(cast.site.home)
        others = Page.objects.exclude(pk=cast.site.home.pk)
        assert [page for page in others if index.can_exist_under(page)] == []
        # There is one, and it stays the only one.
        assert not index.can_create_at(cast.site.home)


def test_no_page_type_but_the_home_page_takes_them():
    takers = {
        model for model in get_page_models() if set(INDEXES) & set(model.allowed_subpage_models())
    }
    assert takers <= {HomePage, Page}


def test_the_work_names_no_page_of_the_site():
    sources = (
        path for path in (ROOT / "editorial").rglob("*.py") if "migrations" not in path.parts
    )
    naming = [path for path in sources if "cms.HomePage" in path.read_text(encoding="utf-8")]
    assert naming == []
