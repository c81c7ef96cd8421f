package firebreak.drill.script;

/// Something the translation decided that a reader of the script should know.
///
/// @param subject the event or party it is about
public record Remark(String subject, String text) {
    @Override
    public String toString() {
        return subject + ": " + text;
    }
}
