"""Profiles, alerts, health: the real SDK writes the requests, and nothing is sent."""

import io
from types import SimpleNamespace

import pytest
from databricks.sdk.service import catalog, serving, sql
from databricks.sdk.service import dataquality as dq

import drift_monitoring

EXPORT = b"""\
# TYPE cpu_usage_percentage gauge
cpu_usage_percentage{endpoint_name="fraud-rt"} 38.0
# TYPE request_count_total gauge
request_count_total{endpoint_name="fraud-rt",model="v7"} 5000.0
request_count_total{endpoint_name="fraud-rt",model="v8"} 400.0
request_4xx_count_total{endpoint_name="fraud-rt"} 90.0
request_5xx_count_total{endpoint_name="fraud-rt"} 30.0
"""


class Wire:
    """Stands where the SDK would send: keeps each request and answers from a table."""

    def __init__(self):
        self._cfg = SimpleNamespace(workspace_id=None)
        self.sent: list[tuple[str, str, dict, dict]] = []
        self.export = EXPORT

    def do(self, method, path, query=None, headers=None, body=None, raw=False):
        self.sent.append((method, path, query or {}, body or {}))
        if "/tables/" in path and method == "GET":
            return {"table_id": "uuid-of-table"}
        if "/schemas/" in path:
            return {"schema_id": "uuid-of-schema"}
        if raw:
            return {"contents": io.BytesIO(self.export)}
        if "/monitors/table/" in path and method == "GET":
            config = {"output_schema_id": "uuid-of-schema", "snapshot": {}}
            return {
                "object_type": "table",
                "object_id": "t",
                "data_profiling_config": config,
            }
        return body or {}


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def w(wire):
    """The services of a workspace client, each of them the SDK's own."""
    return SimpleNamespace(
        tables=catalog.TablesAPI(wire),
        schemas=catalog.SchemasAPI(wire),
        quality_monitors=catalog.QualityMonitorsAPI(wire),
        data_quality=dq.DataQualityAPI(wire),
        alerts_v2=sql.AlertsV2API(wire),
        serving_endpoints=serving.ServingEndpointsAPI(wire),
    )


def test_each_table_gets_exactly_one_analysis():
    kinds = {"snapshot", "time_series", "inference_log"}
    configs = drift_monitoring.analysis_of_each_table("uuid")
    assert [sorted(kinds & set(c.as_dict())) for c in configs.values()] == [
        ["snapshot"],
        ["time_series"],
        ["inference_log"],
    ]


def test_a_profile_is_created_by_uuid_and_its_baseline_named(w, wire):
    drift_monitoring.create_inference_profile(w)
    method, path, _, body = wire.sent[-1]
    assert (method, path) == ("POST", "/api/data-quality/v1/monitors")
    assert body["object_id"] == "uuid-of-table"
    config = body["data_profiling_config"]
    assert config["output_schema_id"] == "uuid-of-schema"
    assert config["baseline_table_name"] == "prod.claims.validation_scored"
    assert config["inference_log"]["granularities"] == ["AGGREGATION_GRANULARITY_1_DAY"]


def test_the_former_api_sends_names(w, wire):
    drift_monitoring.create_with_the_former_api(w)
    _, path, _, body = wire.sent[-1]
    assert path.endswith("/tables/prod.claims.claims_scored/monitor")
    assert body["output_schema_name"] == "prod.monitoring"
    assert body["inference_log"]["granularities"] == ["1 day"]


def test_anomaly_detection_belongs_to_a_schema(w, wire):
    drift_monitoring.watch_a_schema(w)
    assert wire.sent[-1][3] == {
        "object_type": "schema",
        "object_id": "uuid-of-schema",
        "anomaly_detection_config": {},
    }


def test_a_baseline_is_moved_by_mask_and_then_refreshed(w, wire):
    drift_monitoring.add_baseline(w, "t")
    (_, _, query, body), refresh = wire.sent[-2:]
    assert query == {"update_mask": "data_profiling_config.baseline_table_name"}
    assert body["data_profiling_config"]["baseline_table_name"].endswith("_v8")
    assert refresh[:2] == ("POST", "/api/data-quality/v1/monitors/table/t/refreshes")


def test_the_alert_compares_the_first_row_and_triggers_without_one(w, wire):
    drift_monitoring.create_drift_alert(w, "warehouse", "SELECT 1 AS psi")
    _, path, _, body = wire.sent[-1]
    assert path == "/api/2.0/alerts"
    assert body["evaluation"]["source"] == {"name": "psi"}
    assert body["evaluation"]["comparison_operator"] == "GREATER_THAN_OR_EQUAL"
    assert body["evaluation"]["empty_result_state"] == "TRIGGERED"


def test_custom_metrics_are_added_by_mask(w, wire):
    kind = dq.DataProfilingCustomMetricType
    old = dq.DataProfilingCustomMetric(
        "old",
        "count(1)",
        [":table"],
        "{}",
        kind.DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE,
    )
    config = dq.DataProfilingConfig(
        "uuid", snapshot=dq.SnapshotConfig(), custom_metrics=[old]
    )
    drift_monitoring.add_custom_metrics(w, "t", config)
    method, _, query, body = wire.sent[-1]
    assert (method, query["update_mask"]) == (
        "PATCH",
        "data_profiling_config.custom_metrics",
    )
    metrics = body["data_profiling_config"]["custom_metrics"]
    assert metrics[0]["name"] == "old"
    assert [m["type"].rpartition("_")[2] for m in metrics[1:]] == [
        "AGGREGATE",
        "AGGREGATE",
        "DERIVED",
        "DRIFT",
    ]


def test_the_export_counts_one_minute(w, wire, printed):
    drift_monitoring.health_of_a_minute(w, "fraud-rt")
    assert wire.sent[-1][:2] == ("GET", "/api/2.0/serving-endpoints/fraud-rt/metrics")
    printed("drift_monitoring.health")


def test_an_idle_minute_is_no_error(w, wire, capsys):
    wire.export = b'cpu_usage_percentage{endpoint_name="fraud-rt"} 1.0\n'
    drift_monitoring.health_of_a_minute(w, "fraud-rt")
    assert "error share     0.0%" in capsys.readouterr().out
