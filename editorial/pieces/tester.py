"""What may be done to a piece in Wagtail's admin at all; the rules it asks are editorial.pieces.rules."""

from wagtail.models import PagePermissionTester

from editorial import stages
from editorial.pieces.rules import may_delete, may_edit, may_submit
from editorial.pieces.visible import piece_is_visible_to


class PiecePermissionTester(PagePermissionTester):
    """Superusers included: no publishing except through routing, nothing deleted once submitted,
    no move, copy only of own drafts."""

    def can_edit(self):
        return self.user.is_active and may_edit(self.page, self.user, self.page.stage)

    def can_submit_for_moderation(self):
        return may_submit(self.page, self.user, self.page.stage)

    def can_delete(self, ignore_bulk=False):
        return may_delete(self.page, self.user, self.page.stage)

    def can_view_revisions(self):
        return piece_is_visible_to(self.page, self.user)

    def can_copy(self):
        return self.page.stage == stages.DRAFT and self.page.owner_id == self.user.pk

    def _never(self, *args, **kwargs):
        return False

    can_publish = can_unpublish = can_move = can_move_to = _never
    can_set_view_restrictions = can_unschedule = can_lock = can_unlock = _never
    can_publish_subpage = can_reorder_children = can_add_subpage = _never
