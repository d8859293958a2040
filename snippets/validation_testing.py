"""Samples for the section on validation testing."""

import sys
from typing import Any
from unittest.mock import MagicMock

import mlflow
import pytest
from mlflow.models import MetricThreshold
from mlflow.models.evaluation import EvaluationResult
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.testing import assertDataFrameEqual


# --8<-- [start:function]
# features/orders.py: reads nothing, writes nothing, returns one thing
def daily_totals(orders: DataFrame) -> DataFrame:
    return orders.groupBy("shop", "day").agg(F.sum("amount").alias("total"))


# --8<-- [end:function]


# --8<-- [start:unit_test]
# tests/test_orders.py
@pytest.fixture(scope="session")
def spark() -> SparkSession:  # a file has no ready-made session, a notebook has
    return SparkSession.builder.getOrCreate()


def test_daily_totals_adds_up_per_shop_and_day(spark: SparkSession) -> None:
    columns = ["shop", "day", "amount"]
    rows = [("a", "mon", 2.0), ("a", "mon", 3.0), ("b", "mon", 1.0)]
    expected = spark.createDataFrame(
        [("a", "mon", 5.0), ("b", "mon", 1.0)], ["shop", "day", "total"]
    )
    actual = daily_totals(spark.createDataFrame(rows, columns))
    assertDataFrameEqual(actual, expected)  # any row order, floats within tolerance


# --8<-- [end:unit_test]


# --8<-- [start:mock]
def publish_totals(fe: Any, totals: DataFrame) -> None:
    fe.write_table(name="prod.shop.daily_totals", df=totals, mode="merge")


def test_publish_merges_into_the_feature_table() -> None:
    fe, totals = MagicMock(), MagicMock()  # stands in for FeatureEngineeringClient
    publish_totals(fe, totals)
    fe.write_table.assert_called_once_with(
        name="prod.shop.daily_totals", df=totals, mode="merge"
    )


# --8<-- [end:mock]


# --8<-- [start:runner]
def run_tests_in_notebook() -> None:
    """The body of the runner cell."""
    sys.dont_write_bytecode = True  # the file system may be read-only
    code = pytest.main(["tests", "-v", "-p", "no:cacheprovider"])
    assert code == 0, "unit tests failed, see the log above"


# --8<-- [end:runner]


# --8<-- [start:validate]
def gate(candidate: EvaluationResult, champion: EvaluationResult) -> None:
    """Model validation: raises when the new version is not good enough."""
    mlflow.validate_evaluation_results(
        {
            "recall_score": MetricThreshold(
                threshold=0.80, min_absolute_change=0.01, greater_is_better=True
            )
        },
        candidate,
        champion,
    )


# --8<-- [end:validate]
