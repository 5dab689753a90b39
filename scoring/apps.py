"""The count as a Django app: listens to editorial's one signal."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "计分"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from scoring import receivers  # noqa: F401  (connects on import)
