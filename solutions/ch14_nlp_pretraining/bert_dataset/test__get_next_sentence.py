from grader.suite import after, check, hint, points

# Paragraphs of equal length: to draw a paragraph first, or from all sentences, is the same here.
PARAGRAPHS = [[["a", "b"], ["c"], ["e"]], [["d", "e"], ["f"], ["f", "f"]]]
OTHERS = [s for paragraph in PARAGRAPHS for s in paragraph if s != ["c"]]


def draws(student, n):
    found = []
    for _ in range(n):
        _, following, is_next = student._get_next_sentence(["x", "y"], ["c"], PARAGRAPHS)
        found.append((following, bool(is_next)))
    return found


@points(2)
@hint("(sentence, the next or another one, True or False).", zh="（句子，下一句或另一句，True 或 False）。")
def test_what_comes_back(student):
    """The sentence comes back as it is, with a sentence and a truth value that agree. / 句子原样返回，另一句与真假值相符。"""
    for _ in range(20):
        found = student._get_next_sentence(["x", "y"], ["c"], PARAGRAPHS)
        check.equal(len(found), 3)
        sentence, following, is_next = found
        check.equal(sentence, ["x", "y"])
        check.that(is_next in (True, False), "The third is neither True nor False.", "第三项既不是 True 也不是 False。")
        if is_next:
            check.equal(following, ["c"])
        else:
            check.that(following in [*OTHERS, ["c"]], "This is no sentence of the paragraphs.", "这不是段落中的句子。")
    check.equal(PARAGRAPHS, [[["a", "b"], ["c"], ["e"]], [["d", "e"], ["f"], ["f", "f"]]])


@points(3)
@after(test_what_comes_back)
@hint("Both cases have the probability 1/2.", zh="两种情形的概率都是 1/2。")
def test_half_of_them(student):
    """In half of the cases it is the next sentence. / 一半的情形是下一句。"""
    # 49 to 111 of 160: a right answer is outside in less than one of a million runs (binomial, exact).
    check.share(sum(is_next for _, is_next in draws(student, 160)), 160, 0.5, "The share of True", "True 的比例")


@points(2)
@after(test_what_comes_back)
@hint("Compare what you drew with next_sentence, and draw again.", zh="把抽到的与 next_sentence 比较，相同就重抽。")
def test_never_the_true_one(student):
    """What is labelled False is never the true next sentence. / 标为 False 的绝不是真正的下一句。"""
    # Never: a right answer always passes. Who does not look has it in one of six: all of about 60 miss it in 2e-5 runs.
    wrong = [following for following, is_next in draws(student, 120) if not is_next]
    check.equal(wrong.count(["c"]), 0)


@points(2)
@after(test_what_comes_back)
@hint("Every paragraph, and every sentence of it, may be drawn.", zh="每个段落、段落中的每个句子都可能被抽到。")
def test_all_the_others(student):
    """All other sentences are drawn, equally often. / 其余各句都会被抽到，机会均等。"""
    wrong = [" ".join(following) for following, is_next in draws(student, 200) if not is_next and following != ["c"]]
    # About 100 draws (83 where the true one is drawn as well), each of five in a fifth of them: binomial, exact, with
    # a fifth of 1e-6 for each; less than one right answer of a million is outside.
    check.frequencies(wrong, {" ".join(s): 1 / 5 for s in OTHERS}, "a sentence", "某个句子")
