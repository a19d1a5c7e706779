"""A round red stamp over what a page holds."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.drawn.canvas import Writer

RED = (0.84, 0.16, 0.16)
RADIUS = 52.0  # points


def stamp(writer: Writer, number: int) -> None:
    """A round red stamp with letters along its ring, over what is on the page."""
    canvas, name = writer.canvas, writer.look.stamp_name
    share = (0.3, 0.72)[number % 2]
    x, y = (
        writer.width * share,
        writer.height - writer.look.margin - (writer.y - writer.look.margin) * (0.6 - 0.25 * number),
    )
    canvas.saveState()
    canvas.setStrokeColorRGB(*RED)
    canvas.setFillColorRGB(*RED)
    canvas.setLineWidth(2.2)
    canvas.circle(x, y, RADIUS)
    path = canvas.beginPath()
    for at in range(10):
        reach = (16.0, 6.5)[at % 2]
        point = (x + reach * sin(at * pi / 5), y + reach * cos(at * pi / 5))
        path.lineTo(*point) if at else path.moveTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    for at, letter in enumerate(name):
        angle = (at - (len(name) - 1) / 2) * min(0.5, 4.2 / len(name))
        canvas.saveState()
        canvas.translate(x + (RADIUS - 15) * sin(angle), y + (RADIUS - 15) * cos(angle))
        canvas.rotate(-angle * 180 / pi)
        canvas.setFont(writer.face, 11)
        canvas.drawCentredString(0, 0, letter)
        canvas.restoreState()
    canvas.restoreState()
