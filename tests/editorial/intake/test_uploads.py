"""Word files become drafts, each with its own result; what was guessed and left out is told, the file
as it came stays with the piece, and nothing is lost on the way."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from PIL import Image

from editorial.assets.models import Attachment, PhotoAsset
from editorial.intake import uploads
from editorial.intake.models import ManuscriptUpload, UploadState
from editorial.manuscripts.word_in.manuscript import Guess
from editorial.people.models import Contributor
from editorial.pieces.page import PiecePage
from editorial.review import moves as review

FILES = Path(__file__).parents[1] / "samples" / "manuscripts"
FIRST, SECOND, THIRD = (
    "1-通讯-照片-表格.docx",
    "2-标题样式-全角空格缩进.docx",
    "3-文末署名-带手机号.docx",
)
OLD = "1-通讯-照片-表格.doc"


def sent(name, as_name=None):
    return SimpleUploadedFile(as_name or name, (FILES / name).read_bytes())


def read(user, unit, *files):
    """The rows of files that were uploaded and read."""
    rows = uploads.take_uploads(user, unit, files)
    for row in rows:
        uploads.read_upload(row.pk)
        row.refresh_from_db()
    return rows


def draft_of(row):
    return row.piece.get_latest_revision_as_object()


def bylines_of(piece):
    return [(byline.name, byline.role) for byline in piece.bylines.all()]


def blocks_of(piece):
    """(kind, what it says) of each block, photos by caption and photographer."""
    blocks = []
    for block in piece.body:
        value = block.value
        if block.block_type == "photo":
            value = (value["caption"], value["photographer"])
        elif block.block_type == "table":
            value = (value["data"], value["mergeCells"])
        else:
            value = str(value)
        blocks.append((block.block_type, value))
    return blocks


FEATURE = [
    (
        "paragraph",
        "<p>本报讯 都昌县汪墩乡古岭村有个遇驾山自然村,这几年变化大:全省新农村建设最优美村庄、"
        "全省精品农村社区、全省关心下一代工作先进集体,牌子一块接一块。村民说,这里头有75岁的理事会"
        "理事长黄谷泉一份功劳。2003年从县国税局副局长岗位退休后,老黄就把心思放在了村里。</p>"
        "<p>近一年,都昌县建成新农村建设点151个,改水改厕、房屋出新7700余户,改路310余公里,"
        "惠及群众3.39万余人。在这组数字背后,是老党员、老专家、老战士、老教师、老模范组成的“五老”队伍。</p>",
    ),
    ("photo", ("图为理事会成员在汪墩乡查看环村路。", "王五")),
    ("subheading", "一、带头干"),
    ("subheading", "（一）筹资修路"),
    (
        "paragraph",
        "<p>68岁的张学谦,当过兵、干过金融,从省农发行正处级岗位退休。今年初,他一个人回到中馆镇大塘细房村"
        "当理事长。不到两个月,筹资12万余元,改水改厕铺开,4米宽、1500米长的环村路修通。他立下军令状:"
        "村庄不脱贫,决不收兵!</p>",
    ),
    (
        "table",
        (
            [
                ["项目", "数量", "受益群众（万人）"],
                ["新农村建设点", "151个", "3.39"],
                ["改水改厕、房屋出新", "7700余户", "—"],
                ["合计", "", "3.39"],
            ],
            [{"row": 3, "col": 0, "rowspan": 1, "colspan": 2}],
        ),
    ),
    ("photo", ("左图、右图：改造前后的村容。", "李韧")),
    ("photo", ("左图、右图：改造前后的村容。", "李韧")),
]


@pytest.mark.parametrize(
    "name", [FIRST, pytest.param(OLD, marks=pytest.mark.libreoffice)], ids=["docx", "doc"]
)
def test_feature_with_photos_and_a_table_becomes_a_draft(cast, name, request):
    if name == OLD:
        request.getfixturevalue("libreoffice")
    (row,) = read(cast.tongxun, cast.duchang, sent(name))
    assert (row.state, row.refusal) == (UploadState.DONE, "")
    piece = draft_of(row)
    assert (piece.title, piece.subtitle, piece.kicker) == (
        "都昌“五老”:新农村建设里的一道风景",
        "都昌县“五老”参与新农村建设侧记",
        "",
    )
    assert bylines_of(piece) == [("汪国山", "text"), ("李韧", "text"), ("王五", "photo")]
    assert blocks_of(piece) == FEATURE
    assert row.losses == [{"kind": "editor", "text": "责任编辑：钱七"}]
    assert piece.owner == cast.tongxun
    assert piece.status_row.stage == "draft"


def test_photos_come_upright_and_without_their_place(cast):
    with ZipFile(FILES / FIRST) as archive:
        originals = [
            Image.open(BytesIO(archive.read(name)))
            for name in archive.namelist()
            if name.startswith("word/media/")
        ]
    # There is something to lose: where the photo was taken, and how the camera was held.
    assert any(image.getexif().get_ifd(0x8825) for image in originals)
    read(cast.tongxun, cast.duchang, sent(FIRST))
    photos = list(PhotoAsset.objects.order_by("pk"))
    assert [(photo.width, photo.height) for photo in photos] == [
        (1066, 1600), (800, 600), (800, 600),
    ]  # fmt: skip
    for photo in photos:
        with photo.file.open() as stored:
            image = Image.open(stored)
            assert not image.getexif()
        assert photo.collection == cast.duchang.image_collection


def test_styled_headings_soft_breaks_and_lists(cast):
    (row,) = read(cast.tongxun, cast.duchang, sent(SECOND))
    piece = draft_of(row)
    assert piece.title == "黄梅县多措并举开展重阳敬老活动"
    assert [value for kind, value in blocks_of(piece) if kind == "subheading"] == [
        "一、强化政治引领",
        "二、做实走访慰问",
        "三、搭建活动平台",
    ]
    last = blocks_of(piece)[-1]
    assert last == (
        "paragraph",
        "<p>组织老同志参观小池绿色印染产业园、黄梅(长江)文化旅游度假区、八一泵站更新改造工程,感受发展变化。</p>"
        "<p>软回车第一行</p><p>软回车第二行</p>"
        "<ol><li>需求清单</li><li>服务台账</li></ol>"
        "<p>红色强调与普通文字，<b>加粗</b></p>",
    )
    assert bylines_of(piece) == []
    assert {"about": "bylines", "text": "", "why": "没有认出署名，请填写。"} in row.guesses


def test_byline_at_the_end_and_its_telephone(cast):
    """The number is no byline; it stays where the checks find it."""
    (row,) = read(cast.tongxun, cast.duchang, sent(THIRD))
    piece = draft_of(row)
    assert bylines_of(piece) == [("李华", "text")]
    ((kind, words),) = blocks_of(piece)
    assert kind == "paragraph"
    assert words.endswith("<p>联系电话：13800138000</p>")


def test_bylines_of_known_people_are_these_people(cast):
    known = Contributor.objects.create(name="李华", unit=cast.duchang)
    (row,) = read(cast.tongxun, cast.duchang, sent(THIRD))
    (byline,) = draft_of(row).bylines.all()
    assert byline.contributor == known


def test_each_file_has_its_own_result(cast):
    web_page = SimpleUploadedFile("网页.docx", b"<html><body>x</body></html>")
    broken = SimpleUploadedFile("坏的.docx", (FILES / SECOND).read_bytes()[:9000])
    rows = read(cast.tongxun, cast.duchang, sent(SECOND), web_page, broken, sent(THIRD))
    assert [(row.name, row.state) for row in rows] == [
        (SECOND, UploadState.DONE),
        ("网页.docx", UploadState.REFUSED),
        ("坏的.docx", UploadState.REFUSED),
        (THIRD, UploadState.DONE),
    ]
    assert rows[1].refusal.startswith("这其实是一个网页文件")
    assert rows[2].refusal.startswith("这个文件已经损坏或不完整")
    assert rows[1].original is None
    # What could be a manuscript is kept as it came, even when it could not be read.
    with rows[2].original.file.open() as kept:
        assert kept.read() == (FILES / SECOND).read_bytes()[:9000]


def test_original_stays_with_the_piece_for_those_who_see_it(cast, client):
    (row,) = read(cast.tongxun, cast.duchang, sent(THIRD))
    url = row.original.file.url
    client.force_login(cast.tongxun)
    page = client.get(reverse("desk:piece", args=(row.piece.pk,))).content.decode()
    assert f"原稿：{THIRD}" in page
    assert url in page
    answer = client.get(url)
    assert b"".join(answer.streaming_content) == (FILES / THIRD).read_bytes()
    # Neither the bureau, while it is a draft, nor another unit ever.
    client.force_login(cast.bianji)
    assert client.get(url).status_code == 404
    client.force_login(cast.waidi)
    assert client.get(url).status_code == 404
    complete(row.piece, cast)
    review.submit(row.piece.pk, cast.tongxun)
    client.force_login(cast.bianji)
    assert client.get(url).status_code == 200
    client.force_login(cast.waidi)
    assert client.get(url).status_code == 404


def complete(piece, cast):
    """The telephone out, the declarations in."""
    latest = piece.get_latest_revision_as_object()
    latest.body = [("paragraph", "<p>5月5日，肃宁县委老干部局举办知识讲座。</p>")]
    latest.event_date = timezone.localdate()
    latest.is_secret_free = latest.people_consent = True
    latest.save_revision(user=cast.tongxun)


def test_what_was_guessed_is_shown_until_it_is_confirmed(cast, client):
    (row,) = read(cast.tongxun, cast.duchang, sent(FIRST))
    client.force_login(cast.tongxun)
    edit = reverse("wagtailadmin_pages:edit", args=(row.piece.pk,))
    page = client.get(edit).content.decode()
    assert "几张照片共用一条说明，请核对。" in page
    assert "责任编辑：钱七" in page
    client.post(reverse("intake:confirm_reading", args=(row.piece.pk,)))
    assert "几张照片共用一条说明，请核对。" not in client.get(edit).content.decode()


def test_upload_lost_by_the_broker_is_found_by_the_sweep(cast):
    (row,) = uploads.take_uploads(cast.tongxun, cast.duchang, [sent(THIRD)])
    ManuscriptUpload.objects.update(since=timezone.now() - timedelta(minutes=1))
    assert uploads.read_due() == 1
    row.refresh_from_db()
    assert row.state == UploadState.DONE


def test_upload_of_a_dead_worker_is_read_again_and_at_last_given_up(cast):
    (row,) = uploads.take_uploads(cast.tongxun, cast.duchang, [sent(THIRD)])
    long_ago = timezone.now() - timedelta(minutes=10)
    ManuscriptUpload.objects.update(state=UploadState.READING, since=long_ago, attempts=1)
    assert uploads.read_due() == 1
    ManuscriptUpload.objects.update(
        state=UploadState.READING, since=long_ago, attempts=ManuscriptUpload.MAX_ATTEMPTS
    )
    assert uploads.read_due() == 0
    row.refresh_from_db()
    assert (row.state, row.refusal) == (UploadState.REFUSED, ManuscriptUpload.GAVE_UP)


def test_who_was_too_slow_does_not_refuse_what_another_reads(cast, monkeypatch):
    def overtaken(*args, **kwargs):
        ManuscriptUpload.objects.update(since=timezone.now() + timedelta(seconds=1))
        raise RuntimeError

    monkeypatch.setattr(uploads, "read_manuscript", overtaken)
    (row,) = uploads.take_uploads(cast.tongxun, cast.duchang, [sent(THIRD)])
    assert uploads.read_upload(row.pk) is False
    row.refresh_from_db()
    assert (row.state, row.refusal) == (UploadState.READING, "")


def test_file_that_is_read_twice_makes_one_draft(cast):
    (row,) = uploads.take_uploads(cast.tongxun, cast.duchang, [sent(THIRD)])
    assert [uploads.read_upload(row.pk), uploads.read_upload(row.pk)] == [True, False]
    assert PiecePage.objects.count() == 1


def test_nobody_uploads_for_another_unit(cast, client):
    client.force_login(cast.waidi)
    answer = client.post(
        reverse("intake:upload_word"), {"unit": cast.duchang.pk, "files": [sent(THIRD)]}
    )
    assert "请从列表里选择单位。" in answer.content.decode()
    assert not ManuscriptUpload.objects.exists()
    with pytest.raises(uploads.NotYourUnit):
        uploads.take_uploads(cast.waidi, cast.duchang, [sent(THIRD)])


def test_screen_takes_several_files_and_shows_their_results(cast, client):
    client.force_login(cast.tongxun)
    answer = client.post(
        reverse("intake:upload_word"),
        {"unit": cast.duchang.pk, "files": [sent(SECOND), sent(THIRD)]},
        follow=True,
    )
    page = answer.content.decode()
    assert "收到2个文稿，正在逐个读取。" in page
    assert "已读好0个，共2个" in page
    for row in ManuscriptUpload.objects.all():
        uploads.read_upload(row.pk)
    page = client.get(reverse("intake:upload_results")).content.decode()
    assert "正在读取" not in page
    assert "情伴银龄 反诈同行" in page
    assert "黄梅县多措并举开展重阳敬老活动" in page
    client.force_login(cast.tongshi)
    assert "情伴银龄" not in client.get(reverse("intake:upload_results")).content.decode()


def test_line_too_long_for_its_field_is_kept_in_the_text(cast, tmp_path):
    document = Document()
    document.add_paragraph("重阳敬老活动纪实", style="Title")
    document.add_paragraph("——" + "副题" * 38, style="Subtitle")
    document.add_paragraph("重阳节前夕，都昌县组织老干部登高望远，大家一路走一路看，说说笑笑。")
    path = tmp_path / "长副题.docx"
    document.save(path)
    (row,) = read(cast.tongxun, cast.duchang, SimpleUploadedFile(path.name, path.read_bytes()))
    piece = draft_of(row)
    assert piece.title == "重阳敬老活动纪实"
    assert piece.subtitle == "副题" * 38
    assert Attachment.objects.count() == 1


def test_the_same_file_sent_twice_says_so(cast):
    """It made two drafts without a word."""
    (first,) = read(cast.tongxun, cast.duchang, sent(SECOND))
    (again,) = read(cast.tongxun, cast.duchang, sent(SECOND, "另一个名字.docx"))
    assert "original" not in {row["about"] for row in first.guesses}
    told = next(row for row in again.guesses if row["about"] == "original")
    assert told["text"] == draft_of(first).title[:30]
    assert "已经上传过" in told["why"]
    # A colleague's file is the colleague's business, and nobody is told of it.
    (other,) = read(cast.tongshi, cast.duchang, sent(SECOND))
    assert "original" not in {row["about"] for row in other.guesses}


def test_what_is_said_of_a_person_is_said_once(cast, monkeypatch):
    """Who wrote and photographed has two bylines, and the unknown unit was told at both."""
    monkeypatch.setattr(uploads, "draft_of", _twice_guessed(uploads.draft_of))
    (row,) = read(cast.tongxun, cast.duchang, sent(SECOND))
    assert len(row.guesses) == len({str(guess) for guess in row.guesses})


def _twice_guessed(draft_of):
    def twice(*args):
        piece, _ = draft_of(*args)
        unknown = Guess("bylines", "王五", "单位“某某局”不在单位名单里，请核对。")
        return piece, [unknown, unknown]

    return twice


def test_captions_are_offered_only_where_there_are_photos(cast, client):
    read(cast.tongxun, cast.duchang, sent(SECOND), sent(FIRST))
    client.force_login(cast.tongxun)
    with_photos, without = (PiecePage.objects.get(uploads__name=name) for name in (FIRST, SECOND))
    page = client.get(reverse("intake:upload_word")).content.decode()
    for piece, is_offered in ((with_photos, True), (without, False)):
        captions = reverse("intake:captions", args=[piece.pk])
        own = client.get(reverse("desk:piece", args=[piece.pk])).content.decode()
        assert [captions in page, captions in own] == [is_offered, is_offered]
