"""Samples for the section on deployment strategies."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import OperationFailed
from databricks.sdk.service.serving import Route, ServedEntityInput, TrafficConfig
from mlflow.deployments import get_deploy_client

MODEL = "prod.shop.ranker"
log = logging.getLogger(__name__)


def compare_first_steps() -> None:
    """What a first step of a rollout costs if the new version is faulty."""
    # --8<-- [start:exposure]
    requests_a_minute = 2_000
    answers_for_a_verdict = 1_000
    minutes_back = 4  # until the old version answers everything again

    for percent in (1, 5, 25, 100):
        a_minute = requests_a_minute * percent / 100
        minutes = answers_for_a_verdict / a_minute
        faulty = a_minute * (minutes + minutes_back)
        print(f"{percent:3} %: verdict after {minutes:4.1f} min, {faulty:5.0f} faulty")
    # --8<-- [end:exposure]


Ask = Callable[[list[dict]], list[float]]


# --8<-- [start:shadow]
def answer(rows: list[dict], blue: Ask, green: Ask, keep: Callable[..., None]) -> list:
    """Shadow: green gets the same rows, callers get blue's answer."""
    reply = blue(rows)
    try:
        keep(rows=rows, blue=reply, green=green(rows))
    except Exception:  # neither green nor the record may cost the caller its answer
        log.exception("no comparison for this request")
    return reply


# --8<-- [end:shadow]


# --8<-- [start:two-versions]
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


# --8<-- [end:two-versions]


# --8<-- [start:shift]
def shift(w: WorkspaceClient, entities: list[ServedEntityInput], green: int) -> None:
    """Blue-green calls this with 0 and then 100, a canary with 0, 5, 25, 50, 100."""
    w.serving_endpoints.update_config_and_wait(  # raises if the update fails
        "ranker",
        served_entities=entities,  # both, so that the call states the whole split
        traffic_config=TrafficConfig(
            routes=[
                Route(served_model_name="blue", traffic_percentage=100 - green),
                Route(served_model_name="green", traffic_percentage=green),
            ]
        ),
    )


# --8<-- [end:shift]


# --8<-- [start:canary]
def fine(healthy: Callable[[], bool]) -> bool:
    """No reading is a bad reading."""
    try:
        return healthy()  # latency, errors and quality over a window
    except Exception:
        return False


def canary(
    w: WorkspaceClient,
    entities: list[ServedEntityInput],
    healthy: Callable[[], bool],
) -> bool:
    """Raise the share step by step; a bad reading sends everything back to blue."""
    shift(w, entities, green=0)  # builds green; raises if it cannot, blue answers on
    for share in (5, 25, 50, 100):
        try:
            shift(w, entities, green=share)
            print(f"green answers {share} %")
            good = fine(healthy)
        except OperationFailed:  # the split of the step before is in force
            good = False
        if not good:
            shift(w, entities, green=0)
            print("back to blue")
            return False
    return True


# --8<-- [end:canary]


def ask_green_then_everyone(w: WorkspaceClient, rows: list[dict[str, Any]]) -> Any:
    """Smoke-test one entity, then see who answers ordinary calls."""
    # --8<-- [start:smoke]
    # Green alone: the routes do not apply to this path.
    tested = w.api_client.do(
        "POST",
        "/serving-endpoints/ranker/served-models/green/invocations",
        body={"dataframe_records": rows},
    )
    # The endpoint as callers see it: the answer names the entity it came from.
    answers = [
        w.serving_endpoints.query("ranker", dataframe_records=rows) for _ in range(20)
    ]
    print(Counter(a.served_model_name for a in answers))
    # --8<-- [end:smoke]
    return tested


def shift_like_2023() -> None:
    """The deprecated calls for the same step."""
    # --8<-- [start:served-models]
    client = get_deploy_client("databricks")
    client.update_endpoint(
        endpoint="ranker",
        config={
            "served_models": [
                {"name": "blue", "model_name": MODEL, "model_version": "7"},
                {"name": "green", "model_name": MODEL, "model_version": "8"},
            ],
            "traffic_config": {
                "routes": [
                    {"served_model_name": "blue", "traffic_percentage": 95},
                    {"served_model_name": "green", "traffic_percentage": 5},
                ]
            },
        },
    )
    # --8<-- [end:served-models]
