"""The place `puyang`: how its base tables are made from public figures. See docs/data.md."""
