"""What outlets do with the open quarter's pieces in the demo, so that every state of a routing and of a
placement can be looked at. The city itself is cms.demo.city's."""

from editorial import roles
from editorial.placements import actions as placements
from editorial.routing import actions as routing


def fill_the_desk(city, ours, printed, day):
    """`printed` are (piece, unit) that the daily has run; `day` is when the others followed."""
    leave_routings_in_every_state(city, [piece for piece, _unit in printed])
    (joint, one), (_, other), (wrong, third), *_ = printed
    city.verify(
        city.record(
            joint, [one, other, ours], "xywb", day, headline="三地老同志同上一堂课", use="composite"
        )
    )
    turn_down(city, wrong, third, day)
    city.verify(
        city.record(None, [ours], "xxqg", day, headline="鄱阳湖畔的银发志愿队", genre="feature")
    )
    city.record(None, [ours], "jjfb", day, by=city.writers[ours.pk], headline="都昌老干部巡湖护鸟")


def leave_routings_in_every_state(city, pieces):
    """One waits to be sent, one was not used, one was pulled."""
    editor = city.bureau[roles.EDITOR]
    waiting, turned_down, pulled = pieces[:3]
    city.route(waiting, ["laoyou"], send=False)
    (row,) = city.route(turned_down, ["jxrb"])
    row.refresh_from_db()
    routing.mark_not_used(row.pk, editor, seen_state=row.state, note="版面已满，建议改投其他媒体")
    (row,) = city.route(pulled, ["rmrb"], send=False)
    routing.pull(row.pk, editor, seen_state=row.state, note="单位来电，照片要换")


def turn_down(city, piece, unit, day):
    """Recorded by the correspondent, and sent back with a reason."""
    row = city.record(piece, [unit], "gplgb", day, by=city.writers[unit.pk])
    placements.reject_placement(
        row.pk,
        city.bureau[roles.REVIEWER],
        seen_act=placements.newest_act_id(row),
        reason="佐证材料是另一篇稿件的截图，请换成本篇的再登记。",
    )
