"""Decide the people of a register with a vendored policy module, and without polc.

python3 -I main.py [register.csv]
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    HERE = Path(__file__).resolve().parent
    sys.path.insert(0, str(HERE))  # python3 -I leaves the script's own folder out

    from counter import lines

    register = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "register.csv"
    for line in lines(register):
        sys.stdout.buffer.write(f"{line}\n".encode())
