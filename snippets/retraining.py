"""Samples for the section "Automated Retraining"."""

from typing import Any

import mlflow
import pandas as pd
from databricks.sdk import WorkspaceClient
from databricks.sdk.service import jobs
from mlflow import MlflowClient
from mlflow.models import EvaluationResult, MetricThreshold
from mlflow.models.evaluation.validation import ModelValidationFailedException


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


def label_trigger() -> jobs.TriggerSettings:
    """Start when a load of labels has come to rest."""
    # --8<-- [start:table-update]
    trigger = jobs.TriggerSettings(
        table_update=jobs.TableUpdateTriggerConfiguration(
            table_names=["prod.claims.labels", "prod.claims.features"],
            condition=jobs.Condition.ALL_UPDATED,
            wait_after_last_change_seconds=1800,  # a burst counts as one change
            min_time_between_triggers_seconds=86_400,
        )
    )
    # --8<-- [end:table-update]
    return trigger


# --8<-- [start:reason]
def verdict(windows: list[dict[str, Any]]) -> str:
    """Decide from a summary of both tables: a row per closed window, oldest first."""
    last = windows[-1]
    if last["null_share"] > 0.2:
        return "repair the feed"  # do not learn the fault
    if last["f1"] is not None:  # labels have arrived, so quality decides
        return "train: quality" if last["f1"] < 0.75 else "keep"
    moved = [row["psi"] is not None and row["psi"] > 0.2 for row in windows[-2:]]
    return "train: drift" if moved == [True, True] else "keep"  # twice running


# --8<-- [end:reason]


# --8<-- [start:start-run]
def act(w: WorkspaceClient, job_id: int, windows: list[dict[str, Any]]) -> None:
    found = verdict(windows)
    print(windows[-1]["end"], found)
    if found.startswith("train"):
        w.jobs.run_now(
            job_id=job_id,
            job_parameters={"reason": found},
            idempotency_token=f"churn-{windows[-1]['end']}",  # one run per window
        )


# --8<-- [end:start-run]


def promote(name: str, candidate_version: str, holdout: pd.DataFrame) -> None:
    """Move the alias if, and only if, the candidate earns it."""

    # --8<-- [start:promote-if-better]
    def score(model_uri: str) -> EvaluationResult:  # the same rows for both
        return mlflow.models.evaluate(
            model_uri, holdout, targets="demand", model_type="regressor"
        )

    client = MlflowClient()
    metric = "root_mean_squared_error"
    candidate = score(f"models:/{name}/{candidate_version}")
    fit = MetricThreshold(threshold=6.0, greater_is_better=False)
    mlflow.validate_evaluation_results({metric: fit}, candidate)  # or the task fails

    result = "won"  # as the first version does, without a champion
    if "champion" in client.get_registered_model(name).aliases:
        champion = score(f"models:/{name}@champion")
        gain = MetricThreshold(min_absolute_change=0.3, greater_is_better=False)
        try:
            mlflow.validate_evaluation_results({metric: gain}, candidate, champion)
        except ModelValidationFailedException:  # a normal outcome: nothing moves
            result = "lost"
    client.set_model_version_tag(name, candidate_version, "comparison", result)
    if result == "won":
        client.set_registered_model_alias(name, "champion", candidate_version)
    # --8<-- [end:promote-if-better]


def verdicts() -> None:
    """Which candidates a rule lets through."""
    # --8<-- [start:rule]
    rule = MetricThreshold(
        threshold=6.0, min_absolute_change=0.3, greater_is_better=False
    )

    def result(rmse: float) -> EvaluationResult:
        return EvaluationResult({"rmse": rmse}, artifacts={})

    for candidate, champion in ((4.6, 5.0), (4.8, 5.0), (6.1, 7.0), (4.6, None)):
        try:
            baseline = result(champion) if champion else None
            mlflow.validate_evaluation_results(
                {"rmse": rule}, result(candidate), baseline
            )
            verdict = "may be promoted"
        except ModelValidationFailedException:
            verdict = "refused"
        print(f"candidate {candidate}, champion {champion}: {verdict}")
    # --8<-- [end:rule]
