"""The pages that everything counted stands below: where they stand and what may be done to them."""

from wagtail.models import PagePermissionTester


class UnderTheHomePage:
    """An index: the home page names it among what may stand under it, no other page of ours does, and
    the root of the tree, which would take any page, is refused here."""

    @classmethod
    def can_exist_under(cls, parent):
        return not parent.is_root() and super().can_exist_under(parent)


class FixedPagePermissionTester(PagePermissionTester):
    """A unit and the two indexes: retired at most, never deleted, moved or taken off the site, since
    everything that was ever counted stands below them."""

    def _never(self, *args, **kwargs):
        return False

    can_delete = can_move = can_move_to = can_unpublish = can_copy = _never
    can_set_view_restrictions = can_lock = can_unlock = can_reorder_children = _never
