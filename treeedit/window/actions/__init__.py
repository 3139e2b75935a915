"""The one table of all that a window can do, and what is made from it: menus, palettes, lists of keys."""
