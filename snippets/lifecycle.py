"""Samples for the section on model lifecycle management."""

import mlflow
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.jobs import (
    JobParameterDefinition,
    JobRunAs,
    NotebookTask,
    QueueSettings,
    Task,
    TaskDependency,
)
from databricks.sdk.service.serving import ServedEntityInput
from mlflow import MlflowClient
from mlflow.entities.model_registry import ModelVersion


def register_here(client: MlflowClient, model_uri: str, catalog: str) -> ModelVersion:
    """The last step of training, the same in each environment."""
    # --8<-- [start:register]
    # `catalog` is a job parameter (dev, staging, prod); the code stays the same.
    name = f"{catalog}.credit.scoring"
    version = mlflow.register_model(model_uri, name)
    client.set_model_version_tag(name, version.version, "validation_status", "pending")
    # --8<-- [end:register]
    return version


def promote_artifact(client: MlflowClient) -> ModelVersion:
    """Deploy models: the artifact moves, nothing is trained again."""
    # --8<-- [start:copy]
    copy = client.copy_model_version(
        "models:/staging.claims.triage@challenger",  # models:/, never runs:/
        "prod.claims.triage",  # created if it does not exist
    )
    copy = client.get_model_version(copy.name, copy.version)
    print(f"{copy.name} version {copy.version}, from {copy.source}")
    print(f"tags {copy.tags}, aliases {copy.aliases}")

    # After the checks of production: put the copy into use.
    client.set_registered_model_alias(copy.name, "champion", copy.version)
    # --8<-- [end:copy]
    return copy


def move_alias(client: MlflowClient, rows: list[list[float]]) -> None:
    """The job's code names an alias; each run looks up the version."""
    # --8<-- [start:alias]
    model = "prod.credit.scoring"
    for version in ("1", "2"):
        client.set_registered_model_alias(model, "champion", version)
        scorer = mlflow.pyfunc.load_model(f"models:/{model}@champion")
        print(f"champion is version {version}, scores: {scorer.predict(rows)}")
    # --8<-- [end:alias]


def follow_alias(client: MlflowClient, w: WorkspaceClient) -> None:
    """Bring the endpoint to the version that the alias names now."""
    # --8<-- [start:endpoint]
    model = "prod.credit.scoring"
    champion = client.get_model_version_by_alias(model, "champion")
    w.serving_endpoints.update_config_and_wait(
        "credit-scoring",
        served_entities=[
            ServedEntityInput(
                entity_name=model,
                entity_version=str(champion.version),  # a number, not an alias
                workload_size="Medium",
                scale_to_zero_enabled=False,
            )
        ],
    )
    # --8<-- [end:endpoint]


def connect_deployment_job(client: MlflowClient, w: WorkspaceClient) -> None:
    """Evaluate, approve and deploy each new version."""
    # --8<-- [start:deployment-job]
    model, steps = "prod.credit.scoring", ["evaluate", "approval_risk", "deploy"]
    runner = "<application id>"  # of a service principal with minimal rights
    job = w.jobs.create(
        name="deploy-credit-scoring",
        parameters=[  # of the job, not of a task
            JobParameterDefinition(name="model_name", default=model),
            JobParameterDefinition(name="model_version", default=""),
        ],
        tasks=[
            Task(
                task_key=step,
                notebook_task=NotebookTask(
                    f"/Workspace/Users/{runner}/credit/{step}",
                    base_parameters={"tag": "{{task.name}}"},  # for the approval
                ),
                max_retries=0,  # a task that waits for a person is no fault
                disable_auto_optimization=True,  # or serverless compute retries it
                depends_on=[TaskDependency(step_before)] if step_before else None,
            )
            for step_before, step in zip([None, *steps[:-1]], steps, strict=True)
        ],
        max_concurrent_runs=1,
        queue=QueueSettings(enabled=True),  # without it, a further start is skipped
        run_as=JobRunAs(service_principal_name=runner),
    )
    client.update_registered_model(model, deployment_job_id=str(job.job_id))
    # --8<-- [end:deployment-job]


def require_approval(
    client: MlflowClient, model_name: str, model_version: str, tag: str
) -> None:
    """The notebook of the approval task."""
    # --8<-- [start:approval]
    # The job passes `model_name`, `model_version` and `tag`.
    tags = client.get_model_version(model_name, model_version).tags
    if tags.get(tag, "").lower() != "approved":
        raise RuntimeError(f"version {model_version} waits for the tag {tag}")
    # --8<-- [end:approval]
