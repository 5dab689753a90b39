"""What every list of the admin shares; rows, columns and rights are each list's own."""

from django.middleware.csrf import get_token
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView


class ListView(IndexView):
    """Wagtail's list with our own rights and with the count in Chinese measure words."""

    # Who may open it is the view's own question, which rows there are a queryset's.
    any_permission_required = None
    permission_policy = None
    search_backend_name = None
    paginate_by = 30
    counted = "条"
    # What to do when there are no rows.
    empty_text = ""

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        paginator.items_count_label = f"共{paginator.count}{self.counted}"
        return paginator

    def get_context_data(self, **kwargs):
        return super().get_context_data(empty_text=self.empty_text, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.page_title}]


class ButtonsColumn(Column):
    """A cell with forms. Wagtail renders a cell in a context of its own, where their token is missing."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}
