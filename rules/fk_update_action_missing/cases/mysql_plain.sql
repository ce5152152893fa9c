-- engine: mysql 8.4
CREATE TABLE department (dept_no CHAR(4) NOT NULL PRIMARY KEY, title VARCHAR(40) NOT NULL);
CREATE TABLE employee (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    dept_no CHAR(4) NOT NULL,
    changed_at TIMESTAMP NULL ON UPDATE CURRENT_TIMESTAMP,
    CONSTRAINT employee_dept FOREIGN KEY (dept_no) REFERENCES department (dept_no) -- ~ fk-update-action-missing
);
