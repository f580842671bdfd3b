"""The line of the room left as a drawing for paper: black on white, without a style of the page."""

from html import escape

from django.utils.translation import gettext as _

from beforehand.shell.charts import RoomLine

INK, SOFT, RULE, WASH, ACCENT = "#1e1c19", "#5a554d", "#d9d4c8", "#e9f0ee", "#17545c"


def drawn(line: RoomLine) -> str:
    """Return the line as SVG. Only numbers and our own words go into it."""
    parts = [
        f'<path d="{line.area}" fill="{WASH}"/>',
        _stroke(f"M{line.left:g} {line.top:g}H{line.right:g}", RULE, 1),
        _stroke(f"M{line.left:g} {line.floor:g}H{line.right:g}", SOFT, 1),
        _stroke(f"M{line.today_x:g} {line.top:g}V{line.floor:g}", INK, 1.2, dashes="4 3"),
        _stroke(line.passed, ACCENT, 2.6),
        _stroke(line.ahead, ACCENT, 2.6, dashes="5 4"),
        _words(line.right, line.top - 7, _("everything open"), anchor="end"),
        _words(line.today_label_x, line.floor + 22, _("today"), anchor=line.today_anchor, ink=INK),
    ]
    at = (line.left, "start") if line.today_anchor == "end" else (line.right, "end")
    parts.append(_words(at[0], line.floor + 22, _("fixed"), anchor=at[1]))
    for dot in line.dots:
        fill, ink = (ACCENT, "#ffffff") if dot.passed else ("#ffffff", INK)
        box = f'x="{dot.box_x:g}" y="{dot.box_y:g}" width="{dot.box_width:g}" height="{dot.box_height:g}"'
        parts.append(f'<rect {box} rx="10" fill="{fill}" stroke="{ACCENT}" stroke-width="2"/>')
        parts.append(_words(dot.x, dot.y + 4.5, dot.label, anchor="middle", ink=ink))
    size = f'viewBox="0 0 {line.width:g} {line.height:g}" width="{line.width:g}" height="{line.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _stroke(path: str, colour: str, width: float, *, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"{dashed}/>'


def _words(x: float, y: float, text: str, *, anchor: str, ink: str = SOFT) -> str:
    at = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"'
    return f'<text {at} font-family="Libertinus Serif" font-size="13" fill="{ink}">{escape(text)}</text>'
