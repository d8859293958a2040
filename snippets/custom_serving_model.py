"""The model of the section "Custom Model Serving", as a script: models from code."""

# --8<-- [start:model]
import json

import mlflow
import pandas as pd


class ParcelPrice(mlflow.pyfunc.PythonModel):
    def load_context(self, context):
        with open(context.artifacts["zones"]) as f:  # a local copy inside the model
            self.zones = json.load(f)

    def predict(self, context, model_input, params=None):
        factor = model_input["country"].map(self.zones).fillna(1.0)
        price = 4.0 + 0.8 * model_input["weight"] * factor
        price *= 1 - (params or {}).get("discount", 0.0)
        return pd.DataFrame({"price": price.round(2)})


mlflow.models.set_model(ParcelPrice())  # what log_model takes from this script
# --8<-- [end:model]
