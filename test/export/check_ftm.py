"""Reads FollowTheMoney entities, one a line on stdin; prints every value that its model refuses, one a line."""
import json
import sys

from followthemoney import model

for number, line in enumerate(sys.stdin, 1):
    given = json.loads(line)
    schema = model.get(given["schema"])
    if schema is None:
        print(f"{number}: no schema {given['schema']}")
        continue
    proxy = model.get_proxy(given, cleaned=False)
    for name, values in given["properties"].items():
        if name not in schema.properties:
            print(f"{number}: {given['schema']} has no property {name}")
        elif len(proxy.get(name)) != len(values):
            print(f"{number}: {name}: {values} is read as {proxy.get(name)}")
    for fault in [schema.validate({"properties": proxy.to_dict()["properties"]})]:
        if fault:
            print(f"{number}: {fault}")
