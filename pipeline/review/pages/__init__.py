"""The pages, a module each: what is asked for, the rows that it takes, the template that shows them."""
