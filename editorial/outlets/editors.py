"""The door of the screens that editors alone open."""

from editorial.people.seats import may_route
from editorial.screens.answers import forbidden

EDITORS_ONLY = "送稿由编辑办理，您没有这项权限。"


class EditorsOnly:
    """A list that only those who route may open."""

    def dispatch(self, request, *args, **kwargs):
        if not may_route(request.user):
            return forbidden(request, EDITORS_ONLY)
        return super().dispatch(request, *args, **kwargs)
