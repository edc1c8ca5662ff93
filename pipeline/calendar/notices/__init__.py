"""The yearly notices, one file a year; how they are written stands in ``pipeline/calendar/notice.py``."""
