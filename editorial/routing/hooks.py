"""Routing in the admin: its addresses and the menu group 送稿, where the outlets stand too."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people.seats import may_route
from editorial.routing import views as routing
from editorial.routing import wechat_views as wechat
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def routing_urls():
    paths = [
        *list_paths("routing/pieces/", routing.RoutablePiecesView, "routable_pieces"),
        *list_paths("routing/", routing.RoutingDeskView, "routing_desk"),
        path("routing/pieces/<int:pk>/", routing.route_piece, name="route_piece"),
        path("routing/pieces/<int:pk>/wechat/", wechat.wechat, name="wechat"),
        path("routing/pieces/<int:pk>/wechat/photos/", wechat.photos, name="wechat_photos"),
        path(
            "routing/pieces/<int:pk>/wechat/photos/<int:number>/", wechat.photo, name="wechat_photo"
        ),
        path(
            "routing/pieces/<int:pk>/wechat/cover/<slug:shape>/", wechat.cover, name="wechat_cover"
        ),
        path("routing/<int:pk>/", routing.routing, name="routing"),
        path("routing/<int:pk>/package/", routing.package, name="routing_package"),
        path("routing/<int:pk>/move/<slug:name>/", routing.move_routing, name="move_routing"),
    ]
    return of_room("routing", paths)


@hooks.register("register_admin_menu_item")
def routing_menu():
    entries = [
        ("待送稿件", "routing:routable_pieces", "upload"),
        ("送稿登记", "routing:routing_desk", "mail"),
        ("媒体", "outlets:outlets", "globe"),
    ]
    items = [
        AllowedMenuItem(label, reverse(name), icon_name=icon, order=order, allowed=may_route)
        for order, (label, name, icon) in enumerate(entries)
    ]
    return SubmenuMenuItem("送稿", Menu(items=items), icon_name="upload", order=200, name="routing")
