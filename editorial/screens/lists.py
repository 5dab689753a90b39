"""What every list of the admin shares: its count, its search, what it says when it is empty and the file to
take away. Rows, columns and rights are each list's own."""

import django_filters
from django.middleware.csrf import get_token
from django.urls import reverse
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from editorial.screens.finding import matching
from editorial.screens.takeaway import taken_away
from editorial.search_words import LONGEST_SEARCH, TOO_LONG

EXPORT = "export"


class ListView(IndexView):
    """Wagtail's list with our own rights and with the count in Chinese measure words."""

    # Who may open it is the view's own question, which rows there are a queryset's.
    any_permission_required = None
    permission_policy = None
    search_backend_name = None
    FORMATS = ("xlsx",)
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "components/list_results.html"
    paginate_by = 30
    # What a row is, and the word it is counted by.
    thing = "记录"
    counted = "条"
    # What to do when there are no rows.
    empty_text = ""
    # What one can look for, in the empty field of the search.
    searched = "查找…"
    # The buttons beside the title; 导出Excel follows them.
    buttons = ()
    # Further columns of the file: [(heading, value of a row)].
    in_file_alone = ()
    # The file's name for what can't read Chinese names.
    plain_name = "list"

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        paginator.items_count_label = f"共{paginator.count}{self.counted}"
        return paginator

    def get_context_data(self, **kwargs):
        too_long = TOO_LONG if self.is_too_long else ""
        return super().get_context_data(
            empty_text=self.empty_text, search_too_long=too_long, **kwargs
        )

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.page_title}]

    # -- the search --------------------------------------------------------------------------------

    def get_search_form(self):
        if not self.is_searchable:
            return None
        form = SearchForm({"q": self.typed} if self.typed else None, placeholder=self.searched)
        form.fields["q"].widget.attrs["maxlength"] = LONGEST_SEARCH
        return form

    @property
    def typed(self):
        return self.request.GET.get(self.search_kwarg, "").replace("\0", "").strip()

    @property
    def is_too_long(self):
        return len(self.search_query) > LONGEST_SEARCH

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        if self.is_too_long:
            return queryset.none()
        return self.find(queryset, self.search_query)

    def find(self, queryset, query):
        return matching(queryset, query, self.search_fields)

    # -- the filters -------------------------------------------------------------------------------

    @property
    def has_faulty_filter(self):
        return bool(self.filters) and not self.filters.is_valid()

    @property
    def is_filtering(self):
        return super().is_filtering or self.has_faulty_filter

    def filter_queryset(self, queryset):
        """A filter by what doesn't exist finds nothing; Wagtail would show everything."""
        return queryset.none() if self.has_faulty_filter else super().filter_queryset(queryset)

    # -- the file ----------------------------------------------------------------------------------

    @property
    def header_buttons(self):
        """Drawn again whenever the rows are, so the address of the file follows the filters."""
        return [*self.buttons, HeaderButton("导出Excel", self.file_address, icon_name="download")]

    @property
    def file_address(self):
        asked = self.request.GET.copy()
        for name in (self.page_kwarg, EXPORT, "_w_filter_fragment"):
            asked.pop(name, None)
        asked[EXPORT] = "xlsx"
        return f"{self.index_url}?{asked.urlencode()}"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """The rows that are shown, all pages of them, in their order."""
        heads, values = zip(*self.file_columns(), strict=True)
        rows = ([value(row) for value in values] for row in queryset)
        return taken_away(
            self.request, self.file_title, self.plain_name, heads, rows, self.conditions()
        )

    @property
    def file_title(self):
        return self.page_title

    def file_columns(self):
        shown = [column for column in self.columns if getattr(column, "is_in_file", True)]
        return [*((column.label, column.get_value) for column in shown), *self.in_file_alone]

    def conditions(self):
        """[(what, which)]: how the shown rows were chosen and put in order."""
        said = [("查找", self.search_query)] if self.is_searching else []
        said += [(str(one.field_label), str(one.value)) for one in self.active_filters]
        by = {column.sort_key: column.label for column in self.columns if column.sort_key}
        asked = self.ordering if self.is_explicitly_ordered else ""
        if name := by.get(str(asked).lstrip("-")):
            said.append(("排序", f"{name}，{'从后往前' if asked[0] == '-' else '从前往后'}"))
        return said


class MineFilter(django_filters.ChoiceFilter):
    """Only those rows that are this person's in one sense, such as what they entered; `rows` is a
    function (user) -> queryset."""

    def __init__(self, *, words, rows, **kwargs):
        super().__init__(choices=[("me", words)], **kwargs)
        self.rows = rows

    def filter(self, queryset, value):
        if value != "me":
            return queryset
        mine = self.rows(self.parent.request.user).order_by()
        return queryset.filter(pk__in=mine.values("pk"))


class LinkColumn(Column):
    """What leads to the page of the row: the headline, the name."""

    cell_template_name = "editorial/screens/_headline_cell.html"

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def arguments(self, instance):
        return (instance.pk,)

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["title"] = self.get_value(instance)
        context["url"] = reverse(self.address, args=self.arguments(instance))
        return context


class StateColumn(Column):
    """A word with an icon, drawn by the room's own template."""

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, **kwargs)
        self.cell_template_name = template

    def get_value(self, instance):
        return getattr(instance, f"get_{self.name}_display")()


class ButtonsColumn(Column):
    """A cell with forms. Wagtail renders a cell in a context of its own, where their token is missing."""

    is_in_file = False

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}
