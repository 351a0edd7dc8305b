"""Old petitions of other places, from their open files: read-only pages whose sums agree with the file."""
