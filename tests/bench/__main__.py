"""Measure quality and speed, ours beside peers: ``python -m tests.bench [text reading people names topics signals publish]``.

Evaluations live apart from tests: tests check behaviour, this measures. A bench whose data are absent says so.
"""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    """Run the benches that are named, or all; what begins with a dash is for them."""
    wanted = [name for name in wanted if not name.startswith("-")]
    known = sorted(p.stem for p in HERE.glob("[a-z]*.py"))
    unknown = set(wanted) - set(known)
    if unknown:
        sys.exit(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    for name in wanted or known:
        import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
