"""What torchgrade costs, measured: each module is a command (`python -m bench.submission`), and each prints what it ran on."""
