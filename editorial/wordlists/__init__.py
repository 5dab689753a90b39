"""The bureau's word lists (词库): kept by hand or by file, each change a version."""
