-- engine: mysql 8.4
-- A tool that follows tables instead of columns refuses this schema as a loop. Nothing spreads in it: no action leads from one
-- foreign key to the other. All there is to say is which link is written second, and saying it settles it.
CREATE TABLE users (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    avatar_id INT NULL
);
CREATE TABLE avatars (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    creator_id INT NOT NULL,
    CONSTRAINT avatars_creator FOREIGN KEY (creator_id) REFERENCES users (id)
);
ALTER TABLE users ADD CONSTRAINT users_avatar FOREIGN KEY (avatar_id) REFERENCES avatars (id); -- ~ fk-cycle-undeclared

CREATE TABLE bands (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    logo_id INT NULL
);
CREATE TABLE logos (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    band_id INT NOT NULL,
    CONSTRAINT logos_band FOREIGN KEY (band_id) REFERENCES bands (id)
);
ALTER TABLE bands ADD CONSTRAINT bands_logo FOREIGN KEY (logo_id) REFERENCES logos (id); -- fklint: post-update
