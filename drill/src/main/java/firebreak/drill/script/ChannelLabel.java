package firebreak.drill.script;

/// The readable name of a channel within one script: the codes of its parties in alphabetical order
/// (`FR-RU-UK-US`), or `ALL` for the channel of all parties where there are more than two.
public record ChannelLabel(String value) implements Comparable<ChannelLabel> {
    public static final String ALL = "ALL";

    public ChannelLabel {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a channel has a label");
        }
    }

    @Override
    public int compareTo(ChannelLabel other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
