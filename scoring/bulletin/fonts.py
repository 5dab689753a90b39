"""The fonts of the circular: the standard's own by name, free ones where those are not installed. The
official fonts belong to their makers and are never shipped."""

import ctypes.util
from functools import cache

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FREE = frozenset({SERIF, SANS, "Source Han Serif SC", "Source Han Sans SC"})
TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
# The first that is installed is taken.
STACKS = {
    TITLE: (TITLE, "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "小标宋", "Source Han Serif SC", SERIF),
    BODY: (BODY, "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Source Han Serif SC", SERIF),
    KAI: (KAI, "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "Source Han Serif SC", SERIF),
    HEI: (HEI, "SimHei", "Source Han Sans SC", SANS),
    SONG: (SONG, "SimSun", "STSong", "Source Han Serif SC", SERIF),
}


def stack(name):
    """For CSS."""
    return ", ".join(f'"{family}"' for family in STACKS[name])


def missing():
    """The roles for which this machine has no font at all: they would be printed as boxes."""
    return [name for name in STACKS if installed_of(name) is None]


def weight(name):
    """The free serif has a bold of its own that looks like 小标宋; the official font is bold itself."""
    return 700 if installed_of(name) in FREE else 400


@cache
def installed_of(name):
    return next((family for family in STACKS[name] if is_installed(family)), None)


def is_installed(family):
    """Asks fontconfig, as the renderer does: it answers with the nearest font there is."""
    library = ctypes.util.find_library("fontconfig")
    if library is None:
        return False
    config = ctypes.CDLL(library)
    for function in ("FcNameParse", "FcFontMatch"):
        getattr(config, function).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(config.FcNameParse(family.encode()))
    config.FcConfigSubstitute(None, pattern, 0)
    config.FcDefaultSubstitute(pattern)
    result = ctypes.c_int()
    match = ctypes.c_void_p(config.FcFontMatch(None, pattern, ctypes.byref(result)))
    try:
        return family in _families(config, match)
    finally:
        config.FcPatternDestroy(pattern)
        config.FcPatternDestroy(match)


def _families(config, pattern):
    name, place = ctypes.c_char_p(), 0
    while pattern and not config.FcPatternGetString(pattern, b"family", place, ctypes.byref(name)):
        yield name.value.decode()
        place += 1
