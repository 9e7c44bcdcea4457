"""All measurements, one after another: `python -m bench` or `make bench`."""

import subprocess
import sys

for name in ("submission", "wire", "child", "startup", "loop"):
    print(f"== python -m bench.{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
