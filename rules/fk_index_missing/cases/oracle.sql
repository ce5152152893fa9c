-- engine: oracle
CREATE TABLE dept (dept_id NUMBER PRIMARY KEY);
CREATE TABLE emp (
    emp_id NUMBER PRIMARY KEY,
    dept_id NUMBER NOT NULL CONSTRAINT emp_dept_fk REFERENCES dept (dept_id) -- ~ fk-index-missing
);
