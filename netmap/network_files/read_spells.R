# Reads vertices.csv and spells.csv, which lie beside it, as a list of networkDynamic objects: one a relation.
# Rscript read.R prints what is in them. Needs the packages network and networkDynamic.
# A spell runs from onset to before terminus, in days since 1970-01-01; Inf: it still runs on the last day.

table <- function(name) {
  read.csv(name, colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

vertices <- table("vertices.csv")
spells <- table("spells.csv")
for (column in c("onset", "terminus", "tail", "head", "tie")) {
  spells[[column]] <- as.numeric(spells[[column]])
}

# The vertices with all that is known of them, and no edges yet.
empty <- function() {
  found <- network::network.initialize(nrow(vertices), directed = TRUE, multiple = FALSE)
  for (column in setdiff(names(vertices), "vertex")) {
    network::set.vertex.attribute(found, column, vertices[[column]])
  }
  network::network.vertex.names(found) <- vertices$id
  found
}

relation <- if ("tie.relation" %in% names(spells)) spells[["tie.relation"]] else rep("", nrow(spells))
relation[is.na(relation)] <- ""

# The ties of a relation that hold on a day, as a network of the package network.
on_day <- function(name, day) {
  held <- spells[relation == name & spells$onset <= day & day < spells$terminus, , drop = FALSE]
  held <- held[!duplicated(held[, c("tail", "head")]), , drop = FALSE]
  found <- empty()
  if (nrow(held) > 0) network::add.edges(found, held$tail, held$head)
  found
}

dynamic <- function(name) {
  mine <- as.matrix(spells[relation == name, c("onset", "terminus", "tail", "head")])
  networkDynamic::networkDynamic(base.net = empty(), edge.spells = mine)
}

if (requireNamespace("networkDynamic", quietly = TRUE)) {
  networks <- sapply(unique(relation), dynamic, simplify = FALSE, USE.NAMES = TRUE)
  print(networks)
}
