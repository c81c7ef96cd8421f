package firebreak.drill.chronology;

/// The name of one event within its case: `e05`.
public record EventId(String value) implements Comparable<EventId> {
    public static final String RULE = CaseId.RULE;

    public EventId {
        if (!Names.isId(value)) {
            throw new IllegalArgumentException("an event id has " + RULE);
        }
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
