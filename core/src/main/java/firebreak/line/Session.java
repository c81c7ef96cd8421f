package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.util.Optional;

/// What this end shares with one process of the peer, which is known by its ciphertext.
///
/// @param keys under which it speaks and is spoken to
/// @param highest the counter of its newest frame that opened; 0 for none
/// @param heard the nonce in that frame, which goes back as echo
/// @param proved whether a frame of it opened under the pair key, so that it holds the peer's private key and
///     knows this end's ciphertext
record Session(Bytes ciphertext, Keys keys, long highest, Optional<Nonce> heard, boolean proved) {
    /// The keys of one session; closing wipes them.
    static final class Keys implements AutoCloseable {
        private final Secret hello;
        private final Secret in;
        private final Secret out;

        Keys(Secret hello, Secret in, Secret out) {
            this.hello = hello;
            this.in = in;
            this.out = out;
        }

        /// Of frames the peer makes before it has seen this end's ciphertext.
        Secret hello() {
            return hello;
        }

        /// The pair key of frames from the peer.
        Secret in() {
            return in;
        }

        /// The pair key of frames to the peer.
        Secret out() {
            return out;
        }

        @Override
        public void close() {
            hello.close();
            in.close();
            out.close();
        }
    }

    static Session with(Bytes ciphertext, Keys keys) {
        return new Session(ciphertext, keys, 0, Optional.empty(), false);
    }

    /// After a frame has opened.
    Session having(Frame frame, Body body, boolean underPairKey) {
        return new Session(ciphertext, keys, frame.counter(), Optional.of(body.nonce()), proved || underPairKey);
    }

    boolean isReplay(Frame frame) {
        return frame.counter() <= highest;
    }
}
