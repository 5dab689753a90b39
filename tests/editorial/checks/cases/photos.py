from editorial.checks import Caption, Outlet
from tests.editorial.checks.cases import Case

GOOD = Caption("图为老同志参观纪念馆。", "王五")


def photos(*captions, low=None, high=None):
    limits = (
        (Outlet("老友", photos_min=low, photos_max=high),) if (low, high) != (None, None) else ()
    )
    return Case(captions=captions, outlets=limits)


FOUND = {
    "caption_missing": [
        (photos(Caption("", "王五")), [""]),
        (photos(Caption("  ", "王五")), [""]),
        (photos(GOOD, Caption("", "王五")), [""]),
        (photos(Caption("", "王五"), Caption("", "王五")), ["", ""]),
        (photos(Caption("\n", "王五"), GOOD), [""]),
    ],
    "photographer_missing": [
        (photos(Caption("图为老同志参观。")), [""]),
        (photos(GOOD, Caption("图为老同志参观。")), [""]),
        (photos(Caption("图为摄影协会活动。")), [""]),
        (photos(Caption("图为老同志参观。", " ")), [""]),
        (photos(Caption()), [""]),
    ],
    "photo_missing": [
        (photos(Caption("图为老同志参观。", "王五", False)), [""]),
        (photos(GOOD, Caption("图为合影。", "", False)), [""]),
        (photos(Caption("合影（王五 摄）", "", False)), [""]),
        (photos(Caption("甲", "", False), Caption("乙", "", False)), ["", ""]),
        (photos(Caption("图一", "张三", False), GOOD), [""]),
    ],
    "photo_count": [
        (photos(low=1), [""]),
        (photos(GOOD, low=2, high=4), [""]),
        (photos(GOOD, GOOD, GOOD, high=2), [""]),
        (photos(GOOD, high=0), [""]),
        (photos(Caption("图为合影。", "王五", False), low=1), [""]),
    ],
}

CLEAN = {
    "caption_missing": [
        photos(),
        photos(GOOD),
        photos(Caption("老同志参观纪念馆", "王五")),
        photos(Caption("", "", False)),
        photos(Caption("合影（王五 摄）")),
    ],
    "photographer_missing": [
        photos(GOOD),
        photos(Caption("老同志参观（王五 摄）")),
        photos(Caption("老同志参观。摄影：王五")),
        photos(Caption("老同志参观（县委老干部局供图）")),
        photos(Caption("", "王五")),
    ],
    "photo_missing": [
        photos(),
        photos(GOOD),
        photos(Caption("", "", False)),
        photos(Caption("", "王五", False)),
        photos(Caption("", "")),
    ],
    "photo_count": [
        photos(),
        photos(GOOD, low=1, high=1),
        photos(GOOD, GOOD, low=1),
        photos(low=0, high=3),
        photos(GOOD, Caption("图为合影。", "王五", False), high=1),
    ],
}
