package firebreak.cli.file;

import firebreak.cli.console.JsonAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// A command that makes one file of another.
abstract class FileAct extends JsonAct {
    /// Of a file this large a person waits some seconds.
    private static final long SOON_DONE_MIB = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to read.")
    private Path file = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path out = Path.of("");

    FileAct(World world) {
        super(world);
    }

    final Path file() {
        return world.path(file);
    }

    final Path to() {
        return world.path(out);
    }

    /// Reads from the file.
    @FunctionalInterface
    interface Reading<T> {
        T from(InputStream in) throws Refusal, IOException, FormatException;
    }

    /// @throws Refusal when it is none that can be read
    final <T> T reading(Reading<T> reading) throws Refusal, IOException, FormatException {
        if (Files.isDirectory(file())) {
            throw new Refusal(file() + " is a folder: put it into one file first, for example with tar");
        }
        Ticker ticker = new Ticker(spec.commandLine().getErr(), "MiB read", SOON_DONE_MIB);
        try (InputStream in = new BufferedInputStream(
                new CountedInput(Files.newInputStream(file()), Files.size(file()), ticker), 1 << 16)) {
            return reading.from(in);
        } catch (NoSuchFileException missing) {
            if (!String.valueOf(missing.getFile()).equals(file().toString())) {
                throw missing;
            }
            throw new Refusal("there is no file " + file());
        }
    }
}
