-- engine: mysql 9.7
-- This collation does not pad: in an index `a` of a CHAR is another text than `a` of a VARCHAR.
CREATE TABLE p (code VARCHAR(20) NOT NULL PRIMARY KEY, place CHAR(5) NOT NULL UNIQUE, uuid VARCHAR(40) NOT NULL UNIQUE, old VARCHAR(5) COLLATE utf8mb4_general_ci NOT NULL UNIQUE) CHARSET = utf8mb4;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    p_code CHAR(5) NOT NULL,
    same CHAR(9) NOT NULL,
    place VARCHAR(5),
    old CHAR(5) COLLATE utf8mb4_general_ci NOT NULL,
    uuid CHAR(36) NOT NULL,
    CONSTRAINT c_code FOREIGN KEY (p_code) REFERENCES p (code), -- ~ fk-type-mismatch "`c.p_code` may not find its parent", fk-update-action-missing
    CONSTRAINT c_place FOREIGN KEY (place) REFERENCES p (place) ON DELETE CASCADE, -- ~ fk-type-mismatch "may not find its parent", fk-update-action-missing
    CONSTRAINT c_same FOREIGN KEY (same) REFERENCES p (place), -- ~ fk-update-action-missing
    CONSTRAINT c_old FOREIGN KEY (old) REFERENCES p (old), -- ~ fk-update-action-missing
    CONSTRAINT c_uuid FOREIGN KEY (uuid) REFERENCES p (uuid)
) CHARSET = utf8mb4;
