-- engine: postgres
CREATE TABLE "Account" (
    "tenantId" integer NOT NULL,
    "order" integer NOT NULL,
    PRIMARY KEY ("tenantId", "order")
);
CREATE TABLE "Payment" (
    "paymentId" integer PRIMARY KEY,
    "tenantId" integer,
    "order" integer,
    "at" date NOT NULL,
    FOREIGN KEY ("tenantId", "order") REFERENCES "Account" ON DELETE SET NULL ("order") -- ~ fk-partial-null "may point at no"
);
CREATE INDEX ON "Payment" ("tenantId", "order");
