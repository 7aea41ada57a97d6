"""A PostgreSQL server that all tests of this folder share; each has a database of its own."""

import pytest
from postgres import postgres_server


@pytest.fixture(scope="session")
def postgres():
    with postgres_server() as server:
        yield server


@pytest.fixture
def url(postgres):
    return postgres.database()
