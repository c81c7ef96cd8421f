package firebreak.drill.chronology;

/// The name of a case: `dirty-bomb-2022`; of a variant: `brahmos-2022+accident-note`. Fit to name a folder.
public record CaseId(String value) implements Comparable<CaseId> {
    public static final String RULE = "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit";

    private static final char OF_VARIANT = '+';

    public CaseId {
        int plus = value.indexOf(OF_VARIANT);
        boolean fits = plus < 0
                ? Names.isId(value)
                : Names.isId(value.substring(0, plus)) && Names.isId(value.substring(plus + 1));
        if (!fits) {
            throw new IllegalArgumentException("a case id has " + RULE);
        }
    }

    /// The id of one of this case's variants.
    public CaseId variant(String name) {
        return new CaseId(value + OF_VARIANT + name);
    }

    /// The case itself, for a variant the case it varies.
    public CaseId base() {
        int plus = value.indexOf(OF_VARIANT);
        return plus < 0 ? this : new CaseId(value.substring(0, plus));
    }

    @Override
    public int compareTo(CaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
