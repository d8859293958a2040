-- People may read production from development, and write in dev alone
GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE ON CATALOG prod TO `data-scientists`;
GRANT USE CATALOG, CREATE SCHEMA ON CATALOG dev TO `data-scientists`;

-- The release principal creates the model, so it owns it and may move its aliases
GRANT USE CATALOG, USE SCHEMA ON CATALOG prod TO `release-application-id`;
GRANT CREATE MODEL ON SCHEMA prod.telco TO `release-application-id`;

-- Training reads features and adds versions
GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG prod TO `training-application-id`;
GRANT EXECUTE, CREATE MODEL VERSION ON FUNCTION prod.telco.churn TO `training-application-id`;
