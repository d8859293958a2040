-- Outcomes of this week reach the rows they belong to; then refresh the profile.
MERGE INTO prod.eta.eta_scored AS s
USING prod.eta.deliveries AS d
ON s.order_id = d.order_id AND s.scored_at < d.delivered_at
WHEN MATCHED AND s.actual_minutes IS NULL THEN
  UPDATE SET s.actual_minutes = d.minutes;
