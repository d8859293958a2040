"""Make sure that Spark has a Java: the one on the path, else Debian's package.

Prints one line; exits 1 with the thing to install where neither works.
"""

import os
import shutil
import subprocess
import sys

PACKAGE = "default-jre-headless"


def java() -> str | None:
    """The Java of JAVA_HOME, or the first one on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")


def install() -> str | None:
    """Debian's package, where apt and root allow it."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update", "--quiet"], ["install", "--quiet", "--yes", PACKAGE]):
            print("+ apt-get", *command, flush=True)
            subprocess.run(["apt-get", *command], capture_output=True, check=False)
    return java()


def main() -> int:
    """Report the Java, installing one if need be."""
    found = java() or install()
    if found is None:
        print("No Java for Spark: install Java 17 or newer, or set JAVA_HOME.", file=sys.stderr)
        return 1
    print(f"java: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
