"""What the importer guessed and left out, over the text until the correspondent confirms it."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from editorial.intake.views import notes_of_reading


class ReadingPanel(Panel):
    """What the importer guessed and left out, over the text until the correspondent confirms it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/intake/panel.html"

        def is_shown(self):
            return bool(self.uploads)

        @cached_property
        def uploads(self):
            pk, user = self.instance.pk, self.request.user
            return list(notes_of_reading(pk, user)) if pk else []

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"uploads": self.uploads}
