"""Samples for the section "Drift Detection": what runs on a laptop."""

import numpy as np
import pandas as pd
from jinja2 import Template
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from scipy import stats
from scipy.spatial.distance import jensenshannon


def compare_numbers(base: np.ndarray, weeks: dict[str, np.ndarray]) -> None:
    """The numeric measures of the drift metrics table, week by week."""

    # --8<-- [start:numbers]
    def psi(base: np.ndarray, now: np.ndarray, bins: int = 10) -> float:
        edges = np.quantile(base, np.linspace(0, 1, bins + 1))[1:-1]
        shares = [
            np.bincount(np.digitize(x, edges), minlength=bins) / len(x)
            for x in (base, now)
        ]
        p, q = np.clip(shares, 1e-4, None)  # an empty bin would divide by zero
        return float(np.sum((q - p) * np.log(q / p)))

    print("week                     rows    KS  p-value  Wasserstein   PSI")
    for week, now in weeks.items():
        ks = stats.ks_2samp(base, now)
        moved = stats.wasserstein_distance(base, now)
        print(
            f"{week:20} {len(now):8} {ks.statistic:5.2f} {ks.pvalue:8.4f}"
            f" {moved:12.2f} {psi(base, now):5.2f}"
        )
    # --8<-- [end:numbers]


def compare_categories(base: np.ndarray, weeks: dict[str, np.ndarray]) -> None:
    """The measures for string columns, from counts of each category."""
    # --8<-- [start:categories]
    print("week            chi2 p-value  total variation  L-infinity  Jensen-Shannon")
    for week, now in weeks.items():
        pvalue = stats.chi2_contingency([base, now])[1]
        p, q = base / base.sum(), now / now.sum()
        change = np.abs(q - p)
        print(
            f"{week:15} {pvalue:12.4f} {change.sum() / 2:16.2f} {change.max():11.2f}"
            f" {jensenshannon(p, q):15.2f}"
        )
    # --8<-- [end:categories]


def significant_and_large(spark: SparkSession) -> None:
    """Both questions in one query: could it be chance, and does it matter?"""
    # --8<-- [start:query]
    spark.sql("""
        SELECT
          date(window.start) AS day, column_name,
          coalesce(ks_test.pvalue, chi_squared_test.pvalue) AS p_value,
          population_stability_index AS psi,  -- numeric columns
          js_distance                         -- string columns
        FROM claims_scored_drift_metrics
        WHERE drift_type = 'BASELINE' AND slice_key IS NULL AND granularity = '1 day'
          AND model_id = '*'  -- all model versions together
          AND coalesce(ks_test.pvalue, chi_squared_test.pvalue) < 0.01
          AND (population_stability_index >= 0.2 OR js_distance >= 0.1)
        ORDER BY day, column_name
    """).show()
    # --8<-- [end:query]


def judge(spark: SparkSession) -> None:
    """What an alert compares, and what an aggregation makes of no rows."""
    # --8<-- [start:alert-query]
    query_text = """
        SELECT column_name, population_stability_index AS psi
        FROM claims_scored_drift_metrics
        WHERE drift_type = 'BASELINE' AND slice_key IS NULL AND model_id = '*'
          AND column_name IN ('age', 'amount', 'income')
          AND granularity = '1 day' AND window.end <= current_timestamp()
          AND window.end > current_timestamp() - INTERVAL 1 DAY  -- no older window
        ORDER BY psi DESC LIMIT 1  -- the worst feature
    """
    rows = spark.sql(query_text).collect()
    print("rows:", [(row["column_name"], row["psi"]) for row in rows])
    wrapped = f"WITH q AS ({query_text}) SELECT max(psi) AS psi FROM q"
    print(
        "rows with MAX around it:", [row["psi"] for row in spark.sql(wrapped).collect()]
    )
    # --8<-- [end:alert-query]


def quality_without_drift(weeks: dict[str, pd.DataFrame]) -> None:
    """Inputs and predictions look as before, and the model is wrong more often."""
    # --8<-- [start:parts]
    base = weeks["validation"]
    print("week        input: KS  prediction: L-infinity  precision")
    for week, rows in weeks.items():
        ks = stats.ks_2samp(base["price"], rows["price"]).statistic
        moved = abs(rows["prediction"].mean() - base["prediction"].mean())
        labelled = rows.dropna(subset="played")
        precision = labelled.loc[labelled["prediction"] == 1, "played"].mean()
        print(f"{week:11} {ks:9.2f} {moved:23.2f} {precision:10.2f}")
    # --8<-- [end:parts]


def two_references(shares: list[float]) -> None:
    """A slow rise, compared with the week before and with a fixed baseline."""

    # --8<-- [start:windows]
    def distance(p: float, q: float) -> float:
        return float(jensenshannon([p, 1 - p], [q, 1 - q]))

    print("month  share  CONSECUTIVE  BASELINE  above 0.15")
    for month in range(1, len(shares)):
        step = distance(shares[month - 1], shares[month])
        since = distance(shares[0], shares[month])
        flag = "fires above 0.15" if since > 0.15 else ""
        line = f"{month:5} {shares[month]:6.2f} {step:12.2f} {since:9.2f}  {flag}"
        print(line.rstrip())
    # --8<-- [end:windows]


def scored_rows(
    payload: DataFrame, versions: DataFrame, labels: DataFrame
) -> DataFrame:
    """One row for each scored record, with its label as soon as there is one."""
    # --8<-- [start:unpack]
    record = "struct<score_id: string, weight: double, zone: string>"
    request = F.from_json("request", f"dataframe_records array<{record}>")
    response = F.from_json("response", "predictions array<double>")
    answered = payload.where("status_code = 200").select(
        F.col("request_time").alias("scored_at"),
        "served_entity_id",  # opaque: says nothing of the model version
        request["dataframe_records"].alias("record"),
        response["predictions"].alias("eta"),
    )
    pairs = answered.withColumn("pair", F.explode(F.arrays_zip("record", "eta")))
    named = pairs.join(versions, "served_entity_id")  # adds model_id
    flat = named.select("scored_at", "model_id", "pair.record.*", "pair.eta")
    scored = flat.join(labels, "score_id", "left")  # no label yet: NULL
    scored.orderBy("score_id").drop("scored_at").show()
    # --8<-- [end:unpack]
    return scored


def three_types(scored: DataFrame) -> DataFrame:
    """What aggregate, derived and drift metrics compute from what."""
    # --8<-- [start:templates]
    aggregates = {
        "squares": "sum(weight * power({{prediction_col}} - {{label_col}}, 2))",
        "weights": "sum(if({{label_col}} IS NULL, NULL, weight))",  # labelled rows only
    }
    derived = "sqrt(squares / weights)"
    drift = "{{current_df}}.weighted_rmse - {{base_df}}.weighted_rmse"

    profile = {"prediction_col": "eta", "label_col": "actual_minutes"}
    filled = [
        F.expr(Template(text).render(profile)).alias(name)
        for name, text in aggregates.items()
    ]
    weeks = scored.groupBy("week").agg(*filled)
    weeks = weeks.withColumn("weighted_rmse", F.expr(derived))  # the same row
    weeks.orderBy("week").show()

    compared = {"current_df": "now", "base_df": "before"}
    pairs = weeks.alias("now").join(
        weeks.alias("before"), F.expr("now.week = before.week + 1")
    )
    change = F.expr(Template(drift).render(compared)).alias("rmse_change")
    pairs.select("now.week", change).show()
    # --8<-- [end:templates]
    return weeks


def weekly_error(spark: SparkSession) -> DataFrame:
    """One row for each week and model version, every other key pinned."""
    # --8<-- [start:read]
    metrics = spark.table("eta_scored_profile_metrics")
    pinned = (
        metrics.where("column_name = ':table'")  # quality needs two columns
        .where("granularity = '1 week'")
        .where("slice_key IS NULL")  # all rows, no slice
        .where("log_type = 'INPUT'")  # the profiled table, not the baseline
        .where("model_id <> '*'")  # each version, not all of them together
    )
    print(f"{metrics.count()} rows, {pinned.count()} of them wanted")
    weekly = pinned.selectExpr(
        "date(window.start) AS week", "model_id", "root_mean_squared_error"
    ).orderBy("week", "model_id")
    weekly.show()
    # --8<-- [end:read]
    return weekly


def slices_of(orders: DataFrame) -> None:
    """Which slices a list of expressions yields."""
    # --8<-- [start:slices]
    for expression in ["plan", "country = 'BR'", "country = 'BR' AND plan = 'family'"]:
        value = F.expr(expression).cast("string").alias("slice_value")
        slices = orders.groupBy(value).count().orderBy("slice_value").collect()
        print(expression, {row["slice_value"]: row["count"] for row in slices})
    # --8<-- [end:slices]
