"""What people say: answers, statements, who may read them."""
