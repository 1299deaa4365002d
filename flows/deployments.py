"""Deployments: the prefect.yaml of a folder; where there is none yet, one for its own settings is written.

A checkout has the file at its top. An installed package carries it, and whoever schedules from another folder gets a
copy there, to change hours in, with entry points that need no checkout.
"""

import re
from pathlib import Path

from flows.messages import say
from flows.put import put_text
from flows.settings import SettingsError

NAME = "prefect.yaml"
CARRIED = (Path(__file__).with_name(NAME), Path(__file__).parents[1] / NAME)
"""In the installed package; in a checkout."""
SETTINGS = "tingjian.toml"
SAMPLE = f"flows/sample/{SETTINGS}"
NOTE = "# Put the path of your own tingjian.toml where the sample stands.\n"


def deployments(folder: Path, config: Path | None = None) -> tuple[Path, bool]:
    """Return the deployments of a folder and whether they were written just now.

    ``config`` names the settings of a file that has to be written; one that is there says itself which it runs.

    Raises:
        SettingsError: there is no prefect.yaml yet, and no settings to write one for.
    """
    file = folder / NAME
    if file.is_file():
        return file, False
    own = (config or folder / SETTINGS).resolve()
    if not own.is_file():
        raise SettingsError(say("schedule.nothing", "both", folder=folder.resolve(), config=own))
    put_text(file, deployments_for(own))
    return file, True


def deployments_for(config: Path) -> str:
    """Return the carried deployments, for other settings, with entry points by module.

    >>> "entrypoint: flows.nightly.nightly" in deployments_for(Path("/srv/tingjian.toml"))
    True
    """
    carried = next(path for path in CARRIED if path.is_file()).read_text("utf-8").replace(NOTE, "")
    by_module = re.sub(r"entrypoint: flows/(\w+)\.py:(\w+)", r"entrypoint: flows.\1.\2", carried)
    return by_module.replace(f"{{config: {SAMPLE}}}", f'{{config: "{config.as_posix()}"}}')
