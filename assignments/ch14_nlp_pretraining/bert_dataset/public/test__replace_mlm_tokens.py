from grader.suite import check, hint, points


class Words:
    """A small vocabulary."""

    def __init__(self):
        self.idx_to_token = ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>", "it", "rains", "again", "here"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return [self[token] for token in tokens] if isinstance(tokens, list) else self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        return [self.idx_to_token[i] for i in indices] if isinstance(indices, list) else self.idx_to_token[indices]


@points(2)
@hint("Each chosen position comes with the token that stood there.", zh="每个选中的位置都带上那里原来的词元。")
def test_two_of_three(student):
    """Two of three candidates are chosen, and nothing else changes. / 从三个候选中选两个，其余不变。"""
    tokens = ["<cls>", "it", "rains", "here", "<sep>"]
    found, chosen = student._replace_mlm_tokens(list(tokens), [1, 2, 3], 2, Words())
    positions = sorted(position for position, _ in chosen)
    check.that(positions in ([1, 2], [1, 3], [2, 3]), "These are not two of the candidates.", "这不是两个候选位置。")
    check.equal(dict(chosen), {i: tokens[i] for i in positions})
    rest = [i for i in range(5) if i not in positions]
    check.equal([found[i] for i in rest], [tokens[i] for i in rest])
    check.equal(len(found), 5)
