"""The admin's home: what waits for this person, as cards. Each room says which cards are whose
(panels.py); here they only stand in order, at a cost that does not grow with the number of rows."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component

from editorial.desk.panels import own_cards, queue_cards, returned_cards, ways_to_begin
from editorial.people.panels import people_cards
from editorial.placements.panels import turned_down_cards, verify_cards
from editorial.routing.panels import routing_cards
from editorial.series.panels import series_cards
from scoring.adjustments.panels import adjustment_cards
from scoring.appeals.panels import answer_cards, appeal_cards
from scoring.bulletin.panels import mending_cards, signing_cards
from scoring.quarters.panels import quarter_cards
from scoring.standing.panels import score_cards

# The order of a day: what blocks others first, own pieces next. Each is (user) -> its cards.
IN_ORDER = (
    queue_cards,
    routing_cards,
    verify_cards,
    turned_down_cards,
    returned_cards,
    own_cards,
    score_cards,
    answer_cards,
    adjustment_cards,
    signing_cards,
    appeal_cards,
    mending_cards,
    quarter_cards,
    series_cards,
    people_cards,
)


class WorkPanel(Component):
    """All cards of one person in one panel."""

    order = 10

    def __init__(self, request):
        self.request = request

    def render_html(self, parent_context=None) -> SafeString:
        user = self.request.user
        cards = cards_for(user)
        context = {
            "cards": cards,
            "ways": ways_to_begin(user),
            "begins": not any(card.is_primary for card in cards),
        }
        return render_to_string("cms/home/work_panel.html", context, self.request)


def cards_for(user):
    return _with_one_primary([card for cards_of in IN_ORDER for card in cards_of(user)])


def _with_one_primary(cards):
    """One button a page stands out: that of the first card with something waiting; else 写稿件, which
    is what correspondents come for."""
    for card in [card for card in cards if card.count and card.button][:1]:
        card.is_primary = True
    return cards
