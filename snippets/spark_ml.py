# ruff: noqa: N802 -- pyspark spells its methods in camel case
"""Samples for the Spark ML section: pipeline, stages, tuning, evaluation, scoring."""

from typing import Any

import mlflow
import pandas as pd
from mlflow.models import infer_signature
from pyspark import RDD
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression, RandomForestClassifier
from pyspark.ml.evaluation import (
    BinaryClassificationEvaluator,
    Evaluator,
    MulticlassClassificationEvaluator,
    RegressionEvaluator,
)
from pyspark.ml.feature import (
    Imputer,
    OneHotEncoder,
    StringIndexer,
    StringIndexerModel,
    VectorAssembler,
    VectorSizeHint,
)
from pyspark.ml.regression import LinearRegression
from pyspark.ml.tuning import (
    CrossValidator,
    CrossValidatorModel,
    ParamGridBuilder,
    TrainValidationSplit,
    TrainValidationSplitModel,
)
from pyspark.mllib.classification import (
    LogisticRegressionModel,
    LogisticRegressionWithLBFGS,
)
from pyspark.mllib.regression import LabeledPoint
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming.query import StreamingQuery
from sklearn.tree import DecisionTreeClassifier


def train_on_one_node(calls: DataFrame) -> DecisionTreeClassifier:
    """Many rows in the source, few in the training set."""
    # --8<-- [start:one-node]
    features = calls.groupBy("customer").agg(
        F.avg("minutes").alias("minutes"),
        F.count("*").alias("calls"),
        F.max("churned").alias("churned"),
    )
    print("rows of the source:", calls.count())

    train = features.toPandas()  # what reaches the fit has to fit the driver
    print("rows of the fit:", len(train))
    model = DecisionTreeClassifier(max_depth=3)
    model.fit(train[["minutes", "calls"]], train["churned"])
    # --8<-- [end:one-node]
    return model


def train_on_an_rdd(rdd: RDD[Row]) -> LogisticRegressionModel:
    """The API before DataFrames, which a question may still show."""
    # --8<-- [start:rdd]
    # from pyspark.mllib: rows of an RDD, no column names, no pipeline
    points = rdd.map(
        lambda row: LabeledPoint(row["churned"], [row["minutes"], row["calls"]])
    )
    model = LogisticRegressionWithLBFGS.train(points, iterations=5)
    # --8<-- [end:rdd]
    return model


def train_pipeline(train: DataFrame) -> PipelineModel:
    """Train feature steps and predictor as one pipeline."""
    # --8<-- [start:pipeline]
    indexer = StringIndexer(inputCol="plan", outputCol="plan_ix", handleInvalid="keep")
    encoder = OneHotEncoder(inputCol="plan_ix", outputCol="plan_vec")
    imputer = Imputer(inputCols=["usage"], outputCols=["usage_filled"])
    assembler = VectorAssembler(
        inputCols=["plan_vec", "usage_filled"], outputCol="features"
    )
    lr = LogisticRegression(featuresCol="features", labelCol="churned", maxIter=5)

    pipeline = Pipeline(stages=[indexer, encoder, imputer, assembler, lr])
    model = pipeline.fit(train)

    for before, after in zip(pipeline.getStages(), model.stages, strict=True):
        print(type(before).__name__, "->", type(after).__name__)
    # --8<-- [end:pipeline]
    return model


def keep_pipeline(model: PipelineModel, path: str) -> PipelineModel:
    """Save a fitted pipeline without MLflow, and look at what it has learned."""
    # --8<-- [start:persist]
    model.write().overwrite().save(path)
    loaded = PipelineModel.load(path)

    indexer = loaded.stages[0]
    assert isinstance(indexer, StringIndexerModel)
    print("categories:", indexer.labels)
    # --8<-- [end:persist]
    return loaded


def train_forest(train: DataFrame) -> PipelineModel:
    """Train trees on an indexed column with many categories."""
    # --8<-- [start:estimators]
    # trees split on the index itself: no one-hot encoding, but enough bins
    indexer = StringIndexer(inputCol="shop", outputCol="shop_ix", handleInvalid="keep")
    assembler = VectorAssembler(inputCols=["shop_ix", "usage"], outputCol="features")
    shops = train.select("shop").distinct().count()
    forest = RandomForestClassifier(
        labelCol="churned",
        numTrees=5,
        maxBins=max(32, shops + 1),  # one more for unseen shops
    )
    model = Pipeline(stages=[indexer, assembler, forest]).fit(train)
    # --8<-- [end:estimators]
    return model


def meet_unseen(train: DataFrame, new: DataFrame) -> None:
    """What becomes of a category that the indexer has not learned."""
    # --8<-- [start:unseen]
    for mode in ("skip", "keep"):
        indexer = StringIndexer(
            inputCol="plan", outputCol="plan_ix", handleInvalid=mode
        )
        encoder = OneHotEncoder(inputCol="plan_ix", outputCol="plan_vec")
        steps = Pipeline(stages=[indexer, encoder]).fit(train)
        print(mode)
        for row in steps.transform(new).orderBy("plan").collect():
            print(" ", row["plan"], row["plan_ix"], row["plan_vec"].toArray())
    # --8<-- [end:unseen]


def tune(train: DataFrame) -> CrossValidatorModel:
    """Tune a whole pipeline with cross-validation."""
    # --8<-- [start:tuning]
    assembler = VectorAssembler(inputCols=["usage", "age"], outputCol="features")
    lr = LogisticRegression(labelCol="churned", maxIter=5)
    pipeline = Pipeline(stages=[assembler, lr])

    # of the very lr that is in the pipeline
    grid = ParamGridBuilder().addGrid(lr.regParam, [0.01, 0.1]).build()
    cv = CrossValidator(
        estimator=pipeline,  # not only lr: feature steps are fitted in each fold
        estimatorParamMaps=grid,
        evaluator=BinaryClassificationEvaluator(labelCol="churned"),
        numFolds=2,
        parallelism=2,
        seed=7,
    )
    cv_model = cv.fit(train)  # 2 combinations x 2 folds, and the winner once more
    print("averages:", len(cv_model.avgMetrics), "in the order of the grid")
    print("best:", type(cv_model.bestModel).__name__)
    # --8<-- [end:tuning]
    return cv_model


def search_with_runs(train: DataFrame) -> TrainValidationSplitModel:
    """One split instead of folds, and a run for each combination."""
    lr = LinearRegression(featuresCol="features", labelCol="units")
    grid = ParamGridBuilder().addGrid(lr.regParam, [0.0, 10.0]).build()
    # --8<-- [start:split]
    mlflow.pyspark.ml.autolog(log_models=False)  # without the model files
    search = TrainValidationSplit(
        estimator=lr,
        estimatorParamMaps=grid,  # two combinations
        evaluator=RegressionEvaluator(labelCol="units", metricName="rmse"),
        trainRatio=0.75,
        seed=7,
    )
    model = search.fit(train)

    runs = mlflow.search_runs()
    print("runs:", len(runs))
    print("children:", runs["tags.mlflow.parentRunId"].notna().sum())
    # --8<-- [end:split]
    mlflow.pyspark.ml.autolog(disable=True)
    return model


def evaluate(model: PipelineModel, test: DataFrame) -> dict[str, float]:
    """Compute an area from scores and the recall of one class from labels."""
    # --8<-- [start:evaluation]
    scored = model.transform(test)

    auc_pr = BinaryClassificationEvaluator(
        labelCol="churned",
        rawPredictionCol="rawPrediction",  # scores, not the column "prediction"
        metricName="areaUnderPR",
    ).evaluate(scored)

    recall = MulticlassClassificationEvaluator(
        labelCol="churned",
        metricName="recallByLabel",
        metricLabel=1.0,
    ).evaluate(scored)
    # --8<-- [end:evaluation]
    return {"auc_pr": auc_pr, "recall": recall}


def compare_columns(scored: DataFrame) -> None:
    """The same predictions, read from two columns."""
    # --8<-- [start:hard-labels]
    for column in ("probability", "prediction"):
        evaluator = BinaryClassificationEvaluator(rawPredictionCol=column)
        print(column, round(evaluator.evaluate(scored), 2))
    # --8<-- [end:hard-labels]


# --8<-- [start:cost]
class StockCost(Evaluator):
    """Mean cost in euros: a missing roll costs four times one left over."""

    def _evaluate(self, dataset: DataFrame) -> float:
        gap = F.col("label") - F.col("prediction")
        cost = F.when(gap > 0, 4 * gap).otherwise(-gap)
        return dataset.select(F.mean(cost).alias("cost")).collect()[0]["cost"]

    def isLargerBetter(self) -> bool:
        return False  # inherited: True, so a tuner would pick the dearest model


# --8<-- [end:cost]


def log_and_score(model: PipelineModel, train: DataFrame, table: DataFrame) -> str:
    """Log and register a PipelineModel, then score a table with its native flavor."""
    name = "churn"
    # --8<-- [start:batch]
    inputs = train.drop("churned")
    signature = infer_signature(inputs, model.transform(inputs).select("prediction"))
    with mlflow.start_run():
        info = mlflow.spark.log_model(
            model,
            artifact_path="model",  # this flavor has no name=
            signature=signature,
        )
    # in Unity Catalog the name is catalog.schema.model
    version = str(mlflow.register_model(info.model_uri, name).version)
    client = mlflow.MlflowClient()
    client.set_registered_model_alias(name, "champion", version)

    # the scoring job, on any later day
    loaded = mlflow.spark.load_model(f"models:/{name}@champion")
    scored = loaded.transform(table).select("id", "prediction")
    scored.write.mode("overwrite").saveAsTable("churn_scores")  # a full run: no repeats
    # --8<-- [end:batch]
    return info.model_uri


def compare_flavors(uri: str, table: DataFrame) -> None:
    """What the two flavors of one Spark ML model give back."""
    # --8<-- [start:flavors]
    native = mlflow.spark.load_model(uri)
    scored = native.transform(table)
    print("native:", scored.columns[-3:])

    wrapped = mlflow.pyfunc.load_model(uri)
    print("pyfunc:", wrapped.predict(table.limit(2).toPandas()))
    # --8<-- [end:flavors]


def score_stream(
    spark: SparkSession, model: PipelineModel, checkpoint: str
) -> StreamingQuery:
    """Score what is new in a table, then stop."""
    # --8<-- [start:stream]
    # embedding is a vector from the table: tell the assembler its length
    hint = VectorSizeHint(inputCol="embedding", size=2)
    stream_model = PipelineModel(stages=[hint, *model.stages])

    events = spark.readStream.table("events")
    query = (
        stream_model.transform(events)
        .select("id", "prediction")
        .writeStream.option("checkpointLocation", checkpoint)
        .trigger(availableNow=True)
        .toTable("event_scores")
    )
    # --8<-- [end:stream]
    return query


def score_stream_once(
    scored: DataFrame, checkpoint: str, target: str
) -> StreamingQuery:
    """The trigger that availableNow has replaced."""
    # --8<-- [start:once]
    query = (
        scored.writeStream.option("checkpointLocation", checkpoint)
        .trigger(once=True)  # deprecated: availableNow=True
        .toTable(target)
    )
    # --8<-- [end:once]
    return query


def apply_one_model_three_ways(
    spark: SparkSession,
    model_uri: str,
    table: DataFrame,
    events: DataFrame,
    request: pd.DataFrame,
) -> tuple[DataFrame, DataFrame, Any]:
    """One scikit-learn model for a table, a stream and a request."""
    # --8<-- [start:single-node]
    predict = mlflow.pyfunc.spark_udf(spark, model_uri, result_type="double")
    batch = table.withColumn("prediction", predict("usage", "age"))
    stream = events.withColumn("prediction", predict("usage", "age"))

    # what an endpoint does with a request: no Spark anywhere
    reply = mlflow.pyfunc.load_model(model_uri).predict(request)
    # --8<-- [end:single-node]
    return batch, stream, reply


def pass_columns(spark: SparkSession, model_uri: str, table: DataFrame) -> None:
    """The signature names usage first, and age second."""
    # --8<-- [start:columns]
    predict = mlflow.pyfunc.spark_udf(spark, model_uri, result_type="double")
    calls = {
        "by position, right order": predict("usage", "age"),
        "by position, wrong order": predict("age", "usage"),
        "by name": predict(F.struct("age", "usage")),
        "by signature": predict(),
    }
    for how, column in calls.items():
        rows = table.select(F.round(column).alias("p")).collect()
        print(f"{how}: {[row['p'] for row in rows]}")
    # --8<-- [end:columns]
