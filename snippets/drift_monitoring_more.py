"""Samples for the later half of the drift monitoring page."""

from databricks.sdk import WorkspaceClient
from databricks.sdk.service.dataquality import (
    AggregationGranularity,
    DataProfilingConfig,
    DataProfilingCustomMetric,
    DataProfilingCustomMetricType,
    InferenceLogConfig,
    InferenceProblemType,
    Monitor,
)
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T


def profile_with_baseline(w: WorkspaceClient) -> Monitor:
    """Create an inference profile that measures drift against the validation set."""
    # --8<-- [start:baseline]
    table = w.tables.get("ml.serving.eta_scored")
    schema = w.schemas.get("ml.monitoring")
    config = DataProfilingConfig(
        output_schema_id=str(schema.schema_id),
        baseline_table_name="ml.training.eta_validation",  # same columns, model id too
        inference_log=InferenceLogConfig(
            problem_type=InferenceProblemType.INFERENCE_PROBLEM_TYPE_REGRESSION,
            timestamp_column="ts",
            model_id_column="model_version",
            prediction_column="prediction",
            label_column="actual_minutes",
            granularities=[AggregationGranularity.AGGREGATION_GRANULARITY_1_WEEK],
        ),
    )
    monitor = Monitor(
        object_type="table",
        object_id=str(table.table_id),
        data_profiling_config=config,
    )
    return w.data_quality.create_monitor(monitor)
    # --8<-- [end:baseline]


# --8<-- [start:unpack]
RECORD = "struct<order_id: string, weight: double, zone: string>"
REQUEST = f"dataframe_records array<{RECORD}>"
RESPONSE = "predictions array<double>"


def scored_rows(payload: DataFrame, labels: DataFrame) -> DataFrame:
    """One row for each scored record, with its label as soon as there is one."""
    body = payload.where("status_code = 200").select(
        F.col("request_time").alias("ts"),  # names: see DESCRIBE TABLE
        F.col("served_entity_id").alias("model_version"),
        F.from_json("request", REQUEST)["dataframe_records"].alias("record"),
        F.from_json("response", RESPONSE)["predictions"].alias("prediction"),
    )
    pairs = body.withColumn("pair", F.explode(F.arrays_zip("record", "prediction")))
    flat = pairs.select("ts", "model_version", "pair.record.*", "pair.prediction")
    return flat.join(labels, "order_id", "left")
    # --8<-- [end:unpack]


def add_custom_metrics(w: WorkspaceClient, table_id: str, config: DataProfilingConfig):
    """Add an aggregate, a derived and a drift metric to an existing profile."""
    # --8<-- [start:custom]
    kind = DataProfilingCustomMetricType
    double = T.StructField("output", T.DoubleType()).json()
    sql = {
        "weighted_sq": "avg(power({{prediction_col}} - {{label_col}}, 2) * weight)",
        "weighted_rmse": "sqrt(weighted_sq)",
        "rmse_change": "{{current_df}}.weighted_rmse - {{base_df}}.weighted_rmse",
    }
    kinds = {
        "weighted_sq": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE,
        "weighted_rmse": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_DERIVED,
        "rmse_change": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_DRIFT,
    }
    config.custom_metrics = [
        DataProfilingCustomMetric(name, sql[name], [":table"], double, kinds[name])
        for name in sql
    ]
    monitor = Monitor("table", table_id, data_profiling_config=config)
    mask = "data_profiling_config.custom_metrics"
    w.data_quality.update_monitor("table", table_id, monitor, update_mask=mask)
    # --8<-- [end:custom]


def daily_nulls(spark: SparkSession) -> DataFrame:
    """Read one figure for each day from a profile metrics table."""
    # --8<-- [start:read]
    metrics = spark.table("ml.monitoring.eta_scored_profile_metrics")
    return (
        metrics.where("column_name = 'weight'")
        .where("slice_key IS NULL")  # whole table, no slice
        .where("granularity = '1 day'")  # one width, spelled as in the table
        .where("log_type = 'INPUT'")  # not the baseline table
        .select("window.start", "model_id", "count", "num_nulls")
        .orderBy("start")
    )
    # --8<-- [end:read]


def endpoint_health(w: WorkspaceClient, name: str) -> list[str]:
    """Read load and errors of a serving endpoint from its metrics export."""
    # --8<-- [start:health]
    answer = w.serving_endpoints.export_metrics(name)  # plain text, not JSON
    text = answer.contents.read().decode() if answer.contents else ""
    wanted = ("cpu_usage_percentage", "mem_usage_percentage", "request_5xx_count_total")
    return [line for line in text.splitlines() if line.startswith(wanted)]
    # --8<-- [end:health]
