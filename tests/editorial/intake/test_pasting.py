"""From the phone: a pasted text with several photos becomes a draft, and captions are asked for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editorial.intake import pasting
from editorial.pieces.page import PiecePage
from editorial.review import moves as review
from tests.factories import jpeg, make_photo, make_piece

pytestmark = pytest.mark.shown

TEXT = """都昌县老同志重阳登高

（通讯员 张三 摄影 王五）
　　10月21日，都昌县组织离退休干部登高。
一、看变化
　　老同志边走边看，听得入神。"""


def photo(name, color="red"):
    return SimpleUploadedFile(name, jpeg(color), "image/jpeg")


def paste(client, cast, *photos, text=TEXT):
    return client.post(
        reverse("intake:paste_text"),
        {"unit": cast.duchang.pk, "text": text, "photos": list(photos)},
    )


def latest():
    return PiecePage.objects.get().get_latest_revision_as_object()


def test_pasted_text_becomes_a_draft(cast, client):
    client.force_login(cast.tongxun)
    answer = paste(client, cast)
    piece = latest()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=(piece.pk,))
    assert piece.title == "都昌县老同志重阳登高"
    assert [(b.name, b.role) for b in piece.bylines.all()] == [("张三", "text"), ("王五", "photo")]
    assert [(b.block_type, str(b.value)) for b in piece.body] == [
        ("paragraph", "<p>10月21日，都昌县组织离退休干部登高。</p>"),
        ("subheading", "一、看变化"),
        ("paragraph", "<p>老同志边走边看，听得入神。</p>"),
    ]


def test_photos_are_asked_for_their_captions(cast, client):
    client.force_login(cast.tongxun)
    answer = paste(client, cast, photo("一.jpg"), photo("二.jpg", "blue"))
    piece = latest()
    assert answer["Location"] == reverse("intake:captions", args=(piece.pk,))
    first, second = pasting.photo_blocks(piece)
    page = client.get(answer["Location"]).content.decode()
    assert [page.count(f'name="{block.id}-caption"') for block in (first, second)] == [1, 1]
    client.post(
        answer["Location"],
        {
            f"{first.id}-caption": "图为老同志在登高",
            f"{first.id}-photographer": "王五",
            f"{second.id}-caption": "",
            f"{second.id}-photographer": "",
        },
    )
    told = [(b.value["caption"], b.value["photographer"]) for b in pasting.photo_blocks(latest())]
    assert told == [("图为老同志在登高", "王五"), ("", "")]


def test_photo_that_is_none_keeps_nothing_else_back(cast, client):
    client.force_login(cast.tongxun)
    web_page = SimpleUploadedFile("网页.jpg", b"<html></html>", "image/jpeg")
    answer = paste(client, cast, web_page, photo("好.jpg"))
    assert len(pasting.photo_blocks(latest())) == 1
    page = client.get(answer["Location"]).content.decode()
    assert "照片“网页.jpg”没有收下：这其实是一个网页文件，不是照片。" in page


def test_caption_too_long_is_said_and_kept_on_the_screen(cast, client):
    client.force_login(cast.tongxun)
    piece = make_piece(cast.duchang, cast.tongxun, photos=[make_photo(cast.duchang)])
    (block,) = pasting.photo_blocks(latest())
    long = "长" * 121
    answer = client.post(
        reverse("intake:captions", args=(piece.pk,)),
        {f"{block.id}-caption": long, f"{block.id}-photographer": "王五"},
    )
    page = answer.content.decode()
    assert "图片说明最多120字，现有121字。" in page
    assert long in page
    assert pasting.photo_blocks(latest())[0].value["caption"] == "图为重阳活动"


def test_captions_are_not_written_while_the_piece_is_with_others(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, photos=[make_photo(cast.duchang)])
    (block,) = pasting.photo_blocks(latest())
    review.submit(piece.pk, cast.tongxun)
    with pytest.raises(pasting.NotNow):
        pasting.write_captions(piece.pk, cast.tongxun, {block.id: ("别的", "")})
    client.force_login(cast.tongxun)
    answer = client.get(reverse("intake:captions", args=(piece.pk,)))
    assert answer["Location"] == reverse("desk:piece", args=(piece.pk,))


def test_markup_in_a_pasted_text_is_text(cast, client):
    client.force_login(cast.tongxun)
    paste(
        client,
        cast,
        text="标题\n<script>alert(1)</script>3 < 5 & “引号”的一段话，说得很长很长很长。",
    )
    (block,) = latest().body
    assert str(block.value) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;3 &lt; 5 &amp; “引号”的一段话，说得很长很长很长。</p>"
    )
