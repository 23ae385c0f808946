#!/usr/bin/env python3
"""Holds JSON files against a JSON Schema: validate.py SCHEMA FILE... says of each that is not so what is wrong, and fails."""

import json
import sys

import jsonschema


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    failures = 0
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator(schema).iter_errors(document):
            failures += 1
            print(f"{path}: {error.json_path}: {error.message[:500]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
