"""The count in the admin: its addresses and the menu group 计分."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from editorial.people.seats import seats_of
from editorial.screens.menus import AllowedMenuItem
from scoring.adjustments import views as adjustments
from scoring.appeals import views as appeals
from scoring.books import edit_views as book_editor
from scoring.books import views as books
from scoring.bulletin import views as bulletins
from scoring.charts import views as charts
from scoring.feed import screens as feed
from scoring.flags import views as integrity
from scoring.quarters import views as quarters
from scoring.rates import views as problems
from scoring.standing import views as units
from scoring.visible import sees_all_scores
from scoring.whatif import views as whatif

ADDRESSES = [
    path("", quarters.this_quarter, name="this_quarter"),
    path("problems/", problems.problems, name="problems"),
    path("problems/<int:pk>/rate/", problems.add_rate, name="add_rate"),
    path("books/", books.books, name="books"),
    path("books/<int:pk>/", books.book, name="book"),
    path("books/upload/", book_editor.upload, name="upload_book"),
    path("books/<int:pk>/copy/", book_editor.copy, name="copy_book"),
    path("books/<int:pk>/file/", book_editor.download, name="book_file"),
    path("books/<int:pk>/edit/<slug:slug>/", book_editor.edit, name="edit_book"),
    path("books/<int:pk>/adopt/", book_editor.adopt, name="adopt_book"),
    path("books/<int:pk>/delete/", book_editor.delete, name="delete_book"),
    path("books/<int:pk>/whatif/", whatif.whatif, name="whatif"),
    path("bulletins/", bulletins.bulletins_list, name="bulletins"),
    path("lines/<int:pk>/", units.line, name="line"),
    path("units/<int:unit_id>/<slug:code>/", units.unit, name="unit"),
    path("units/<int:unit_id>/<slug:code>/sheet/", units.sheet, name="unit_sheet"),
    path("units/<int:unit_id>/<slug:code>/charts/", charts.unit_charts, name="unit_charts"),
    path("units/<int:unit_id>/<slug:code>/appeal/", appeals.raise_appeal, name="raise_appeal"),
    path("adjustments/", adjustments.AdjustmentsView.as_view(), name="adjustments"),
    path(
        "adjustments/results/",
        adjustments.AdjustmentsView.as_view(results_only=True),
        name="adjustments_results",
    ),
    path("adjustments/new/", adjustments.enter, name="enter_adjustment"),
    path("adjustments/<int:pk>/", adjustments.adjustment, name="adjustment"),
    path("adjustments/<int:pk>/decide/", adjustments.decide, name="decide_adjustment"),
    path("adjustments/<int:pk>/withdraw/", adjustments.withdraw, name="withdraw_adjustment"),
    path("appeals/", appeals.AppealsView.as_view(), name="appeals"),
    path(
        "appeals/results/", appeals.AppealsView.as_view(results_only=True), name="appeals_results"
    ),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("appeals/<int:pk>/answer/", appeals.answer, name="answer_appeal"),
    path("feed/", feed.feed, name="feed"),
    path("feed/log/", feed.AccessView.as_view(), name="feed_log"),
    path("feed/log/results/", feed.AccessView.as_view(results_only=True), name="feed_log_results"),
    path("feed/tokens/new/", feed.make_token, name="feed_make_token"),
    path("feed/tokens/<int:pk>/revoke/", feed.revoke_token, name="feed_revoke_token"),
    path("feed/<slug:code>/release/", feed.release, name="feed_release"),
    path("feed/<slug:code>/withdraw/", feed.withdraw, name="feed_withdraw"),
    path("feed/<slug:code>/xlsx/", feed.sheet, name="feed_sheet"),
    path("flags/", integrity.this_quarter, name="flags_now"),
    path("flags/<slug:code>/", integrity.flags, name="flags"),
    path("flags/<slug:code>/review/", integrity.review, name="review_flag"),
    path("<slug:code>/", quarters.quarter, name="quarter"),
    path("<slug:code>/publish/", quarters.publish, name="publish"),
    path("<slug:code>/withdraw/", quarters.withdraw, name="withdraw"),
    path("<slug:code>/purpose/", quarters.set_purpose, name="set_purpose"),
    path("<slug:code>/count/", quarters.count_anew, name="count_anew"),
    path("<slug:code>/close/", quarters.close, name="close"),
    path("<slug:code>/closing-file/", quarters.closing_file, name="closing_file"),
    path("<slug:code>/standing/", quarters.standing, name="standing"),
    path("<slug:code>/charts/", charts.quarter_charts, name="charts"),
    path("<slug:code>/bulletin/", bulletins.bulletin, name="bulletin"),
    path("<slug:code>/bulletin/hand-in/", bulletins.hand_in, name="hand_in_bulletin"),
    path("<slug:code>/bulletin/take-back/", bulletins.take_back, name="take_back_bulletin"),
    path("<slug:code>/bulletin/send-back/", bulletins.send_back, name="send_back_bulletin"),
    path("<slug:code>/bulletin/sign/", bulletins.sign, name="sign_bulletin"),
    path(
        "<slug:code>/bulletin/<slug:key>/restore/",
        bulletins.restore_section,
        name="restore_section",
    ),
    path("<slug:code>/bulletin/<slug:key>/keep/", bulletins.keep_section, name="keep_section"),
    path("<slug:code>/bulletin/files/", bulletins.bulletin_files_now, name="bulletin_files"),
    path("<slug:code>/bulletin/files/<slug:kind>/", bulletins.bulletin_file, name="bulletin_file"),
]


@hooks.register("register_admin_urls")
def scoring_urls():
    return [path("scoring/", include((ADDRESSES, "scoring")))]


@hooks.register("register_admin_menu_item")
def scoring_menu():
    entries = [
        ("本季度", "scoring:this_quarter", "date"),
        ("计分问题", "scoring:problems", "warning"),
        ("加减分", "scoring:adjustments", "plus-inverse"),
        ("异议", "scoring:appeals", "comment"),
        ("计分办法", "scoring:books", "list-ol"),
        ("通报", "scoring:bulletins", "doc-full"),
        ("考核接口", "scoring:feed", "link"),
        ("核对提示", "scoring:flags_now", "search"),
    ]
    items = [
        AllowedMenuItem(
            label,
            reverse(name),
            icon_name=icon,
            order=order,
            # A unit's people have their own appeals.
            allowed=seats_of if name == "scoring:appeals" else sees_all_scores,
        )
        for order, (label, name, icon) in enumerate(entries)
    ]
    return SubmenuMenuItem("计分", Menu(items=items), icon_name="order", order=500, name="scoring")
