"""Every file leaves under two names: the old WebView of Android phones knows no `filename*` and called a
download after its address."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import reverse

from editorial.screens.downloads import named, plain_name

ROOT = Path(__file__).parents[3]
BOTH = re.compile(r"""(attachment|inline); filename="[A-Za-z0-9_.-]+"; filename\*=utf-8''\S+""")


@pytest.mark.parametrize(
    ("name", "plain", "expected"),
    [
        ("刊发台账.xlsx", "placements", "placements.xlsx"),
        ("2026年第3季度考核用得分表.xlsx", "assessment", "assessment-2026-3.xlsx"),
        ("ＩＭＧ_２２３１.jpg", "photo", "IMG_2231.jpg"),
        ('重阳"; evil=".zip', "piece-7", "evil.zip"),
        ("重阳\r\nX-Bad: 1.zip", "piece-7", "X-Bad-1.zip"),
        ("没有后缀", "file", "file"),
        ("a" * 300 + ".jpg", "photo", "a" * 60 + ".jpg"),
    ],
)
def test_the_plain_name_is_ascii_and_safe(name, plain, expected):
    assert plain_name(name, plain) == expected


def test_a_chinese_name_has_a_plain_one_before_it():
    header = named(HttpResponse(), "刊发台账.xlsx", "placements")["Content-Disposition"]
    assert header.startswith("attachment; filename=\"placements.xlsx\"; filename*=utf-8''%E5%88%8A")


def test_an_ascii_name_stands_alone():
    header = named(HttpResponse(), "rulebook-7.json", "book", shown=True)["Content-Disposition"]
    assert header == 'inline; filename="rulebook-7.json"'


def test_a_download_in_an_old_android_webview_has_a_name_it_can_read(client, cast):
    client.force_login(cast.admin)
    for address in ("placements:placements", "people:import_template_people"):
        answer = client.get(reverse(address), {"export": "xlsx"})
        assert BOTH.fullmatch(answer["Content-Disposition"])


def test_no_other_place_names_a_download():
    """One place writes the header, so that no download is forgotten."""
    own = ROOT / "editorial/screens/downloads.py"
    others = [
        str(path.relative_to(ROOT))
        for app in ("cms", "scoring", "editorial")
        for path in (ROOT / app).rglob("*.py")
        if path != own
        and re.search(r"Content-Disposition|content_disposition|as_attachment", path.read_text())
    ]
    assert others == []
