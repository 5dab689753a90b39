"""The outlets, series and topics of the field as data, put into an empty installation once. What the
bureau changes afterwards is theirs: a list that holds anything is never touched again."""

from django.db import transaction

from editorial.outlets.models import Channel, Kind, Level, Outlet
from editorial.pieces.models import Topic
from editorial.series.models import SeriesPage

# code, name, level, kind, channel; in the order in which screens show them.
OUTLETS = (
    ("rmrb", "人民日报客户端", Level.NATIONAL, Kind.CLIENT, Channel.HAND),
    ("xxqg", "学习强国", Level.NATIONAL, Kind.CLIENT, Channel.HAND),
    ("lgbgz", "离退休干部工作", Level.NATIONAL, Kind.WECHAT, Channel.HAND),
    ("laoyou", "老友", Level.PROVINCE, Kind.MAGAZINE, Channel.HAND),
    ("jxrb", "江西日报", Level.PROVINCE, Kind.CLIENT, Channel.HAND),
    ("gplgb", "赣鄱老干部微讯", Level.PROVINCE, Kind.WECHAT, Channel.HAND),
    ("jjrb", "九江日报", Level.CITY, Kind.PAPER, Channel.HAND),
    ("xywb", "浔阳晚报", Level.CITY, Kind.PAPER, Channel.HAND),
    ("jjfb", "九江发布", Level.CITY, Kind.CLIENT, Channel.HAND),
    ("jjlgb", "九江老干部微讯", Level.SYSTEM, Kind.WECHAT, Channel.HAND),
    ("site", "本站专栏", Level.SYSTEM, Kind.WEB, Channel.SITE),
)

# slug, title, introduction.
SERIES = (
    ("reyi", "热议二十大", "老同志学习贯彻党的二十大精神的体会与行动。"),
    ("juzhangtan", "老干部局长谈", "各地老干部局长谈工作、谈思路、谈经验。"),
    ("yanglao", "养老防诈", "身边的案例和提醒，帮老同志守好养老钱。"),
    ("wokan", "我看家乡新变化", "老同志讲述亲眼所见的变化。"),
)

TOPICS = (
    "“六有六好”党建",
    "“一人一策”精准服务",
    "“人才入库”发挥作用",
    "“秉笔亮烛”信息宣传",
)


@transaction.atomic
def ensure_outlets():
    if Outlet.objects.exists():
        return
    for order, (code, name, level, kind, channel) in enumerate(OUTLETS, start=1):
        Outlet.objects.create(
            code=code, name=name, level=level, kind=kind, channel=channel, sort_order=order * 10
        )


@transaction.atomic
def ensure_series(index):
    if SeriesPage.objects.exists():
        return
    for slug, title, introduction in SERIES:
        index.add_child(instance=SeriesPage(slug=slug, title=title, introduction=introduction))


@transaction.atomic
def ensure_topics():
    if Topic.objects.exists():
        return
    for order, name in enumerate(TOPICS, start=1):
        Topic.objects.create(name=name, sort_order=order * 10)
