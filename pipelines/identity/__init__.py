"""Identity over reports: the id of every indicator, and the report that takes another's place."""
