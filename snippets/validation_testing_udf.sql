-- A function in a schema, known rows in, PASS or FAIL out
CREATE OR REPLACE FUNCTION staging.shop.net(gross DOUBLE, rate DOUBLE)
RETURNS DOUBLE
RETURN ROUND(gross / (1 + rate), 2);

SELECT
  IF(staging.shop.net(119.0, 0.19) = 100.0, 'PASS', 'FAIL') AS takes_the_tax_off,
  IF(staging.shop.net(NULL, 0.19) IS NULL, 'PASS', 'FAIL') AS keeps_a_missing_price;
