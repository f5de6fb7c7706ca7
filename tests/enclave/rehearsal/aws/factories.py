"""What stands before moto and answers badly: an answer is lost, a call is refused."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from enclave.rehearsal.aws.server import Server

LOST = (0, b"")
Answer = tuple[int, bytes]
Decide = Callable[[str], Answer | None]


def in_xml(code: str) -> Answer:
    """An error as EC2 gives it."""
    error = f"<Error><Code>{code}</Code><Message>No.</Message></Error>"
    return 400, f"<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>".encode()


def in_json(code: str) -> Answer:
    """An error as KMS gives it."""
    return 400, f'{{"__type": "{code}", "message": "No."}}'.encode()


@contextmanager
def losing(moto: Server, *once: str) -> Iterator[str]:
    """Lose the first answer to each of the calls that contain the text."""
    waiting = set(once)

    def decide(asked: str) -> Answer | None:
        lost = {text for text in waiting if text in asked}
        waiting.difference_update(lost)
        return LOST if lost else None

    with standing_before(moto, after=decide) as url:
        yield url
    assert not waiting  # the answers were really lost


@contextmanager
def refusing(moto: Server, text: str, answer: Answer, *, times: int | None) -> Iterator[str]:
    """Refuse calls that contain the text, so many times, or from then on whatever is asked."""
    left = [times]

    def decide(asked: str) -> Answer | None:
        if left[0] is None and text in asked:
            left[0] = -1
        if left[0] == -1:
            return answer
        if left[0] and text in asked:
            left[0] -= 1
            return answer
        return None

    with standing_before(moto, instead=decide) as url:
        yield url
    assert left[0] in (0, -1)  # it was really refused


class Front(BaseHTTPRequestHandler):
    """Passes calls on to moto, unless it is told otherwise."""

    port: int
    instead: Decide
    after: Decide

    def pass_on(self) -> None:
        """Answer one call: `instead` of moto, or `after` it did what was asked."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = body.decode(errors="replace") + str(self.headers)
        answer = self.instead(asked)
        if answer is None:
            status, content, headers = self._by_moto(body)
            answer = self.after(asked) or (status, content)
        else:
            headers = [("Content-Length", str(len(answer[1])))]
        if answer == LOST:
            self.close_connection = True
        else:
            self._send(*answer, headers)

    def _by_moto(self, body: bytes) -> tuple[int, bytes, list[tuple[str, str]]]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as upstream:
            upstream.request(self.command, self.path, body, dict(self.headers))
            answer = upstream.getresponse()
            return answer.status, answer.read(), answer.getheaders()

    def _send(self, status: int, content: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = pass_on  # noqa: N815  names of the base

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def standing_before(
    moto: Server, *, instead: Decide = lambda _: None, after: Decide = lambda _: None
) -> Iterator[str]:
    """Listen before moto and answer so."""
    told = {"port": moto.port, "instead": staticmethod(instead), "after": staticmethod(after)}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Told", (Front,), told)) as front:
        threading.Thread(target=front.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{front.server_address[1]}"
        front.shutdown()
