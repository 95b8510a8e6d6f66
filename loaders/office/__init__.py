"""What Office files are made of: the package, the paragraphs and tables of Word, the cells of Excel."""
