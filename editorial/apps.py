"""The work as a Django app: connects the rooms' receivers, and puts the form's layout on the page."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "采编"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models must be loaded before any of these; each connects or registers on import.
        from editorial import keys  # noqa: F401
        from editorial.compare import receivers as _compare  # noqa: F401
        from editorial.intake import receivers as _intake  # noqa: F401
        from editorial.pieces.page import PiecePage
        from editorial.record import check, receivers  # noqa: F401
        from editorial.review import receivers as _review  # noqa: F401
        from editorial.writing.panels import piece_edit_handler

        # The form's layout stands above the page: it asks the rules, which ask the page.
        PiecePage.edit_handler = piece_edit_handler()
