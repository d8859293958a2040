"""Samples for the section "Scaling and Tuning" that need Ray and nothing else."""

import ray
from ray import tune
from ray.air.integrations.mlflow import MLflowLoggerCallback, setup_mlflow
from ray.tune.schedulers import ASHAScheduler


def search(storage: str, experiment: str, tracking_uri: str) -> tune.ResultGrid:
    """A search that stops weak trials early and logs to MLflow."""

    # --8<-- [start:tune]
    def train_fn(config: dict) -> None:  # the trainable: runs in a Ray worker
        for epoch in range(1, 17):
            tune.report({"loss": config["lr"] + 1 / epoch})  # a report for each epoch

    asha = ASHAScheduler(max_t=16, grace_period=2)
    log = MLflowLoggerCallback(tracking_uri, experiment_name=experiment)
    tuner = tune.Tuner(
        tune.with_resources(train_fn, {"cpu": 1}),  # what ONE trial claims
        param_space={"lr": tune.grid_search([0.1, 0.3, 0.5])},
        tune_config=tune.TuneConfig(metric="loss", mode="min", scheduler=asha),
        # With several nodes, storage is a path that all can reach, such as a volume.
        run_config=tune.RunConfig(storage_path=storage, callbacks=[log], verbose=0),
    )
    results = tuner.fit()
    print("best", results.get_best_result().config)
    for result in results:
        print(result.config, "epochs", (result.metrics or {})["training_iteration"])
    # --8<-- [end:tune]
    return results


def search_with_runs(storage: str, experiment: str, tracking_uri: str) -> None:
    """A trainable that talks to MLflow itself."""

    # --8<-- [start:setup-mlflow]
    def train_fn(config: dict) -> None:
        mlflow = setup_mlflow(  # a run inside the trial, with config as its parameters
            config, tracking_uri=tracking_uri, experiment_name=experiment
        )
        loss = (config["x"] - 3) ** 2
        mlflow.log_metric("loss", loss)  # the callback would log this by itself
        mlflow.log_dict({"loss": loss}, "report.json")  # but has no call for this
        tune.report({"loss": loss})

    tuner = tune.Tuner(
        train_fn,
        param_space={"x": tune.grid_search([2, 5])},
        run_config=tune.RunConfig(storage_path=storage, verbose=0),
    )
    tuner.fit()
    # --8<-- [end:setup-mlflow]


def tasks_and_actors() -> None:
    """Functions become tasks, classes become actors."""

    # --8<-- [start:tasks-actors]
    @ray.remote  # a task: knows nothing of earlier calls
    def simulate(seed: int) -> int:
        return seed**2

    @ray.remote  # an actor: a process of its own, with state
    class Learner:
        def __init__(self) -> None:
            self.seen: list[int] = []

        @ray.method
        def learn(self, value: int) -> int:
            self.seen.append(value)
            return sum(self.seen)

    learner = Learner.options(num_cpus=0.5).remote()  # each states what it needs
    futures = [simulate.options(num_cpus=0.5).remote(seed) for seed in (1, 2, 3)]
    for value in ray.get(futures):  # waits for all three
        print("value", value, "sum so far", ray.get(learner.learn.remote(value)))
    # --8<-- [end:tasks-actors]
