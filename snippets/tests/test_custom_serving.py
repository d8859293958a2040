"""Register, query and deploy: MLflow runs here, the service is a stand-in.

Requests for predictions are answered by MLflow's own scoring server; what the clients
send to create or change an endpoint is printed and answered with a ready endpoint.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import databricks.sdk.core
import mlflow
import mlflow.deployments.databricks
import pandas as pd
import pytest
import requests
from mlflow.pyfunc import scoring_server

import custom_serving
import custom_serving_model

NAME = "prod.logistics.parcel_price"
READY = {"name": "x", "state": {"ready": "READY", "config_update": "NOT_UPDATING"}}


class Answer(requests.Response):
    """An HTTP response made by hand."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__()
        self.status_code, self._content = status, text.encode()


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo the mark of the scoring server; finding out requirements takes seconds."""
    monkeypatch.setenv("_MLFLOW_IS_IN_SERVING_ENVIRONMENT", "false")
    monkeypatch.setattr(mlflow.models, "infer_pip_requirements", lambda *_, **__: [])


def scorer(uri: str) -> Any:
    """Post a body to MLflow's scoring server of a logged model: (status, text)."""
    app = scoring_server.init(mlflow.pyfunc.load_model(uri))

    def post(body: Any) -> tuple[int, str]:
        raw, got = json.dumps(body).encode(), {"text": b""}
        asked = iter([{"type": "http.request", "body": raw, "more_body": False}])
        scope = {"type": "http", "http_version": "1.1", "method": "POST"}
        scope |= {"path": "/invocations", "raw_path": b"/invocations", "scheme": "http"}
        scope |= {"query_string": b"", "root_path": "", "asgi": {"version": "3.0"}}
        scope |= {"headers": [(b"content-type", b"application/json")]}

        async def receive() -> dict:
            for message in asked:
                return message
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            got["status"] = message.get("status", got.get("status"))
            got["text"] += message.get("body", b"")

        asyncio.run(app(scope, receive, send))
        return got["status"], got["text"].decode()

    return post


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> list:
    """What the clients send to the workspace, as (method, path, body)."""
    sent: list[tuple[str, str, Any]] = []

    def tell(method: str, path: str, body: Any) -> dict:
        sent.append((method, path, body))
        if body and "invocations" not in path:
            text = json.dumps(body).replace("[{", "[\n  {")
            for key in ("workload_size", "environment", "max_provisioned", "scale_to"):
                text = text.replace(f', "{key}', f',\n   "{key}')
            print(method, path + "\n" + text)
        return {"predictions": [{"price": 6.0}]} if "invocations" in path else READY

    def from_sdk(_client: Any, method: str, path: str = "", **rest: Any) -> dict:
        return tell(method, path, rest.get("body"))

    def from_mlflow(endpoint: str, method: str, **rest: Any) -> Answer:
        return Answer(200, json.dumps(tell(method, endpoint.rstrip("/"), rest["json"])))

    monkeypatch.setenv("DATABRICKS_HOST", "https://workspace.invalid")
    monkeypatch.setenv("DATABRICKS_TOKEN", "none")
    config = databricks.sdk.core.Config
    monkeypatch.setattr(config, "_resolve_host_metadata", lambda _config: None)
    monkeypatch.setattr(databricks.sdk.core.ApiClient, "do", from_sdk)
    monkeypatch.setattr(mlflow.deployments.databricks, "http_request", from_mlflow)
    return sent


def parcel_price(folder: Path) -> str:
    """Register the model of the page; its URI."""
    zones = folder / "zones.json"
    zones.write_text(json.dumps({"AT": 1.0, "PT": 1.5}))
    uri = custom_serving.register(custom_serving_model.__file__, str(zones), NAME)
    zones.unlink()  # the version has its own copy
    return uri


def test_a_registered_model_carries_its_file_and_bodies_are_told_apart(
    tmp_path, printed, capsys
):
    uri = parcel_price(tmp_path)
    version = mlflow.MlflowClient().get_model_version_by_alias(NAME, "candidate")
    assert str(version.version) == "1"
    signature = mlflow.models.get_model_info(uri).signature
    assert all([signature.inputs, signature.outputs, signature.params])
    loaded = mlflow.pyfunc.load_model(f"models:/{NAME}@candidate")
    row = pd.DataFrame({"weight": [2.5], "country": ["AT"]})
    assert loaded.predict(row).iat[0, 0] == 6
    capsys.readouterr()
    custom_serving.try_out(uri, "local")
    print()
    printed("custom_serving.try-out")
    post = scorer(uri)
    custom_serving.try_bodies(post)
    printed("custom_serving.bodies")


class Broken(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        raise ValueError


def test_a_failing_example_leaves_no_signature_and_mlflow_is_always_recorded():
    row = pd.DataFrame({"weight": [2.5]})
    info = mlflow.pyfunc.log_model(
        name="broken",
        python_model=Broken(),
        input_example=row,
        pip_requirements=["numpy"],
    )
    assert info.signature is None
    folder = Path(mlflow.artifacts.download_artifacts(info.model_uri))
    recorded = (folder / "requirements.txt").read_text().split()
    assert recorded == [f"mlflow=={mlflow.__version__}", "numpy"]


def test_three_clients_send_one_body(service, tmp_path, monkeypatch):
    post = scorer(parcel_price(tmp_path))

    def rest(url: str, json: Any, headers: dict, timeout: int) -> Answer:
        assert url == "https://here/serving-endpoints/parcel-price/invocations"
        assert headers["Authorization"] == "Bearer none"
        assert timeout
        return Answer(*post(json))

    monkeypatch.setattr(requests, "post", rest)
    assert custom_serving.query_rest("here") == [{"price": 5.4}, {"price": 15.48}]
    rows = pd.DataFrame({"weight": [2.5], "country": ["AT"]})
    assert custom_serving.query_deployments(rows) == [{"price": 6.0}]
    assert custom_serving.query_sdk(rows) == [{"price": 6.0}]
    (_, first, one), (_, second, other) = service
    assert first == second == "/serving-endpoints/parcel-price/invocations"
    assert one == other
    assert list(one) == ["dataframe_split"]


def test_clients_write_the_same_document(service, printed):
    custom_serving.deploy_mlflow()
    printed("custom_serving.deploy-mlflow")
    custom_serving.deploy_sdk()
    printed("custom_serving.deploy-sdk")
    with pytest.warns(UserWarning, match="deprecated"):
        custom_serving.deploy_like_2023()
    assert "served_models" in service[-1][2]["config"]
    with pytest.raises(NotImplementedError):
        mlflow.deployments.get_deploy_client("databricks").create_deployment("a", "b")
