"""The description of the feed as an OpenAPI 3.1 document; docs/api/assessment.json is the same in a
file, which `python manage.py shell -c "from scoring.feed.openapi import text; print(text(), end='')"`
writes."""

import json

from editorial.vocabulary import LEVELS

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
FLAG = {"type": "boolean"}
AMOUNT = {
    "type": "string",
    "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
    "description": "十进制数，写成字符串，不会丢尾数",
}
CODE = {"type": "string", "pattern": "^[0-9]{4}Q[1-4]$", "examples": ["2026Q3"]}
DIGEST = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "description": "定稿时的校验码（SHA-256）；同一季度永远不变",
}
MOMENT = {"type": "string", "format": "date-time"}
LEVEL = {"type": "string", "enum": list(LEVELS)}
KINDS = {
    "line": "计分",
    "reversal": "更正：减原分",
    "replacement": "更正：补新分",
    "submission": "报送",
    "late": "迟报",
    "event": "加减分",
    "cap": "封顶",
    "task": "任务",
    "adoption": "采用率",
    "floor": "保底",
}
RANK = {"type": ["integer", "null"], "description": "名次；这个季度不排名时为空"}
TRACK = {"type": "string", "description": "计分类别的代码；办法不分类别时为空"}
AWARD = {
    "type": "string",
    "enum": ["none", "named", "undecided"],
    "description": "评先名额：不在内、在内、与人并列而名额不够（须由人决定）",
}


def document():
    """Built anew, so that nobody changes it for the next."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "秉笔亮烛 考核接口",
            "version": "1.0.0",
            "summary": "已定稿并且已开放的季度：得分排名、考核分、计分明细、个人得分",
            "description": (
                "只读。内容全部取自定稿时的存档，同一季度永远不变，可按 ETag 缓存。"
                "读取凭证由计分人员在“计分 → 考核接口”建立，按内容授权，有有效期，可随时停用；"
                "每个读取凭证每分钟最多 60 次。分值和考核分是字符串，名次和篇数是整数。"
            ),
        },
        "servers": [{"url": "/api/assessment/v1"}],
        "security": [{"token": []}],
        "paths": {
            "/quarters": _path("listQuarters", "已开放的季度", "Quarters", None),
            "/quarters/{code}/standings": _of_quarter("standings", "得分排名", "Standings"),
            "/quarters/{code}/marks": _of_quarter(
                "marks", "考核分及换算过程；计分办法没有规定换算的，答 404（no_marks）", "Marks"
            ),
            "/quarters/{code}/lines": _of_quarter("lines", "计分明细，含作者姓名", "Lines"),
            "/quarters/{code}/persons": _of_quarter("persons", "个人得分，含姓名", "Persons"),
            "/openapi.json": _path("readDescription", "本说明", "Description", None),
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "parameters": {
                "code": {
                    "name": "code",
                    "in": "path",
                    "required": True,
                    "description": "季度，如 2026Q3",
                    "schema": CODE,
                },
                "ifNoneMatch": {
                    "name": "If-None-Match",
                    "in": "header",
                    "required": False,
                    "description": "上次答复的 ETag；没有变化时答 304",
                    "schema": TEXT,
                },
            },
            "headers": {
                "etag": {"description": "由季度的校验码得出", "schema": TEXT},
                "retryAfter": {"description": "多少秒以后再试", "schema": WHOLE},
            },
            "responses": _responses(),
            "schemas": _schemas(),
        },
    }


def text():
    """As docs/api/assessment.json has it."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _path(operation, summary, schema, scope):
    codes = ["401", "405", "429"] + (["403", "404"] if scope else [])
    parameters = [_ref("parameters", "ifNoneMatch")]
    get = {
        "operationId": operation,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": summary,
                "headers": {"ETag": _ref("headers", "etag")},
                "content": {"application/json": {"schema": _ref("schemas", schema)}},
            },
            "304": {"description": "与上次相同，没有正文"},
            **{code: _ref("responses", code) for code in sorted(codes)},
        },
    }
    if scope:
        get["description"] = f"读取凭证须有 {scope} 权限。"
        parameters.insert(0, _ref("parameters", "code"))
    return {"get": get}


def _of_quarter(scope, summary, schema):
    return _path(f"read{schema}", summary, schema, scope)


def _responses():
    words = {
        "401": "没有读取凭证，或读取凭证不对、过期、已停用",
        "403": "读取凭证不能读取这项内容",
        "404": "没有这个地址，或这个季度没有开放",
        "405": "只能用 GET 和 HEAD",
        "429": "请求太频繁",
    }
    answers = {
        code: {
            "description": description,
            "content": {"application/json": {"schema": _ref("schemas", "Error")}},
        }
        for code, description in words.items()
    }
    answers["429"]["headers"] = {"Retry-After": _ref("headers", "retryAfter")}
    return answers


def _schemas():
    head = {"quarter": CODE, "label": TEXT, "digest": DIGEST}
    unit = {"unit_id": WHOLE, "unit": TEXT}
    group = {"group": TEXT, "group_name": TEXT, "track": TRACK}
    counts = ("submitted", "placed", *LEVELS, "wechat")
    step = {"name": TEXT, "clause": TEXT, "text": TEXT, "working": TEXT, "value": AMOUNT}
    clause = {"clause": TEXT, "text": TEXT}
    return {
        "Quarters": _object({"quarters": _list("ReleasedQuarter")}),
        "ReleasedQuarter": _object(head | {"closed_at": MOMENT, "released_at": MOMENT}),
        "Standings": _object(head | {"standings": _list("Standing")}),
        "Standing": _object(
            unit
            | group
            | {"rank": RANK, "points": AMOUNT, "corrections": AMOUNT, "year_points": AMOUNT}
            | dict.fromkeys(counts, WHOLE)
            | {"quota": {"type": ["integer", "null"], "description": "报送任务；没有任务时为空"}}
        ),
        "Marks": _object(
            head
            | {
                "method": _ref("schemas", "Method"),
                "minima": _list("Minimum"),
                "awards": {"oneOf": [_ref("schemas", "Awards"), {"type": "null"}]},
                "marks": _list("Mark"),
            }
        ),
        "Method": _object(
            {
                "method": {"type": "string", "enum": ["linear", "thresholds", "bands", "fixed"]},
                "name": TEXT,
                "period": {"type": "string", "enum": ["quarter", "year"]},
            }
            | clause
        ),
        "Minimum": _object(
            clause | {"points": AMOUNT, "levels": {"type": "array", "items": LEVEL}}
        ),
        "Awards": _object(clause | {"units": WHOLE, "persons": WHOLE}),
        "Mark": _object(
            unit
            | group
            | {"rank": RANK, "points": AMOUNT, "marks": AMOUNT, "meets_minima": FLAG}
            | {"disqualified": FLAG, "award": AWARD, "steps": _list("Step")}
        ),
        "Step": _object(step),
        "Lines": _object(head | {"lines": _list("Line")}),
        "Line": _object(
            unit
            | {
                "track": TRACK,
                "account": {
                    "type": "string",
                    "enum": ["both", "unit", "person"],
                    "description": "计入单位和个人、只计单位、只计个人",
                },
                "kind": {
                    "type": "string",
                    "enum": list(KINDS),
                    "description": "、".join(f"{code} {name}" for code, name in KINDS.items()),
                },
                "person_id": {"type": ["integer", "null"]},
                "person": {"type": ["string", "null"]},
                "headline": TEXT,
                "outlet": TEXT,
                "level": {
                    "type": "string",
                    "enum": [*LEVELS, ""],
                    "description": "不属于一次刊发的（封顶、任务等）为空",
                },
                "published_on": {"type": ["string", "null"], "format": "date"},
                "where": TEXT,
                "points": AMOUNT,
                "clause": TEXT,
                "steps": _list("Step"),
            }
        ),
        "Persons": _object(head | {"persons": _list("Person")}),
        "Person": _object(
            {"person_id": WHOLE, "person": TEXT}
            | unit
            | {"track": TRACK, "rank": RANK, "points": AMOUNT, "placed": WHOLE}
            | {"disqualified": FLAG, "award": AWARD}
        ),
        "Error": _object({"error": _object({"code": TEXT, "message": TEXT})}),
        "Description": {"type": "object", "description": "OpenAPI 3.1 文档"},
    }


def _object(properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(schema):
    return {"type": "array", "items": _ref("schemas", schema)}


def _ref(kind, name):
    return {"$ref": f"#/components/{kind}/{name}"}
