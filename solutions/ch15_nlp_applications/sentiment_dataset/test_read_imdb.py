from grader.suite import after, check, files, hint, points

REVIEWS = {
    ("train", "pos"): ["So good!", "Été à Paris:\na naïve film \n", "\n\nTwo  lines\nand more", "GOOD"],
    ("train", "neg"): ["Bad.<br /><br />Very bad.\n", " dull\tand long "],
    ("test", "pos"): ["nice", "a\nb\nc"],
    ("test", "neg"): ["Ça, non", "蛋 🙂", "never again\n"],
}


def given(room, reviews):
    """Write reviews into a folder in the room, which no one has seen."""
    for (split, label), texts in reviews.items():
        for i, text in enumerate(texts):
            files(room).write(f"data/hidden/{split}/{label}/{i + 7}_{i}.txt", text)


def right(reviews, split, breaks=""):
    """What should be read, sorted."""
    return sorted(
        (text.replace("\n", breaks), int(label == "pos"))
        for (part, label), texts in reviews.items()
        if part == split
        for text in texts
    )


def found(student, is_train):
    """Reviews and labels as they come, in pairs, sorted."""
    made = student.read_imdb("data/hidden", is_train)
    check.equal(len(made), 2)
    check.equal(len(made[0]), len(made[1]))
    return sorted(zip(*made, strict=True))


@points(3)
@hint(
    "Every file of pos and neg is a review; its label says from which of the two it comes.",
    zh="pos 和 neg 中的每个文件都是一篇影评；标签说明它来自哪一个。",
)
def test_reviews_and_labels(student):
    """Every review comes with its own label. / 每篇影评都带着自己的标签。"""
    reviews = {
        ("train", "pos"): ["so good!", "a great film", "GOOD"],
        ("train", "neg"): ["bad.<br /><br />Very bad.", " dull and long "],
    }
    given(student, reviews)
    check.equal(found(student, True), right(reviews, "train"))


@points(2)
@after(test_reviews_and_labels)
@hint("is_train chooses between the folders train and test.", zh="is_train 决定读 train 还是 test 文件夹。")
def test_both_sets(student):
    """is_train chooses the set. / is_train 决定是哪个集合。"""
    reviews = {key: [f"{'-'.join(key)} {i}" for i in range(n)] for n, key in enumerate(REVIEWS, start=1)}
    given(student, reviews)
    check.equal([found(student, False), found(student, True)], [right(reviews, "test"), right(reviews, "train")])


@points(2)
@after(test_reviews_and_labels)
@hint('replace("\\n", "").', zh='replace("\\n", "")。')
def test_line_breaks_and_accents(student):
    """Line breaks are taken out and all else stays, letters with accents too. / 删去换行符，其余保持原样，带重音的字母也一样。"""
    given(student, REVIEWS)
    check.equal([found(student, True), found(student, False)], [right(REVIEWS, "train"), right(REVIEWS, "test")])


@points(1)
@after(test_reviews_and_labels)
@hint("Look what is in each folder; do not count on a number of files.", zh="看文件夹里有什么，不要假定文件的个数。")
def test_folders_of_any_size(student):
    """The folders may hold many reviews. / 文件夹里可以有很多篇影评。"""
    reviews = {("test", "pos"): [f"yes {i}" for i in range(23)], ("test", "neg"): ["no"]}
    given(student, reviews)
    check.equal(found(student, False), right(reviews, "test"))
