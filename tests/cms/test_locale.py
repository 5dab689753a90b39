"""The Chinese that this project adds to Wagtail's. No database: catalogues only."""

import ast
import gettext as stdlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override, to_locale
from wagtail.admin.views.i18n import js_catalog

CATALOGUES = Path(settings.BASE_DIR) / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES"
FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")')
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0+ ]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_po(path):
    """The entries of a .po file as dicts of msgctxt, msgid, msgid_plural, msgstr; no header."""
    entries = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        entry, field = {}, None
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if match := FIELD.fullmatch(line):
                field = match[1].partition("[")[0]
                entry[field] = ast.literal_eval(match[2])
            else:
                entry[field] += ast.literal_eval(line)
        if entry.get("msgid"):
            entries.append(entry)
    return entries


def placeholders(text):
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def test_the_folder_is_the_one_that_django_reads():
    assert settings.LANGUAGE_CODE == "zh-hans"
    assert to_locale("zh-hans") == CATALOGUES.parent.name
    assert CATALOGUES.parents[1] in [Path(path) for path in settings.LOCALE_PATHS]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Privacy and access", "访问权限"),
        ("Schedule to publish", "定时发布"),
        ("Saving will overwrite a newer version.", "保存将覆盖一个更新的版本。"),
        ("Your pages and snippets in a workflow", "您处于审核流程中的页面和片段"),
        ("Currently viewing", "正在查看"),
        ("Autosave is paused", "自动保存已暂停"),
        ("Which cells should be displayed as headers?", "哪些单元格作为表头？"),
        ("Locked by another user", "已被其他用户锁定"),
        ("is greater than", "大于"),
    ],
)
def test_strings_that_wagtail_leaves_in_english_are_chinese(english, chinese):
    with override("zh-hans"):
        assert gettext(english) == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Request changes", "退回修改"),
        ("Unpublish", "撤下"),
        ("Comments", "批注"),
        ("Task", "环节"),
    ],
)
def test_this_products_words_win_over_wagtails(english, chinese):
    with override("zh-hans"):
        assert gettext(english) == chinese


def test_a_plural_has_the_one_chinese_form_for_every_number():
    one = "One other user is currently viewing"
    many = "%(num_user)s other users are currently viewing"
    with override("zh-hans"):
        assert {ngettext(one, many, n) for n in (0, 1, 2)} == {"另有 %(num_user)s 位用户正在查看"}


def test_the_browser_gets_this_projects_strings():
    with override("zh-hans"):
        served = js_catalog(RequestFactory().get("/")).content.decode()
    assert '"Split block": "\\u62c6\\u5206\\u5185\\u5bb9\\u5757"' in served
    assert '"Comment": "\\u6279\\u6ce8"' in served


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_every_entry_keeps_the_placeholders_and_the_markup(name):
    entries = read_po(CATALOGUES / f"{name}.po")
    assert len(entries) > 40
    for entry in entries:
        sources = [entry["msgid"], *filter(None, [entry.get("msgid_plural")])]
        chinese = entry["msgstr"]
        assert chinese, entry
        assert placeholders(chinese) in [placeholders(source) for source in sources], entry
        assert set(TAG.findall(chinese)) in [set(TAG.findall(source)) for source in sources], entry
        # What is left of an entry without placeholders is words, so it has to be Chinese.
        if not placeholders(chinese):
            assert CHINESE.search(chinese), entry


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_no_entry_is_there_twice(name):
    keys = [(e.get("msgctxt"), e["msgid"]) for e in read_po(CATALOGUES / f"{name}.po")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_catalogue_is_the_text(name):
    with (CATALOGUES / f"{name}.mo").open("rb") as compiled:
        catalogue = stdlib.GNUTranslations(compiled)
    for entry in read_po(CATALOGUES / f"{name}.po"):
        msgid, context = entry["msgid"], entry.get("msgctxt")
        if "msgid_plural" in entry:
            found = catalogue.ngettext(msgid, entry["msgid_plural"], 2)
        elif context:
            found = catalogue.pgettext(context, msgid)
        else:
            found = catalogue.gettext(msgid)
        assert found == entry["msgstr"], entry
