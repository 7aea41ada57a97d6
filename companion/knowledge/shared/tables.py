"""The tables of a store, and how older ones become those of today."""

from typing import Final

SCHEMA: Final = "companion"

MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE companion.generation (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        digest text NOT NULL,
        made timestamptz NOT NULL DEFAULT clock_timestamp(),
        by text NOT NULL
    );
    CREATE TABLE companion.file (
        generation bigint NOT NULL REFERENCES companion.generation,
        pack text NOT NULL,
        path text NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL,
        PRIMARY KEY (generation, pack, path)
    );
    CREATE TABLE companion.content (sha256 text, block integer, data bytea NOT NULL, PRIMARY KEY (sha256, block));
    ALTER TABLE companion.content ALTER data SET STORAGE EXTERNAL;
    """,
)
"""Each brings the tables from one version to the next; there is only forward. One that was released is never changed.

A generation is there from the moment its transaction ends, and the one with the highest number holds. `content` holds
files by their hash in blocks of 1 MiB, compressed (zlib, RFC 1950), so that what several packs or generations have
stands there once.
"""

VERSION_TABLE: Final = "CREATE TABLE IF NOT EXISTS companion.about (version integer NOT NULL)"
