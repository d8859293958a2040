"""Triggers and the choice of a winner, run with a stand-in for the workspace."""

from unittest.mock import create_autospec

import mlflow
import numpy as np
import pandas as pd
import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.service import jobs
from mlflow import MlflowClient
from mlflow.models import MetricThreshold
from mlflow.models.evaluation.validation import ModelValidationFailedException
from sklearn.dummy import DummyRegressor

import retraining


def tasks_run(tasks: list[jobs.Task], state: str) -> list[str]:
    """What a job runs; an alert task succeeds in either state of its alert."""
    outcome: dict[str, str] = {}
    for task in tasks:
        wanted = {d.task_key: d.outcome for d in task.depends_on or []}
        if all(outcome.get(key) == (want or "done") for key, want in wanted.items()):
            condition = task.condition_task
            if condition:
                left = condition.left.replace(
                    "{{tasks.check_drift.output.alert_state}}", state
                )
                outcome[task.task_key] = str(left == condition.right).lower()
            else:
                outcome[task.task_key] = "done"
    return [key for key, value in outcome.items() if value == "done"]


def test_only_a_triggered_alert_trains():
    tasks = retraining.drift_job("alert-1")
    assert tasks_run(tasks, "TRIGGERED") == ["check_drift", "retrain"]
    assert tasks_run(tasks, "OK") == ["check_drift"]
    assert tasks[1].condition_task.as_dict()["op"] == "EQUAL_TO"


def test_a_load_of_labels_starts_one_run():
    settings = retraining.label_trigger().as_dict()["table_update"]
    assert settings["condition"] == "ALL_UPDATED"
    assert settings["wait_after_last_change_seconds"] >= 60


def window(null_share=0.0, f1=None, psi=0.0, end="2026-05-01") -> dict:
    return {"null_share": null_share, "f1": f1, "psi": psi, "end": end}


@pytest.mark.parametrize(
    ("windows", "verdict"),
    [
        ([window(psi=0.3)], "keep"),  # the first window
        ([window(psi=0.1), window(psi=0.3)], "keep"),  # one window only
        ([window(psi=0.3), window(psi=0.3)], "train: drift"),
        ([window(psi=0.3), window(psi=0.3, null_share=0.5)], "repair the feed"),
        ([window(psi=0.3), window(psi=0.3, f1=0.9)], "keep"),  # quality holds
        ([window(), window(f1=0.6)], "train: quality"),
        ([window(psi=None), window(psi=0.3)], "keep"),  # nothing to compare with
    ],
)
def test_the_verdict(windows, verdict):
    assert retraining.verdict(windows) == verdict


def test_one_run_for_each_window(printed):
    w = create_autospec(WorkspaceClient, instance=True)
    w.jobs = create_autospec(jobs.JobsAPI, instance=True)
    calm = window(psi=0.1, end="2026-05-04")
    moved = window(psi=0.3, end="2026-05-11")
    lasting = window(psi=0.3, end="2026-05-18")
    for windows in ([calm, moved], [moved, lasting], [moved, lasting]):
        retraining.act(w, 7, windows)
    printed("retraining.start-run")

    # The service starts one run for one token, however often it is asked
    tokens = [c.kwargs["idempotency_token"] for c in w.jobs.run_now.call_args_list]
    assert tokens == ["churn-2026-05-18"] * 2
    assert max(map(len, tokens)) <= 64


def constant(value: float) -> str:
    X = pd.DataFrame({"hour": [0.0, 1.0]})
    info = mlflow.sklearn.log_model(
        DummyRegressor(strategy="constant", constant=value).fit(X, [0.0, 0.0]),
        name="m",
        input_example=X,
        registered_model_name="demand",
    )
    return str(info.registered_model_version)


def champion() -> str:
    return str(MlflowClient().get_registered_model("demand").aliases["champion"])


def test_the_alias_moves_for_a_candidate_that_earns_it():
    holdout = pd.DataFrame({"hour": np.arange(4.0), "demand": [10.0] * 4})
    versions = [constant(value) for value in (5.0, 5.2, 6.0, 3.0)]
    # RMSE 5.0, 4.8, 4.0 and 7.0

    retraining.promote("demand", versions[0], holdout)
    assert champion() == versions[0]
    retraining.promote("demand", versions[1], holdout)  # better, not enough
    assert champion() == versions[0]
    retraining.promote("demand", versions[2], holdout)
    assert champion() == versions[2]
    with pytest.raises(ModelValidationFailedException):  # not fit for use at all
        retraining.promote("demand", versions[3], holdout)
    assert champion() == versions[2]
    tags = [MlflowClient().get_model_version("demand", v).tags for v in versions]
    assert [t.get("comparison") for t in tags] == ["won", "lost", "won", None]


def test_what_the_rule_refuses(printed):
    retraining.verdicts()
    printed("retraining.rule")


def result(value: float) -> mlflow.models.EvaluationResult:
    return mlflow.models.EvaluationResult(metrics={"f1": value}, artifacts={})


def test_a_minimum_change_without_a_baseline_fails():
    rule = MetricThreshold(
        threshold=0.5, min_absolute_change=0.01, greater_is_better=True
    )
    with pytest.raises(ModelValidationFailedException):
        mlflow.validate_evaluation_results({"f1": rule}, result(0.9), None)


def test_a_metric_that_is_missing_fails():
    rule = MetricThreshold(threshold=0.5, greater_is_better=True)
    with pytest.raises(ModelValidationFailedException):
        mlflow.validate_evaluation_results({"recall": rule}, result(0.9))


def test_limits_are_compared_exactly():
    rule = MetricThreshold(min_absolute_change=0.02, greater_is_better=True)
    with pytest.raises(ModelValidationFailedException):  # 0.80 + 0.02 > 0.82
        mlflow.validate_evaluation_results({"f1": rule}, result(0.82), result(0.80))
