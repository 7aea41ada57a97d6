"""A Korean-first, offline conversational companion robot."""

import os

# onnxruntime counts its users: as it is imported it looks up a host and keeps a device id. Nothing here touches the
# network unless asked, so this stands before any import of it; its own switch comes too late.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
