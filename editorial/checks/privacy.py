"""PURE: private persons named together with illness or poverty, and minors by their full names.

A name is taken for one by its surname, its length and what stands around it; 张某, 小明 and 王大爷 are no
full names, and who is on the bureau's list of people is no private person.
"""

import re
from collections.abc import Iterator

from editorial.checks.article import HAN, Article, Finding, Kind, Outlet, fold, sentence_around
from editorial.checks.lists import Lists

ILL = Kind("illness", "姓名与疾病", "privacy")
POOR = Kind("poverty", "姓名与困难", "privacy")
MINOR = Kind("minor", "未成年人姓名", "privacy")
KINDS = (ILL, POOR, MINOR)

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江"
    "尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌"
    "毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬邸仇栾隋商刁沙"
    "荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
DOUBLE = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|端木"
NAME = rf"(?:(?:{DOUBLE})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}})"
# Where the words that follow say where the name ends, the shorter name comes first.
SHORTEST = NAME.replace("{1,2}", "{1,2}?")
# Words that begin like a name; and what makes a name no full one.
NOT_A_NAME = re.compile(
    r"温暖|方便|方式|方法|方面|方案|安心|安全|安康|安居|安排|安置|安度|成长|成立|成员|成为|成功|关爱|关怀|关心|关注|关系|高兴|高龄|高温|高度|高血|高中|高校|时候|时间|时期"
    r"|常年|常态|常见|常常|明白|明显|明确|连续|连心|全部|全体|全面|全程|全家|全县|全市|全村|文化|文明|文艺|文件|万元|万余|金额|金秋|党员|党组|党支|党委|党建|米油|应急|应当"
    r"|计划|项目|路上|阳光|华丽|白天|白血|商量|施工|单位|单亲|单独|包括|包户|左右|武装|顾虑|游玩|房屋|房子|马上|任务|任何|康复|康养|牛奶|易地|向导|向上|向往|何时|何人|如何"
    r"|于是|于今|余名|余人|余户|农村|农民|农户|司法|程度|程序|江西|江苏|石油|段时|雷锋|龙头|史上|常务|申请|申报|解决|解难|解困|荣获|荣誉|宁夏|查出|查看|查体|景区|卫生|卫健"
    r"|宗教|车辆|项资|麦收|席位|冷暖|费用|米面|曾经|曾患|曾被|白内|田间|林业|林地|黄金|苏醒|严重|严格|毛病|包干|管理|管护|尚未|尚有|连同|艾滋|简单|简直|古稀|吉祥|时常"
    r"|边远|路途|章程|夏令|夏季|秦岭|梅雨|童年|童心|童话|金融|金属|文具|文体|孙子|孙女|孙辈|常识|党史|古诗|田径|武术|毛笔|时事|航模|车模|文学|成语|史地|单车|连环|方言|金牌|高考|安宁|水平|温习|钱物|钱款|钟头|家庭|周围|周边|周末|周年|周到|周岁|温馨|温情|喻为|符合|贺信|贺卡|许多|许愿"
)
HONORIFIC = re.compile(
    r"某|[Xx×＊*]|大爷|大妈|大娘|大叔|大伯|奶奶|爷爷|阿姨|叔叔|老师|老人|女士|先生|师傅|婆婆|同志|同学|小朋友|书记|局长|主任"
)
AFTER = r"(?=[，,。、；;：:（(！!\s]|家|等|说|手|的|今年|一家|患|身|老人|同志|夫妇|夫妻|因|也|和|及|与|送|是|在|正|就|从|被|自|得|获|接|表|拿|握|收|每|靠|住|感|来|到|向|对|把|独|激|笑|高兴|$)"

DISEASE = (
    "癌症?|[肺胃肝肠乳淋][腺巴]?癌|[^，。]{1,3}癌|肿瘤|白血病|尿毒症|糖尿病|高血压|心脏病|冠心病|脑梗死?|脑溢血|脑出血|脑瘫|中风|偏瘫|瘫痪|精神疾?病|精神分裂症?|精神障碍|抑郁症"
    "|艾滋病?|乙肝|肝炎|肝硬化|肺结核|结核病|帕金森(?:综合征|病)?|阿尔茨海默(?:病|症)?|老年痴呆症?|重病|重度残疾|大病|重症|绝症|恶疾|慢性病|尘肺病?|癫痫|智力障碍|自闭症|血友病|肌无力|股骨头坏死"
    "|红斑狼疮|类风湿[^，。]{0,3}|肾衰竭?|肾病|心衰|残疾"
)
HAS = r"(?:身患|罹患|不幸患上?了?|患有|患上了?|患了?|确诊(?:为|患)?|查出(?:患有?|身患)?|检查出|得了|因患)"
WHO = r"(?:职工|村民|居民|老人|党员|学生|农民|工人|同志|群众|老兵|军人|教师|孩子|女儿|儿子|妻子|丈夫|母亲|父亲|岁的|病人|患者|的)"
ILL_FIRST = re.compile(
    rf"{HAS}[^，,。；\n]{{0,6}}?(?:{DISEASE})[^，,。；\n的]{{0,6}}的[^，,。；、\n]{{0,8}}?({SHORTEST}){AFTER}"
)
PATIENT = re.compile(rf"(?:(?:{DISEASE})(?:患者|病人)|病人|患者|残疾人)({SHORTEST}){AFTER}")
NAME_FIRST = re.compile(
    rf"(?:^|(?<=[，,。、；;：:（(“\s])|(?<=职工|村民|居民|老人|党员|学生|农民|工人|同志|群众|老兵|军人|教师|孩子|女儿|儿子|妻子|丈夫|母亲|父亲|岁的|名叫|区的|村的|县的|组的|户主))"
    rf"({NAME})(?:老人|同志|女士|先生|夫妇)?(?=[，,（(]?(?:[^。；;\n，,]{{0,10}}[，,）)])?[^。；;\n，,“”]{{0,6}}?{HAS}[^，,。；\n]{{0,6}}?(?:{DISEASE}))",
    re.MULTILINE,
)
NEEDY = r"(?:贫困户|低保户|困难户|特困户|五保户|脱贫户|监测户|低保对象|特困人员|特困供养人员|五保老人|困难群众|困难党员|困难老党员|困难职工|困难老人|困难学生|贫困学生|贫困群众|贫困老人|贫困村民|贫困家庭|困难家庭|帮扶对象|救助对象|低保家庭|低保老人)"
POOR_FIRST = re.compile(rf"{NEEDY}(?:村民|老人|职工|党员)?({SHORTEST}){AFTER}")
POOR_AFTER = re.compile(
    rf"(?:^|(?<=[，,。、；;：:（(“\s])|(?<=村民|居民|老人|党员|职工|岁的|学生))({NAME})(?:家|老人|同志|一家)?(?=[，,]?(?:是|属于|被评为|被列为|被纳入|被认定为|享受|吃上?)[^，,。；\n]{{0,10}}?(?:贫困户|低保|困难户|特困|五保|困难家庭|救助对象))",
    re.MULTILINE,
)
CHILD = r"(?:小学生|中学生|初中生|高中生|留守儿童|困境儿童|孤儿|未成年人|幼童|小男孩|小女孩|男童|女童|男孩|女孩|[一二三四五六]年级(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)]?班)?(?:的)?(?:学生|同学|小朋友|的)|初[一二三](?:[（(]?[\d一二三四五六七八九十]{1,2}[）)]?班)?(?:的)?(?:学生|同学))"
CHILD_FIRST = re.compile(rf"{CHILD}(?:代表)?({SHORTEST}){AFTER}")
AGED = re.compile(
    rf"(?<![\d.～~—-])([1-9]|1[0-7])岁(?:大)?的(?:小|孩子|儿子|女儿|孙子|孙女|男孩|女孩|学生|小学生)?({SHORTEST}){AFTER}"
)
NAME_AGED = re.compile(
    rf"(?:^|(?<=[，,。、；;：:（(“\s])|(?<=学生|同学|孩子|儿子|女儿|孙子|孙女|男孩|女孩|儿童|名叫))({NAME})(?:今年|，今年|,今年|年仅|，年仅|刚满|才|[（(，,])(?:[男女][，,、])?([1-9]|1[0-7])岁",
    re.MULTILINE,
)
# Told of a grown person's youth.
YOUTH = re.compile(
    r"参军|入伍|参加革命|参加新四军|参加八路军|当年|那年|时年|入党|19\d\d年|烈士|牺牲|从军|儿童团"
)


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    known = {person.name for person in lists.people}
    for where, text in article.texts():
        folded = fold(text)
        for kind, patterns, message, suggestion in RULES:
            told: set[int] = set()
            for pattern in patterns:
                for match in pattern.finditer(folded):
                    span = _name(match, folded)
                    if not span or span[0] in told or folded[slice(*span)] in known:
                        continue
                    sentence = sentence_around(folded, *match.span())
                    if kind is MINOR and YOUTH.search(sentence):
                        continue
                    told.add(span[0])
                    yield kind.at(where, text, *span, message, suggestion)


RULES = (
    (
        ILL,
        (ILL_FIRST, PATIENT, NAME_FIRST),
        "姓名和疾病写在一起，可能泄露隐私。",
        "征得本人同意，或隐去姓名，如“张某”。",
    ),
    (
        POOR,
        (POOR_FIRST, POOR_AFTER),
        "姓名和困难身份写在一起，可能泄露隐私。",
        "征得本人同意，或隐去姓名，如“张某”。",
    ),
    (
        MINOR,
        (CHILD_FIRST, AGED, NAME_AGED),
        "未成年人写了全名。",
        "用化名或“小张”，并征得监护人同意。",
    ),
)


def _name(match: re.Match, folded: str) -> tuple[int, int] | None:
    """Where the name stands; None when it only looks like one."""
    group = next(n for n, words in enumerate(match.groups(), 1) if words and not words.isdigit())
    name, following = match[group], folded[match.end(group) : match.end(group) + 2]
    if NOT_A_NAME.match(name) or HONORIFIC.search(name + following[:1]):
        return None
    if name[-1] in "家等说的送患身因也和及与是在手一今":
        name = name[:-1]
    return (match.start(group), match.start(group) + len(name)) if len(name) >= 2 else None
