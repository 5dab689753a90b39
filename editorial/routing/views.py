"""The screens of routing: 待送稿件, choosing outlets for one piece, 送稿登记, one routing with its moves
and its package. The moves themselves are editorial.routing.actions."""

import django_filters
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from editorial import stages
from editorial.manuscripts.blocks import characters
from editorial.manuscripts.package import PatternError, package_zip
from editorial.outlets.editors import EDITORS_ONLY, EditorsOnly
from editorial.outlets.fits import fits_of, is_online
from editorial.outlets.models import Channel, Kind, Level, Outlet
from editorial.people.seats import may_record_placements, may_route
from editorial.pieces.body import photos_in
from editorial.pieces.lists import BylinesColumn, DayColumn, HeadlineColumn, PieceListView
from editorial.pieces.page import visible_piece
from editorial.refused import Refused, TooLate
from editorial.review.signed_text import manuscript_of, signed_text
from editorial.routing import actions
from editorial.routing.forms import MoveForm, RouteForm
from editorial.routing.models import Routing
from editorial.routing.visible import as_they_stand, routable_statuses, routings_visible_to
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.downloads import named
from editorial.screens.lists import ButtonsColumn, LinkColumn, ListView, StateColumn
from editorial.screens.pages import screen

# -- 待送稿件 ---------------------------------------------------------------------------------------


class RouteColumn(Column):
    is_in_file = False
    cell_template_name = "editorial/routing/_route_cell.html"


class RoutablePiecesView(EditorsOnly, PieceListView):
    page_title = "待送稿件"
    header_icon = "upload"
    index_url_name = "routing:routable_pieces"
    index_results_url_name = "routing:routable_pieces_results"
    default_ordering = "since"
    filterset_class = None
    empty_text = "审定的稿件都选好媒体了。新的稿件终审通过后，会出现在这里。"
    columns = [
        HeadlineColumn("title", label="标题", width="44%"),
        Column("unit", label="单位", accessor="unit.title"),
        BylinesColumn("bylines", label="署名"),
        DayColumn("since", label="审定时间", sort_key="since", classname="tabular"),
        RouteColumn("route", label="办理"),
    ]

    def get_rows(self):
        return routable_statuses(self.request.user)


# -- choosing outlets ------------------------------------------------------------------------------


def route_piece(request, pk):
    """Tick outlets for one signed piece; those that already have it show how it stands there."""
    page = visible_piece(request.user, pk)
    if not may_route(request.user):
        return forbidden(request, EDITORS_ONLY)
    version = page.status_row.approved_version
    if version is None:
        messages.error(request, "这篇稿件现在不是审定状态，不能送稿。")
        return redirect("desk:piece", pk)
    needs_series = not version.content.get("series")
    if request.method != "POST":
        form = RouteForm(initial={"version": version.pk}, needs_series=needs_series)
        return _route_screen(request, page, version, form)
    form = RouteForm(request.POST, needs_series=needs_series)
    if form.is_valid() and _route(request, page, form):
        return redirect("routing:routing_desk")
    return _route_screen(request, page, version, form)


def _route(request, page, form):
    """True when done; a refusal stands beside its field and nothing was written."""
    series = form.cleaned_data.get("series")
    with refusal_in_form(form), refusal_in_form(form, "series", of=actions.SeriesNeeded):
        rows = actions.route(
            page.pk,
            [outlet.pk for outlet in form.cleaned_data["outlets"]],
            request.user,
            version_id=form.cleaned_data["version"],
            series_id=series.pk if series else None,
        )
        messages.success(request, told_of(rows))
        return True
    return False


def told_of(routings):
    """What became of one piece's new routings: only the own site has it at once."""
    sent = [row for row in routings if row.state == stages.SENT]
    counts = [f"已送{len(sent)}家（本单位网站上已刊出）"] if sent else []
    if waiting := len(routings) - len(sent):
        counts.append(f"待送{waiting}家")
    return f"《{routings[0].version.content['title']}》{'，'.join(counts)}。"


def _route_screen(request, page, version, form):
    headline, body = signed_text(version)
    return screen(
        request,
        "editorial/routing/route.html",
        "选择媒体",
        "upload",
        [(reverse("routing:routable_pieces"), "待送稿件")],
        page=page,
        version=version,
        form=form,
        headline=headline,
        headline_length=characters(headline),
        body_length=characters(body),
        photos=len(photos_in(version.content["body"])),
        web_allowed=bool(version.content.get("web_allowed")),
        levels=outlet_choices(page, version, headline, body, form["outlets"].value() or []),
    )


def outlet_choices(page, version, headline, body, ticked):
    """[(level, choices)]: each outlet with how the text fits it, and why it can't be ticked if so."""
    standing = {
        row.outlet_id: row for row in as_they_stand(version.routings.exclude(state=stages.PULLED))
    }
    ticked = {str(pk) for pk in ticked}
    levels = {}
    for outlet in Outlet.objects.filter(is_active=True):
        choice = {
            "outlet": outlet,
            "fits": fits_of(outlet, headline, body),
            "routing": standing.get(outlet.pk),
            "barred": is_online(outlet) and not version.content.get("web_allowed"),
            "is_site": outlet.channel == Channel.SITE,
            "ticked": str(outlet.pk) in ticked,
        }
        levels.setdefault(outlet.level, []).append(choice)
    return [(label, levels[level]) for level, label in Level.choices if level in levels]


# -- 送稿登记 -----------------------------------------------------------------------------------------


class RoutingFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="状态", choices=list(stages.ROUTING_NAMES.items()), empty_label="全部"
    )
    outlet = django_filters.ModelChoiceFilter(
        label="媒体", queryset=Outlet.objects.all(), empty_label="全部"
    )
    level = django_filters.ChoiceFilter(
        label="级别", choices=Level.choices, field_name="outlet__level", empty_label="全部"
    )
    sent_at = django_filters.DateFromToRangeFilter(label="发出日期")

    class Meta:
        model = Routing
        fields = []


class RoutingHeadlineColumn(LinkColumn):
    def get_value(self, instance):
        return instance.version.content.get("title", "")


class RoutingStateColumn(StateColumn):
    def get_value(self, instance):
        if instance.is_used:
            return "已采用"
        if instance.state == stages.SENT and instance.is_void:
            return "已送旧稿"
        return super().get_value(instance)


class RoutingMovesColumn(ButtonsColumn):
    cell_template_name = "editorial/routing/_moves_cell.html"


class RoutingDeskView(EditorsOnly, ListView):
    counted = "条"
    thing = "送稿"
    model = Routing
    page_title = "送稿登记"
    header_icon = "mail"
    results_template_name = "editorial/routing/desk_results.html"
    index_url_name = "routing:routing_desk"
    index_results_url_name = "routing:routing_desk_results"
    search_fields = [
        "version__content__title",
        "piece__title",
        "piece__draft_title",
        "outlet__name",
        "routed_by__name",
        "piece__status_row__unit__title",
        "piece__status_row__unit__short_name",
        "piece__bylines__contributor__name",
        "piece__bylines__typed_name",
    ]
    searched = "标题、媒体、单位、作者"
    plain_name = "routings"
    default_ordering = "-routed_at"
    filterset_class = RoutingFilterSet
    columns = [
        RoutingHeadlineColumn("title", label="标题", width="36%", address="routing:routing"),
        Column("outlet", label="媒体", accessor="outlet.name", sort_key="outlet__sort_order"),
        RoutingStateColumn(
            "state", label="状态", sort_key="state", template="editorial/routing/_state_cell.html"
        ),
        DayColumn("routed_at", label="送稿时间", sort_key="routed_at", classname="tabular"),
        DayColumn("sent_at", label="发出时间", sort_key="sent_at", classname="tabular"),
        RoutingMovesColumn("moves", label="办理"),
    ]

    def get_base_queryset(self):
        return as_they_stand(routings_visible_to(self.request.user)).select_related(
            "piece", "outlet", "version"
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(state_counts=self.state_counts(), **kwargs)

    def state_counts(self):
        """[(state, name, how many, whether it is the shown one)] above the list."""
        rows = routings_visible_to(self.request.user).order_by().values("state")
        counts = dict(rows.annotate(n=Count("pk")).values_list("state", "n"))
        shown = self.request.GET.get("state", "")
        return [
            (state, name, counts.get(state, 0), state == shown)
            for state, name in stages.ROUTING_NAMES.items()
        ]


# -- one routing -----------------------------------------------------------------------------------


def _visible_routing(request, pk):
    rows = as_they_stand(routings_visible_to(request.user))
    return get_object_or_404(
        rows.select_related("piece", "outlet", "version", "routed_by", "sent_by"), pk=pk
    )


@require_GET
def routing(request, pk):
    row = _visible_routing(request, pk)
    return _routing_screen(request, row, MoveForm(initial={"seen_state": row.state}))


def _routing_screen(request, row, form):
    return screen(
        request,
        "editorial/routing/routing.html",
        f"送{row.outlet.name}",
        "mail",
        trail=None,
        routing=row,
        form=form,
        moves=open_moves(row, request.user),
        may_route=may_route(request.user),
        placements=row.placements.select_related("outlet"),
        fits=fits_of(row.outlet, *signed_text(row.version)),
    )


def open_moves(row, user):
    """Which buttons the screen shows; the actions ask the same rules again."""
    editor, site = may_route(user), row.outlet.channel == Channel.SITE
    after = {move: stages.routing_after(move, row.state) for move in stages.ROUTING_MOVES}
    standing = editor and not row.is_void
    package = standing and not site and row.state in (stages.TO_SEND, stages.SENT)
    return {
        "package": package,
        "wechat": package and row.outlet.kind == Kind.WECHAT,
        "mark_sent": standing and after["mark_sent"] is not None,
        "mark_not_used": editor and not site and after["mark_not_used"] is not None,
        "pull": editor and after["pull"] is not None,
        "record": may_record_placements(user) and row.state in (stages.SENT, stages.NOT_USED),
    }


DONE = {
    "mark_sent": "已记为送出。对方刊发后，请在这里登记刊发。",
    "mark_not_used": "已记为未采用。",
    "pull": "已撤回。已经发给对方的稿件，请另外告知对方不再使用。",
}


@require_POST
def move_routing(request, pk, name):
    row = _visible_routing(request, pk)
    if name not in DONE:
        raise Http404
    if not may_route(request.user):
        return forbidden(request, EDITORS_ONLY)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _routing_screen(request, row, form)
    with refusal_told(request):
        getattr(actions, name)(pk, request.user, **form.cleaned_data)
        messages.success(request, DONE[name])
    return redirect("routing:routing", pk)


@require_GET
def package(request, pk):
    """稿件和照片: the Word file and the photos, made from the signed text at every download."""
    row = _visible_routing(request, pk)
    if not may_route(request.user):
        return forbidden(request, EDITORS_ONLY)
    with refusal_told(request, of=(Refused, PatternError)):
        filename, data = make_package(row)
        response = HttpResponse(data, content_type="application/zip")
        response["X-Content-Type-Options"] = "nosniff"
        return named(response, filename, f"piece-{row.piece_id}")
    return redirect("routing:routing", pk)


def make_package(row):
    """(file name, zip) of a routing whose text still stands."""
    if row.state not in (stages.TO_SEND, stages.SENT):
        raise TooLate("这条送稿已经结束，不再提供稿件和照片。")
    actions.refuse_voided(row)
    return package_zip(
        manuscript_of(row.version),
        name_pattern=row.outlet.name_pattern,
        byline_form=row.outlet.byline_form,
        embed_photos=row.outlet.embed_photos,
        today=localdate(),
    )


# -- on the piece's page ---------------------------------------------------------------------------


def routings_context(piece, user):
    """What _routings_of_piece.html needs; call it only for a piece that `user` sees."""
    rows = (
        as_they_stand(Routing.objects.filter(piece=piece)).select_related("outlet").order_by("pk")
    )
    version = piece.status_row.approved_version
    editor = may_route(user) and piece.status_row.stage == stages.APPROVED
    return {
        "routings": list(rows),
        "may_route": editor,
        "may_make_wechat": editor and bool(version.content.get("web_allowed")),
    }
