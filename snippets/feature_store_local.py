"""What runs without the feature engineering client: joins, streams, functions, SDK."""

import math
import time
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.ml import (
    OnlineStore,
    OnlineStoreState,
    PublishSpec,
    PublishSpecPublishMode,
)
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer


def compare_joins(loans: pd.DataFrame, balances: pd.DataFrame) -> pd.DataFrame:
    """What a point-in-time lookup does, and what the newest row does instead."""
    # --8<-- [start:as-of]
    loans, balances = loans.sort_values("decided_at"), balances.sort_values("as_of")
    # Leaks: every loan meets the last balance there is, however late it came.
    last = balances.drop_duplicates("customer_id", keep="last").set_index("customer_id")
    naive = loans.join(last["balance"].rename("newest"), on="customer_id")
    # As of: the last row that is not later than the decision, at most 30 days old.
    joined = pd.merge_asof(
        naive,
        balances,
        by="customer_id",
        left_on="decided_at",
        right_on="as_of",
        tolerance=timedelta(days=30),
    )
    print(joined[["customer_id", "decided_at", "newest", "as_of", "balance"]])
    # --8<-- [end:as-of]
    return joined


def transform_twice(train: pd.DataFrame, looked_up: pd.DataFrame) -> None:
    """An edit of the training frame is lost; a step of the model is not."""
    # --8<-- [start:inside-the-model]
    # `train` came from load_df(); whatever happens to it now is recorded nowhere.
    edited = train.assign(balance=np.log10(train["balance"]))
    outside = LinearRegression().fit(edited[["balance"]], train["grade"])

    log10 = FunctionTransformer(np.log10)
    inside = make_pipeline(log10, LinearRegression())
    inside.fit(train[["balance"]], train["grade"])

    # `looked_up`, at inference: the value as it stands in the feature table, here 100.
    print("edited frame: ", outside.predict(looked_up).round(1))
    print("in the model: ", inside.predict(looked_up).round(1))
    # --8<-- [end:inside-the-model]


def publish_with_sdk(w: WorkspaceClient) -> str | None:
    """The objective says "through the SDK": the same two steps with databricks-sdk."""
    # --8<-- [start:online-sdk]
    w.feature_store.create_online_store(
        OnlineStore(name="bank-online", capacity="CU_2")
    )
    while True:
        store = w.feature_store.get_online_store("bank-online")
        if store.state == OnlineStoreState.AVAILABLE:
            break
        time.sleep(30)

    published = w.feature_store.publish_table(
        source_table_name="bank.ml.customer_balances",
        publish_spec=PublishSpec(
            online_store=store.name,
            online_table_name="bank.ml.customer_balances_online",
            publish_mode=PublishSpecPublishMode.TRIGGERED,  # no default here
        ),
    )
    # --8<-- [end:online-sdk]
    return published.pipeline_id


# --8<-- [start:stream-features]
def hourly_spend(payments: DataFrame) -> DataFrame:
    hours = payments.withWatermark("paid_at", "10 minutes").groupBy(
        "customer_id", F.window("paid_at", "1 hour")
    )
    # Not known before this: the hour's end, plus the wait for late rows.
    # The usual lag of the pipeline comes on top.
    closed = F.col("window.end") + F.expr("INTERVAL 10 MINUTES")
    return hours.agg(
        F.count("*").alias("payments_1h"), F.sum("amount").alias("spent_1h")
    ).select("customer_id", closed.alias("as_of"), "payments_1h", "spent_1h")


# --8<-- [end:stream-features]


def run_stream(
    features: DataFrame, merge: Callable[[DataFrame, int], None], folder: str
) -> None:
    """The stream without the feature client, to see what each batch would merge."""
    # --8<-- [start:stream-run]
    query = (
        features.writeStream.outputMode("append")  # an hour once, when it is closed
        .foreachBatch(merge)  # merge(batch, id): fe.write_table(name=…, df=batch, …)
        .option("checkpointLocation", folder)  # a restart goes on from here
        .trigger(availableNow=True)  # all that is there, in batches, then stop
        .start()
    )
    query.awaitTermination()
    # --8<-- [end:stream-run]


def balance_share(amount: float | None, balance: float | None) -> float:
    """The body of balance_share in feature_store_on_demand.sql."""
    if amount is None or balance is None or math.isnan(amount + balance):
        return -1.0
    return amount / max(balance, 1.0)


def compare_missing() -> None:
    """One customer who is known, and one who is not: in batch and online."""

    # --8<-- [start:missing]
    def only_none(amount, balance):  # knows one kind of gap
        return -1.0 if balance is None else amount / max(balance, 1.0)

    balances = {"known": 200.0, "missing, batch": None, "missing, online": math.nan}
    for case, balance in balances.items():
        safe = balance_share(50.0, balance)  # the function above
        print(f"{case:16} {only_none(50.0, balance)!s:5} {safe}")
    # --8<-- [end:missing]
