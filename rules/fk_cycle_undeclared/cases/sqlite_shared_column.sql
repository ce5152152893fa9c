-- engine: sqlite
CREATE TABLE folder (
    folder_id integer PRIMARY KEY,
    inside integer REFERENCES folder (folder_id),
    disk integer,
    FOREIGN KEY (disk, inside) REFERENCES disk (disk_id, root_id) ON DELETE CASCADE -- ~ fk-partial-null
);
CREATE TABLE disk (
    disk_id integer NOT NULL,
    root_id integer NOT NULL,
    home_id integer REFERENCES folder (folder_id), -- ~ fk-cycle-undeclared
    PRIMARY KEY (disk_id, root_id)
);
CREATE INDEX folder_inside ON folder (inside);
CREATE INDEX folder_disk ON folder (disk, inside);
CREATE INDEX disk_home ON disk (home_id);
