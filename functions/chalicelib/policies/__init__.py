"""The desks' policies: files -> frozen values, with errors that name file and key.

`folder.read_policies` reads the YAML that editors write, `bundle.from_bundle` the JSON that is published and packaged.
"""
