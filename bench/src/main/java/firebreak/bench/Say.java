package firebreak.bench;

/// Where progress is told, apart from what was measured.
@FunctionalInterface
interface Say {
    void line(String text);
}
