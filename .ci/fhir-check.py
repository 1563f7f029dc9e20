#!/usr/bin/env python3
"""Whether the Observations that the tests bring in are FHIR to a model that others wrote: fhir.resources (BSD).

usage: fhir-check.py FOLDER    its *.r4.json are read as R4B, its *.r5.json as R5
"""
import json
import pathlib
import sys

from fhir.resources import get_fhir_model_class as r5
from fhir.resources.R4B import get_fhir_model_class as r4

files = sorted(pathlib.Path(sys.argv[1]).glob("*.r[45].json"))
for file in files:
    resource = json.loads(file.read_text())
    model = (r4 if file.name.endswith(".r4.json") else r5)(resource["resourceType"])
    model.model_validate(resource)
    print(file.name, "is a", resource["resourceType"])
if not files:
    sys.exit("no files to look at in " + sys.argv[1])
