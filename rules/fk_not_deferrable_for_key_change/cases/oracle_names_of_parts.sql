-- engine: oracle
-- What a program calls its parts is not renamed by an UPDATE, and a new version is a new row.
CREATE TABLE site (site_id NUMBER PRIMARY KEY);
CREATE TABLE site_service (
    service_name VARCHAR2(100) NOT NULL,
    site_id NUMBER NOT NULL,
    CONSTRAINT site_service_pk PRIMARY KEY (service_name, site_id),
    CONSTRAINT site_service_site FOREIGN KEY (site_id) REFERENCES site (site_id)
);
CREATE INDEX site_service_site_ix ON site_service (site_id);
CREATE TABLE service_part (
    part_id NUMBER PRIMARY KEY,
    component_name VARCHAR2(100) NOT NULL,
    service_name VARCHAR2(100) NOT NULL,
    site_id NUMBER NOT NULL,
    CONSTRAINT service_part_service FOREIGN KEY (service_name, site_id) REFERENCES site_service (service_name, site_id),
    CONSTRAINT service_part_uq UNIQUE (service_name, site_id, component_name)
);
CREATE TABLE part_state (
    state_id NUMBER PRIMARY KEY,
    component_name VARCHAR2(100) NOT NULL,
    service_name VARCHAR2(100) NOT NULL,
    site_id NUMBER NOT NULL,
    CONSTRAINT part_state_part FOREIGN KEY (service_name, site_id, component_name)
        REFERENCES service_part (service_name, site_id, component_name)
);
CREATE INDEX part_state_part_ix ON part_state (service_name, site_id, component_name);
CREATE TABLE settings (
    settings_id NUMBER PRIMARY KEY,
    type_name VARCHAR2(100) NOT NULL,
    version_tag VARCHAR2(100) NOT NULL,
    site_id NUMBER NOT NULL,
    CONSTRAINT settings_uq UNIQUE (site_id, type_name, version_tag),
    CONSTRAINT settings_site FOREIGN KEY (site_id) REFERENCES site (site_id)
);
CREATE TABLE settings_use (
    use_id NUMBER PRIMARY KEY,
    type_name VARCHAR2(100) NOT NULL,
    version_tag VARCHAR2(100) NOT NULL,
    site_id NUMBER NOT NULL,
    CONSTRAINT settings_use_settings FOREIGN KEY (site_id, type_name, version_tag)
        REFERENCES settings (site_id, type_name, version_tag)
);
CREATE INDEX settings_use_ix ON settings_use (site_id, type_name, version_tag);
-- Who names a project is a person, though a number says whose it is.
CREATE TABLE project (
    site_id NUMBER NOT NULL,
    project_name VARCHAR2(100) NOT NULL,
    CONSTRAINT project_pk PRIMARY KEY (site_id, project_name),
    CONSTRAINT project_site FOREIGN KEY (site_id) REFERENCES site (site_id)
);
CREATE TABLE task (
    task_id NUMBER PRIMARY KEY,
    site_id NUMBER NOT NULL,
    project_name VARCHAR2(100) NOT NULL,
    CONSTRAINT task_project FOREIGN KEY (site_id, project_name) REFERENCES project (site_id, project_name) -- ~ fk-not-deferrable-for-key-change
);
CREATE INDEX task_project_ix ON task (site_id, project_name);
