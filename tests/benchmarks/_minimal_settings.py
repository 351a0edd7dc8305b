"""The site's database, and nothing else of the site."""

from tests.settings import *  # noqa: F403

INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "tests.benchmarks._minimal"
