"""PURE: whether a signed text suits an outlet: the limits of its profile, and whether it may stand
on the internet at all. Works on anything that has the outlet's attributes; imports no Django."""

from dataclasses import dataclass

from editorial.manuscripts.blocks import characters

# Where everybody can read it. A paper's or a magazine's print edition is not the internet.
ONLINE_KINDS = frozenset({"web", "wechat", "client"})


@dataclass(frozen=True)
class Fit:
    """One limit of an outlet beside what the text has. `over` is how many characters too many."""

    name: str
    has: int
    limit: int | None

    @property
    def over(self):
        return 0 if self.limit is None else max(0, self.has - self.limit)

    @property
    def text(self):
        if self.limit is None:
            return f"{self.name}{self.has}字，不限"
        if self.over:
            return f"{self.name}{self.has}字，超出{self.over}字（限{self.limit}字）"
        return f"{self.name}{self.has}字，合适（限{self.limit}字）"


def is_online(outlet):
    return outlet.channel == "site" or outlet.kind in ONLINE_KINDS


def fits_of(outlet, headline, body):
    return [
        Fit("标题", characters(headline), outlet.headline_limit),
        Fit("正文", characters(body), outlet.length_limit),
    ]
