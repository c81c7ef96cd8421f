package firebreak.node.home;

import firebreak.identity.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the passphrase of a node's keys comes from, the first of: the file named on the command line, the file named
/// by the environment variable `FIREBREAK_PASSPHRASE_FILE`, the file of the settings (exercises only), a person at the
/// terminal. Passphrases themselves never stand on a command line or in the environment, where others could read them.
///
/// @param named on the command line
/// @param environment of the process
/// @param settings of the home, when there are some
public record Passphrases(
        Optional<Path> named, Map<String, String> environment, Optional<Path> settings, Prompt prompt) {
    /// Names a file.
    public static final String VARIABLE = "FIREBREAK_PASSPHRASE_FILE";

    /// A passphrase that exists already.
    ///
    /// @param whose for people, for example `the node's keys`
    /// @return the caller's to close
    /// @throws IOException when a file is unfit, or there is none and nobody to ask
    public Secret known(String whose) throws IOException {
        Optional<Path> file = file();
        return file.isPresent() ? SecretFile.read(file.get()) : asked("Passphrase of " + whose);
    }

    /// A passphrase for keys that are being made; a person types it twice.
    public Secret fresh(String whose) throws IOException {
        Optional<Path> file = file();
        if (file.isPresent()) {
            return SecretFile.read(file.get());
        }
        Secret first = asked("New passphrase of " + whose);
        try (Secret again = asked("Once more")) {
            if (!first.equals(again)) {
                first.close();
                throw new IOException("the two passphrases of " + whose + " differ: start again");
            }
        }
        return first;
    }

    private Optional<Path> file() {
        return named.or(() -> Optional.ofNullable(environment.get(VARIABLE)).map(Path::of))
                .or(() -> settings);
    }

    private Secret asked(String question) throws IOException {
        Secret typed = prompt.ask(question)
                .orElseThrow(
                        () -> new IOException("no passphrase and nobody to ask: give --passphrase-file FILE, or set "
                                + VARIABLE + " to the name of a file"));
        if (typed.size() == 0) {
            throw new IOException("an empty passphrase protects nothing");
        }
        return typed;
    }
}
