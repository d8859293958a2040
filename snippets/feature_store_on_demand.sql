-- Behind an on-demand feature: a missing lookup is None in batch and NaN online.
CREATE OR REPLACE FUNCTION bank.ml.balance_share(amount DOUBLE, balance DOUBLE)
RETURNS DOUBLE
LANGUAGE PYTHON AS
$$
import math

if amount is None or balance is None or math.isnan(amount + balance):
    return -1.0  # unknown: a value that no real share has
return amount / max(balance, 1.0)
$$;
