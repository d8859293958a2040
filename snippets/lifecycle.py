"""Samples for the section on model lifecycle management."""

from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import ServedEntityInput
from mlflow import MlflowClient, register_model
from mlflow.entities.model_registry import ModelVersion


# --8<-- [start:register]
def register_here(model_uri: str, catalog: str) -> ModelVersion:
    """Register in the catalog of the environment in which the job runs."""
    # catalog is a job parameter (dev, staging, prod); the code stays the same
    return register_model(model_uri, f"{catalog}.credit.scoring")


# --8<-- [end:register]


# --8<-- [start:copy]
def promote_artifact(client: MlflowClient) -> ModelVersion:
    """Deploy models: the artifact moves, nothing is trained again."""
    version = client.copy_model_version(
        "models:/staging.docs.classifier/4",  # a models:/ URI, not a runs:/ URI
        "prod.docs.classifier",  # created if it does not exist
    )
    client.set_model_version_tag(
        version.name, version.version, "validation_status", "approved"
    )
    client.set_registered_model_alias(version.name, "Champion", version.version)
    return version


# --8<-- [end:copy]


# --8<-- [start:alias_to_endpoint]
def follow_alias(client: MlflowClient, w: WorkspaceClient, model: str) -> None:
    """Bring the endpoint to the version that the alias names now."""
    champion = client.get_model_version_by_alias(model, "Champion")
    w.serving_endpoints.update_config_and_wait(
        "credit-scoring",
        served_entities=[
            ServedEntityInput(
                name="champion",
                entity_name=model,
                entity_version=champion.version,
                workload_size="Medium",
                scale_to_zero_enabled=False,
            )
        ],
    )


# --8<-- [end:alias_to_endpoint]
