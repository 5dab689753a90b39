"""One person under many spellings: a blank, a dot, a width, an invisible sign or the traditional form made
another person, whom no wall knew and who took half of the points."""

import pytest
from django.contrib.auth import authenticate
from django.urls import reverse

from editorial import stages
from editorial.intake.forms import CaptionForm
from editorial.outlets.models import Outlet
from editorial.people import unit_actions as units
from editorial.people.actions import add_person
from editorial.people.models import Contributor, RoleGroup
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.pieces.models import Byline
from editorial.placements.forms import CreditForm
from editorial.placements.rules import why_not_verify
from editorial.refused import Incomplete, NotAllowed
from editorial.review import moves as review
from scoring.book.form import Clause, Condition, Task
from tests.factories import bring_to, make_piece, pass_step
from tests.scoring.makers import make_outlet, make_placement

# As the account has it, as the byline has it.
SPELLINGS = [
    ("李　明", "李明"),
    ("买买提·吐尔逊", "買買提•吐尔逊"),
    ("王芳", "王\u200b芳"),
    ("王芳", "王\u2000芳\u3000"),
    ("Ｌｉ Ming", "li  ming"),
    ("張寶國", "张宝国"),
    ("⼤海", "大海"),
    ("阿不都・热合曼", "阿不都．热合曼"),
]


@pytest.mark.parametrize(("account", "byline"), SPELLINGS)
def test_no_head_passes_the_own_piece_by_another_spelling(cast, account, byline):
    head, _ = add_person(cast.guanli, name=account, roles=["head"], unit=cast.duchang)
    piece = make_piece(cast.duchang, cast.tongxun)
    piece.bylines.add(Byline(typed_name=byline))
    piece.save_revision(user=cast.tongxun)
    authors = Contributor.objects.count()
    review.submit(piece.pk, cast.tongxun)
    assert Contributor.objects.count() == authors
    with pytest.raises(NotAllowed, match="署名"):
        pass_step(piece, head)


@pytest.mark.parametrize("step", [stages.FIRST, stages.SECOND, stages.FINAL])
@pytest.mark.parametrize(("account", "byline"), SPELLINGS[:4])
def test_no_reviewer_passes_a_namesake_unasked(cast, step, account, byline):
    who = {stages.FIRST: cast.bianji, stages.SECOND: cast.fushen, stages.FINAL: cast.zhongshen}
    reviewer = who[step]
    reviewer.name = account
    reviewer.save()
    piece = make_piece(cast.duchang, cast.tongxun)
    piece.bylines.add(Byline(typed_name=byline))
    piece.save_revision(user=cast.tongxun)
    bring_to(step, piece, cast)
    with pytest.raises(Incomplete, match="同名"):
        pass_step(piece, reviewer)


@pytest.mark.parametrize(("account", "byline"), SPELLINGS)
def test_the_chooser_of_credits_finds_the_person(cast, account, byline):
    person, _ = add_person(cast.guanli, name=account, roles=["correspondent"], unit=cast.duchang)
    form = CreditForm({"unit": cast.duchang.pk, "name": byline, "share": "1"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["contributor"].user == person


def test_a_new_account_takes_over_the_author_of_another_spelling(cast):
    author = Contributor.objects.create(name="買買提•吐尔逊", unit=cast.duchang)
    person, _ = add_person(
        cast.guanli, name="买买提·吐尔逊", roles=["correspondent"], unit=cast.duchang
    )
    assert list(person.contributors.all()) == [author]


def test_a_name_is_kept_folded_whatever_path_it_takes(cast):
    for author in (
        Contributor.objects.create(name="李　明", unit=cast.duchang),
        Contributor.objects.bulk_create([Contributor(name="李 明", unit=cast.duchang)])[0],
    ):
        author.refresh_from_db()
        assert author.name == "李明"
    Contributor.objects.filter(pk=author.pk).update(name="王\u200b芳")
    assert Contributor.objects.get(name="王\u3000芳").pk == author.pk


def test_a_latin_name_keeps_its_blanks(cast):
    assert Contributor.objects.create(name=" John  Smith", unit=cast.duchang).name == "John Smith"


def test_a_unit_of_another_spelling_is_refused_with_the_one_that_is_there(cast):
    title = cast.duchang.title
    values = {"short_name": "都昌二", "ranking_group": "county"}
    for twin in (f"{title[0]}\u3000{title[1:]}", title.replace("县", "縣"), f"\u200b{title}"):
        with pytest.raises(units.UnitRefused, match=title):
            units.open_unit(cast.guanli, UnitIndexPage.objects.get(), title=twin, **values)
    unit = units.open_unit(cast.guanli, UnitIndexPage.objects.get(), title="市 委　党校", **values)
    assert UnitPage.objects.get(pk=unit.pk).title == "市委党校"


def test_a_respelled_unit_has_no_former_name(cast):
    unit = cast.duchang
    units.change_unit(
        cast.guanli,
        unit.pk,
        title=f" {unit.title}\u200b",
        short_name="都\u3000昌",
        ranking_group="county",
        quota_class=1,
    )
    unit.refresh_from_db()
    assert (unit.short_name, unit.former_names) == ("都昌", [])


def test_an_outlet_of_another_spelling_is_refused_with_the_one_that_is_there(client, cast):
    outlet = Outlet.objects.create(name="九江日报", code="jjrb", level="city", kind="paper")
    client.force_login(cast.bianji)
    address = reverse("outlets:add_outlet")
    page = client.post(address, {"name": f"{outlet.name[0]}\u3000{outlet.name[1:]}", "code": "neu"})
    assert f"已经有一家叫“{outlet.name}”的媒体" in page.content.decode()
    page = client.post(address, {"name": "新的报纸", "code": outlet.code.upper()})
    assert f"代码“{outlet.code}”已经用了" in page.content.decode()


def test_a_rule_book_finds_its_unit_by_another_spelling():
    task = Task(Clause(), Condition(), "quarter", "placements", units=(("都昌縣　局", 3),))
    assert task.target("都昌县局", "1") == 3


@pytest.mark.parametrize("typed", ["Tongxun", " tongxun ", "ｔｏｎｇｘｕｎ", "TONG\u200bXUN"])
def test_a_log_in_is_found_as_a_phone_types_it(client, cast, typed):
    """A phone begins it with a capital, and it was refused."""
    data = {"username": typed, "password": cast.password}
    assert client.post(reverse("wagtailadmin_login"), data).status_code == 302


def test_log_ins_that_differ_by_case_alone_are_told_apart(cast, django_user_model):
    django_user_model.objects.create_user("TongXun", password="anderes-wort-1", name="另一人")
    assert authenticate(username="tongxun", password=cast.password) == cast.tongxun
    assert authenticate(username="TONGXUN", password=cast.password) is None


def test_an_old_log_in_that_could_not_be_folded_still_opens(cast, django_user_model):
    """The migration leaves one whose folded form is another's."""
    wide = django_user_model.objects.create_user("old", password="anderes-wort-1", name="另一人")
    django_user_model.objects.filter(pk=wide.pk).update(username="ｔｏｎｇｘｕｎ")
    RoleGroup.objects.get(role="editor").group.user_set.add(wide)
    assert authenticate(username="ｔｏｎｇｘｕｎ", password="anderes-wort-1") == wide
    assert authenticate(username="tongxun", password=cast.password) == cast.tongxun


def test_the_fields_of_the_log_in_are_left_as_typed(client, db):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    for said in ('autocapitalize="none"', 'autocomplete="username"', 'current-password"'):
        assert said in page


@pytest.mark.parametrize(
    ("name", "field", "who"),
    [
        ("people:add_person", "name", "guanli"),
        ("people:add_person", "phone", "guanli"),
        ("people:open_unit", "title", "guanli"),
        ("people:open_unit", "short_name", "guanli"),
        ("outlets:add_outlet", "name", "bianji"),
        ("placements:record_placement", "headline", "bianji"),
    ],
)
def test_too_long_a_value_is_told_in_a_plain_sentence(client, cast, name, field, who):
    """确保该变量包含不超过 40 字符 (目前字符数 2000)。"""
    client.force_login(getattr(cast, who))
    page = client.post(reverse(name), {field: "长" * 2000}).content.decode()
    assert "确保" not in page
    assert "字，现有2000字" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("李　明", "李明"),
        ("张三 李四", "张三 李四"),
        ("买买提•艾力、王\u200b芳", "买买提·艾力、王芳"),
    ],
)
def test_the_names_of_photographers_are_kept_folded(typed, kept):
    form = CaptionForm({"caption": "图为活动", "photographer": typed})
    assert form.is_valid() and form.cleaned_data["photographer"] == kept


@pytest.mark.parametrize(("account", "byline"), SPELLINGS)
def test_no_verifier_passes_the_own_credit(cast, account, byline):
    roles = ["correspondent", "editor"]
    verifier, _ = add_person(cast.guanli, name=account, roles=roles, unit=cast.duchang)
    form = CreditForm({"unit": cast.duchang.pk, "name": byline, "share": "1"})
    assert form.is_valid(), form.errors
    outlet = make_outlet("jjrb")
    placement = make_placement(
        cast, outlet, credits=[(form.cleaned_data["contributor"], 1)], state="recorded"
    )
    assert "计入了您本人" in why_not_verify(placement, verifier)
