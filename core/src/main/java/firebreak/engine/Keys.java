package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.encoding.Hash;
import firebreak.record.Origin;
import java.util.HexFormat;

/// How the engine writes its store keys. Numbers are 16 hex digits, so that bytewise order is their order.
public final class Keys {
    private Keys() {}

    public static String number(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    /// For LEAF, ENVELOPE, BODY, HELD.
    public static String leaf(Origin origin, long index) {
        return origin.text() + "/" + number(index);
    }

    /// The index of a leaf of a record whose key this is.
    static long index(Origin origin, String leaf) {
        return HexFormat.fromHexDigitsToLong(leaf.substring(origin.text().length() + 1));
    }

    /// The range of all indexes of a record: from this key, inclusive, …
    public static String from(Origin origin, long index) {
        return leaf(origin, index);
    }

    /// … to this key, exclusive.
    public static String end(Origin origin) {
        return origin.text() + "/~";
    }

    /// For CHECKPOINT: the newest checkpoint of a record that witnesses have signed, as each signed it last.
    public static String cosigned(Origin origin) {
        return "cosigned/" + origin.text();
    }

    /// For CHECKPOINT: a checkpoint of this size, as witnesses signed it first.
    public static String cosigned(Origin origin, long size) {
        return cosigned(origin) + "/" + number(size);
    }

    /// The end of the range of all of these, exclusive.
    public static String cosignedEnd(Origin origin) {
        return cosigned(origin) + "/~";
    }

    /// For MAILBOX: where all deposit receipts for leaves of a record begin.
    public static String deposits(Origin origin) {
        return "deposit/" + origin.text() + "/";
    }

    /// For MAILBOX: a deposit receipt, by the hash of its bytes.
    public static String deposit(Origin origin, Hash receipt) {
        return deposits(origin) + receipt.hex();
    }

    /// For NOTE: notes of one channel lie together.
    public static String note(ChannelId channel, Origin origin, long index) {
        return channel.hash().hex() + "/" + leaf(origin, index);
    }

    /// For CIRCULAR: a joint note with all its signatures, by the hash of its payload.
    static String signedJoint(Hash payload) {
        return "signed/" + payload.hex();
    }

    /// For CIRCULAR: a joint note under way among its authors, by the hash of its payload; the empty text for where
    /// all of them begin.
    public static String circular(String payload) {
        return "open/" + payload;
    }

    /// For STATE: which receipts wait for a leaf.
    static String awaiting(String leafKey) {
        return "awaiting/" + leafKey;
    }

    /// For STATE: how much evidence was shown against a record or a document.
    static String evidence(String subject) {
        return "evidence/" + subject;
    }

    /// For STATE: what members' views say of a record at a size that is still to come here.
    static String claims(Origin origin, long size) {
        return "claims/" + leaf(origin, size);
    }

    /// For STATE.
    static String channel(ChannelId channel) {
        return "channel/" + channel.hash().hex();
    }

    static String work(long id) {
        return "work/" + number(id);
    }
}
