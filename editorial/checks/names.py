"""PURE: what looks like a person's name: a surname and one or two characters, or the parts that a dot
joins; rare characters as well as usual ones. And whether the name of a body stands by itself."""

import re

from editorial.checks.article import HAN
from editorial.folding import DOTS

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江"
    "尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌"
    "毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬邸仇栾隋商刁沙"
    "荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
DOUBLE = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|端木|呼延|轩辕|长孙|宇文|申屠|钟离|澹台|淳于|闾丘|赫连|南宫|独孤|西门|万俟|公冶|太史|鲜于|拓跋"
_DOT = f"[{re.escape(DOTS)}]"


def _name(many: str) -> str:
    """`many` is how the given name is counted: as much as fits, or as little."""
    given = f"[{HAN}]{{1,2}}{many}"
    dotted = f"[{HAN}]{{1,7}}{many}(?:{_DOT}[{HAN}]{{1,7}}{many}){{1,3}}{many}"
    return f"(?:{dotted}|(?:{DOUBLE}){given}|[{SURNAMES}] {{0,2}}{given})"


NAME = _name("")
# Where the words that follow say where the name ends, the shorter name comes first.
SHORTEST = _name("?")
# Words that begin like a name; and what makes a name no full one.
NOT_A_NAME = re.compile(
    r"时代|游戏|作文|作业|作品|家长|师生|宿舍|方队|方阵|常用|常规|安保|文娱|文创|田野|水果|盛装|成群|金话筒|康乐|易于|全程|全员|全班|全校|高声|高歌|高举|车队|步入|项链|路队|和平|和谐|都是|都会|连续|白衣|黄色|苗族|马路|牛奶|温度|温和|温柔|温顺|祝福|祝愿|祝贺|任教|任课|程老|关老|平时|平均|平安|平常|平台|平等|时隔|时任|万众|万里|计时|计算|成绩|成果|成人|成年|何为|向着|向党|于心|于情|管乐|管弦|单项|双胞|双手|双眼|边唱|边跳|边走|应邀|应对|应该|应有|师傅|章节|明日|明天|温故|查阅|解说|解答|解放|景德|乐队|乐器|乐园|乐于|乐观|乐曲|古筝|古琴|古典|古今|国学|国画|国庆|国旗|姜汤|江南|江北|江边|汤圆|党旗|党章|程式|宣传|宣讲|宣读|严肃|严谨|贺年|贺卡|沙画|花鼓|花束|花样|纪念|纪律|纪实|席间|钟声|计分|经典|经历|经常|经过|焦点|焦急|柳编|简介|梅花|单车|戴着|戴上|戴红|穿着|包粽|包饺|房间|牛犊|巩固|农家|农业|农场|农耕|司仪|谈话|谈心|谈到|郎朗|石榴|石头|童谣|童声|童年|安静|宁静|从小|从此|巧手|习作|习俗|向前|利用|利于|别墅|别人|别样|后来|后面|相声|相互|相关|盘山|海报|海洋|海军|"
    r"温暖|方便|方式|方法|方面|方案|安心|安全|安康|安居|安排|安置|安度|成长|成立|成员|成为|成功|关爱|关怀|关心|关注|关系|高兴|高龄|高温|高度|高血|高中|高校|时候|时间|时期"
    r"|常年|常态|常见|常常|明白|明显|明确|连续|连心|全部|全体|全面|全程|全家|全县|全市|全村|文化|文明|文艺|文件|万元|万余|金额|金秋|党员|党组|党支|党委|党建|米油|应急|应当"
    r"|计划|项目|路上|阳光|华丽|白天|白血|商量|施工|单位|单亲|单独|包括|包户|左右|武装|顾虑|游玩|房屋|房子|马上|任务|任何|康复|康养|牛奶|易地|向导|向上|向往|何时|何人|如何"
    r"|于是|于今|余名|余人|余户|农村|农民|农户|司法|程度|程序|江西|江苏|石油|段时|雷锋|龙头|史上|常务|申请|申报|解决|解难|解困|荣获|荣誉|宁夏|查出|查看|查体|景区|卫生|卫健"
    r"|宗教|车辆|项资|麦收|席位|冷暖|费用|米面|曾经|曾患|曾被|白内|田间|林业|林地|黄金|苏醒|严重|严格|毛病|包干|管理|管护|尚未|尚有|连同|艾滋|简单|简直|古稀|吉祥|时常"
    r"|边远|路途|章程|夏令|夏季|秦岭|梅雨|童年|童心|童话|金融|金属|文具|文体|孙子|孙女|孙辈|常识|党史|古诗|田径|武术|毛笔|时事|航模|车模|文学|成语|史地|单车|连环|方言|金牌|高考|安宁|水平|温习|钱物|钱款|钟头|家庭|周围|周边|周末|周年|周到|周岁|温馨|温情|喻为|符合|贺信|贺卡|许多|许愿"
)
# 全市, 各县: the place before a body's name belongs to what stands before it. 局长: and the end of the
# name to what follows, but for 长期.
PLACES, OF_ALL = "省市县区", tuple("全各本该两每外县省")
CHIEF = re.compile("长(?![期年远久效假])")


def is_whole(text: str, start: int, stop: int) -> bool:
    """Whether the name of a body stands there by itself: 全市|老干部局长 is none."""
    if text[start] in PLACES and text[max(0, start - 1) : start] in OF_ALL:
        return False
    return not (text[stop - 1] in "局部校院处科会" and CHIEF.match(text, stop))
