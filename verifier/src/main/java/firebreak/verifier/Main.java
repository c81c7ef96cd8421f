package firebreak.verifier;

import firebreak.verifier.export.ExportCheck;
import firebreak.verifier.export.Folder;
import firebreak.verifier.export.Result;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `java -jar firebreak-verifier.jar DIR [--charter FINGERPRINT] [--json]`. Exit codes: 0 right, 1 could not be read, 2
/// wrong usage, 3 something in the export is wrong.
public final class Main {
    private static final int RIGHT = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int WRONG = 3;
    private static final int DIGITS = 78;
    private static final int HEX_DIGITS = 64;
    private static final int HASH_BITS = 256;
    private static final String HELP = """
            Checks an exported Firebreak record offline: every signature, every hash.

              java -jar firebreak-verifier.jar DIR [--charter FINGERPRINT] [--json]

            FINGERPRINT is the charter's as you compared it (of a back channel, its own): 78 digits or 64 hex digits,
            spaces anywhere. Without it an export can only agree with itself.
            Exit code 0: right; 1: the folder could not be read; 2: wrong usage; 3: something in it is wrong.
            """;

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Optional<Path> folder = Optional.empty();
        Optional<Hash> fingerprint = Optional.empty();
        boolean json = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        try {
            while (!left.isEmpty()) {
                String word = left.removeFirst();
                switch (word) {
                    case "--help", "-h" -> {
                        out.print(HELP);
                        return RIGHT;
                    }
                    case "--json" -> json = true;
                    case "--charter" ->
                        fingerprint = Optional.of(fingerprint(left.isEmpty() ? "" : left.removeFirst()));
                    default -> {
                        if (word.startsWith("-") || folder.isPresent()) {
                            throw new Malformed(word, "expected one folder, --charter FINGERPRINT or --json");
                        }
                        folder = Optional.of(Path.of(word));
                    }
                }
            }
            if (folder.isEmpty()) {
                throw new Malformed("DIR", "expected the folder of an export");
            }
        } catch (Malformed | InvalidPathException wrongUsage) {
            err.println(wrongUsage.getMessage());
            err.print(HELP);
            return USAGE;
        }
        return check(folder.get(), fingerprint, json, out, err);
    }

    private static int check(Path folder, Optional<Hash> fingerprint, boolean json, PrintStream out, PrintStream err) {
        try {
            Result result = ExportCheck.run(Folder.open(folder), fingerprint);
            if (json) {
                out.println(new String(Canonical.write(result.toJson()).array(), StandardCharsets.UTF_8));
            } else {
                result.lines().forEach(out::println);
            }
            return result.isSound() ? RIGHT : WRONG;
        } catch (IOException unreadable) {
            err.println("the export could not be read: " + unreadable.getMessage());
            return FAILED;
        }
    }

    /// What a person typed: hex of either case or decimal digits, with spaces anywhere.
    private static Hash fingerprint(String typed) throws Malformed {
        String text = typed.replace(" ", "").toLowerCase(Locale.ROOT);
        if (text.length() == HEX_DIGITS) {
            return Hash.parse("--charter", text);
        }
        boolean digits = text.length() == DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        BigInteger number = digits ? new BigInteger(text) : BigInteger.ONE.shiftLeft(HASH_BITS);
        if (number.bitLength() > HASH_BITS) {
            throw new Malformed(
                    "--charter", "expected a fingerprint: 78 digits of a number below 2^256, or 64 hex digits");
        }
        byte[] bytes = new byte[HASH_BITS / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return new Hash(Bytes.of(bytes));
    }
}
