"""The frame: main window, panels, actions, dialogs."""
