"""What would be if: people introduced to each other, people or zones gone, a zone added."""
