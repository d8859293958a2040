"""Unit tests, model validation and a small chain, run on local Spark and MLflow."""

import sys
from pathlib import Path

import mlflow
import pandas as pd
import pytest
from mlflow import MlflowClient
from pyspark.errors import PySparkAssertionError
from pyspark.sql import functions as F
from pyspark.testing import assertDataFrameEqual
from sklearn.linear_model import LinearRegression

import validation_testing

ORDERS = "order_id int, shop string, amount double"


@pytest.fixture
def comparison_without_pandas(monkeypatch):
    """PySpark 4.3 cannot import its pandas API beside pandas 3; frames need none."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)


@pytest.mark.usefixtures("comparison_without_pandas")
def test_unit_test_holds_and_finds_a_fault(spark, monkeypatch):
    validation_testing.test_a_repeated_order_counts_once(spark)

    def careless(orders):
        return orders.groupBy("shop").agg(F.sum("amount").alias("total"))

    monkeypatch.setattr(validation_testing, "daily_totals", careless)
    with pytest.raises(PySparkAssertionError):
        validation_testing.test_a_repeated_order_counts_once(spark)


@pytest.mark.usefixtures("comparison_without_pandas")
def test_what_the_helper_calls_equal(spark, printed):
    validation_testing.compare(spark)
    printed("validation_testing.tolerance")


@pytest.mark.usefixtures("comparison_without_pandas")
def test_a_float_in_the_first_column_pairs_the_wrong_rows(spark):
    rows = [(9.99999999, "a"), (5.0, "b")]
    near = [(10.0, "a"), (5.0, "b")]  # within the tolerance, sorted as text before 5.0
    with pytest.raises(PySparkAssertionError):
        assertDataFrameEqual(
            spark.createDataFrame(rows, "total double, shop string"),
            spark.createDataFrame(near, "total double, shop string"),
        )
    assertDataFrameEqual(
        spark.createDataFrame([row[::-1] for row in rows], "shop string, total double"),
        spark.createDataFrame([row[::-1] for row in near], "shop string, total double"),
    )


@pytest.mark.usefixtures("comparison_without_pandas")
def test_types_count_and_a_list_of_rows_has_none(spark):
    long = spark.createDataFrame([(1,)], "n long")
    short = spark.createDataFrame([(1,)], "n int")
    with pytest.raises(PySparkAssertionError):
        assertDataFrameEqual(long, short)
    assertDataFrameEqual(long, short, ignoreColumnType=True)
    assertDataFrameEqual(long, short.collect())
    assertDataFrameEqual(long.to(short.schema), short)  # cast: nothing left to see


def test_mock_records_the_catalog(monkeypatch):
    validation_testing.test_publish_writes_to_the_catalog_it_was_given()

    def wrong(fe, totals, catalog):
        fe.write_table(name="prod.shop.totals", df=totals, mode="merge")

    monkeypatch.setattr(validation_testing, "publish_totals", wrong)
    with pytest.raises(AssertionError):
        validation_testing.test_publish_writes_to_the_catalog_it_was_given()

    def misspelt(fe, totals, catalog):
        fe.write_tabel(name=f"{catalog}.shop.totals", df=totals, mode="merge")

    monkeypatch.setattr(validation_testing, "publish_totals", misspelt)
    with pytest.raises(AttributeError, match="write_tabel"):
        validation_testing.test_publish_writes_to_the_catalog_it_was_given()


def test_runner_cell_fails_with_its_tests():
    tests = Path("tests")
    tests.mkdir()
    (tests / "test_sample_passes.py").write_text("def test_fine(): pass\n", "utf-8")
    validation_testing.run_in_notebook()
    (tests / "test_sample_fails.py").write_text("def test_bad(): assert 0\n", "utf-8")
    with pytest.raises(AssertionError, match="TESTS_FAILED"):
        validation_testing.run_in_notebook()


def demand_model(name: str, X: pd.DataFrame, y: pd.Series) -> str:
    info = mlflow.sklearn.log_model(
        LinearRegression().fit(X, y),
        name="m",
        input_example=X.head(2),
        registered_model_name=name,
    )
    return str(info.registered_model_version)


def test_validation_judges_each_slice(printed):
    price = pd.DataFrame({"price": [1.0, 2.0, 3.0, 4.0]})
    number = demand_model("demand", price, 10 - price["price"])
    client = MlflowClient()
    client.update_model_version("demand", number, "ten less the price")
    holdout = price.assign(
        region=["north", "north", "south", "south"], demand=[9.0, 8.0, 2.0, 1.0]
    )

    with pytest.raises(ValueError, match="not fit"):
        validation_testing.validate("demand", number, holdout, limit=0.5)
    printed("validation_testing.validate")
    tags = client.get_model_version("demand", number).tags
    assert tags["model_validation_status"] == "FAILED"
    assert not client.get_registered_model("demand").aliases

    validation_testing.validate("demand", number, holdout, limit=6.0)
    assert client.get_model_version_by_alias("demand", "challenger").version == int(
        number
    )


def test_chain_reaches_from_orders_to_answers(spark):
    rows = [(1, "a", 2.0), (1, "a", 2.0), (2, "b", 3.0), (3, "c", 7.0)]
    validation_testing.chain(spark.createDataFrame(rows, ORDERS), "staging.shop.demand")
    runs = mlflow.search_runs()
    assert (runs["metrics.root_mean_squared_error"] < 0.01).all()


def test_chain_shows_a_renamed_column(spark, monkeypatch):
    def renamed(orders):
        return orders.select(F.col("amount").alias("sum"))

    monkeypatch.setattr(validation_testing, "daily_totals", renamed)
    orders = spark.createDataFrame([(1, "a", 2.0)], ORDERS)
    with pytest.raises(ValueError, match="total"):
        validation_testing.chain(orders, "staging.shop.demand")


def test_notebook_cell_reports_its_unittest():
    validation_testing.same_notebook()
