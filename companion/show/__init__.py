"""Events: a cue script, run in order before an audience or rehearsed before it."""
