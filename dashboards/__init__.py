"""Interactive pages for boards, researchers and coordinators."""
