"""Samples for the page on drift detection: build a profile, create a drift alert."""


# --8<-- [start:inference_profile]
def create_inference_profile(table_name: str, output_schema: str) -> None:
    """Profile a table of unpacked predictions, with labels joined in later."""
    from databricks.sdk import WorkspaceClient
    from databricks.sdk.service import dataquality as dq

    w = WorkspaceClient()
    table = w.tables.get(table_name)
    schema = w.schemas.get(output_schema)
    profiling = dq.DataProfilingConfig(
        output_schema_id=str(schema.schema_id),  # a UUID, the name is refused
        assets_dir="/Workspace/Shared/monitoring/claims",
        baseline_table_name="ml_prod.claims.training_rows",
        inference_log=dq.InferenceLogConfig(
            problem_type=dq.InferenceProblemType.INFERENCE_PROBLEM_TYPE_CLASSIFICATION,
            timestamp_column="scored_at",
            granularities=[dq.AggregationGranularity.AGGREGATION_GRANULARITY_1_DAY],
            model_id_column="model_version",
            prediction_column="prediction",
            label_column="decision",
        ),
    )
    w.data_quality.create_monitor(
        dq.Monitor("table", str(table.table_id), data_profiling_config=profiling)
    )


# --8<-- [end:inference_profile]


# --8<-- [start:drift_alert]
def create_drift_alert(warehouse_id: str, worst_psi_query: str) -> None:
    """Notify when the worst feature passes the limit, or when no row comes back."""
    from databricks.sdk import WorkspaceClient
    from databricks.sdk.service import sql

    evaluation = sql.AlertV2Evaluation(
        source=sql.AlertV2OperandColumn("psi", aggregation=sql.Aggregation.MAX),
        comparison_operator=sql.ComparisonOperator.GREATER_THAN,
        threshold=sql.AlertV2Operand(value=sql.AlertV2OperandValue(double_value=0.2)),
        empty_result_state=sql.AlertEvaluationState.TRIGGERED,
        notification=sql.AlertV2Notification(
            subscriptions=[sql.AlertV2Subscription(user_email="mlops@example.com")]
        ),
    )
    WorkspaceClient().alerts_v2.create_alert(
        sql.AlertV2(
            display_name="Claims: worst PSI against the baseline",
            query_text=worst_psi_query,
            warehouse_id=warehouse_id,
            evaluation=evaluation,
            schedule=sql.CronSchedule("0 0 7 * * ?", "UTC"),
        )
    )


# --8<-- [end:drift_alert]
