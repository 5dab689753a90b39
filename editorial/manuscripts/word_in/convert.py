"""Old .doc and .wps files to .docx by LibreOffice, where it is installed: a profile of its own for each
run, macros and outside links off, under limits of time and memory."""

import os
import shutil
from pathlib import Path

from editorial.manuscripts.word_in import limits
from editorial.manuscripts.word_in.limits import ManuscriptRefused
from editorial.manuscripts.word_in.process import Failed, TooLarge, TooSlow, run_limited

NOT_INSTALLED = (
    "这是旧版 Word 或 WPS 文稿，本机没有安装转换程序，读不了。"
    "请在 Word 或 WPS 里打开，选“另存为”，类型选 .docx，再传一次。"
)
SAVE_AS = "请在 Word 或 WPS 里打开，另存为 .docx 再传。"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def to_new_word_file(path: Path, scratch: Path) -> Path:
    """The same manuscript as .docx inside `scratch`; ManuscriptRefused when that can't be had."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise ManuscriptRefused(NOT_INSTALLED)
    source = scratch / "original.doc"
    shutil.copyfile(path, source)
    profile = scratch / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(scratch), str(source)]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(scratch), "LANG": "C.UTF-8"}
    try:
        run_limited(
            command,
            seconds=limits.CONVERTING_SECONDS,
            memory=limits.CONVERTING_MEMORY,
            environment=environment,
        )
    except TooSlow as error:
        raise ManuscriptRefused(
            f"旧版文稿在{limits.CONVERTING_SECONDS}秒内没有转换完。{SAVE_AS}"
        ) from error
    except TooLarge as error:
        raise ManuscriptRefused(f"旧版文稿太大，转换时内存不够。{SAVE_AS}") from error
    except Failed as error:
        raise ManuscriptRefused(f"旧版文稿没有转换成。{SAVE_AS}") from error
    made = scratch / "original.docx"
    if not made.exists():
        raise ManuscriptRefused(f"旧版文稿没有转换成，可能已经损坏。{SAVE_AS}")
    return made
