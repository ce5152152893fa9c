-- engine: mysql 8.4
CREATE TABLE p (id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    pid INT,
    qid INT,
    CONSTRAINT c_p FOREIGN KEY (pid) REFERENCES p (id), -- ~ fk-lost-to-storage-engine "an earlier storage engine"
    CONSTRAINT c_q FOREIGN KEY (qid) REFERENCES p (id)
) ENGINE=MyISAM;
ALTER TABLE p ENGINE=InnoDB;
ALTER TABLE c ENGINE=InnoDB;
-- What is declared once more is there.
ALTER TABLE c ADD CONSTRAINT c_q2 FOREIGN KEY (qid) REFERENCES p (id);
