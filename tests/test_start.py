"""What is heavy is loaded by what needs it: a string is read without a recogniser or an orchestrator."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("onnxruntime", "openvino", "rapidocr", "cv2", "dagster", "pandas", "duckdb")
READ_ONE = "import sys; from extractors import read_value; print(read_value('5%').value, *sys.modules)"


def test_one_string_is_read_without_what_reads_pictures() -> None:
    found = subprocess.run([sys.executable, "-c", READ_ONE], capture_output=True, text=True, check=True)
    value, *modules = found.stdout.split()
    assert value == "5"
    assert "extractors.values" in modules
    assert set(HEAVY) & set(modules) == set()
