"""The only reader of the environment."""

# ruff: noqa: TID251 - this is the file that may read the environment

import os
from pathlib import Path


def cache_on() -> bool:
    """Tell whether caches may be used (``TINGJIAN_CACHE=off`` turns every one off)."""
    return os.environ.get("TINGJIAN_CACHE", "").lower() != "off"


def build_folder() -> Path:
    """The folder for model files built once from packaged weights (``TINGJIAN_HOME``, else the user's cache)."""
    from platformdirs import user_cache_path

    given = os.environ.get("TINGJIAN_HOME")
    return Path(given) if given else user_cache_path("tingjian")


def expand(text: str) -> str:
    """Fill ``${NAME}`` from the environment, so that passwords stay out of files."""
    return os.path.expandvars(text)


def stay_offline() -> None:
    """Keep the model libraries from looking outside, unless the user has said otherwise."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def calm_children() -> None:
    """Keep the number libraries of worker processes to one thread each: the workers share the cores already."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def environment_with(**extra: str) -> dict[str, str]:
    """Return the environment for a child process, with some variables set."""
    return {**os.environ, **extra}
