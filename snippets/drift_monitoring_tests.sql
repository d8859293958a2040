-- Columns that differ from the baseline significantly and by a relevant amount.
SELECT
  window.start AS day,
  column_name,
  coalesce(ks_test.pvalue, chi_squared_test.pvalue) AS p_value,
  population_stability_index AS psi, -- numeric columns
  js_distance -- categorical columns
FROM ml_prod.monitoring.claims_scored_drift_metrics
WHERE drift_type = 'BASELINE'
  AND slice_key IS NULL
  AND coalesce(ks_test.pvalue, chi_squared_test.pvalue) < 0.01
  AND (population_stability_index > 0.2 OR js_distance > 0.1)
ORDER BY day DESC, column_name;
