"""Measurements that a person reads: ``make bench``."""
