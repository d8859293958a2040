"""Samples for the section "Custom Model Serving"."""

import json
import os
from typing import Any

import mlflow
import pandas as pd
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import EndpointCoreConfigInput, ServedEntityInput
from mlflow.deployments import get_deploy_client


# --8<-- [start:model]
class ParcelPrice(mlflow.pyfunc.PythonModel):
    def load_context(self, context: Any) -> None:
        with open(context.artifacts["zones"]) as f:  # a local copy inside the model
            self.zones = json.load(f)

    def predict(
        self, context: Any, model_input: pd.DataFrame, params: dict | None = None
    ) -> pd.DataFrame:
        factor = model_input["country"].map(self.zones).fillna(1.0)
        return pd.DataFrame({"price": 4.0 + 0.8 * model_input["weight"] * factor})


# --8<-- [end:model]


def register(zones_path: str, name: str, requirements: list[str]) -> str:
    """Log, sign and register in one call; then score it as the endpoint would."""
    example = pd.DataFrame({"weight": [2.5], "country": ["AT"]})
    # --8<-- [start:register]
    info = mlflow.pyfunc.log_model(
        name="parcel_price",
        python_model=ParcelPrice(),
        artifacts={"zones": zones_path},  # e.g. /Volumes/prod/logistics/ref/zones.json
        input_example=example,  # gives the signature, inputs and outputs
        pip_requirements=requirements,  # e.g. ["mlflow==3.17.2", "pandas==2.3.3"]
        registered_model_name=name,  # "prod.logistics.parcel_price"
    )
    mlflow.models.predict(model_uri=info.model_uri, input_data=example)
    # --8<-- [end:register]
    return str(info.registered_model_version)


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
            }
        },
        timeout=30,
    )
    response.raise_for_status()
    prices = response.json()["predictions"]
    # --8<-- [end:rest]
    return prices


def query_sdk(rows: pd.DataFrame) -> Any:
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


def deploy_mlflow() -> None:
    """Create, then move to another version, with the MLflow Deployments SDK."""
    # --8<-- [start:deploy-mlflow]
    client = get_deploy_client("databricks")
    entity = {
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
    w.serving_endpoints.create_and_wait(
        name="parcel-price",
        config=EndpointCoreConfigInput(
            name="parcel-price",
            served_entities=[
                ServedEntityInput(
                    entity_name="prod.logistics.parcel_price",
                    entity_version="3",
                    workload_size="Small",
                    scale_to_zero_enabled=False,
                )
            ],
        ),
    )
    # --8<-- [end:deploy-sdk]
