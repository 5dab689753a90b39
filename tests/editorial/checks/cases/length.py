from editorial.checks import Caption, Outlet
from tests.editorial.checks.cases import Case


def headline(length, *limits):
    outlets = tuple(Outlet(f"媒体{limit}", headline_max=limit) for limit in limits)
    return Case(headline="题" * length, outlets=outlets)


def body(length, low=None, high=None):
    return Case(body="字" * length, outlets=(Outlet("老友", length_min=low, length_max=high),))


FOUND = {
    "headline_long": [
        (headline(31), [""]),
        (headline(21, 20), [""]),
        (headline(40, 20, 30), ["", ""]),
        (headline(25, 20, 30), [""]),
        (Case(headline="题 " * 21, outlets=(Outlet(headline_max=20),)), [""]),
    ],
    "headline_missing": [
        (Case(headline=""), [""]),
        (Case(headline=" "), [""]),
        (Case(headline="　　"), [""]),
        (Case(headline="\n", body="只有正文。"), [""]),
        (Case(headline="", outlets=(Outlet(headline_max=20),)), [""]),
    ],
    "body_short": [
        (body(99, low=100), [""]),
        (body(0, low=1), [""]),
        (body(500, low=800, high=1200), [""]),
        (Case(body="字 " * 60, outlets=(Outlet(length_min=100),)), [""]),
        (
            Case(body="短", outlets=(Outlet("甲", length_min=2), Outlet("乙", length_min=3))),
            ["", ""],
        ),
    ],
    "body_long": [
        (body(101, high=100), [""]),
        (body(1, high=0), [""]),
        (body(1300, low=800, high=1200), [""]),
        (Case(body="字。\n" * 60, outlets=(Outlet(length_max=100),)), [""]),
        (
            Case(body="长长长", outlets=(Outlet("甲", length_max=2), Outlet("乙", length_max=1))),
            ["", ""],
        ),
    ],
    "body_missing": [
        (Case(body="", headline="", captions=(Caption(),)), [""]),
        (Case(body="", captions=(Caption("图为活动。", "王五"),)), [""]),
        (Case(body="\n", captions=(Caption("图为活动。", "王五"),)), [""]),
        (Case(body="\u200b", captions=(Caption("图为活动。", "王五"),)), [""]),
        (Case(body="", captions=(Caption("一", "王五"), Caption("二", "王五"))), [""]),
    ],
}

CLEAN = {
    "headline_long": [
        headline(30),
        headline(20, 20),
        headline(35, 40),
        headline(1),
        Case(headline="题 " * 20, outlets=(Outlet(headline_max=20),)),
    ],
    "headline_missing": [
        headline(1),
        headline(30),
        Case(headline="", body=""),
        Case(headline=" ", body="\n"),
        Case(headline="5G来了"),
    ],
    "body_short": [
        body(100, low=100),
        body(0),
        body(0, low=0),
        body(900, low=800, high=1200),
        Case(body=""),
    ],
    "body_long": [
        body(100, high=100),
        body(5000),
        body(900, low=800, high=1200),
        Case(body="字 " * 100, outlets=(Outlet(length_max=100),)),
        Case(body="字\n" * 100, outlets=(Outlet(length_max=100),)),
    ],
    "body_missing": [
        Case(captions=(Caption("图为活动。", "王五"),)),
        Case(body=""),
        Case(headline="", body=""),
        Case(body="图说天下。", captions=(Caption(),)),
        "这是正文。",
    ],
}
