"""Take the pictures that the repository shows: the README's screenshot, and the one for links."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from browser import browser as find_browser
from pages_server import PagesServer
from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).parents[1] / "docs" / "assets"
PICTURES = {"screenshot.png": (1280, 800), "social.png": (1200, 630)}


def main() -> int:
    """Build the site, serve it to ourselves, and photograph the home page."""
    server, chromium = PagesServer(), find_browser()
    with tempfile.TemporaryDirectory() as folder:
        server.root = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
            env=os.environ | {"SITE_URL": server.url, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=sandbox)
            for name, (width, height) in PICTURES.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(server.url)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=ASSETS / name)
            browser.close()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
