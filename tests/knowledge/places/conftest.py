"""The shipped town, the made-up one, and a search in each of them."""

import pytest
from made_up import GARAM, KOREAN, SHIPPED, read

from companion.knowledge.places.query import PlaceQuery
from companion.knowledge.places.search import PlaceIndex


@pytest.fixture(scope="session")
def store():
    """Suwon, as it is shipped."""
    return read(KOREAN, SHIPPED / "suwon").store


@pytest.fixture(scope="session")
def index(store):
    return PlaceIndex(store)


@pytest.fixture(scope="session")
def town():
    """The made-up town."""
    return read(KOREAN, GARAM).store


@pytest.fixture(scope="session")
def search(town):
    """Search the made-up town; fields of a `PlaceQuery`."""
    index = PlaceIndex(town)
    return lambda **wish: index.search(PlaceQuery(**wish))
