package firebreak.drill.chronology;

/// A post of the case by its code: `RU-MOD`, `UNSC`.
public record PostCode(String value) implements Code, Comparable<PostCode> {
    public static final int MAX = 32;
    public static final String RULE = "1 to " + MAX + " letters, digits or '-', the first a letter, and not 'public'";

    public PostCode {
        if (!Names.isCode(value, MAX)) {
            throw new IllegalArgumentException("a post code has " + RULE);
        }
    }

    @Override
    public int compareTo(PostCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
