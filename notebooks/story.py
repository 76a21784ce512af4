"""How the figures of the notebooks look: one font for Chinese and English, colours that colour-blind readers tell apart, a
line below each figure that says what is not measured."""
import textwrap
import warnings

import matplotlib
import matplotlib.pyplot as plt

warnings.filterwarnings("error", message=".*[Gg]lyph.*")  # a missing character is a defect of the figure
matplotlib.use("module://matplotlib_inline.backend_inline")
plt.rcParams.update({
    "font.family": ["Noto Sans CJK JP"], "axes.unicode_minus": False, "figure.dpi": 110, "savefig.dpi": 200,
    "font.size": 9.5, "axes.titlesize": 11, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "axes.grid.axis": "y", "grid.alpha": 0.25,
    "axes.axisbelow": True, "legend.frameon": False, "figure.constrained_layout.use": True})

#: Okabe and Ito, safe for colour-blind readers
BLUE, ORANGE, GREEN, RED, SKY, PURPLE, YELLOW, GREY = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7",
                                                       "#F0E442", "#8a8a8a")
YI = 1e8  #: 亿元


def mark_projection(axes, result, colour=GREY):
    """Years under published values end where the shading begins."""
    last = result.attrs["published_through"] + 0.5
    for one in axes if hasattr(axes, "__len__") else [axes]:
        one.axvspan(last, float(result.year[-1]), color="black", alpha=0.04, lw=0)
        one.text(last + 0.5, 0.995, "预测 projection", transform=one.get_xaxis_transform(), va="top", fontsize=8, color=colour)
        one.margins(x=0)


def sign(figure, result, note=""):
    """The opening and the notice of the place, below the figure."""
    opening = int(result.year[0])
    text = (f"自{opening}年末起算。演示数据，非官方。{result.attrs['notice_zh']}\n"
            f"From the end of {opening}. Illustrative, not official. {result.attrs['notice']}")
    if note:
        text = f"{note}\n{text}"
    lines = [piece for line in text.split("\n") for piece in textwrap.wrap(line, 205 if line.isascii() else 130)]
    figure.supxlabel("\n".join(lines), x=0.01, ha="left", fontsize=7, color=GREY)
