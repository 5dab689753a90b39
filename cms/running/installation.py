"""What `manage.py setup` does, each step safe to repeat: the site and its home page, everything the
work and the count need before anybody can begin, and the first administrator."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from editorial import setup as editorial_setup
from editorial import setup_lists
from editorial.folding import stored
from editorial.people.models import User
from editorial.people.names import first_password
from editorial.wordlists import actions as word_lists
from scoring.setup import ensure_rulebook_and_quarter


@transaction.atomic
def install():
    """Bring an empty, migrated database to where people can work; changes nothing the second time."""
    home = ensure_home()
    units, series = editorial_setup.ensure_indexes(home)
    editorial_setup.ensure_bureau_roles(units)
    editorial_setup.ensure_series_editors(series)
    editorial_setup.ensure_workflow()
    setup_lists.ensure_outlets()
    setup_lists.ensure_series(series)
    setup_lists.ensure_topics()
    word_lists.ensure_filled()
    ensure_count()


def ensure_home():
    """The home page as the default site's root, in place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is None:
        Locale.objects.get_or_create(language_code="zh-hans")
        _remove_welcome_page()
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title="秉笔亮烛", slug="home"))
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(
            hostname="localhost", site_name="秉笔亮烛", root_page=home, is_default_site=True
        )
    elif site.root_page_id != home.pk:
        site.root_page = home
        site.save()
    return home


def stand_at(hostname, port):
    """The default site's address, which canonical links and shared cards name."""
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()


def _remove_welcome_page():
    """Wagtail's first migration makes it and a site that stands on it."""
    for page in Page.objects.filter(depth=2, content_type__model="page"):
        Site.objects.filter(root_page=page).delete()
        page.delete()


def ensure_count():
    """The rule book and the quarter of today."""
    ensure_rulebook_and_quarter(timezone.localdate())


def first_administrator(username):
    """The one-time password of the administrator just made, or None when the name was taken."""
    username = stored(username)
    if User.objects.filter(username__iexact=username).exists():
        return None
    password = first_password()
    User.objects.create_superuser(
        username, password=password, name=username, must_change_password=True
    )
    return password
