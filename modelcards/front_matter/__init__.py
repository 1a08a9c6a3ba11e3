"""YAML 1.2 under core rules, bounded: what `frontmatter` is made of."""
