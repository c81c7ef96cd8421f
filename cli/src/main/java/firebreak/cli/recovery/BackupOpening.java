package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.cli.file.Identities;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.backup.Unpacked;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what opens a backup.
final class BackupOpening {
    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "A file of secret keys that open what is sealed to recipients; again for several.")
    private List<Path> identities = new ArrayList<>();

    @Option(
            names = "--backup-passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase of a backup of keys; else it is asked for.")
    private @Nullable Path passphraseFile;

    /// Reads a backup somewhere.
    @FunctionalInterface
    interface Reading {
        Unsealed<Unpacked> with(List<? extends Identity> identities) throws IOException, FormatException;
    }

    /// @throws Refusal when nothing given opens it
    Unpacked open(World world, Path file, Reading reading) throws Refusal, IOException, FormatException {
        if (!Files.isRegularFile(file)) {
            throw new Refusal("there is no file " + file);
        }
        return Unpacked.isUnderPassphrase(file) ? byPassphrase(world, file, reading) : byKey(world, file, reading);
    }

    private Unpacked byPassphrase(World world, Path file, Reading reading)
            throws Refusal, IOException, FormatException {
        try (Secret passphrase = new Secrets(world).file(passphraseFile).known(file.toString());
                Identity identity = new Identity.Passphrase(passphrase)) {
            return switch (reading.with(List.of(identity))) {
                case Unsealed.Opened<Unpacked>(Unpacked part) -> part;
                case Unsealed.NotForUs<Unpacked> _ ->
                    throw new Refusal(Exit.WRONG_SECRET, "this is not the passphrase of " + file);
            };
        }
    }

    private Unpacked byKey(World world, Path file, Reading reading) throws Refusal, IOException, FormatException {
        if (identities.isEmpty()) {
            throw new Refusal(Exit.USAGE, file + " is sealed to recipients: give --identity FILE");
        }
        List<Path> files = identities.stream().map(world::path).toList();
        try (Identities known = Identities.read(files, new Secrets(world).file(null))) {
            return switch (reading.with(known.all())) {
                case Unsealed.Opened<Unpacked>(Unpacked part) -> part;
                case Unsealed.NotForUs<Unpacked> _ ->
                    throw new Refusal(Exit.WRONG_SECRET, file + " is sealed to others: no identity given opens it");
            };
        }
    }
}
