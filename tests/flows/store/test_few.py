"""Topics, alerts, decisions and nights in the database: SQLite always, PostgreSQL where it is installed."""

import shutil
import socket
import subprocess
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from flows.settings import Settings
from flows.store import KeptConsent, Review, Store, StoreError
from flows.store.database import MIGRATIONS, connect, migrate
from flows.store.tables import metadata
from nlp.records import Placement, Signal, Topic, TopicEvent

DAY = date(2026, 3, 5)


@dataclass(frozen=True)
class TinyRegistry:
    """A real, tiny registry: what the store asks of one."""

    embedding: str = "tiny-1"
    topics: tuple[Topic, ...] = (
        Topic(id="T0001", label_zh="排队等候", label_en="waiting in line", born=DAY),
        Topic(id="T0002", label_zh="早餐", label_en="breakfast", state="hidden"),
    )
    events: tuple[TopicEvent, ...] = (
        TopicEvent(day=DAY, topic_id="T0001", kind="birth", reason_zh="新", reason_en="new"),
        TopicEvent(day=None, topic_id="T0002", kind="edit", reason_zh="改名", reason_en="renamed"),
    )
    arrays: dict = field(default_factory=lambda: {"centroids": np.arange(6, dtype=np.float32).reshape(2, 3)})

    def to_state(self):
        return {"next_id": 3, "labels": ["排队等候"]}, self.arrays


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A PostgreSQL of our own on a free port, for this session."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    pytest.importorskip("psycopg", reason="PostgreSQL driver missing: pip install tingjian[postgres]")
    if not programs or shutil.which("runuser") is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    folder = tmp_path_factory.mktemp("postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.chmod(0o777)
    for parent in folder.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    server = Server(programs[-1], folder / "data", port)
    server.start()
    yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    server.stop()


@dataclass
class Server:
    """PostgreSQL as its own user, since it refuses to run as root."""

    programs: Path
    data: Path
    port: int

    def start(self):
        self.run("initdb", "-D", str(self.data), "-A", "trust", "-U", "postgres")
        options = f"-p {self.port} -k {self.data} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "-l", f"{self.data}.log", "start")

    def stop(self):
        self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def run(self, program: str, *arguments: str):
        command = ["runuser", "-u", "postgres", "--", str(self.programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return Settings(outputs=tmp_path)
    url = request.getfixturevalue("postgres")
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return Settings(outputs=tmp_path, database=url)


@pytest.fixture
def store(settings: Settings):
    with Store.open(settings) as opened:
        yield opened


def test_migrations_make_what_the_code_expects(store: Store):
    found = sa.inspect(store.engine)
    for table in metadata.sorted_tables:
        assert [c["name"] for c in found.get_columns(table.name)] == [c.name for c in table.columns], (
            table.name
        )
        keys = found.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [c.name for c in table.primary_key], table.name
    assert migrate(store.engine) == []


def test_a_migration_is_applied_whole_or_not_at_all(store: Store, tmp_path: Path):
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "0999_half.sql").write_text("CREATE TABLE half (x TEXT); CREATE NONSENSE;", "utf-8")
    with pytest.raises(SQLAlchemyError):
        migrate(store.engine, folder)
    assert "half" not in sa.inspect(store.engine).get_table_names()
    (folder / "0999_half.sql").write_text("CREATE TABLE half (x TEXT);", "utf-8")
    assert migrate(store.engine, folder) == [999]
    with pytest.raises(StoreError, match="newer version"):
        migrate(store.engine)


def test_the_registry_comes_back_as_it_was_on_each_night(store: Store):
    first, second = TinyRegistry(), TinyRegistry(arrays={"centroids": np.zeros((1, 3), np.float32)})
    assert store.load_state() is None
    store.save_registry(first, DAY)
    store.save_registry(second, DAY.replace(day=6))
    store.save_registry(second, DAY.replace(day=6))
    for before, registry in ((None, second), (DAY.replace(day=6), first)):
        kept = store.load_state(before)
        assert kept is not None
        state, arrays = kept
        assert state == registry.to_state()[0]
        np.testing.assert_array_equal(arrays["centroids"], registry.arrays["centroids"])
    assert store.load_state(DAY) is None
    assert store.topics() == list(first.topics)
    assert store.events() == list(first.events)


def test_changed_arrays_are_noticed(store: Store):
    store.save_registry(TinyRegistry(), DAY)
    (file,) = (store.folder / "arrays").iterdir()
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(StoreError, match="nightly --refit"):
        store.load_state()


def test_placements_of_a_comment_are_replaced_together(store: Store):
    def placed(comment: str, *topics: str | None) -> list[Placement]:
        return [
            Placement(comment_id=comment, segment=i, topic_id=t, confidence=0.5) for i, t in enumerate(topics)
        ]

    store.save_placements([*placed("a", "T1", "T2", None), *placed("b", "T1")])
    store.save_placements(placed("a", "T3"))
    assert [p for batch in store.placements() for p in batch] == [*placed("a", "T3"), *placed("b", "T1")]


def test_signals_and_what_people_decided(store: Store):
    signal = Signal(
        id="S1", day=DAY, kind="new", family="topic", label_zh="退款", label_en="refunds", observed=19,
        expected=4.5, interval=(0, 9), comment_ids=("a", "b"), history=((DAY, 19.0, 4.5),),
    )  # fmt: skip
    update = replace(signal, id="S2", day=DAY.replace(day=6), update_of="S1")
    store.save_signals([signal, update])
    store.save_signals([update])
    assert store.signals() == [signal, update]
    assert store.alert_states() == {}
    store.decide_alert("S1", "acknowledged", by="李")
    store.decide_alert("S1", "closed", verdict="real", note="wieder da")
    assert store.alert_states() == {"S1": ("closed", "real")}
    assert store.decisions()["S1"].known_until == DAY.replace(day=6)


def test_edits_of_people_are_kept_once_and_answered(store: Store):
    edit = Review(day=DAY, about="sentence", kind="not_praise", target="E17|c1", reviewer="Ana")
    rename = Review(day=DAY, about="topic", kind="rename", target="T0001", value="排队")
    first = store.add_reviews([edit, rename])
    assert [r.turn for r in first] == [1, 2]
    assert store.add_reviews([edit, rename]) == []
    store.answer_review(first[1], "refused", "没有这个话题", "no such topic")
    (refused,) = store.reviews("refused")
    assert (refused.answer, refused.answer_en) == ("没有这个话题", "no such topic")
    assert store.reviews("waiting") == first[:1]


def test_a_line_changed_to_and_fro_is_an_edit_each_time(store: Store):
    there, back = (
        Review(day=DAY, about="topic", kind="rename", target="T1", value=v) for v in ("排队", "等候")
    )
    assert [len(store.add_reviews([each])) for each in (there, there, back, there)] == [1, 0, 1, 1]
    assert [r.value for r in store.reviews()] == ["排队", "等候", "排队"]


def test_a_withdrawn_consent_leaves_no_trace(store: Store):
    yes = KeptConsent(employee_id="E17", display=True, start=DAY)
    store.save_consent([yes, KeptConsent(employee_id="E18", display=False, end=DAY)])
    assert store.consent()[0] == yes
    store.save_consent([])
    assert store.consent() == []


def test_nights_are_remembered(store: Store):
    assert store.last_run_day() is None
    manifest = {"parts": ["e5"], "counts": {"read": 3}, "seconds": {"read": 80.5, "publish": 9.5}}
    store.save_run(DAY, manifest, Path("outputs/2026-03-05"))
    store.save_run(DAY.replace(day=4), {}, Path("x"))
    assert store.last_run_day() == DAY
    run = store.runs()[1]
    assert (run.status, run.parts, run.counts, run.outputs) == (
        "done",
        ("e5",),
        {"read": 3},
        "outputs/2026-03-05",
    )
    took = datetime.fromisoformat(run.finished) - datetime.fromisoformat(run.started)
    assert took.total_seconds() == pytest.approx(90, abs=1)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "Expected an address such as"),
        ("postgresql+psycopg://ana:secret@127.0.0.1:1/none", "cannot be opened"),
        ("sqlite:////proc/nowhere/x.db", "cannot be opened"),
        ("postgresql://ana:${NO_SUCH_VARIABLE}@db/x", "NO_SUCH_VARIABLE is not set"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_its_password(url, said):
    if "psycopg" in url:
        pytest.importorskip("psycopg", reason="PostgreSQL driver missing: pip install tingjian[postgres]")
    with pytest.raises(StoreError, match=said) as error:
        connect(url)
    assert "secret" not in str(error.value)


def test_sqlite_lets_readers_and_a_writer_work_side_by_side(tmp_path: Path):
    with Store.open(Settings(outputs=tmp_path)) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000
