"""Who holds which role, and what may be done to a piece at all (decision 12). Who sees which rows is
editorial.pieces.visible; who may take a review step is editorial.pieces.rules."""

from editorial import roles
from editorial.roles import Seat


def seats_of(user):
    """All seats of a user as a frozenset. Empty for the anonymous, the inactive and the retired."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return user.seats


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


def may_merge_authors(user):
    return may_manage_people(user) or may_route(user)
