"""Samples of the section Scaling and Tuning: pandas functions, Optuna, Ray, groups."""

import base64
import pickle
from collections.abc import Iterator

import mlflow
import optuna
import pandas as pd
from pyspark.sql import DataFrame
from sklearn.linear_model import LinearRegression

FEATURES = ["amount", "hour", "merchant_risk"]


# --8<-- [start:batch_score]
def score(df: DataFrame, model_uri: str) -> DataFrame:
    def predict(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        model = mlflow.pyfunc.load_model(model_uri)  # before the loop, so once
        for pdf in batches:
            yield pdf[["tx_id"]].assign(score=model.predict(pdf[FEATURES]))

    return df.mapInPandas(predict, schema="tx_id long, score double")


# --8<-- [end:batch_score]


# --8<-- [start:optuna_spark]
def tune_with_optuna(objective, experiment_id: str) -> optuna.trial.FrozenTrial:
    from mlflow.optuna.storage import MlflowStorage
    from mlflow.pyspark.optuna.study import MlflowSparkStudy

    study = MlflowSparkStudy(
        study_name="ridge-r2",  # the same name later resumes this study
        storage=MlflowStorage(experiment_id=experiment_id),
        direction="maximize",  # say it: the objective returns R2
    )
    study.optimize(objective, n_trials=16, n_jobs=4)  # 16 trials in 4 Spark tasks
    return study.best_trial


# --8<-- [end:optuna_spark]


# --8<-- [start:ray_tune]
def tune_with_ray(train_fn, experiment: str) -> dict:
    import ray
    from ray import tune
    from ray.air.integrations.mlflow import MLflowLoggerCallback
    from ray.util.spark import setup_ray_cluster, shutdown_ray_cluster

    setup_ray_cluster(max_worker_nodes=4, num_cpus_worker_node=4)
    ray.init(ignore_reinit_error=True)  # finds the cluster through RAY_ADDRESS
    log = MLflowLoggerCallback(experiment_name=experiment)  # one run for each trial
    tuner = tune.Tuner(
        tune.with_resources(train_fn, {"cpu": 2}),  # 16 CPUs: 8 trials at a time
        param_space={"lr": tune.loguniform(1e-4, 1e-1)},
        tune_config=tune.TuneConfig(metric="loss", mode="min", num_samples=32),
        run_config=tune.RunConfig(callbacks=[log]),
    )
    best = tuner.fit().get_best_result()
    shutdown_ray_cluster()  # hands the Spark slots back
    return best.config or {}


# --8<-- [end:ray_tune]


# --8<-- [start:torch_up_then_out]
def train_up_then_out(train, scale_out: bool):
    from pyspark.ml.torch.distributor import TorchDistributor

    if scale_out:  # processes in Spark tasks on the workers
        distributor = TorchDistributor(num_processes=8, local_mode=False, use_gpu=True)
    else:  # first choice: the GPUs of one big driver
        distributor = TorchDistributor(num_processes=4, local_mode=True, use_gpu=True)
    return distributor.run(train)


# --8<-- [end:torch_up_then_out]


# --8<-- [start:ray_from_spark]
def features_to_ray(features: DataFrame):
    import ray

    # Spark joined and aggregated; from here on Ray trains and tunes
    return ray.data.from_spark(features)


# --8<-- [end:ray_from_spark]


# --8<-- [start:group_models]
def train_store(pdf: pd.DataFrame) -> pd.DataFrame:
    """All the rows of one store come in, one row about its model goes out."""
    model = LinearRegression().fit(pdf[["price", "promo"]], pdf["units"])
    blob = base64.b64encode(pickle.dumps(model)).decode()
    row = {"store_id": pdf["store_id"].iloc[0], "n_rows": len(pdf), "model": blob}
    return pd.DataFrame([row])


def train_all(sales: DataFrame) -> DataFrame:
    return sales.groupBy("store_id").applyInPandas(
        train_store, schema="store_id long, n_rows long, model string"
    )


# --8<-- [end:group_models]


# --8<-- [start:group_apply]
def predict_store(pdf: pd.DataFrame) -> pd.DataFrame:
    model = pickle.loads(base64.b64decode(pdf["model"].iloc[0]))
    units_hat = model.predict(pdf[["price", "promo"]])
    return pdf[["store_id", "day"]].assign(units_hat=units_hat)


def predict_all(plan: DataFrame, models: DataFrame) -> DataFrame:
    return (
        plan.join(models, "store_id")  # brings each row its own store's model
        .groupBy("store_id")
        .applyInPandas(predict_store, "store_id long, day date, units_hat double")
    )


# --8<-- [end:group_apply]
