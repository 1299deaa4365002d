"""The wall and the morning page in a real browser: nothing overflows, overlaps, is too small or shows as a box."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.publish import publish
from flows.publish.fonts import missing
from flows.settings import WallSettings
from tests.flows.publish.conftest import settings
from tests.flows.publish.scenery import DONE, Scene, night

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = [(1920, 1080), (3840, 2160), (1080, 1920), (3840, 1080)]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
]

MEASURE = """() => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const ink = (e) => { const range = document.createRange(); range.selectNodeContents(e); const r = range.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const scene = document.querySelector(".scene");
  const texts = [...document.querySelectorAll(".scene *, #whose")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  return {
    scene: box(scene), footer: box(document.querySelector("#footer")), overflow: [scene.scrollHeight - scene.clientHeight, scene.scrollWidth - scene.clientWidth],
    texts: texts.map((e) => ({ text: e.textContent, box: ink(e), size: parseFloat(getComputedStyle(e).fontSize) * (e.closest(".cloud") ? e.closest(".cloud").getBoundingClientRect().width / e.closest(".cloud").offsetWidth : 1) })),
    words: [...document.querySelectorAll(".word")].map((e) => ({ text: e.textContent, box: box(e) })),
    blocks: [...scene.children].map(box),
    fonts: [...document.fonts].every((f) => f.status !== "error"),
    ready: document.fonts.check("700 64px Tingjian", "听"),
  };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same night on the wall in each language."""
    made: dict[str, Path] = {}
    for language, theme in (("zh", "light"), ("en", "dark"), ("both", "light")):
        made[language] = tmp_path_factory.mktemp(language)
        base = night(Scene(people=60, comments=60, topics=4, sites=3))
        thanked = (replace(p, from_colleagues=1) if p.thanks > 1 else p for p in base.praise)
        wall = settings(language, theme).model_copy(update={"wall": WallSettings(colleagues=True)})
        publish(replace(base, done=(DONE,), praise=tuple(thanked)), made[language], wall)
    return made


def overlap(a, b, slack: float = 1.0) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_scene_fits_and_reads(browser, nights, language, size):
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else outside.append(r.url))
    unit = min(size) / 1080
    address = f"file://{nights[language]}/wall/index.html"
    page.goto(f"{address}?scene=0")
    page.wait_for_selector("html[data-ready]")
    total = int(page.evaluate("document.documentElement.dataset.scenes"))
    picked = sorted({0, 2, 3, 4, 7, *range(total - 4, total)})
    for number in picked:
        page.goto(f"{address}?scene={number}")
        page.wait_for_selector("html[data-ready]")
        seen = page.evaluate(MEASURE)
        where = f"{language} {size} scene {number}"
        assert seen["fonts"], where
        assert seen["ready"], where
        assert seen["overflow"] == [0, 0], where
        assert not overlap(seen["scene"], seen["footer"]), where
        assert not [
            a for i, a in enumerate(seen["blocks"]) for b in seen["blocks"][i + 1 :] if overlap(a, b)
        ], where
        for text in seen["texts"]:
            left, top, right, bottom = text["box"]
            assert left >= 0, (where, text)
            assert top >= 0, (where, text)
            assert right <= size[0], (where, text)
            assert bottom <= size[1], (where, text)
            assert text["size"] >= 56 * unit, (where, text)
            assert missing(text["text"]) == "", (where, text)
    assert outside == []
    page.close()


def test_names_on_the_wall_do_not_touch(browser, nights):
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"file://{nights['zh']}/wall/index.html?scene=0")
    page.wait_for_selector("html[data-ready]")
    words = page.evaluate(MEASURE)["words"]
    lines = [word["box"] for word in words]
    assert len(words) > 20
    assert not [(a, b) for i, a in enumerate(lines) for b in lines[i + 1 :] if overlap(a, b, 3)]
    page.close()


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_morning_page_does_not_scroll_sideways(browser, nights, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"file://{nights['both']}/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []
    page.close()


BROKEN = {
    "cut short": lambda text: text[: len(text) // 2],
    "one letter changed": lambda text: text.replace("客", "客客", 1),
    "empty": lambda _: "",
    "not a night": lambda _: "{}",
}


@pytest.mark.parametrize("harm", BROKEN)
def test_a_broken_page_shows_the_last_good_night(browser, nights, tmp_path, harm):
    folder = tmp_path / "wall"
    shutil.copytree(nights["zh"] / "wall", folder)
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"file://{folder}/index.html?scene=0")
    page.wait_for_selector(".word")
    page.wait_for_function("localStorage.length > 0")
    page.wait_for_timeout(1500)  # the browser hands what is stored to the next page a moment later
    html = (folder / "index.html").read_text("utf-8")
    start = html.index('<script id="night"')
    start = html.index(">", start) + 1
    end = html.index("</script>", start)
    (folder / "index.html").write_text(html[:start] + BROKEN[harm](html[start:end]) + html[end:], "utf-8")
    page.goto(f"file://{folder}/index.html?scene=0")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".word")
    assert page.locator(".word").count() > 20
    page.close()


def test_a_new_night_is_picked_up_whole_and_a_half_one_is_not(browser, nights, tmp_path):
    folder = tmp_path / "wall"
    shutil.copytree(nights["zh"] / "wall", folder)
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.clock.install()
    page.goto(f"file://{folder}/index.html")
    page.wait_for_selector(".word")
    new = nights["both"] / "wall"
    shutil.copy(new / "manifest.js", folder / "manifest.js")
    half = (new / "night.js").read_text("utf-8")
    (folder / "night.js").write_text(half[: len(half) // 2], "utf-8")
    walk(page, 50)
    assert "Our customers" not in page.inner_text("body")
    shutil.copy(new / "night.js", folder / "night.js")
    walk(page, 60)
    assert "Thanks we received" in page.inner_text("#footer")
    page.close()


def walk(page, seconds: int) -> None:
    """Let the wall's clock run, with time for its files to arrive."""
    for _ in range(seconds // 5):
        page.clock.run_for(5000)
        page.wait_for_timeout(120)
