"""Rollouts against a stand-in for the serving service; arithmetic for real."""

import json
from typing import Any

import databricks.sdk.core
import mlflow.deployments.databricks
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import OperationFailed

import deployment_strategies


class Endpoint:
    """An endpoint that takes updates, answers by its routes and can fail to update."""

    def __init__(self) -> None:
        self.shares: dict[str, int] = {}
        self.asked = 0
        self.update = "NOT_UPDATING"
        self.fails_at: int | None = None  # the share of green that cannot be set
        self.calls: list[tuple[str, str, Any]] = []

    def do(self, _client: Any, method: str, path: str = "", **rest: Any) -> dict:
        """Answer as the REST API would, as far as these samples need it."""
        body = rest.get("body")
        self.calls.append((method, path, body))
        if path.endswith("/config"):
            routes = body["traffic_config"]["routes"]
            asked = {r["served_model_name"]: r["traffic_percentage"] for r in routes}
            assert sum(asked.values()) == 100
            fails = asked["green"] == self.fails_at
            self.update = "UPDATE_FAILED" if fails else "NOT_UPDATING"
            self.shares = self.shares if fails else asked
        if path.endswith("/invocations"):
            name = "green" if "/green/" in path else self.next_entity()
            return {"predictions": [1.0], "served-model-name": name}
        return {"name": "ranker", "state": {"config_update": self.update}}

    def next_entity(self) -> str:
        """Spread calls by the routes, evenly."""
        self.asked += 1
        every = 100 // self.shares["green"] if self.shares.get("green") else 0
        return "green" if every and self.asked % every == 0 else "blue"


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """A workspace with one endpoint and no network."""
    one = Endpoint()
    config = databricks.sdk.core.Config
    monkeypatch.setenv("DATABRICKS_HOST", "https://workspace.invalid")
    monkeypatch.setenv("DATABRICKS_TOKEN", "none")
    monkeypatch.setattr(config, "_resolve_host_metadata", lambda _config: None)
    monkeypatch.setattr(
        databricks.sdk.core.ApiClient, "do", lambda *a, **k: one.do(*a, **k)
    )
    return one


@pytest.fixture
def tracking() -> None:
    """No MLflow server: nothing here logs."""


def test_first_steps_are_compared(printed):
    deployment_strategies.compare_first_steps()
    printed("deployment_strategies.exposure")


def test_a_shadow_changes_no_answer(caplog):
    kept = []

    def broken(*rows: Any, **seen: Any) -> Any:
        raise TimeoutError

    def keep(**seen: Any) -> None:
        kept.append(seen["green"])

    def blue(rows: list[dict]) -> list[float]:
        return [1.0]

    def green(rows: list[dict]) -> list[float]:
        return [2.0]

    for ask, record in ((green, keep), (broken, keep), (green, broken)):
        assert deployment_strategies.answer([{}], blue, ask, record) == [1.0]
    assert kept == [[2.0]]
    assert caplog.text.count("no comparison") == 2


def test_blue_green_is_two_updates_of_one_endpoint(endpoint):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    for green in (0, 100):
        deployment_strategies.shift(w, entities, green)
    puts = [body for method, _, body in endpoint.calls if method == "PUT"]
    assert [e["entity_version"] for e in puts[1]["served_entities"]] == ["7", "8"]
    assert endpoint.shares == {"blue": 0, "green": 100}


def test_a_failed_update_raises_and_changes_nothing(endpoint):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    deployment_strategies.shift(w, entities, 0)
    endpoint.fails_at = 100
    with pytest.raises(OperationFailed):
        deployment_strategies.shift(w, entities, 100)
    assert endpoint.shares == {"blue": 100, "green": 0}


def test_a_canary_turns_back(endpoint, printed):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    readings = iter([True, True, False])
    assert not deployment_strategies.canary(w, entities, lambda: next(readings))
    printed("deployment_strategies.canary")
    assert endpoint.shares == {"blue": 100, "green": 0}
    assert deployment_strategies.canary(w, entities, lambda: True)
    assert endpoint.shares == {"blue": 0, "green": 100}


def test_a_canary_whose_update_fails_does_not_stay_half_way(endpoint):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    endpoint.fails_at = 50
    assert not deployment_strategies.canary(w, entities, lambda: True)
    assert endpoint.shares == {"blue": 100, "green": 0}


def test_a_green_that_cannot_be_built_stops_a_canary_before_it_starts(endpoint):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    endpoint.fails_at = 0
    with pytest.raises(OperationFailed):
        deployment_strategies.canary(w, entities, lambda: True)
    puts = [method for method, _, _ in endpoint.calls if method == "PUT"]
    assert len(puts) == 1
    assert endpoint.shares == {}  # as before


def test_a_reading_that_fails_counts_as_bad(endpoint):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")

    def no_reading() -> bool:
        raise TimeoutError

    assert not deployment_strategies.canary(w, entities, no_reading)
    assert endpoint.shares == {"blue": 100, "green": 0}


def test_green_is_tested_before_it_has_a_share(endpoint, printed):
    w, entities = WorkspaceClient(), deployment_strategies.two_versions("7", "8")
    deployment_strategies.shift(w, entities, 5)
    told = deployment_strategies.ask_green_then_everyone(w, [{"price": 3.0}])
    assert told["served-model-name"] == "green"
    printed("deployment_strategies.smoke")


def test_the_old_calls_still_send_the_old_document(endpoint, monkeypatch):
    sent = []

    def put(**request: Any) -> requests.Response:
        sent.append((request["method"], request["endpoint"], request["json"]))
        answer = requests.Response()
        answer.status_code, answer._content = 200, json.dumps({"name": "x"}).encode()
        return answer

    monkeypatch.setattr(mlflow.deployments.databricks, "http_request", put)
    with pytest.warns(Warning, match="deprecated"):
        deployment_strategies.shift_like_2023()
    ((method, path, body),) = sent
    assert method == "PUT"
    assert path.endswith("/serving-endpoints/ranker/config")
    assert [model["model_version"] for model in body["served_models"]] == ["7", "8"]
