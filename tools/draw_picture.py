"""Draws the picture of the READMEs from the results of ./run: same results, same picture, byte for byte.

    ./run && python3 tools/draw_picture.py output/runs docs/picture.svg
"""

import argparse
import csv
import pathlib
import tomllib

PLACE = pathlib.Path(__file__).parent.parent / "scenarios/places/puyang"
CASES = {  # colour, dashes (orange and green are the same grey where colours are not seen), width, name
    "baseline": ("#1f4e79", "", 4.0, "基准 baseline"),  # shows on both sides of a line that lies on it
    "early-retirement-tight": ("#c55a11", "", 1.7, "严控提前退休 early retirement tightened"),
    "benefit-adjustment-low": ("#548235", "7 4", 2.2, "调待放缓 lower increases"),
}
CITY = "全市"
WIDTH, HEIGHT, TOP, BOTTOM, PANEL, GAP = 1240, 430, 92, 352, 330, 74
YI = 1e8  # yuan in 亿元


def read(folder):
    """{(case, unit, measure): {year: value}} of the three measures drawn."""
    series = {}
    for case in CASES:
        with open(pathlib.Path(folder) / f"{case}.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["measure"] in ("fund_balance", "treasury", "support_ratio"):
                    line = series.setdefault((case, row["unit"], row["measure"]), {})
                    line[int(row["year"])] = float(row["value"])
    return series


def names():
    """{unit: its name in both languages}."""
    with open(PLACE / "units.csv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["unit"]: f'{row["unit"]} {row["name_en"]}' for row in rows}


def step_for(span):
    """A round step that cuts a span into four to eight."""
    size = 10.0 ** len(str(int(span))) if span >= 1 else 1.0
    while True:
        for share in (1.0, 0.5, 0.2):
            if span / (size * share) >= 4:
                return size * share
        size /= 10


def dashed(dashes):
    return f' stroke-dasharray="{dashes}"' if dashes else ""


class Panel:
    """One set of axes; lines are clipped by nothing, the axis reaches the largest value."""

    def __init__(self, left, lines, titles):
        self.left, self.lines, self.titles = left, lines, titles
        values = [v for line in lines for v in line["points"].values()]
        years = [y for line in lines for y in line["points"]]
        self.years = (min(years), max(years))
        self.step = step_for(max(max(values), 1e-9) - min(0.0, min(values)))
        self.low = self.step * (min(0.0, min(values)) // self.step)
        self.high = self.step * -(-max(values) // self.step)

    def x(self, year):
        return self.left + PANEL * (year - self.years[0]) / (self.years[1] - self.years[0])

    def y(self, value):
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)

    def axes(self, through):
        zh, en = self.titles
        border = self.x(through)
        yield (f'<rect x="{self.left}" y="{TOP}" width="{border - self.left:.1f}" height="{BOTTOM - TOP}" '
               'fill="#f4f6f8"/>')
        yield f'<text x="{self.left}" y="{TOP - 28}" class="t">{zh}</text>'
        yield f'<text x="{self.left}" y="{TOP - 12}" class="s">{en}</text>'
        for i in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + i * self.step
            height = self.y(value)
            yield f'<path d="M{self.left} {height:.1f}h{PANEL}" class="g"/>'
            yield f'<text x="{self.left - 6}" y="{height + 4:.1f}" class="s e">{value:g}</text>'
        first, last = self.years
        for year in (first, *(y for y in range(0, last, 20) if first + 8 < y < last - 8), last):
            yield f'<text x="{self.x(year):.1f}" y="{BOTTOM + 18}" class="s m">{year}</text>'

    def curves(self):
        for line in self.lines:
            points = " ".join(f"{self.x(y):.1f},{self.y(v):.1f}" for y, v in sorted(line["points"].items()))
            yield (f'<polyline points="{points}" fill="none" stroke="{line["colour"]}" stroke-width="{line["width"]}"'
                   f'{dashed(line.get("dashes"))}/>')
            if "name" in line:
                first = min(line["points"])
                yield (f'<text x="{self.x(first) + line["aside"][0]:.1f}" '
                       f'y="{self.y(line["points"][first]) + line["aside"][1]:.1f}" class="s">{line["name"]}</text>')


def cases_panel(series, measure, left, titles):
    lines = [{"points": {y: v / YI for y, v in series[case, CITY, measure].items()}, "colour": colour, "dashes": dashes,
              "width": width} for case, (colour, dashes, width, _) in CASES.items()]
    return Panel(left, lines, titles)


def units_panel(series, left, titles):
    units = [unit for case, unit, measure in series if case == "baseline" and measure == "support_ratio"]
    lines = [{"unit": unit, "points": series["baseline", unit, "support_ratio"], "colour": "#9aa5b1", "width": 1.1}
             for unit in units if unit != CITY]
    lines.sort(key=lambda line: line["points"][min(line["points"])])
    in_both = names()
    for line, aside in ((lines[0], (5, 52)), (lines[-1], (12, 4))):  # the ends of the range, named where they begin
        line |= {"name": in_both[line["unit"]], "aside": aside}
    lines.append({"points": series["baseline", CITY, "support_ratio"], "colour": CASES["baseline"][0], "width": 2.4})
    return Panel(left, lines, titles)


def legend():
    place = 60
    for (colour, dashes, thick, text), width in zip(CASES.values(), (160, 320, 0)):
        yield f'<path d="M{place} 394h26" stroke="{colour}" stroke-width="{thick}"{dashed(dashes)}/>'
        yield f'<text x="{place + 34}" y="398" class="s">{text}</text>'
        place += width
    yield '<text x="868" y="398" class="s">细线：各单位 thin: units; 粗线：全市 thick: whole city</text>'
    yield ('<text x="868" y="420" class="s">灰底：工资、费率等已公布 '
           'shaded: published years</text>')
    yield ('<text x="60" y="420" class="s">濮阳演示数据：部分实测、部分估计、部分合成 · '
           'Puyang, illustrative: part measured, part estimated, part synthetic</text>')


def published_through():
    return tomllib.loads((PLACE / "place.toml").read_text(encoding="utf-8"))["published_through"]


def draw(series, through):
    lefts = [60 + i * (PANEL + GAP) for i in range(3)]
    panels = [
        cases_panel(series, "fund_balance", lefts[0],
                    ("全市累计结余（亿元，当年价）", "Fund balance, whole city [100 m yuan, nominal]")),
        cases_panel(series, "treasury", lefts[1],
                    ("全市财政承担（亿元/年，当年价）", "Due from treasuries, whole city [100 m yuan a year, nominal]")),
        units_panel(series, lefts[2], ("抚养比（基准方案）", "Insured members per retiree, baseline")),
    ]
    for panel in panels:  # money begins a year later than stocks: one axis for all
        panel.years = tuple(edge(one.years[at] for one in panels) for at, edge in enumerate((min, max)))
    first, last = panels[0].years
    body = [part for panel in panels for part in (*panel.axes(through), *panel.curves())]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif">',
        f"<title>濮阳养老保险基金推算 Pension fund of Puyang, projected: {first}—{last}</title>",
        "<style>.t{font-size:15px;font-weight:600;fill:#222}.s{font-size:12px;fill:#555}.e{text-anchor:end}"
        ".m{text-anchor:middle}.g{stroke:#e3e7eb}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<text x="60" y="34" style="font-size:20px;font-weight:700" fill="#222">压舱石 Ballast · 濮阳 Puyang '
        f'{first}—{last}</text>',
        *body, *legend(), "</svg>\n",
    ])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("RESULTS", type=pathlib.Path)
    parser.add_argument("PICTURE", type=pathlib.Path)
    asked = parser.parse_args()
    asked.PICTURE.write_text(draw(read(asked.RESULTS), published_through()), encoding="utf-8")
