"""Samples for the section "Scaling and Tuning": Spark, Optuna, compute, groups."""

import pickle
from collections.abc import Iterator
from typing import Any

import mlflow
import numpy as np
import optuna
import pandas as pd
from databricks.sdk.service.compute import AutoScale, ClusterSpec
from mlflow.optuna.storage import MlflowStorage
from mlflow.pyspark.optuna.study import MlflowSparkStudy
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.regression import LinearRegression as SparkLinearRegression
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.functions import spark_partition_id, struct
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import cross_val_score

pandas_udf: Any = (
    functions.pandas_udf
)  # its stub knows no type hints in place of a kind


def score_with_map(df: DataFrame, model_uri: str) -> DataFrame:
    """Some columns in, others out; the model is loaded once in each task."""

    # --8<-- [start:map-in-pandas]
    def score(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        model = mlflow.pyfunc.load_model(model_uri)  # ahead of the loop: once in a task
        for pdf in batches:
            yield pdf[["tx_id"]].assign(score=model.predict(pdf[["amount", "risk"]]))

    scores = df.mapInPandas(score, schema="tx_id long, score double")
    # --8<-- [end:map-in-pandas]
    return scores


def score_with_column(df: DataFrame, model_uri: str) -> DataFrame:
    """The same as a column; the model comes back in as many values as went in."""

    # --8<-- [start:iterator-udf]
    @pandas_udf("double")
    def score(batches: Iterator[tuple[pd.Series, pd.Series]]) -> Iterator[pd.Series]:
        model = mlflow.pyfunc.load_model(model_uri)
        for amount, risk in batches:  # one batch: as many Series as columns
            X = pd.DataFrame({"amount": amount, "risk": risk})
            yield pd.Series(model.predict(X))  # as long as the batch

    scores = df.withColumn("score", score("amount", "risk"))
    # --8<-- [end:iterator-udf]
    return scores


def score_with_spark_udf(
    spark: SparkSession, df: DataFrame, model_uri: str
) -> DataFrame:
    """The short form for a model that MLflow knows."""
    # --8<-- [start:spark-udf]
    predict = mlflow.pyfunc.spark_udf(spark, model_uri, result_type="double")
    scores = df.withColumn("score", predict(struct("amount", "risk")))
    # --8<-- [end:spark-udf]
    return scores


def tune_on_spark(X: np.ndarray, y: np.ndarray, experiment_id: str) -> MlflowSparkStudy:
    """A study kept in MLflow, its trials in Spark tasks."""

    # --8<-- [start:optuna-spark]
    def objective(trial: optuna.Trial) -> float:  # goes to each task, X and y with it
        alpha = trial.suggest_float("alpha", 1e-3, 1e3, log=True)
        return cross_val_score(Ridge(alpha=alpha), X, y, scoring="r2").mean()

    storage = MlflowStorage(experiment_id=experiment_id)  # of an experiment that exists
    study = MlflowSparkStudy("ridge-r2", storage, direction="maximize")
    study.optimize(objective, n_trials=6, n_jobs=2)  # 6 trials, shared by 2 Spark tasks

    trials = mlflow.search_runs([experiment_id], "tags.mlflow.parentRunId != ''")
    print(len(trials), "child runs,", set(trials["status"]))
    print("best is the highest:", study.best_value == trials["metrics.value"].max())
    # --8<-- [end:optuna-spark]
    return study


def tune_on_spark_without_direction(
    X: np.ndarray, y: np.ndarray, experiment_id: str
) -> float:
    """Before ``direction`` was an argument: hand back something to make small."""

    # --8<-- [start:optuna-loss]
    def loss(trial: optuna.Trial) -> float:
        alpha = trial.suggest_float("alpha", 1e-3, 1e3, log=True)
        return -cross_val_score(Ridge(alpha=alpha), X, y, scoring="r2").mean()

    storage = MlflowStorage(experiment_id=experiment_id)
    study = MlflowSparkStudy("ridge-loss", storage)  # always looks for the lowest value
    study.optimize(loss, n_trials=4, n_jobs=2)
    best_r2 = -study.best_value
    # --8<-- [end:optuna-loss]
    return best_r2


def tune_spark_ml(train: DataFrame, valid: DataFrame) -> optuna.Study:
    """A distributed model is tuned from the driver, with nested runs by hand."""
    rmse = RegressionEvaluator(metricName="rmse")

    # --8<-- [start:optuna-driver]
    def objective(trial: optuna.Trial) -> float:  # runs on the driver
        with mlflow.start_run(run_name=f"trial-{trial.number}", nested=True):
            strength = trial.suggest_float("regParam", 1e-3, 10.0, log=True)
            model = SparkLinearRegression(regParam=strength).fit(train)  # Spark job
            loss = rmse.evaluate(model.transform(valid))
            mlflow.log_params(trial.params)
            mlflow.log_metric("rmse", loss)
        return loss

    with mlflow.start_run(run_name="spark-ml-study"):
        study = optuna.create_study(direction="minimize")
        study.optimize(objective, n_trials=3)  # one after another, each on all workers
        mlflow.log_metric("best_rmse", study.best_value)
    # --8<-- [end:optuna-driver]
    return study


def ray_on_spark(tuner_for) -> dict:
    """The frame around a Ray job on classic compute."""
    # --8<-- [start:ray-on-spark]
    import ray
    from ray.util.spark import setup_ray_cluster, shutdown_ray_cluster

    # Host and token for MLflow belong into os.environ before this line.
    setup_ray_cluster(
        max_worker_nodes=4,  # with no minimum: a fixed size of four Ray nodes
        num_cpus_worker_node=8,  # both or neither: one alone raises ValueError
        num_gpus_worker_node=1,  # on a cluster without GPUs: 0
    )
    try:
        ray.init(ignore_reinit_error=True)  # no address: RAY_ADDRESS is set
        best = tuner_for("/Volumes/main/vision/ray").fit().get_best_result()
    finally:
        shutdown_ray_cluster()  # hands the Spark slots back; ray.shutdown() does not
    # --8<-- [end:ray-on-spark]
    return best.config or {}


def up_or_out(runtime: str) -> tuple[ClusterSpec, ClusterSpec]:
    """The same bill can buy one large driver or many workers."""
    # --8<-- [start:compute]
    up = ClusterSpec(  # one pandas process that ran out of memory
        spark_version=runtime,
        node_type_id="r5d.xlarge",
        driver_node_type_id="r5d.16xlarge",  # left out: the driver is like a worker
        num_workers=1,
    )
    out = ClusterSpec(  # 2,000 groups, each needs the memory of half a worker
        spark_version=runtime,
        node_type_id="r5d.2xlarge",  # 8 cores
        autoscale=AutoScale(min_workers=2, max_workers=20),  # workers, never the driver
        spark_conf={"spark.task.cpus": "4"},  # two tasks at a time on a worker
    )
    # --8<-- [end:compute]
    return up, out


def up_then_out(train, scale_out: bool):
    """The same PyTorch function, first on one machine, then on several."""
    # --8<-- [start:torch-distributor]
    from pyspark.ml.torch.distributor import TorchDistributor

    if scale_out:  # processes in Spark tasks, on the GPUs of the workers only
        distributor = TorchDistributor(num_processes=8, local_mode=False, use_gpu=True)
    else:  # first choice: the GPUs of one machine, the driver
        distributor = TorchDistributor(num_processes=4, local_mode=True, use_gpu=True)
    model = distributor.run(train, 1e-3)  # calls train(1e-3) in each process
    # --8<-- [end:torch-distributor]
    return model


def memory_per_gpu() -> None:
    """What one GPU holds, by what is divided."""
    # --8<-- [start:memory]
    gpus = 4
    parts = {"parameters": 10, "gradients": 10, "optimizer states": 40}  # GB
    divided = {
        "DDP": [],
        "ZeRO 1": ["optimizer states"],
        "ZeRO 2": ["optimizer states", "gradients"],
        "ZeRO 3, FSDP": ["optimizer states", "gradients", "parameters"],
    }
    for strategy, cut in divided.items():
        held = [size / gpus if part in cut else size for part, size in parts.items()]
        print(f"{strategy:13}{sum(held):5.1f} GB on each GPU, before activations")
    # --8<-- [end:memory]


def train_sharded(train):
    """Launcher and strategy are two things: ZeRO stands in the configuration."""
    # --8<-- [start:deepspeed]
    from pyspark.ml.deepspeed.deepspeed_distributor import DeepspeedTorchDistributor

    zero = {"stage": 3, "offload_optimizer": {"device": "cpu"}}  # what is divided
    distributor = DeepspeedTorchDistributor(  # where the processes run
        numGpus=4,  # on each node
        nnodes=2,
        localMode=False,
        deepspeedConfig={"zero_optimization": zero, "bf16": {"enabled": True}},
    )
    model = distributor.run(train, 1e-5)
    # --8<-- [end:deepspeed]
    return model


def features_to_ray(spark: SparkSession):
    """Spark prepares, Ray takes over."""
    # --8<-- [start:spark-to-ray]
    import ray

    features = (
        spark.table("main.sales.receipts")  # Spark: join, filter, aggregate
        .groupBy("store_id", "day")
        .agg({"amount": "sum", "basket_id": "count"})
    )
    dataset = ray.data.from_spark(features)  # Ray: train, tune, simulate
    # --8<-- [end:spark-to-ray]
    return dataset


def fit_groups(sales: DataFrame) -> DataFrame:
    """All rows of a store in, one row with its model out."""

    # --8<-- [start:group-train]
    def fit(key: tuple, pdf: pd.DataFrame) -> pd.DataFrame:
        row = {"store_id": key[0], "n_rows": len(pdf)}
        try:
            X, y = pdf[["price", "promo"]], pdf["units"]
            model = LinearRegression().fit(X, y)
            row |= {"r2": model.score(X, y), "model": pickle.dumps(model)}
        except ValueError as problem:  # one bad store must not end the job
            row["error"] = str(problem)
        columns = ["store_id", "n_rows", "r2", "model", "error"]
        return pd.DataFrame([row], columns=columns, dtype=object)  # missing: null

    models = sales.groupBy("store_id").applyInPandas(
        fit, "store_id long, n_rows long, r2 double, model binary, error string"
    )
    # --8<-- [end:group-train]
    return models


def where_groups_run(sales: DataFrame) -> None:
    """A small table: how many tasks share the groups."""

    # --8<-- [start:group-tasks]
    def fit(key: tuple, pdf: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame({"store_id": [key[0]]})  # stands for a slow fit

    spread = sales.repartition(4, "store_id")  # a number given by you is kept
    for name, df in {"as it is": sales, "repartitioned": spread}.items():
        fitted = df.groupBy("store_id").applyInPandas(fit, "store_id long")
        rows = fitted.withColumn("task", spark_partition_id()).collect()
        print(f"{name}: {len(rows)} groups, {len({row.task for row in rows})} task(s)")
    # --8<-- [end:group-tasks]


def predict_groups(plan: DataFrame, models: DataFrame) -> DataFrame:
    """Each store is predicted by its own model."""

    # --8<-- [start:group-apply]
    def predict(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
        units = float("nan")  # a new store has rows and no model yet
        if len(rows) and len(found):
            model = pickle.loads(found["model"].iloc[0])  # written by our own job
            units = model.predict(rows[["price", "promo"]])
        return rows[["store_id", "week"]].assign(units=units)

    forecast = (
        plan.groupBy("store_id")
        .cogroup(models.dropna(subset="model").groupBy("store_id"))
        .applyInPandas(predict, schema="store_id long, week long, units double")
    )
    # --8<-- [end:group-apply]
    return forecast
