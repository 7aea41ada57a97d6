"""Model files and what loads them: sentence embedders behind one small protocol."""
