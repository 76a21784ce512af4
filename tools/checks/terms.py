"""Terms: one thing has one Chinese name, that of the order where it has one; signs in Chinese are full-width; English
sources hold no Chinese but the number of a decree.
"""

import pathlib
import re
import sys

import sources

FOLDERS = ("models", "scenarios", "sim", "output", "apps", "docs", "notebooks", "tools")
KINDS = {".cpp", ".hpp", ".toml", ".md", ".ipynb", ".py"}
NOT_HERE = ("tools/checks/",)
HAN = "[\u4e00-\u9fff]"
#: what must not be said, and what is said in its place
TERMS = (
    ("扣款|扣缴|扣留", "扣减"),
    ("(?<!清)欠收|短收", "少收"),
    ("统筹再补|另行补助|统筹基金另补|统筹兜底|(?<!市级)统筹补足", "市级统筹补足"),
    ("储备金|储备下限", "最低支付储备"),
    ("缴费补贴|保费补贴|社保补贴", "就业困难人员社会保险补贴"),
    ("首次赤字|首次当年收不抵支", "首次当期收不抵支"),
    ("个未来|各未来", "随机模拟"),
    ("单次运行", "单次推算"),
    ("省级及中央|中央及省级", "中央和省级补助"),
    ("财政应补|财政出资", "财政承担"),
    ("统筹基金留存", "留存统筹基金"),
    ("市本级财政", "市级财政"),
    ("封印|封签", "校验值"),
    ("(?<=[、“\"])计量(?=[，。”\"])", "计量单位"),
    (r"\((?:万元|亿元|万人|元)[^()]*\)", "full-width brackets"),
    (f"{HAN}[,;]{HAN}", "， or ；"),
    (r"\}–\{\}?[^\"]*年", "— between years"),
)
ENGLISH_SOURCE = re.compile(r'(?<![a-z_])source = "([^"]*)"')
DECREE = re.compile(f"{HAN}+〔[0-9]+〕[0-9]+号")


#: what is typed after an option is the command line's
TYPED = re.compile(r"--[a-z]+ [^ \"`]+")


def check_line(line):
    line = TYPED.sub("", line)
    for refused, term in TERMS:
        for found in re.finditer(refused, line):
            yield f'"{found.group()}": say {term}'
    for source in ENGLISH_SOURCE.findall(line):
        if re.search(HAN, DECREE.sub("", source)):
            yield f'Chinese in the English source "{source}"'


def papers(root):
    yield from sorted(root.glob("README*.md"))
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in KINDS and not name.startswith(NOT_HERE):
                yield path


def check(root):
    problems = []
    for path in papers(pathlib.Path(root)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            problems += [f"{path.relative_to(root)}:{number}: {what}" for what in check_line(line)]
    return problems


if __name__ == "__main__":
    found = check(pathlib.Path(*sources.arguments(__doc__, "ROOT")))
    print("\n".join(found))
    sys.exit(1 if found else 0)
