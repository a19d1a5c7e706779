"""Tests mirror the packages; ``samples`` makes the reports they read."""
