"""Who is asking. Every service takes a principal; rights are decided there and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who asks: a name and a role.

    Until accounts exist there is one, the local user of a service on loopback, who may see all.
    """

    name: str
    role: str


LOCAL_USER = Principal("local user", "local")
