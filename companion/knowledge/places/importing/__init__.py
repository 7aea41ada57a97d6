"""Bringing official store files, up to every shop of a country, into a pack."""
