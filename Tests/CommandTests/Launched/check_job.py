#!/usr/bin/env python3
"""check_job.py MANIFEST NAME=VALUE...: puts the values in as envsubst does, holds what comes out against Kubernetes' schema, and
prints the arguments of its container, a line each."""

import string
import sys

import kubernetes_validate
import yaml


def main() -> int:
    values = dict(argument.split("=", 1) for argument in sys.argv[2:])
    with open(sys.argv[1], encoding="utf-8") as file:
        text = string.Template(file.read()).safe_substitute(values)
    job = yaml.safe_load(text)
    kubernetes_validate.validate(job, kubernetes_validate.latest_version(), strict=True)
    spec = job["spec"]
    if spec["completionMode"] != "Indexed" or spec["completions"] != spec["parallelism"]:
        print("not all pods of the job run at once, each with an index", file=sys.stderr)
        return 1
    print(*spec["template"]["spec"]["containers"][0]["args"], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
