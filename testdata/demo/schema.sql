-- A small magazine with a shop. PostgreSQL 15 or newer.

CREATE TABLE country (
    code    char(2) PRIMARY KEY,
    name    text NOT NULL UNIQUE
);

CREATE TABLE author (
    author_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email       text NOT NULL UNIQUE,
    full_name   text NOT NULL,
    joined_on   date NOT NULL DEFAULT current_date
);

-- Sections are known by their slug, and editors rename them.
CREATE TABLE section (
    slug    text PRIMARY KEY,
    title   text NOT NULL
);

CREATE TABLE article (
    article_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    section_slug    text NOT NULL REFERENCES section (slug),
    author_id       bigint NOT NULL REFERENCES author (author_id) ON DELETE SET NULL,
    headline        text NOT NULL,
    body            text NOT NULL,
    published_at    timestamptz,
    lead_picture_id bigint
);
CREATE INDEX article_section_idx ON article (section_slug);
CREATE INDEX article_author_idx ON article (author_id);

-- A picture belongs to its article, and one of its pictures leads the article.
CREATE TABLE picture (
    picture_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id  bigint NOT NULL REFERENCES article (article_id) ON DELETE CASCADE,
    file_name   text NOT NULL,
    caption     text
);
CREATE INDEX picture_article_idx ON picture (article_id);

ALTER TABLE article
    ADD CONSTRAINT article_lead_picture_fk FOREIGN KEY (lead_picture_id) REFERENCES picture (picture_id);
CREATE INDEX article_lead_picture_idx ON article (lead_picture_id);

-- Comments answer comments.
CREATE TABLE comment (
    comment_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id  bigint NOT NULL REFERENCES article (article_id) ON DELETE CASCADE,
    answers_id  bigint REFERENCES comment (comment_id) ON DELETE CASCADE,
    written_at  timestamptz NOT NULL DEFAULT now(),
    body        text NOT NULL CHECK (length(body) > 0)
);
CREATE INDEX comment_article_idx ON comment (article_id);
CREATE INDEX comment_answers_idx ON comment (answers_id) WHERE answers_id IS NOT NULL;

CREATE TABLE customer (
    customer_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email           text NOT NULL UNIQUE,
    country_code    char(2) NOT NULL REFERENCES country (code) ON UPDATE CASCADE
);
CREATE INDEX customer_country_idx ON customer (country_code);

CREATE TABLE product (
    product_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id  bigint REFERENCES article (article_id) ON DELETE SET NULL,
    title       text NOT NULL,
    price       numeric(10, 2) NOT NULL CHECK (price >= 0)
);
CREATE INDEX product_article_idx ON product (article_id);

CREATE TABLE purchase (
    purchase_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id     bigint NOT NULL REFERENCES customer (customer_id),
    placed_at       timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE purchase_line (
    purchase_id bigint NOT NULL REFERENCES purchase (purchase_id) ON DELETE CASCADE,
    line        smallint NOT NULL CHECK (line > 0),
    product_id  bigint NOT NULL REFERENCES product (product_id),
    quantity    integer NOT NULL DEFAULT 1 CHECK (quantity > 0),
    PRIMARY KEY (purchase_id, line)
);
CREATE INDEX purchase_line_product_idx ON purchase_line (product_id);
