"""The demo's texts: units and their people by name, and the stories of cms/demo/texts, each with what
became of it. All persons, numbers and events are invented."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
DAY = "{日}"

# short name, full name, slug, correspondent, head
COUNTIES = (
    ("濂溪", "濂溪区委老干部局", "lianxi", "闵学军", "余江南"),
    ("浔阳", "浔阳区委老干部局", "xunyang", "杜小满", "万学文"),
    ("柴桑", "柴桑区委老干部局", "chaisang", "邢万里", "熊卫东"),
    ("瑞昌", "瑞昌市委老干部局", "ruichang", "柳成荫", "邹丽萍"),
    ("共青城", "共青城市委老干部局", "gongqingcheng", "秦小川", "龚志坚"),
    ("庐山", "庐山市委老干部局", "lushan", "白云深", "胡国华"),
    ("武宁", "武宁县委老干部局", "wuning", "涂青山", "蔡晓明"),
    ("修水", "修水县委老干部局", "xiushui", "张谷雨", "潘红星"),
    ("永修", "永修县委老干部局", "yongxiu", "温故", "廖志远"),
    ("德安", "德安县委老干部局", "dean", "易水", "易建军"),
    ("都昌", "都昌县委老干部局", "duchang", "徐明亮", "周国平"),
    ("湖口", "湖口县委老干部局", "hukou", "石晚晴", "夏雨生"),
    ("彭泽", "彭泽县委老干部局", "pengze", "欧阳秋", "江爱民"),
)
DEPARTMENTS = (
    ("市教育局", "市教育局离退休干部科", "jiaoyu", "林知夏", "汤晓霞"),
    ("市公安局", "市公安局离退休人员服务中心", "gongan", "卫长风", "彭定国"),
    ("市卫健委", "市卫生健康委离退休干部科", "weijian", "何志刚", "沈正平"),
    ("市水利局", "市水利局离退休干部科", "shuili", "江一帆", "曾繁荣"),
    ("市农业农村局", "市农业农村局离退休干部科", "nongye", "郭满仓", "钟文涛"),
    ("人行九江分行", "人民银行九江市分行离退休干部科", "renhang", "顾念慈", "卢敏"),
    ("九江学院", "九江学院离退休工作处", "jiujiangxueyuan", "章以宁", "石磊"),
    ("九江职大", "九江职业大学离退休工作处", "zhida", "罗冬梅", "范建中"),
    ("市一医院", "九江市第一人民医院离退休办", "yiyiyuan", "向晚", "金永红"),
    ("市国资委", "市国资委离退休干部科", "guozi", "宋春生", "魏东升"),
    ("市住建局", "市住房和城乡建设局离退休干部科", "zhujian", "谢兰芳", "叶茂"),
    ("九江石化", "九江石化离退休管理中心", "shihua", "尚可为", "田丰"),
)


@dataclass(frozen=True)
class Picture:
    motif: str
    shape: str
    caption: str
    photographer: str


@dataclass(frozen=True)
class Printing:
    """What becomes of a story at an outlet. `sign` is = printed, - not used, ? sent, . to be sent,
    ~ pulled; `position` and `turn` (wait, reject, fix) belong to what was printed."""

    code: str
    sign: str
    position: str = ""
    turn: str = ""


@dataclass
class Story:
    """`day` is (month, day) of the year, or how many working days before the demo's last it was.
    `parts` are paragraphs and Pictures in their order; `moves` are what happens on its way besides
    being approved, as {move: step}."""

    unit: str
    day: tuple[int, int] | int
    genre: str
    series: str
    topics: tuple[int, ...]
    headline: str = ""
    parts: list = field(default_factory=list)
    reason: str = ""
    waiver: str = ""
    moves: dict = field(default_factory=dict)
    printings: list = field(default_factory=list)
    for_site: bool = False

    @property
    def pictures(self):
        return [part for part in self.parts if isinstance(part, Picture)]


@cache
def stories():
    """All of them, in the order of the files."""
    return tuple(story for path in sorted(TEXTS.glob("*.txt")) for story in _read(path))


def _read(path):
    """A story begins with `== unit | day | genre | series | topics | what became of it`; then stand the
    headline and the paragraphs, with `@` for a picture, `!` for the reason of what went otherwise and
    `?` for the reason of letting a finding stand."""
    told = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        mark, rest = line[0], line[1:].strip()
        if line.startswith("== "):
            told.append(_story(line[3:]))
        elif not told[-1].headline:
            told[-1].headline = line
        elif mark == "@":
            look, caption, photographer = (part.strip() for part in rest.split("|"))
            told[-1].parts.append(Picture(*look.split(), caption, photographer))
        elif mark == "!":
            told[-1].reason = rest
        elif mark == "?":
            told[-1].waiver = rest
        else:
            told[-1].parts.append(line)
    return told


def _story(head):
    unit, day, genre, series, topics, fate = (part.strip() for part in head.split("|"))
    story = Story(
        unit,
        int(day) if day.startswith("-") else tuple(map(int, day.split("-"))),
        genre,
        series,
        tuple(int(number) for number in topics),
    )
    for word in fate.split():
        _become(story, word)
    return story


def _become(story, word):
    if word == "site":
        story.for_site = True
    elif printing := re.fullmatch(r"([a-z]+)([=?.~-])(\w*)(?::(\w+))?", word):
        story.printings.append(Printing(*(part or "" for part in printing.groups())))
    else:
        move, _, step = word.partition(":")
        story.moves[move] = step
