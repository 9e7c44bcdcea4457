import torch

from grader.suite import after, check, drawn, hint, points


def draw(student, size=60):
    corpus = [["a", "b", "c", "d"][i] for i in (torch.rand(size) ** 2 * 4).long().tolist()]
    with drawn(student) as figures:
        student.plot_zipf(list(corpus))
    return figures.axes, corpus


@points(3)
@hint(
    "Line n shows the counts of the n-grams, largest first, over their place in the list.",
    zh="第 n 条线画出 n 元语法的次数，从大到小，横轴是它在列表中的位置。",
)
def test_the_three_lines(student, reference):
    """The lines are the counts of unigrams, bigrams and trigrams. / 三条线分别是一元、二元和三元语法的次数。"""
    axes, corpus = draw(student)
    right = [[float(count) for _, count in reference.ngram_freqs(corpus, n)] for n in (1, 2, 3)]
    check.close(sorted((line.y.tolist() for line in axes.lines), key=len), right)
    for line in axes.lines:
        first = float(line.x[0])
        check.that(first in (0.0, 1.0), "The places do not begin with 0 or 1.", "横坐标不是从 0 或 1 开始的。")
        check.close(line.x - first, torch.arange(len(line.x), dtype=torch.float64))


@points(2)
@after(test_the_three_lines)
@hint('legend: "unigram", "bigram", "trigram".', zh='图例："unigram"、"bigram"、"trigram"。')
def test_the_legend(student):
    """Each line has its name in the legend. / 图例中每条线都有自己的名字。"""
    axes, _ = draw(student)
    lengths = {line.label: len(line.x) for line in axes.lines}
    check.draws(axes, legend=["unigram", "bigram", "trigram"])
    check.that(
        lengths["unigram"] < lengths["bigram"] < lengths["trigram"],
        "The names belong to other lines.",
        "名字与线对不上。",
    )


@points(1)
@after(test_the_three_lines)
@hint("Name both axes.", zh="两个轴都要命名。")
def test_the_axes_are_named(student):
    """Both axes have their names. / 两个轴都有名字。"""
    axes, _ = draw(student)
    check.draws(axes, xlabel="token: x", ylabel="frequency: n(x)")
