"""The record of truth, on Django's ORM. Open it with :func:`pipeline.ledger.bootstrap.open_ledger`; then

* :mod:`~pipeline.ledger.arrivals`: the drop folder's sightings and arrivals,
* :mod:`~pipeline.ledger.checking`: what is unfinished, cases to check, versions, reports,
* :mod:`~pipeline.ledger.officers`: receipts and decisions,
* :mod:`~pipeline.ledger.trays`: the trays as a projection,
* :mod:`~pipeline.ledger.looking`: lists, histories, runs.

Django wants to be set up before its models are imported, so the import of this package does it, unless a process (the
web application, ``makemigrations``) names settings of its own.
"""

from __future__ import annotations

import os

import django
from django.conf import ENVIRONMENT_VARIABLE
from django.conf import settings as in_force

from pipeline.ledger.settings import as_mapping

if not in_force.configured and ENVIRONMENT_VARIABLE not in os.environ:
    in_force.configure(**as_mapping())
    django.setup()
