"""What has to be talked about: engine input from the database, and stored analysis runs."""
