"""Samples for the section on deployment strategies."""

from collections.abc import Callable

from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import Route, ServedEntityInput, TrafficConfig

MODEL = "prod.shop.ranker"


# --8<-- [start:two_versions]
def two_versions(blue: str, green: str) -> list[ServedEntityInput]:
    return [
        ServedEntityInput(
            name=name,
            entity_name=MODEL,
            entity_version=version,
            workload_size="Medium",
            scale_to_zero_enabled=False,  # a cold standby is no way back
        )
        for name, version in (("blue", blue), ("green", green))
    ]


# --8<-- [end:two_versions]


# --8<-- [start:shift]
def shift(w: WorkspaceClient, entities: list[ServedEntityInput], green: int) -> None:
    """Blue-green calls this with 0 and then 100, a canary with 5, 25, 50, 100."""
    w.serving_endpoints.update_config_and_wait(  # raises if the update fails
        "ranker",
        served_entities=entities,  # entities and routes travel together
        traffic_config=TrafficConfig(
            routes=[
                Route(served_model_name="blue", traffic_percentage=100 - green),
                Route(served_model_name="green", traffic_percentage=green),
            ]
        ),
    )


# --8<-- [end:shift]


# --8<-- [start:canary]
def canary(
    w: WorkspaceClient,
    entities: list[ServedEntityInput],
    healthy: Callable[[], bool],
) -> None:
    """Raise the share step by step; one bad reading sends everything back to blue."""
    for share in (5, 25, 50, 100):
        shift(w, entities, green=share)
        if not healthy():  # latency, errors and quality over an observation window
            shift(w, entities, green=0)
            raise RuntimeError(f"rolled back at {share} %")


# --8<-- [end:canary]


# --8<-- [start:smoke]
def smoke_test(w: WorkspaceClient, rows: list[dict[str, float]]) -> object:
    """Ask green directly: the traffic split does not apply to this path."""
    return w.api_client.do(
        "POST",
        "/serving-endpoints/ranker/served-models/green/invocations",
        body={"dataframe_records": rows},
    )


# --8<-- [end:smoke]
