"""`python -m netmap.cli` is `netmap`."""

from netmap.cli import main

raise SystemExit(main())
