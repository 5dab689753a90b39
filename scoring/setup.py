"""What the count needs before the first placement: a rule book in force and today's quarter."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from scoring.ledger.tally import ensure_quarter
from scoring.models import RuleBook
from scoring.models.rulebooks import RuleBookState
from scoring.quarter import QuarterSpan


@transaction.atomic
def ensure_rulebook_and_quarter(today):
    """Idempotent. The first book is in force from the first day of last year, so that late entries
    find a rate."""
    if not RuleBook.objects.filter(state=RuleBookState.ADOPTED).exists():
        RuleBook.objects.create(
            name="老干部信息宣传工作计分办法",
            valid_from=date(today.year - 1, 1, 1),
            rules=default_rules(),
            state=RuleBookState.ADOPTED,
            adopted_at=timezone.now(),
        )
    return ensure_quarter(QuarterSpan.of(today))


def default_rules():
    """Made of the figures that real rules have in common: 高安 2023 and 某市人社局 (domain §6)."""
    return {
        "rates": [
            _rate("第三条（一）", "国家级媒体采用，每篇20分", 20, level="national"),
            _rate("第三条（二）", "省级媒体采用，每篇10分", 10, level="province"),
            _rate("第三条（三）", "市级媒体采用，每篇5分", 5, level="city"),
            _rate("第三条（四）", "县级媒体采用，每篇2分", 2, level="county"),
            _rate("第三条（五）", "本系统刊物、公众号采用，每篇3分", 3, level="system"),
            *[
                _rate(
                    "第四条",
                    f"{name}级媒体头版头条，每篇{points}分",
                    points,
                    level=level,
                    position="front_lead",
                )
                for name, level, points in (
                    ("国家", "national", 40),
                    ("省", "province", 20),
                    ("市", "city", 10),
                    ("县", "county", 4),
                )
            ],
            _rate("第五条", "市级媒体简讯，每篇3分", 3, level="city", genre="brief"),
        ],
        "uses": {
            "composite": _factor("第六条（一）", "综合采用，按一半计分", "0.5"),
            "reprint": _factor("第六条（二）", "转载，按一半计分", "0.5"),
            "excerpt": _factor("第六条（二）", "摘选，按一半计分", "0.5"),
        },
        "same_piece": {
            "mode": "highest",
            "clause": "第七条",
            "text": "同一稿件同一季度在多家媒体刊发，就高不就低，不重复计分",
        },
        "split": {
            "clause": "第八条",
            "text": "联合署名按份额分摊，余数归第一署名",
            "remainder": "first",
        },
        "rounding": {"scale": 2, "mode": "half_up"},
        "persons": {"clause": "第八条", "text": "一次刊发同时计单位得分和作者得分"},
        "tasks": [
            {
                "clause": "第二条",
                "text": "一至四类单位每季度报送6、5、3、2篇",
                "period": "quarter",
                "what": "submissions",
                "classes": {"1": "6", "2": "5", "3": "3", "4": "2"},
            }
        ],
        "events": _default_events(),
        "ranking": {
            "clause": "第十条",
            "text": "县（市、区）和市直单位分别排名；同分的，比国家、省、市级刊发篇数",
            "by": "group",
        },
    }


def _default_events():
    """What real rules adjust by hand (features 19, 28, 29, 30, 32, 43 of the domain)."""
    return {
        "instruction_national": _event(
            "第九条（一）", "国家领导批示加40分", "国家领导批示", points="40", instruction=True
        ),
        "instruction_province": _event(
            "第九条（一）", "省领导批示加20分", "省领导批示", points="20", instruction=True
        ),
        "instruction_city": _event(
            "第九条（一）", "市领导批示加10分", "市领导批示", points="10", instruction=True
        ),
        "invited": _event("第九条（二）", "完成约稿每篇加2分", "完成约稿", points="2"),
        "invited_missed": _event("第九条（二）", "未完成约稿每篇扣5分", "未完成约稿", points="-5"),
        "false_content": _event(
            "第九条（三）",
            "失实稿件不计分，另扣5分",
            "失实",
            points="-5",
            void=True,
            disqualify=True,
        ),
        "named": _event("第九条（四）", "因质量问题被通报每次扣2分", "被通报", points="-2"),
        "prize": _event("第九条（五）", "获奖一次折合报送3篇", "获奖", items=3),
    }


def _event(clause, text, name, **effects):
    return {"clause": clause, "text": text, "name": name, **effects}


def _rate(clause, text, points, **condition):
    return {"clause": clause, "text": text, "points": str(points), **condition}


def _factor(clause, text, factor):
    return {"clause": clause, "text": text, "factor": factor}
