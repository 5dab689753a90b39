"""The style and numbering parts of the raw documents: Word's ids and names, WPS's bare numbers, Chinese names."""

# What the habits call a style → its id, by flavour.
STYLE_IDS = {
    "word": {
        "title": "a3",
        "heading1": "1",
        "heading2": "2",
        "caption": "a4",
        "own": "a5",
    },
    "wps": {"title": "5", "heading1": "2", "heading2": "3", "caption": "4", "own": "12"},
    "plain": {
        "title": "标题",
        "heading1": "标题 1",
        "heading2": "标题 2",
        "caption": "题注",
        "own": "文章标题",
    },
    "prefix": {
        "title": "Title",
        "heading1": "Heading1",
        "heading2": "Heading2",
        "caption": "Caption",
        "own": "Own",
    },
}
ENGLISH = {
    "title": "Title",
    "heading1": "heading 1",
    "heading2": "heading 2",
    "caption": "caption",
    "own": "文章标题",
}
CHINESE = {
    "title": "标题",
    "heading1": "标题 1",
    "heading2": "标题 2",
    "caption": "题注",
    "own": "文章标题",
}
LOOKS = {
    "title": '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr>',
    "heading1": '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>',
    "heading2": '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>',
    "caption": '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="21"/></w:rPr>',
    "own": '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr>',
}


def styles_xml(flavour):
    names = CHINESE if flavour == "plain" else ENGLISH
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    ) + "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{names[style]}"/><w:basedOn w:val="a"/>{LOOKS[style]}</w:style>'
        for style, identity in STYLE_IDS[flavour].items()
    )


def numbering_xml():
    """1 bullets, 2 decimal, 3 一、 and （一） for headings."""
    kinds = (
        (("bullet", "●"), ("bullet", "○")),
        (("decimal", "%1."), ("lowerLetter", "%2)")),
        (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")),
    )
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for number, levels in enumerate(kinds)
    )
    return definitions + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
        for number in (1, 2, 3)
    )
