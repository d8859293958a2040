"""Types for the few calls of the feature engineering client that the samples use.

Our own file, written by hand from the public documentation. The product's package,
databricks-feature-engineering, is proprietary: it is never installed, downloaded or read here.
Calls and keywords that no sample uses are left out, all arguments are keywords, and what the
pages leave open is ``Any``. A new call in a sample needs its line here and its page below.

Pages, under https://docs.databricks.com/aws/en/machine-learning/feature-store/:
    uc/feature-tables-uc             write_table
    train-models-with-feature-store  FeatureLookup, create_training_set, load_df, score_batch
    train-with-declarative-features  argument types of create_training_set and log_model
    time-series                      timestamp_lookup_key, lookback_window
    online-feature-store             create_online_store, get_online_store, publish_table
    on-demand-features               FeatureFunction
    feature-function-serving         create_feature_spec

Used by: ty check --extra-search-path stubs snippets
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import ModuleType
from typing import Any, Literal

from pyspark.sql import DataFrame

class FeatureLookup:
    def __init__(
        self,
        *,
        table_name: str,
        feature_names: str | list[str] | None = None,
        lookup_key: str | list[str],
        timestamp_lookup_key: str | None = None,
        lookback_window: timedelta | None = None,
    ) -> None: ...

class FeatureFunction:
    def __init__(
        self, *, udf_name: str, input_bindings: Mapping[str, str], output_name: str
    ) -> None: ...

class TrainingSet:
    def load_df(self) -> DataFrame: ...

class FeatureEngineeringClient:
    def __init__(self) -> None: ...
    # Returns a StreamingQuery for a streaming DataFrame, otherwise nothing.
    def write_table(self, *, name: str, df: DataFrame, mode: Literal["merge"]) -> Any: ...
    def create_training_set(
        self,
        *,
        df: DataFrame,
        feature_lookups: Sequence[FeatureLookup | FeatureFunction],
        label: str | list[str] | None,
        exclude_columns: list[str] | None = None,
    ) -> TrainingSet: ...
    def log_model(
        self,
        *,
        model: Any,
        artifact_path: str,
        flavor: ModuleType,
        training_set: TrainingSet,
        registered_model_name: str | None = None,
    ) -> Any: ...
    def score_batch(self, *, model_uri: str, df: DataFrame) -> DataFrame: ...
    def create_online_store(self, *, name: str, capacity: str) -> Any: ...
    def get_online_store(self, *, name: str) -> Any: ...
    def publish_table(
        self,
        *,
        online_store: Any,
        source_table_name: str,
        online_table_name: str,
        publish_mode: Literal["TRIGGERED", "CONTINUOUS", "SNAPSHOT"] = "TRIGGERED",
    ) -> Any: ...
    def create_feature_spec(
        self, *, name: str, features: Sequence[FeatureLookup | FeatureFunction]
    ) -> Any: ...
