"""The lock that Wagtail's editor shows: approved and spiked pieces for everyone, pieces in review
for all but the step's reviewers."""

from wagtail.locks import BaseLock

from editorial import stages
from editorial.pieces.rules import may_edit


class StageLock(BaseLock):
    """A piece at `stage`; who may edit then is review_rules.may_edit."""

    def __init__(self, piece, stage):
        super().__init__(piece)
        self.stage = stage

    def for_user(self, user):
        return not may_edit(self.object, user, self.stage)

    def get_message(self, user):
        if self.stage == stages.APPROVED:
            return "稿件已审定，不能再改。确需修改请由编辑“重开”。"
        if self.stage == stages.SPIKED:
            return "稿件未采用，已结束。"
        return (
            f"稿件正在{stages.STAGE_NAMES[self.stage]}，由这一环节的人修改。"
            if self.for_user(user)
            else ""
        )

    def get_locked_by(self, user):
        return f"{stages.STAGE_NAMES[self.stage]}中"

    def get_description(self, user):
        return self.get_message(user)

    def get_icon(self, user):
        return "lock"


def lock_of(piece):
    """The lock of a piece, None while it is with its author."""
    if piece.pk is None:
        return None
    return None if piece.stage in stages.WITH_AUTHOR else StageLock(piece, piece.stage)
