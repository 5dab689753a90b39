"""Two thousand right sentences full of what looks like something wrong: amounts, document numbers, dates,
codes, statistics. A fixed generator, written from the genre and not from the rules."""

import random
from datetime import date, timedelta

WEEK = "一二三四五六日"
PLACES = [
    "都昌",
    "武宁",
    "修水",
    "永修",
    "德安",
    "湖口",
    "彭泽",
    "瑞昌",
    "浔阳",
    "濂溪",
    "柴桑",
    "庐山",
    "共青城",
]
BODIES = [
    "市委老干部局",
    "县委老干部局",
    "老年大学",
    "老干部活动中心",
    "市关工委",
    "市老科协",
    "社区党支部",
    "县老年体协",
]
THINGS = ["宣讲", "义诊", "书画展", "座谈会", "走访慰问", "志愿服务", "防诈讲座", "健步走"]
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def sentences(count=2000, seed=20261120):
    dice = random.Random(seed)
    return [TEMPLATES[number % len(TEMPLATES)](dice) for number in range(count)]


def n(dice, low=2, high=9999):
    return dice.randint(low, high)


def digits(dice, length):
    return "".join(dice.choice("0123456789") for _ in range(length))


def day(dice):
    return date(2015, 1, 1) + timedelta(days=dice.randrange(4200))


def spoken(day):
    return f"{day.year}年{day.month}月{day.day}日"


def place(dice):
    return dice.choice(PLACES)


def body(dice):
    return dice.choice(BODIES)


def thing(dice):
    return dice.choice(THINGS)


def round_number(dice):
    return dice.choice((10, 20, 30, 50, 60, 80, 120, 150, 300, 500, 1200, 1800, 3500, 7700))


def code(dice, lengths=(8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)):
    return digits(dice, dice.choice(lengths))


def parts(dice, many):
    values = [n(dice, 1, 90) for _ in range(many)]
    return sum(values), values


def among(dice):
    total, (a, b, c) = parts(dice, 3)
    return f"全年发稿{total}篇，其中省级{a}篇、市级{b}篇、县级{c}篇。"


def pair(dice):
    total, (a, b) = parts(dice, 2)
    return f"{place(dice)}共有学员{total}名，其中男{a}名、女{b}名。"


def partial(dice):
    total = n(dice, 300, 900)
    return f"全市成立{total}支队伍，其中{place(dice)}{n(dice, 2, 30)}支、{place(dice)}{n(dice, 2, 30)}支。"


def overlapping(dice):
    total = n(dice, 100, 300)
    return f"支部有党员{total}名，其中80岁以上{n(dice, 20, 90)}名，女党员{n(dice, 20, 90)}名。"


def after(dice):
    total, (a, b) = parts(dice, 2)
    return f"上半年{a}场、下半年{b}场，共{total}场。"


def shares(dice):
    a, b = n(dice, 10, 40), n(dice, 10, 40)
    return f"三类稿件分别占{a}%、{b}%、{100 - a - b}%。"


def share(dice):
    whole, part = n(dice, 100, 900), n(dice, 10, 90)
    return f"受访{whole}人，其中满意{part}人，占{100 * part / whole:.1f}%。"


def weekday(dice):
    on = day(dice)
    return f"{spoken(on)}（星期{WEEK[on.weekday()]}），{body(dice)}举行{thing(dice)}。"


def span(dice):
    return f"活动从{spoken(day(dice))}开始，为期{n(dice, 3, 30)}天。"


TEMPLATES = (
    lambda d: f"全县投入资金{n(d)}.{n(d, 1, 99)}万元，惠及群众{n(d)}人。",
    lambda d: f"项目总投资{n(d, 10000, 99999999999)}元。",
    lambda d: f"合同金额{n(d, 1, 99)},{digits(d, 3)},{digits(d, 3)}元。",
    lambda d: f"根据九老字〔{n(d, 2015, 2026)}〕{n(d, 1, 99)}号文件，{place(d)}开展{thing(d)}。",
    lambda d: (
        f"《关于开展{thing(d)}的通知》（赣老通字〔{n(d, 2015, 2026)}〕{n(d, 1, 120)}号）印发。"
    ),
    weekday,
    lambda d: f"{spoken(day(d))}，{body(d)}在{place(d)}举办{thing(d)}，{round_number(d)}余人参加。",
    lambda d: f"邮编{digits(d, 6)}，请寄{place(d)}县{body(d)}收。",
    lambda d: f"车牌赣G{''.join(d.choice(LETTERS) for _ in range(5))}的中巴车接送老同志。",
    lambda d: f"合同号：{code(d)}，签订于{spoken(day(d))}。",
    lambda d: (
        f"统一社会信用代码{d.choice(('11', '12', '51', '52', '91'))}3604{digits(d, 2)}{''.join(d.choice(LETTERS) for _ in range(10))}。"
    ),
    lambda d: f"统一社会信用代码为12360{digits(d, 13)}。",
    lambda d: f"快递单号{d.choice(('SF', 'YT', 'JD', ''))}{code(d)}已签收。",
    lambda d: f"订单编号{code(d)}，共{n(d)}元。",
    lambda d: f"发票号码：{code(d, (8, 10, 12, 20))}。",
    lambda d: f"图书在版编目书号978-7-{digits(d, 3)}-{digits(d, 5)}-{digits(d, 1)}。",
    lambda d: f"刊号CN36-{digits(d, 4)}/D，邮发代号44-{n(d, 1, 99)}。",
    lambda d: f"项目编号JJ{code(d)}通过验收。",
    lambda d: f"设备序列号{code(d)}的血压计配到了{place(d)}。",
    lambda d: f"档案号{n(d, 1, 99)}-{n(d, 1, 99)}-{digits(d, 4)}的材料保存完好。",
    lambda d: f"农村饮水项目涉及{n(d)}户{n(d)}人，铺设管道{n(d, 1, 99)}.{n(d, 1, 9)}公里。",
    among,
    pair,
    partial,
    overlapping,
    after,
    shares,
    share,
    lambda d: f"全市离退休干部{n(d, 10000, 99999)}人，平均年龄{n(d, 60, 80)}.{n(d, 1, 9)}岁。",
    lambda d: f"满意率达到{n(d, 80, 99)}.{n(d, 1, 9)}%，同比提高{n(d, 1, 9)}个百分点。",
    lambda d: f"完成率{n(d, 101, 180)}%，同比增长{n(d, 101, 300)}%。",
    lambda d: f"热线12345和96110全天开通，{place(d)}接听{n(d)}次。",
    lambda d: f"比赛以{n(d, 1, 21)}:{n(d, 1, 21)}结束，用时{n(d, 1, 59)}分{n(d, 1, 59)}秒。",
    lambda d: f"每天{n(d, 7, 11)}:{d.choice(('00', '15', '30', '45'))}开课，每周{n(d, 1, 5)}次。",
    lambda d: f"{n(d, 2010, 2020)}—{n(d, 2021, 2026)}年，累计培训{n(d)}人次。",
    lambda d: f"海拔{n(d, 100, 1500)}米，北纬{n(d, 28, 30)}度{n(d, 1, 59)}分，气温{n(d, 1, 38)}℃。",
    lambda d: (
        f"学习套餐分{n(d, 2, 9)}类，约{round_number(d)}人报名，{n(d, 3, 9)}～{n(d, 10, 20)}天完成。"
    ),
    lambda d: f"{n(d, 70, 99)}岁的老党员说，他入党已有{n(d, 30, 70)}年。",
    lambda d: f"{body(d)}{n(d, 2, 9)}楼{n(d, 101, 909)}室的书画班有{n(d, 10, 60)}名学员。",
    lambda d: (
        f"在市行政中心{n(d, 1, 9)}号楼{n(d, 101, 909)}室召开会议，地点在{place(d)}区长虹大道{n(d, 1, 300)}号。"
    ),
    lambda d: f"小区共有{n(d, 2, 40)}栋、{n(d, 4, 120)}个单元、{n(d, 100, 4000)}户居民。",
    lambda d: f"对高龄、失能、重病等老同志逐一走访，慰问{round_number(d)}余人。",
    lambda d: f"为困难群众送去米油{n(d, 10, 90)}份，帮助留守儿童{n(d, 10, 90)}人。",
    lambda d: f"健康讲座讲解高血压、糖尿病的预防，{n(d, 10, 90)}名老同志听课。",
    lambda d: f"“3·15”前夕，{body(d)}发放宣传单{n(d)}份，建立“需求清单”“服务台账”。",
    lambda d: (
        f"依据GB/T {n(d, 1000, 39999)}—{n(d, 1990, 2025)}，版本V{n(d, 1, 9)}.{n(d, 0, 9)}.{n(d, 0, 99)}上线。"
    ),
    lambda d: f"网址https://www.example.gov.cn/{n(d, 2015, 2026)}/{digits(d, 8)}.html可查。",
    lambda d: (
        f"{n(d, 2, 9)}万余元、{n(d, 100, 999)}0余户、{n(d, 10, 99)}0余公里，一组数字见证变化。"
    ),
    lambda d: f"全国第{n(d, 2, 20)}届、全省第{n(d, 2, 20)}批，{place(d)}获奖{n(d, 2, 9)}项。",
    lambda d: f"准考证号{code(d)}，座位号{n(d, 1, 60)}。",
    lambda d: (
        f"工程批复文号：发改投资〔{n(d, 2015, 2026)}〕{n(d, 1, 999)}号，总面积{n(d)}.{n(d, 1, 99)}平方米。"
    ),
    span,
)
