"""`python -m tests.check_production`: Django's deployment checks on the production settings with a
made-up environment. Warnings fail; nothing is connected to."""

import subprocess
import sys

from tests.production import ROOT, environment


def main():
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment(ROOT / "media")).returncode


if __name__ == "__main__":
    sys.exit(main())
