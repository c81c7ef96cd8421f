package firebreak.drill.script;

/// The form a note is written in: `allegation`, `reply`, `free-text`.
public record FormName(String value) {
    public FormName {
        if (!value.matches("[a-z][a-z-]{0,63}")) {
            throw new IllegalArgumentException("a form's name has lower-case letters and '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
