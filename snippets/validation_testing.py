"""Samples for the section on validation testing."""

import sys
import unittest
from typing import Any, Protocol
from unittest.mock import create_autospec

import mlflow
import numpy as np
import pandas as pd
import pytest
from mlflow import MlflowClient
from pyspark.errors import PySparkAssertionError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.testing import assertDataFrameEqual
from sklearn.linear_model import LinearRegression


# --8<-- [start:unit-test]
# features.py: takes data, returns data, reads and writes nothing
def daily_totals(orders: DataFrame) -> DataFrame:
    kept = orders.dropDuplicates(["order_id"])
    return kept.groupBy("shop").agg(F.sum("amount").alias("total"))


# tests/test_features.py
@pytest.fixture(scope="session")
def spark() -> SparkSession:  # a file has no ready-made session, a notebook has
    return SparkSession.builder.getOrCreate()


def test_a_repeated_order_counts_once(spark: SparkSession) -> None:
    rows = [(1, "a", 2.0), (1, "a", 2.0), (2, "a", None), (3, "b", 1.0)]
    orders = spark.createDataFrame(rows, "order_id int, shop string, amount double")
    expected = spark.createDataFrame(
        [("b", 1.0), ("a", 2.0)], "shop string, total double"
    )
    assertDataFrameEqual(daily_totals(orders), expected)  # in any row order


# --8<-- [end:unit-test]


def compare(spark: SparkSession) -> None:
    """What the helper calls equal, and what not."""

    # --8<-- [start:tolerance]
    def verdict(options: dict[str, Any]) -> str:
        try:
            assertDataFrameEqual(actual, expected, **options)
        except PySparkAssertionError as error:
            return str(error.getCondition())
        return "equal"

    columns = "shop string, total double"
    actual = spark.createDataFrame([("b", 1.0), ("a", 40_000.3)], columns)
    expected = spark.createDataFrame([("a", 40_000.0), ("b", 1.0)], columns)
    for options in (
        {},
        {"rtol": 0.0, "atol": 0.005},
        {"checkRowOrder": True},
    ):
        print(options, "→", verdict(options))
    # --8<-- [end:tolerance]


# --8<-- [start:mock]
class TableWriter(Protocol):  # what is used of FeatureEngineeringClient
    def write_table(self, *, name: str, df: DataFrame, mode: str) -> None: ...


def publish_totals(fe: TableWriter, totals: DataFrame, catalog: str) -> None:
    fe.write_table(name=f"{catalog}.shop.totals", df=totals, mode="merge")


def test_publish_writes_to_the_catalog_it_was_given() -> None:
    fe = create_autospec(TableWriter, instance=True)  # refuses misspelt calls
    totals = create_autospec(DataFrame, instance=True)
    publish_totals(fe, totals, "staging")
    fe.write_table.assert_called_once_with(
        name="staging.shop.totals", df=totals, mode="merge"
    )


# --8<-- [end:mock]


def run_in_notebook() -> None:
    """The cell of a notebook that runs the test files beside it."""
    # --8<-- [start:runner]
    sys.dont_write_bytecode = True  # the file system may be read-only
    code = pytest.main(["tests", "-q", "-p", "no:cacheprovider"])
    assert code == 0, f"unit tests failed: {code!r}"
    # --8<-- [end:runner]


def validate(name: str, number: str, holdout: pd.DataFrame, limit: float) -> None:
    """What the production pipeline does with each version it has trained."""
    # --8<-- [start:validate]
    client = MlflowClient()
    version = client.get_model_version(name, number)
    model = mlflow.pyfunc.load_model(f"models:/{name}/{number}")
    checks = {
        "signature": model.metadata.signature is not None,
        "description": bool(version.description),
    }
    for region, rows in holdout.groupby("region"):
        errors = model.predict(rows[["price"]]) - rows["demand"]
        checks[f"error in {region}"] = bool(errors.abs().mean() <= limit)
    print(checks)

    status = "PASSED" if all(checks.values()) else "FAILED"
    client.set_model_version_tag(name, number, "model_validation_status", status)
    if status == "FAILED":
        raise ValueError(f"version {number} of {name} is not fit for use")
    client.set_registered_model_alias(name, "challenger", number)
    # --8<-- [end:validate]


def chain(orders: DataFrame, name: str) -> None:
    """Every link once, on a sample; the catalog in the name is that of staging."""
    # --8<-- [start:chain]
    rows = daily_totals(orders).collect()
    X = pd.DataFrame({"total": [row["total"] for row in rows]})
    data = X.assign(demand=2 * X["total"] + 1)
    with mlflow.start_run():
        info = mlflow.sklearn.log_model(
            LinearRegression().fit(X, data["demand"]),  # the real class, few rows
            name="model",
            input_example=X.head(2),
            registered_model_name=name,
        )
        mlflow.models.evaluate(
            info.model_uri, data, targets="demand", model_type="regressor"
        )
    number = info.registered_model_version  # an alias may belong to another run
    scorer = mlflow.pyfunc.load_model(f"models:/{name}/{number}")
    answers = np.asarray(scorer.predict(X))
    # --8<-- [end:chain]
    # --8<-- [start:chain-checks]
    assert scorer.metadata.get_input_schema().input_names() == ["total"]
    assert answers.shape == (len(X),)
    assert np.isfinite(answers).all()
    with pytest.raises(mlflow.MlflowException):  # a caller that forgot a column
        scorer.predict(X.rename(columns={"total": "sum"}))
    # --8<-- [end:chain-checks]


def same_notebook() -> None:
    """Function and test as cells of one notebook."""

    # --8<-- [start:same-notebook]
    def net(gross: float, rate: float) -> float:
        return round(gross / (1 + rate), 2)

    class TestNet(unittest.TestCase):
        def test_takes_the_tax_off(self) -> None:
            assert net(119.0, 0.19) == 100.0

    suite = unittest.TestLoader().loadTestsFromTestCase(TestNet)
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    assert result.wasSuccessful(), result.failures  # or the cell stays green
    # --8<-- [end:same-notebook]
