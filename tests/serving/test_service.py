"""A running `polc serve`: what it answers, what it refuses, what it writes down, and how it ends."""

import http.client
import json
import signal
import socket
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from checkout import ROOT
from cli.runs import Polc
from jsonschema import Draft202012Validator
from serving.running import Server, serving

from polc.telling.problem_wording import PROBLEMS

FOLDER = ROOT / "examples" / "语言"
NAME = "柳泉县公租房家庭优惠和护理补贴办法"
FILE = "08-清单与亲属/08-清单与亲属.pol"
FACTS = {"applied_on": "2031-05-06", "members": [{"tie": "子女", "born": "2015-03-04", "income": 30000}]}
SCHEMA = json.loads(files("polc").joinpath("schemas", "serve.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(FOLDER, FILE, "05-分类与开放名单", "--max-bytes", "4000", "--max-seconds", "1") as running:
        yield running


def body(facts: Any) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode()


def conforms(document: Any) -> bool:
    Draft202012Validator(SCHEMA).validate(document)
    return True


def problem(found: tuple[int, bytes]) -> str:
    """The code of a problem, which has the form it's described in and the status it's told with."""
    status, told = found
    document = json.loads(told)
    assert conforms(document) and document["status"] == status == PROBLEMS[document["code"]][0]
    return str(document["code"])


@pytest.mark.parametrize("facts", [{}, FACTS, {"申请日": "2031-05-06", "members": []}])
def test_the_bytes_of_eval(server: Server, polc: Polc, tmp_path: Path, facts: Any) -> None:
    person = tmp_path / "person.json"
    person.write_bytes(body(facts))
    for verb, more in (("evaluate", []), ("explain", ["--trace"])):
        run = polc("eval", FOLDER / FILE, "-i", person, "--output-format", "json", *more)
        assert server.ask("POST", f"/policies/{NAME}/{verb}", body(facts)) == (200, run.written), run.err


def test_an_alias_that_is_a_word_of_python(server: Server, polc: Polc, tmp_path: Path) -> None:
    """The module calls the result `class` otherwise; callers don't see that."""
    name, file = "临江县公交票价优惠办法", FOLDER / "05-分类与开放名单" / "05-分类与开放名单.pol"
    schemas = server.get(f"/policies/{name}/schemas")
    assert "class" in schemas["answer"]["properties"]["outputs"]["required"]
    person = tmp_path / "person.json"
    person.write_bytes(body({"disabled": False, "donor": False} | schemas["person"]["examples"][0]))
    run = polc("eval", file, "-i", person, "--output-format", "json")
    found = server.ask("POST", f"/policies/{name}/evaluate", person.read_bytes())
    assert found == (200, run.written) and '"class"' in run.out and '"missing": []' in run.out


def test_what_is_told_of_the_policies(server: Server) -> None:
    health, listed = server.get("/health"), server.get("/policies")
    one, schemas = server.get(f"/policies/{NAME}"), server.get(f"/policies/{NAME}/schemas")
    assert all(map(conforms, (health, listed, one, schemas)))
    assert [each["name"] for each in listed["policies"]] == list(health["policies"])
    assert one["policy"] in listed["policies"] and health["status"] == "ok"
    Draft202012Validator(schemas["person"]).validate(FACTS)
    answer = json.loads(server.ask("POST", f"/policies/{NAME}/evaluate", body(FACTS))[1])
    Draft202012Validator(schemas["answer"]).validate(answer)


def test_what_is_refused(server: Server) -> None:
    evaluate = f"/policies/{NAME}/evaluate"
    asked = {
        "no_such_address": ("GET", "/policy", b""),
        "no_such_policy": ("POST", "/policies/无/evaluate", b"{}"),
        "wrong_method": ("PUT", evaluate, b"{}"),
        "too_large": ("POST", evaluate, body({"applied_on": "9" * 4000})),
        "not_utf8": ("POST", evaluate, b'{"\xff": 1}'),
        "wrong_facts": ("POST", evaluate, body({"applied_on": "明天", "members": 3})),
        "wrong_query": ("POST", f"{evaluate}?assume=x=y", b"{}"),
    }
    told = {code: problem(server.ask(*words)) for code, words in asked.items()}
    assert told == dict(zip(asked, asked, strict=True))
    assert problem(server.ask("POST", evaluate, b"a=1", "application/x-www-form-urlencoded")) == "wrong_type"
    wrong = body({"applied": 1, "members": [{"born": 7}]})
    errors = json.loads(server.ask("POST", evaluate, wrong)[1])["errors"]
    places = [("POL801", "applied"), ("POL802", "members[1].born")]
    assert [(each["code"], each["field"]) for each in errors] == places


def test_a_body_that_never_comes(server: Server) -> None:
    lines = (f"POST {quote(f'/policies/{NAME}/evaluate')} HTTP/1.1", "Host: x", "Content-Length: 99")
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
        client.sendall("\r\n".join([*lines, "Content-Type: application/json", "", "{"]).encode())
        response = http.client.HTTPResponse(client)
        response.begin()
        assert problem((response.status, response.read())) == "too_slow"


def test_the_description_is_valid(server: Server) -> None:
    described = server.get("/openapi.json")
    assert described["openapi"].startswith("3.1.")
    for name, schema in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert "$id" not in schema, name


def test_nothing_of_a_person_is_written_down(polc: Polc, sample: Path) -> None:
    secrets = {"姓名": "某某甲", "缴费日": "2024-10-15", "证件": "11010119000101001X"}
    with serving(sample, "政策") as server:
        (name,) = server.get("/health")["policies"]
        server.ask("POST", f"/policies/{name}/evaluate?assume=某某乙=1", body(secrets))
        server.ask("POST", f"/policies/{name}/evaluate", body({"缴费日": "2024-10-15"}))
        server.ask("GET", "/某某丙?q=某某丁")
        assert server.end(signal.SIGTERM) == 0
    lines = server.log.splitlines()
    assert len(lines) == 6
    assert not any(word in server.log for word in ("某某", "2024-10", "1101", "%"))
    assert lines[2].startswith("POST /policies/{policy}/evaluate 4")
