"""What a record keeps to. The chain and its file need no database: a record is checked without the product."""
