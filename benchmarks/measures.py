"""How fast actors are measured: our kernels beside networkit and networkx on the same networks.

Run from the project's folder: python -m benchmarks.measures [share of the full sizes]
Closeness and harmonic closeness of every node, on 2,000 nodes with 10,000 ties and on 20,000 nodes with
100,000 ties: beside networkit, asked for both, and for closeness alone, at which it is faster. Constraint
and effective size of every node, on the smaller network: beside networkx, timed on nodes spread evenly
over the order of degrees and scaled to all. Degrees have a heavy tail. Both of each pair run in the
same process, on one thread, and must agree. Compiling is done before and told apart. Other kernels
are timed alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import networkit
import networkx as nx
import numpy as np

from netmap.graph_measures.betweenness import betweenness
from netmap.graph_measures.components import cuts
from netmap.graph_measures.distances import Distances, distances
from netmap.graph_measures.network import Network, both_ways, network_of
from netmap.graph_measures.structural_holes import structural_holes
from netmap.graph_measures.triads import triad_census

T = TypeVar("T")
REPEATS, SAMPLE = 7, 25


def main(share: float = 1.0) -> None:
    """Time every question and print what came of it."""
    networkit.setNumberOfThreads(1)
    small, large = (heavy_tailed(int(n * share), int(5 * n * share)) for n in (2_000, 20_000))
    for network in (small, large):
        closeness_and_harmonic(network)
    constraint_and_size(small)
    for network in (small, large):
        others(network)
    print(f"betweenness: {told(small)} (seconds of the processor)")
    print_row(f"kernel, median of {REPEATS} runs", repeated(lambda: betweenness(small))[1])


def heavy_tailed(nodes: int, ties: int, seed: int = 1) -> Network:
    """A network that runs both ways in which a few nodes have a great part of the ties."""
    rng = np.random.default_rng(seed)
    weight = (np.arange(nodes) + 10.0) ** -0.6
    one, other = rng.choice(nodes, (2, 4 * ties), p=weight / weight.sum())
    apart = one != other
    keys = np.unique(np.minimum(one, other)[apart] * nodes + np.maximum(one, other)[apart])
    source, target = np.divmod(rng.permutation(keys)[:ties], nodes)
    return both_ways(network_of(nodes, source, target))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor that some work took, and its answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def repeated(work: Callable[[], T]) -> tuple[float, float, T]:
    """Seconds of the first run, the median of those after it, and the answer."""
    first, answer = timed(work)
    return first, median(timed(work)[0] for _ in range(REPEATS)), answer


def told(network: Network) -> str:
    """A network in words."""
    return f"{len(network):,} nodes, {network.arrows // 2:,} ties, up to {network.degrees.max():,} a node"


def closeness_and_harmonic(network: Network) -> None:
    """Both of every node, beside networkit, which searches once for each."""
    print(f"closeness and harmonic: {told(network)} (seconds of the processor)")
    first, kernel, found = repeated(lambda: distances(network))
    peer = networkit_graph(network)
    close, closeness = timed(lambda: networkit_closeness(peer))
    far, harmonic = timed(lambda: np.array(networkit.centrality.HarmonicCloseness(peer, True).run().scores()))
    print_rows(first, kernel, "networkit, closeness and harmonic", close + far)
    print_row("networkit, closeness alone", close)
    print_ratio(close / kernel)
    print_same(same_distances(found, closeness, harmonic))


def networkit_graph(network: Network) -> networkit.Graph:
    """The same network for networkit."""
    graph = networkit.Graph(len(network))
    for one, other in zip(network.sources.tolist(), network.targets.tolist(), strict=True):
        if one < other:
            graph.addEdge(one, other)
    return graph


def networkit_closeness(graph: networkit.Graph) -> np.ndarray:
    """Closeness within what each node reaches."""
    variant = networkit.centrality.ClosenessVariant.GENERALIZED
    return np.array(networkit.centrality.Closeness(graph, True, variant).run().scores())


def same_distances(found: Distances, closeness: np.ndarray, harmonic: np.ndarray) -> bool:
    """Whether both answers are ours; networkit takes closeness times the share of others reached."""
    ours = np.nan_to_num(found.closeness) * found.reached / max(len(found.reached) - 1, 1)
    return bool(np.allclose(ours, closeness) and np.allclose(found.harmonic, harmonic))


def constraint_and_size(network: Network) -> None:
    """Both of every node, beside networkx on some nodes."""
    print(f"constraint and effective size: {told(network)} (seconds of the processor)")
    first, kernel, found = repeated(lambda: structural_holes(network))
    graph = nx.Graph(zip(network.sources.tolist(), network.targets.tolist(), strict=True))
    graph.add_nodes_from(range(len(network)))
    nodes = sample(network)
    seconds, constraint = timed(lambda: nx.constraint(graph, nodes))
    more, size = timed(lambda: nx.effective_size(graph, nodes))
    whole = (seconds + more) * len(network) / len(nodes)
    print_rows(first, kernel, f"networkx, scaled from {len(nodes)} nodes", whole)
    same = np.allclose(found.constraint[nodes], [constraint[node] for node in nodes], equal_nan=True)
    same &= np.allclose(found.effective_size[nodes], [size[node] for node in nodes], equal_nan=True)
    print_same(same)


def sample(network: Network) -> list[int]:
    """Nodes spread evenly over the order of degrees, so that their mean work is that of all."""
    order = np.argsort(network.degrees, kind="stable")
    places = np.unique(((np.arange(SAMPLE) + 0.5) * len(order) / SAMPLE).astype(np.int64))
    return [int(node) for node in order[places]]


def others(network: Network) -> None:
    """The other kernels, alone."""
    print(f"other kernels: {told(network)} (seconds of the processor)")
    for name, work in (
        ("triad census", lambda: triad_census(network)),
        ("cut nodes and bridges", lambda: cuts(network)),
        ("constraint and effective size", lambda: structural_holes(network)),
    ):
        print_row(name, repeated(work)[1])


def print_rows(first: float, kernel: float, peer: str, whole: float) -> None:
    """Seconds and ratio of one question."""
    print_row("kernel, first run with compiling", first)
    print_row(f"kernel, median of {REPEATS} runs", kernel)
    print_row(peer, whole)
    print_ratio(whole / kernel)


def print_row(name: str, seconds: float) -> None:
    """One line of seconds."""
    print(f"  {name:<40}{seconds:>12.5f} s")


def print_ratio(ratio: float) -> None:
    """One line of how many times as fast."""
    print(f"  {'ratio':<40}{ratio:>12,.0f} times")


def print_same(same: bool) -> None:
    """Whether the answers are the same."""
    print(f"  {'same answers':<40}{same!s:>12}")


if __name__ == "__main__":
    main(*(float(argument) for argument in sys.argv[1:]))
