package firebreak.line;

import firebreak.encoding.Bytes;

/// What became of a frame that arrived.
public sealed interface Arrival {
    /// It opened under the pair key.
    ///
    /// @param from the ciphertext it bears; an answer goes to it
    /// @param alive it answered a recent test of this end, newer than any answered before. Content counts only
    ///     then: any other frame may be an old one that somebody sends again
    record Heard(Bytes from, Body body, boolean alive) implements Arrival {}

    /// A hello: its sender knows nothing of this end yet, and it shows nothing about its sender.
    record Greeted(Bytes from) implements Arrival {}

    /// No key opens it, most likely because its sender speaks to an earlier process of this end. Answering
    /// gives that sender this end's ciphertext.
    record Unopened(Bytes from) implements Arrival {}

    /// Its ciphertext is new: open it with the post's identity ([firebreak.seal.Encapsulation#open]), hand the
    /// secret to [Line#learn] and hear the frame again.
    record Unlearned(Bytes ciphertext) implements Arrival {}

    /// Not a frame of this line, or one that was there before; nothing is answered and nothing changes.
    record Refused(String reason) implements Arrival {}
}
