-- engine: mariadb 10.11
-- Only collations that say NOPAD tell `a` from `a` with blanks.
CREATE TABLE p (code VARCHAR(20) NOT NULL PRIMARY KEY, nopad VARCHAR(5) COLLATE utf8mb4_nopad_bin NOT NULL UNIQUE) CHARSET = utf8mb4;
CREATE TABLE c (
    id INT NOT NULL PRIMARY KEY,
    code CHAR(5) NOT NULL,
    nopad CHAR(5) COLLATE utf8mb4_nopad_bin,
    CONSTRAINT c_code FOREIGN KEY (code) REFERENCES p (code), -- ~ fk-update-action-missing
    CONSTRAINT c_nopad FOREIGN KEY (nopad) REFERENCES p (nopad) ON DELETE SET NULL -- ~ fk-type-mismatch "may not find its parent", fk-update-action-missing
) CHARSET = utf8mb4;
