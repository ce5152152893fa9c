-- engine: sqlserver
CREATE TABLE users (user_id INT IDENTITY(1, 1) PRIMARY KEY);
CREATE TABLE profile (
    user_id INT IDENTITY(1, 1) PRIMARY KEY,
    motto NVARCHAR(200),
    CONSTRAINT fk_profile_user FOREIGN KEY (user_id) REFERENCES users (user_id) -- ~ fk-column-auto-increment
);
