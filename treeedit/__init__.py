"""treeedit: backpropagation as a tree that one can build, play with and put on a slide."""
