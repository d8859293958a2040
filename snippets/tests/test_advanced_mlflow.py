"""Nested runs, logging and request-time features, run against a local MLflow."""

import json
import sqlite3
from typing import Any

import mlflow
import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

import advanced_mlflow


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Record no requirements: finding them out takes seconds for each model."""
    monkeypatch.setattr(mlflow.models, "infer_pip_requirements", lambda *_, **__: [])


def rows() -> tuple[pd.DataFrame, pd.Series]:
    """Forty rows in which one column decides."""
    random = np.random.default_rng(7)
    X = pd.DataFrame({"usage": random.normal(size=40), "age": random.normal(size=40)})
    return X, (X["usage"] > 0).astype(int)


def test_children_stand_below_their_parent():
    X, y = rows()
    assert advanced_mlflow.tune(X, y, [0.01, 1.0]) in (0.01, 1.0)
    runs = mlflow.search_runs(order_by=["attributes.start_time ASC"])
    assert runs["tags.mlflow.parentRunId"].notna().sum() == 2


def test_threads_name_their_parent():
    parent = advanced_mlflow.tune_in_threads([0.1, 1.0, 10.0])
    children = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{parent}'")
    assert sorted(children["params.C"].astype(float)) == [0.1, 1.0, 10.0]


def test_a_second_run_needs_the_flag_and_a_late_child_only_its_parent():
    with mlflow.start_run() as parent:
        with pytest.raises(Exception, match="already active"):
            mlflow.start_run(parent_run_id=parent.info.run_id)
    with mlflow.start_run(parent_run_id=parent.info.run_id) as late:
        pass
    assert mlflow.get_parent_run(late.info.run_id).info.run_id == parent.info.run_id
    with mlflow.start_run(), pytest.raises(Exception, match="does not match"):
        mlflow.start_run(nested=True, parent_run_id=parent.info.run_id)
    mlflow.delete_run(parent.info.run_id)
    with pytest.raises(mlflow.MlflowException, match="deleted"):
        mlflow.start_run(parent_run_id=parent.info.run_id)
    # and a child that fails leaves its parent alone
    with mlflow.start_run() as parent:
        with pytest.raises(ArithmeticError), mlflow.start_run(nested=True) as child:
            raise ArithmeticError
    assert mlflow.get_run(child.info.run_id).info.status == "FAILED"
    assert mlflow.get_run(parent.info.run_id).info.status == "FINISHED"
    # caught inside its own block, the error shows on no run
    with mlflow.start_run(), mlflow.start_run(nested=True) as child:
        with pytest.raises(ArithmeticError):
            raise ArithmeticError
    assert mlflow.get_run(child.info.run_id).info.status == "FINISHED"


def test_logging_by_hand_leaves_what_the_page_says():
    X, y = rows()
    run = advanced_mlflow.log_by_hand(X, y, [0.9, 0.5, 0.6])
    client = mlflow.MlflowClient()
    assert client.get_run(run).data.metrics["loss"] == 0.6  # the largest step
    assert len(client.get_metric_history(run, "loss")) == 3
    assert [file.path for file in client.list_artifacts(run)] == ["inputs"]
    with mlflow.start_run(run_id=run):
        mlflow.log_param("C", 1.0)  # the same value is accepted
        mlflow.set_tag("data_cut", "week-32")
        with pytest.raises(mlflow.MlflowException, match="not allowed"):
            mlflow.log_param("C", 2.0)
        with pytest.raises(mlflow.MlflowException):
            mlflow.sklearn.load_model(mlflow.get_artifact_uri("churn"))


def test_checkpoints_get_the_metrics_of_their_step():
    X, y = rows()
    model = LogisticRegression().fit(X, y)
    with mlflow.start_run():
        infos = [mlflow.sklearn.log_model(model, name="c", step=s) for s in (1, 2)]
        for step, loss in ((1, 0.3), (2, 0.2)):
            mlflow.log_metric("loss", loss, step=step)
    logged = [mlflow.get_logged_model(info.model_id).metrics for info in infos]
    assert [[m.value for m in metrics] for metrics in logged] == [[0.3], [0.2]]
    # one model alone gets no more than the metrics of its own step
    with mlflow.start_run():
        mlflow.log_metrics({"before": 0.9}, step=0)
        mlflow.log_metrics({"elsewhere": 0.8}, step=3)
        alone = mlflow.sklearn.log_model(model, name="alone")
        mlflow.log_metric("after", 0.7)
    metrics = mlflow.get_logged_model(alone.model_id).metrics
    assert {m.key for m in metrics} == {"before", "after"}


def test_spark_still_wants_the_old_argument():
    with pytest.raises(TypeError, match="artifact_path"):
        mlflow.spark.log_model(object(), name="model")


def test_a_metric_of_one_of_two_models(printed):
    X, y = rows()
    model = LogisticRegression().fit(X, y)
    advanced_mlflow.two_models(model, model, (0.71, 0.83))
    printed("advanced_mlflow.two-models")


def test_several_metrics_at_once_go_to_every_model_and_an_active_model_wins():
    X, y = rows()
    model = LogisticRegression().fit(X, y)

    def metrics_of(info: Any) -> list[str]:
        return [m.key for m in mlflow.get_logged_model(info.model_id).metrics or []]

    with mlflow.start_run():
        a, b = (mlflow.sklearn.log_model(model, name=name) for name in "ab")
        mlflow.log_metrics({"auc": 0.7})
        mlflow.set_active_model(model_id=b.model_id)
        mlflow.log_metric("loss", 0.3)
    mlflow.clear_active_model()
    assert metrics_of(a) == ["auc"]
    assert sorted(metrics_of(b)) == ["auc", "loss"]


def test_a_metric_of_ones_own_is_evaluated(printed):
    X, y = rows()
    model = LogisticRegression().fit(X, y)
    model.intercept_ += 100  # always 1: no row missed, every zero a false alarm
    advanced_mlflow.evaluate_with_cost(model, X, y)
    printed("advanced_mlflow.evaluate")


def test_the_old_forms_still_run():
    X, y = rows()
    model = LogisticRegression().fit(X, y)
    version = advanced_mlflow.log_like_mlflow_2(model, "prod.crm.churn")
    assert str(version.version) == "1"


def test_a_model_that_takes_raw_fields(printed, tmp_path):
    features = pd.DataFrame({"share": [0.1, 0.9] * 10, "risk": [0.0, 0.5] * 10})
    model = LogisticRegression(C=100).fit(features, [0, 1] * 10)
    mlflow.sklearn.save_model(model, tmp_path / "model")
    (tmp_path / "risk.json").write_text(json.dumps({"AT": 0.0, "XX": 0.5}))
    uri, raw = advanced_mlflow.log_order_risk(
        str(tmp_path / "model"), str(tmp_path / "risk.json")
    )
    (tmp_path / "risk.json").unlink()  # the logged model has its own copy
    advanced_mlflow.ask_order_risk(uri, raw)
    printed("advanced_mlflow.features-contract")
    scorer = mlflow.pyfunc.load_model(uri)
    for amounts, kind, passes in (
        ([90, 40], "int64", False),
        ([90, 40], "int32", True),
        ([1, 0], "int64", True),
    ):
        rows = raw.assign(amount=np.array(amounts, dtype=kind))
        if passes:
            assert len(scorer.predict(rows)) == 2
        else:
            with pytest.raises(mlflow.MlflowException, match="Incompatible"):
                scorer.predict(rows)


def test_an_instance_with_a_connection_cannot_be_logged():
    class Connected(mlflow.pyfunc.PythonModel):
        def __init__(self) -> None:
            self.base = sqlite3.connect(":memory:")

        def predict(self, context, model_input, params=None):
            return model_input

    with pytest.raises(mlflow.MlflowException, match="Failed to serialize"):
        mlflow.pyfunc.log_model(name="connected", python_model=Connected())
