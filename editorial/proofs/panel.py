"""What the checks found, beside the form where it is mended."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from editorial.proofs.reading import proofs_of


class ProofsPanel(Panel):
    """What the proof checks found in the text as last saved, beside the form where it is mended."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/proofs/panel.html"

        def is_shown(self):
            return bool(self.proofs)

        @cached_property
        def proofs(self):
            if not self.instance.pk:
                return []
            found = proofs_of(self.instance)
            return [p for p in found if p.waiver is None and p.finding.severity != "note"]

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"proofs": self.proofs}
