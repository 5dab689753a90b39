"""What is true in every setting. Reads no environment: dev and production do that."""

from pathlib import Path

from celery.schedules import crontab

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "cms",
    "scoring",
    "editorial",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.door.middleware.LongAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.door.characters.StorableMiddleware",
    "cms.door.keeping.KeepingMiddleware",
    "cms.door.middleware.ButtonAddressMiddleware",
    "cms.door.middleware.FirstPasswordMiddleware",
    "editorial.walls.gate.WagtailGate",
    # Last: its process_view answers for the view, so nothing may come after it.
    "cms.door.middleware.AtomicWritesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

AUTH_USER_MODEL = "editorial.User"
AUTHENTICATION_BACKENDS = ["editorial.backends.SeatedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"

# Uploads are served by a view that asks who may see them (editorial.walls.media), never by a web root.
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"
# Where the proxy finds the uploads for X-Accel-Redirect; empty: the view streams them itself.
SENDFILE_PREFIX = ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "cms.running.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "pulse": {"task": "cms.pulse.pulse_of_worker", "schedule": 60},
    "notices": {"task": "editorial.tasks.send_waiting_notices", "schedule": 120},
    "uploads": {"task": "editorial.tasks.read_waiting_uploads", "schedule": 60},
    "circulars": {"task": "scoring.tasks.make_waiting_bulletin_files", "schedule": 60},
    "recount": {
        "task": "scoring.tasks.recount_open_quarters",
        "schedule": crontab(hour=2, minute=30),
    },
}

WAGTAIL_SITE_NAME = "秉笔亮烛"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.door.login_form.LoginForm"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "editorial.PhotoAsset"
WAGTAILDOCS_DOCUMENT_MODEL = "editorial.Attachment"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "wps"]
# A document's address is its file under /media/; Wagtail's own serve view is not mounted.
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# An index made anew chunk by chunk: each entry is replaced where it stands, and nobody waits for the end.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backend", "ATOMIC_REBUILD": False}}

# Finishing a review makes an ApprovedVersion, it does not publish (decision 10).
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.review.finish.finish_workflow"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
# Every autosave is a log row and a hundred queries; a lost sentence is worse than ten seconds.
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul"]},
    }
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # Wagtail's admin needs inline styles and scripts of its own pages.
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "cms.door.errors.expired_form"

# True only where the demo's log-ins may be shown; production never sets it.
DEMO_MODE = False

# Everything goes to stderr. What of a request failed carries the number that its page shows.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "cms.door.faults.Numbered"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["numbered"],
            "level": "ERROR",
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
