"""Validates IATI activities on stdin against the 2.03 schema that pyiati brings; prints the faults, one a line."""
import importlib.util
import pathlib
import sys

from lxml import etree

root = pathlib.Path(importlib.util.find_spec("iati").origin).parent
schema = root / "resources/standard/2-03/schemas/iati-activities-schema.xsd"
validator = etree.XMLSchema(etree.parse(str(schema)))
document = etree.fromstring(sys.stdin.buffer.read())
validator.validate(document)
for fault in validator.error_log:
    print(f"{fault.line}: {fault.message}")
