"""Code of the valid data."""


def train(data):
    """Fit a model."""
    # --8<-- [start:fit]
    model = sum(data)
    print(model)
    # --8<-- [end:fit]
    return model
