"""PURE: private persons named together with illness or poverty, and minors by their full names.

A name is taken for one by its surname, its length and what stands around it; 张某, 小明 and 王大爷 are no
full names, and who is on the bureau's list of people is no private person.
"""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Finding, Kind, Outlet, fold, sentence_around
from editorial.checks.lists import Lists
from editorial.checks.names import NAME, NOT_A_NAME, SHORTEST
from editorial.folding import DOTS

ILL = Kind("illness", "姓名与疾病", "privacy")
POOR = Kind("poverty", "姓名与困难", "privacy")
MINOR = Kind("minor", "未成年人姓名", "privacy")
KINDS = (ILL, POOR, MINOR)

HONORIFIC = re.compile(
    r"某|[Xx×＊*]|大爷|大妈|大娘|大叔|大伯|奶奶|爷爷|阿姨|叔叔|老师|老人|女士|先生|师傅|婆婆|同志|同学|小朋友|书记|局长|主任"
)
AFTER = r"(?=[，,。、；;：:（(！!\s]|家|等|说|手|的|今年|一家|患|身|老人|同志|夫妇|夫妻|因|也|和|及|与|送|是|在|正|就|从|被|自|得|获|接|表|拿|握|收|每|靠|住|感|来|到|向|对|把|独|激|笑|高兴|$)"

# Stands before a name whose parts a dot joins; a surname says by itself where a name begins.
ROLE_BEFORE = re.compile(
    rf"(?:[^·]{{0,3}}?(?:村民|居民|老人|党员|职工|同志|学生|孩子))(?=[^·]{{2,}}[{re.escape(DOTS)}])"
)

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
SCHOOLCHILD = "小学生|中学生|初中生|高中生|学龄前儿童|留守儿童|困境儿童|留守孩子|孤儿|未成年人|幼童|幼儿|小男孩|小女孩|男童|女童|男孩|女孩|小朋友|少先队员|小队员|小学员|小读者|小选手|小记者|小志愿者|小主持人"
CLASS = r"(?:[一二三四五六1-6]年级|[小初高][一二三四五六]|[大中小]班)(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)]?班)?"
SCHOOL = "小学|中学|初中|高中|幼儿园"
CHILD = rf"(?:{SCHOOLCHILD}|{CLASS}(?:的)?(?:小?学生|同学|小朋友|的|孩子)|(?:{SCHOOL})(?:的)?(?:学生|同学|孩子)|(?:{SCHOOL}){CLASS})"
# What a child is said to do, where nothing else says that the name is over.
DOES = "给|为|跟|同|用|写|画|唱|跳|讲|读|捐|参|帮|陪|朗|演|背|站|走|跑|坐|带|穿|一边|介绍|上|登|戴|捧|抱|敬|献|作|做|都|还|便|已|曾|放|学|爱|喜|最|当|考|夺|围|听|问|答|主动|利用|认真|积极|兴奋|开心|激动|踊跃|大声|深情|率先|首先|担任|荣|作为|带领|扮演|采访|扶|搀|包|贴|拍|剪|骄傲|自豪|告诉"
AFTER_CHILD = f"(?:{AFTER}|(?={DOES}))"
AGE = r"(?:[1-9]|1[0-7]|[一二三四五六七八九]|十[一二三四五六七]?)(?:周岁|岁半|岁多|岁)"
NO_AGE_BEFORE = r"(?<![\d.～~—一二三四五六七八九十百-])"
CHILD_FIRST = re.compile(rf"{CHILD}(?:代表)?({SHORTEST}){AFTER_CHILD}")
AGED = re.compile(
    rf"{NO_AGE_BEFORE}{AGE}(?:大)?的?(?:小学生|中学生|学生|孩子|儿子|女儿|孙子|孙女|外孙女?|男孩|女孩|小朋友|小姑娘|小伙子|小选手|小)?({SHORTEST}){AFTER_CHILD}"
)
NAME_AGED = re.compile(
    rf"(?:^|(?<=[，,。、；;：:（(“\s])|(?<=学生|同学|孩子|儿子|女儿|孙子|孙女|外孙|男孩|女孩|儿童|名叫|选手|朋友|队员))({NAME})(?:同学|小朋友)?(?:，?(?:是)?(?:今年|年仅|刚满|现年|才|只有|不到)|[（(，,])?(?:[男女][，,、])?(?:今年|年仅)?{AGE}",
    re.MULTILINE,
)
# 张小明是实验小学三年级学生, 张小明（初中生）; who reads to children is no child.
NAME_CHILD = re.compile(
    rf"(?:^|(?<=[，,。、；;：:“\s])|(?<=孩子|儿子|女儿|孙子|孙女|外孙|男孩|女孩|名叫))({NAME})(?:同学|小朋友)?"
    rf"(?:，?(?:是|系|就读于|就读|在|上|读|念)[^，。；;\n“”、]{{0,14}}?(?:(?:{SCHOOLCHILD})|{CLASS}(?:的?小?学生|的?同学)?|(?:{SCHOOL})的?学生)(?=[，,。；;！!]|之一|就读|读书|上学|$)"
    rf"|，?在[^，。；;\n“”、]{{0,14}}?(?:{SCHOOL})(?:就读|读书|上学|念书)"
    rf"|[（(][^，。；;\n“”、（）]{{0,14}}?(?:{SCHOOLCHILD}|{CLASS}(?:的?学生)?|(?:{SCHOOL})(?:的?学生)?)[）)，])",
    re.MULTILINE,
)
MASKED = re.compile(r"[（(][^（）()\n]{0,6}化名")
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
                    if not span or told.intersection(range(*span)) or folded[slice(*span)] in known:
                        continue
                    sentence = sentence_around(folded, *match.span())
                    if kind is MINOR and YOUTH.search(sentence):
                        continue
                    told.update(range(*span))
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
        (CHILD_FIRST, AGED, NAME_AGED, NAME_CHILD),
        "未成年人写了全名。",
        "用化名或“小张”，并征得监护人同意。",
    ),
)


def _name(match: re.Match, folded: str) -> tuple[int, int] | None:
    """Where the name stands; None when it only looks like one."""
    start, end = match.span(1)
    name, following = match[1], folded[end : end + 2]
    if (
        MASKED.match(folded, end)
        or NOT_A_NAME.match(name)
        or HONORIFIC.search(name + following[:1])
    ):
        return None
    if role := ROLE_BEFORE.match(name):
        start, name = start + role.end(), name[role.end() :]
    if name[-1] in "家等说的送患身因也和及与是在手一今":
        name = name[:-1]
    return (start, start + len(name)) if len(name) >= 2 else None
