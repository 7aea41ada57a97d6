"""A Korean-first, offline conversational companion robot."""

import os

# ONNX Runtime looks up a host and writes a device id unless this stands before its first import; every import of it,
# by this package or by a library that it uses, comes after this line.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
