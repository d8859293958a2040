"""Samples for the section "Advanced MLflow Usage"."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import mlflow
import pandas as pd
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature, make_metric
from sklearn.linear_model import LogisticRegression


def tune(X: pd.DataFrame, y: pd.Series, strengths: list[float]) -> float:
    """One parent run, one child run for each candidate, the summary on the parent."""
    # --8<-- [start:nested]
    scores = {}
    with mlflow.start_run(run_name="tune-c") as parent:
        for c in strengths:
            with mlflow.start_run(run_name=f"C={c}", nested=True):
                mlflow.log_param("C", c)
                model = LogisticRegression(C=c).fit(X, y)
                scores[c] = model.score(X, y)
                mlflow.log_metric("accuracy", scores[c])
        # Back in the parent: children report nothing upwards by themselves.
        best = max(scores, key=lambda c: scores[c])
        mlflow.log_params({"best_C": best})
        mlflow.log_metric("best_accuracy", scores[best])

    children = mlflow.search_runs(
        filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'",
        order_by=["metrics.accuracy DESC"],
    )
    # --8<-- [end:nested]
    assert len(children) == len(strengths)
    return best


def tune_in_threads(strengths: list[float]) -> str:
    """A worker does not see its caller's active run, so the parent is named by id."""

    # --8<-- [start:threads]
    def trial(c: float, parent_id: str) -> None:
        with mlflow.start_run(run_name=f"C={c}", parent_run_id=parent_id):
            mlflow.log_param("C", c)

    with mlflow.start_run(run_name="tune-c") as parent:
        with ThreadPoolExecutor(max_workers=4) as pool:
            for c in strengths:
                pool.submit(trial, c, parent.info.run_id)
    # --8<-- [end:threads]
    return parent.info.run_id


def log_by_hand(X: pd.DataFrame, y: pd.Series, losses: list[float]) -> str:
    """Parameters, a series, a metric of one model, and artifacts."""
    # --8<-- [start:logging]
    with mlflow.start_run() as run:
        mlflow.log_params({"C": 1.0, "solver": "lbfgs"})  # fixed: written once
        mlflow.set_tag("data_cut", "week-31")  # a label: may change
        for epoch, loss in enumerate(losses):
            mlflow.log_metric("loss", loss, step=epoch)

        model = LogisticRegression(C=1.0).fit(X, y)
        info = mlflow.sklearn.log_model(model, name="churn", input_example=X.head(2))
        mlflow.log_metric("accuracy", model.score(X, y), model_id=info.model_id)

        mlflow.log_dict({"columns": list(X.columns)}, "inputs/columns.json")
        mlflow.log_table(X.describe().reset_index(), "inputs/profile.json")

    same_model = mlflow.sklearn.load_model(info.model_uri)  # models:/<model_id>
    # --8<-- [end:logging]
    assert same_model is not None
    return run.info.run_id


def two_models(plain: Any, deep: Any, auc: tuple[float, float]) -> None:
    """Which of two models of one run a metric lands on."""

    # --8<-- [start:two-models]
    def metrics_of(info: Any) -> list[float]:
        return [m.value for m in mlflow.get_logged_model(info.model_id).metrics or []]

    for told in (False, True):
        with mlflow.start_run():
            a = mlflow.sklearn.log_model(plain, name="plain")
            b = mlflow.sklearn.log_model(deep, name="deep")
            mlflow.log_metric("auc", auc[0], model_id=a.model_id if told else None)
            mlflow.log_metric("auc", auc[1], model_id=b.model_id if told else None)
        print(f"model_id={told}: plain {metrics_of(a)}, deep {metrics_of(b)}")
    # --8<-- [end:two-models]


def evaluate_with_cost(model: Any, X: pd.DataFrame, y: pd.Series) -> None:
    """A metric of one's own beside the built-in ones."""

    # --8<-- [start:evaluate]
    def cost(rows: pd.DataFrame, _builtin: dict) -> float:
        # evaluate passes the columns `target` and `prediction`
        missed = (rows["target"] == 1) & (rows["prediction"] == 0)
        alarm = (rows["target"] == 0) & (rows["prediction"] == 1)
        return float(10 * missed.sum() + alarm.sum())

    with mlflow.start_run():
        info = mlflow.sklearn.log_model(model, name="churn")
        result = mlflow.models.evaluate(
            info.model_uri,
            X.assign(label=y),
            targets="label",
            model_type="classifier",
            extra_metrics=[make_metric(eval_fn=cost, greater_is_better=False)],
        )
    print({name: result.metrics[name] for name in ("accuracy_score", "cost")})
    # --8<-- [end:evaluate]


def log_like_mlflow_2(model: Any, name: str) -> Any:
    """What the same looked like with MLflow 2, and still runs."""
    # --8<-- [start:mlflow-2]
    with mlflow.start_run() as run:
        mlflow.sklearn.log_model(model, "model")  # the second position: artifact_path
    uri = f"runs:/{run.info.run_id}/model"
    same_model = mlflow.sklearn.load_model(uri)
    version = mlflow.register_model(uri, name)
    # --8<-- [end:mlflow-2]
    assert same_model is not None
    return version


# --8<-- [start:features]
class OrderRisk(mlflow.pyfunc.PythonModel):
    def load_context(self, context: Any) -> None:  # once, when the model is loaded
        self.model = mlflow.sklearn.load_model(context.artifacts["model"])
        with open(context.artifacts["country_risk"]) as f:
            self.country_risk = json.load(f)

    def features(self, raw: pd.DataFrame) -> pd.DataFrame:
        risk = raw["country"].map(self.country_risk).fillna(0.0)
        share = raw["amount"] / raw["limit"]
        return pd.DataFrame({"share": share, "risk": risk})

    def predict(
        self, context: Any, model_input: pd.DataFrame, params: dict | None = None
    ) -> pd.DataFrame:  # every request
        proba = self.model.predict_proba(self.features(model_input))[:, 1]
        cut = (params or {}).get("threshold", 0.5)
        return pd.DataFrame({"probability": proba, "review": proba > cut})


# --8<-- [end:features]


def log_order_risk(model_uri: str, risk_path: str) -> tuple[str, pd.DataFrame]:
    """The signature is made from the raw columns a client sends."""
    # --8<-- [start:features-log]
    raw = pd.DataFrame(
        {"amount": [60.0, 40.0], "limit": [100.0, 400.0], "country": ["XX", "AT"]}
    )
    output = pd.DataFrame({"probability": [0.1], "review": [False]})
    info = mlflow.pyfunc.log_model(
        name="order_risk",
        python_model=OrderRisk(),
        artifacts={"model": model_uri, "country_risk": risk_path},  # URI, path
        signature=infer_signature(raw, output, params={"threshold": 0.5}),
    )
    # --8<-- [end:features-log]
    return info.model_uri, raw


def ask_order_risk(uri: str, raw: pd.DataFrame) -> None:
    """What the signature lets through, fills in and refuses."""
    # --8<-- [start:features-contract]
    scorer: Any = mlflow.pyfunc.load_model(uri)  # info.model_uri
    for params in ({}, {"threshold": 0.9}, {"treshold": 0.9}):  # the last: a typo
        print(params, scorer.predict(raw, params=params)["review"].tolist())

    for rows in (
        raw.assign(channel="app"),  # a column nobody declared
        raw.drop(columns="country"),
        raw.assign(amount=[90, 40]),  # int64 for a double
    ):
        try:
            print(scorer.predict(rows)["review"].tolist())
        except MlflowException as error:
            print(error.message.partition("Error: ")[2].partition(". ")[0])
    # --8<-- [end:features-contract]
