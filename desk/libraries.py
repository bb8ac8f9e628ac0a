"""The folders of the libraries that polc needs in a page, one after the other."""

import os
import sys

import attr
import attrs
import jinja2
import markupsafe

folders = (os.path.dirname(library.__file__ or "") for library in (attr, attrs, jinja2, markupsafe))
sys.stdout.write(" ".join(folders) + "\n")
