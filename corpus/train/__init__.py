"""What makes the tables of letters of this room."""
