package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A text on the command line: the text itself, or `@FILE` for what stands in a file; `@@` begins a text that begins
/// with `@`.
final class TextArgument {
    static final int MAX_BYTES = 256 * 1024;

    private TextArgument() {}

    static String read(String argument) throws Refusal, IOException, FormatException {
        if (argument.startsWith("@@")) {
            return argument.substring(1);
        }
        return argument.startsWith("@") ? text(Path.of(argument.substring(1))).stripTrailing() : argument;
    }

    static Bytes file(Path file) throws Refusal, IOException {
        if (!Files.exists(file)) {
            throw new Refusal("there is no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new Refusal(file + " is larger than the " + MAX_BYTES + " bytes a note may be made of");
            }
            return Bytes.wrap(content);
        }
    }

    private static String text(Path file) throws Refusal, IOException, FormatException {
        return file(file).utf8(file.toString());
    }
}
