"""The form of JUnit reports, for the tests of all that write one.

There is no one schema of JUnit's XML, and no package ships one. What is allowed here is written down by us
after what Jenkins and GitLab read: the elements, where they stand, and the attributes each has or may have.
"""

from xml.etree import ElementTree

# element: parent, attributes it must have, attributes it may have
ALLOWED = {
    "testsuites": (None, set(), set()),
    "testsuite": ("testsuites", {"name", "tests", "failures", "errors"}, set()),
    "testcase": ("testsuite", {"name", "classname"}, set()),
    "failure": ("testcase", {"message"}, {"type"}),
    "system-out": ("testcase", set(), set()),
}


def read(text: str) -> ElementTree.Element:
    """The report, if it is one."""
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = ElementTree.fromstring(text.encode("utf-8"))
    assert problems(root) == []
    return root


def problems(root: ElementTree.Element) -> list[str]:
    parents = {child: parent.tag for parent in root.iter() for child in parent}
    found = []
    for element in root.iter():
        parent, needed, possible = ALLOWED.get(element.tag, ("nowhere", set(), set()))
        if parents.get(element) != parent or not needed <= element.attrib.keys() <= needed | possible:
            found.append(f"{element.tag} {sorted(element.keys())}")
    for suite in root.iter("testsuite"):
        counted = {"tests": len(suite), "failures": len(suite.findall("*/failure")), "errors": 0}
        if {name: int(suite.get(name, "-1")) for name in counted} != counted:
            found.append(f"counts of {suite.get('name')}")
    return found
