"""The wall while things go wrong: every file missing, empty, cut short or strange, on disk and over the web."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.publish import publish
from tests.flows.publish.conftest import settings
from tests.flows.publish.scenery import Scene, night
from tests.flows.publish.test_browser import CHROMIUM, browser, pytestmark, walk  # noqa: F401 - fixture and marks

assert CHROMIUM or pytestmark
HARMS = {
    "missing": None,
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "strange": lambda _: b"\x00\xff{not json",
    "another shape": lambda _: b"[]",
    "null": lambda _: b"null",
}
FILES = ["night.json", "manifest.json", "night.js", "manifest.js", "index.html"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two nights, the second one day later."""
    made = []
    for people in (12, 14):
        folder = tmp_path_factory.mktemp(f"people{people}")
        publish(night(Scene(people=people, comments=20, topics=2, sites=2)), folder, settings("zh"))
        made.append(folder / "wall")
    return made[0], made[1]


@pytest.fixture(params=["disk", "web"])
def hung(request, good, tmp_path):
    """A wall that hangs: its folder, and the address under which the screen has it."""
    folder = tmp_path / "wall"
    shutil.copytree(good[0], folder)
    if request.param == "disk":
        yield folder, f"file://{folder}/index.html"
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


def harm(folder: Path, file: str, how: str, data: bytes) -> None:
    """Write a file of the new night harmed; the others arrive whole."""
    change = HARMS[how]
    if change is None:
        (folder / file).unlink(missing_ok=True)
    else:
        (folder / file).write_bytes(change(data))


def test_each_file_harmed_in_turn_leaves_the_last_good_night(browser, good, hung):  # noqa: F811 - the fixture
    folder, address = hung
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install()
    page.goto(address)
    page.wait_for_selector(".word")
    for file in FILES:
        for how in HARMS:
            for path in good[1].iterdir():
                shutil.copy(path, folder / path.name)
            harm(folder, file, how, (good[1] / file).read_bytes())
            walk(page, 35)
            assert page.locator(".scene.on").count() >= 1, (file, how)
            assert page.inner_text("#stage").strip(), (file, how)
            assert "undefined" not in page.inner_text("body"), (file, how)
            for path in good[0].iterdir():
                shutil.copy(path, folder / path.name)
            walk(page, 35)
    assert [e for e in errors if "Unexpected" not in e and "Invalid" not in e] == []
    page.close()


def test_three_days_without_news_are_said_plainly_and_two_are_not(browser, good):  # noqa: F811 - the fixture
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    said = {}
    for day in ("2026-11-20", "2026-11-23", "2026-11-24"):
        page.goto(f"file://{good[0]}/index.html?scene=0&today={day}")
        page.wait_for_selector("html[data-ready]")
        said[day] = page.inner_text("#whose")
    assert "还没有更新" in said["2026-11-24"]
    assert "还没有更新" not in said["2026-11-20"] + said["2026-11-23"]
    page.close()
