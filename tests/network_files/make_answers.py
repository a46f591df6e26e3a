"""Run the R scripts that are handed over with real R, and keep what R says of the files.

python -m tests.network_files.make_answers (`make oracles`) needs Debian's r-base-core and r-cran-network.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import netmap
from netmap.files.packed import put
from tests.network_files.spells_and_waves import asked_in_waves, met_and_declared

ANSWERS = Path(__file__).parent / "answers_of_r" / "hand_over.json"
LAST = "2012-03-10"

WAVES = """
source("read.R")
for (panel in panels) {
  found <- squares[[panel]]
  changes <- NULL
  for (w in seq_len(dim(found)[3] - 1)) {
    a <- found[, , w]; b <- found[, , w + 1]
    diag(a) <- NA; diag(b) <- NA
    open <- !is.na(a) & !is.na(b) & a != 10 & b != 10
    a <- a %in% c(1, 11); b <- b %in% c(1, 11)
    changes <- c(changes, sum(open & !a & b), sum(open & a & !b), sum(open & a & b))
  }
  tens <- apply(found, 3, function(x) sum(x == 10, na.rm = TRUE))
  cat("panel", panel, "dim", dim(found), "tens", tens, "na", apply(found, 3, function(x) sum(is.na(x))),
      "elevens", apply(found, 3, function(x) sum(x == 11, na.rm = TRUE)), "changes", changes, "\\n")
  cat("names", paste(dimnames(found)[[1]], collapse = " | "), "\\n")
}
"""

SPELLS = """
source("read.R")
for (name in unique(relation)) for (day in as.integer(as.Date(c("2010-01-20", "2011-06-01", "2012-03-10")))) {
  net <- on_day(name, day)
  ends <- network::as.matrix.network.edgelist(net)
  who <- network::network.vertex.names(net)
  cat(name, day, network::network.edgecount(net), sort(paste(who[ends[, 1]], who[ends[, 2]], sep = " > ")),
      sep = " | ")
  cat("\\n")
}
cat("open", sum(is.infinite(spells$terminus)), "always", sum(is.infinite(spells$onset)), "\\n")
"""


def r_says(study: netmap.Study, suffix: str, program: str) -> list[str]:
    """The lines that R prints over the files of a study."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, f"map{suffix}")
        netmap.write_network(study, archive, None if "rsiena" in suffix else LAST)
        with zipfile.ZipFile(archive) as files:
            files.extractall(folder)
        done = subprocess.run(
            ["Rscript", "-e", program], cwd=folder, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines()


def main() -> None:
    """Ask R, and keep its answers with the versions that gave them."""
    version = 'cat(R.version.string, "| network", as.character(packageVersion("network")))'
    told = subprocess.run(["Rscript", "-e", version], capture_output=True, text=True, check=True)
    found: dict[str, Any] = {
        "made_by": "make oracles (tests/network_files/make_answers.py)",
        "with": told.stdout,
        "not_run": "networkDynamic and RSiena, which Debian does not carry",
        "waves": r_says(asked_in_waves(), ".rsiena.zip", WAVES),
        "spells": r_says(met_and_declared(), ".networkdynamic.zip", SPELLS),
    }
    ANSWERS.parent.mkdir(exist_ok=True)
    put(ANSWERS, (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())


if __name__ == "__main__":
    main()
