"""How the service lives: changes of its policies are taken over all or none, and its end loses no answer."""

import signal
import threading
import time
from http.client import HTTPException
from pathlib import Path

from serving.running import Server, serving

FACTS = '{"缴费日": "2024-10-15", "出生日期": "1985-05-20"}'.encode()


def until(server: Server, status: str, kernel: object = None) -> dict[str, str]:
    """The policies, once health says so and another kernel is served."""
    for _ in range(400):
        health = server.get("/health")
        if health["status"] == status and health["policies"] != kernel:
            assert bool(health["problems"]) is (status == "stale")
            return dict(health["policies"])
        time.sleep(0.1)
    raise AssertionError(health)


def hammer(server: Server, path: str, stop: threading.Event, answers: list[int]) -> None:
    while not stop.is_set():
        try:
            status, told = server.ask("POST", path, FACTS)
        except (OSError, HTTPException):  # nobody listens any more; an answer cut off would have a status
            return
        assert told.endswith(b"}\n")
        answers.append(status)


def test_changes_and_the_end_lose_no_answer(sample: Path) -> None:
    policy = sample / "政策" / "样例2025.pol"
    text = policy.read_text(encoding="utf-8")
    stop, answers = threading.Event(), list[int]()
    with serving(sample, "政策") as server:
        (name,) = server.get("/health")["policies"]
        given = (server, f"/policies/{name}/evaluate", stop, answers)
        asking = [threading.Thread(target=hammer, args=given) for _ in range(3)]
        for thread in asking:
            thread.start()
        first = until(server, "ok")
        policy.write_text(text + "\n【无】 规定 {", encoding="utf-8")
        assert until(server, "stale") == first
        policy.write_text(text.replace('政策 "', '政策 "新', 1), encoding="utf-8")
        assert until(server, "ok", first) != first
        assert server.end(signal.SIGTERM) == 0
        stop.set()
        for thread in asking:
            thread.join()
    told = [line for line in server.log.splitlines() if line.startswith("POST ")]
    assert len(answers) == len(told) > 20
    assert set(answers) == {200} and all(" 200 " in line for line in told)
