"""Make sure that the tests have a browser: Playwright's own, else the system's Chromium.

Prints one line; exits 1 with the thing to install where neither works.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FONTS = ("fonts-liberation", "fonts-dejavu-core")  # the sheet is measured in letters
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_browser() -> str | None:
    """The Chromium that CHROMIUM_PATH names, or the first one on the path."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return named if Path(named).is_file() else None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwright_browser() -> str | None:
    """Playwright's own Chromium, if it is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def browser() -> str | None:
    """The browser to test with: CHROMIUM_PATH, Playwright's, or the system's."""
    if os.environ.get("CHROMIUM_PATH"):
        return system_browser()
    return playwright_browser() or system_browser()


def _try(*command: str) -> bool:
    print("+", *command, flush=True)
    with_output = subprocess.run(command, capture_output=True, text=True, check=False)
    return with_output.returncode == 0


def install() -> str | None:
    """Try Playwright's download, then Debian's package where apt and root allow it."""
    if _try(sys.executable, "-m", "playwright", "install", "chromium") and (found := browser()):
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        _try("apt-get", "update", "--quiet")
        _try("apt-get", "install", "--quiet", "--yes", "chromium", *FONTS)
    return browser()


def main() -> int:
    """Report the browser, installing one if need be."""
    found = browser() or install()
    if found is None:
        print(
            "No Chromium for the browser tests: run `playwright install chromium`, or install the"
            " package chromium, or name one in CHROMIUM_PATH.",
            file=sys.stderr,
        )
        return 1
    print(f"browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
