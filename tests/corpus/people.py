"""Invented people and the units of domain §1 that sign the manuscripts of the corpus."""

AREAS = [
    "濂溪",
    "浔阳",
    "柴桑",
    "瑞昌",
    "共青城",
    "庐山",
    "武宁",
    "修水",
    "永修",
    "德安",
    "都昌",
    "湖口",
    "彭泽",
]
DEPARTMENTS = (
    "九江市教育局离退休干部工作科",
    "九江学院离退休工作处",
    "九江市第一人民医院老干部科",
    "九江石化离退休职工管理中心",
    "九江市税务局老干部科",
    "九江市关工委",
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓韩冯曹彭曾萧田董袁潘蒋蔡余杜叶程魏"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "司徒", "夏侯")
GIVEN = "建国志强秀英桂兰海燕立新永红晓明国文春华玉梅德胜小平少云金山长江慧敏伟东雪松文斌水生"
ETHNIC = ("阿依古丽·买买提", "巴特尔·苏和", "买买提·艾力", "扎西·次仁")


def _given(rng, length):
    return "".join(rng.choice(GIVEN) for _ in range(length))


def plain_name(rng):
    return rng.choice(SURNAMES) + _given(rng, rng.choice((1, 2, 2)))


def short_name(rng):
    return rng.choice(SURNAMES) + _given(rng, 1)


def compound_name(rng):
    return rng.choice(COMPOUND) + _given(rng, rng.choice((1, 2)))


def ethnic_name(rng):
    return rng.choice(ETHNIC)


def unit(rng):
    if rng.random() < 0.4:
        return rng.choice(DEPARTMENTS)
    return place(rng) + "委老干部局"


def place(rng):
    area = rng.choice(AREAS)
    kind = "区" if area in ("濂溪", "浔阳", "柴桑") else "市"
    return area + (kind if area in ("濂溪", "浔阳", "柴桑", "瑞昌", "共青城", "庐山") else "县")
