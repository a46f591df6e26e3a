"""The interface for programs: requests in, answers of the services out; no analysis here."""

from netmap.api.app import build_api as build_api

__all__ = ["build_api"]
