"""What a reviewer does at a page: each act ends when the page that comes of it has loaded."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def press(page: Page, key: str) -> None:
    """Press a key that sends a form, and wait for the page that comes back."""
    with page.expect_navigation():
        page.keyboard.press(key)


def click(button: Locator) -> None:
    """Click on what sends a form or leads elsewhere, and wait for the page that comes back."""
    with button.page.expect_navigation():
        button.click()


def correct(item: Locator, value: str) -> None:
    """Correct an item of the queue to `value` with the mouse."""
    item.locator("summary").click()
    item.get_by_label("Right value").fill(value)
    click(item.get_by_role("button", name="Correct", exact=True))


def listed(page: Page, title: str) -> Locator:
    """Return the item of the queue with this title."""
    return page.locator("li[data-item]").filter(has=page.get_by_role("heading", name=title))


def progress(page: Page) -> str:
    """Return what the queue says of how much is decided."""
    return page.locator("#progress").inner_text()
