"""Point-in-time joins, streams and functions, run without the proprietary client."""

import json
import math
import os
import textwrap
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from databricks.sdk.service.ml import (
    OnlineStore,
    OnlineStoreState,
    PublishSpecPublishMode,
    PublishTableResponse,
)

import feature_store_local

BODY = Path(feature_store_local.__file__).with_name("feature_store_on_demand.sql")


def frame(columns: list[str], *rows: tuple) -> pd.DataFrame:
    """A small frame whose dates are dates."""
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(
        **{c: pd.to_datetime(made[c]) for c in {"decided_at", "as_of"} & set(columns)}
    )


def test_only_what_was_known_is_joined(printed):
    loans = frame(
        ["customer_id", "decided_at"],
        (1, "2026-02-01"),
        (2, "2026-03-15"),
        (3, "2026-02-10"),
        (4, "2026-02-03"),
    )
    balances = frame(
        ["customer_id", "as_of", "balance"],
        (1, "2026-01-10", 500.0),
        (1, "2026-03-01", 9000.0),  # after the decision
        (2, "2026-01-05", 800.0),  # too old
        (3, "2026-01-25", 200.0),
        (3, "2026-02-05", None),  # stored as null, and not skipped
        (4, "2026-02-03", 70.0),  # in the same moment: "not later" lets it in
    )
    joined = feature_store_local.compare_joins(loans, balances).set_index("customer_id")
    printed("feature_store_local.as-of")
    assert joined["newest"].to_dict()[1] == 9000.0
    assert joined["balance"].dropna().to_dict() == {1: 500.0, 4: 70.0}
    assert joined["as_of"].isna().to_dict()[2]


def test_an_edit_after_load_df_is_lost(printed):
    train = pd.DataFrame({"balance": [10.0, 100.0, 1000.0], "grade": [1.0, 2.0, 3.0]})
    feature_store_local.transform_twice(train, pd.DataFrame({"balance": [100.0]}))
    printed("feature_store_local.inside-the-model")


def test_publishing_waits_for_the_store(monkeypatch):
    states = [OnlineStoreState.STARTING, OnlineStoreState.AVAILABLE]
    waits, calls = [], []

    def publish_table(**call):
        calls.append(call)
        return PublishTableResponse(pipeline_id="p-1")

    store = SimpleNamespace(
        create_online_store=lambda online_store: online_store,
        get_online_store=lambda name: OnlineStore(name, "CU_2", state=states.pop(0)),
        publish_table=publish_table,
    )
    monkeypatch.setattr(feature_store_local.time, "sleep", waits.append)
    w = SimpleNamespace(feature_store=store)
    assert feature_store_local.publish_with_sdk(w) == "p-1"
    assert waits == [30]
    spec = calls[0]["publish_spec"]
    assert spec.publish_mode is PublishSpecPublishMode.TRIGGERED
    assert spec.online_store == "bank-online"


def test_late_rows_are_dropped_once_their_hour_is_closed(spark, tmp_path, printed):
    arrivals = [
        [("10:05", 20.0), ("10:40", 5.0)],
        # 10:35 is late, and in time; with 11:20 the watermark becomes 11:10
        [("10:35", 1.0), ("11:20", 8.0)],
        [("11:25", 2.0)],  # with it, the hour to 11:00 is written and forgotten
        [("10:55", 99.0), ("11:30", 4.0)],  # the first of these comes too late
        [("12:30", 3.0)],  # closes the next hour
    ]
    source = tmp_path / "payments"
    source.mkdir()
    for at, rows in enumerate(arrivals):
        path = source / f"{at}.json"
        lines = (
            {"customer_id": 7, "paid_at": f"2026-03-02 {t}:00", "amount": a}
            for t, a in rows
        )
        path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        os.utime(path, (at, at))  # read in this order
    payments = (
        spark.readStream.schema("customer_id int, paid_at timestamp, amount double")
        .option("maxFilesPerTrigger", 1)
        .json(str(source))
    )
    table: dict[tuple[int, datetime], tuple[int, float]] = {}

    def merge(batch, batch_id):
        for row in batch.collect():
            print(f"batch {batch_id}: {row.customer_id}, {row.as_of:%H:%M}", end=" -> ")
            print(row.payments_1h, row.spent_1h)
            table[row.customer_id, row.as_of] = (row.payments_1h, row.spent_1h)

    features = feature_store_local.hourly_spend(payments)
    feature_store_local.run_stream(features, merge, str(tmp_path / "checkpoint"))
    printed("feature_store_local.stream-run")
    assert {f"{at:%H:%M}": value for (_, at), value in table.items()} == {
        "11:10": (3, 26.0),
        "12:10": (3, 14.0),
    }


def sql_body(amount: float | None, balance: float | None) -> float:
    """What stands between the dollar signs, run as the function that it becomes."""
    body = textwrap.indent(BODY.read_text("utf-8").split("$$")[1], "    ")
    names: dict = {}
    exec(f"def udf(amount, balance):{body}", names)
    return names["udf"](amount, balance)


@pytest.mark.parametrize("amount", [None, math.nan, 50.0])
@pytest.mark.parametrize("balance", [None, math.nan, -20.0, 0.0, 200.0])
def test_the_function_in_the_catalog_does_the_same(amount, balance):
    assert sql_body(amount, balance) == feature_store_local.balance_share(
        amount, balance
    )


def test_a_gap_looks_different_in_batch_and_online(printed):
    feature_store_local.compare_missing()
    printed("feature_store_local.missing")
