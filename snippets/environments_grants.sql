-- People may read production from development, and write in dev alone
GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE ON CATALOG prod TO `data-scientists`;
GRANT USE CATALOG, CREATE SCHEMA ON CATALOG dev TO `data-scientists`;

-- Whatever is scheduled in production runs as a service principal
GRANT USE CATALOG, USE SCHEMA, SELECT, MODIFY ON CATALOG prod TO `sp-prod-application-id`;
GRANT CREATE TABLE, CREATE MODEL ON SCHEMA prod.telco TO `sp-prod-application-id`;
