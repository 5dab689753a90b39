"""The forms of bylines of domain §3: each habit writes its line, adds to the truth, and says where it stands
(under the title, in the lead, at the end)."""

from tests.corpus import people, text
from tests.corpus.draft import BYLINE_FONT
from tests.corpus.model import Para, span


def no_byline(draft):
    pass


def _under(draft, line):
    draft.head.append(Para(span(line, draft.look(BYLINE_FONT)), align="center"))


def _at_end(draft, line, align="right"):
    draft.tail.append(Para(span(line, draft.look()), align=align))


def _people(draft, least=1, most=3):
    return [draft.anyone() for _ in range(draft.rng.randint(least, most))]


def _credit(draft, names, role="text", unit=""):
    for name in names:
        draft.credit(name, role, unit)


def _joined(draft, names):
    return draft.rng.choice((" ", "　", "、", "  ")).join(names)


def bracket_with_photographer(draft):
    writers, photographer = _people(draft), draft.anyone()
    _credit(draft, writers)
    draft.credit(photographer, "photo")
    _under(draft, f"（通讯员 {_joined(draft, writers)} 摄影 {photographer}）")


def correspondent_colon(draft):
    writers = _people(draft)
    _credit(draft, writers)
    word = draft.rng.choice(("通讯员", "特邀通讯员", "供稿", "撰稿人"))
    _under(draft, f"{word}：{_joined(draft, writers)}")


def name_slash_text_name_slash_picture(draft):
    writers, photographer = _people(draft, 1, 2), draft.anyone()
    _credit(draft, writers)
    draft.credit(photographer, "photo")
    _under(draft, f"{' '.join(writers)}/文 {photographer}/图")


def text_and_picture_by_one(draft):
    (name,) = _people(draft, 1, 1)
    draft.credit(name)
    draft.credit(name, "photo")
    _under(draft, draft.rng.choice((f"文/图 {name}", f"{name} 文/图", f"文/图：{name}")))


def text_slash_name(draft):
    writer, photographer = _people(draft, 2, 2)
    draft.credit(writer)
    draft.credit(photographer, "photo")
    _under(draft, f"文/{writer} 图/{photographer}")


def names_alone(draft):
    writers = _people(draft, 1, 2)
    _credit(draft, writers)
    _under(draft, " ".join(writers))


def blank_within_a_short_name(draft):
    short, other = draft.person(people.short_name), draft.person()
    _credit(draft, (short, other))
    wide = f"{short[0]}　{short[1]}"
    _under(draft, draft.rng.choice((f"（通讯员 {wide} {other}）", f"通讯员：{wide}、{other}")))


def unit_and_name_under_title(draft):
    unit, (name,) = people.unit(draft.rng), _people(draft, 1, 1)
    draft.credit(name, unit=unit)
    form = draft.rng.choice(("{unit}　{name}", "（{unit} {name}）", "{unit} 通讯员 {name}"))
    _under(draft, form.format(unit=unit, name=name))


def several_units(draft):
    pairs = [(people.place(draft.rng) + "委老干部局", draft.anyone()) for _ in range(2)]
    for unit, name in pairs:
        draft.credit(name, unit=unit)
    if draft.chance(0.5):
        _under(draft, "通讯员：" + "、".join(f"{name}（{unit}）" for unit, name in pairs))
    else:
        _under(draft, "（" + "；".join(f"{unit} {name}" for unit, name in pairs) + "）")


def several_people_of_one_unit(draft):
    unit, names = people.unit(draft.rng), _people(draft, 2, 3)
    _credit(draft, names, unit=unit)
    form = draft.rng.choice(("{unit}　{names}", "（{unit} {names}）", "通讯员：{unit} {names}"))
    _under(draft, form.format(unit=unit, names=" ".join(names)))


def two_lines_of_bylines(draft):
    writer, photographer = _people(draft, 2, 2)
    draft.credit(writer)
    draft.credit(photographer, "photo")
    colon = draft.rng.choice(("：", " "))
    _under(draft, f"通讯员{colon}{writer}")
    _under(draft, f"摄影{colon}{photographer}")


def reporter_and_correspondent(draft):
    reporter, writer = _people(draft, 2, 2)
    _credit(draft, (reporter, writer))
    _under(draft, f"记者 {reporter} 通讯员 {writer}")


def with_video(draft):
    writer, maker = _people(draft, 2, 2)
    draft.credit(writer)
    draft.credit(maker, "video")
    _under(draft, f"（通讯员 {writer} 视频 {maker}）")


def _lead(draft, inside, names):
    _credit(draft, names)
    news = draft.rng.choice(text.LEADS)
    blank = draft.rng.choice(("", " ", "　"))
    draft.lead = (f"{news}（{inside}）{blank}", f"{news} ")


def name_in_the_lead(draft):
    names = _people(draft, 1, 2)
    _lead(draft, " ".join(names), names)


def correspondent_in_the_lead(draft):
    names = _people(draft, 1, 2)
    _lead(draft, f"通讯员 {_joined(draft, names)}", names)


def reporter_and_correspondent_in_the_lead(draft):
    names = _people(draft, 2, 2)
    form = draft.rng.choice(("记者 {0} 通讯员 {1}", "记者{0} 通讯员{1}", "记者 {0}、通讯员 {1}"))
    _lead(draft, form.format(*names), names)


def correspondent_closed_up_in_the_lead(draft):
    names = _people(draft, 1, 2)
    _lead(draft, f"通讯员{draft.rng.choice(('、', ' ')).join(names)}", names)


def writer_at_the_end(draft):
    names = _people(draft, 1, 2)
    _credit(draft, names)
    word = draft.rng.choice(("撰稿人", "作者", "撰稿"))
    _at_end(draft, f"（{word}：{_joined(draft, names)}）")


def bracket_at_the_right(draft):
    names = _people(draft, 1, 2)
    _credit(draft, names)
    _at_end(draft, f"（{' '.join(names)}{draft.rng.choice(('', ' '))}）")


def supplied_by_unit_and_name(draft):
    unit, (name,) = people.unit(draft.rng), _people(draft, 1, 1)
    draft.credit(name, unit=unit)
    _at_end(draft, f"供稿：{unit} {name}", draft.rng.choice(("right", "", "both")))


def author_and_authors_unit(draft):
    unit, (name,) = people.unit(draft.rng), _people(draft, 1, 1)
    draft.credit(name, unit=unit)
    _under(draft, f"作者：{name}")
    _at_end(draft, draft.rng.choice((f"作者单位：{unit}", f"（作者单位：{unit}）")))


def writer_with_telephone(draft):
    (name,) = _people(draft, 1, 1)
    draft.credit(name)
    telephone = f"联系电话：138{draft.rng.randrange(10**8):08d}"
    _at_end(draft, f"（撰稿人：{name} {telephone}）")
    draft.after.append(telephone)


def bracket_closing_the_last_paragraph(draft):
    names = _people(draft, 1, 2)
    _credit(draft, names)
    word = draft.rng.choice(("", "", "通讯员 ", "撰稿人："))
    draft.closing = f"（{word}{' '.join(names)}）"


def text_and_pictures_at_the_end(draft):
    writer, photographer = _people(draft, 2, 2)
    draft.credit(writer)
    draft.credit(photographer, "photo")
    form = draft.rng.choice(("文字：{0}　图片：{1}", "撰稿：{0} 摄影：{1}", "文：{0} 图：{1}"))
    _at_end(draft, form.format(writer, photographer), "")


def editors_are_no_authors(draft):
    (name,) = _people(draft, 1, 1)
    draft.credit(name)
    _at_end(draft, f"（{name}）")
    editor, second = draft.person(), draft.person()
    lines = (f"责任编辑：{editor}", f"编辑：{editor}　审核：{second}")
    _at_end(draft, draft.rng.choice(lines), "")


def twice_under_title_and_at_end(draft):
    (name,) = _people(draft, 1, 1)
    draft.credit(name)
    _under(draft, f"通讯员 {name}")
    _at_end(draft, f"（{name}）")


FORMS = (
    no_byline,
    bracket_with_photographer,
    correspondent_colon,
    name_slash_text_name_slash_picture,
    text_and_picture_by_one,
    text_slash_name,
    names_alone,
    blank_within_a_short_name,
    unit_and_name_under_title,
    several_units,
    several_people_of_one_unit,
    two_lines_of_bylines,
    reporter_and_correspondent,
    with_video,
    name_in_the_lead,
    correspondent_in_the_lead,
    reporter_and_correspondent_in_the_lead,
    correspondent_closed_up_in_the_lead,
    writer_at_the_end,
    bracket_at_the_right,
    supplied_by_unit_and_name,
    author_and_authors_unit,
    writer_with_telephone,
    bracket_closing_the_last_paragraph,
    text_and_pictures_at_the_end,
    editors_are_no_authors,
    twice_under_title_and_at_end,
)
