"""When and where reports are read: the lake, the engine, the command line and the Dagster definitions."""
