"""The version of the rules: a report read by the same version is not read again."""

EXTRACTOR_VERSION = "0.3.0"
