"""The report in a real browser: it sorts, filters, opens cards, prints, and runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards import Finding
from modelcards.linting.engine import lint
from modelcards.report.gather import Gathered
from modelcards.report.page import render
from tests.support.browser import chromium, console
from tests.support.cards import FIXTURES
from tests.support.hostile import hostile_card

for module in ("altair", "vl_convert", "jinja2"):
    pytest.importorskip(module, reason=f"{module} is not installed (extra report)")

NAMES = "return [...document.querySelectorAll('#all-cards tbody tr th')].map(e => e.textContent)"
COLUMN = (
    "const n = [...document.querySelectorAll('#all-cards thead th')].findIndex(e =>"
    " e.textContent.trim().startsWith(arguments[0]));"
    "return [...document.querySelectorAll('#all-cards tbody tr')].map(e => e.cells[n].textContent)"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser that has opened a report of sixty cards, one of them hostile."""
    folder = tmp_path_factory.mktemp("report")
    cards = [modelcards.load(path) for path in sorted((FIXTURES / "cards").glob("*.md"))]
    for number in range(60 - len(cards) - 1):
        kind = "MoE" if number % 3 else "Dense"
        text = f"# Wren {number}\n\n- **Type:** {kind}\n- **Parameters:** {number + 1}B\n"
        cards.append(modelcards.parse(text, path=f"wren/{number:02}.md"))
    cards.append(hostile_card())
    findings: list[Finding] = [one for card in cards for one in lint(card)]
    target = folder / "report.html"
    target.write_text(render(Gathered(cards, findings)), encoding="utf-8", newline="\n")
    with chromium(folder / "profile") as driver:
        driver.get(target.as_uri())
        yield driver


@pytest.fixture(autouse=True)
def reset(page: Any) -> Iterator[None]:
    """Every test begins with the whole table, and ends with a silent, unharmed page."""
    page.execute_script("location.hash = ''")
    page.refresh()
    yield
    assert page.execute_script("return window.harmed") is None
    assert console(page) == []


def choose(page: Any, label: str, value: str) -> None:
    """Pick a value of a filter."""
    from selenium.webdriver.support.select import Select

    for one in page.find_elements("css selector", "#filters label"):
        if one.text.startswith(label):
            Select(one.find_element("css selector", "select")).select_by_visible_text(value)
            return
    raise AssertionError(label)


def until(page: Any, holds: Callable[[], bool]) -> None:
    """The table is drawn a moment after it was asked to: wait for what has to come of it."""
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(page, 10, 0.02).until(lambda _: holds())


def info(page: Any) -> str:
    """What the table says of itself."""
    return str(page.find_element("css selector", ".dt-info").text)


def header(page: Any, label: str) -> Any:
    """What sorts a column."""
    for one in page.find_elements("css selector", "#all-cards thead th"):
        if one.text.startswith(label):
            return one.find_element("css selector", "[role=button]")
    raise AssertionError(label)


def test_it_loads_with_pictures_and_pages(page: Any) -> None:
    assert len(page.execute_script(NAMES)) == 25
    assert info(page) == "1 to 25 of 60 cards"
    assert page.execute_script("return document.querySelectorAll('figure svg').length") == 4
    page.find_element("css selector", ".dt-paging-button.next").click()
    until(page, lambda: info(page) == "26 to 50 of 60 cards")


def test_it_sorts_with_the_keyboard_and_keeps_unknown_last(page: Any) -> None:
    keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
    state = "return [...document.querySelectorAll('#all-cards thead th')].map(e => e.ariaSort)"
    header(page, "parameters").send_keys(keys.ENTER)
    until(page, lambda: page.execute_script(COLUMN, "parameters")[:3] == ["1B", "2B", "3B"])
    assert "ascending" in page.execute_script(state)
    header(page, "parameters").send_keys(keys.ENTER)
    until(page, lambda: page.execute_script(COLUMN, "parameters")[0] == "53B")
    assert "descending" in page.execute_script(state)
    page.find_element("css selector", ".dt-paging-button.last").click()
    until(page, lambda: page.execute_script(COLUMN, "parameters")[-1] == "")


def test_it_filters_and_searches(page: Any) -> None:
    choose(page, "architecture", "Dense")
    until(page, lambda: set(page.execute_script(COLUMN, "architecture")) == {"Dense"})
    assert "(out of 60)" in info(page)
    choose(page, "findings", "none")
    until(page, lambda: set(page.execute_script(COLUMN, "findings")) == {"0"})
    page.find_element("css selector", "#filters button[type=reset]").click()
    until(page, lambda: info(page) == "1 to 25 of 60 cards")
    page.find_element("css selector", ".dt-search input").send_keys("lumen-7b")
    until(page, lambda: all("Lumen" in name for name in page.execute_script(NAMES)))
    page.find_element("css selector", ".dt-search input").send_keys(" nothing")
    table = page.find_element("css selector", "#all-cards")
    until(page, lambda: "No card is like this." in table.text)


def test_a_link_opens_a_card_and_moves_the_focus(page: Any) -> None:
    link = page.find_element("link text", "Kestrel-ER 30B")
    target = str(link.get_attribute("href")).split("#")[1]
    opened = f"return document.getElementById('{target}').open"
    assert page.execute_script(opened) is False
    link.click()
    until(page, lambda: bool(page.execute_script(opened)))
    assert page.execute_script("return document.activeElement.parentElement.id") == target
    # The same link once more, after the card was closed.
    page.execute_script(f"document.getElementById('{target}').open = false")
    link.click()
    until(page, lambda: bool(page.execute_script(opened)))


def test_the_name_of_a_card_in_the_address_opens_it(page: Any) -> None:
    page.execute_script("location.hash = '#card-2'")
    page.refresh()
    assert page.execute_script("return document.getElementById('card-2').open") is True


def test_a_hostile_card_opens_as_text(page: Any) -> None:
    page.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    body = page.find_element("css selector", "main").text
    assert "<script>window.harmed=1</script>" in body
    scripts = page.execute_script("return document.querySelectorAll('script, img, iframe').length")
    assert scripts == 2
    wide = "return document.documentElement.scrollWidth <= window.innerWidth"
    assert page.execute_script(wide) is True


def test_paper_shows_every_card(page: Any) -> None:
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(page.execute_script(NAMES)) == 60, "paper does not wait"
    closed = "return document.querySelectorAll('details:not([open])').length"
    assert page.execute_script(closed) == 0
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(page.execute_script(NAMES)) == 25
    assert page.execute_script(closed) > 60


def test_everything_has_a_name_for_a_screen_reader(page: Any) -> None:
    unnamed = page.execute_script(
        "return [...document.querySelectorAll('input, select, button')].filter(e =>"
        " !(e.labels && e.labels.length) && !e.ariaLabel && !e.textContent.trim())"
        ".map(e => e.outerHTML)"
    )
    assert unnamed == []
    assert page.execute_script("return document.documentElement.lang") == "en"
    headings = page.execute_script("return [...document.querySelectorAll('h1')].length")
    assert headings == 1


def test_notebook_html_runs_nothing(page: Any, tmp_path: Path) -> None:
    shown = tmp_path / "notebook.html"
    shown.write_text(f"<meta charset=utf-8>{hostile_card()._repr_html_()}", encoding="utf-8")
    back = page.current_url
    page.get(shown.as_uri())
    assert page.execute_script("return window.harmed") is None
    assert "<script>window.harmed=1</script>" in page.find_element("css selector", "body").text
    page.get(back)


def test_what_is_chosen_stands_in_the_address(page: Any) -> None:
    choose(page, "architecture", "MoE")
    search = page.find_element("css selector", ".dt-search input")
    search.send_keys("Wren 1")
    address = page.execute_script("return location.hash")
    assert address == "#?architecture=MoE&search=Wren+1"
    found = page.execute_script(NAMES)
    page.get(page.current_url.partition("#")[0])
    assert page.execute_script(NAMES) != found
    page.execute_script(f"location.hash = {address!r}")
    page.refresh()
    assert page.execute_script(NAMES) == found
    page.find_element("css selector", "button[type=reset]").click()
    page.execute_async_script("setTimeout(arguments[0], 50)")
    assert page.execute_script("return location.hash") == "#table"
