"""Spark ML pipelines, tuning, evaluation and scoring on a local Spark session."""

import mlflow
import pandas as pd
import pytest
from pyspark.errors import AnalysisException, IllegalArgumentException
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import (
    GBTClassifier,
    LogisticRegression,
    OneVsRest,
    RandomForestClassifier,
)
from pyspark.ml.evaluation import (
    BinaryClassificationEvaluator,
    Evaluator,
    MulticlassClassificationEvaluator,
    RegressionEvaluator,
)
from pyspark.ml.feature import (
    Imputer,
    IndexToString,
    OneHotEncoder,
    StandardScaler,
    StringIndexer,
    VectorAssembler,
)
from pyspark.ml.functions import array_to_vector
from pyspark.ml.linalg import Vectors
from pyspark.ml.regression import DecisionTreeRegressor
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder, TrainValidationSplit
from pyspark.sql import functions as F
from sklearn.linear_model import LinearRegression

import spark_ml


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """MLflow finds requirements by loading the model in a further process: not here."""
    monkeypatch.setattr(
        mlflow.models, "infer_pip_requirements", lambda *_, **__: ["mlflow"]
    )


@pytest.fixture(scope="module")
def churn(spark):
    """Twelve customers; usage decides, one value is missing."""
    rows = [
        (i, ("basic", "basic", "plus")[i % 3], float(i), 30.0 + i % 4, float(i > 5))
        for i in range(12)
    ]
    rows[4] = (4, "plus", None, 30.0, 0.0)
    schema = "id LONG, plan STRING, usage DOUBLE, age DOUBLE, churned DOUBLE"
    return spark.createDataFrame(rows, schema).coalesce(1).cache()


@pytest.fixture
def tables(spark, tmp_path):
    """Make tables whose files stand in a folder of the test's own."""
    made = []

    def make(name, schema):
        place = f"{tmp_path}/{name}"
        spark.sql(f"CREATE TABLE {name} ({schema}) USING parquet LOCATION '{place}'")
        made.append(name)

    yield make
    for name in made:
        spark.sql(f"DROP TABLE {name}")


def test_a_long_source_can_make_a_short_training_set(spark, printed):
    calls = spark.range(0, 400, 1, 2).select(
        (F.col("id") % 8).alias("customer"),
        (F.col("id") % 7).cast("double").alias("minutes"),
        (F.col("id") % 8 > 3).cast("double").alias("churned"),
    )
    assert spark_ml.train_on_one_node(calls).n_features_in_ == 2
    printed("spark_ml.one-node")

    rows = [(float(i > 3), float(i), 1.0) for i in range(8)]
    table = spark.createDataFrame(rows, ["churned", "minutes", "calls"]).coalesce(1)
    assert spark_ml.train_on_an_rdd(table.rdd).predict([9.0, 1.0]) == 1


def test_a_pipeline_runs_in_order_and_remembers(churn, tmp_path, printed):
    model = spark_ml.train_pipeline(churn)
    printed("spark_ml.pipeline")
    loaded = spark_ml.keep_pipeline(model, f"{tmp_path}/churn")
    printed("spark_ml.persist")
    known = churn.agg(F.mean("usage")).first()[0]
    filled = loaded.transform(churn.where("usage IS NULL")).first()
    assert filled["usage_filled"] == pytest.approx(known)
    whole = churn.selectExpr("int(nullif(id, 11)) AS n").where("n IS NULL OR n < 2")
    means = Imputer(inputCols=["n"], outputCols=["m"]).fit(whole).transform(whole)
    assert means.where("n IS NULL").first()["m"] == 0  # the mean is 0.5

    indexer = StringIndexer(inputCol="plan", outputCol="plan_ix")
    assembler = VectorAssembler(inputCols=["plan_ix"], outputCol="features")
    with pytest.raises(IllegalArgumentException, match="FIELD_NOT_FOUND"):
        Pipeline(stages=[assembler, indexer]).fit(churn)
    with pytest.raises(IllegalArgumentException, match="plan_ix already exists"):
        Pipeline(stages=[indexer, indexer]).fit(churn)
    behind = IndexToString(inputCol="guess", outputCol="name", labels=["basic"])
    late = Pipeline(stages=[indexer, behind]).fit(churn)  # not applied by fit()
    with pytest.raises(IllegalArgumentException, match="FIELD_NOT_FOUND"):
        late.transform(churn)
    ages = VectorAssembler(inputCols=["age"], outputCol="features")
    scaler = StandardScaler(inputCol="features", outputCol="features")
    with pytest.raises(IllegalArgumentException, match="features already exists"):
        Pipeline(stages=[ages, scaler]).fit(churn)
    with pytest.raises(IllegalArgumentException, match="string"):
        VectorAssembler(inputCols=["plan"], outputCol="features").transform(churn)
    assert not hasattr(Pipeline(stages=[indexer]), "transform")
    with pytest.raises(mlflow.MlflowException, match="Cannot serialize"):
        mlflow.spark.save_model(Pipeline(stages=[indexer]), f"{tmp_path}/recipe")


def test_trees_need_a_bin_for_each_category(spark):
    rows = [(f"shop {i % 40}", float(i % 2), float(i % 2)) for i in range(80)]
    train = spark.createDataFrame(rows, ["shop", "usage", "churned"]).coalesce(1)
    model = spark_ml.train_forest(train)
    assert model.stages[-1].getMaxBins() == 41
    indexed = PipelineModel(stages=model.stages[:2]).transform(train)
    for bins in (32, 40):  # keep counts one category more than the 40 shops
        forest = RandomForestClassifier(labelCol="churned", maxBins=bins)
        with pytest.raises(IllegalArgumentException, match="maxBins"):
            forest.fit(indexed)
    assert model.stages[-1].featureImportances.size == 2
    three = indexed.withColumn("churned", F.lit(2.0))
    with pytest.raises(Exception, match=r"Labels MUST be in \{0, 1\}"):
        GBTClassifier(labelCol="churned", maxBins=41, maxIter=1).fit(three)
    classes = spark.createDataFrame(
        [(Vectors.dense([float(i)]), float(i % 3)) for i in range(9)],
        ["features", "label"],
    ).coalesce(1)
    each = OneVsRest(classifier=GBTClassifier(maxIter=1, maxDepth=1)).fit(classes)
    assert len(each.models) == 3


def test_an_unseen_category_is_dropped_or_kept(spark, printed):
    train = spark.createDataFrame([("basic",), ("basic",), ("plus",)], ["plan"])
    new = spark.createDataFrame([("basic",), ("gold",), ("plus",)], ["plan"])
    spark_ml.meet_unseen(train.coalesce(1), new.coalesce(1))
    printed("spark_ml.unseen")


def test_folds_are_averaged_and_the_winner_is_fitted_again(churn, printed):
    model = spark_ml.tune(churn.na.drop())
    printed("spark_ml.tuning")
    assert model.subModels is None  # what did not win is gone
    assert CrossValidator().getNumFolds() == 3
    assert CrossValidator().getParallelism() == 1
    assert TrainValidationSplit().getTrainRatio() == 0.75


def test_each_combination_has_its_run(spark, printed):
    rows = [(Vectors.dense([float(i)]), 2.0 * i) for i in range(16)]
    units = spark.createDataFrame(rows, ["features", "units"]).coalesce(1).cache()
    model = spark_ml.search_with_runs(units)
    printed("spark_ml.split")
    assert model.validationMetrics[0] < model.validationMetrics[1]

    inside = DecisionTreeRegressor(labelCol="units")
    outside = DecisionTreeRegressor(labelCol="units")
    grid = ParamGridBuilder().addGrid(outside.maxDepth, [0, 4]).build()
    search = TrainValidationSplit(
        estimator=inside,
        estimatorParamMaps=grid,
        evaluator=RegressionEvaluator(labelCol="units"),
        seed=7,
    )
    first, second = search.fit(units).validationMetrics
    assert first == second  # a grid of another object changes nothing


def test_an_area_wants_scores_and_a_recall_wants_decisions(spark, printed):
    scores = [0.9, 0.6, 0.4, 0.55, 0.3, 0.2, 0.1]
    labels = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    rows = [
        (label, Vectors.dense([1 - score, score]), float(score > 0.5))
        for label, score in zip(labels, scores, strict=True)
    ]
    scored = spark.createDataFrame(rows, ["label", "probability", "prediction"])
    scored = scored.coalesce(1).cache()
    spark_ml.compare_columns(scored)
    printed("spark_ml.hard-labels")

    renamed = scored.withColumnsRenamed(
        {"label": "churned", "probability": "rawPrediction"}
    )
    measures = spark_ml.evaluate(PipelineModel(stages=[]), renamed)
    assert measures["recall"] == pytest.approx(2 / 3)
    assert measures["auc_pr"] == pytest.approx(0.9, abs=0.01)

    recall = MulticlassClassificationEvaluator(metricName="recallByLabel")
    assert recall.getMetricLabel() == 0.0
    with pytest.raises(IllegalArgumentException, match="metricName"):
        BinaryClassificationEvaluator(metricName="f1").evaluate(scored)

    cost = spark_ml.StockCost()
    bread = spark.createDataFrame([(3.0, 2.0), (2.0, 5.0)], ["label", "prediction"])
    assert cost.evaluate(bread) == 3.5
    assert not cost.isLargerBetter()
    assert Evaluator.isLargerBetter(cost)
    tenfold = bread.select(*(F.col(name) * 10 for name in bread.columns))
    tenfold = tenfold.toDF(*bread.columns)
    for metric, factor in {"rmse": 10, "mse": 100, "var": 100, "r2": 1}.items():
        unit = RegressionEvaluator(metricName=metric)
        assert unit.evaluate(tenfold) == pytest.approx(factor * unit.evaluate(bread))
    assert not RegressionEvaluator(metricName="rmse").isLargerBetter()
    assert RegressionEvaluator(metricName="r2").isLargerBetter()


def test_a_model_is_loaded_by_alias_and_has_two_flavors(
    spark, churn, tables, tmp_path, printed, monkeypatch
):
    whole = churn.na.drop()
    assembler = VectorAssembler(inputCols=["usage", "age"], outputCol="features")
    lr = LogisticRegression(labelCol="churned", regParam=0.1, maxIter=5)
    model = Pipeline(stages=[assembler, lr]).fit(whole)

    tables("churn_scores", "id LONG, prediction DOUBLE")
    spark.sql("INSERT INTO churn_scores VALUES (0, 1.0)")  # of yesterday's run
    inputs = whole.select("usage", "age", "churned")
    uri = spark_ml.log_and_score(model, inputs, whole)
    assert uri.startswith("runs:/")  # not models:/m-…, as with other flavors
    assert spark.table("churn_scores").count() == whole.count()
    flavors = mlflow.models.get_model_info(uri).flavors
    assert set(flavors) == {"spark", "python_function"}

    with monkeypatch.context() as patch:  # Spark writes straight to the store
        patch.setattr(mlflow.spark, "is_local_uri", lambda *_, **__: False)
        spark_ml.log_and_score(model, inputs, whole)
    champion = mlflow.MlflowClient().get_model_version_by_alias("churn", "champion")
    assert int(champion.version) == 2

    spark_ml.compare_flavors(uri, whole.select("usage", "age"))
    printed("spark_ml.flavors")

    shares = model.copy()
    shares.stages[-1].setProbabilityCol("prediction").setPredictionCol("")
    mlflow.spark.save_model(shares, f"{tmp_path}/shares")
    wrapped = mlflow.pyfunc.load_model(f"{tmp_path}/shares")
    assert len(wrapped.predict(whole.limit(1).toPandas())[0]) == 2

    with pytest.raises(TypeError, match="artifact_path"):
        mlflow.spark.log_model(model, name="model")
    again = mlflow.spark.log_model(model, "again", name="ignored")
    assert again.model_uri.endswith("/again")
    assert mlflow.active_run()  # started by the call, and left open
    mlflow.end_run()


def test_a_stream_scores_each_row_once(spark, tables, tmp_path):
    tables("events", "id LONG, usage DOUBLE")
    tables("event_scores", "id LONG, prediction DOUBLE")
    tables("once_scores", "id LONG, prediction DOUBLE")
    some = spark.range(0, 4, 1, 1).selectExpr("id", "double(id) AS usage")
    some.write.insertInto("events")

    def embed(frame):
        return frame.withColumn("embedding", array_to_vector(F.array("usage", "usage")))

    def stream():
        return spark.readStream.table("events")

    assembler = VectorAssembler(inputCols=["usage", "embedding"], outputCol="features")
    train = embed(some).withColumn("label", F.expr("double(id % 2)"))
    lr = LogisticRegression(maxIter=2)
    model = Pipeline(stages=[assembler, lr]).fit(train)
    with pytest.raises(Exception, match="VectorSizeHint"):
        assembler.copy().setHandleInvalid("keep").transform(train)
    with pytest.raises(AnalysisException, match="streaming sources"):
        model.transform(embed(stream()))
    with pytest.raises(AnalysisException, match="streaming sources"):
        StringIndexer(inputCol="id", outputCol="ix").fit(stream())

    index = StringIndexer(inputCol="id", outputCol="ix", handleInvalid="keep")
    encoder = OneHotEncoder(inputCol="ix", outputCol="vec")
    inside = VectorAssembler(inputCols=["vec", "usage"], outputCol="features")
    steps = Pipeline(stages=[index, encoder, inside.setHandleInvalid("keep")])
    assert "features" in steps.fit(some).transform(stream()).columns  # no hint

    def run():
        session = type("", (), {"table": lambda _, name: embed(stream())})()
        session.readStream = session  # the table comes with its vector column
        query = spark_ml.score_stream(session, model, f"{tmp_path}/checkpoint")
        query.awaitTermination(60)
        return spark.table("event_scores").count()

    assert run() == 4
    assert run() == 4  # nothing new: nothing scored again
    some.limit(2).write.insertInto("events")
    assert run() == 6

    scored = stream().select("id", F.lit(0.0).alias("prediction"))
    query = spark_ml.score_stream_once(scored, f"{tmp_path}/once", "once_scores")
    query.awaitTermination(60)
    assert spark.table("once_scores").count() == 6


def test_one_single_node_model_for_table_stream_and_request(spark, tables, printed):
    X = pd.DataFrame({"usage": [0.0, 1.0, 2.0], "age": [30.0, 10.0, 20.0]})
    regression = LinearRegression().fit(X, 100 * X["usage"] + X["age"])
    output = pd.DataFrame({"prediction": regression.predict(X)})
    uri = mlflow.sklearn.log_model(
        regression, name="usage", signature=mlflow.models.infer_signature(X, output)
    ).model_uri
    assert uri.startswith("models:/")

    table = spark.createDataFrame(X).coalesce(1)
    tables("readings", "usage DOUBLE, age DOUBLE")
    table.write.insertInto("readings")
    batch, stream, reply = spark_ml.apply_one_model_three_ways(
        spark, uri, table, spark.readStream.table("readings"), X
    )
    assert [round(row["prediction"]) for row in batch.collect()] == [30, 110, 220]
    assert stream.isStreaming
    assert [round(value) for value in reply] == [30, 110, 220]
    spark_ml.pass_columns(spark, uri, table)
    printed("spark_ml.columns")
