"""Pandas functions, Optuna on Spark, compute and group models, run on a local Spark."""

from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import pytest
from pyspark.ml.feature import VectorAssembler

import scaling_tuning


@pytest.fixture
def scorer(tmp_path: Path) -> tuple[str, Path]:
    """The path of a saved model, and the folder where each load leaves a file."""

    class Scorer(mlflow.pyfunc.PythonModel):  # in here, so that workers need no module
        def load_context(self, context):
            import uuid

            (Path(context.model_config["loads"]) / uuid.uuid4().hex).touch()

        def predict(self, context, model_input: pd.DataFrame):
            return model_input["amount"] + model_input["risk"]

    loads = tmp_path / "loads"
    loads.mkdir()
    frame = pd.DataFrame({"amount": [1.0], "risk": [0.5]})
    mlflow.pyfunc.save_model(
        tmp_path / "model",
        python_model=Scorer(),
        model_config={"loads": str(loads)},
        signature=mlflow.models.infer_signature(frame, pd.Series([1.5])),
        pip_requirements=[],
    )
    return str(tmp_path / "model"), loads


@pytest.fixture
def transactions(spark):
    """Twelve rows in two partitions; a batch has two rows, so there are six batches."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 2)
    yield spark.range(0, 12, numPartitions=2).selectExpr(
        "id AS tx_id", "double(id) AS amount", "0.5D AS risk"
    )
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def expected(rows) -> bool:
    return all(row["score"] == row["tx_id"] + 0.5 for row in rows) and len(rows) == 12


def test_map_in_pandas_loads_once_in_each_task(transactions, scorer):
    uri, loads = scorer
    assert expected(scaling_tuning.score_with_map(transactions, uri).collect())
    assert len(list(loads.iterdir())) == 2  # two tasks, six batches


def test_iterator_udf_loads_once_in_each_task(transactions, scorer):
    uri, loads = scorer
    assert expected(scaling_tuning.score_with_column(transactions, uri).collect())
    assert len(list(loads.iterdir())) == 2


def test_spark_udf_scores_a_column(spark, transactions, scorer):
    scores = scaling_tuning.score_with_spark_udf(spark, transactions, scorer[0])
    assert expected(scores.collect())
    assert dict(scores.dtypes)["score"] == "double"


def test_a_study_on_spark_is_a_run_with_child_runs(spark, printed):
    random = np.random.default_rng(7)
    X = random.normal(size=(60, 3))
    y = X @ np.array([3.0, -2.0, 0.0]) + random.normal(size=60)
    experiment_id = mlflow.create_experiment("study")
    study = scaling_tuning.tune_on_spark(X, y, experiment_id)
    printed("scaling_tuning.optuna-spark")
    parent = mlflow.search_runs([experiment_id], "tags.mlflow.runName = 'ridge-r2'")
    children = mlflow.search_runs(
        [experiment_id], f"tags.mlflow.parentRunId = '{parent['run_id'][0]}'"
    )
    assert len(children) == len(study.trials) == 6
    assert children["params.alpha"].notna().all()
    with pytest.raises(ValueError, match="conflict"):  # resumed, and turned round
        scaling_tuning.MlflowSparkStudy(
            "ridge-r2", study._storage, direction="minimize"
        )
    assert scaling_tuning.MlflowSparkStudy("ridge-r2", study._storage).is_resumed_study
    assert scaling_tuning.tune_on_spark_without_direction(X, y, experiment_id) > 0.5


def test_catch_is_a_tuple_and_a_failed_search_is_killed(spark):
    def objective(trial):
        raise KeyError("broken")

    storage = scaling_tuning.MlflowStorage(mlflow.create_experiment("broken"))
    study = scaling_tuning.MlflowSparkStudy("broken", storage)
    study.optimize(objective, n_trials=1, catch=(KeyError,))
    with pytest.raises(mlflow.exceptions.ExecutionException, match="isinstance"):
        study.optimize(objective, n_trials=1, catch=[KeyError])
    runs = mlflow.search_runs(experiment_names=["broken"])
    assert runs.set_index("tags.mlflow.runName")["status"]["broken"] == "KILLED"


def test_a_spark_model_is_tuned_from_the_driver(spark):
    rows = spark.range(40).selectExpr("double(id) AS x", "double(3 * id + 1) AS label")
    data = VectorAssembler(inputCols=["x"], outputCol="features").transform(rows)
    study = scaling_tuning.tune_spark_ml(data, data)
    runs = mlflow.search_runs(experiment_names=["samples"])
    assert runs["tags.mlflow.parentRunId"].notna().sum() == 3
    assert runs["metrics.best_rmse"].max() == study.best_value
    assert runs["metrics.rmse"].min() == study.best_value


def test_compute_says_which_machine_grows():
    up, out = (spec.as_dict() for spec in scaling_tuning.up_or_out("17.3.x-cpu-ml"))
    assert up["driver_node_type_id"] != up["node_type_id"]
    assert up["num_workers"] == 1
    assert not {"driver_node_type_id", "num_workers"} & set(out)
    assert out["autoscale"] == {"min_workers": 2, "max_workers": 20}


def test_memory_falls_with_what_is_divided(printed):
    scaling_tuning.memory_per_gpu()
    printed("scaling_tuning.memory")


def test_each_store_has_its_model_and_new_stores_have_none(spark):
    rows = [
        (store, float(price), float(promo), 10.0 * store - price + 2.0 * promo)
        for store in (1, 2)
        for price in (1, 2, 3)
        for promo in (0, 1)
    ]
    rows.append((4, None, 0.0, 1.0))  # a price is missing, and the fit raises
    columns = "store_id long, price double, promo double, units double"
    models = scaling_tuning.fit_groups(spark.createDataFrame(rows, columns))
    kept = {row["store_id"]: row for row in models.collect()}
    assert set(kept) == {1, 2, 4}
    failed = kept.pop(4)
    assert failed["model"] is None
    assert failed["r2"] is None
    assert "NaN" in failed["error"]
    assert all(row["n_rows"] == 6 and round(row["r2"], 6) == 1 for row in kept.values())
    assert all(row["error"] is None for row in kept.values())
    plan = spark.createDataFrame(
        [(1, 48, 1.0, 0.0), (3, 48, 1.0, 0.0), (4, 48, 1.0, 0.0)],
        "store_id long, week long, price double, promo double",
    )
    forecast = scaling_tuning.predict_groups(plan, models).collect()
    units = {row["store_id"]: row["units"] for row in forecast}
    assert set(units) == {1, 3, 4}  # 2 has a model and no rows; 3 and 4 have no model
    assert round(units[1], 6) == 9
    assert units[3] is None
    assert units[4] is None


def test_a_small_table_is_fitted_in_one_task(spark, printed):
    """Adaptive execution merges small partitions, unless their number was asked for."""
    spark.conf.set("spark.sql.shuffle.partitions", 20)
    try:
        scaling_tuning.where_groups_run(
            spark.range(400).selectExpr("id % 40 AS store_id")
        )
    finally:
        spark.conf.set("spark.sql.shuffle.partitions", 2)
    printed("scaling_tuning.group-tasks")
