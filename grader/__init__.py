"""torchgrade: grades PyTorch course exercises in two rooms."""

__version__ = "0.1.0"
