"""The count as a Django app: listens to editorial's signals, says who may see its files."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "计分"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial.walls.media import FINDERS
        from scoring import media
        from scoring.ledger import receivers  # noqa: F401  (connects on import)

        FINDERS[media.FOLDER].extend(media.FINDERS)
