"""What stewardship shows: who opened what, what is stored of me, how things are arranged."""
