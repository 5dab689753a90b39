"""All addresses. The admin's own are registered by hooks in each app. Wagtail's document and image
serve views are not mounted: both answer anybody (decision 14)."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.door import accounts, keeping
from cms.running import health
from cms.search import views as search_views
from editorial.walls import media

handler400 = "cms.door.errors.bad_request"
handler403 = "cms.door.errors.forbidden"
handler404 = "cms.door.errors.not_found"
handler500 = "cms.door.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/first-password/", accounts.first_password, name="first_password"),
    path("admin/here/", keeping.who_is_here, name="who_is_here"),
    path("admin/account/", accounts.account_view, name="wagtailadmin_account"),
    path("admin/", include(wagtailadmin_urls)),
    path("api/assessment/v1/", include("scoring.feed.urls")),
    path("media/<path:path>", media.serve, name="media"),
    path("search/", search_views.search, name="search"),
    # Stock's log-in for readers: the site has none.
    path(
        "_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)
    ),
    # Last: Wagtail's page tree takes every address that is left.
    path("", include(wagtail_urls)),
]
