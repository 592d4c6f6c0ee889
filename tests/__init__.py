"""The tests of keycheck: a package, because that of others may be called the same."""
