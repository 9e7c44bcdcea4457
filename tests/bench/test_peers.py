"""The table of the peers: every ratio is of this run's own figures."""

from bench.peers.compare import Row, Run, table


def row(name: str, further: float, *, ours: bool = False) -> Row:
    return Row(name, Run(7.0, 512.4, ""), further, ours)


def test_each_peer_is_compared_with_each_of_ours() -> None:
    rows = [row("nbgrader", 6.0), row("Otter", 3.0), row("same", 0.02, ours=True), row("own", 0.04, ours=True)]
    assert table(rows, 10).splitlines() == [
        "| | 10 notebooks, start-up included | a submission of them | each further submission "
        "| against same | against own | peak memory |",
        "|---|---|---|---|---|---|---|",
        "| nbgrader | 7.0 s | 0.70 s | 6.000 s | 300x | 150x | 512 MiB |",
        "| Otter | 7.0 s | 0.70 s | 3.000 s | 150x | 75x | 512 MiB |",
        "| same | 7.0 s | 0.70 s | 0.020 s |  |  | 512 MiB |",
        "| own | 7.0 s | 0.70 s | 0.040 s |  |  | 512 MiB |",
    ]


def test_a_longer_batch_that_took_less_time_gives_no_ratio() -> None:
    assert "| 6.000 s | the machine was too busy |" in table([row("nbgrader", 6.0), row("own", -0.01, ours=True)], 10)
