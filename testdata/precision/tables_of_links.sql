-- engine: mysql 8.4
-- Which tables only say what belongs together, and which say more.
CREATE TABLE book (book_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE person (person_id INT AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE role (role_id INT AUTO_INCREMENT PRIMARY KEY);

CREATE TABLE book_author ( -- ~ association-without-cascade
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE TABLE book_reader ( -- ~ association-without-cascade
    id INT AUTO_INCREMENT PRIMARY KEY,
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    since TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (person_id, book_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE TABLE follower ( -- ~ association-without-cascade "rows of `person`"
    follower_id INT NOT NULL,
    followed_id INT NOT NULL,
    PRIMARY KEY (follower_id, followed_id),
    FOREIGN KEY (follower_id) REFERENCES person (person_id),
    FOREIGN KEY (followed_id) REFERENCES person (person_id)
);
CREATE TABLE book_person_role ( -- ~ association-without-cascade "`book`, `person` and `role`"
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    role_id INT NOT NULL,
    PRIMARY KEY (book_id, person_id, role_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id),
    FOREIGN KEY (role_id) REFERENCES role (role_id)
);

-- A price, a date that someone has to say, someone beside the link, a number within the book.
CREATE TABLE sale (
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    price DECIMAL(9, 2) NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE TABLE loan (
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    due DATE NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE TABLE gift (
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    giver_id INT NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id),
    FOREIGN KEY (giver_id) REFERENCES person (person_id)
);
CREATE TABLE chapter (
    book_id INT NOT NULL,
    chapter INT NOT NULL,
    person_id INT NOT NULL,
    PRIMARY KEY (book_id, chapter),
    FOREIGN KEY (book_id) REFERENCES book (book_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
-- Someone thought of what a DELETE does.
CREATE TABLE editor (
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id) ON DELETE CASCADE,
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
CREATE TABLE signer (
    book_id INT NOT NULL,
    person_id INT NOT NULL,
    PRIMARY KEY (book_id, person_id),
    FOREIGN KEY (book_id) REFERENCES book (book_id) ON DELETE RESTRICT,
    FOREIGN KEY (person_id) REFERENCES person (person_id)
);
-- Others hang on it: it is a thing by itself.
CREATE TABLE membership (
    person_id INT NOT NULL,
    role_id INT NOT NULL,
    PRIMARY KEY (person_id, role_id),
    FOREIGN KEY (person_id) REFERENCES person (person_id),
    FOREIGN KEY (role_id) REFERENCES role (role_id)
);
CREATE TABLE fee (
    fee_id INT AUTO_INCREMENT PRIMARY KEY,
    person_id INT NOT NULL,
    role_id INT NOT NULL,
    FOREIGN KEY (person_id, role_id) REFERENCES membership (person_id, role_id)
);
