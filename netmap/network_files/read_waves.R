# Reads waves.csv, the actors and the square tables beside it, as lists of matrices: one a panel.
# Rscript read.R prints them as RSiena reads them. Needs the package RSiena only for that.
# 0 no tie, 1 a tie, NA not answered, 10 somebody was not there (no tie can be), 11 a tie that is fixed.

waves <- read.csv("waves.csv", colClasses = "character", na.strings = "", encoding = "UTF-8")

actors_of <- function(panel) {
  read.csv(paste0(panel, ".actors.csv"), colClasses = "character", na.strings = character(),
           encoding = "UTF-8", check.names = FALSE)$id
}

# Actors x actors x waves.
array_of <- function(panel) {
  mine <- waves[waves$panel == panel, ]
  mine <- mine[order(as.integer(mine$number)), ]
  names <- actors_of(panel)
  read_one <- function(file) as.matrix(read.csv(file, header = FALSE, na.strings = "NA"))
  squares <- lapply(mine$file, read_one)
  array(unlist(squares), dim = c(length(names), length(names), nrow(mine)),
        dimnames = list(names, names, mine$wave))
}

panels <- unique(waves$panel)
squares <- setNames(lapply(panels, array_of), panels)

# What RSiena needs. By default who is not there is told by 10; with composition = TRUE by the method of
# joiners and leavers instead, and their cells are 0 while they are away.
siena_data <- function(panel, composition = FALSE) {
  found <- squares[[panel]]
  if (!composition) return(RSiena::sienaDataCreate(net = RSiena::sienaDependent(found)))
  found[!is.na(found) & found == 10] <- 0
  changes <- RSiena::sienaCompositionChangeFromFile(paste0(panel, ".composition.txt"))
  RSiena::sienaDataCreate(net = RSiena::sienaDependent(found), changes)
}

if (requireNamespace("RSiena", quietly = TRUE)) {
  for (panel in panels) if (dim(squares[[panel]])[3] > 1) print(siena_data(panel))
}
