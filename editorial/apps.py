"""The work as a Django app: connects the one writer of a piece's stage and the mail to whom an act concerns."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "采编"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from editorial import receivers  # noqa: F401  (connects on import)
        from editorial.models import PiecePage
        from editorial.panels import piece_edit_handler

        # The form's layout stands above the page: it asks the rules, which ask the page.
        PiecePage.edit_handler = piece_edit_handler()
