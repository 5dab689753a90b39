"""The circular's large files: made by the worker with progress, kept while the circular says the same,
and what a dead worker leaves is made by the next."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from editorial.people.models import User
from scoring.bulletin import files as bulletin_files
from scoring.bulletin import views as bulletins
from scoring.bulletin.actions import content_of, save_words
from scoring.bulletin.excel import bulletin_xlsx
from scoring.bulletin.files import ask_for, make_due, make_file
from scoring.models import BulletinFile
from tests.scoring.bulletin.circulars import make_content
from tests.scoring.makers import make_placement

WORDS = {"number": "九老干通〔2026〕9号", "issuer": "局", "addressees": "各局"}


@pytest.fixture(autouse=True)
def everything_is_heavy(monkeypatch, settings, tmp_path):
    """One row is too many to be made at once: the same path as for thousands."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(bulletin_files, "ROWS_AT_ONCE", {"pdf": 0, "docx": 0, "xlsx": 0})


@pytest.fixture
def quarter(cast, paper, q4):
    make_placement(cast, paper, day=q4.span.first_day)
    return q4


def asked(quarter, kind="pdf"):
    """A row that waits: nobody has told the worker."""
    user = User.objects.get(username="jifen")
    return ask_for(quarter, user, kind, content_of(quarter))


def again(row):
    return BulletinFile.objects.get(pk=row.pk)


def address(quarter, name="bulletin_file", *more):
    return reverse(f"scoring:{name}", args=[quarter.code, *more])


@pytest.mark.parametrize(
    ("kind", "magic"), [("pdf", b"%PDF"), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")]
)
def test_a_large_file_is_asked_for_made_and_fetched(
    client, cast, quarter, kind, magic, django_capture_on_commit_callbacks
):
    client.force_login(cast.bianji)
    place = address(quarter, "bulletin_file", kind)
    assert client.get(place).status_code == 302
    page = client.get(address(quarter, "bulletin")).content.decode()
    assert f'action="{place}"' in page and f'href="{place}"' not in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(place)
    row = BulletinFile.objects.get()
    assert (row.kind, row.state, row.done, row.total) == (kind, "done", row.total, row.total)
    page = client.get(address(quarter, "bulletin")).content.decode()
    assert f'href="{place}"' in page
    answer = client.get(place)
    assert b"".join(answer.streaming_content)[:4] == magic
    assert answer["Content-Disposition"].startswith('attachment; filename="circular-')


def test_while_it_is_made_the_page_shows_how_far_it_is(client, cast, quarter):
    row = asked(quarter)
    client.force_login(cast.bianji)
    now = client.get(address(quarter, "bulletin_files")).content.decode()
    assert "data-open" in now and f'max="{row.total}" value="0"' in now
    BulletinFile.objects.update(state="making", done=2)
    now = client.get(address(quarter, "bulletin_files")).content.decode()
    assert f"正在制作PDF：2／{row.total}行" in now


def test_asking_twice_makes_it_once(quarter):
    row = asked(quarter)
    assert make_file(row.pk) is True
    first = again(row)
    assert asked(quarter).pk == row.pk
    assert make_file(row.pk) is False
    assert again(row).file.name == first.file.name


def test_a_circular_that_says_something_else_has_its_file_made_anew(client, cast, quarter):
    row = asked(quarter)
    make_file(row.pk)
    old = again(row).file.name
    save_words(quarter, cast.jifen, **WORDS, texts={})
    client.force_login(cast.bianji)
    page = client.get(address(quarter, "bulletin")).content.decode()
    assert "通报改过了，请重新制作。" in page
    assert client.get(address(quarter, "bulletin_file", "pdf")).status_code == 302
    asked(quarter)
    make_file(row.pk)
    assert again(row).file.name != old
    assert client.get(address(quarter, "bulletin_file", "pdf")).status_code == 200


def test_a_dead_worker_s_file_is_made_by_the_sweep(quarter):
    row = asked(quarter)
    BulletinFile.objects.update(state="making", since=timezone.now())
    assert make_due() == 0  # somebody is at it
    BulletinFile.objects.update(since=timezone.now() - timedelta(hours=1))
    assert make_due() == 1
    assert again(row).state == "done"


def test_a_lost_task_is_found_by_the_sweep(quarter):
    row = asked(quarter)
    assert make_due() == 0  # it may be on its way
    BulletinFile.objects.update(since=timezone.now() - timedelta(minutes=1))
    assert make_due() == 1
    assert again(row).state == "done"


def test_who_was_too_slow_throws_the_work_away(quarter, monkeypatch):
    row = asked(quarter)
    real = bulletin_files.MAKERS["pdf"]

    def overtaken(content, progress):
        BulletinFile.objects.update(since=timezone.now() + timedelta(seconds=1))
        return real(content, progress)

    monkeypatch.setitem(bulletin_files.MAKERS, "pdf", overtaken)
    assert make_file(row.pk) is False
    assert (again(row).state, again(row).file.name) == ("making", "")


def test_what_ends_the_worker_each_time_is_not_tried_for_ever(quarter):
    row = asked(quarter)
    BulletinFile.objects.update(attempts=3)
    assert make_file(row.pk) is False
    assert (again(row).state, again(row).refusal) == ("failed", BulletinFile.GAVE_UP)
    # A person may ask once more.
    assert asked(quarter).state == "waiting"
    assert make_file(row.pk) is True


def test_an_error_is_told_on_the_page(client, cast, quarter, monkeypatch):
    def broken(content, progress):
        raise RuntimeError

    monkeypatch.setitem(bulletin_files.MAKERS, "pdf", broken)
    make_file(asked(quarter).pk)
    client.force_login(cast.bianji)
    page = client.get(address(quarter, "bulletin")).content.decode()
    assert "制作时出了错。请再试一次；还不行，请联系管理员。" in page


def test_its_files_are_not_served_under_media(client, cast, quarter):
    row = asked(quarter)
    make_file(row.pk)
    name = again(row).file.name
    assert again(row).file.storage.exists(name)
    for user in (cast.jifen, cast.tongxun):
        client.force_login(user)
        assert client.get(f"/media/{name}").status_code == 404


def test_a_short_circular_is_made_at_once(client, cast, quarter, monkeypatch):
    monkeypatch.setattr(bulletin_files, "ROWS_AT_ONCE", dict.fromkeys(("pdf", "docx", "xlsx"), 99))
    client.force_login(cast.bianji)
    answer = client.get(address(quarter, "bulletin_file", "pdf"))
    assert answer.content[:4] == b"%PDF"
    assert not BulletinFile.objects.exists()


def test_a_long_annex_is_cut_short_on_the_page_only(client, cast, quarter, monkeypatch):
    monkeypatch.setattr(bulletins, "ROWS_ON_PAGE", 1)
    client.force_login(cast.bianji)
    page = client.get(address(quarter, "bulletin")).content.decode()
    assert "这里只列前1行，共2行，全表见下载的文件。" in page


def test_no_cell_of_the_spreadsheet_is_a_formula():
    content = make_content(2, 3)
    traps = ["=1+1", "+1", "@SUM(A1)", "http://example.cn"]
    content["annexes"][2]["rows"][0][:4] = traps
    data = bulletin_xlsx(content)
    book = load_workbook(io.BytesIO(data))
    assert book.get_sheet_by_name("采用明细").to_python()[1][:4] == traps
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet
