"""PURE: 的, 地 and 得 taken for one another, in forms that have no other reading; a part of the words."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Finding, Kind, fold

PARTICLE = Kind("particle", "的地得", "words")

# How somebody does something. 认真的学习 may be a noun, 认真的说 is none.
_FEELING = (
    "高兴|激动|开心|自豪|感慨|动情|深情|幽默|风趣|亲切|热情|认真|仔细|耐心|详细|骄傲|感动|愉快|兴奋|欣慰|满意|严肃|由衷|满怀深情|"
    "语重心长|意味深长|兴致勃勃|津津有味|笑呵呵|乐呵呵|笑眯眯|乐滋滋|喜滋滋|美滋滋|兴冲冲|热泪盈眶|感激|诚恳|恳切|坚定|坚决|大声|小声|轻声|高声|"
    "不停|不断|默默|静静|慢慢|轻轻|紧紧|深深|牢牢|渐渐|悄悄|缓缓|匆匆|频频|纷纷|连连|久久|细细|好好|早早|远远|高高兴兴|开开心心|认认真真|仔仔细细|"
    "平静|自信|惊喜|惊讶|无奈|遗憾|伤心|难过|焦急|着急|坦率|坦诚|谦虚|谦逊|爽朗|激情|豪迈|欢快|痛快|爽快|干脆|专注|聚精会神|全神贯注|目不转睛"
)
_DOING = (
    "说(?![法明教辞服唱]|话(?:声|语|者|人|方式))|讲道|讲着|讲起|唱起|唱着|唱道|笑着|笑了|喊道|喊着|喊出|问道|问起|问着|答道|回答道|告诉|谈起|谈到|聊起|聊着|念道|念着|写道|写下|写着|"
    "握着|握住|拉着|拉住|拉起|抱着|抱住|看着|望着|盯着|听着|坐着|坐在|站在|站着|站起|走进|走上|走出|走到|走来|走向|走着|跑来|跑到|跳起|接过|拿出|拿起|掏出|捧着|捧起|翻开|翻阅着|"
    "点头|点了|点着|摇头|举起|端起|递上|递给|记下|记录着|记着|介绍道|介绍起|介绍着|介绍说|表示[，,：:“]|讲述着|讲述起|讲述了|回忆道|回忆起|回忆说|感叹道|鼓掌|鼓起掌|参与到|投入到|加入到|离开了|等待着|等候着|注视着|抚摸着|擦拭着|练习着|学习着|忙碌着"
)
ADVERB = re.compile(rf"(?:{_FEELING})(的)(?={_DOING})")
ACTIVE = re.compile(
    r"(?:积极|主动|自觉|踊跃)(的)(?:参与(?![者度率感权意])|参加(?!者)|投入(?!产出|额)|加入|报名|配合)(?!热情|意识|态度|程度|方式|精神|积极性|情况|行为|和|与|[，,。；;、])"
)
# 激动得说不出话 is right, 激动得说： is not.
ADVERB_DE = re.compile(rf"(?:{_FEELING})(得)(?=说[：:，,“道]|说，|回答道|告诉|介绍说|回忆道)")
_VERB = "变化|发展|进步|恢复|生活|表现|表演|讲解|安排|布置|组织|准备|说|讲|唱|跳|写|画|做|干|办|过|吃|睡|住|穿|玩|学|打|跑|走|飞|长|变|笑|听|看|来|走|弹|演|拍|练|教|活|种|养|弄|搞|管|收拾|打扮|开展|进行|举办|落实|完成"
_HOW = "真|很|非常|十分|太|特别|相当|更加?|越来越|挺|这么|那么|这样|多么|格外|比较|如此|最"
_GOOD = (
    "快|慢|好|棒|美|香|甜|早|晚|远|高|低|多|少|大|小|深|透|细|实|稳|准|久|红火|开心|高兴|幸福|精彩|到位|仔细|认真|清楚|明白|透彻|生动|热闹|及时|漂亮|不错|扎实|圆满|成功|踏实|舒心|充实|"
    "顺利|出色|完美|周到|细致|愉快|快乐|响亮|感人|滋润|整齐|干净|详细|投入|专注|起劲|有声有色|井井有条|津津有味|不错"
)
_END = r"(?=[，,。！!？?；;、：:”’…）)]|了[，,。！!]|啊|呀|呢|哩|$)"
COMPLEMENT = re.compile(
    rf"(?:{_VERB})([的地])(?:(?:{_HOW})(?:{_GOOD})|不错|怎么样|不亦乐乎|热火朝天|有声有色|井井有条|津津有味|红红火火){_END}",
    re.MULTILINE,
)
PLAIN = re.compile(
    r"(?:跑|跳|走|飞|长|站|看|想|学|干|唱|说|讲|做|办|变|画|写)([的地])(?:快|高|远|稳|好|棒|妙|齐|牢|深|透|细)(?=[，,。！!、；;”]|$)",
    re.MULTILINE,
)
# 是他写的好: what follows belongs to the whole sentence.
EMPHASIS = re.compile(r"(?:是|由|被)[^，。；\n]{0,8}$")
HOME = re.compile(
    r"(?<=[我你他她])(地)(?=爷爷|奶奶|爸爸|妈妈|父亲|母亲|老伴|儿子|女儿|孙子|孙女|家乡|祖国|老师|同学|生活|故事)"
)


def find(article: Article) -> Iterator[Finding]:
    for where, text in article.texts():
        folded = fold(text)
        if "的" not in folded and "地" not in folded and "得" not in folded:
            continue
        for pattern, right, why in RULES:
            for match in pattern.finditer(folded):
                if pattern in (COMPLEMENT, PLAIN) and EMPHASIS.search(
                    folded[: match.start()][-10:]
                ):
                    continue
                message = f"“{match[0]}”里的“{match[1]}”，{why}"
                yield PARTICLE.at(
                    where, text, match.start(), match.end(), message, f"“{match[1]}”改为“{right}”。"
                )


RULES = (
    (ADVERB, "地", "修饰后面的动作，用“地”。"),
    (ACTIVE, "地", "修饰后面的动作，用“地”。"),
    (ADVERB_DE, "地", "修饰后面的动作，用“地”。"),
    (COMPLEMENT, "得", "说明做得怎样，用“得”。"),
    (PLAIN, "得", "说明做得怎样，用“得”。"),
    (HOME, "的", "表示所属，用“的”。"),
)
