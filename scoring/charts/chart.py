"""What every chart is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """`texts` are what stands at the bars; the numbers only make their length."""

    name: str
    values: list
    texts: list


@dataclass(frozen=True)
class Chart:
    """`form` is columns or bars; `own` the bar of the reader's unit. Without series there is nothing
    to draw, without rows nothing to list: the summary alone says why."""

    key: str
    title: str
    summary: str
    form: str = "bars"
    labels: tuple | list = ()
    series: tuple | list = ()
    own: int | None = None
    head: tuple | list = ()
    rows: tuple | list = ()
    note: str = ""

    @property
    def data_id(self):
        return f"{self.key}-data"

    @property
    def data(self):
        """What the script draws."""
        return {
            "form": self.form,
            "summary": f"{self.title}。{self.summary}",
            "labels": list(self.labels),
            "series": [vars(series) for series in self.series],
            "own": self.own,
        }
