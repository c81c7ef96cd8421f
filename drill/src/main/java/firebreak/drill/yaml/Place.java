package firebreak.drill.yaml;

/// Where something stands: a file, and a line counted from 1, or 0 for the file as a whole.
public record Place(String file, int line) {
    public Place {
        if (file.isBlank() || line < 0) {
            throw new IllegalArgumentException("a place needs a file name and a line that is not negative");
        }
    }

    public static Place of(String file) {
        return new Place(file, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
