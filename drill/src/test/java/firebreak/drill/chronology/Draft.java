package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A small valid chronology whose text a test changes in one place.
final class Draft {
    static final String FILE = "talks.yaml";
    static final String VALID = """
            schema: chronology/1
            id: talks-1
            title: Two parties and an agency
            parties: {RU: Russia, UN: United Nations, UK: United Kingdom}
            posts:
              RU-MOD: Defence minister
              RU-MFA: Foreign minister
              UK-MOD: Defence secretary
              UNSC: Security Council
            events:
              - id: e01
                at: "2022-10-21T12:00:00Z"
                precision: day
                from: RU-MOD
                to: [UK-MOD, public, allies]
                channel: telephone
                kind: allegation
                summary: A claim is made.
                basis: source
                source: "press"
              - id: e02
                at: "2022-10-21T18:00:00Z"
                precision: minute
                from: UK
                to: RU-MOD
                via: [courier]
                kind: denial
                refs: [e01]
                summary: The claim is rejected.
              - id: e03
                at: "2022-10-22T18:00:00Z"
                precision: range
                not_before: "2022-10-22T12:00:00Z"
                not_after: "2022-10-23T12:00:00Z"
                from: [RU, UK]
                to: [UNSC]
                kind: letter
                refs: [e01, e02]
                summary: Both write.
            """;

    private Draft() {}

    static Chronology read(String text) {
        return switch (ChronologyReader.read(FILE, Bytes.ofUtf8(text))) {
            case Reading.Read(Chronology chronology) -> chronology;
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }

    static List<String> faults(String text) {
        return switch (ChronologyReader.read(FILE, Bytes.ofUtf8(text))) {
            case Reading.Read _ -> List.of();
            case Reading.Faulty(List<Fault> faults) ->
                faults.stream().map(Fault::line).toList();
        };
    }

    /// The valid text with one thing changed; the thing must be there.
    static String with(String what, String instead) {
        assertThat(VALID).contains(what);
        return VALID.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(instead));
    }

    static String onlyFault(String text) {
        List<String> faults = faults(text);
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }
}
