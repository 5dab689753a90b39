"""微信稿: a signed text made ready for a WeChat official account — its fields and body to copy, its
photos and cover crops to download. Nothing is stored; what is over the limits is said, not stopped."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from editorial import stages
from editorial.files.photos import PhotoRefused
from editorial.manuscripts import covers
from editorial.manuscripts import wechat as article
from editorial.manuscripts.package import safe_filename, zipped
from editorial.people.seats import may_route
from editorial.pieces.page import visible_piece
from editorial.refused import Refused
from editorial.review.signed_text import manuscript_of, signed_photo
from editorial.routing.wechat_forms import CropForm
from editorial.screens.answers import forbidden, refusal_told
from editorial.screens.downloads import named
from editorial.screens.pages import screen

EDITORS_ONLY = "微信稿由编辑办理，您没有这项权限。"
# How long the longer side is on the screen.
SIZES = {"small": 240, "large": 1000}
COVERS = {"wide": "2.35比1", "square": "1比1"}


def of_signed_text(view):
    """`view(request, version, …)` for who may have the piece's package, while it stands as signed."""

    @require_GET
    @wraps(view)
    def asked(request, pk, **kwargs):
        page = visible_piece(request.user, pk)
        if not may_route(request.user):
            return forbidden(request, EDITORS_ONLY)
        with refusal_told(request, of=(Refused, PhotoRefused)):
            return view(request, _wechat_version(page), **kwargs)
        return redirect("desk:piece", pk)

    return asked


def _wechat_version(page):
    version = page.status_row.approved_version
    if version is None:
        raise Refused("这篇稿件现在不是审定状态，没有微信稿。")
    if not version.content.get("web_allowed"):
        raise Refused("作者没有同意在互联网公开发布，不能做微信稿。")
    return version


# -- the screen ------------------------------------------------------------------------------------


@of_signed_text
def wechat(request, version):
    with_reviewers = request.GET.get("reviewers") != "no"
    manuscript = manuscript_of(version)
    html = article.wechat_html(manuscript, reviewers_of(version) if with_reviewers else ())
    return screen(
        request,
        "editorial/routing/wechat.html",
        "微信稿",
        "mail",
        [(reverse("desk:piece", args=(version.piece_id,)), manuscript.headline)],
        piece_id=version.piece_id,
        body=html,
        excesses=article.wechat_limits(manuscript, html),
        fields=fields_of(manuscript),
        with_reviewers=with_reviewers,
        photos=[
            (n, article.wechat_photo_name(n, photo), photo.caption)
            for n, photo in enumerate(manuscript.photos, start=1)
        ],
        cover=cover_context(manuscript, request.GET.get("photo", "")),
    )


def reviewers_of(version):
    """[(step, name)] of the three reviews; the unit's head is not printed."""
    return [
        (stages.STAGE_NAMES[row["step"]], row["name"])
        for row in version.reviewers
        if row["step"] != stages.UNIT
    ]


def fields_of(manuscript):
    """(name, label, value, limit) of what the account asks for beside the body."""
    return [
        ("title", "标题", manuscript.headline, article.TITLE_LIMIT_IN_EDITOR),
        ("author", "作者", article.propose_author(manuscript), article.AUTHOR_LIMIT),
        ("digest", "摘要", article.propose_digest(manuscript), article.DIGEST_LIMIT),
    ]


def cover_context(manuscript, asked):
    """The photo to cut covers from, the first unless another is asked for; None without photos."""
    photos = manuscript.photos
    if not photos:
        return None
    number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= len(photos) else 1
    size = covers.size_of(photos[number - 1].data)
    shapes = [
        {
            "name": name,
            "label": COVERS[name],
            "ratio": covers.SHAPES[name][0] / covers.SHAPES[name][1],
            "most_zoom": covers.most_zoom(size, name),
        }
        for name in covers.SHAPES
    ]
    return {"number": number, "shapes": shapes, "several": len(photos) > 1}


# -- photos and covers -----------------------------------------------------------------------------


@of_signed_text
def photos(request, version):
    """All of them in one file."""
    manuscript = manuscript_of(version)
    name = safe_filename(f"微信照片_{manuscript.headline}", "zip")
    data = zipped(article.wechat_photos(manuscript), localdate())
    return _download(name, data, "application/zip")


@of_signed_text
def photo(request, version, number):
    """One photo within the account's limit; with ?size= a small copy for the screen."""
    taken = _photo_of(version, number)
    if side := SIZES.get(request.GET.get("size", "")):
        return HttpResponse(covers.preview(taken.data, side), content_type="image/jpeg")
    name = article.wechat_photo_name(number, taken)
    data = covers.within_limit(taken.data)
    return _download(name, data, "image/png" if name.endswith(".png") else "image/jpeg")


@of_signed_text
def cover(request, version, shape):
    form = CropForm(request.GET)
    if shape not in covers.SHAPES or not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    taken = _photo_of(version, asked.pop("photo"))
    data = covers.cover(taken.data, shape, **asked)
    return _download(f"封面-{COVERS[shape]}.jpg", data, "image/jpeg")


def _photo_of(version, number):
    taken = signed_photo(version, number)
    if taken is None:
        raise Http404
    return taken


def _download(name, data, kind):
    response = HttpResponse(data, content_type=kind)
    return named(response, name, "wechat")
