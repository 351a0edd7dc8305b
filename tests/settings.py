"""Settings of the tests: the site's own, with quick passwords and mail kept in memory."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PROOF_OF_WORK = "never"  # many tests sign in from one address; tests of attacks say so
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Tests empty their tables between each other; on a real site the record refuses to be emptied.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c siang.record_may_be_emptied=yes"
