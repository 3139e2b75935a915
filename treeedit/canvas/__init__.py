"""The canvas: view and scene, painting from arrays, gestures."""
