"""The networks that find and read print: PP-OCRv6 as RapidOCR ships it, run by OpenVINO, or ONNX Runtime without it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.text.folding import compatible

Tensor = npt.NDArray[np.float32]
Run = Callable[[Tensor], Tensor]

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
SMALLEST = (48, 32)  # pixels: a picture that both networks take
FINDING = 1  # pages that print is found on at a time: each takes half a gigabyte, and reading takes most of the time


class _Networks(NamedTuple):
    detect: Run
    recognise: Run


class Engine:
    """Both networks, loaded when they are first asked; one thread a call, so that pages in parallel don't fight.

    Attributes:
        threads: Calls that may run at a time.
    """

    def __init__(self, threads: int = 1) -> None:
        """Loads nothing yet."""
        self.threads = threads
        self._loader = ThreadPoolExecutor(1)
        self._held: _Networks | None = None

    @property
    def name(self) -> str:
        """What reads, for the key of a cache: another model reads otherwise."""
        return f"{DETECTOR} {RECOGNISER} rapidocr {version('rapidocr')}"

    def detect(self, pixels: Tensor) -> Tensor:
        """How likely each pixel belongs to a line of print.

        Args:
            pixels: 1 x 3 x height x width, from -1 to 1, sides multiples of 32.

        Returns:
            height x width, from 0 to 1.
        """
        found: Tensor = self._networks.detect(pixels)[0, 0]
        return found

    def recognise(self, lines: Tensor) -> Tensor:
        """How likely each character is at each step along each line.

        Args:
            lines: lines x 3 x 48 x width, from -1 to 1.

        Returns:
            lines x steps x characters, one step for 8 pixels; the first character stands for none.
        """
        return self._networks.recognise(lines)

    @cached_property
    def characters(self) -> list[str]:
        """What the recogniser's outputs stand for."""
        return ["", *_characters(), " "]

    @cached_property
    def is_usual(self) -> npt.NDArray[np.bool_]:
        """Which characters are ideographs of GB 2312, the set of simplified Chinese."""
        return np.array([_is_ideograph(character) and is_usual(character) for character in self.characters])

    @cached_property
    def is_unusual(self) -> npt.NDArray[np.bool_]:
        """Which characters are ideographs beyond that set: traditional forms, and rare ones."""
        return np.array([_is_ideograph(character) and not is_usual(character) for character in self.characters])

    @cached_property
    def other_width(self) -> dict[int, int]:
        """The output that stands for the same sign in its other width: which of ： and : is printed matters little."""
        places = {character: at for at, character in enumerate(self.characters)}
        wide = {at: compatible(character) for at, character in enumerate(self.characters)}
        pairs = {at: places[narrow] for at, narrow in wide.items() if len(narrow) == 1 and narrow in places}
        found = {
            at: narrow for at, narrow in pairs.items() if at != narrow and "\uff00" < self.characters[at] < "\uff60"
        }
        return found | {narrow: at for at, narrow in found.items()}

    @property
    def _networks(self) -> _Networks:
        """Both, loaded once: pages come in threads, and what is loaded for one of them the others wait for."""
        return self._held or self._loader.submit(self._load).result()

    def _load(self) -> _Networks:
        if self._held is None:
            self._held = _Networks(_load(DETECTOR, FINDING), _load(RECOGNISER, self.threads))
        return self._held


def is_usual(ideograph: str) -> bool:
    """Whether simplified Chinese text has the ideograph, by GB 2312-1980.

    Example:
        ``is_usual("级") and not is_usual("級")``
    """
    try:
        return bool(ideograph.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _is_ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _path(name: str) -> str:
    return str(files("rapidocr").joinpath("models", name))


def _load(name: str, threads: int) -> Run:
    if find_spec("openvino"):
        return _openvino(name, threads)
    return _onnxruntime(name)


def _openvino(name: str, threads: int) -> Run:
    """Full precision, so that machines with and without half precision in hardware read alike."""
    import openvino

    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": threads}
    model = openvino.Core().compile_model(_path(name), "CPU", settings)
    idle: SimpleQueue[Any] = SimpleQueue()  # a request that threads shared would wait, and one a call takes more memory

    def run(tensor: Tensor) -> Tensor:
        try:
            request = idle.get_nowait()
        except Empty:
            request = model.create_infer_request()
        request.infer([tensor], share_inputs=True)
        result: Tensor = request.get_output_tensor().data.copy()
        idle.put(request)
        return result

    run(np.zeros((1, 3, *SMALLEST), np.float32))  # a first call that two threads make at once may never come back
    return run


def _onnxruntime(name: str) -> Run:
    session = _session(name)
    entry = session.get_inputs()[0].name

    def run(tensor: Tensor) -> Tensor:
        result: Tensor = session.run(None, {entry: tensor})[0]
        return result

    return run


def _session(name: str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(_path(name), options, providers=["CPUExecutionProvider"])


def _characters() -> list[str]:
    """The recogniser's characters, which the model file names itself."""
    metadata: dict[str, str] = _session(RECOGNISER).get_modelmeta().custom_metadata_map
    return metadata["character"].splitlines()
