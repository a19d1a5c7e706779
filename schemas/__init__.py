"""What things are: records, tables, pages, values, and the vocabulary of the forms."""
