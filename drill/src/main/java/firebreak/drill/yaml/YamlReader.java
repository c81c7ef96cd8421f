package firebreak.drill.yaml;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document (1.2) within limits that a hostile file cannot talk its way around: the parser's
/// events are folded here, so that no alias is ever followed and no tag makes an object.
public final class YamlReader {
    /// Bytes of one file: 4 MiB.
    public static final int MAX_BYTES = 4 * 1024 * 1024;
    /// Lists and mappings inside one another.
    public static final int MAX_DEPTH = 32;
    /// Scalars, lists and mappings of one file, keys counted.
    public static final int MAX_VALUES = 1_000_000;
    /// UTF-16 units of one scalar.
    public static final int MAX_SCALAR = 20_000;

    private static final int BUFFER = 256 * 1024;

    private YamlReader() {}

    /// The document, or nothing when its syntax is broken or a limit is passed; then a fault says why. Faults
    /// that leave the rest readable (a repeated key) are added and reading goes on.
    ///
    /// @param file the name shown in faults
    public static Optional<Yaml> read(String file, Bytes content, Faults faults) {
        if (content.size() > MAX_BYTES) {
            String expected = "at most " + MAX_BYTES + " bytes (4 MiB)";
            faults.add(Place.of(file), Fault.WHOLE_FILE, Fault.NO_FIELD, content.size() + " bytes or more", expected);
            return Optional.empty();
        }
        try {
            return Optional.of(parse(file, text(file, content), faults));
        } catch (Refusal refusal) {
            faults.add(refusal.fault());
        } catch (YamlEngineException broken) {
            faults.add(fault(file, broken));
        } catch (NumberFormatException escape) {
            // snakeyaml-engine lets it out for an escape beyond Unicode, such as \U99999999
            faults.add(syntax(Place.of(file), "an escape that names no character"));
        }
        return Optional.empty();
    }

    private static Yaml parse(String file, String text, Faults faults) throws Refusal {
        // snakeyaml-engine copies a token once per buffer: with its usual 1 KiB a long comment costs seconds
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_BYTES)
                .setBufferSize(BUFFER)
                .build();
        return new Fold(file, new Parse(settings).parseString(text).iterator(), faults).document();
    }

    private static String text(String file, Bytes content) throws Refusal {
        try {
            String text = content.utf8(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (FormatException notUtf8) {
            throw new Refusal(new Fault(
                    Place.of(file), Fault.WHOLE_FILE, Fault.NO_FIELD, "bytes that are not UTF-8", "text in UTF-8"));
        }
    }

    private static Fault fault(String file, YamlEngineException broken) {
        return switch (broken) {
            case MarkedYamlEngineException marked -> {
                int line = marked.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
                yield syntax(new Place(file, line), String.valueOf(marked.getProblem()));
            }
            case ReaderException unreadable ->
                syntax(Place.of(file), "the character U+%04X".formatted(unreadable.getCodePoint()));
            default -> syntax(Place.of(file), String.valueOf(broken.getMessage()));
        };
    }

    private static Fault syntax(Place place, String found) {
        return new Fault(place, Fault.WHOLE_FILE, Fault.NO_FIELD, found, "well-formed YAML 1.2");
    }

    /// Ends the reading of a file at its first fault of syntax or size; never leaves this package.
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        Refusal(Fault fault) {
            super(fault.line(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }
}
