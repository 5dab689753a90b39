"""The verbs of a row that a worker does, on one with back-off (a mail) and one without (a Word file):
nobody takes a row that another holds, and nothing that a worker or a broker loses stays lost."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from editorial.intake.models import ManuscriptUpload
from editorial.intake.uploads import read_upload
from editorial.jobs import ON_ITS_WAY, Job, TakenOver, ask
from editorial.notices.models import Notice
from editorial.pieces.acts import ReviewAct
from editorial.review import moves as review
from tests.factories import make_piece
from tests.rendezvous import race

LONG_AGO = timedelta(days=1)


def make_notice(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    review.submit(piece.pk, cast.tongxun)
    act = ReviewAct.objects.get(piece=piece)
    return Notice.objects.create(act=act, recipient=cast.fuze, due=timezone.now())


def make_upload(cast):
    return ManuscriptUpload.objects.create(
        user=cast.tongxun, unit=cast.duchang, name="稿.docx", since=timezone.now()
    )


BOTH = pytest.mark.parametrize("make", [make_notice, make_upload], ids=["notice", "upload"])


def again(job):
    return type(job).objects.get(pk=job.pk)


def claim(job):
    return type(job).objects.claim(job.pk)


def its_worker_dies(job):
    type(job).objects.filter(pk=job.pk).update(since=timezone.now() - job.LEASE)


@BOTH
def test_a_claimed_row_is_held_until_its_lease_runs_out(cast, make):
    job = make(cast)
    held = claim(job)
    assert (held.state, held.attempts) == (job.DOING, 1)
    assert claim(job) is None
    assert job.pk not in type(job).objects.due(9)
    its_worker_dies(job)
    assert job.pk in type(job).objects.due(9)
    assert claim(job).attempts == 2


@BOTH
def test_a_row_that_ends_its_worker_each_time_is_given_up(cast, make):
    job = make(cast)
    for _ in range(job.max_attempts()):
        assert claim(job)
        its_worker_dies(job)
    assert claim(job) is None
    assert (again(job).state, getattr(again(job), job.REASON)) == (job.FAILED, job.GAVE_UP)
    its_worker_dies(job)
    assert claim(job) is None
    assert type(job).objects.due(9) == []


@BOTH
def test_what_is_done_or_has_failed_is_never_taken_again(cast, make):
    job = make(cast)
    for state in (job.DONE, job.FAILED):
        type(job).objects.update(state=state, since=timezone.now() - LONG_AGO)
        assert claim(job) is None
        assert type(job).objects.due(9) == []


@BOTH
def test_who_was_overtaken_can_write_nothing(cast, make):
    job = make(cast)
    slow = claim(job)
    its_worker_dies(job)
    next_one = claim(job)
    slow.fail("too late")
    with pytest.raises(TakenOver):
        slow.show_life()
    with pytest.raises(TakenOver), slow.finishing():
        pytest.fail("wrote something")
    assert (again(job).state, again(job).attempts) == (job.DOING, 2)
    with next_one.finishing():
        pass
    assert again(job).state == job.DONE


@BOTH
def test_a_sign_of_life_begins_the_lease_anew(cast, make):
    job = make(cast)
    held = claim(job)
    its_worker_dies(job)
    held.held_since = again(job).since
    held.show_life()
    assert claim(job) is None
    with held.finishing():
        pass
    assert again(job).state == job.DONE


@BOTH
def test_an_end_that_went_wrong_leaves_the_row_with_its_worker(cast, make):
    held = claim(make(cast))
    with pytest.raises(RuntimeError), held.finishing():
        raise RuntimeError
    held.fail("went wrong")
    assert again(held).state == held.FAILED


@BOTH
def test_a_reason_is_cut_to_its_field(cast, make):
    held = claim(make(cast))
    held.fail("长" * 999)
    reason = getattr(again(held), held.REASON)
    assert reason == "长" * held._meta.get_field(held.REASON).max_length


def test_what_was_put_off_is_not_taken_before_its_time(cast):
    job = make_notice(cast)
    for wait in job.BACK_OFF:
        claim(job).put_off("no answer")
        assert again(job).state == job.WAITING
        assert wait - timedelta(minutes=1) < again(job).due - timezone.now() <= wait
        assert claim(job) is None
        assert Notice.objects.due(9) == []
        Notice.objects.update(due=timezone.now())
    claim(job).put_off("no answer")
    assert (again(job).state, again(job).error) == (job.FAILED, "no answer")


def test_the_sweep_leaves_a_fresh_row_to_the_worker_that_was_asked(cast):
    job = make_upload(cast)
    assert ManuscriptUpload.objects.due(9) == []
    ManuscriptUpload.objects.update(since=timezone.now() - ON_ITS_WAY)
    assert ManuscriptUpload.objects.due(9) == [job.pk]
    assert ManuscriptUpload.objects.due(0) == []


def test_a_worker_is_asked_after_the_commit(monkeypatch, db, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(read_upload, "apply_async", lambda args, retry: asked.append((args, retry)))
    with django_capture_on_commit_callbacks(execute=True):
        ask(read_upload, 7)
        assert asked == []
    # No retry: whoever pressed the button does not wait for a broker that is away.
    assert asked == [((7,), False)]


def test_a_broker_that_is_away_costs_nobody_their_work(
    monkeypatch, db, django_capture_on_commit_callbacks, caplog
):
    def away(args, retry):
        raise OSError

    monkeypatch.setattr(read_upload, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        ask(read_upload, 7)
    assert "the broker did not take editorial.tasks.read_upload(7,)" in caplog.text


def test_every_job_says_what_the_verbs_ask_of_it():
    jobs = [model for model in apps.get_models() if issubclass(model, Job)]
    assert len(jobs) >= 3
    for model in jobs:
        states = [model.WAITING, model.DOING, model.DONE, model.FAILED]
        assert sorted(states) == sorted(key for key, _ in model._meta.get_field("state").choices)
        assert model._meta.get_field("state").default == model.WAITING
        assert len(model.GAVE_UP) <= model._meta.get_field(model.REASON).max_length
        assert has_field(model, "due") == bool(model.BACK_OFF)


def has_field(model, name):
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@BOTH
def test_two_workers_who_claim_at_once_do_not_both_get_the_row(cast, make):
    job = make(cast)
    at = f'UPDATE "{job._meta.db_table}"'
    for _ in range(5):
        type(job).objects.update(state=job.WAITING, attempts=0)
        answers = race(lambda: claim(job), lambda: claim(job), at)
        assert sorted(answers, key=bool) == [None, job]
        assert again(job).attempts == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_who_ends_while_another_takes_over_ends_before_or_not_at_all(cast):
    job = make_upload(cast)
    held = claim(job)
    its_worker_dies(job)
    held.held_since = again(job).since

    def end():
        try:
            with held.finishing():
                return "ended"
        except TakenOver:
            return "overtaken"

    ended, taken = race(
        end, lambda: claim(job), "FOR UPDATE", 'UPDATE "editorial_manuscriptupload"'
    )
    assert (ended, taken is None, again(job).state) in [
        ("ended", True, job.DONE),
        ("overtaken", False, job.DOING),
    ]
