-- engine: mariadb
-- Said, ruled out, or with a key that the program gives.
CREATE TABLE message (
    message_id INT AUTO_INCREMENT PRIMARY KEY,
    thread_id INT,
    CONSTRAINT fk_thread FOREIGN KEY (thread_id) REFERENCES message (message_id) -- fklint: post-update
);

CREATE TABLE folder (
    folder_id INT AUTO_INCREMENT PRIMARY KEY,
    parent_id INT,
    CONSTRAINT ck_folder CHECK (parent_id < folder_id),
    CONSTRAINT fk_folder FOREIGN KEY (parent_id) REFERENCES folder (folder_id)
);

CREATE TABLE account (
    account_id INT PRIMARY KEY,
    parent_id INT,
    CONSTRAINT fk_account FOREIGN KEY (parent_id) REFERENCES account (account_id)
);
