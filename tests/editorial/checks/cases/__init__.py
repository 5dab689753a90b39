"""What must be found and what must not, kind by kind: one file a family with FOUND and CLEAN.

A row of FOUND is (case, words): the words of every finding of that kind, "" for one of the whole.
"""

from dataclasses import dataclass
from datetime import date

from editorial.checks import Article, Caption, Lists, Outlet, check

LISTS = Lists.from_rows(
    {
        "forbidden": [
            {"word": "残废人", "instead": "残疾人", "note": "新闻用语。"},
            {"word": "台湾政府", "instead": "台湾当局", "level": "禁止"},
            {"word": "瞎子"},
            {"word": "维族", "instead": "维吾尔族"},
            {"word": "ＶＩＰ老人"},
        ],
        "careful": [
            {"word": "圆满成功"},
            {"word": "首家", "note": "须有依据。"},
            {"word": "莅临", "instead": "到"},
            {"word": "国家级"},
            {"word": "国家级秘方"},
        ],
        "typos": [
            {"word": "按装", "instead": "安装"},
            {"word": "布署", "instead": "部署"},
            {"word": "截止目前", "instead": "截至目前"},
            {"word": "座落", "instead": "坐落"},
            {"word": "再接再励", "instead": "再接再厉"},
        ],
        "bodies": [
            {"word": "老干局", "instead": "老干部局"},
            {"word": "市老干部局", "instead": "市委老干部局"},
            {"word": "关心下一代委员会", "instead": "关心下一代工作委员会"},
            {"word": "全国关工委", "instead": "中国关工委"},
            {"word": "市环保局", "instead": "市生态环境局"},
        ],
        "titles": [
            {"word": "局长同志", "instead": "局长"},
            {"word": "人大主任", "instead": "人大常委会主任"},
            {"word": "党小组长", "instead": "党小组组长"},
            {"word": "关工委主席", "instead": "关工委主任"},
            {"word": "支部书计", "instead": "支部书记"},
        ],
        "people": [
            {"name": "钱立新", "title": "市委组织部副部长、市委老干部局局长", "rank": "1"},
            {"name": "孙国强", "title": "市委老干部局副局长", "rank": "2"},
            {"name": "李文静", "title": "市委老干部局副局长", "rank": "3"},
            {"name": "周大勇", "title": "市委老干部局党委书记", "rank": "4"},
        ],
        "places": [{"word": "德安"}],
        "exempt": [
            {"word": "国家级非物质文化遗产"},
            {"word": "首家庭"},
            {"word": "纤维族"},
            {"word": "两座落"},
        ],
    }
)


@dataclass(frozen=True)
class Case:
    """A piece of which only what matters is said."""

    body: str = "这是正文。"
    headline: str = "标题"
    captions: tuple[Caption, ...] = ()
    event: date | None = None
    today: date | None = None
    outlets: tuple[Outlet, ...] = ()

    def findings(self):
        article = Article(self.headline, self.body, self.captions, self.event, self.today)
        return check(article, LISTS, self.outlets)


def case(given):
    return given if isinstance(given, Case) else Case(body=given)
