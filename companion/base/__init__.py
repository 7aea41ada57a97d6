"""What every room stands on: errors, files, settings, plug-ins."""
