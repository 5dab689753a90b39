"""The work as a Django app: connects the one writer of a piece's stage and the mail to whom an act concerns."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "采编"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial import receivers  # noqa: F401  (connects on import)
