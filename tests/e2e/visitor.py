"""A person in front of a browser: opens pages, signs in, and notices what is wrong with them."""

from dataclasses import dataclass, replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

PASSWORD = "a long enough password"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Mode:
    """How somebody looks at the site."""

    name: str
    language: str = "th"
    width: int = 1280
    javascript: bool = True
    dark: bool = False
    keyboard: bool = False


DESKTOP = Mode("desktop")
MODES = [
    DESKTOP,
    replace(DESKTOP, name="english", language="en"),
    replace(DESKTOP, name="phone", width=360),
    replace(DESKTOP, name="no-javascript", width=360, javascript=False),
    replace(DESKTOP, name="dark", dark=True, language="en", width=360),
    replace(DESKTOP, name="keyboard", keyboard=True),
]


class Visitor:
    """One browser context. `complaints` gathers console errors, faults and policy violations."""

    def __init__(self, browser: Browser, url: str, mode: Mode) -> None:
        self.url, self.mode = url, mode
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": mode.width, "height": 800},
            java_script_enabled=mode.javascript,
            color_scheme="dark" if mode.dark else "light",
            locale="th-TH" if mode.language == "th" else "en-GB",
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        own_answer = (
            message.location.get("url") == self.page.url and "server responded with a status of 4" in message.text
        )
        if message.type == "error" and not own_answer:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, path: str, *, expect: int = 200) -> Page:
        """Open `path` (without the language) and see the expected status."""
        address = path if path.startswith("http") else f"{self.url}/{self.mode.language}{path}"
        response = self.page.goto(address)
        assert response is not None
        assert response.status == expect, f"{address}: {response.status}"
        return self.page

    def press(self, control: Locator) -> None:
        """Activate a link, button or box: by the mouse, or by Tab and Enter or Space alone."""
        if not self.mode.keyboard:
            control.click()
            return
        self._tab_to(control)
        box = control.evaluate("e => e.matches('input[type=checkbox], input[type=radio]')")
        self.page.keyboard.press("Space" if box else "Enter")

    def follow(self, control: Locator) -> None:
        """Activate a control that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.press(control)

    def write(self, control: Locator, text: str) -> None:
        """Fill a field in."""
        if not self.mode.keyboard:
            control.fill(text)
            return
        self._tab_to(control)
        self.page.keyboard.insert_text(text)

    def _tab_to(self, control: Locator) -> None:
        """Press Tab until `control` has the focus; radio groups are entered by Tab and walked by arrows."""
        here = "e => e === document.activeElement"
        group = "e => e.type === 'radio' && document.activeElement.name === e.name"
        for _ in range(400):
            if control.evaluate(here):
                return
            key = "ArrowDown" if control.evaluate(group) else "Tab"
            self.page.keyboard.press(key)
        raise AssertionError(f"{control} cannot be reached by keyboard on {self.page.url}")

    def settled(self) -> list[str]:
        """What is wrong with the page as it stands: axe, sideways scroll. Nothing is asked without JavaScript."""
        if not self.mode.javascript:
            return []
        return self.violations() + (["scrolls sideways"] if self.overflows() else [])

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in by e-mail and password."""
        page = self.open("/account/login/")
        self.write(page.locator("#id_login"), email)
        self.write(page.locator("#id_password"), password)
        self.follow(page.locator("form:has(#id_login) button.button").first)
        assert "/login/" not in page.url

    def violations(self) -> list[str]:
        """What axe finds on the page now (WCAG 2.2 AA tags, contrast included). Needs JavaScript."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
        return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]

    def overflows(self) -> bool:
        """Whether the page scrolls sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def close(self) -> None:
        """Close the browser context."""
        self.context.close()
