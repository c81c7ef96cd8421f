package firebreak.drill.chronology;

/// A party of the case by its code: `RU`. Shorter than a post's, so that a made post fits.
public record PartyCode(String value) implements Code, Comparable<PartyCode> {
    public static final int MAX = 28;
    public static final String RULE = "1 to " + MAX + " letters, digits or '-', the first a letter, and not 'public'";

    public PartyCode {
        if (!Names.isCode(value, MAX)) {
            throw new IllegalArgumentException("a party code has " + RULE);
        }
    }

    @Override
    public int compareTo(PartyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
