"""Sentences that real use brought, with the starter lists: found by their kind, or left alone, and what
nobody sees or what stands beside the text hides nothing."""

import pytest

from editorial.checks import Article, Caption, check, read_lists

LISTS = read_lists()
BEFORE, AFTER = "3月5日上午，老同志们来到社区。", "大家表示很满意。"


def kinds(sentence):
    body = f"{BEFORE}{sentence}{AFTER}"
    return [
        found.kind for found in check(Article("银龄行动", body), LISTS) if found.kind != "no_year"
    ]


FOUND = [
    ("minor", "10岁的小学生张小明给爷爷奶奶表演节目。"),
    ("minor", "小学生张小明给老人唱歌。"),
    ("minor", "张小明，今年10岁，为老人唱歌。"),
    ("minor", "张小明是实验小学三年级学生。"),
    ("minor", "张小明（初中生）参加了活动。"),
    ("minor", "十岁的李梓涵画了一幅画。"),
    ("minor", "年仅8岁的李梓涵说。"),
    ("minor", "幼儿园小朋友李梓涵，画了一幅画。"),
    ("minor", "三年级（2）班学生王小丫为老人读报。"),
    ("minor", "10岁的买买提·艾力给老人跳舞。"),
    ("minor", "高一学生王雨桐担任志愿者。"),
    ("minor", "孙女李欣怡5岁。"),
    ("minor", "外孙周小宝上小学三年级。"),
    ("growth", "参加人数由100人增加到150人，增长30%。"),
    ("growth", "党员由50名增加到75名，增加了20名。"),
    ("particle", "他跑的快、跳的高。"),
    ("particle", "大家积极的参与活动。"),
    ("retired", "离休干部李四1958年参加工作，今年92岁。"),
    ("retired", "1985年参加工作的离休干部张三发言。"),
    ("retired", "离休干部王五于1950年3月参军入伍。"),
    ("retired", "离休干部王五，1949年12月参加革命工作。"),
    ("retired", "李四同志1990年离休，享受退休干部待遇。"),
    ("retired", "离休干部李四1985年退休后，一直写作。"),
    ("retired", "离休干部张某，68岁，热心公益。"),
    ("retired", "1952年出生的离休干部李某发言。"),
    *(
        ("typo", f"我们{word}。")
        for word in ["按装", "布署", "截止目前", "一如继往", "再接再励", "走头无路", "做为", "座落"]
    ),
    ("typo", "他做为党员，冲在前面。"),
    ("particle", "他高兴的说：“好！”"),
    ("particle", "家乡变化的真快。"),
    ("title_word", "大家学习了习总书记重要讲话。"[:4] + "，习总书记重要讲话令人鼓舞。"),
    ("region", "来自台湾、香港等国家的朋友参观。"),
    ("office_order", "局长、党组书记张三讲话。"),
    ("email", "邮箱 zhangsan@163.com。"),
    ("account", "微信号 zs12345。"),
    ("plate", "车牌 赣G12345。"),
    ("mobile", "电话一三八零零一三八零零零。"),
    ("mobile", "电话138—0013—8000。"),
    ("mobile", "电话138\u200b0013\u200b8000。"),
    ("mobile", "电话①③⑧⓪⓪①③⑧⓪⓪⓪。"),
    ("mobile", "电话1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e30013\u00ad8000。"),
    ("id_card", "身份证360402\u200b19500101\u200b1238。"),
    ("bank_card", "银行卡6222—0213—0601—1234567。"),
    ("home_address", "他家住浔阳区大中路88号。"),
    ("unit_name", "活动室300平米。"),
    ("day_part", "活动定于下午25时开始。"),
    ("neighbours", "用了约3、4个小时。"),
    ("doubled", "这是真的吗？？！"),
    ("inner_space", "都昌县 委老干部局组织活动。"),
    ("impossible_date", "2月30日召开会议。"),
    ("impossible_date", "9月31日召开会议。"),
    ("forbidden", "他得了老年痴\u200b呆。"),
    ("forbidden", "他得了老年痴\u2060呆。"),
    ("poverty", "走访贫困户买买提·艾力家。"),
    ("poverty", "走访贫困户买买提•艾力家。"),
    ("poverty", "走访贫困户买买提・艾力家。"),
    ("poverty", "走访困难党员古丽巴哈尔·吐尔逊·阿不都拉，送去慰问金。"),
    ("poverty", "走访贫困户王𠮷家。"),
    ("poverty", "走访贫困户欧阳𠮷家。"),
    ("poverty", "走访贫困户李\u3000明家。"),
    ("illness", "村民阿依古丽·买买提患有糖尿病。"),
]
QUIET = [
    ("body_name", "全市老干部局长会议在九江召开。"),
    ("body_name", "在全县老干部局长座谈会上，大家发言。"),
    ("body_name", "各县老干部局长参加培训。"),
    ("memorial_day", "九·一八纪念日到来。"),
    ("memorial_day", "“九一八”事变爆发。"),
    ("memorial_day", "“9·18”警报响起。"),
    ("minor", "小学生小明给老人唱歌。"),
    ("minor", "小学生张小明（化名）给老人唱歌。"),
    ("minor", "小学生高高兴兴地参加活动。"),
    ("minor", "中学生时代的回忆。"),
    ("minor", "张华为小学生讲故事。"),
    ("minor", "，张华是浔阳小学的校长。"),
    ("particle", "激发积极的参与意识。"),
    ("growth", "党员由50名增加到75名，增加了25名。"),
    ("minor", "小学学生家长代表发言。"),
    ("retired", "离退休干部参加活动。"),
    ("retired", "离休干部3人、退休干部120人参加。"),
    ("retired", "离休干部李四1945年参加革命工作。"),
    ("retired", "退休干部王五1958年参加工作。"),
    ("retired", "他1990年离休，老伴1995年退休。"),
    ("retired", "看望离休干部张老和1985年参加工作的退休干部李老。"),
    ("typo", "截止日期是5月1日，讲座落幕。"),
    ("typo", "他做为人民服务的好事。"),
    ("title_word", "学习总书记重要讲话精神。"),
    ("growth", "参加人数由100人增加到150人，增长50%。"),
    ("neighbours", "第3、4次会议，3、4月间，1、2号楼。"),
    ("office_order", "党组书记、局长张三讲话。"),
    ("poverty", "走访贫困户12户。"),
]


@pytest.mark.parametrize(("kind", "sentence"), FOUND, ids=[f"{k}-{s[:12]}" for k, s in FOUND])
def test_sentence_that_was_missed_is_found_by_its_kind(kind, sentence):
    assert kind in kinds(sentence)


@pytest.mark.parametrize(("kind", "sentence"), QUIET, ids=[f"{k}-{s[:12]}" for k, s in QUIET])
def test_sentence_that_raised_a_false_alarm_is_left_alone(kind, sentence):
    assert kind not in kinds(sentence)


def test_place_is_the_one_in_the_text_that_was_written():
    """Characters that nobody sees stand before and inside what is found."""
    body = "\u200b\ufeff请打138\u200b0013\u200b8000。"
    (found,) = check(Article("题", body), LISTS)
    assert found.text == body[found.start : found.end] == "138\u200b0013\u200b8000"


@pytest.mark.parametrize(
    ("article", "where"),
    [
        (Article("请打138\u200b00138000", "正文。"), "headline"),
        (Article("题", "正文。", (Caption("图为张某，电话13800138000。", "王五"),)), "photo 1"),
        (Article("题", "正文。", (Caption("图为活动。", "王五13800138000"),)), "credits"),
        (Article("题", "正文。", credits="张三\n老友报13800138000"), "credits"),
    ],
)
def test_number_is_found_wherever_it_is_printed(article, where):
    assert [(f.where, f.kind) for f in check(article, LISTS)] == [(where, "mobile")]


def test_piece_of_one_photo_and_nothing_else_lacks_headline_and_text():
    told = {found.kind for found in check(Article("", "", (Caption(),)), LISTS)}
    assert {"headline_missing", "body_missing"} <= told
