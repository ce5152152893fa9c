-- engine: mariadb 10.11
-- Commits and branches belong to a repository, a commit follows another one, and one branch is checked out.
CREATE TABLE repository (repository_id INT AUTO_INCREMENT PRIMARY KEY, default_branch_id INT NULL);
CREATE TABLE commits (
    commit_id INT AUTO_INCREMENT PRIMARY KEY,
    repository_id INT NOT NULL,
    parent_id INT NULL,
    FOREIGN KEY (repository_id) REFERENCES repository (repository_id),
    FOREIGN KEY (parent_id) REFERENCES commits (commit_id)
);
CREATE TABLE branch (
    branch_id INT AUTO_INCREMENT PRIMARY KEY,
    repository_id INT NOT NULL,
    head_id INT NOT NULL,
    FOREIGN KEY (repository_id) REFERENCES repository (repository_id),
    FOREIGN KEY (head_id) REFERENCES commits (commit_id)
);
ALTER TABLE repository ADD FOREIGN KEY (default_branch_id) REFERENCES branch (branch_id); -- ~ fk-cycle-undeclared
