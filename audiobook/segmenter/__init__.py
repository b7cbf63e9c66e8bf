"""Story -> Segmentation."""
