-- Outcomes of this week reach the rows they belong to; then refresh the profile.
MERGE INTO prod.eta.eta_scored AS s
USING prod.eta.deliveries AS d
ON s.score_id = d.score_id  -- the id of one score; an order may be scored often
WHEN MATCHED AND s.actual_minutes IS NULL THEN
  UPDATE SET s.actual_minutes = d.minutes;
