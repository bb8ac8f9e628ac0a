"""The target "page": one html file that asks and answers, offline."""
