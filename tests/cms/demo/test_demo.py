"""The demo is a believable year: different stories with pictures of their own, acts in office hours,
uneven units, and every state there is to be looked at. It is built once for all these tests."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date, time

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cms.demo.city import City
from cms.demo.clock import Clock
from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD
from cms.demo.pictures import draw
from cms.demo.stories import stories
from cms.demo.workdays import at, is_working_day
from cms.running.installation import install
from editorial import stages
from editorial.checks import BLOCK, check
from editorial.compare.duplicates import near_duplicates_of
from editorial.outlets.models import Outlet
from editorial.people.models import User
from editorial.people.units import UnitPage
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import PieceStatus, Topic
from editorial.pieces.page import PiecePage
from editorial.placements.models import Placement, PlacementAct, PlacementAction, PlacementState
from editorial.proofs.models import FindingWaiver
from editorial.proofs.reading import article_of
from editorial.routing.models import Routing
from editorial.vocabulary import GENRES
from editorial.wordlists.in_force import current_lists
from scoring.books.reading import faults_of
from scoring.flags.reading import flags_in
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.models import (
    Adjustment,
    Appeal,
    Bulletin,
    BulletinAct,
    FeedRelease,
    FeedToken,
    FlagReview,
    Quarter,
    QuarterAct,
    RateProblem,
    RuleBook,
    ScoreEntry,
)
from scoring.models.adjustments import AdjustmentState, AppealState
from scoring.models.bulletins import BulletinMove
from scoring.models.quarters import QuarterState

# In the middle of a quarter.
TODAY = date(2026, 11, 18)
DATED = (
    (ReviewAct, "at"),
    (PlacementAct, "at"),
    (Placement, "recorded_at"),
    (Placement, "decided_at"),
    (Routing, "routed_at"),
    (Routing, "sent_at"),
    (Routing, "ended_at"),
    (Adjustment, "entered_at"),
    (Adjustment, "decided_at"),
    (Appeal, "raised_at"),
    (Appeal, "answered_at"),
    (BulletinAct, "at"),
    (QuarterAct, "at"),
    (Quarter, "public_at"),
    (Quarter, "closed_at"),
)


@pytest.fixture(scope="module", autouse=True)
def year(django_db_setup, django_db_blocker, standing):
    """One transaction around all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        standing.clear()
        city = City(TODAY)
        with Clock(at(city.first_day, 8, 30)).running():
            install()
        city.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_unless_cast():
    """The year stays, against the fixture of the same name for all other tests."""


def values(model, field):
    return set(model.objects.values_list(field, flat=True))


def test_stories_are_different_and_printed_pieces_too():
    headlines = [story.headline for story in stories()]
    assert len(set(headlines)) == len(headlines)
    printed = Placement.objects.filter(state=PlacementState.VERIFIED, piece__isnull=False)
    assert len(set(printed.values_list("headline", flat=True))) >= 40
    assert PiecePage.objects.live().count() >= 20


def test_pictures_can_be_told_apart():
    """By sight, not by their bytes: sixteen by sixteen grey values, ten of 255 apart on the average."""
    prints = [
        list(
            Image.open(io.BytesIO(draw(p.motif, p.shape, number)))
            .convert("L")
            .resize((16, 16))
            .tobytes()
        )
        for number, story in enumerate(stories())
        for p in story.pictures
    ]
    different = []
    for one in prints:
        if all(sum(abs(a - b) for a, b in zip(one, o, strict=True)) > 2560 for o in different):
            different.append(one)
    assert len(different) >= 25
    assert {p.shape for s in stories() for p in s.pictures} == {"wide", "std", "tall", "square"}


def test_nobody_works_at_night_or_on_a_free_day():
    odd = []
    for model, field in DATED:
        for moment in values(model, field) - {None}:
            local = timezone.localtime(moment)
            in_hours = time(8, 30) <= local.time() <= time(17, 30)
            if not in_hours or not is_working_day(local.date()) or local.date() >= TODAY:
                odd.append(f"{model.__name__} {field} {local}")
    assert odd == []


def test_units_are_uneven():
    counts = Counter(PieceStatus.objects.values_list("unit", flat=True))
    assert UnitPage.objects.count() == 25
    assert counts.most_common(1)[0][1] >= 20
    assert list(counts.values()).count(1) >= 3
    assert len(counts) <= 22


def test_every_stage_and_state_is_there_to_be_looked_at():
    assert values(PieceStatus, "stage") == set(stages.STAGE_NAMES)
    assert values(ReviewAct, "act") == set(stages.ACT_NAMES)
    assert values(Routing, "state") == set(stages.ROUTING_NAMES)
    assert values(Placement, "state") == set(PlacementState.values)
    assert values(PlacementAct, "act") >= set(PlacementAction.values) - {PlacementAction.EDIT}
    assert values(Adjustment, "state") == set(AdjustmentState.values)
    assert values(Appeal, "state") == set(AppealState.values)
    assert values(Quarter, "state") == set(QuarterState.values)
    assert values(BulletinAct, "move") == set(BulletinMove.values)
    assert values(PiecePage, "genre") == set(GENRES)
    assert values(Placement, "use") >= {"sole", "composite", "reprint", "excerpt"}


def test_what_waits_is_of_every_kind():
    unprinted = PieceStatus.objects.filter(stage=stages.APPROVED, piece__routings__isnull=True)
    assert unprinted.exists()
    late = PieceStatus.objects.filter(stage=stages.FIRST).earliest("since")
    assert (TODAY - timezone.localdate(late.since)).days > 7
    sent = Routing.objects.filter(state=stages.SENT, outlet__answer_days__isnull=False)
    assert sent.filter(placements__isnull=True, piece__status_row__stage=stages.APPROVED).exists()
    void = Routing.objects.filter(state=stages.SENT, piece__status_row__stage=stages.REOPENED)
    assert void.exists()
    assert FindingWaiver.objects.exists()
    assert RateProblem.objects.count() == 1


def test_lists_and_terms_are_filled():
    assert all(topic.piecepage_set.exists() for topic in Topic.objects.all())
    limits = Outlet.objects.filter(headline_limit__isnull=False, length_limit__isnull=False)
    assert limits.count() >= 5
    book = BooksInForce().book_of(Quarter.objects.latest("year", "number"))
    assert [track.name for track in rules_of_book(book).tracks] == ["新闻宣传", "调研理论"]
    assert {faults for b in RuleBook.objects.all() for faults in faults_of(b)} == set()
    assert values(Adjustment, "kind") >= {"invited", "invited_missed"}
    assert FeedToken.objects.count() == 2
    assert FeedRelease.objects.exists()
    reached = User.objects.exclude(email__endswith=".example").exclude(email="")
    assert not reached.exists()
    assert User.objects.exclude(email="").exists()


def test_quarters_are_published_before_they_are_closed_and_told_of():
    """A circular's 公示 once ended before it had begun."""
    closed = Quarter.objects.filter(state=QuarterState.CLOSED).select_related("bulletin")
    assert len(closed) >= 2
    for quarter in closed:
        public, end = timezone.localdate(quarter.public_at), timezone.localdate(quarter.closed_at)
        issued = timezone.localdate(quarter.bulletin.issued_at)
        assert quarter.span.last_day < public < quarter.public_until < end <= issued < TODAY
        assert (quarter.public_until - public).days >= 5
    (public,) = Quarter.objects.filter(state=QuarterState.PUBLIC)
    assert public.public_until >= TODAY
    assert Bulletin.objects.get(quarter=public).is_draft


def test_what_changed_after_closing_is_made_up_for():
    assert ScoreEntry.objects.filter(corrects__isnull=False).exists()


def test_published_pieces_have_no_embarrassing_finding():
    lists = current_lists()
    found = []
    for piece in PiecePage.objects.filter(status_row__stage=stages.APPROVED):
        article = replace(article_of(piece.get_latest_revision_as_object()), today=None)
        found += [
            f"{piece.title} {finding.kind} {finding.text}"
            for finding in check(article, lists, ())
            if finding.severity == BLOCK or finding.kind in ("illness", "poverty", "minor")
        ]
    assert found == []


def test_near_duplicates_and_hints_are_shown():
    double = PiecePage.objects.get(title="武宁老年合唱团到水库移民村演出")
    assert near_duplicates_of(double.pk, double.title)
    assert FlagReview.objects.exists()
    assert flags_in(Quarter.objects.latest("year", "number"))


def test_every_login_lands_on_something_that_waits():
    with override_settings(DEMO_MODE=True):
        for login in DEMO_LOGINS:
            client = Client()
            assert client.login(username=login.username, password=DEMO_PASSWORD)
            page = client.get(reverse("wagtailadmin_home")).content.decode()
            assert User.objects.get(username=login.username).name in page
            assert "work-card" in page
    assert Client().get("/").status_code == 200


def test_demo_twice_equals_once():
    counted = (PieceStatus.objects.count(), Placement.objects.count(), User.objects.count())
    with override_settings(DEMO_MODE=True):
        call_command("demo")
    assert counted == (PieceStatus.objects.count(), Placement.objects.count(), User.objects.count())
