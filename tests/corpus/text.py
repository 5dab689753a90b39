"""The words of the corpus: headlines, kickers, sub-titles, sentences, captions and headings in the tone of
the sample pieces. Every text is one clean line; the habits add what a typist would."""

from tests.corpus import people

TOPICS = ("六有六好", "一人一策", "人才入库", "秉笔亮烛")
FEATS = (
    "银发力量绘就乡村振兴新画卷",
    "离退休干部“三当”助力乡村振兴",
    "多措并举开展重阳敬老活动",
    "“五老”写下新农村建设的风景",
    "组织老同志收听收看党的二十大开幕会",
    "“银龄课堂”开到社区门口",
    "老干部党支部结对帮扶暖人心",
    "老年大学开学第一课座无虚席",
)
DEEDS = ("调研", "走访", "座谈", "宣讲", "义诊", "参观", "慰问", "培训")
PLACES = ("社区活动中心", "老年大学", "红色教育基地", "湿地公园", "乡村振兴示范村", "博物馆")
SENTENCES = (
    "{month}月{day}日，{unit}组织{n}名老同志走进{where}，开展“{topic}”主题{deed}活动。",
    "活动现场，老同志一边看一边问，就{where}的建设提出{n}条意见建议。",
    "今年以来，{place}先后开展{deed}活动{n}场次，惠及群众{m}余人。",
    "大家一致认为，要把会议精神带回支部，用更活的形式把教育管理抓得更细。",
    "“退休不褪色，离岗不离党。”{age}岁的老党员动情地说。",
    "该局依托{where}，建立“需求清单”和“服务台账”，为行动不便的老同志上门服务。",
    "在“情伴银龄 反诈同行”知识讲座上，民警结合{n}个案例讲解防骗要点。",
    "{place}把{deed}与节日慰问结合起来，共走访离退休干部{m}人次。",
    "老同志纷纷表示，将继续发挥余热，为高质量发展贡献银发力量！",
    "下一步，{unit}将持续擦亮“{topic}”品牌，推动老干部工作提质增效。",
    "志愿服务队分成{n}个小组，深入村组宣讲政策、调解纠纷、教写春联。",
    "村里的环村路修通了{m}米，老人们出门再也不用踩泥巴。",
)
LABELS = (
    "强化政治引领",
    "做实走访慰问",
    "搭建活动平台",
    "带头筹资修路",
    "建强支部堡垒",
    "用好银发人才",
    "讲好银龄故事",
    "守护夕阳平安",
)
LEADS = ("本报讯", "九江讯", "九江新闻网讯", "本网讯")


def sentence(rng):
    return rng.choice(SENTENCES).format(
        month=rng.randint(1, 12),
        day=rng.randint(1, 28),
        unit=people.unit(rng),
        place=people.place(rng),
        where=rng.choice(PLACES),
        topic=rng.choice(TOPICS),
        deed=rng.choice(DEEDS),
        n=rng.randint(2, 60),
        m=rng.randint(100, 3000),
        age=rng.randint(60, 95),
    )


def sentences(rng, least=1, most=4):
    chosen = []
    while len(chosen) < rng.randint(least, most) or len(chosen) < least:
        new = sentence(rng)
        if new not in chosen:
            chosen.append(new)
    return chosen


def headline(rng):
    feat = rng.choice(FEATS)
    return rng.choice(
        (
            f"{people.place(rng)}：{feat}",
            f"{people.unit(rng)}{feat}" if not feat.startswith("“") else feat,
            f"{people.place(rng)}“{rng.choice(TOPICS)}”{rng.choice(DEEDS)}活动走进{rng.choice(PLACES)}",
            f"{rng.choice(('夕阳映昭阳', '情伴银龄', '桑榆未晚'))} {rng.choice(('银晖正当红', '反诈同行', '霞光满天'))}",
        )
    )


def long_headline(rng):
    """(first line, second line)"""
    return rng.choice(
        (
            (
                f"{people.unit(rng)}组织离退休干部",
                f"开展“{rng.choice(TOPICS)}”主题{rng.choice(DEEDS)}活动",
            ),
            (f"{people.place(rng)}老干部“{rng.choice(TOPICS)}”", "助力乡村振兴走深走实"),
        )
    )


def kicker(rng):
    return rng.choice(
        (
            f"喜迎二十大 {rng.choice(('银龄心向党', '奋进新征程'))}",
            f"“{rng.choice(TOPICS)}”系列报道之{rng.choice('一二三四')}",
            "传承红色基因 凝聚银发力量",
            f"{people.place(rng)}老干部工作巡礼",
        )
    )


def subtitle(rng):
    place = people.place(rng)
    return "——" + rng.choice(
        (
            f"{place}“五老”参与新农村建设侧记",
            f"记{place}老干部志愿服务队",
            f"{people.unit(rng)}{rng.choice(DEEDS)}工作纪实",
        )
    )


def scene(rng):
    """What a caption tells, without 图为 and without a full stop."""
    return rng.choice(
        (
            f"老同志在{rng.choice(PLACES)}{rng.choice(('参观学习', '合影留念', '认真听讲'))}",
            f"{people.unit(rng)}{rng.choice(DEEDS)}活动现场",
            f"{people.place(rng)}志愿者教老人使用智能手机",
            f"{rng.randint(60, 95)}岁的老党员在{rng.choice(PLACES)}讲述红色故事",
        )
    )


def list_item(rng):
    return f"{rng.choice(('完善', '建立', '梳理', '公布'))}{rng.choice(TOPICS)}{rng.choice(('需求清单', '服务台账', '联系制度', '活动安排'))}"
