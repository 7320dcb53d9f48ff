"""A headless Chromium for tests, screenshots and measurements; needs Debian's chromium and chromium-driver."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PROGRAM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
DESKTOP = (1440, 900)
PHONE = {"deviceMetrics": {"width": 390, "height": 800, "pixelRatio": 2.0}}


@contextmanager
def browser(dark: bool = False, phone: bool = False, logs: bool = False) -> Iterator[webdriver.Chrome]:
    """A browser with an empty profile and the size of a desktop's window or a phone's, gone again afterwards.

    With ``logs`` it keeps all that its console and its network say.
    """
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(PROGRAM)
        for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={DESKTOP[0]},{DESKTOP[1]}"):
            options.add_argument(flag)
        if phone:
            options.add_experimental_option("mobileEmulation", PHONE)
        if logs:
            options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            if not phone:
                size = {"width": DESKTOP[0], "height": DESKTOP[1], "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
            yield driver
        finally:
            driver.quit()
