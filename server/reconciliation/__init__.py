"""The reconciliation service: names in other people's tables matched with nodes of the graph.

By the Reconciliation Service API of the W3C Entity Reconciliation Community Group, 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), which
OpenRefine speaks, and its draft 1.0 (https://reconciliation-api.github.io/specs/draft/).
"""
