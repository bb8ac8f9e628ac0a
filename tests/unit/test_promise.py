"""What other systems rely on stays: the module's API under its `abi`, and every document under its version.

`promise.json` is what the last release gave. A later build may add to it; whatever goes or changes needs a
new `abi` or a new version of the document, and then a new promise: python tests/unit/test_promise.py
"""

from __future__ import annotations

import inspect
import json
import sys
from importlib.resources import files
from pathlib import Path

import polc

PROMISE = Path(__file__).with_name("promise.json")


def present():
    """The same as `promise.json`, of this build."""
    return {"abi": str(module().POLICY.abi), "module": api(module()), "documents": documents()}


def module():
    sys.path[:0] = [str(Path(__file__).parents[1])]
    import kernels
    from agreement.python_module import load

    return load(kernels.town())


def api(made):
    """Each public name: the fields of a record, the parameters of a function, the properties of a class."""
    told = {}
    policys = {fact.alias for fact in made.FIELDS} | set(made.Decision.__match_args__)
    for name in made.__all__:
        thing = getattr(made, name)
        if inspect.isfunction(thing):
            told[name] = list(inspect.signature(thing).parameters)
        elif isinstance(thing, type):
            fields = list(getattr(thing, "__match_args__", ())) if name != "Decision" else []
            own = {n for n in dir(thing) if n[0] != "_"} - set(dir(ValueError)) - policys
            told[name] = fields + sorted(own - set(fields))
        else:
            told[name] = []
    return told


def documents():
    """Each document by its name and version: its required keys, and those of the objects in it."""
    folders = files(polc).joinpath("schemas"), files(polc).joinpath("dsl", "diagnostics", "schemas")
    found = {}
    for path in sorted((path for folder in folders for path in folder.iterdir()), key=lambda path: path.name):
        if path.name.endswith(".json"):
            schema = json.loads(path.read_text(encoding="utf-8"))
            objects = {"": schema, **schema.get("$defs", {})}
            found[schema["$id"]] = {
                name: sorted(one["required"]) for name, one in objects.items() if "required" in one
            }
    return found


def broken(promised, now):
    """What was promised and isn't there."""
    lost = [f"document {name}" for name in promised["documents"] if name not in now["documents"]]
    for name, objects in promised["documents"].items():
        for part, keys in objects.items():
            there = now["documents"].get(name, {}).get(part, [])
            lost += [f"{name} {part}: {key}" for key in keys if key not in there]
    if promised["abi"] == now["abi"]:
        for name, parts in promised["module"].items():
            lost += [] if name in now["module"] else [name]
            lost += [f"{name}.{part}" for part in parts if part not in now["module"].get(name, [])]
            order = [part for part in now["module"].get(name, []) if part in parts]
            lost += [f"order of {name}"] if order != parts and not lost else []
    return lost


def test_what_the_last_release_gave_is_still_there():
    assert broken(json.loads(PROMISE.read_text("utf-8")), present()) == []


def test_the_page_names_all_of_it():
    page = (Path(__file__).parents[2] / "docs" / "module.md").read_text("utf-8")
    promised = json.loads(PROMISE.read_text("utf-8"))
    parts = {*promised["module"], *promised["module"]["Decision"]}
    assert sorted(name for name in parts if f"`{name}" not in page and f".{name}" not in page) == []
    assert f"`abi` is {promised['abi']}" in page


def test_what_goes_is_noticed():
    promised = json.loads(PROMISE.read_text("utf-8"))
    for take in (
        lambda now: now["module"].pop("explain"),
        lambda now: now["module"]["Undetermined"].remove("candidates"),
        lambda now: now["module"]["Reason"].reverse(),
        lambda now: now["documents"].pop("urn:polc:schema:eval:1"),
        lambda now: now["documents"]["urn:polc:schema:eval:1"]["output"].remove("clauses"),
    ):
        now = json.loads(json.dumps(promised))
        take(now)
        assert broken(promised, now)
    assert broken(promised, {**promised, "abi": "2", "module": {}}) == []


if __name__ == "__main__":
    PROMISE.write_text(json.dumps(present(), ensure_ascii=False, indent=1) + "\n", "utf-8")
