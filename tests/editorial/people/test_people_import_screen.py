"""单位与人员 → 导入 through the real addresses: preview, faults beside the rows, writing once."""

import base64
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from editorial.files.sheets_in import MAX_BYTES, read_table
from editorial.files.sheets_out import workbook
from editorial.people.models import User
from editorial.people.sheet import PEOPLE_COLUMNS, UNIT_COLUMNS
from editorial.people.units import UnitPage

pytestmark = pytest.mark.shown

GOOD = ("李梅", "都昌", "通讯员", "", "", "13800000000")
WRONG = ("张三", "无此单位", "通讯员", "", "", "")


def file_of(*rows, columns=PEOPLE_COLUMNS):
    return SimpleUploadedFile("名单.xlsx", workbook(columns, rows))


def upload(client, sheet, kind="people"):
    return client.post(reverse(f"people:import_{kind}"), {"sheet": sheet})


def confirm(client, preview, kind="people"):
    sealed = re.search(r'name="sealed" value="([^"]+)"', preview.content.decode())[1]
    return client.post(reverse(f"people:confirm_import_{kind}"), {"sealed": sealed})


def text_of(response):
    """The words of the page without tags, so that an assertion reads like the screen."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words)


@pytest.mark.parametrize("kind", ["people", "units"])
@pytest.mark.parametrize(
    ("who", "status"), [("guanli", 200), ("admin", 200), ("bianji", 404), ("fuze", 404)]
)
def test_the_screens_are_the_managers(client, cast, kind, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse(f"people:import_{kind}")).status_code == status
    assert client.get(reverse(f"people:import_template_{kind}")).status_code == status
    assert upload(client, file_of(GOOD), kind).status_code == status


def test_nobody_else_confirms_a_managers_preview(client, cast):
    client.force_login(cast.guanli)
    preview = upload(client, file_of(GOOD))
    client.force_login(cast.bianji)
    assert confirm(client, preview).status_code == 404
    client.force_login(cast.admin)
    assert confirm(client, preview).url == reverse("people:import_people")
    assert not User.objects.filter(name="李梅").exists()


def test_a_preview_shows_what_will_be_made_and_writes_nothing(client, cast):
    client.force_login(cast.guanli)
    page = text_of(upload(client, file_of(GOOD)))
    assert "1人都没有问题，还没有写入" in page
    assert "第2行 李梅 都昌 通讯员 limei 自动取" in page
    assert not User.objects.filter(name="李梅").exists()


def test_confirmed_people_log_in_with_the_passwords_shown_and_downloaded(client, cast):
    client.force_login(cast.guanli)
    page = confirm(client, upload(client, file_of(GOOD))).content.decode()
    password = re.search(r'class="password"[^>]*>([^<]+)<', page)[1]
    sheet = base64.b64decode(re.search(r'href="data:[^;]+;base64,([^"]+)"', page)[1])
    columns = ("姓名", "单位", "用户名", "首次密码")
    assert read_table(sheet, columns) == [
        (2, dict(zip(columns, ("李梅", "都昌县委老干部局", "limei", password), strict=True)))
    ]
    assert client.login(username="limei", password=password)
    assert client.get(reverse("wagtailadmin_home")).url == reverse("first_password")


def test_faults_stand_beside_their_rows_and_nothing_is_written(client, cast):
    client.force_login(cast.guanli)
    page = text_of(upload(client, file_of(GOOD, WRONG)))
    assert "1行要改，其余1行没有问题" in page
    assert "第3行 张三 无此单位 通讯员 单位 ：没有叫“无此单位”的单位，请先开设" in page
    assert not User.objects.filter(name__in=["李梅", "张三"]).exists()


def test_the_right_rows_alone_are_written_when_asked(client, cast):
    client.force_login(cast.guanli)
    page = text_of(confirm(client, upload(client, file_of(GOOD, WRONG))))
    assert "已加1人" in page
    assert list(User.objects.filter(name__in=["李梅", "张三"]).values_list("name")) == [("李梅",)]


def test_a_sheet_of_faults_alone_offers_nothing_to_confirm(client, cast):
    client.force_login(cast.guanli)
    response = upload(client, file_of(WRONG))
    assert "1行都要改 还没有写入" in text_of(response)
    assert 'name="sealed"' not in response.content.decode()


def test_the_second_click_adds_nobody_and_says_so(client, cast):
    client.force_login(cast.guanli)
    preview = upload(client, file_of(GOOD))
    confirm(client, preview)
    page = text_of(confirm(client, preview))
    assert "如果您刚才点了两次，那么第一次已经写好" in page
    assert "“limei”已有人用" in page
    assert User.objects.filter(name="李梅").count() == 1


def test_a_manager_hands_out_no_chiefs_seat_through_a_sheet(client, cast):
    client.force_login(cast.guanli)
    row = ("想当终审", "", "终审", "", "", "")
    assert "“终审”由系统管理员授予" in text_of(upload(client, file_of(row)))
    client.force_login(cast.admin)
    confirm(client, upload(client, file_of(row)))
    assert User.objects.get(name="想当终审").groups.get().role_group.role == "chief"


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (None, "请先选一个表格文件"),
        (SimpleUploadedFile("空.xlsx", b""), "表里没有内容"),
        (SimpleUploadedFile("照片.xlsx", b"\x89PNG\r\n\x1a\n\x00"), "这不是表格"),
        (SimpleUploadedFile("坏.xlsx", b"PK\x03\x04 broken"), "这个文件打不开"),
        (SimpleUploadedFile("大.csv", b"x" * (MAX_BYTES + 1)), "文件超过5 MB"),
        (SimpleUploadedFile("别的.csv", "名字,电话\n李梅,1".encode()), "缺少“姓名”“单位”“角色”"),
    ],
)
def test_a_wrong_file_is_answered_beside_the_field(client, cast, sheet, words):
    client.force_login(cast.guanli)
    response = client.post(reverse("people:import_people"), {"sheet": sheet} if sheet else {})
    errors = re.findall(r'class="error-message"[^>]*>(.*?)</p>', response.content.decode(), re.S)
    assert (response.status_code, len(errors)) == (200, 1)
    assert words in errors[0]


@pytest.mark.parametrize("sealed", ["", "forged:stuff"])
def test_a_forged_preview_writes_nothing(client, cast, sealed):
    client.force_login(cast.guanli)
    before = User.objects.count()
    response = client.post(reverse("people:confirm_import_people"), {"sealed": sealed}, follow=True)
    assert "这份预览已过期" in text_of(response)
    assert User.objects.count() == before


def test_units_are_previewed_and_opened(client, cast):
    client.force_login(cast.guanli)
    row = ("市教育局", "教育", "市直单位", "3")
    preview = upload(client, file_of(row, columns=UNIT_COLUMNS), "units")
    assert not UnitPage.objects.filter(title="市教育局").exists()
    response = confirm(client, preview, "units")
    assert response.url == reverse("people:units")
    assert UnitPage.objects.get(title="市教育局").quota_class == 3


def test_a_preview_of_people_is_no_preview_of_units(client, cast):
    client.force_login(cast.guanli)
    preview = upload(client, file_of(GOOD))
    assert confirm(client, preview, "units").url == reverse("people:import_units")


@pytest.mark.parametrize(
    ("kind", "row"),
    [("people", GOOD), ("units", ("市教育局", "教育", "市直单位", "3"))],
)
def test_the_template_filled_in_is_read(client, cast, kind, row):
    client.force_login(cast.guanli)
    data = client.get(reverse(f"people:import_template_{kind}")).content
    columns = PEOPLE_COLUMNS if kind == "people" else UNIT_COLUMNS
    heads = header_of(data)
    assert [head.rstrip("*") for head in heads] == list(columns)
    assert "都没有问题" in text_of(upload(client, file_of(row, columns=heads), kind))


def header_of(data):
    (row,) = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return row


def test_the_lists_lead_to_the_import(client, cast):
    client.force_login(cast.guanli)
    for kind in ("people", "units"):
        page = client.get(reverse(f"people:{kind}")).content.decode()
        assert f'href="{reverse(f"people:import_{kind}")}"' in page
