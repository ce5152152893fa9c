-- engine: mariadb
-- The first message of a thread is its own thread.
CREATE TABLE message (
    message_id INT AUTO_INCREMENT PRIMARY KEY,
    thread_id INT,
    body TEXT NOT NULL,
    CONSTRAINT fk_thread FOREIGN KEY (thread_id) REFERENCES message (message_id)
-- ~^ self-reference-undeclared "takes an INSERT and an UPDATE"
);
