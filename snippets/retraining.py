"""Samples for the section "Automated Retraining"."""

from typing import Any

import mlflow
import pandas as pd
from databricks.sdk.service import jobs
from mlflow import MlflowClient
from mlflow.models import MetricThreshold


def drift_job(alert_id: str) -> list[jobs.Task]:
    """The tasks of a job that retrains only while the alert is triggered."""
    # --8<-- [start:retrain-on-alert]
    check = jobs.Task(
        task_key="check_drift", alert_task=jobs.AlertTask(alert_id=alert_id)
    )
    drifted = jobs.Task(
        task_key="drifted",
        depends_on=[jobs.TaskDependency(task_key="check_drift")],
        condition_task=jobs.ConditionTask(
            left="{{tasks.check_drift.output.alert_state}}",
            op=jobs.ConditionTaskOp.EQUAL_TO,
            right="TRIGGERED",
        ),
    )
    retrain = jobs.Task(
        task_key="retrain",
        depends_on=[jobs.TaskDependency(task_key="drifted", outcome="true")],
        notebook_task=jobs.NotebookTask(notebook_path="/Workspace/ml/train"),
    )
    # --8<-- [end:retrain-on-alert]
    return [check, drifted, retrain]


def evaluate(model_uri: str, holdout: pd.DataFrame) -> Any:
    """The metrics of one version on the shared held-out set."""
    return mlflow.models.evaluate(
        model_uri, holdout, targets="demand", model_type="regressor"
    )


def promote(name: str, candidate_version: str, holdout: pd.DataFrame) -> None:
    """Move the alias if, and only if, the candidate earns it."""
    # --8<-- [start:promote-if-better]
    client = MlflowClient()
    champion = None  # first run: only the fixed limit can apply
    if "champion" in client.get_registered_model(name).aliases:
        champion = evaluate(f"models:/{name}@champion", holdout)

    rule = MetricThreshold(
        threshold=5.0,
        min_absolute_change=0.2 if champion else None,
        greater_is_better=False,
    )
    candidate = evaluate(f"models:/{name}/{candidate_version}", holdout)
    mlflow.validate_evaluation_results(  # raises if the rule is missed
        {"root_mean_squared_error": rule}, candidate, champion
    )
    client.set_registered_model_alias(name, "champion", candidate_version)
    # --8<-- [end:promote-if-better]
