"""Samples for the section "Custom Model Serving"."""

import os
from collections.abc import Callable
from typing import Any

import mlflow
import pandas as pd
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import (
    DataframeSplitInput,
    EndpointCoreConfigInput,
    ServedEntityInput,
)
from mlflow.deployments import get_deploy_client
from mlflow.models import infer_signature


def register(script: str, zones_path: str, name: str) -> str:
    """Log with files and signature, register, and point an alias at it."""
    # --8<-- [start:register]
    example = pd.DataFrame({"weight": [2.5], "country": ["AT"]})
    info = mlflow.pyfunc.log_model(
        name="parcel_price",
        python_model=script,  # "parcel_price.py": models from code, nothing pickled
        artifacts={"zones": zones_path},  # e.g. /Volumes/prod/logistics/ref/zones.json
        input_example=(example, {"discount": 0.0}),  # signature: rows, answer, params
        # extra_pip_requirements=["orjson==3.11.4"] would add what inference misses
        registered_model_name=name,  # "prod.logistics.parcel_price"
    )
    version = str(info.registered_model_version)
    mlflow.MlflowClient().set_registered_model_alias(name, "candidate", version)
    # --8<-- [end:register]
    return info.model_uri


def try_out(uri: str, env: str) -> None:
    """Score in an environment made from the recorded requirements."""
    # --8<-- [start:try-out]
    rows = pd.DataFrame({"weight": [2.5, 11.0], "country": ["AT", "PT"]})
    mlflow.models.predict(uri, rows, env_manager=env)  # the default: "virtualenv"
    # --8<-- [end:try-out]


def register_like_mlflow_2(model: Any, zones_path: str, example: pd.DataFrame) -> None:
    """Registry, run and path spelt out, as code of MLflow 2 did."""
    # --8<-- [start:register-mlflow-2]
    mlflow.set_registry_uri("databricks-uc")
    with mlflow.start_run():
        mlflow.pyfunc.log_model(
            artifact_path="model",
            python_model=model,  # an instance of the class: pickled
            artifacts={"zones": zones_path},
            signature=infer_signature(example, pd.DataFrame({"price": [6.0]})),
            registered_model_name="prod.logistics.parcel_price",
        )
    # --8<-- [end:register-mlflow-2]


def try_bodies(post: Callable[[Any], tuple[int, str]]) -> None:
    """Which request bodies the scoring server takes."""
    # --8<-- [start:bodies]
    rows = {"columns": ["weight", "country"], "data": [[2.5, "AT"]]}
    bodies = {
        "split": {"dataframe_split": rows},
        "split, params": {"dataframe_split": rows, "params": {"discount": 0.5}},
        "params unknown": {"dataframe_split": rows, "params": {"rebate": 0.5}},
        "records": {"dataframe_records": [{"weight": 2.5, "country": "AT"}]},
        "inputs": {"inputs": {"weight": [2.5], "country": ["AT"]}},
        "instances, bare": {"instances": [[2.5, "AT"]]},
        "no key": [[2.5, "AT"]],
        "two keys": {"dataframe_split": rows, "inputs": {"weight": [2.5]}},
        "column missing": {"dataframe_records": [{"weight": 2.5}]},
    }
    for label, body in bodies.items():
        status, answer = post(body)
        print(f"{label:16}{status} {answer if status == 200 else 'refused'}")
    # --8<-- [end:bodies]


def query_rest(host: str) -> Any:
    """The REST call, without any Databricks library."""
    # --8<-- [start:rest]
    response = requests.post(
        f"https://{host}/serving-endpoints/parcel-price/invocations",
        headers={"Authorization": f"Bearer {os.environ['DATABRICKS_TOKEN']}"},
        json={
            "dataframe_split": {
                "columns": ["weight", "country"],
                "data": [[2.5, "AT"], [11.0, "PT"]],
            },
            "params": {"discount": 0.1},  # only if the signature declares it
        },
        timeout=30,
    )
    response.raise_for_status()
    prices = response.json()["predictions"]
    # --8<-- [end:rest]
    return prices


def query_deployments(rows: pd.DataFrame) -> Any:
    """The same request through the MLflow Deployments SDK."""
    # --8<-- [start:deployments]
    client = get_deploy_client("databricks")
    answer = client.predict(
        endpoint="parcel-price",
        inputs={"dataframe_split": rows.to_dict(orient="split")},
    )
    prices = answer["predictions"]
    # --8<-- [end:deployments]
    return prices


def query_sdk(rows: pd.DataFrame) -> Any:
    """The same request through the Databricks SDK."""
    # --8<-- [start:sdk]
    w = WorkspaceClient()
    answer = w.serving_endpoints.query(
        name="parcel-price",
        dataframe_split=DataframeSplitInput.from_dict(rows.to_dict(orient="split")),
    )
    prices = answer.predictions
    # --8<-- [end:sdk]
    return prices


def deploy_mlflow() -> None:
    """Create, then move to another version, with the MLflow Deployments SDK."""
    # --8<-- [start:deploy-mlflow]
    client = get_deploy_client("databricks")
    entity = {
        "name": "current",  # left out: made from model and version, so it changes
        "entity_name": "prod.logistics.parcel_price",
        "entity_version": "3",
        "workload_size": "Small",
        "scale_to_zero_enabled": False,
    }
    client.create_endpoint(
        config={"name": "parcel-price", "config": {"served_entities": [entity]}}
    )
    # Later: version 3 keeps serving until version 4 is ready.
    client.update_endpoint_config(
        endpoint="parcel-price",
        config={"served_entities": [entity | {"entity_version": "4"}]},
    )
    # --8<-- [end:deploy-mlflow]


def deploy_sdk() -> None:
    """Create with the Databricks SDK and wait until the endpoint is there."""
    # --8<-- [start:deploy-sdk]
    w = WorkspaceClient()
    endpoint = w.serving_endpoints.create_and_wait(
        name="parcel-price",
        config=EndpointCoreConfigInput(
            name="parcel-price",
            served_entities=[
                ServedEntityInput(
                    name="current",
                    entity_name="prod.logistics.parcel_price",
                    entity_version="3",
                    min_provisioned_concurrency=4,  # 20 a second × 0.2 s of model time
                    max_provisioned_concurrency=12,
                    scale_to_zero_enabled=False,
                    environment_vars={"RATES_TOKEN": "{{secrets/logistics/rates}}"},
                )
            ],
        ),
    )
    print(endpoint.state.ready if endpoint.state else None)
    # --8<-- [end:deploy-sdk]


def deploy_like_2023() -> None:
    """The deprecated spelling of the same document."""
    # --8<-- [start:deploy-served-models]
    client = get_deploy_client("databricks")
    client.create_endpoint(
        name="parcel-price",
        config={
            "served_models": [
                {
                    "model_name": "prod.logistics.parcel_price",
                    "model_version": "3",
                    "workload_size": "Small",
                    "scale_to_zero_enabled": True,
                }
            ]
        },
    )
    # --8<-- [end:deploy-served-models]
