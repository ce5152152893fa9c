-- engine: sqlite
-- Both links may be empty and neither deletes anything. The one that is named for a role is the younger thought.
CREATE TABLE department (
    department_id INTEGER PRIMARY KEY,
    manager_id INTEGER REFERENCES employee (employee_id) -- ~ fk-cycle-undeclared
);
CREATE TABLE employee (
    employee_id INTEGER PRIMARY KEY,
    department_id INTEGER REFERENCES department (department_id),
    boss_id INTEGER REFERENCES employee (employee_id)
);
CREATE INDEX department_manager ON department (manager_id);
CREATE INDEX employee_department ON employee (department_id);
CREATE INDEX employee_boss ON employee (boss_id);
