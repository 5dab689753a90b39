"""What may be done to the pages that everything counted stands below."""

from wagtail.models import PagePermissionTester


class FixedPagePermissionTester(PagePermissionTester):
    """A unit and the two indexes: retired at most, never deleted, moved or taken off the site, since
    everything that was ever counted stands below them."""

    def _never(self, *args, **kwargs):
        return False

    can_delete = can_move = can_move_to = can_unpublish = can_copy = _never
    can_set_view_restrictions = can_lock = can_unlock = can_reorder_children = _never
