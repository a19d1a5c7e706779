"""Drawn forms: self-evaluation forms as provinces, counties and printers would make them, with their truth."""
