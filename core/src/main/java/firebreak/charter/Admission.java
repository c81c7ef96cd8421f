package firebreak.charter;

import firebreak.encoding.Hash;

/// What became of a charter document that was shown to a [Registry].
public sealed interface Admission {
    /// It is good and was not known before.
    record Admitted(Registry registry, Hash hash) implements Admission {}

    /// It was known already; nothing changed.
    record Known(Hash hash) implements Admission {}

    /// It breaks a rule; the reason is for people.
    record Refused(String reason) implements Admission {}

    /// It is good in itself and contradicts another good one: both follow the same parent. Whoever signed
    /// both has produced evidence against itself. The one known first stays in force.
    record Conflicting(Hash kept, Hash shown) implements Admission {}
}
