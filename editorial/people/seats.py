"""Who holds which role, and what may be done to a piece at all (decision 12). Who sees which rows is
editorial.pieces.visible; who may take a review step is editorial.pieces.rules."""

from dataclasses import dataclass

from editorial import roles
from editorial.people.models import RoleGroup


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
