package firebreak.drill.chronology;

/// What sort of event it was, in the file's own word: `allegation`, `letter`, `silence`. An open list.
public record Kind(String word) {
    public static final int MAX = 64;

    public Kind {
        if (word.isBlank() || word.length() > MAX) {
            throw new IllegalArgumentException("a kind has 1 to " + MAX + " characters");
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
