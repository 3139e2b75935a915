"""What scripts/bench.py runs: each module has benchmarks about one room of the house."""
