"""How a plugin of the rehearsal lives beside the engine that started it."""

import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc

# As the SDK does: a resource's properties may be larger than gRPC's 4 MB.
MESSAGE_LIMIT = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
GRACE_SECONDS = 1.0


def serve(register: Callable[[grpc.Server], None], *, threads: int) -> None:
    """Serve until the engine asks for the end (SIGINT, SIGTERM) or is gone; then return quietly.

    The first line on stdout is the port, as the engine expects of a plugin.
    """
    ended = threading.Event()
    server = grpc.server(ThreadPoolExecutor(threads), options=MESSAGE_LIMIT)
    register(server)
    port = server.add_insecure_port("127.0.0.1:0")
    with _ending(ended):
        server.start()
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        ended.wait()
        server.stop(GRACE_SECONDS).wait()


@contextmanager
def _ending(ended: threading.Event) -> Iterator[None]:
    def end(_signal: int, _frame: object) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    threading.Thread(target=_watch_engine, args=(ended,), daemon=True).start()
    yield


def _watch_engine(ended: threading.Event) -> None:
    # The engine keeps the other end of our stdin open and never writes: end of file is its death,
    # also by SIGKILL. Started by hand (a terminal, /dev/null), there is no engine to watch.
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        while os.read(sys.stdin.fileno(), 4096):
            pass
        ended.set()
