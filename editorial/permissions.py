"""Who holds which role, and what may be done to a piece at all (design D5b). Who sees which rows is
editorial.querysets; who may take a review step is editorial.review_rules."""

from dataclasses import dataclass

from wagtail.models import PagePermissionTester

from editorial import roles, stages


@dataclass(frozen=True)
class Seat:
    """One role held by a user; `unit_id` is None for the bureau's roles."""

    role: str
    unit_id: int | None


def seats_of(user):
    """All seats of a user as a frozenset, read once per user object. Empty for the anonymous, the
    inactive and the retired. A superuser holds every bureau role but no unit's."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_seats"):
        user._seats = _read_seats(user)
    return user._seats


def _read_seats(user):
    from editorial.models import RoleGroup

    # A retired unit's people keep their memberships, which count again when it comes back.
    held = RoleGroup.objects.filter(group__user=user, unit__retired_on__isnull=True)
    rows = held.values_list("role", "unit_id")
    seats = {Seat(role, unit_id) for role, unit_id in rows}
    if user.is_superuser:
        seats |= {Seat(role, None) for role in roles.BUREAU_ROLES}
    return frozenset(seats)


def has_role(user, *wanted):
    """Whether the user holds one of these roles, in any unit."""
    return any(seat.role in wanted for seat in seats_of(user))


def heads(user, unit_id):
    return Seat(roles.HEAD, unit_id) in seats_of(user)


def unit_ids_of(user):
    """The units a user belongs to, as correspondent or head."""
    return {seat.unit_id for seat in seats_of(user) if seat.unit_id is not None}


def is_bureau(user):
    """Whether the user works on everybody's pieces: the bureau's people, not a unit's."""
    return has_role(user, *roles.BUREAU_ROLES)


def reads_all_pieces(user):
    """The bureau's reviewers, editors, series editor, score keeper and managers read every
    submitted piece; drafts stay the unit's."""
    return is_bureau(user)


def may_route(user):
    return has_role(user, roles.EDITOR, roles.CHIEF)


def may_verify_placements(user):
    return has_role(user, roles.EDITOR, roles.REVIEWER, roles.CHIEF)


def may_keep_words(user):
    """The word lists are kept by those who review."""
    return has_role(user, roles.EDITOR, roles.REVIEWER, roles.CHIEF)


def may_record_placements(user):
    """Correspondents and heads for their own unit, editors for all."""
    return bool(unit_ids_of(user)) or may_route(user)


def may_manage_people(user):
    return has_role(user, roles.MANAGER)


def may_keep_scores(user):
    return has_role(user, roles.SCORER)


def may_confirm_scores(user):
    """The second person for what the score keeper enters by hand."""
    return has_role(user, roles.CHIEF)


class PiecePermissionTester(PagePermissionTester):
    """Superusers included: no publishing except through routing, nothing deleted once submitted,
    no move, copy only of own drafts."""

    @property
    def stage(self):
        if not hasattr(self.page, "_stage"):
            from editorial.status import stage_of_piece

            self.page._stage = stage_of_piece(self.page.pk)
        return self.page._stage

    def can_edit(self):
        from editorial.review_rules import may_edit

        return self.user.is_active and may_edit(self.page, self.user, self.stage)

    def can_submit_for_moderation(self):
        from editorial.review_rules import may_submit

        return may_submit(self.page, self.user, self.stage)

    def can_delete(self, ignore_bulk=False):
        from editorial.review_rules import may_delete

        return may_delete(self.page, self.user, self.stage)

    def can_view_revisions(self):
        from editorial.querysets import piece_is_visible_to

        return piece_is_visible_to(self.page, self.user)

    def can_copy(self):
        return self.stage == stages.DRAFT and self.page.owner_id == self.user.pk

    def _never(self, *args, **kwargs):
        return False

    can_publish = can_unpublish = can_move = can_move_to = _never
    can_set_view_restrictions = can_unschedule = can_lock = can_unlock = _never
    can_publish_subpage = can_reorder_children = can_add_subpage = _never


class FixedPagePermissionTester(PagePermissionTester):
    """A unit and the two indexes: retired at most, never deleted, moved or taken off the site, since
    everything that was ever counted stands below them."""

    def _never(self, *args, **kwargs):
        return False

    can_delete = can_move = can_move_to = can_unpublish = can_copy = _never
    can_set_view_restrictions = can_lock = can_unlock = can_reorder_children = _never
