"""Registering, copying and pointing, against a local registry and small fakes."""

from types import SimpleNamespace

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.dummy import DummyRegressor

import lifecycle

ROWS = [[0.0], [1.0]]


@pytest.fixture
def client() -> MlflowClient:
    return MlflowClient()


def logged(score: float) -> str:
    """A model that always answers with one score; its URI."""
    model = DummyRegressor(strategy="constant", constant=score).fit(ROWS, [0.0, 1.0])
    return mlflow.sklearn.log_model(model, name="model", input_example=ROWS).model_uri


def test_the_catalog_is_the_only_difference(client):
    uri = logged(0.1)
    for catalog in ("dev", "staging"):
        made = lifecycle.register_here(client, uri, catalog)
        assert made.name == f"{catalog}.credit.scoring"
        tags = client.get_model_version(made.name, made.version).tags
        assert tags == {"validation_status": "pending"}


def test_a_copy_brings_its_tags_and_no_alias(client, printed, capsys):
    for score in (0.1, 0.2, 0.3):
        mlflow.register_model(logged(score), "staging.claims.triage")
    client.set_model_version_tag(
        "staging.claims.triage", "3", "validation_status", "approved"
    )
    client.set_registered_model_alias("staging.claims.triage", "challenger", "3")
    capsys.readouterr()
    copy = lifecycle.promote_artifact(client)
    printed("lifecycle.copy")
    assert str(copy.version) == "1"
    named = client.get_model_version_by_alias("prod.claims.triage", "champion")
    assert str(named.version) == "1"


def test_only_a_registered_version_can_be_copied(client):
    with pytest.raises(MlflowException, match="models:/"):
        client.copy_model_version("runs:/abc/model", "prod.claims.triage")


def test_what_loads_by_alias_follows_and_the_endpoint_is_told(client, printed, capsys):
    for score in (0.25, 0.75):
        mlflow.register_model(logged(score), "prod.credit.scoring")
    capsys.readouterr()
    lifecycle.move_alias(client, ROWS)
    printed("lifecycle.alias")

    served = []

    def update(name, served_entities):
        served.append((name, served_entities[0].entity_version))

    endpoints = SimpleNamespace(update_config_and_wait=update)
    lifecycle.follow_alias(client, SimpleNamespace(serving_endpoints=endpoints))
    assert served == [("credit-scoring", "2")]


def test_a_deployment_job_has_its_parameters_and_its_order():
    made, connected = [], {}

    def create(**job):
        made.append(job)
        return SimpleNamespace(job_id=42)

    def update_registered_model(name, deployment_job_id):
        connected[name] = deployment_job_id

    lifecycle.connect_deployment_job(
        SimpleNamespace(update_registered_model=update_registered_model),
        SimpleNamespace(jobs=SimpleNamespace(create=create)),
    )
    names = [parameter.name for parameter in made[0]["parameters"]]
    assert names == ["model_name", "model_version"]
    before = [[d.task_key for d in t.depends_on or []] for t in made[0]["tasks"]]
    assert before == [[], ["evaluate"], ["approval_risk"]]
    assert connected == {"prod.credit.scoring": "42"}
    assert made[0]["queue"].enabled
    assert made[0]["max_concurrent_runs"] == 1
    assert {task.max_retries for task in made[0]["tasks"]} == {0}


def test_the_approval_task_fails_until_the_tag_is_set(client):
    mlflow.register_model(logged(0.5), "prod.credit.scoring")
    ask = ("prod.credit.scoring", "1", "approval_risk")
    with pytest.raises(RuntimeError, match="waits"):
        lifecycle.require_approval(client, *ask)
    client.set_model_version_tag(*ask, "Approved")
    lifecycle.require_approval(client, *ask)


def test_a_tag_of_a_version_does_not_reach_its_logged_model(client):
    uri = logged(0.5)
    mlflow.register_model(uri, "prod.credit.scoring")
    client.set_model_version_tag(
        "prod.credit.scoring", "1", "validation_status", "pending"
    )
    model = mlflow.get_logged_model(uri.removeprefix("models:/"))
    assert "validation_status" not in model.tags
