package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One recipient stanza of an age header: its arguments, of which the first is the type, and its body. Whoever
/// holds the fitting identity finds the file key in it.
record Stanza(List<String> arguments, Bytes body) {
    /// A file key of 16 bytes and the tag of ChaCha20-Poly1305.
    static final int WRAPPED_KEY = FileKey.SIZE + ChaCha.TAG;

    Stanza {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a stanza has at least one argument, its type");
        }
    }

    static Stanza of(String type, Bytes body, String... arguments) {
        return new Stanza(
                Stream.concat(Stream.of(type), Arrays.stream(arguments)).toList(), body);
    }

    String type() {
        return arguments.getFirst();
    }

    /// Refuses unless there are exactly `count` arguments after the type.
    void expectArguments(String place, int count) throws FormatException {
        if (arguments.size() != count + 1) {
            throw new FormatException(place, "expected exactly " + count + " arguments after " + type());
        }
    }

    /// The argument at `index` (the type is 0) as base64 of exactly `size` bytes.
    Bytes argument(String place, int index, int size) throws FormatException {
        Bytes decoded = Base64Lines.decode(place + " argument " + index, arguments.get(index));
        if (decoded.size() != size) {
            throw new FormatException(
                    place + " argument " + index, "expected " + size + " bytes, found " + decoded.size());
        }
        return decoded;
    }

    /// The length is checked before any decryption: a longer body could be made to open under many keys
    /// (a partitioning oracle).
    void expectWrappedKey(String place) throws FormatException {
        if (body.size() != WRAPPED_KEY) {
            throw new FormatException(place + " body", "expected " + WRAPPED_KEY + " bytes, found " + body.size());
        }
    }

    void write(StringBuilder out) {
        out.append("-> ").append(String.join(" ", arguments)).append('\n');
        Base64Lines.wrap(body, out);
    }
}
