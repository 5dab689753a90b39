"""PURE: the fixed words of the work that both apps use, each a dict of code and word in the order of
the screens. Models build their choices from them (`members`); what a word earns is the rule books'."""

LEVELS = {
    "national": "国家级",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "system": "系统内",
}
# Of outlets.
KINDS = {
    "paper": "报",
    "magazine": "刊",
    "broadcast": "台",
    "web": "网",
    "wechat": "微信号",
    "client": "客户端",
    "internal": "内刊",
}
GENRES = {
    "news": "消息",
    "brief": "简讯",
    "feature": "通讯",
    "research": "经验材料/调研",
    "theory": "理论文章",
    "picture": "图片新闻",
    "video": "视频",
    "literary": "文艺作品",
}
POSITIONS = {
    "front_lead": "头版头条",
    "front": "头版",
    "special": "专版",
    "inner": "内页",
    "online": "网络/客户端",
}
# How an outlet used a piece.
USES = {"sole": "单独", "composite": "综合", "reprint": "转载", "excerpt": "摘选"}
EVIDENCE = {
    "original": "原件",
    "screenshot": "截图",
    "broadcast": "播出证明",
    "slip": "稿费单",
    "link": "链接",
    "other": "其他",
}
# A link stands on the placement itself; the other kinds are files.
EVIDENCE_FILES = {code: word for code, word in EVIDENCE.items() if code != "link"}

# What somebody did for a piece.
BYLINE_ROLES = {"text": "文", "photo": "图", "video": "视频"}
# Where an outlet wants the names.
BYLINE_FORMS = {"under_title": "标题下", "lead": "电头后", "end": "文末"}


def members(words: dict[str, str]) -> list[tuple[str, tuple[str, str]]]:
    """What an enumeration with labels is made of: FRONT_LEAD of front_lead."""
    return [(code.upper(), (code, word)) for code, word in words.items()]
