-- A time series feature table: history is kept, one row per customer and moment.
CREATE TABLE bank.ml.customer_balances (
  customer_id BIGINT NOT NULL,
  as_of TIMESTAMP NOT NULL,
  balance DOUBLE,
  overdrafts_90d INT,
  CONSTRAINT customer_balances_pk PRIMARY KEY (customer_id, as_of TIMESERIES)
);

-- Records changes of rows, for online copies later on.
ALTER TABLE bank.ml.customer_balances
SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true');
