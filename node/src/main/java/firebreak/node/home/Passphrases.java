package firebreak.node.home;

import firebreak.identity.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the passphrase of a node's keys comes from, the first of: the file named on the command line, the file named
/// by the environment variable `FIREBREAK_PASSPHRASE_FILE`, the file of the settings (exercises only), a person at the
/// terminal. Passphrases themselves never stand on a command line or in the environment, where others could read them.
/// An officer's password comes from the file named on the command line, or the person.
///
/// @param kind what people are asked for
/// @param named on the command line
/// @param environment of the process
/// @param settings of the home, when there are some
public record Passphrases(
        Kind kind, Optional<Path> named, Map<String, String> environment, Optional<Path> settings, Prompt prompt) {
    /// What a person is asked for, in the words of the commands.
    public enum Kind {
        /// Opens keys.
        PASSPHRASE("passphrase", "give --passphrase-file FILE, or set " + VARIABLE + " to the name of a file"),
        /// Signs an officer in.
        PASSWORD("password", "give --password-file FILE");

        private final String word;
        private final String otherwise;

        Kind(String word, String otherwise) {
            this.word = word;
            this.otherwise = otherwise;
        }
    }

    /// Names a file.
    public static final String VARIABLE = "FIREBREAK_PASSPHRASE_FILE";

    public Passphrases(Optional<Path> named, Map<String, String> environment, Optional<Path> settings, Prompt prompt) {
        this(Kind.PASSPHRASE, named, environment, settings, prompt);
    }

    /// Where an officer's password comes from.
    public static Passphrases password(Optional<Path> named, Prompt prompt) {
        return new Passphrases(Kind.PASSWORD, named, Map.of(), Optional.empty(), prompt);
    }

    /// A passphrase that exists already.
    ///
    /// @param whose for people, for example `the node's keys`
    /// @return the caller's to close
    /// @throws IOException when a file is unfit, or there is none and nobody to ask
    public Secret known(String whose) throws IOException {
        Optional<Path> file = file();
        return file.isPresent() ? SecretFile.read(file.get()) : asked(capital() + " of " + whose);
    }

    /// A passphrase for keys that are being made; a person types it twice.
    public Secret fresh(String whose) throws IOException {
        Optional<Path> file = file();
        if (file.isPresent()) {
            return SecretFile.read(file.get());
        }
        Secret first = asked("New " + kind.word + " of " + whose);
        try (Secret again = asked("Once more")) {
            if (!first.equals(again)) {
                first.close();
                throw new IOException("the two " + kind.word + "s of " + whose + " differ: start again");
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
                .orElseThrow(() -> new IOException("no " + kind.word + " and nobody to ask: " + kind.otherwise));
        if (typed.size() == 0) {
            throw new IOException("an empty " + kind.word + " protects nothing");
        }
        return typed;
    }

    private String capital() {
        return kind.word.substring(0, 1).toUpperCase(Locale.ROOT) + kind.word.substring(1);
    }
}
