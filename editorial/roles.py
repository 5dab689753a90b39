"""PURE: the roles of the field and the words for them. Who holds which is a RoleGroup membership."""

from typing import NamedTuple

CORRESPONDENT = "correspondent"
HEAD = "head"
EDITOR = "editor"
REVIEWER = "reviewer"
CHIEF = "chief"
SCORER = "scorer"
SERIES = "series"
MANAGER = "manager"

UNIT_ROLES = {CORRESPONDENT: "通讯员", HEAD: "单位负责人"}
BUREAU_ROLES = {
    EDITOR: "编辑",
    REVIEWER: "审核",
    CHIEF: "终审",
    SCORER: "计分",
    SERIES: "专栏",
    MANAGER: "管理",
}
ROLE_NAMES = UNIT_ROLES | BUREAU_ROLES
ROLE_CHOICES = list(ROLE_NAMES.items())


class Seat(NamedTuple):
    """One role as somebody holds it; `unit_id` is None for the bureau's roles."""

    role: str
    unit_id: int | None


# A manager hands out these; the chief's and the managers' own seat is handed out by the
# administrator alone, so that nobody can promote themselves.
GRANTABLE_BY_MANAGER = frozenset({CORRESPONDENT, HEAD, EDITOR, REVIEWER, SCORER, SERIES})
