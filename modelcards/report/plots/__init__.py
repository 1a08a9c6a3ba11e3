"""What the pictures are made of: the data points of cards, and charts as SVG."""
