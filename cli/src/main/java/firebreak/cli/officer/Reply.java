package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// What the node replied to one request.
sealed interface Reply {
    /// Done; perhaps with something to read.
    record Given(Bytes body) implements Reply {}

    /// Not done.
    ///
    /// @param status RFC 9110
    /// @param code the node's own word for programs; empty where whoever answered gave none
    /// @param sentence the node's own (RFC 9457 `detail`)
    record Refused(int status, String code, String sentence) implements Reply {
        /// Whoever asked is nobody to the node: wrong password, or a session that has ended.
        boolean isOfNobody() {
            return status == 401;
        }

        boolean isNotPermitted() {
            return code.equals("not-permitted");
        }

        boolean isWrongPassphrase() {
            return code.equals("wrong-passphrase");
        }
    }

    /// Above a list of as many notes as the node shows at once, each of the longest text.
    int MAX_BYTES = 64 << 20;

    default Bytes bytes() throws Refusal {
        return switch (this) {
            case Given(Bytes body) -> body;
            case Refused(int _, String _, String sentence) -> throw new Refusal(Exit.REFUSED, sentence);
        };
    }

    /// An empty object where there is nothing to read.
    default Json json() throws Refusal, FormatException {
        Bytes body = bytes();
        return body.isEmpty() ? Json.object().build() : Canonical.readLoose("the node's answer", body, MAX_BYTES);
    }
}
