-- A function in a schema
CREATE OR REPLACE FUNCTION staging.shop.net(gross DOUBLE, rate DOUBLE)
RETURNS DOUBLE
RETURN ROUND(gross / (1 + rate), 2);

-- Known rows in, PASS or FAIL out: only a row, the task stays green
SELECT
  IF(staging.shop.net(119.0, 0.19) = 100.0, 'PASS', 'FAIL') AS takes_the_tax_off,
  IF(staging.shop.net(NULL, 0.19) IS NULL, 'PASS', 'FAIL') AS keeps_a_missing_price;

-- Raises an error unless it is true, so the task fails
SELECT assert_true(staging.shop.net(119.0, 0.19) = 100.0, 'net() keeps the tax');
