"""Servers that run beside this process for a while."""

import socket
import subprocess
import time

_WAIT_S = 60
_PAUSE_S = 0.05


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Until it answers. Raises ConnectionError where it ends, or takes more than a minute."""
    for _ in range(int(_WAIT_S / _PAUSE_S)):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(_PAUSE_S)
        else:
            return
    raise ConnectionError("A server of the benchmark did not start.")
