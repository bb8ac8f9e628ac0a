"""Run by Pyodide while the desk is built: /std and /site in, two archives of compiled modules out."""

import ast
import io
import os
import py_compile
import sys
import zipfile

from pyodide.ffi import to_js

CODECS = (
    *("utf_8", "utf_8_sig", "utf_16", "gbk", "gb18030", "ascii", "latin_1", "cp437", "cp1252", "idna"),
    *("unicode_escape", "aliases"),
)
ALWAYS = (
    "traceback",
    "linecache",
    "importlib.resources",
    "importlib.metadata",
    "zipfile",
    "site",
    "warnings",
    "json",
)


def file_of(name):
    base = "/std/" + name.replace(".", "/")
    return next((p for p in (base + ".py", base + "/__init__.py") if os.path.exists(p)), None)


def imported(path, package, *, everywhere):
    """The modules that a file imports: all of them, or those it needs to be imported itself."""
    with open(path, encoding="utf-8") as file:
        found, waiting = set(), [(ast.parse(file.read()), False)]
    while waiting:
        node, inside = waiting.pop()
        for child in ast.iter_child_nodes(node):
            deeper = inside or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            waiting.append((child, deeper))
            if inside and not everywhere:
                continue
            if isinstance(child, ast.Import):
                found.update(name.name for name in child.names)
            elif isinstance(child, ast.ImportFrom):
                parts = package.split(".")[: len(package.split(".")) - child.level + 1] if child.level else []
                base = ".".join([*parts, *([child.module] if child.module else [])])
                found.update([base, *(f"{base}.{name.name}" for name in child.names)])
    return found


def needed():
    """The files of the standard library that polc, its libraries and Pyodide need."""
    known, waiting = {}, []

    def add(name):
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            module = ".".join(parts[:end])
            path = file_of(module)
            if path and module not in known:
                known[module] = path
                waiting.append(module)

    for folder, _, files in os.walk("/site"):
        for name in files:
            if name.endswith(".py"):
                for each in imported(os.path.join(folder, name), "x", everywhere=True):
                    add(each)
    for each in (*sys.modules, *ALWAYS, *(f"encodings.{codec}" for codec in CODECS)):
        add(each)
    for top in ("pyodide", "_pyodide"):
        for folder, _, files in os.walk(f"/std/{top}"):
            for name in files:
                if name.endswith(".py"):
                    inside = os.path.relpath(os.path.join(folder, name), "/std")[:-3]
                    add(inside.replace("/", ".").removesuffix(".__init__"))
    for name in os.listdir("/std"):
        if name.startswith("_sysconfig"):
            add(name.removesuffix(".py"))
    while waiting:
        module = waiting.pop()
        path = known[module]
        package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
        for each in imported(path, package, everywhere=False):
            add(each)
    return {os.path.relpath(path, "/std") for path in known.values()}


def packed(root, keep, optimize):
    """An archive of a tree: modules compiled, everything else as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for folder, folders, files in os.walk(root):
            folders.sort()
            for name in sorted(files):
                path = os.path.join(folder, name)
                inside = os.path.relpath(path, root)
                if not keep(inside):
                    continue
                if name.endswith(".py"):
                    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
                    py_compile.compile(path, "x.pyc", inside, True, optimize, mode)
                    path, inside = "x.pyc", inside + "c"
                with open(path, "rb") as file:
                    archive.writestr(zipfile.ZipInfo(inside, (1980, 1, 1, 0, 0, 0)), file.read())
    return out.getvalue()


def whole():
    """Stops the build where a module of polc that is in the page imports one that isn't."""
    for folder, _, files in os.walk("/site/polc"):
        for name in files:
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                package = os.path.relpath(folder, "/site").replace("/", ".")
                for each in imported(path, package, everywhere=False):
                    base = "/site/" + each.replace(".", "/")
                    above = os.path.dirname(base) + ".py"
                    there = (base + ".py", base, above, os.path.dirname(base) + "/__init__.py")
                    if each.startswith("polc.") and not any(map(os.path.exists, there)):
                        raise ImportError(f"{path} needs {each}")


whole()
wanted = needed()
std = packed("/std", lambda name: name in wanted or not name.endswith(".py"), 1)
site = packed("/site", lambda name: True, 0)
to_js([std, site])
