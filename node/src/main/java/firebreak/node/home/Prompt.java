package firebreak.node.home;

import firebreak.identity.Secret;
import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a person for a secret. A port: the terminal, or whoever a test puts there.
@FunctionalInterface
public interface Prompt {
    /// Nobody to ask: a script, a service.
    Prompt NOBODY = _ -> Optional.empty();

    /// Bytes of UTF-8 that one UTF-16 unit can take.
    int MOST_BYTES_PER_CHAR = 3;

    /// What was typed, in UTF-8; empty when there is nobody to ask.
    Optional<Secret> ask(String question);

    /// The terminal of this process, if it has one; what is typed is not shown.
    static Prompt terminal() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<Prompt>map(console -> question -> typed(console, question))
                .orElse(NOBODY);
    }

    private static Optional<Secret> typed(Console console, String question) {
        char @Nullable [] typed = console.readPassword("%s: ", question);
        if (typed == null) {
            return Optional.empty();
        }
        ByteBuffer encoded = ByteBuffer.wrap(new byte[MOST_BYTES_PER_CHAR * typed.length]);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(typed, '\0');
        Arrays.fill(encoded.array(), (byte) 0);
        return Optional.of(Secret.wrap(bytes));
    }
}
