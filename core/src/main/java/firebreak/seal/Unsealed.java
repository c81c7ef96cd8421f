package firebreak.seal;

/// What came of opening something sealed. Malformed or altered input is neither: it is a
/// [firebreak.encoding.FormatException].
///
/// Altering a stanza's body or share cannot be told from a stanza for somebody else, so it too gives [NotForUs].
public sealed interface Unsealed<T> {
    /// One of the identities fitted, and every byte verified.
    record Opened<T>(T content) implements Unsealed<T> {}

    /// Well formed as far as can be seen without the key, and sealed to none of the identities.
    record NotForUs<T>() implements Unsealed<T> {}
}
