-- engine: mysql 8.4
-- Both foreign keys on `ticket_id` stand in the way of MODIFY (1832, 1833): the plan lifts them and puts them back.
CREATE TABLE ticket (ticket_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, title VARCHAR(80) NOT NULL);
CREATE TABLE escalation (
    ticket_id BIGINT NOT NULL AUTO_INCREMENT,
    raised_at DATETIME NOT NULL,
    PRIMARY KEY (ticket_id),
    FOREIGN KEY (ticket_id) REFERENCES ticket (ticket_id) ON DELETE CASCADE -- ~ fk-column-auto-increment
);
CREATE TABLE pager_call (
    pager_call_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    ticket_id BIGINT NOT NULL,
    CONSTRAINT pager_call_escalation FOREIGN KEY (ticket_id) REFERENCES escalation (ticket_id)
);
