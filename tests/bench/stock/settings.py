"""Stock Wagtail: our rooms lend their tables of people and files, but not their hooks, templates,
middleware, log-in rules or ways of finishing a workflow."""

from tests.bench.ours.settings import *  # noqa: F403
from tests.bench.ours.settings import INSTALLED_APPS as OURS
from tests.bench.ours.settings import MIDDLEWARE as OUR_MIDDLEWARE
from tests.bench.ours.settings import TEMPLATES

BARE = {
    "cms": "tests.bench.stock.apps.BareCms",
    "editorial": "tests.bench.stock.apps.BareEditorial",
}
INSTALLED_APPS = [BARE.get(app, app) for app in OURS if app != "scoring"]
INSTALLED_APPS += ["wagtail.snippets", "tests.bench.stock"]
MIDDLEWARE = [name for name in OUR_MIDDLEWARE if not name.startswith(("cms.", "editorial."))]
TEMPLATES = [TEMPLATES[0] | {"DIRS": []}]
ROOT_URLCONF = "tests.bench.stock.urls"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
for _name in (
    "WAGTAIL_FINISH_WORKFLOW_ACTION",
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT",
    "WAGTAILADMIN_USER_LOGIN_FORM",
    "CSRF_FAILURE_VIEW",
):
    del globals()[_name]
