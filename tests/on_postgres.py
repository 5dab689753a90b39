"""`python -m tests.on_postgres <pytest's arguments>`: runs these tests again on a PostgreSQL of their
own, or says loudly that none is installed."""

import os
import subprocess
import sys

from tests import servers
from tests.services import SKIPPED


def main(arguments):
    try:
        with servers.postgres() as url:
            print("On PostgreSQL:", *arguments, flush=True)
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(command, env=os.environ | {"TEST_DATABASE_URL": url}).returncode
    except servers.Missing as missing:
        print(f"!!! {SKIPPED}PostgreSQL ({missing}): 数据层测试只在 SQLite 上跑过 !!!", flush=True)
        return 1 if os.environ.get("REQUIRE_SERVICES") == "1" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
