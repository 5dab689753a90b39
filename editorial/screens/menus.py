"""A menu item for whoever a permission function lets in; a group without items hides itself."""

from wagtail.admin.menu import MenuItem


class AllowedMenuItem(MenuItem):
    def __init__(self, *args, allowed, **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def is_shown(self, request):
        return self.allowed(request.user)
