"""Looking at the store: what was last written is seen, also while a night writes, and nothing is laid beside it."""

import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.settings import Settings
from flows.store import KeptConsent, Store, StoreError
from flows.store.database import MIGRATIONS, connect, migrate

YES = [KeptConsent(employee_id="E1", display=True)]
NO = [KeptConsent(employee_id="E1", display=False)]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


def test_what_the_last_night_kept_is_seen_and_nothing_is_laid_beside_it(tmp_path: Path):
    settings = Settings(outputs=tmp_path)
    with Store.open(settings) as store:
        store.save_consent(YES)
    before = names(tmp_path)
    with Store.look(settings) as seen:
        assert seen.consent() == YES
        assert names(tmp_path) == before
        seen.save_consent(NO)
    with Store.look(settings) as seen:
        assert seen.consent() == YES


def test_what_a_night_at_work_has_just_written_is_seen(tmp_path: Path):
    settings = Settings(outputs=tmp_path)
    with Store.open(settings) as store:
        store.save_consent(YES)
        with store.engine.connect():
            store.save_consent(NO)
            assert (tmp_path / "store" / "tingjian.db-wal").stat().st_size > 0
            with Store.look(settings) as seen:
                assert seen.consent() == NO


def test_where_nothing_is_kept_yet_nothing_is_made(tmp_path: Path):
    with Store.look(Settings(outputs=tmp_path)) as seen:
        assert seen.last_run_day() is None
    assert names(tmp_path) == set()


def test_a_store_of_an_older_version_is_seen_as_it_would_be_today(tmp_path: Path):
    first = tmp_path / "migrations"
    first.mkdir()
    shutil.copy(min(MIGRATIONS.glob("*.sql")), first)
    (tmp_path / "store").mkdir()
    engine = sa.create_engine(f"sqlite:///{tmp_path}/store/tingjian.db")
    migrate(engine, first)
    engine.dispose()
    with Store.look(Settings(outputs=tmp_path)) as seen:
        assert (seen.reviews(), dict(seen.messages())) == ([], {})
    with sqlite3.connect(tmp_path / "store" / "tingjian.db") as kept:
        assert kept.execute("SELECT count(*) FROM migrations").fetchone() == (1,)


def test_what_is_no_database_is_told_in_both_languages(tmp_path: Path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "tingjian.db").write_bytes(b"this is no database" * 99)
    with pytest.raises(StoreError, match=r"打不开.*cannot be opened"):
        Store.look(Settings(outputs=tmp_path))


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path):
    engine = connect(f"sqlite:///{tmp_path}/store/tingjian.db")
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO migrations VALUES (9999, 'x', 'x')"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer version"):
        Store.look(Settings(outputs=tmp_path))
