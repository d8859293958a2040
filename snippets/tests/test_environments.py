"""Bindings against a stand-in for the workspace, and the bundle's own consistency."""

import re
from pathlib import Path
from unittest.mock import create_autospec

import yaml
from databricks.sdk import WorkspaceClient
from databricks.sdk.service import catalog

import environments

SNIPPETS = Path(__file__).parents[1]
BUNDLE = yaml.safe_load((SNIPPETS / "environments_bundle.yml").read_text("utf-8"))


def test_production_writes_and_development_reads():
    w = create_autospec(WorkspaceClient, instance=True)
    w.catalogs = create_autospec(catalog.CatalogsAPI, instance=True)
    w.workspace_bindings = create_autospec(catalog.WorkspaceBindingsAPI, instance=True)
    environments.bind(w, prod_workspace=1, dev_workspace=2)

    # Bindings are consulted in this mode alone
    assert w.catalogs.update.call_args.kwargs["isolation_mode"].value == "ISOLATED"
    sent = w.workspace_bindings.update_bindings.call_args.kwargs
    assert sent["securable_type"] == "catalog"
    kinds = [binding.as_dict() for binding in sent["add"]]
    assert kinds == [
        {"workspace_id": 1},
        {"workspace_id": 2, "binding_type": "BINDING_TYPE_READ_ONLY"},
    ]


def strings(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in strings(value)]
    if isinstance(node, list):
        return [text for value in node for text in strings(value)]
    return [node] if isinstance(node, str) else []


def test_every_reference_of_the_bundle_leads_somewhere():
    for text in strings(BUNDLE):
        for reference in re.findall(r"\$\{([^}]+)\}", text):
            head, *rest = reference.split(".")
            if head == "var":
                assert rest[0] in BUNDLE["variables"], reference
            elif head == "resources":
                node = BUNDLE["resources"]
                for key in rest:
                    node = node[key]
            else:
                assert reference in {"bundle.name", "bundle.target"}, reference


def test_privileges_for_catalog_objects_and_levels_for_the_rest():
    for kind, entries in BUNDLE["resources"].items():
        for entry in entries.values():
            in_catalog = kind == "registered_models"
            assert ("permissions" if in_catalog else "grants") not in entry, kind


def test_traffic_goes_to_served_entities_and_adds_up():
    for entry in BUNDLE["resources"]["model_serving_endpoints"].values():
        served = {entity["name"] for entity in entry["config"]["served_entities"]}
        routes = entry["config"]["traffic_config"]["routes"]
        assert {route["served_model_name"] for route in routes} <= served
        assert sum(route["traffic_percentage"] for route in routes) == 100


def test_every_target_sets_every_variable_without_a_default():
    open_ones = {k for k, v in BUNDLE["variables"].items() if "default" not in v}
    for name, target in BUNDLE["targets"].items():
        assert set(target["variables"]) == open_ones, name
        production = target.get("mode") == "production"
        assert production == ("root_path" in target.get("workspace", {})), name


def test_only_the_deploying_principal_writes_what_production_runs():
    prod = BUNDLE["targets"]["prod"]
    deployer = prod["run_as"]["service_principal_name"]
    assert prod["workspace"]["root_path"].startswith(f"/Workspace/Users/{deployer}/")
