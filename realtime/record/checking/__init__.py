"""Checking the record without trusting the site: standard library only, so that anybody can run it.

These modules are also handed out joined into one file (`single_file`), `siang-verify.py`, which runs on Python 3.9
and newer: no newer syntax here.
"""
