"""Prove the house: who may import whom, what stands where, and that the rules bite when broken."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

HOME = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
TOP = {
    "pyproject.toml", "README.md", "README.zh-CN.md", "flows", "nlp", "lexicons", "outputs", "tests", "notebooks",
    "Makefile", "prefect.yaml", "constraints.txt", "CHANGELOG.md", "LICENSE", "NOTICE", ".ci", ".gitignore",
}  # fmt: skip
FLOW_FILES = {"nightly.py", "refit.py", "backfill.py", "replay.py"}

# One line that breaks each contract: which file it is added to, the line, the contract that must complain.
BREAKS = [
    ("nlp/text/__init__.py", "import flows.settings", "the house"),
    ("flows/settings/part.py", "import flows.store", "the house"),
    ("flows/sources/__init__.py", "import flows.publish", "the house"),
    ("nlp/records/kinds.py", "import nlp.embed", "inside nlp"),
    ("nlp/people/__init__.py", "import nlp.sentiment", "inside nlp"),
    ("nlp/insights/__init__.py", "import sqlalchemy", "nlp knows no orchestrator"),
    ("nlp/reader.py", "import prefect", "nlp knows no orchestrator"),
    ("flows/publish/__init__.py", "import nlp.topics", "publishing shows"),
]


def tracked() -> list[str]:
    """List the files git knows, or would if they were added."""
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOME, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line for line in out.stdout.splitlines() if (HOME / line).exists()]


def sources() -> list[Path]:
    return [HOME / name for name in tracked() if name.endswith(".py")]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(root)!r}); from importlinter.cli import lint_imports_command as c; c()"
    return subprocess.run(
        [sys.executable, "-c", code, "--config", "pyproject.toml", "--no-cache"],
        cwd=root, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", "NO_COLOR": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("house")
    for name in tracked():
        if name.startswith(("flows/", "nlp/")) and name.endswith(".py"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOME / name, root / name)
    shutil.copy(HOME / "pyproject.toml", root / "pyproject.toml")
    return root


def test_contracts_hold(copy_of_the_house):
    done = lint_imports(copy_of_the_house)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS, ids=[f"{f}: {line}" for f, line, _ in BREAKS])
def test_each_contract_bites(copy_of_the_house, file, line, contract):
    path = copy_of_the_house / file
    whole = path.read_text("utf-8")
    path.write_text(whole + f"\n{line}\n", "utf-8")
    try:
        done = lint_imports(copy_of_the_house)
    finally:
        path.write_text(whole, "utf-8")
    assert done.returncode == 1
    assert re.search(rf"{contract}.*BROKEN", done.stdout), done.stdout


def test_nothing_else_stands_at_the_top():
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_readme_shows_the_real_tree():
    readme = (HOME / "README.md").read_text("utf-8")
    tree = re.search(r"```tree\n(.*?)```", readme, re.DOTALL)
    assert tree, "README.md has no ```tree block"
    shown = {line.split()[0].rstrip("/") for line in tree[1].splitlines() if line.strip()}
    named = {name for name in shown if (HOME / name).exists()}
    assert shown == named, f"shown but not there: {shown - named}"
    rooms = {p.name for p in HOME.iterdir() if p.is_dir() and p.name in TOP and not p.name.startswith(".")}
    assert rooms <= {name.split("/")[0] for name in shown}


def test_both_readmes_show_the_same_tree_and_commands():
    pages = [(HOME / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")]
    blocks = [re.findall(r"```tree\n(.*?)```", page, re.DOTALL)[0] for page in pages]
    trees = [re.findall(r"^(\S+) ", block, re.MULTILINE) for block in blocks]
    assert trees[0] == trees[1]
    assert all("make run" in page and "make test" in page for page in pages)


@pytest.mark.parametrize("deployment", yaml.safe_load((HOME / "prefect.yaml").read_text())["deployments"])
def test_every_deployment_can_be_imported(deployment):
    file, name = deployment["entrypoint"].split(":")
    flow = getattr(import_module(file.removesuffix(".py").replace("/", ".")), name)
    assert flow.name == deployment["name"] == Path(file).stem
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    for schedule in deployment.get("schedules", []):
        assert schedule["timezone"]


def test_flows_stand_only_in_their_own_files():
    for path in sources():
        tree = ast.parse(path.read_text("utf-8"))
        decorators = [d for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) for d in n.decorator_list]
        names = {d.func.id for d in decorators if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)}
        if "flow" in names:
            assert path.parent.name == "flows"
            assert path.name in FLOW_FILES, path


def test_every_version_is_pinned_and_no_address_is_named():
    pins = [line for line in (HOME / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.\[\]-]+==[\w.+!-]+", pin) for pin in pins if pin)
    pinned = {re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() for pin in pins if pin}
    project = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    needed = {
        re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~]", name)[0]).lower()
        for name in project["dependencies"] + extras
    }
    assert needed <= pinned, f"not pinned: {sorted(needed - pinned)}"


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(HOME)))
def test_files_are_small_and_name_no_machine(path):
    text = path.read_text("utf-8")
    if "tests/nlp/cases" not in str(path):
        assert text.count("\n") <= 300, f"{path.name} has {text.count(chr(10))} lines"
    assert not re.search(r"/(?:work|root|farm)/", text.replace(r"/(?:work|root|farm)/", ""))


def test_weights_are_no_pickles_and_have_a_card():
    weights = [HOME / n for n in tracked() if n.startswith("nlp/weights/")]
    assert not [p for p in weights if p.suffix in {".pkl", ".pickle", ".pt", ".bin", ".joblib"}]
    for path in weights:
        if path.suffix == ".safetensors":
            assert path.with_suffix(".md").exists(), f"{path.name} has no card"
