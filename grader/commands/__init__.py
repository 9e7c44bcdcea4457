"""The commands, one module each. At import they need click alone; what is heavy is imported when a command runs."""
