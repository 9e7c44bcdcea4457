"""`python -m bench.peers`."""

import sys

if "--record" in sys.argv[1:]:
    from bench.peers.record import record

    record()
