"""Sound as numbers: samples, files, levels, devices."""
