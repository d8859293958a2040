"""Drift measures, queries on metric tables, unpacking, custom metrics, run small."""

import json
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from pyspark.sql import types as T
from scipy import stats

import drift_monitoring_local


def ages(rows: int, mean: float, spread: float = 10.0) -> np.ndarray:
    """A normal distribution without chance: the same numbers everywhere."""
    return stats.norm.ppf((np.arange(rows) + 0.5) / rows) * spread + mean


def test_numeric_measures_answer_different_questions(printed):
    drift_monitoring_local.compare_numbers(
        ages(200_000, 50.0),
        {
            "large and equal": ages(200_000, 50.0),
            "large, 0.2 older": ages(200_000, 50.2),
            "small, 4 older": ages(25, 54.0),
            "large, 4 older": ages(20_000, 54.0),
            "large, same mean": ages(20_000, 50.0, spread=20.0),
        },
    )
    printed("drift_monitoring_local.numbers")


def test_categorical_measures_see_one_jump_or_many_steps(printed):
    base = np.array([1000] * 10)
    drift_monitoring_local.compare_categories(
        base,
        {
            "many steps": np.array([1300] * 5 + [700] * 5),
            "one jump": np.array([2350] + [850] * 9),
            "few rows": np.array([13] * 5 + [7] * 5),
        },
    )
    printed("drift_monitoring_local.categories")


DRIFT = (
    "window struct<start: timestamp, end: timestamp>, granularity string, "
    "drift_type string, slice_key string, model_id string, column_name string, "
    "ks_test struct<statistic: double, pvalue: double>, "
    "chi_squared_test struct<statistic: double, pvalue: double>, "
    "population_stability_index double, js_distance double"
)


def drift_table(spark, end: datetime = datetime(2026, 3, 4)) -> None:
    """A tiny drift metrics table, with the keys that make queries go wrong."""
    day_long = timedelta(days=1)
    days = {2: (end - 2 * day_long, end - day_long), 3: (end - day_long, end)}

    def row(day, column, ks=None, chi=None, psi=None, js=None, kind="BASELINE", **keys):
        slice_key = keys.get("slice_key")
        width = keys.get("granularity", "1 day")
        model = keys.get("model", "*")
        return (days[day], width, kind, slice_key, model, column, ks, chi, psi, js)

    rows = [
        row(2, "age", ks=(0.01, 0.0001), psi=0.01),
        row(2, "amount", ks=(0.05, 0.2), psi=0.04),
        row(2, "income", ks=(0.06, 0.3), psi=0.05),
        row(2, "channel", chi=(9.0, 0.06), js=0.05),
        row(3, "age", ks=(0.01, 0.0001), psi=0.01),
        row(3, "amount", ks=(0.20, 0.4), psi=0.26),
        row(3, "income", ks=(0.31, 0.0001), psi=0.63),
        row(3, "channel", chi=(80.0, 0.0001), js=0.22),
        row(3, "income", ks=(0.9, 0.0001), psi=4.0, slice_key="channel"),
        row(3, "income", ks=(0.9, 0.0001), psi=3.0, kind="CONSECUTIVE"),
        row(3, "income", ks=(0.4, 0.0001), psi=0.9, granularity="1 week"),
        row(3, "income", ks=(0.5, 0.0001), psi=1.1, model="7"),
    ]
    spark.createDataFrame(rows, DRIFT).createOrReplaceTempView(
        "claims_scored_drift_metrics"
    )


def test_a_column_has_to_be_significant_and_large(spark, printed):
    drift_table(spark)
    drift_monitoring_local.significant_and_large(spark)
    printed("drift_monitoring_local.query")


def test_a_profile_that_has_stopped_gives_no_row_until_an_aggregation_makes_one(
    spark, printed
):
    for age in (timedelta(hours=7), timedelta(hours=55)):
        drift_table(spark, end=datetime.now() - age)
        drift_monitoring_local.judge(spark)
    printed("drift_monitoring_local.alert-query")


def test_quality_falls_while_drift_stays_flat(printed):
    price = np.arange(200) % 50
    prediction = (price < 25).astype(int)

    def week(share: float | None) -> pd.DataFrame:
        played = (np.arange(200) % 25 < 25 * (share or 0)).astype(float)
        if share is None:
            played[:] = np.nan
        return pd.DataFrame(
            {"price": price, "prediction": prediction, "played": played}
        )

    drift_monitoring_local.quality_without_drift(
        {
            "validation": week(0.8),
            "week 1": week(0.8),
            "week 2": week(0.6),
            "week 3": week(0.4),
        }
    )
    printed("drift_monitoring_local.parts")


def test_a_slow_rise_shows_against_the_baseline_only(printed):
    shares = [0.04 + 0.03 * month for month in range(9)]
    drift_monitoring_local.two_references(shares)
    printed("drift_monitoring_local.windows")


def payload_of(spark):
    """Three calls: a batch of two, a single record, and one that failed."""

    def records(*scores):
        return json.dumps(
            {
                "dataframe_records": [
                    {"score_id": score, "weight": weight, "zone": zone}
                    for score, weight, zone in scores
                ]
            }
        )

    rows = [
        (
            datetime(2026, 3, 2, 10, 0),
            200,
            "9f3c",
            records(("a1", 1.5, "north"), ("a2", 4.0, "south")),
            json.dumps({"predictions": [31.0, 48.0]}),
        ),
        (
            datetime(2026, 3, 2, 10, 1),
            200,
            "b71e",
            records(("a3", 2.0, "north")),
            json.dumps({"predictions": [29.0]}),
        ),
        (datetime(2026, 3, 2, 10, 2), 400, "b71e", '{"rows": []}', "{}"),
    ]
    columns = "request_time timestamp, status_code int, served_entity_id string"
    return spark.createDataFrame(rows, f"{columns}, request string, response string")


def test_a_batch_becomes_rows_and_waits_for_labels(spark, printed):
    labels = spark.createDataFrame(
        [("a1", 35.0), ("a3", 30.0)], "score_id string, actual_minutes double"
    )
    versions = spark.createDataFrame(
        [("9f3c", "7"), ("b71e", "8")], "served_entity_id string, model_id string"
    )
    scored = drift_monitoring_local.scored_rows(payload_of(spark), versions, labels)
    printed("drift_monitoring_local.unpack")
    assert scored.count() == 3
    assert scored.schema["eta"].dataType == T.DoubleType()


def test_each_type_of_metric_reads_what_the_type_before_has_stored(spark, printed):
    rows = [
        (1, 30.0, 33.0, 1.0),
        (1, 40.0, 37.0, 1.0),
        (2, 30.0, 31.0, 2.0),
        (2, 40.0, 33.0, 2.0),
        (2, 50.0, None, 9.0),
    ]
    scored = spark.createDataFrame(
        rows, "week int, eta double, actual_minutes double, weight double"
    )
    drift_monitoring_local.three_types(scored)
    printed("drift_monitoring_local.templates")


def test_one_row_for_each_week_and_version(spark, printed):
    monday, tuesday = datetime(2026, 3, 2), datetime(2026, 3, 3)
    end = datetime(2026, 3, 9)

    def row(model, rmse, column=":table", width="1 week", key=None, log="INPUT"):
        stop = end if width == "1 week" else tuesday
        window = (monday, stop) if width else None  # a baseline has no window
        return (window, width, key, log, model, column, rmse)

    rows = [
        row("7", 4.2),
        row("8", 3.9),
        row("*", 4.1),
        row("7", 4.0, width=None, log="BASELINE"),
        row("7", 5.1, width="1 day"),
        row("8", 3.0, width="1 day"),
        row("7", 6.3, key="zone"),
        row("7", None, column="eta"),
        row("8", None, column="eta"),
    ]
    schema = (
        "window struct<start: timestamp, end: timestamp>, granularity string, "
        "slice_key string, log_type string, model_id string, column_name string, "
        "root_mean_squared_error double"
    )
    spark.createDataFrame(rows, schema).createOrReplaceTempView(
        "eta_scored_profile_metrics"
    )
    drift_monitoring_local.weekly_error(spark)
    printed("drift_monitoring_local.read")


def test_expressions_slice_on_their_own(spark, printed):
    rows = [
        ("BR", "family"),
        ("BR", "single"),
        ("BR", "single"),
        ("PT", "family"),
        ("PT", "student"),
    ]
    drift_monitoring_local.slices_of(
        spark.createDataFrame(rows, "country string, plan string")
    )
    printed("drift_monitoring_local.slices")
