"""stalkplan: says, as at any date, what has been done about recommendations made to the police."""
