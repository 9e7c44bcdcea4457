"""What torchgrade costs, measured: a command a module (`python -m bench.submission`); each says what it ran on."""
