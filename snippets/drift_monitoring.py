"""Samples for the section "Drift Detection": what is set up in the workspace."""

import re

from databricks.sdk import WorkspaceClient
from databricks.sdk.service import catalog, sql
from databricks.sdk.service import dataquality as dq
from pyspark.sql import types as T


def analysis_of_each_table(schema_id: str) -> dict[str, dq.DataProfilingConfig]:
    """A dimension, a table of events and a table of predictions."""
    # --8<-- [start:three-types]
    day = dq.AggregationGranularity.AGGREGATION_GRANULARITY_1_DAY
    regression = dq.InferenceProblemType.INFERENCE_PROBLEM_TYPE_REGRESSION
    configs = {
        "price_list": dq.DataProfilingConfig(schema_id, snapshot=dq.SnapshotConfig()),
        "orders": dq.DataProfilingConfig(
            schema_id, time_series=dq.TimeSeriesConfig("ordered_at", [day])
        ),
        "eta_scored": dq.DataProfilingConfig(
            schema_id,
            inference_log=dq.InferenceLogConfig(
                problem_type=regression,
                timestamp_column="scored_at",
                granularities=[day],
                prediction_column="eta",
                model_id_column="model_id",
            ),
        ),
    }
    # --8<-- [end:three-types]
    return configs


def create_inference_profile(w: WorkspaceClient) -> dq.Monitor:
    """Profile a table of unpacked predictions, with labels joined in later."""
    # --8<-- [start:inference-profile]
    table = w.tables.get("prod.claims.claims_scored")
    schema = w.schemas.get("prod.monitoring")
    kind = dq.InferenceProblemType.INFERENCE_PROBLEM_TYPE_CLASSIFICATION
    config = dq.DataProfilingConfig(
        output_schema_id=str(schema.schema_id),  # a UUID; a name is refused
        baseline_table_name="prod.claims.validation_scored",  # this one is a name
        slicing_exprs=["channel", "amount > 5000"],
        inference_log=dq.InferenceLogConfig(
            problem_type=kind,
            timestamp_column="scored_at",
            granularities=[dq.AggregationGranularity.AGGREGATION_GRANULARITY_1_DAY],
            prediction_column="prediction",
            model_id_column="model_id",
            label_column="decision",  # the only column that may be left out
        ),
        schedule=dq.CronSchedule("0 0 5 * * ?", "UTC"),
    )
    monitor = dq.Monitor("table", str(table.table_id), data_profiling_config=config)
    created = w.data_quality.create_monitor(monitor)
    # --8<-- [end:inference-profile]
    return created


def create_with_the_former_api(w: WorkspaceClient) -> None:
    """The same profile as courses from the guide's time create it."""
    # --8<-- [start:former-api]
    w.quality_monitors.create(
        table_name="prod.claims.claims_scored",
        output_schema_name="prod.monitoring",
        assets_dir="/Workspace/Shared/monitoring",
        baseline_table_name="prod.claims.validation_scored",
        inference_log=catalog.MonitorInferenceLog(
            problem_type=catalog.MonitorInferenceLogProblemType.PROBLEM_TYPE_CLASSIFICATION,
            timestamp_col="scored_at",
            granularities=["1 day"],
            prediction_col="prediction",
            model_id_col="model_id",
            label_col="decision",
        ),
    )
    # --8<-- [end:former-api]


def watch_a_schema(w: WorkspaceClient) -> None:
    """Late or half-filled tables: the other half of data quality monitoring."""
    # --8<-- [start:anomalies]
    schema = w.schemas.get("prod.reference")
    config = dq.AnomalyDetectionConfig()  # all tables; excluded_table_full_names: fewer
    w.data_quality.create_monitor(
        dq.Monitor("schema", str(schema.schema_id), anomaly_detection_config=config)
    )
    # --8<-- [end:anomalies]


def add_baseline(w: WorkspaceClient, table_id: str) -> None:
    """Name or move the baseline of a profile that exists, then compute it."""
    # --8<-- [start:baseline]
    monitor = w.data_quality.get_monitor("table", table_id)
    assert monitor.data_profiling_config
    config = monitor.data_profiling_config
    config.baseline_table_name = "prod.claims.validation_scored_v8"
    w.data_quality.update_monitor(
        "table",
        table_id,
        monitor,
        update_mask="data_profiling_config.baseline_table_name",  # and nothing else
    )
    w.data_quality.create_refresh("table", table_id, dq.Refresh("table", table_id))
    # --8<-- [end:baseline]


def create_drift_alert(w: WorkspaceClient, warehouse_id: str, query_text: str) -> None:
    """Notify when the worst feature passes the limit, or when no row comes back."""
    # --8<-- [start:drift-alert]
    evaluation = sql.AlertV2Evaluation(
        source=sql.AlertV2OperandColumn("psi"),  # of the first row
        comparison_operator=sql.ComparisonOperator.GREATER_THAN_OR_EQUAL,
        threshold=sql.AlertV2Operand(value=sql.AlertV2OperandValue(double_value=0.2)),
        empty_result_state=sql.AlertEvaluationState.TRIGGERED,  # no row
        notification=sql.AlertV2Notification(
            retrigger_seconds=1,  # at every evaluation, not once
            subscriptions=[sql.AlertV2Subscription(user_email="mlops@example.com")],
        ),
    )
    alert = sql.AlertV2(
        display_name="Claims: worst PSI against the baseline",
        query_text=query_text,
        warehouse_id=warehouse_id,
        evaluation=evaluation,
        schedule=sql.CronSchedule("0 0 7 * * ?", "UTC"),  # after the refresh at five
    )
    w.alerts_v2.create_alert(alert)
    # --8<-- [end:drift-alert]


def add_custom_metrics(
    w: WorkspaceClient, table_id: str, config: dq.DataProfilingConfig
) -> None:
    """Add two aggregates, a derived and a drift metric to a profile that exists."""
    # --8<-- [start:custom-metrics]
    kind = dq.DataProfilingCustomMetricType
    definitions = {
        "squares": "sum(weight * power({{prediction_col}} - {{label_col}}, 2))",
        "weights": "sum(if({{label_col}} IS NULL, NULL, weight))",
        "weighted_rmse": "sqrt(squares / weights)",
        "rmse_change": "{{current_df}}.weighted_rmse - {{base_df}}.weighted_rmse",
    }
    types = {
        "squares": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE,
        "weights": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE,
        "weighted_rmse": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_DERIVED,
        "rmse_change": kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_DRIFT,
    }
    double = T.StructField("output", T.DoubleType()).json()
    config.custom_metrics = (config.custom_metrics or []) + [  # the mask sets the list
        dq.DataProfilingCustomMetric(name, text, [":table"], double, types[name])
        for name, text in definitions.items()
    ]
    monitor = dq.Monitor("table", table_id, data_profiling_config=config)
    mask = "data_profiling_config.custom_metrics"
    w.data_quality.update_monitor("table", table_id, monitor, update_mask=mask)
    # --8<-- [end:custom-metrics]


def health_of_a_minute(w: WorkspaceClient, name: str) -> None:
    """Requests and errors of the last minute from the metrics export."""
    # --8<-- [start:health]
    answer = w.serving_endpoints.export_metrics(name)  # plain text, not JSON
    text = answer.contents.read().decode() if answer.contents else ""
    found = re.findall(r"^(\w+)\{.*?\} (\S+)", text, re.MULTILINE)

    def last_minute(metric: str) -> float:  # a sum over labels; 0 if it is missing
        return sum(float(value) for series, value in found if series == metric)

    count = last_minute("request_count_total")
    server = last_minute("request_5xx_count_total")
    failed = last_minute("request_4xx_count_total") + server
    share = failed / max(count, 1)  # an idle minute has no requests
    print(f"request rate  {count / 60:6.1f} a second")
    print(f"error rate    {failed / 60:6.1f} a second, 4xx and 5xx")
    print(f"error share   {share:6.1%}")
    print(f"server errors {server / 60:6.1f} a second")
    # --8<-- [end:health]
