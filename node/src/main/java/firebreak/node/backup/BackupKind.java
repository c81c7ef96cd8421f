package firebreak.node.backup;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.regex.Pattern;

/// What a backup holds. Settings, charters, documents and forms are in both kinds, for they are no secret to
/// whoever restores, and either kind must be of use alone.
///
/// In neither are: the high-water file and a witness's heads, which must never go back in time; a root holder's
/// file, which belongs offline; a file with a passphrase.
public enum BackupKind {
    /// What was said and received, encrypted under the store key, which is not in it.
    STORE("store", "store\\.db"),
    /// The private keys, each under its holder's passphrase, and who may sign in.
    KEYS(
            "keys",
            "(?:public|officers)\\.json"
                    + "|keys/(?!roots/)(?:[A-Za-z0-9][A-Za-z0-9-]{0,63}/)?[A-Za-z0-9][A-Za-z0-9-]{0,63}\\.age(?:\\.sha256)?");

    private static final String EITHER = "|(?:config|charters|clock|root)\\.json|backups\\.jsonl"
            + "|documents/[^/.\\p{Cntrl}][^/\\p{Cntrl}]*\\.json|forms/[^/.\\p{Cntrl}][^/\\p{Cntrl}]*\\.ya?ml";

    private final String word;
    private final Pattern names;

    BackupKind(String word, String names) {
        this.word = word;
        this.names = Pattern.compile(names + either());
    }

    private static String either() {
        return EITHER;
    }

    /// As people say it and as it is written.
    public String word() {
        return word;
    }

    /// Whether a file of a home, named from there with `/` between, is in a backup of this kind.
    boolean holds(String name) {
        return names.matcher(name).matches();
    }

    static BackupKind read(String place, Json value) throws FormatException {
        String word = Fields.asString(place, value);
        for (BackupKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new FormatException(place, "expected 'store' or 'keys'");
    }
}
