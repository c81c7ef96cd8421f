package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Which key made a signature line: its name and four bytes of a hash over name, type and public key. Names the
/// key, proves nothing; only the signature does (C2SP signed-note).
public record KeyRef(KeyName name, int id) {
    static final int ID_SIZE = Integer.BYTES;

    static KeyRef of(KeyName name, Bytes typeAndKey) {
        Hash hash = Hash.of(Bytes.concat(Bytes.ofUtf8(name.text() + "\n"), typeAndKey));
        return new KeyRef(name, hash.bytes().buffer().getInt());
    }

    /// Eight hex digits.
    String idHex() {
        return HexFormat.of().toHexDigits(id);
    }

    Bytes idBytes() {
        return Bytes.wrap(ByteBuffer.allocate(ID_SIZE).putInt(id).array());
    }

    @Override
    public String toString() {
        return name + "+" + idHex();
    }
}
