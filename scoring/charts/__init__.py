"""Pictures of the count as plain data: what a chart draws, the table beside it and one sentence that
says the same: here which charts a screen has, beside it one module a kind. Figures come from
scoring.standing.totals and the ledger in a fixed number of queries; drawing is cms/static/js/charts.js's, who may
see which is the views'."""

from scoring.charts.funnel import funnel_chart, funnel_of
from scoring.charts.outlets import level_chart, outlet_chart, placed_by_outlet
from scoring.charts.standing import place_chart, ranked_lists, standing_charts
from scoring.charts.trend import quarter_figures, trend_chart, unit_figures, unit_trend_chart
from scoring.standing.totals import tracks_of


def charts_of_quarter(quarter):
    """For the bureau: all units."""
    placed = placed_by_outlet(quarter)
    return [
        trend_chart(quarter_figures(quarter)),
        funnel_chart(quarter.label, funnel_of(quarter)),
        level_chart(placed),
        outlet_chart(placed),
        *standing_charts(quarter),
    ]


def charts_of_unit(unit, quarter):
    """For a unit's people: of other units nothing but how many stand in which band of points."""
    placed = placed_by_outlet(quarter, unit_id=unit.pk)
    charts = []
    for track in tracks_of(quarter):
        lists = ranked_lists(quarter, track[0])
        charts.append(unit_trend_chart(unit_figures(unit, quarter, track[0], lists), track))
        charts.append(place_chart(unit.pk, lists, track, quarter.shows_ranking))
    return [
        *charts,
        funnel_chart(quarter.label, funnel_of(quarter, unit_id=unit.pk)),
        level_chart(placed),
        outlet_chart(placed),
    ]
