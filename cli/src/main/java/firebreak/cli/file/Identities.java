package firebreak.cli.file;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.home.Passphrases;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import firebreak.seal.Age;
import firebreak.seal.Armor;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The secret keys that open files, as age keeps them: one `AGE-SECRET-KEY-…` a line, empty lines and lines that begin
/// with `#` left out; the whole may be an age file under a passphrase. Closing wipes them.
public final class Identities implements AutoCloseable {
    /// Largest file of identities.
    static final int MAX_BYTES = 64 << 10;

    private static final byte[] AGE = "age-encryption.org/".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final List<Identity> all;

    private Identities(List<Identity> all) {
        this.all = all;
    }

    public List<Identity> all() {
        return List.copyOf(all);
    }

    /// @param passphrases asked when a file is under one
    /// @throws Refusal when a file is open to others than its owner, or the passphrase is another
    public static Identities read(List<Path> files, Passphrases passphrases)
            throws Refusal, IOException, FormatException {
        Identities identities = new Identities(new ArrayList<>());
        try {
            for (Path file : files) {
                identities.add(file, passphrases);
            }
            return identities;
        } catch (Refusal | IOException | FormatException | RuntimeException failed) {
            identities.close();
            throw failed;
        }
    }

    private void add(Path file, Passphrases passphrases) throws Refusal, IOException, FormatException {
        Bytes content = SmallFile.bytes(file, MAX_BYTES);
        Optional<String> open = DurableFile.tooOpen(file);
        if (open.isPresent()) {
            throw new Refusal(open.get());
        }
        Bytes age = Armor.isArmor(content) ? Armor.read(content) : content;
        try (Secret text = isAge(age) ? opened(file, age, passphrases) : Secret.wrap(content.toArray())) {
            parse(file.toString(), text);
        }
    }

    private static boolean isAge(Bytes content) {
        return content.size() >= AGE.length && content.slice(0, AGE.length).equals(Bytes.wrap(AGE));
    }

    private static Secret opened(Path file, Bytes age, Passphrases passphrases)
            throws Refusal, IOException, FormatException {
        try (Secret passphrase = passphrases.known(file.toString());
                Identity identity = new Identity.Passphrase(passphrase)) {
            return switch (Age.decrypt(age, List.of(identity), MAX_BYTES)) {
                case Unsealed.Opened<Bytes>(Bytes text) -> Secret.wrap(text.toArray());
                case Unsealed.NotForUs<Bytes> _ ->
                    throw new Refusal(Exit.WRONG_SECRET, "this is not the passphrase of " + file);
            };
        }
    }

    private void parse(String name, Secret text) throws FormatException {
        int found = all.size();
        int line = 1;
        for (int from = 0; from < text.size(); line++) {
            int end = lineEnd(text, from);
            try (Secret one = stripped(text, from, end)) {
                if (one.size() > 0) {
                    all.add(Identity.parse(name + " line " + line, one));
                }
            }
            from = end + 1;
        }
        if (all.size() == found) {
            throw new FormatException(name, "expected a line that begins with AGE-SECRET-KEY-");
        }
    }

    private static int lineEnd(Secret text, int from) {
        return text.use(bytes -> {
            int at = from;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            return at;
        });
    }

    /// A line without its carriage return; nothing of a comment.
    private static Secret stripped(Secret text, int from, int end) {
        return text.use(bytes -> {
            int last = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
            return last > from && bytes[from] == '#' ? text.slice(from, from) : text.slice(from, last);
        });
    }

    @Override
    public void close() {
        all.forEach(Identity::close);
    }
}
