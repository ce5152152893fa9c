-- engine: oracle
-- The elements of one CREATE SCHEMA statement come in any order.
CREATE SCHEMA AUTHORIZATION archive
    CREATE TABLE page (
        page_id NUMBER(10) PRIMARY KEY REFERENCES box (box_id)
    )
    CREATE TABLE box (box_id NUMBER(10) PRIMARY KEY);
