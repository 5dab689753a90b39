"""The line under a picture: whether a line is one, and its words without the photographer's credit."""

import re

from editorial.manuscripts.word_in.bylines import BRACKETS, PHOTO, credits_of

OPENING = re.compile(
    r"^[（(▲△▼◆●■□]*\s*(图为|图片为|照片为|图中|图片说明|图说|左图|右图|上图|下图|中图|组图|图[①-⑩]|图[一二三四五六七八九十\d]{1,2}(?![\d%％])|题图|资料图|活动现场图|现场图)"
)
ABOUT_SEVERAL = re.compile(r"左图|右图|上图|下图|组图|以上图|均为|图[①-⑩].*图[①-⑩]")
LEADING_MARK = re.compile(r"^[▲△▼◆●■□]\s*|^(?:图片说明|图说)\s*[：:]\s*")
# （王五 摄）, （摄影：王五）, （王五、赵六/摄）, （通讯员 王五 摄）, （图/王五）, （照片由王五提供）
BRACKET_CREDIT = re.compile(r"\s*[（](?P<names>[^（）]{2,40})[）]\s*[。.]?\s*$")
# … 王五 摄, … 摄影：王五, … 王五摄影
BARE_CREDIT = re.compile(
    r"(?P<end>[。！？；，,.!?;]|\s|^)\s*(?P<names>(?:(?:本报|本网|特约)?(?:通讯员|记者)\s*)?[\u4e00-\u9fff·、/ \u3000]{2,24}?\s*[/]?\s*(?:摄影报道|摄影|摄|供图|图))\s*[。.]?\s*$"
)
LABEL_CREDIT = re.compile(
    r"\s*(?P<names>(?:摄影|图片|供图|拍摄|图|摄影者|摄影记者)\s*[：:/]\s*[\u4e00-\u9fff·、 \u3000]{2,24})\s*[。.]?\s*$"
)
PROVIDED = re.compile(r"^(?:图片|照片|图)?由?(?P<names>[\u4e00-\u9fff·、 ]{2,20}?)(?:提供|供图)$")


def split_credit(text: str) -> tuple[str, str]:
    """(the caption's words, 王五、赵六); the second is empty when nobody is credited."""
    folded = text.translate(BRACKETS).replace("／", "/")
    for pattern in (BRACKET_CREDIT, LABEL_CREDIT, BARE_CREDIT):
        found = pattern.search(folded)
        while found:
            if names := photographers_in(found["names"]):
                end = found.end("end") if pattern is BARE_CREDIT else found.start()
                return _tidy(text[:end]), names
            found = pattern.search(folded, found.start() + 1)
    return _tidy(text), ""


def photographers_in(text: str) -> str:
    """The names of a credit parted by 、; empty when the text is none."""
    if found := PROVIDED.match(text.strip()):
        text = f"摄影：{found['names']}"
    credits = credits_of(text, role=PHOTO)
    if credits is None or not credits.has_label:
        return ""
    return "、".join(name.name for name in credits.names if name.role == "photo")


def _tidy(words: str) -> str:
    return LEADING_MARK.sub("", words.strip()).strip()


def opens_like_a_caption(text: str) -> bool:
    return bool(OPENING.match(text))


def is_about_several(text: str) -> bool:
    return bool(ABOUT_SEVERAL.search(text))
