-- engine: sqlserver
CREATE TABLE dept (dept_id INT NOT NULL PRIMARY KEY);
CREATE TABLE emp (
    emp_id INT NOT NULL PRIMARY KEY,
    dept_id INT NOT NULL CONSTRAINT emp_dept REFERENCES dept (dept_id) -- ~ fk-index-missing
);
