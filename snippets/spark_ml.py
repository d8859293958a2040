"""Samples for the Spark ML section: pipeline, stages, tuning, evaluation, scoring."""

import mlflow
from mlflow.models import infer_signature
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.classification import LogisticRegression, RandomForestClassifier
from pyspark.ml.evaluation import (
    BinaryClassificationEvaluator,
    MulticlassClassificationEvaluator,
)
from pyspark.ml.feature import (
    Imputer,
    OneHotEncoder,
    StringIndexer,
    VectorAssembler,
    VectorSizeHint,
)
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.streaming.query import StreamingQuery


def train_pipeline(train: DataFrame) -> PipelineModel:
    """Train feature steps and predictor as one pipeline."""
    # --8<-- [start:pipeline]
    indexer = StringIndexer(inputCol="plan", outputCol="plan_ix", handleInvalid="keep")
    encoder = OneHotEncoder(inputCol="plan_ix", outputCol="plan_vec")
    imputer = Imputer(inputCols=["usage"], outputCols=["usage_filled"])
    assembler = VectorAssembler(
        inputCols=["plan_vec", "usage_filled"], outputCol="features"
    )
    lr = LogisticRegression(featuresCol="features", labelCol="churned")

    pipeline = Pipeline(stages=[indexer, encoder, imputer, assembler, lr])
    model = pipeline.fit(train)  # a PipelineModel: the stages are fitted now
    # --8<-- [end:pipeline]
    return model


def train_forest(train: DataFrame) -> PipelineModel:
    """Train trees on an indexed column with many categories."""
    # --8<-- [start:estimators]
    # trees split on the index itself: no one-hot encoding, but enough bins
    indexer = StringIndexer(inputCol="shop", outputCol="shop_ix", handleInvalid="keep")
    assembler = VectorAssembler(inputCols=["shop_ix", "usage"], outputCol="features")
    shops = train.select("shop").distinct().count()
    forest = RandomForestClassifier(
        labelCol="churned",
        maxBins=max(32, shops + 1),  # one more for unseen shops
    )
    model = Pipeline(stages=[indexer, assembler, forest]).fit(train)
    # --8<-- [end:estimators]
    return model


def tune(train: DataFrame) -> CrossValidatorModel:
    """Tune a whole pipeline with cross-validation."""
    # --8<-- [start:tuning]
    assembler = VectorAssembler(inputCols=["usage", "age"], outputCol="features")
    lr = LogisticRegression(labelCol="churned")
    pipeline = Pipeline(stages=[assembler, lr])

    grid = (
        ParamGridBuilder()
        .addGrid(lr.regParam, [0.01, 0.1])  # the very lr that is in the pipeline
        .addGrid(lr.elasticNetParam, [0.0, 1.0])
        .build()
    )
    cv = CrossValidator(
        estimator=pipeline,  # not only lr: feature steps are fitted in each fold
        estimatorParamMaps=grid,
        evaluator=BinaryClassificationEvaluator(labelCol="churned"),
        parallelism=2,
        seed=7,
    )
    cv_model = cv.fit(train)
    print(cv_model.avgMetrics)  # one mean for each combination, in grid order
    # --8<-- [end:tuning]
    return cv_model


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


def log_and_score(
    model: PipelineModel, train: DataFrame, table: DataFrame
) -> DataFrame:
    """Log a PipelineModel and score a table with its native flavor."""
    # --8<-- [start:batch]
    inputs = train.drop("churned")
    signature = infer_signature(inputs, model.transform(inputs).select("prediction"))
    with mlflow.start_run():
        info = mlflow.spark.log_model(model, artifact_path="model", signature=signature)

    loaded = mlflow.spark.load_model(info.model_uri)  # a PipelineModel again
    scored = loaded.transform(table).select("id", "prediction")
    # --8<-- [end:batch]
    return scored


def score_stream(
    model: PipelineModel, events: DataFrame, checkpoint: str, target: str
) -> StreamingQuery:
    """Score what is available on a stream, then stop."""
    # --8<-- [start:stream]
    # embedding is a vector column: tell the assembler its length
    hint = VectorSizeHint(inputCol="embedding", size=4)
    stream_model = PipelineModel(stages=[hint, *model.stages])

    query = (
        stream_model.transform(events)
        .select("id", "prediction")
        .writeStream.option("checkpointLocation", checkpoint)
        .trigger(availableNow=True)
        .toTable(target)
    )
    # --8<-- [end:stream]
    return query


def score_with_single_node_model(
    spark: SparkSession, model_uri: str, table: DataFrame
) -> DataFrame:
    """Apply a scikit-learn or XGBoost model to a large table."""
    # --8<-- [start:single-node]
    # a single-node model, for example scikit-learn, applied by the whole cluster
    predict = mlflow.pyfunc.spark_udf(spark, model_uri, result_type="double")
    scored = table.withColumn("prediction", predict("usage", "age"))
    # --8<-- [end:single-node]
    return scored
