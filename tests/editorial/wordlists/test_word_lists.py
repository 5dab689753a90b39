"""词库: a change is in force at once in every process, files come in whole or not at all and go out as
they came, and nobody but those who review keeps the lists."""

import csv
import io
import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.running.installation import install
from editorial.checks.lists import COLUMNS, LIST_NAMES, read_lists
from editorial.record.seen import token_of_save
from editorial.refused import Refused
from editorial.wordlists import actions as word_lists
from editorial.wordlists.files import MAX_BYTES, MAX_ROWS, ListRefused, read_list, write_list
from editorial.wordlists.in_force import ListKeeper, current_lists, rows_of
from editorial.wordlists.models import ListedWord, WordListChange, WordListVersion
from tests.forms import messages_in
from tests.rendezvous import race

BAD_WORD = {"word": "二傻子", "instead": "智力残疾人", "note": "不用。", "level": "禁止"}
KEEPERS = ("bianji", "fushen", "zhongshen", "admin")
OTHERS = ("tongxun", "fuze", "waidi", "jifen", "zhuanlan", "guanli")


def found(text, lists=None):
    return [hit.row.word for hit in (lists or current_lists()).hits(text)]


def file_of(text, encoding="utf-8"):
    return SimpleUploadedFile("词.csv", text.encode(encoding))


def preview(client, text, name="forbidden", encoding="utf-8"):
    return client.post(
        reverse("wordlists:import_words", args=(name,)), {"file": file_of(text, encoding)}
    )


def confirm(client, shown, how="add", name="forbidden"):
    data = {"sealed": shown.context["sealed"], "how": how}
    return client.post(reverse("wordlists:confirm_words", args=(name,)), data, follow=True)


def words_of(name="forbidden"):
    return list(ListedWord.objects.filter(list=name).values_list("word", flat=True))


@pytest.fixture
def filled(cast):
    """The cast, with lists that hold two forbidden words and nothing else."""
    word_lists.ensure_filled()
    ListedWord.objects.all().delete()
    for word in ("残废人", "独眼龙"):
        word_lists.add(cast.bianji, "forbidden", {"word": word, "instead": "残疾人"})
    return cast


@pytest.fixture
def keeper(filled, client):
    client.force_login(filled.bianji)
    return client


# -- in force at once ------------------------------------------------------------------------------


def test_until_they_are_filled_the_starter_lists_are_in_force(db):
    assert current_lists() == read_lists()
    word_lists.ensure_filled()
    assert current_lists() == read_lists()
    ListedWord.objects.filter(list="forbidden").first().delete()
    assert WordListVersion.objects.count() == 1


def test_a_change_is_in_force_at_once(filled):
    text = "叫他二傻子"
    assert found(text) == []
    word = word_lists.add(filled.bianji, "forbidden", BAD_WORD)
    assert found(text) == ["二傻子"]
    seen = token_of_save(word)
    word_lists.change(filled.fushen, word.pk, {**BAD_WORD, "word": "三傻子"}, seen)
    assert (found(text), found("叫他三傻子")) == ([], ["三傻子"])
    word_lists.remove(filled.bianji, word.pk)
    assert found("叫他三傻子") == []


def test_another_process_sees_additions_and_deletions(filled):
    """Two keepers are two processes: neither knows what went through the other."""
    here, there = ListKeeper(), ListKeeper()
    assert found("独眼龙", here.current()) == found("独眼龙", there.current()) == ["独眼龙"]
    word_lists.remove(filled.bianji, ListedWord.objects.get(word="独眼龙").pk)
    assert found("独眼龙", here.current()) == found("独眼龙", there.current()) == []
    word_lists.add(filled.bianji, "forbidden", {"word": "独眼龙"})
    assert found("独眼龙", there.current()) == ["独眼龙"]


def test_lists_are_kept_and_asking_costs_one_query(filled):
    keeper = ListKeeper()
    first = keeper.current()
    with CaptureQueriesContext(connection) as queries:
        again = keeper.current()
    assert again is first
    assert len(queries) == 1


def test_a_change_that_was_taken_back_is_forgotten(filled):
    keeper = ListKeeper()
    keeper.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        word_lists.add(filled.bianji, "forbidden", BAD_WORD)
        assert found("二傻子", keeper.current()) == ["二傻子"]
        raise ZeroDivisionError
    assert found("二傻子", keeper.current()) == []


@pytest.mark.django_db(transaction=True)
def test_a_commit_of_another_connection_is_seen(filled):
    keeper = ListKeeper()
    assert found("二傻子", keeper.current()) == []

    def elsewhere():
        try:
            word_lists.add(filled.bianji, "forbidden", BAD_WORD)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(elsewhere).result()
    assert found("二傻子", keeper.current()) == ["二傻子"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_a_word_at_once_one_is_told(filled):
    def add(actor):
        return lambda: word_lists.add(actor, "forbidden", BAD_WORD).word

    done = race(add(filled.bianji), add(filled.fushen), "FOR UPDATE")
    told = "“二傻子”已经在禁用词里了，不用再加；要改请点开它。"
    assert sorted(done) == sorted(["二傻子", told])
    assert words_of() == ["残废人", "独眼龙", "二傻子"]


def test_a_row_that_a_newer_rule_refuses_stops_no_check(filled):
    ListedWord.objects.create(list="forbidden", word="坏")
    word_lists.add(filled.bianji, "careful", {"word": "亲自"})
    assert found("坏，独眼龙，亲自") == ["独眼龙", "亲自"]


# -- one row ---------------------------------------------------------------------------------------


def test_a_wrong_row_is_refused_in_words(filled):
    for row, words in (
        ({"word": ""}, "请填写内容。"),
        ({"word": "", "note": "无"}, "没有填“词语”。"),
        ({"word": "坏"}, "“坏”只有一个字，会处处报出。"),
        ({"word": "坏人", "instead": "坏人"}, "“坏人”改为的是它自己。"),
        ({"word": "坏人", "level": "严禁"}, "级别“严禁”不认识，只能是“禁止”或“慎重”。"),
        ({"word": "独眼龙"}, "“独眼龙”已经在禁用词里了，不用再加；要改请点开它。"),
        (
            {"word": "坏人", "note": "长" * 201},
            f"“{'长' * 10}……”有换行，或超过200个字。请改短。",
        ),
    ):
        with pytest.raises(Refused) as refusal:
            word_lists.add(filled.bianji, "forbidden", row)
        assert str(refusal.value) == words
    assert words_of() == ["残废人", "独眼龙"]


def test_full_width_is_the_same_word(filled):
    word_lists.add(filled.bianji, "exempt", {"word": "5G"})
    with pytest.raises(Refused):
        word_lists.add(filled.bianji, "exempt", {"word": "５Ｇ"})
    assert words_of("exempt") == ["5G"]


def test_the_second_of_two_who_change_a_row_is_told(filled):
    word = ListedWord.objects.get(word="独眼龙")
    seen = token_of_save(word)
    word_lists.change(filled.bianji, word.pk, {"word": "独眼龙", "note": "先"}, seen)
    with pytest.raises(Refused) as refusal:
        word_lists.change(filled.fushen, word.pk, {"word": "独眼龙", "note": "后"}, seen)
    assert str(refusal.value).startswith("“独眼龙”在您打开之后有人改过，您的修改没有保存。")
    word.refresh_from_db()
    assert (word.note, word.updated_by) == ("先", filled.bianji)


def test_every_change_is_on_record(filled):
    before = WordListChange.objects.count()
    word = word_lists.add(filled.bianji, "people", {"name": "王五", "title": "局长", "rank": "007"})
    seen = token_of_save(word)
    row = {"name": "王五", "title": "书记", "rank": "1"}
    word_lists.change(filled.fushen, word.pk, row, seen)
    word_lists.change(filled.fushen, word.pk, row, token_of_save(word_lists._there(word.pk)))
    word_lists.remove(filled.zhongshen, word.pk)
    changes = WordListChange.objects.order_by("pk")[before:]
    assert [(change.act, change.detail, change.actor) for change in changes] == [
        ("添加", "王五 · 局长 · 7", filled.bianji),
        ("修改", "王五 · 局长 · 7 → 王五 · 书记 · 1", filled.fushen),
        ("删去", "王五 · 书记 · 1", filled.zhongshen),
    ]


# -- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_previewed_and_then_added(keeper, encoding):
    text = "词语,说明\n残废人,改了\n独眼龙,\n二傻子,新的\n二傻子,又一次\n"
    shown = preview(keeper, text, encoding=encoding)
    assert shown.context["counts"] == {
        "new": 1,
        "changed": 2,
        "missing": 0,
        "same": 0,
        "rows": 3,
    }
    assert shown.context["doubled"] == 1
    assert words_of() == ["残废人", "独眼龙"]
    done = confirm(keeper, shown)
    assert messages_in(done) == ["禁用词已导入：新增1个，修改2个。马上生效。"]
    assert rows_of("forbidden") == [
        {"word": "残废人", "instead": "", "note": "改了", "level": ""},
        {"word": "独眼龙", "instead": "", "note": "", "level": ""},
        {"word": "二傻子", "instead": "", "note": "新的", "level": ""},
    ]
    assert found("二傻子") == ["二傻子"]


def test_adding_keeps_what_the_file_has_not_and_replacing_deletes_it(keeper):
    text = "word,instead\n独眼龙,残疾人\n二傻子,\n"
    shown = preview(keeper, text)
    assert shown.context["missing"] == [("残废人", "残疾人")]
    kept = ListedWord.objects.get(word="独眼龙").updated_at
    confirm(keeper, shown)
    assert words_of() == ["残废人", "独眼龙", "二傻子"]
    confirm(keeper, preview(keeper, text), "replace")
    assert words_of() == ["独眼龙", "二傻子"]
    assert found("残废人") == []
    assert ListedWord.objects.get(word="独眼龙").updated_at == kept
    last = WordListChange.objects.first()
    assert (last.act, last.detail) == ("替换", "新增0个，修改0个，删去1个")


def test_a_rank_is_a_number_however_it_is_typed(keeper):
    text = "姓名,职务,排序\n王五,局长,007\n赵六,,\n"
    confirm(keeper, preview(keeper, text, "people"), name="people")
    assert [row["rank"] for row in rows_of("people")] == ["7", ""]
    assert preview(keeper, text, "people").context["counts"]["same"] == 2


def test_a_bad_file_is_told_by_its_rows_and_nothing_is_written(keeper):
    text = "词语,改为,说明,级别\n二傻子,,,\n坏,,,\n\n好词,好词,,\n好词,,,严禁\n,,无,\n"
    before = WordListVersion.objects.get().token
    shown = preview(keeper, text)
    assert list(shown.context["problems"]) == [
        "禁用词第3行：“坏”只有一个字，会处处报出。",
        "禁用词第5行：“好词”改为的是它自己。",
        "禁用词第6行：级别“严禁”不认识，只能是“禁止”或“慎重”。",
        "禁用词第7行：没有填“词语”。",
    ]
    assert "sealed" not in shown.context
    assert words_of() == ["残废人", "独眼龙"]
    assert WordListVersion.objects.get().token == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件里没有词。第一行是表头，从第二行起每行一个词。"),
        ("词语\n".encode(), "文件里没有词。第一行是表头，从第二行起每行一个词。"),
        ("说明\n无\n".encode(), "禁用词第1行：缺“word”（词语）一列。"),
        ('词语\n"二傻子\n'.encode(), "禁用词第2行：引号没有配对，读不下去。"),
        (b"PK\x03\x04zip", "这不是CSV文件。请在Excel或WPS里另存为“CSV UTF-8”再导入。"),
        ("词语\n坏\0人\n".encode(), "这不是CSV文件。请在Excel或WPS里另存为“CSV UTF-8”再导入。"),
        (b"\xff\xfe\xff\xff", "这不是CSV文件。请在Excel或WPS里另存为“CSV UTF-8”再导入。"),
        (
            "词语,说明\n坏人,".encode() + "长".encode() * 201,
            f"禁用词第2行：“{'长' * 10}……”有201个字，一格最多200个。",
        ),
        ('词语,说明\n坏人,"上\n下"\n'.encode(), "禁用词第2行：有一格里有换行或控制字符。"),
        (b"a" * (MAX_BYTES + 1), "文件超过2 MB，没有读取。请分成几个文件导入。"),
        (
            b"word\n" + b"x\n" * (MAX_ROWS + 1),
            "文件里有20001行，一次最多20000行。请分成几个文件，选“加入”逐个导入。",
        ),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:12],
)
def test_what_is_no_list_is_refused_in_words(data, words):
    with pytest.raises(ListRefused) as refusal:
        read_list("forbidden", data)
    assert refusal.value.problems == [words]


def test_the_largest_file_comes_in_and_is_in_force(keeper):
    signs, choose = [chr(code) for code in range(0x4E00, 0x9000)], random.Random(7)
    words = {"".join(choose.choices(signs, k=4)) for _ in range(MAX_ROWS)}
    text = "词语,改为,说明\n" + "".join(
        f"{word},{word[:2]}甲,{''.join(choose.choices(signs, k=12))}\n" for word in sorted(words)
    )
    assert len(text.encode()) < MAX_BYTES
    confirm(keeper, preview(keeper, text, "careful"), name="careful")
    assert len(words_of("careful")) == len(words)
    changed = text.replace("甲,", "乙,")
    done = confirm(keeper, preview(keeper, changed, "careful"), "replace", "careful")
    assert messages_in(done) == [f"慎用词已导入：新增0个，修改{len(words)}个，删去0个。马上生效。"]
    some = sorted(words)[9]
    (hit,) = current_lists().hits(f"说到{some}时")
    assert (hit.row.word, hit.row.instead) == (some, f"{some[:2]}乙")


def test_a_preview_is_void_when_the_lists_were_changed(keeper, filled):
    shown = preview(keeper, "词语\n二傻子\n")
    word_lists.add(filled.fushen, "forbidden", {"word": "三傻子"})
    again = confirm(keeper, shown, "replace")
    refusal = "预览之后词库有了改动，这一次什么也没有写入。请看新的预览。"
    assert again.context["refusal"] == refusal
    assert words_of() == ["残废人", "独眼龙", "三傻子"]
    confirm(keeper, again, "replace")
    assert words_of() == ["二傻子"]


def test_a_preview_is_nobody_elses_and_no_other_lists(keeper, filled):
    shown = preview(keeper, "词语\n二傻子\n")
    confirm(keeper, shown, name="careful")
    other = Client()
    other.force_login(filled.fushen)
    said = messages_in(confirm(other, shown))
    assert said == ["这份预览已过期，什么也没有写入。请重新上传文件。"]
    assert (words_of(), words_of("careful")) == (["残废人", "独眼龙"], [])


@pytest.mark.parametrize("name", LIST_NAMES)
def test_what_goes_out_comes_in_the_same(cast, client, name):
    word_lists.ensure_filled()
    key = COLUMNS[name][0]
    for word in ("=1+1", "'=1+1", "@某,人", "'单引号", '说"好"的', "-12345", "＝全角"):
        row = dict.fromkeys(COLUMNS[name], "")
        word_lists.add(cast.bianji, name, {**row, key: word})
    for column in COLUMNS[name][1:]:
        row = {"rank": "3", "level": "禁止"}.get(column, "=HYPERLINK(1)")
        word_lists.add(cast.bianji, name, {key: f"有{column}", column: row})
    before = rows_of(name)
    client.force_login(cast.fushen)
    sent = client.get(reverse("wordlists:export_words", args=(name,))).content
    shown = preview(client, sent.decode(), name)
    same = {"new": 0, "changed": 0, "missing": 0, "same": len(before), "rows": len(before)}
    assert shown.context["counts"] == same
    ListedWord.objects.filter(list=name).delete()
    confirm(client, preview(client, sent.decode(), name), name=name)
    assert rows_of(name) == before
    assert client.get(reverse("wordlists:export_words", args=(name,))).content == sent


def test_no_cell_of_the_file_is_a_formula(filled):
    rows = [{"word": word, "instead": "+1", "note": "@x", "level": ""} for word in ("=a", "-b")]
    data = write_list("forbidden", rows)
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]
    assert cells[:4] == ["词语", "改为", "说明", "级别"]
    assert cells[4:] == ["'=a", "'+1", "'@x", "", "'-b", "'+1", "'@x", ""]


# -- the screens -----------------------------------------------------------------------------------


def test_an_editor_adds_finds_changes_and_deletes_a_word(keeper, filled):
    listed = reverse("wordlists:words", args=("forbidden",))
    done = keeper.post(listed, BAD_WORD, follow=True)
    assert messages_in(done) == ["“二傻子”已加入禁用词，马上生效。"]
    word = ListedWord.objects.get(word="二傻子")
    assert (word.as_row(), word.updated_by) == (BAD_WORD, filled.bianji)
    hits = keeper.get(listed, {"q": "智力"}).context["object_list"]
    assert [row.word for row in hits] == ["二傻子"]
    address = reverse("wordlists:edit_word", args=("forbidden", word.pk))
    seen = keeper.get(address).context["seen"]
    done = keeper.post(address, {**BAD_WORD, "level": "", "seen": seen}, follow=True)
    assert messages_in(done) == ["“二傻子”已保存，马上生效。"]
    word.refresh_from_db()
    assert word.level == ""
    done = keeper.post(reverse("wordlists:remove_word", args=("forbidden", word.pk)), follow=True)
    assert messages_in(done) == ["“二傻子”已从禁用词删去，马上生效。"]
    assert words_of() == ["残废人", "独眼龙"]
    record = re.sub(r"<[^>]+>|\s+", " ", done.content.decode())
    assert "徐静 删去 二傻子 · 智力残疾人 · 不用。" in re.sub(r" +", " ", record)


def test_a_wrong_word_stays_in_its_fields(keeper):
    answer = keeper.post(
        reverse("wordlists:words", args=("forbidden",)), {"word": "独眼龙", "note": "又"}
    )
    page = answer.content.decode()
    assert "“独眼龙”已经在禁用词里了，不用再加；要改请点开它。" in page
    assert 'value="又"' in page


def test_empty_lists_say_what_to_do(keeper):
    page = keeper.get(reverse("wordlists:words", args=("people",))).content.decode()
    assert "这张表还没有词。在上面一个一个加入，或点“导入CSV”一次加入许多。" in page
    page = keeper.get(
        reverse("wordlists:words", args=("forbidden",)), {"q": "无此词"}
    ).content.decode()
    assert "没有找到这个词。换个词再找，或在上面加入。" in page


def test_ten_thousand_words_are_shown_in_pages(keeper):
    words = [ListedWord(list="careful", word=f"慎用{number}") for number in range(10_000)]
    ListedWord.objects.bulk_create(words)
    listed = reverse("wordlists:words", args=("careful",))
    with CaptureQueriesContext(connection) as few:
        keeper.get(reverse("wordlists:words", args=("forbidden",)))
    with CaptureQueriesContext(connection) as many:
        page = keeper.get(listed, {"p": "200"})
    assert len(many) == len(few)
    assert len(page.context["object_list"]) == 50
    assert page.context["paginator"].count == 10_000


def test_only_those_who_review_keep_words(filled, client):
    word = ListedWord.objects.get(word="独眼龙")
    addresses = [reverse("wordlists:words", args=(name,)) for name in LIST_NAMES]
    addresses += [
        reverse(name, args=("forbidden",))
        for name in ("wordlists:import_words", "wordlists:export_words")
    ]
    addresses += [reverse("wordlists:edit_word", args=("forbidden", word.pk))]
    for people, status in ((KEEPERS, 200), (OTHERS, 404)):
        for person in people:
            client.force_login(getattr(filled, person))
            assert {client.get(address).status_code for address in addresses} == {status}
            home = client.get(reverse("wagtailadmin_home")).content.decode()
            assert (reverse("wordlists:words", args=("forbidden",)) in home) == (status == 200)
    for person in OTHERS:
        actor = getattr(filled, person)
        for act in (
            lambda actor=actor: word_lists.add(actor, "forbidden", BAD_WORD),
            lambda actor=actor: word_lists.change(actor, word.pk, BAD_WORD, ""),
            lambda actor=actor: word_lists.remove(actor, word.pk),
            lambda actor=actor: word_lists.import_list(actor, "forbidden", [BAD_WORD], ""),
        ):
            with pytest.raises(Refused, match="词库由编辑和审稿人员维护。"):
                act()
    assert words_of() == ["残废人", "独眼龙"]


# -- setup -----------------------------------------------------------------------------------------


def test_setup_fills_once_and_leaves_what_editors_changed(cast):
    install()
    filled = {name: words_of(name) for name in LIST_NAMES}
    starter = read_lists()
    assert filled["forbidden"] == [word.word for word in starter.forbidden]
    assert tuple(filled["places"]) == starter.places
    word_lists.remove(cast.bianji, ListedWord.objects.filter(list="forbidden")[0].pk)
    ListedWord.objects.filter(list="careful").delete()
    install()
    assert words_of() == filled["forbidden"][1:]
    assert words_of("careful") == []


def test_a_word_added_before_setup_leaves_the_starter_lists_in_force(cast):
    word_lists.add(cast.bianji, "forbidden", BAD_WORD)
    starter = [word.word for word in read_lists().forbidden]
    assert words_of() == [*starter, "二傻子"]
