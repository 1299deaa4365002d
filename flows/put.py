"""Put: a file is there whole or not at all, also when the disk is full or the power goes."""

from pathlib import Path


def put_text(path: Path, text: str) -> None:
    """Write a text in one move; what stood there before stays until the new one is whole."""
    put_bytes(path, text.encode())


def put_bytes(path: Path, data: bytes) -> None:
    """Write a file in one move, as ``put_text`` does."""
    work = path.with_name(f".{path.name}.part")
    try:
        work.write_bytes(data)
        work.replace(path)
    finally:
        work.unlink(missing_ok=True)
