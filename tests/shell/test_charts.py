"""Where lines, marks and bars stand, worked out by hand, and that the table says the same."""

import re
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from beforehand.shell.charts import Step, balance, room_line
from beforehand.shell.rendering import refuse_rows

# A hundred days are shown, with six days of air on both sides: 112 days over the 384 units from 8 to 392.
# 1 January stands at 8 + 384 * 6 / 112 = 28.6, 20 February (day 50) at 200, 11 April (day 100) at 371.4.
# All room stands at 26, none at 160: a quarter left at 126.5, half left at 93.
NEW_YEAR, MIDDLE, END = date(2027, 1, 1), date(2027, 2, 20), date(2027, 4, 11)
THREE = [Step(END, "Signed", 0.0), Step(NEW_YEAR, "Named", 0.5), Step(MIDDLE, "Chosen", 0.25, known=False)]


def test_the_line_falls_at_each_commitment_and_changes_stroke_today():
    line = room_line(THREE, today=date(2027, 1, 26))  # day 25 stands at 8 + 384 * 31 / 112 = 114.3
    assert line.today_x == 114.3
    assert line.passed == "M8 26L28.6 26L28.6 93L114.3 93"
    assert line.ahead == "M114.3 93L200 93L200 126.5L371.4 126.5L371.4 160L392 160"
    assert line.area.startswith("M8 160L8 26")
    assert line.area.endswith("L392 160Z")


def test_a_commitment_of_today_is_still_ahead():
    line = room_line(THREE, today=MIDDLE)
    assert [row.passed for row in line.rows] == [True, False, False]
    assert line.percent_today == 50


def test_the_table_says_what_the_line_shows():
    line = room_line(THREE, today=MIDDLE)
    assert [(r.number, r.title, r.percent, r.known) for r in line.rows] == [
        (1, "Named", 50, True),
        (2, "Chosen", 25, False),
        (3, "Signed", 0, True),
    ]


def test_a_mark_stands_at_the_foot_of_its_step():
    marks = room_line(THREE, today=MIDDLE).dots
    assert [(m.x, m.y, m.label, m.passed) for m in marks] == [
        (28.6, 93.0, "1", True),
        (200.0, 126.5, "2", False),
        (371.4, 160.0, "3", False),
    ]


def test_commitments_within_a_few_days_share_one_mark_and_keep_their_own_row():
    close = [*THREE, Step(date(2027, 2, 22), "Announced", 0.2)]
    line = room_line(close, today=NEW_YEAR)
    assert [m.label for m in line.dots] == ["1", "2–3", "4"]
    assert len(line.rows) == 4


def test_the_order_in_which_commitments_are_given_changes_nothing():
    assert room_line(THREE, today=MIDDLE) == room_line(THREE[::-1], today=MIDDLE)


def test_one_commitment_today_is_a_line_and_none_is_no_picture():
    assert room_line([Step(MIDDLE, "Signed", 0.0)], today=MIDDLE).percent_today == 100
    assert room_line([], today=MIDDLE) is None
    assert render_to_string("shell/room_line.html", {"chart": None}).strip() == ""


def test_nothing_stands_outside_the_drawing():
    far = [Step(date(2010, 1, 1), "A", 1.7), Step(date(2060, 1, 1), "B", -3.0)]
    line = room_line(far, today=MIDDLE)
    numbers = [float(n) for n in re.findall(r"[-\d.]+", line.area)]
    assert min(numbers) >= 8
    assert max(numbers) <= 392
    assert [r.percent for r in line.rows] == [100, 0]


def test_bars_share_one_scale_and_keep_their_order():
    bars = balance([("IT", 3), ("Care", 4), ("Board", 0)], title="t", group="g", counted="c").bars
    assert [(b.label, b.count, b.length) for b in bars] == [
        ("IT", 3, 75.0),
        ("Care", 4, 100.0),
        ("Board", 0, 0.0),
    ]
    assert [b.length for b in balance([("IT", 0)], title="t", group="g", counted="c").bars] == [0.0]


def test_pictures_carry_no_style_and_write_numbers_the_way_svg_reads_them():
    with override("nl"):
        drawn = render_to_string(
            "shell/room_line.html", {"chart": room_line(THREE, today=MIDDLE), "name": "room"}
        )
    assert "style=" not in drawn
    assert 'x="200.0"' in drawn
    assert "371,4" not in drawn
    assert "11 april 2027" in drawn
    assert 'role="img" aria-labelledby="room-title room-desc"' in drawn


def test_a_title_that_is_markup_stays_text():
    chart = room_line([Step(MIDDLE, "<script>x</script>", 0.0)], today=MIDDLE)
    assert "<script>" not in render_to_string("shell/room_line.html", {"chart": chart, "name": "room"})


def test_pictures_may_go_to_a_page():
    refuse_rows(room_line(THREE, today=MIDDLE), "room")
    refuse_rows(balance([("IT", 3)], title="t", group="g", counted="c"), "bars")
