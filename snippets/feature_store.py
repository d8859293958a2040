"""Samples for the section "Advanced Feature Store Concepts"."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import mlflow
from databricks.feature_engineering import (
    FeatureEngineeringClient,
    FeatureFunction,
    FeatureLookup,
)
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.catalog import (
    OnlineTable,
    OnlineTableSpec,
    OnlineTableSpecTriggeredSchedulingPolicy,
)
from databricks.sdk.service.serving import EndpointCoreConfigInput, ServedEntityInput
from pyspark.sql import DataFrame, SparkSession
from sklearn.ensemble import HistGradientBoostingClassifier


def point_in_time(fe: FeatureEngineeringClient, loans: DataFrame) -> DataFrame:
    """Training rows as they looked at decision time."""
    # --8<-- [start:point-in-time]
    lookups = [
        FeatureLookup(
            table_name="bank.ml.customer_balances",
            feature_names=["balance", "overdrafts_90d"],
            lookup_key="customer_id",  # entity only, never the time column
            timestamp_lookup_key="decided_at",  # column of `loans`
            lookback_window=timedelta(days=30),  # training and batch, not online
        )
    ]
    training_set = fe.create_training_set(
        df=loans,
        feature_lookups=lookups,
        label="defaulted",
        exclude_columns=["customer_id", "decided_at"],
    )
    training_df = training_set.load_df()
    # --8<-- [end:point-in-time]
    return training_df


def refresh_and_train(
    fe: FeatureEngineeringClient,
    compute_balances: Callable[[DataFrame], DataFrame],
    transactions: DataFrame,
    training_set: Any,
    new_loans: DataFrame,
) -> DataFrame:
    """The client from computation to batch scoring."""
    # --8<-- [start:feature-client]
    # 1. a job refreshes the features: upsert by primary key
    balances = compute_balances(transactions)  # your Spark code
    fe.write_table(name="bank.ml.customer_balances", df=balances, mode="merge")

    # 2. train on load_df() as it is (the training set above), log with the client
    data = training_set.load_df().toPandas()
    x, y = data.drop(columns=["defaulted"]), data["defaulted"]
    model = HistGradientBoostingClassifier().fit(x, y)
    fe.log_model(
        model=model,
        artifact_path="model",
        flavor=mlflow.sklearn,
        training_set=training_set,
        registered_model_name="bank.ml.default_risk",
    )

    # 3. score with keys and timestamps only; features are looked up again
    uri = "models:/bank.ml.default_risk@champion"
    scored = fe.score_batch(model_uri=uri, df=new_loans)
    # --8<-- [end:feature-client]
    return scored


def publish(fe: FeatureEngineeringClient) -> None:
    """Low-latency reads, today's way."""
    # --8<-- [start:online-today]
    fe.create_online_store(name="bank-online", capacity="CU_2")

    store = fe.get_online_store(name="bank-online")  # wait until AVAILABLE
    fe.publish_table(  # the source table has Change Data Feed
        online_store=store,
        source_table_name="bank.ml.customer_balances",
        online_table_name="bank.ml.customer_balances_online",
        publish_mode="TRIGGERED",  # the default: sync once, then stop
    )
    # --8<-- [end:online-today]


def legacy_online_table(w: WorkspaceClient) -> None:
    """Low-latency reads as the exam guide knows them; retired."""
    # --8<-- [start:online-legacy]
    w.online_tables.create(
        OnlineTable(
            name="bank.ml.customer_balances_online",
            spec=OnlineTableSpec(
                source_table_full_name="bank.ml.customer_balances",
                primary_key_columns=["customer_id"],
                timeseries_key="as_of",
                run_triggered=OnlineTableSpecTriggeredSchedulingPolicy(),
            ),
        )
    )
    # --8<-- [end:online-legacy]


def stream(
    fe: FeatureEngineeringClient,
    spark: SparkSession,
    hourly_spend: Callable[[DataFrame], DataFrame],
) -> Any:
    """From a stream to the endpoint."""
    # --8<-- [start:streaming]
    # First leg: events to the offline table. Streaming DataFrame in, query out.
    # No checkpoint is set here; to go on after a restart, the query needs one.
    payments = spark.readStream.table("bank.raw.card_payments")
    query = fe.write_table(
        name="bank.ml.card_activity", df=hourly_spend(payments), mode="merge"
    )

    # Second leg: offline to online. Called once; the sync pipeline keeps running.
    fe.publish_table(
        online_store=fe.get_online_store(name="bank-online"),
        source_table_name="bank.ml.card_activity",
        online_table_name="bank.ml.card_activity_online",
        publish_mode="CONTINUOUS",
    )
    # --8<-- [end:streaming]
    return query


def on_demand(fe: FeatureEngineeringClient, payments: DataFrame) -> Any:
    """A feature computed from a stored value and the request."""
    # --8<-- [start:on-demand]
    features = [
        FeatureLookup(
            table_name="bank.ml.current_accounts",
            feature_names=["balance"],
            lookup_key="customer_id",
        ),
        FeatureFunction(  # inputs: one from the row or request, one looked up
            udf_name="bank.ml.balance_share",
            input_bindings={"amount": "amount", "balance": "balance"},
            output_name="balance_share",
        ),
    ]
    # `payments` has to bring customer_id and amount; so do score_batch and requests
    training_set = fe.create_training_set(
        df=payments,
        feature_lookups=features,
        label="is_fraud",
        exclude_columns=["customer_id"],
    )
    # --8<-- [end:on-demand]
    return training_set


def feature_serving(
    fe: FeatureEngineeringClient, w: WorkspaceClient, features: Any
) -> None:
    """The same features for an application outside Databricks."""
    # --8<-- [start:feature-serving]
    fe.create_feature_spec(name="bank.ml.payment_features", features=features)

    w.serving_endpoints.create(
        name="payment-features",
        config=EndpointCoreConfigInput(
            name="payment-features",
            served_entities=[
                ServedEntityInput(
                    entity_name="bank.ml.payment_features",
                    scale_to_zero_enabled=True,
                    workload_size="Small",
                )
            ],
        ),
    )
    # --8<-- [end:feature-serving]
