"""The demo's log-ins: who they are and the one password. Shown only where settings.DEMO_MODE is on;
the rows themselves are made by `manage.py demo`."""

from typing import NamedTuple

DEMO_PASSWORD = "laoganbu-2026"


class DemoLogin(NamedTuple):
    username: str
    does: str


DEMO_LOGINS = (
    DemoLogin("tongxun", "都昌的通讯员：写稿、看进度"),
    DemoLogin("fuze", "都昌的单位负责人：单位审签"),
    DemoLogin("bianji", "编辑：初审、送稿"),
    DemoLogin("fushen", "审核：复审"),
    DemoLogin("zhongshen", "终审"),
    DemoLogin("jifen", "计分：季度与通报"),
    DemoLogin("zhuanlan", "专栏：开设和修改专栏"),
    DemoLogin("guanli", "管理：单位与人员"),
    DemoLogin("admin", "系统管理员"),
)
