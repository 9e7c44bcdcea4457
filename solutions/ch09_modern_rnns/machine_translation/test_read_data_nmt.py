from grader.suite import check, files, hint, points

TEXT = "Ça va?\tHow are you\u202f?\n\n  Née en été.\tBorn\xa0in summer. \nÇ\n\n"


@points(2)
@hint("Read the whole file and change nothing.", zh="读出整个文件，什么也不改。")
def test_the_text_as_it_is(student):
    """The text comes as one string, without a change. / 文本作为一个字符串给出，不作任何改动。"""
    files(student).write("data/fra-eng/fra.txt", TEXT)
    check.equal(student.read_data_nmt(), TEXT)


@points(2)
@hint('open(…, encoding="utf-8").', zh='open(…, encoding="utf-8")。')
def test_utf_8(student):
    """The file is read as UTF-8. / 文件按 UTF-8 读取。"""
    files(student).write("data/fra-eng/fra.txt", "œuf\t蛋\nété 🙂\tΩ\n")
    check.equal(student.read_data_nmt(), "œuf\t蛋\nété 🙂\tΩ\n")
