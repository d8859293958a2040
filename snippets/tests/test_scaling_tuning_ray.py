"""Ray Tune, tasks and actors on one local Ray node."""

from pathlib import Path

import mlflow
import pytest

import scaling_tuning_ray


@pytest.fixture(scope="module")
def one_cpu():
    """A Ray node with one CPU: a trial that claims it runs alone, so results repeat."""
    import ray

    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


def test_the_scheduler_stops_weak_trials(
    one_cpu, tracking, tmp_path: Path, printed, monkeypatch
):
    """The callback writes a run for each trial, into the experiment that is set."""
    monkeypatch.setenv("RAY_AIR_NEW_OUTPUT", "0")  # which ignores verbose=0
    results = scaling_tuning_ray.search(str(tmp_path), "elsewhere", tracking)
    printed("scaling_tuning_ray.tune")
    assert len(results) == 3
    runs = mlflow.search_runs(experiment_names=["samples"])  # set by the fixture
    assert set(runs["params.lr"]) == {"0.1", "0.3", "0.5"}
    assert mlflow.get_experiment_by_name("elsewhere") is None


def test_a_trainable_opens_its_own_run(one_cpu, tracking, tmp_path: Path, monkeypatch):
    mlflow.create_experiment("own")
    monkeypatch.delenv("MLFLOW_EXPERIMENT_ID", raising=False)  # would go before a name
    with pytest.raises(ValueError, match="does not exist"):
        scaling_tuning_ray.setup_mlflow(
            {}, tracking_uri=tracking, experiment_name="missing"
        )
    scaling_tuning_ray.search_with_runs(str(tmp_path), "own", tracking)
    runs = mlflow.search_runs(experiment_names=["own"])
    assert sorted(runs["params.x"]) == ["2", "5"]
    assert sorted(runs["metrics.loss"]) == [1, 4]
    for uri in runs["artifact_uri"]:
        assert "loss" in mlflow.artifacts.load_dict(f"{uri}/report.json")


def test_actors_keep_their_state(one_cpu, printed):
    scaling_tuning_ray.tasks_and_actors()
    printed("scaling_tuning_ray.tasks-actors")
