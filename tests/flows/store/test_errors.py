"""What the disk and the database refuse is told in plain words of both languages, with what to do."""

import errno

import pytest
from sqlalchemy.exc import OperationalError

from flows.store import trouble


def database(reason: str) -> OperationalError:
    return OperationalError("DELETE FROM consent", {}, Exception(reason))


TOLD = [
    (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了", "free some space and run again"),
    (PermissionError(errno.EACCES, "Permission denied", "outputs"), "没有权限读写 outputs", "no right to read or write outputs"),
    (OSError(errno.EROFS, "Read-only file system", "outputs"), "没有权限读写 outputs", "another folder can be set"),
    (NotADirectoryError(errno.ENOTDIR, "Not a directory", "a/store"), "a/store（Not a directory）", "a/store (Not a"),
    (database("database or disk is full"), "磁盘满了", "the disk is full"),
    (database("attempt to write a readonly database"), "没有写权限", "Change rights or owner"),
    (database("database is locked"), "数据库被别的程序占用", "another program holds the database"),
    (database("disk I/O error"), "数据库拒绝了（disk I/O error）", "the database refused (disk I/O error)"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "zh", "en"), TOLD, ids=lambda value: str(value)[:30])
def test_it_is_told_in_both_languages(error, zh, en):
    told = trouble(error)
    assert (zh in told, en in told, "\n" in told) == (True, True, False)
