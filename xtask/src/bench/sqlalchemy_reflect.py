"""Reflects the database at a URL with SQLAlchemy's defaults: what `cargo xtask bench --url … --against` compares with.

Needs `pip install sqlalchemy psycopg2-binary pymysql`.
"""

import sys

from sqlalchemy import MetaData, create_engine

DRIVERS = {
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
    "postgres": "postgresql+psycopg2",
    "postgresql": "postgresql+psycopg2",
    "sqlite": "sqlite",
}

scheme, rest = sys.argv[1].split(":", 1)
if scheme == "sqlite":
    rest = "///" + rest
metadata = MetaData()
metadata.reflect(create_engine(f"{DRIVERS[scheme]}:{rest}"))
print(len(metadata.tables), "tables")
