package firebreak.drill.script;

/// How urgent a note is, the most urgent first. A chronology does not say: `kinds.yaml` guesses by kind.
public enum Precedence {
    FLASH,
    IMMEDIATE,
    PRIORITY,
    ROUTINE
}
