"""Each screen's place in the manual, by the name of its view: whoever asks for help on a screen lands where
the manual tells of it. A screen without a place of its own has its room's."""

WRITER, HEAD, EDITOR = "correspondent", "head", "editor"
MANAGER, COUNT, START = "manager", "scoring", "README"

# The room of a screen, by the namespace of its address.
ROOMS = {
    "desk": (WRITER, "看稿件到了哪里"),
    "intake": (WRITER, "稿件已经写在-word-里"),
    "writing": (WRITER, "写一篇稿件"),
    "proofs": (WRITER, "交稿"),
    "compare": (WRITER, "看稿件到了哪里"),
    "outlets": (EDITOR, "媒体"),
    "routing": (EDITOR, "送稿"),
    "placements": (WRITER, "见报了登记刊发"),
    "series": (EDITOR, "专栏"),
    "wordlists": (EDITOR, "词库"),
    "authors": (MANAGER, "两位作者其实是一个人"),
    "people": (MANAGER, "加一个人交首次密码"),
    "scoring": (COUNT, "看一个季度"),
}

SCREENS = {
    "desk:piece_queue": (EDITOR, "审一篇稿件"),
    "intake:paste_text": (WRITER, "在手机上粘贴文字选照片"),
    "intake:captions": (WRITER, "在手机上粘贴文字选照片"),
    "compare:likeness": (EDITOR, "可能重复"),
    "routing:wechat": (EDITOR, "发公众号"),
    "routing:routing_desk": (EDITOR, "送出以后"),
    "routing:routing": (EDITOR, "送出以后"),
    "placements:placements_to_verify": (EDITOR, "核实刊发"),
    "placements:placement": (EDITOR, "核实刊发"),
    "placements:edit_placement": (EDITOR, "更正刊发"),
    "placements:placements": (WRITER, "找不到自己的刊发"),
    "people:import_people": (MANAGER, "从表格导入"),
    "people:confirm_import_people": (MANAGER, "从表格导入"),
    "people:import_units": (MANAGER, "从表格导入"),
    "people:confirm_import_units": (MANAGER, "从表格导入"),
    "people:units": (MANAGER, "开设单位"),
    "people:open_unit": (MANAGER, "开设单位"),
    "people:unit": (MANAGER, "改名停用单位"),
    "people:person": (MANAGER, "调动改角色不再担任"),
    "people:reset_password": (MANAGER, "有人忘了密码"),
    "scoring:standing": (COUNT, "排名怎么排"),
    "scoring:unit": (COUNT, "看懂一行分"),
    "scoring:unit_sheet": (COUNT, "看懂一行分"),
    "scoring:line": (COUNT, "看懂一行分"),
    "scoring:charts": (COUNT, "图表"),
    "scoring:unit_charts": (COUNT, "图表"),
    "scoring:problems": (COUNT, "计分问题"),
    "scoring:add_rate": (COUNT, "计分问题"),
    "scoring:books": (COUNT, "修订计分办法"),
    "scoring:book": (COUNT, "修订计分办法"),
    "scoring:copy_book": (COUNT, "修订计分办法"),
    "scoring:edit_book": (COUNT, "修订计分办法"),
    "scoring:adopt_book": (COUNT, "修订计分办法"),
    "scoring:delete_book": (COUNT, "修订计分办法"),
    "scoring:whatif": (COUNT, "试算"),
    "scoring:adjustments": (COUNT, "加减分"),
    "scoring:enter_adjustment": (COUNT, "加减分"),
    "scoring:adjustment": (COUNT, "加减分"),
    "scoring:raise_appeal": (WRITER, "对得分有异议"),
    "scoring:appeals": (COUNT, "异议"),
    "scoring:appeal": (COUNT, "异议"),
    "scoring:bulletins": (COUNT, "通报"),
    "scoring:bulletin": (COUNT, "通报"),
    "scoring:feed": (COUNT, "考核接口"),
    "scoring:feed_log": (COUNT, "考核接口"),
    "scoring:feed_make_token": (COUNT, "考核接口"),
    "scoring:feed_revoke_token": (COUNT, "考核接口"),
    "scoring:feed_release": (COUNT, "考核接口"),
    "scoring:feed_withdraw": (COUNT, "考核接口"),
    "scoring:flags_now": (COUNT, "核对提示"),
    "scoring:flags": (COUNT, "核对提示"),
    # Wagtail's own that are open.
    "wagtailadmin_home": (START, "一篇稿件怎么走"),
    "wagtailadmin_account": (START, "忘记密码"),
    "wagtailadmin_login": (START, "怎么进去"),
    "wagtailadmin_password_reset": (START, "忘记密码"),
    "first_password": (START, "怎么进去"),
    "wagtailadmin_pages:add": (WRITER, "写一篇稿件"),
    "wagtailadmin_pages:edit": (WRITER, "写一篇稿件"),
    "wagtailadmin_pages:delete": (WRITER, "撤回和删除"),
    "wagtailadmin_pages:history": (WRITER, "看稿件到了哪里"),
}


def place_of(view_name):
    """(page, anchor) of a screen; the manual's beginning for what has no place."""
    name = view_name.removesuffix("_results")
    room, _, _ = name.partition(":")
    return SCREENS.get(name) or ROOMS.get(room) or (START, "")
