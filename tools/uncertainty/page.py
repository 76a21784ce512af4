"""Where the defaults are kept: the last section of central.toml, and tables of docs/uncertainty.md between two marks."""
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE, CENTRAL = ROOT / "docs/uncertainty.md", ROOT / "scenarios/assumptions/central.toml"
FROM = "1998-01"
HEAD = "# Random futures 随机情景: "


@dataclass
class Default:
    """One knob's value and the argument for it; all are assumptions about the future."""
    key: str
    value: float | str
    source: str
    digits: int = 3

    def shown(self):
        return self.value if isinstance(self.value, str) else f"{round(self.value, self.digits) + 0:.{self.digits}f}"


SWITCHES = [Default("futures.parameters", "off", "the UN's bounds, which the spreads meet, hold the doubt about means of people; that about mean wage growth is left out unless a case asks"),
            Default("futures.small_units", "off", "expected numbers, as in a single run, unless a case asks")]


def table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def translations(text):
    """{English argument: Chinese} as central.toml has them: the Chinese is written there by hand."""
    return dict(re.findall(r'source = "([^"]*)", source_zh = "([^"]*)"', text))


def section(defaults, chinese):
    missing = [d.key for d in defaults if d.source not in chinese]
    assert not missing, f"{CENTRAL.name} lacks source_zh for the argument of {', '.join(missing)}"
    lines = [HEAD + "made by tools/uncertainty/estimate.py; the arguments in full are in docs/uncertainty.md."]
    for d in defaults:
        value = f'"{d.value}"' if isinstance(d.value, str) else d.shown()
        lines += ["[[parameter]]", f'key = "{d.key}"', "values = [",
                  f'  {{ from = "{FROM}", value = {value}, status = "assumed", '
                  f'source = "{d.source}", source_zh = "{chinese[d.source]}" }},', "]", ""]
    return "\n".join(lines).rstrip() + "\n"


def with_table(text, name, content):
    mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
    assert mark.search(text), f"{PAGE.name} has no place for the table {name}"
    return mark.sub(lambda m: m[1] + content + "\n" + m[2], text)


def differences(defaults, tables):
    """{path: text as it should be} of the files that differ."""
    text = CENTRAL.read_text(encoding="utf-8")
    wanted = {CENTRAL: text.split(HEAD)[0].rstrip() + "\n\n" + section(defaults, translations(text))}
    page = PAGE.read_text(encoding="utf-8")
    rows = [[f"`{d.key}`", d.shown(), d.source] for d in defaults]
    for name, content in {"defaults": table(["knob", "value", "argument"], rows), **tables}.items():
        page = with_table(page, name, content)
    wanted[PAGE] = page
    return {path: should for path, should in wanted.items() if path.read_text(encoding="utf-8") != should}
