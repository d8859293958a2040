"""Nested runs, logging and request-time features, run against a local MLflow."""

import mlflow
import numpy as np
import pandas as pd

import advanced_mlflow


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
